"""Which variant of a step is played, and the items of a drill: steps of lessons, each in one variant.

A later run meets another variant: another caller, message or set of cards. A drill is a lesson that is put
together for one learner. The ids of its steps name their drill items, so that all records of them tell where
they come from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tutor.content.steps import Lesson, Step

DRILL = "on-lai"
"""The id under which drills are played."""

Variants = Mapping[str, int]
"""The variant of each step that has several, by its id: 0 for the step itself, else its variant's number."""

NO_VARIANTS: Variants = MappingProxyType({})
_ALONE: dict[str, Any] = {"variants": ()}


def next_variant(met: Sequence[int], count: int) -> int:
    """Return the variant met least often, of those the one met longest ago; never the last one again."""
    known = [variant % count for variant in met]
    others = [number for number in range(count) if count == 1 or known[-1:] != [number]]
    last = {number: place for place, number in enumerate(known)}
    return min(others, key=lambda number: (known.count(number), last.get(number, -1), number))


def next_variants(lesson: "Lesson", met: Mapping[str, Sequence[int]]) -> Variants:
    """Return in which variant to play each step that has several, by those met of it so far, in order."""
    counts = {step.id: 1 + len(getattr(step, "variants", ())) for step in lesson.steps}
    return {name: next_variant(met.get(name, ()), n) for name, n in counts.items() if n > 1}


def resolve_lesson(lesson: "Lesson", earlier: int, variants: Variants = NO_VARIANTS) -> "Lesson":
    """Return the lesson as it is played: each step in one variant alone.

    A step without an entry in `variants` is played in the variant that `earlier` finished runs lead to.
    """
    steps = (_resolve_step(step, variants.get(step.id, earlier)) for step in lesson.steps)
    return replace(lesson, steps=tuple(steps))


def _resolve_step(step: "Step", variant: int) -> "Step":
    variants: tuple[Step, ...] = getattr(step, "variants", ())
    if not variants:
        return step
    number = variant % (1 + len(variants))
    return replace(step, **_ALONE) if number == 0 else variants[number - 1]


@dataclass(frozen=True, slots=True)
class DrillItem:
    """A step of a lesson in one variant: 0 as the step itself stands, else the number of its variant."""

    lesson: str
    step: str
    variant: int = 0

    def __str__(self) -> str:
        return f"{self.lesson}:{self.step}:{self.variant}"


def parse_drill_item(text: str) -> DrillItem | None:
    """Return the drill item that a text names, None where it names none."""
    lesson, _, rest = text.partition(":")
    step, _, variant = rest.partition(":")
    if not (lesson and step and variant.isascii() and variant.isdigit()):
        return None
    return DrillItem(lesson, step, int(variant[:3]))


@lru_cache(maxsize=1 << 12)
def item_of_step(lesson: str, step_id: str) -> DrillItem | None:
    """Return where a recorded step comes from: of a drill its item, of a lesson the step itself."""
    if lesson == DRILL:
        return parse_drill_item(step_id)
    return DrillItem(lesson, step_id) if step_id else None
