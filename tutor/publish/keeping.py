"""The few lines of a lesson that are worth having at home, taken from what the lesson itself says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tutor.content.steps import Do, Lesson, Order, Practise, Say, Step
from tutor.content.text import split_emphasis, split_sentences
from tutor.i18n import N_
from tutor.publish.pen import Pen, Run, Runs
from tutor.publish.walk import Press, said_press

# Fewer leave out how it is done, more are not read.
LEAST, MOST = 4, 7
_A_LIST = 3
# Lessons ask the learner for something by these words; on paper only what is asked for is left.
_REQUEST = re.compile(r"(?:^|[\s,])(?:mời \{(?:bac|cac_bac)\}|please)\s+", re.IGNORECASE)

Mark = Literal["number", "tick", "dot"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines under a heading: numbered in their order, to be ticked at home, or points to know."""

    heading: Runs
    lines: tuple[Runs, ...]
    mark: Mark


def passages(lesson: Lesson, walks: dict[int, tuple[Press, ...]], pen: Pen) -> tuple[Passage, ...]:
    """Return what to keep of a lesson, of at most seven lines.

    A list of points that the lesson itself makes comes first, then one thing to do in its order, what to do
    on one's own phone, and other things to do; where that is little, its other points come before it.
    `walks` are the presses of the steps on the practice phone by their index.
    """
    steps = [(at, step) for at, step in enumerate(lesson.steps) if not step.when]
    points = [_points(step, pen) for _, step in steps if isinstance(step, Say)]
    listed = [_dotted(lines) for lines in points if len(lines) >= _A_LIST][:1]
    orders = [_order(step, pen) for _, step in steps if isinstance(step, Order)]
    at_home = [_do(step, pen) for _, step in steps if isinstance(step, Do)]
    ordered = [*orders, *_ways(steps, walks, pen)]
    chosen: list[Passage] = []
    for passage in (*listed, *ordered[:1], *at_home, *ordered[1:]):
        if _count(chosen) + len(passage.lines) <= MOST:
            chosen.append(passage)
    if _count(chosen) < LEAST and not listed:
        more = tuple(line for lines in points for line in lines)[: MOST - _count(chosen)]
        return (_dotted(more), *chosen) if more else tuple(chosen)
    return tuple(chosen)


def asked_for(sentence: str) -> str:
    """Return what a sentence asks the learner to do, the sentence itself where it asks for nothing."""
    found = _REQUEST.search(sentence)
    if found is None:
        return sentence
    asked = sentence[found.end() :]
    return asked[:1].upper() + asked[1:]


def _order(step: Order, pen: Pen) -> Passage:
    # What is asked for here is to put lines in order: on paper they stand in it.
    said = [s for s in split_sentences(step.text) if asked_for(s) == s]
    heading = pen.runs(" ".join(said)) if said else _own(pen(N_("In this order:")))
    return Passage(heading, tuple(map(pen.runs, step.items)), "number")


def _do(step: Do, pen: Pen) -> Passage:
    heading = _own(pen(N_("On your own phone:")))
    return Passage(heading, tuple(map(pen.runs, step.checklist)), "tick")


def _ways(
    steps: list[tuple[int, Step]], walks: dict[int, tuple[Press, ...]], pen: Pen
) -> Iterator[Passage]:
    """Yield what takes several presses; what was shown and then practised is there once."""
    headings: dict[tuple[str, ...], str] = {}
    for at, step in steps:
        lines = tuple(said_press(made, pen) for made in walks.get(at, ()))
        # Practice says what is done; a show may only say that it is watched.
        if len(lines) > 1 and (isinstance(step, Practise) or lines not in headings):
            headings[lines] = _task(step.text)
    for lines, heading in headings.items():
        yield Passage(pen.runs(heading), tuple(map(_own, lines)), "number")


def _task(text: str) -> str:
    """Return what a text asks for, with what it says after that; its last sentence where it asks nothing."""
    said = split_sentences(text)
    first = next((at for at, s in enumerate(said) if asked_for(s) != s), len(said) - 1)
    return " ".join((asked_for(said[first]), *said[first + 1 :])) if said else ""


def _points(step: Say, pen: Pen) -> tuple[Runs, ...]:
    """Return the sentences in which a step emphasises something: its author's points."""
    return tuple(
        pen.runs(asked_for(sentence))
        for sentence in split_sentences(f"{step.text}\n{step.say}")
        if any(span.strong for span in split_emphasis(sentence))
    )


def _dotted(lines: tuple[Runs, ...]) -> Passage:
    return Passage([], lines, "dot")


def _own(text: str) -> Runs:
    return [Run(text=text, strong=False)]


def _count(chosen: list[Passage]) -> int:
    return sum(len(passage.lines) for passage in chosen)
