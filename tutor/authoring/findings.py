"""Findings in the lessons of a folder: problems, and what the checks of the whole folder need.

A folder may hold thousands of lessons: several processes check them, and each has only the languages of one
lesson in memory at a time.
"""

import gc
import glob
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any, Self, TypeVar

from tutor.authoring.context import CheckContext, ReachedGoal
from tutor.authoring.course import CourseLesson, course_lesson
from tutor.authoring.lesson_check import check_file, read_script
from tutor.authoring.phone_checks import check_phone, check_phone_texts
from tutor.authoring.script import Script
from tutor.authoring.translations import check_same
from tutor.authoring.word_checks import UsedWords, check_absent, used_words
from tutor.content.model import Place, Problem

# A process takes about as long to start as to check so many files.
_FILES_PER_PROCESS = 60
# Parts for each process: small ones end together, large ones cost less to hand over.
_PARTS_PER_PROCESS = 8

T = TypeVar("T")
# The files of one lesson, one for each language.
Translations = Sequence[Path]


@dataclass(frozen=True, slots=True)
class Header:
    """The id of a lesson and the lessons that `after` names, with their places."""

    id: str
    language: str
    place: Place
    after: Mapping[str, Place]


@dataclass(slots=True)
class Findings:
    """The problems of some lessons, and what the checks of the whole folder need of those that can be read.

    `broken` are the files that cannot be read, `goals` the goals on the practice phone by language.
    """

    problems: list[Problem] = field(default_factory=list)
    headers: list[Header] = field(default_factory=list)
    course: list[CourseLesson] = field(default_factory=list)
    words: list[UsedWords] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    goals: dict[str, list[ReachedGoal]] = field(default_factory=dict)


class Finder:
    """Finds the problems of one lessons folder, in several processes where it has many files.

    Each process has a context of its own, since that of another cannot be handed over.
    """

    def __init__(self, root: Path, shipped: Path, today: date, processes: int) -> None:
        """Take the lessons folder, that of the program, the date, and how many processes may be started."""
        self._about = root, shipped, today
        self._most = processes
        self._pool: Executor | None = None

    @cached_property
    def context(self) -> CheckContext:
        """What the checks need besides a lesson; read while other processes have begun."""
        return CheckContext(*self._about)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def find(self, folder: Path, lessons: Sequence[Translations]) -> Iterator[Findings]:
        """Return the findings of all lessons, part by part; the processes begin with all of them at once.

        The goals that they reach are then among those of the context's phones.
        """
        files = sum(map(len, lessons))
        processes = min(self._most, files // _FILES_PER_PROCESS)
        size = len(lessons)
        if processes > 1:
            self._start(processes)
            size = -(-size // (processes * _PARTS_PER_PROCESS))
        parts = [(folder, lessons[at : at + size]) for at in range(0, len(lessons), size or 1)]
        return map(self._with_goals, self._each(_find, parts))

    def _with_goals(self, findings: Findings) -> Findings:
        for language, goals in findings.goals.items():
            if phone := self.context.phone(language):
                phone.goals += goals
        return findings

    def check_phone(self) -> Iterator[Problem]:
        """Return the problems of the practice phone in the languages of the lessons checked so far.

        The processes begin with it at once.
        """
        languages = self.context.phone_languages()
        of_texts = self._each(_phone_text_problems, [(language,) for language in languages])
        of_screens = self._each(_phone_problems, [(languages,)])
        return chain.from_iterable(chain(of_screens, of_texts))

    def _start(self, processes: int) -> None:
        # A machine without processes of this kind checks all in this one.
        with suppress(ImportError, NotImplementedError, OSError):
            # The check of a single lesson does not wait for this import.
            from concurrent.futures import ProcessPoolExecutor

            self._pool = self._pool or ProcessPoolExecutor(
                processes, initializer=_start_process, initargs=self._about
            )

    def _each(self, work: Callable[..., T], inputs: Sequence[tuple[Any, ...]]) -> Iterator[T]:
        """Return the results of some work for each input, in order; the processes begin at once."""
        futures: list[Future[T]] = []
        if self._pool is not None:
            with suppress(OSError, BrokenExecutor):
                futures = [self._pool.submit(_work, work, given) for given in inputs]
        return self._results(work, inputs, futures)

    def _results(
        self, work: Callable[..., T], inputs: Sequence[tuple[Any, ...]], futures: list[Future[T]]
    ) -> Iterator[T]:
        for given, future in zip_longest(inputs, futures):
            if future is not None:
                with suppress(BrokenExecutor):
                    yield future.result()
                    continue
            yield work(self.context, *given)


# What a process has been started with.
_contexts: list[CheckContext] = []


def _start_process(root: Path, shipped: Path, today: date) -> None:
    # Ctrl-C ends the process that waits for these, and that ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Lessons have no reference cycles, so the cyclic garbage collector would only take time.
    gc.disable()
    _contexts.append(CheckContext(root, shipped, today))


def _work(work: Callable[..., T], given: tuple[Any, ...]) -> T:
    return work(_contexts[0], *given)


def _find(context: CheckContext, folder: Path, lessons: Sequence[Translations]) -> Findings:
    """Return the findings of some lessons; the goals that they reach are taken from the context's phones."""
    findings = Findings()
    before = {language: len(goals) for language, goals in context.goals().items()}
    resolved = folder.resolve()
    for translations in lessons:
        scripts: list[Script] = []
        for file in translations:
            script, problems = check_file(file, context)
            findings.problems += problems
            if script is None:
                findings.broken.append(str(file))
            else:
                place = (resolved / file.relative_to(folder)).relative_to(context.root)
                findings.problems += _check_file_name(script, place)
                findings.headers.append(_header_of(script))
                findings.course.append(course_lesson(script))
                scripts.append(script)
        if scripts:
            findings.problems += check_same(scripts)
            words = [used_words(script) for script in scripts]
            elsewhere = _words_elsewhere(translations[0].name, resolved, context)
            findings.problems += check_absent([*words, *elsewhere])
            findings.words += words
    for language, goals in context.goals().items():
        of_others = before.get(language, 0)
        findings.goals[language] = goals[of_others:]
        del goals[of_others:]
    return findings


def _phone_problems(context: CheckContext, languages: Sequence[str]) -> list[Problem]:
    for language in languages:
        context.phone(language)
    return list(check_phone(context))


def _phone_text_problems(context: CheckContext, language: str) -> list[Problem]:
    return list(check_phone_texts(context, language))


def _check_file_name(script: Script, path: Path) -> Iterator[Problem]:
    """Yield a file that does not stand where its lesson says; `path` is that below its lessons folder."""
    lesson = script.lesson
    wanted = Path(lesson.language, lesson.topic, f"{lesson.id}.yaml")
    if len(path.parts) == len(wanted.parts) and path != wanted:
        yield Problem(script.document.place("id"), "file-name", {"file": wanted.as_posix()})


def _header_of(script: Script) -> Header:
    lesson, document = script.lesson, script.document
    after = {name: document.place("after", index) for index, name in enumerate(lesson.after)}
    return Header(lesson.id, lesson.language, document.place("id"), after)


def _words_elsewhere(name: str, folder: Path, context: CheckContext) -> Iterator[UsedWords]:
    """Yield the words of a lesson in its languages outside the folder that is checked."""
    root = context.root
    # A file name may hold the signs of a pattern, and glob() refuses `**` among letters.
    for file in sorted(root.glob(f"*/*/{glob.escape(name)}")) if folder != root else ():
        script = None if file.is_relative_to(folder) else read_script(file, context)
        if script is not None:
            yield used_words(script)
