"""How each learner stands, for the team alone: classes missed, skills mastered, and who can help whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import median
from typing import Literal

from tutor.content.text import fold_case
from tutor.learning.skills import SkillsOf, mastered_in, skill_record
from tutor.records.class_views import ClassSnapshot
from tutor.records.journal import StoredEvent
from tutor.records.people import Person

Concern = Literal["missed", "behind", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One learner: at how many of their classes they were, how many they missed in a row, and their skills.

    `met` are the skills that anything is known of, `mastered` those of them that they can.
    """

    person: Person
    came: int
    called: int
    missed: int
    last_came: date | None
    met: tuple[str, ...]
    mastered: tuple[str, ...]
    behind: bool = False

    @property
    def concern(self) -> Concern:
        """Why the team should look after this learner first, "" for no reason."""
        return "missed" if self.missed else "behind" if self.behind else ""

    @property
    def learning(self) -> tuple[str, ...]:
        """The skills that they have met and not mastered."""
        return tuple(skill for skill in self.met if skill not in self.mastered)


def standings_of(
    learners: Iterable[Person],
    records: ClassSnapshot,
    events: Mapping[str, Sequence[StoredEvent]],
    skills_of: SkillsOf,
) -> list[Standing]:
    """Return how each learner stands, without those who said no to notes.

    Behind is who has met fewer than half as many skills as the middle one of their hamlet.
    """
    missed = records.missed_counts
    days = {
        session.id: session.day
        for session in records.sessions
        if session.form == "class" and session.held
    }
    marks: dict[str, list[tuple[date, bool]]] = {}
    for mark in records.attendance:
        if mark.session in days:
            came = mark.state != "absent"
            marks.setdefault(mark.learner, []).append((days[mark.session], came))
    standings: list[Standing] = []
    for person in learners:
        if person.id in records.declined:
            continue
        evidence = skill_record(events.get(person.id, ())).evidence(skills_of)
        own = marks.get(person.id, [])
        standings.append(
            Standing(
                person=person,
                came=sum(came for _, came in own),
                called=len(own),
                missed=missed.get(person.id, 0),
                last_came=max((day for day, came in own if came), default=None),
                met=tuple(evidence),
                mastered=mastered_in(evidence),
            )
        )
    return [_compared(standing, standings) for standing in standings]


def _compared(standing: Standing, standings: Iterable[Standing]) -> Standing:
    """Return a standing that says whether it is behind the others of the hamlet."""
    hamlet = fold_case(standing.person.hamlet)
    met = [len(each.met) for each in standings if fold_case(each.person.hamlet) == hamlet]
    return replace(standing, behind=len(standing.met) < median(met) / 2)


@dataclass(frozen=True, slots=True)
class SkillStanding:
    """One skill: who mastered it and can help others, and who has met it and needs help."""

    skill: str
    can_help: tuple[Person, ...]
    need_help: tuple[Person, ...]


def skill_standings(standings: Sequence[Standing]) -> list[SkillStanding]:
    """Return the skills that anything is known of, those that most need help with first."""
    skills = dict.fromkeys(skill for standing in standings for skill in standing.met)
    found = [
        SkillStanding(
            skill,
            tuple(each.person for each in standings if skill in each.mastered),
            tuple(each.person for each in standings if skill in each.learning),
        )
        for skill in skills
    ]
    return sorted(found, key=lambda each: -len(each.need_help))


def helpers_for(standing: Standing, standings: Iterable[Standing]) -> tuple[Person, ...]:
    """Return who of the same hamlet mastered a skill that this learner has not, most of them first."""
    hamlet, learning = fold_case(standing.person.hamlet), set(standing.learning)
    counts = [
        (len(learning & set(other.mastered)), other.person)
        for other in standings
        if other is not standing and fold_case(other.person.hamlet) == hamlet
    ]
    helpers = [(count, person) for count, person in counts if count]
    return tuple(person for _, person in sorted(helpers, key=lambda pair: -pair[0]))
