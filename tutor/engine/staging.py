"""Which disguise a step is played in: a later run meets another caller, message or set of cards."""

from dataclasses import replace
from typing import Any

from tutor.content.model import Call, Chat, Lesson, Sort, Spot, Step

_ALONE: dict[str, Any] = {"variants": ()}


def staged_lesson(lesson: Lesson, earlier: int) -> Lesson:
    """Return the lesson as who finished it so often before plays it: each step in one disguise alone."""
    return replace(lesson, steps=tuple(_disguise(step, earlier) for step in lesson.steps))


def _disguise(step: Step, earlier: int) -> Step:
    if not isinstance(step, Sort | Spot | Call | Chat) or not step.variants:
        return step
    number = earlier % (1 + len(step.variants))
    return replace(step, **_ALONE) if number == 0 else step.variants[number - 1]
