"""The skills of one learner: evidence from the journal, joined with the lessons that practise them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from functools import lru_cache

from tutor.content.catalogue import Catalogue
from tutor.engine.events import Attempted, ConversationEnded, RunFinished, RunStarted
from tutor.engine.evidence import (
    MASTERY,
    Evidence,
    Mastery,
    Outcome,
    Recall,
    outcomes,
    practised,
    recalls,
)
from tutor.i18n import N_, Translator
from tutor.records.class_events import (
    Sign,
    SkillObserved,
    SkillStated,
    SkillUnnoted,
    latest_statements,
)
from tutor.records.journal import StoredEvent

SkillsOf = Mapping[str, tuple[str, ...]]
"""The skills of each lesson, by its id."""

# To make an event of every row takes most of the time, and of the other kinds nothing is needed here.
_KINDS = frozenset(
    cls.kind
    for cls in (
        RunStarted,
        Attempted,
        ConversationEnded,
        RunFinished,
        SkillObserved,
        SkillStated,
    )
)

Learned = RunStarted | Attempted | ConversationEnded | RunFinished | SkillObserved | SkillStated
"""What a learner's events say of what they can do."""

_SIGNS: Mapping[str, Sign] = {
    SkillObserved.kind: "seen",
    SkillStated.kind: "said",
    SkillUnnoted.kind: "taken-back",
}


def skills_by_lesson(catalogue: Catalogue) -> SkillsOf:
    """Return the skills of every lesson; translations of a lesson share them."""
    return {
        entry.id: entry.skills
        for language in catalogue.languages()
        for entry in catalogue.lessons(language)
    }


@dataclass(frozen=True, slots=True)
class SkillRecord:
    """What one learner answered, and what was seen and said of their skills, each the oldest first."""

    answered: tuple[Outcome, ...]
    observed: tuple[SkillObserved, ...]
    statements: tuple[SkillStated, ...]

    def variants(self, lesson: str) -> dict[str, list[int]]:
        """Return by step the variants in which a lesson was met, in drills too, in their order."""
        met: dict[str, list[int]] = {}
        for outcome in sorted(self.answered, key=lambda outcome: outcome.at):
            if outcome.lesson == lesson:
                met.setdefault(outcome.step_id, []).append(outcome.variant)
        return met

    def recalls(self, skills_of: SkillsOf) -> dict[str, tuple[Recall, ...]]:
        """Return by skill what each run showed of it."""
        return recalls(self.answered, skills_of)

    def evidence(self, skills_of: SkillsOf) -> dict[str, Evidence]:
        """Return by skill all that is known of it, its sources apart."""
        runs = self.recalls(skills_of)
        skills = dict.fromkeys(
            (
                *runs,
                *(event.skill for event in self.observed),
                *(event.skill for event in self.statements),
            )
        )
        return {skill: self._of(skill, runs.get(skill, ())) for skill in skills}

    def _of(self, skill: str, runs: tuple[Recall, ...]) -> Evidence:
        if not self.observed and not self.statements:
            return practised(runs)
        seen = [event for event in self.observed if event.skill == skill]
        return replace(
            practised(runs),
            alone_days=tuple(sorted({event.at.date() for event in seen if event.alone})),
            helped_days=tuple(sorted({event.at.date() for event in seen if not event.alone})),
            statement=next(
                (event.said for event in reversed(self.statements) if event.skill == skill), ""
            ),
        )


def mastered_in(evidence: Mapping[str, Evidence]) -> tuple[str, ...]:
    """Return the skills that this evidence, by skill, shows to be mastered."""
    return tuple(skill for skill, known in evidence.items() if MASTERY.is_met_by(known))


def skill_record(stored: Iterable[StoredEvent]) -> SkillRecord:
    """Return what the events of one learner, in the order of the journal, say of their skills."""
    return skills_in(learning_events(stored))


def skills_in(events: Sequence[Learned]) -> SkillRecord:
    """Return what events of one learner, the oldest first, say of their skills."""
    return SkillRecord(
        answered=outcomes(e for e in events if not isinstance(e, SkillObserved | SkillStated)),
        observed=tuple(e for e in events if isinstance(e, SkillObserved)),
        statements=tuple(e for e in events if isinstance(e, SkillStated)),
    )


def learning_events(stored: Iterable[StoredEvent]) -> list[Learned]:
    """Return the events that matter in the order of their times, each in the time of its own place.

    What a clock said that cannot have been right counts as of the last right time before it: two runs under
    a clock that forgets the date are not two days. What was seen and said counts as it was noted last.
    """
    stored = tuple(stored)
    hold = _standing(stored)
    found: list[Learned] = []
    trusted: tuple[str, datetime | None] = ("", None)
    for row in stored:
        if not row.clock_flag:
            trusted = (row.device, row.at)
        if row.kind not in _KINDS or (row.kind in _SIGNS and row.id not in hold):
            continue
        device, before = trusted
        known = before if row.clock_flag and device == row.device else None
        event = row.event_at((known or row.at).astimezone(zone(row.tz)))
        if isinstance(event, Learned):
            found.append(event)
    return sorted(found, key=lambda event: event.at)


def _standing(stored: Iterable[StoredEvent]) -> frozenset[str]:
    """Return the ids of the events on what was seen and said that were not put right later."""
    signs = sorted(
        (row for row in stored if row.kind in _SIGNS), key=lambda row: (row.seq, row.device)
    )
    return frozenset(row.id for row in latest_statements(signs, _about))


def _about(stored: StoredEvent) -> tuple[tuple[str, ...], Sign]:
    skill = str(stored.payload.get("skill", ""))
    return (stored.run or stored.id, stored.learner, skill), _SIGNS[stored.kind]


@lru_cache(maxsize=64)
def zone(offset: str) -> tzinfo:
    """Return the time zone of an offset such as "+0700"; UTC where it says nothing."""
    try:
        return datetime.strptime(offset, "%z").tzinfo or UTC
    except ValueError:
        return UTC


_EXPLAINED = N_(
    "A skill counts as mastered once it was practised on {days} different days without any help, or once "
    "a volunteer saw the person do it alone on the person's own phone. "
    "What the person says of it does not count."
)


def explained(mastery: Mastery, translate: Translator) -> str:
    """Return in words when a skill counts as mastered, for the reports that show how many are."""
    return translate(_EXPLAINED, days=mastery.unaided_days)
