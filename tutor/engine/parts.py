"""The parts of a drill: which steps of which lessons it asks again, and in which disguise.

A drill is a lesson of its own that is put together for one learner. Its steps are named by their parts, so
that all that is recorded of them still tells where they come from.
"""

from dataclasses import dataclass

DRILL = "on-lai"
"""The id under which drills are played."""


@dataclass(frozen=True, slots=True)
class Part:
    """A step of a lesson in one disguise: 0 as the step itself stands, else the number of its variant."""

    lesson: str
    step: str
    disguise: int = 0

    def __str__(self) -> str:
        return f"{self.lesson}:{self.step}:{self.disguise}"


def part_of(text: str) -> Part | None:
    """Return the part that a text names, None where it names none."""
    lesson, _, rest = text.partition(":")
    step, _, disguise = rest.partition(":")
    if not (lesson and step and disguise.isascii() and disguise.isdigit()):
        return None
    return Part(lesson, step, int(disguise[:3]))


def origin(lesson: str, step_id: str) -> Part | None:
    """Return where a recorded step comes from: of a drill its part, of a lesson the step itself."""
    if lesson == DRILL:
        return part_of(step_id)
    return Part(lesson, step_id) if step_id else None
