"""What a group has forgotten: how many needed help when they last practised a skill, without names."""

from collections.abc import Iterable
from dataclasses import dataclass

from tutor.play.skills import SkillRecord, SkillsOf

# Of fewer people a number would tell who it was.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Of those who practised a skill, how many needed help the last time."""

    skill: str
    helped: int
    of: int


def forgotten(records: Iterable[SkillRecord], skills_of: SkillsOf) -> tuple[Forgotten, ...]:
    """Return the skills that some needed help with when they last practised, those of most people first."""
    helped: dict[str, int] = {}
    practised: dict[str, int] = {}
    for record in records:
        for skill, runs in record.recalls(skills_of).items():
            practised[skill] = practised.get(skill, 0) + 1
            helped[skill] = helped.get(skill, 0) + (not runs[-1].unaided)
    found = (
        Forgotten(skill, helped[skill], of)
        for skill, of in practised.items()
        if of >= FEWEST and helped[skill]
    )
    return tuple(sorted(found, key=lambda one: (-one.helped / one.of, one.skill)))
