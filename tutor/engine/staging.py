"""Which disguise a step is played in: a later run meets another caller, message or set of cards."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from tutor.content.steps import Call, Chat, Lesson, Sort, Spot, Step

Faces = Mapping[str, int]
"""The disguise of each step that has several, by its id: 0 for the step itself, else its variant's number."""

NO_FACES: Faces = MappingProxyType({})
_ALONE: dict[str, Any] = {"variants": ()}


def next_face(met: Sequence[int], count: int) -> int:
    """Return the disguise met least often, of those the one met longest ago; never the last one again."""
    known = [face % count for face in met]
    others = [number for number in range(count) if count == 1 or known[-1:] != [number]]
    last = {number: place for place, number in enumerate(known)}
    return min(others, key=lambda number: (known.count(number), last.get(number, -1), number))


def next_faces(lesson: Lesson, met: Mapping[str, Sequence[int]]) -> Faces:
    """Return in which disguise to play each step that has several, by those met of it so far, in order."""
    counts = {step.id: 1 + len(getattr(step, "variants", ())) for step in lesson.steps}
    return {name: next_face(met.get(name, ()), n) for name, n in counts.items() if n > 1}


def staged_lesson(lesson: Lesson, earlier: int, faces: Faces = NO_FACES) -> Lesson:
    """Return the lesson as it is played: each step in one disguise alone.

    A step of which `faces` says nothing is played as by who finished the lesson so often before.
    """
    steps = (_disguise(step, faces.get(step.id, earlier)) for step in lesson.steps)
    return replace(lesson, steps=tuple(steps))


def _disguise(step: Step, face: int) -> Step:
    if not isinstance(step, Sort | Spot | Call | Chat) or not step.variants:
        return step
    number = face % (1 + len(step.variants))
    return replace(step, **_ALONE) if number == 0 else step.variants[number - 1]
