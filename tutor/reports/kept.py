"""Takes out of the records once what a report is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tutor.learning.skills import zone
from tutor.records.class_views import Attendance, Session, Visit
from tutor.records.journal import StoredEvent
from tutor.records.people import Person
from tutor.records.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which part of the records is meant; "" and None leave it open. `commune` is a code."""

    hamlet: str = ""
    commune: str = ""
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether a day lies within."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of the learners and of their classes; who leads or helps is not among the learners."""

    learners: tuple[Person, ...] = ()
    staff: frozenset[str] = frozenset()
    events: Mapping[str, tuple[StoredEvent, ...]] = field(default_factory=dict)
    sessions: tuple[Session, ...] = ()
    attendances: tuple[Attendance, ...] = ()
    visits: tuple[Visit, ...] = ()


def kept(store: Store, *, played: bool) -> Kept:
    """Read people and classes; what people played, saw and said only where it is `played` that counts."""
    people = store.people()
    learners = tuple(one for one in people if one.role == "learner")
    events: dict[str, list[StoredEvent]] = {one.id: [] for one in learners}
    for one in store.events() if played else ():
        if one.learner in events:
            events[one.learner].append(one)
    return Kept(
        learners=learners,
        staff=frozenset(one.id for one in people if one.role == "staff"),
        events={learner: tuple(those) for learner, those in events.items()},
        sessions=store.classes.sessions(),
        attendances=store.classes.all_attendance(),
        visits=store.classes.visits(),
    )


def day_of(stored: StoredEvent) -> date | None:
    """Return the day on which something happened; None if the clock cannot have been right."""
    return None if stored.clock_flag else stored.at.astimezone(zone(stored.tz)).date()
