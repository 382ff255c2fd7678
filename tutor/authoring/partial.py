"""Checks of what can be read of a faulty lesson, without problems that come from what is left out."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator

from tutor.authoring.script import Script
from tutor.content.mending import Part
from tutor.content.model import Problem

Check = Callable[[Script], Iterator[Problem]]

# Problems that may come from a step that is left out, or from a head that lacks something.
_OF_OTHERS = frozenset({"when-unknown", "when-option", "skill-of-step"})
_OF_HEAD = frozenset({"fact-unlisted", "bad-id"})


def check_part(
    part: Part, script: Script, of_texts: Collection[Check], of_steps: Collection[Check]
) -> Iterator[Problem]:
    """Yield the problems of all texts, and those of the steps that lack nothing."""
    for check in of_texts:
        for problem in check(script):
            if part.whole_head or problem.code not in _OF_HEAD:
                yield problem
    starts = [script.step_place(index).line for index in range(len(script.lesson.steps))]
    for check in of_steps:
        for problem in check(script):
            index = bisect_right(starts, problem.place.line) - 1
            if index < 0:
                told = part.whole_head
            else:
                told = index not in part.mended and problem.code not in _OF_OTHERS
            if told:
                yield problem
