"""Reads once from the records all that a report is built from."""

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
    """The place and time of a report; "" and None leave them open. `commune` is a code."""

    hamlet: str = ""
    commune: str = ""
    since: date | None = None
    until: date | None = None

    def includes(self, day: date) -> bool:
        """Return whether a day lies in the time of the report."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportData:
    """Learners, their events and classes; the staff are not among the learners."""

    learners: tuple[Person, ...] = ()
    staff: frozenset[str] = frozenset()
    events: Mapping[str, tuple[StoredEvent, ...]] = field(default_factory=dict)
    sessions: tuple[Session, ...] = ()
    attendances: tuple[Attendance, ...] = ()
    visits: tuple[Visit, ...] = ()


def load_report_data(store: Store, *, with_events: bool) -> ReportData:
    """Read people and classes, and the learners' events if asked for. Raises StoreUnavailable."""
    classes = store.classes.snapshot()
    people = classes.people
    learners = tuple(person for person in people if person.role == "learner")
    events: dict[str, list[StoredEvent]] = {learner.id: [] for learner in learners}
    for event in store.events() if with_events else ():
        if event.learner in events:
            events[event.learner].append(event)
    return ReportData(
        learners=learners,
        staff=frozenset(person.id for person in people if person.role == "staff"),
        events={learner: tuple(own) for learner, own in events.items()},
        sessions=classes.sessions,
        attendances=classes.attendance,
        visits=classes.visits,
    )


def day_of(stored: StoredEvent) -> date | None:
    """Return the local day of an event, None if the clock cannot have been right."""
    return None if stored.clock_flag else stored.at.astimezone(zone(stored.tz)).date()
