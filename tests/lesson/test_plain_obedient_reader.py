"""Somebody who hears only the printed text, and does just what it says, comes to the end of every lesson."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pytest
from plain_lines import NOW

from tutor.engine.events import Event, RunStarted
from tutor.languages import LANGUAGES
from tutor.lesson.library import Library
from tutor.lesson.plain import PlainSession
from tutor.lesson.run import LessonRun, start_run
from tutor.paths import lessons_folder
from tutor.records.journal import StoredEvent
from tutor.records.projections import LessonProgress, RunRecord

LIBRARY = Library((lessons_folder(),))
LESSONS = [
    (entry.id, language) for language in LANGUAGES for entry in LIBRARY.catalogue.lessons(language)
]
# More lines than any lesson takes: who goes round in circles is stopped.
ENOUGH = 600

# How the text invites to type something. The last line of a page always does.
ENTER_ALONE = re.compile(r"Bấm ENTER: .+\.|Press Enter: .+\.")
NAMED = re.compile(r"Gõ (\d+), hoặc chỉ bấm ENTER\.|Type (\d+), or press Enter alone\.")
NUMBERS = re.compile(
    r"(?:Gõ|Type) ([\d, ]+?)(?: (?:hoặc|or) (\d+))?\. (?:Cần giúp thì gõ|For help, type): (.+)\."
)
RANGE = re.compile(
    r"(?:Gõ một số từ 1 đến|Type a number from 1 to) (\d+)\. (?:Cần giúp thì gõ|For help, type): (.+)\."
)
TEXT = re.compile(
    r"(?:Gõ xong thì bấm ENTER\. Cần giúp thì gõ"
    r"|Type the text, then press Enter\. For help, type): (.+)\."
)
FIELD = re.compile(
    r"(?:Cần giúp thì gõ|For help, type): (.+)\. "
    r"(?:Muốn thôi không gõ ô này thì gõ: lùi|To leave this field, type: back)\."
)
ENTER_TYPES = re.compile(r"Chỉ bấm ENTER là gõ “(.+)”\.|Enter alone types “(.+)”\.")
JUST_THIS = re.compile(r"Mời bác gõ đúng như sau:|Please type just this:")

# Boxes, chips, pointers, brackets and stars: a screen reader would name them.
FOR_THE_EYE = re.compile(r"[─-╿■-◿✓✗▶●○•*\[\]{}]")

# What a reader who is free to choose types of the numbers that are offered, and the word for a hint.
Strategy = Callable[[list[str], str], str]


def asks(numbers: list[str], hint: str) -> str:
    """Ask for a hint until a number is named."""
    return hint


def first(numbers: list[str], hint: str) -> str:
    return numbers[0]


def last(numbers: list[str], hint: str) -> str:
    return numbers[-1]


class ObedientReader:
    """Reads what is printed, and types what it says; `enters` takes what was named by Enter alone."""

    def __init__(self, strategy: Strategy, *, enters: bool) -> None:
        self._strategy = strategy
        self._enters = enters
        self._page: list[str] = []
        self._tried: set[str] = set()
        self.typed: list[str] = []
        self.heard: list[str] = []

    def write(self, line: str) -> None:
        if line == "":
            self._page = []
        self._page.append(line)
        self.heard.append(line)

    def read(self) -> str:
        assert len(self.typed) < ENOUGH, ("going round in circles", self.heard[-30:])
        line = self._answer()
        self.typed.append(line)
        return f"{line}\n"

    def _answer(self) -> str:
        end = self._page[-1]
        if ENTER_ALONE.fullmatch(end):
            return self._just_this() or ""
        if match := NAMED.fullmatch(end):
            return "" if self._enters else match[1] or match[2]
        if match := NUMBERS.fullmatch(end):
            return self._pick([*match[1].split(", "), *filter(None, [match[2]])], match[3])
        if match := RANGE.fullmatch(end):
            return self._pick([str(n) for n in range(1, int(match[1]) + 1)], match[2])
        if match := TEXT.fullmatch(end):
            return self._just_this() or match[1]
        if match := FIELD.fullmatch(end):
            return match[1]
        if match := ENTER_TYPES.fullmatch(end):
            return "" if self._enters else match[1] or match[2]
        raise AssertionError(f"nothing is said of what to type: {self._page}")

    def _pick(self, numbers: list[str], hint: str) -> str:
        """Return what the strategy picks; on a page that was there before, ask for help."""
        page = "\n".join(self._page)
        fresh = page not in self._tried
        self._tried.add(page)
        return self._strategy(numbers, hint) if fresh else hint

    def _just_this(self) -> str:
        """Return the text that stands after "type just this", if the page has it."""
        lines: Iterator[str] = iter(self._page)
        return next((next(lines) for line in lines if JUST_THIS.fullmatch(line)), "")


class Unkept:
    """A journal that keeps nothing, of somebody who finished a lesson so often."""

    def __init__(self, lesson: str, times: int) -> None:
        self._progress = LessonProgress(
            lesson=lesson, times_finished=times, last_at=NOW, open_run=None, step=0, steps=0
        )

    def append(self, learner: str, events: Sequence[Event]) -> None:
        pass

    def open_runs(self, learner: str) -> tuple[RunRecord, ...]:
        return ()

    def run_start(self, run_id: str) -> RunStarted | None:
        return None

    def responses(self, run_id: str) -> tuple[Mapping[str, Any], ...]:
        return ()

    def history(self, learner: str) -> tuple[LessonProgress, ...]:
        return (self._progress,)

    def events(self, learner: str) -> Iterable[StoredEvent]:
        return ()


def play(run: LessonRun, language: str, reader: ObedientReader) -> bool:
    phrases = LIBRARY.phrases(language, "bac")
    return PlainSession(run, phrases, reader.read, reader.write, "tutor play").play()


@pytest.mark.parametrize("strategy", [asks, first, last])
@pytest.mark.parametrize(("lesson", "language"), LESSONS)
def test_who_does_what_the_text_says_comes_to_the_end(
    lesson: str, language: str, strategy: Strategy
) -> None:
    script = LIBRARY.script(lesson, language)
    # The second time the phone shows less, and variants have other words.
    for times, enters in enumerate((True, False)):
        journal = Unkept(lesson, times)
        run = start_run(script, "hoa", journal, lambda: NOW, lambda: f"run-{times}")  # noqa: B023
        reader = ObedientReader(strategy, enters=enters)
        assert play(run, language, reader)
        refused = re.compile(
            r"Ở đây không dùng được|is of no use|Ở đây không có số|There is no number"
        )
        assert not any(map(refused.search, reader.heard))
        assert not any(map(FOR_THE_EYE.search, reader.heard))
