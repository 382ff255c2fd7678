"""Selects the few lines of a lesson that are worth having at home."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from tutor.content.steps import Aloud, Do, Lesson, Order, Pairs, Practise, Say, Step
from tutor.content.text import split_emphasis, split_sentences
from tutor.i18n import N_
from tutor.publish.material import PageTexts, Run, Runs
from tutor.publish.pictures import Presses, describe_press

# Fewer lines leave out how it is done, more are not read.
LEAST, MOST = 4, 7
_LEAST_OF_A_LIST = 3
# Lessons ask the learner for something by these words; paper prints only what is asked for.
_REQUEST = re.compile(r"(?:^|[\s,])(?:mời \{(?:bac|cac_bac)\}|please)\s+", re.IGNORECASE)

Mark = Literal["number", "tick", "dot"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines under a heading: numbered steps, boxes to tick at home, or points to know."""

    heading: Runs
    lines: tuple[Runs, ...]
    mark: Mark


def passages(lesson: Lesson, ways: Mapping[int, Presses], texts: PageTexts) -> tuple[Passage, ...]:
    """Return the passages to keep of a lesson, at most seven lines together.

    A list of points that the lesson makes comes first, then one ordered task, what to do on one's own phone,
    and other tasks. Where that is little, the lesson's other points come before it. `ways` are the presses
    of the steps on the practice phone by their index.
    """
    steps = [(index, step) for index, step in enumerate(lesson.steps) if not step.when]
    points = [_points(step, texts) for _, step in steps if isinstance(step, Say)]
    lists = [_dotted(lines) for lines in points if len(lines) >= _LEAST_OF_A_LIST][:1]
    pairs = [_pairs(step, texts) for _, step in steps if isinstance(step, Pairs)]
    orders = [_order(step, texts) for _, step in steps if isinstance(step, Order)]
    said = [_aloud(step, texts) for _, step in steps if isinstance(step, Aloud)]
    at_home = [_do(step, texts) for _, step in steps if isinstance(step, Do)]
    tasks = [*orders, *pairs, *_ways(steps, ways, texts)]
    chosen: list[Passage] = []
    for passage in (*lists, *said, *tasks[:1], *at_home, *tasks[1:]):
        if _count_lines(chosen) + len(passage.lines) <= MOST:
            chosen.append(passage)
    if _count_lines(chosen) < LEAST and not lists:
        room = MOST - _count_lines(chosen)
        others = tuple(line for lines in points for line in lines)[:room]
        return (_dotted(others), *chosen) if others else tuple(chosen)
    return tuple(chosen)


def strip_request(sentence: str) -> str:
    """Return what a sentence asks the learner to do, the sentence itself if it asks for nothing."""
    match = _REQUEST.search(sentence)
    if match is None:
        return sentence
    task = sentence[match.end() :]
    return task[:1].upper() + task[1:]


def _order(step: Order, texts: PageTexts) -> Passage:
    # The learner is asked to put lines in order, in which they are printed: that request is left out.
    statements = [text for text in split_sentences(step.text) if strip_request(text) == text]
    heading = texts.runs(" ".join(statements)) if statements else _run(texts(N_("In this order:")))
    return Passage(heading, tuple(texts.runs(item.text) for item in step.items), "number")


def _pairs(step: Pairs, texts: PageTexts) -> Passage:
    lines = (f"{pair.text}: *{pair.means}*" for pair in step.items)
    return _dotted(tuple(map(texts.runs, lines)))


def _aloud(step: Aloud, texts: PageTexts) -> Passage:
    return Passage(_run(texts(N_("To say aloud:"))), (texts.runs(f"“{step.sentence}”"),), "dot")


def _do(step: Do, texts: PageTexts) -> Passage:
    heading = _run(texts(N_("On your own phone:")))
    return Passage(heading, tuple(map(texts.runs, step.checklist)), "tick")


def _ways(
    steps: Iterable[tuple[int, Step]], ways: Mapping[int, Presses], texts: PageTexts
) -> Iterator[Passage]:
    """Yield the ways of several presses; one that is shown and then practised is yielded once."""
    headings: dict[tuple[str, ...], str] = {}
    for index, step in steps:
        lines = tuple(describe_press(action, texts) for action in ways.get(index, ()))
        # Practice says what is done; a demonstration may only ask to watch.
        if len(lines) > 1 and (isinstance(step, Practise) or lines not in headings):
            headings[lines] = _task(step.text)
    for lines, heading in headings.items():
        yield Passage(texts.runs(heading), tuple(map(_run, lines)), "number")


def _task(text: str) -> str:
    """Return what a text asks for and the sentences after it; its last sentence if it asks for nothing."""
    sentences = split_sentences(text)
    requests = (i for i, sentence in enumerate(sentences) if strip_request(sentence) != sentence)
    first = next(requests, len(sentences) - 1)
    return " ".join((strip_request(sentences[first]), *sentences[first + 1 :])) if sentences else ""


def _points(step: Say, texts: PageTexts) -> tuple[Runs, ...]:
    """Return the sentences in which a step emphasises something."""
    return tuple(
        texts.runs(strip_request(sentence))
        for sentence in split_sentences(f"{step.text}\n{step.say}")
        if any(span.strong for span in split_emphasis(sentence))
    )


def _dotted(lines: tuple[Runs, ...]) -> Passage:
    return Passage([], lines, "dot")


def _run(text: str) -> Runs:
    return [Run(text=text, strong=False)]


def _count_lines(chosen: Iterable[Passage]) -> int:
    return sum(len(passage.lines) for passage in chosen)
