"""Rows of classes, attendance, skills, consent and visits, and the queries that read them."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Generic, Literal, TypeVar

from tutor.content.text import one_line
from tutor.records.class_events import (
    AbsenceReason,
    AttendanceState,
    ConsentMethod,
    SessionKind,
    Sign,
    VisitReason,
    latest_statements,
)
from tutor.records.journal import read_time
from tutor.records.people import Person

SessionState = Literal["planned", "running", "ended", "cancelled"]
ItemState = Literal["started", "finished", "dropped"]
How = Literal["alone", "helped", "can", "not-yet"]
"""A volunteer saw a skill used alone or with help, or the person said "can" or "not yet"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A class or a visit; `day` is the day that people agreed on, not that of a clock.

    `unnamed` people were there who do not want to be written down, and `helpers` who are not of the team
    sat beside the learners.
    """

    id: str
    day: date
    hamlet: str
    commune: str
    minutes: int
    expected: int
    lessons: tuple[str, ...]
    form: SessionKind
    state: SessionState
    started_at: datetime | None
    ended_at: datetime | None
    time: str = ""
    place: str = ""
    on_paper: bool = False
    unnamed: int = 0
    helpers: int = 0

    @property
    def held(self) -> bool:
        """Whether it took place, with this laptop or on paper."""
        return self.state != "cancelled" and (self.started_at is not None or self.on_paper)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRecord:
    """The state of one item of a run-of-show since `at`."""

    session: str
    index: int
    key: str
    state: ItemState
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """The attendance of one person at one session; `learner` is "" for a person who was erased."""

    session: str
    learner: str
    state: AttendanceState
    reason: AbsenceReason
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """The number of raised hands for each choice of a step."""

    session: str
    lesson: str
    step_id: str
    round: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One statement on a skill of a person outside the lessons."""

    learner: str
    skill: str
    how: How
    session: str
    lesson: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """The latest consent of a person; one that was withdrawn has no version and no method."""

    learner: str
    given: bool
    text_version: str
    method: ConsentMethod | Literal[""]
    witness: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A home visit that one of the staff is to make, or made."""

    id: str
    learner: str
    staff: str
    reason: VisitReason
    session: str
    assigned_at: datetime
    done_at: datetime | None
    done_session: str

    @property
    def done(self) -> bool:
        """Whether the visit was made."""
        return self.done_at is not None


_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassSnapshot:
    """The records of all classes and their people at one moment, each in the order of its own query."""

    people: tuple[Person, ...] = ()
    sessions: tuple[Session, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    observations: tuple[Observation, ...] = ()
    consents: tuple[Consent, ...] = ()
    visits: tuple[Visit, ...] = ()
    items: Mapping[str, tuple[ItemRecord, ...]] = field(default_factory=dict)
    """The items of each session that has any, by its id."""
    hands: Mapping[str, tuple[Hands, ...]] = field(default_factory=dict)
    """The latest counts of each step and round, by the id of the session."""
    known_time: datetime = _LONG_AGO
    """The latest time that is known to have passed."""

    @property
    def declined(self) -> frozenset[str]:
        """The people who withdrew consent: nothing more may be recorded of them."""
        return frozenset(consent.learner for consent in self.consents if not consent.given)

    @property
    def missed_counts(self) -> dict[str, int]:
        """By learner, how many classes in a row they missed, up to the last one they were called at.

        Learners who were at their last class are left out.
        """
        classes = {s.id for s in self.sessions if s.form == "class" and s.held}
        counts: Counter[str] = Counter()
        attended = {""}
        for mark in reversed(self.attendance):
            if mark.session in classes and mark.learner not in attended:
                if mark.state == "absent":
                    counts[mark.learner] += 1
                else:
                    attended.add(mark.learner)
        return dict(counts)

    def session(self, session: str) -> Session | None:
        """Return one session, None for an id that is not here."""
        return next((known for known in self.sessions if known.id == session), None)

    def person(self, person: str) -> Person | None:
        """Return one person, None for an id that is not here."""
        return next((known for known in self.people if known.id == person), None)

    def attendance_at(self, session: str) -> tuple[Attendance, ...]:
        """Return the attendance that was noted for one session."""
        return tuple(mark for mark in self.attendance if mark.session == session)

    def upcoming(self, today: date) -> tuple[Session, ...]:
        """Return the classes that are planned for today or later, the next one first."""
        return tuple(
            session
            for session in self.sessions
            if session.form == "class" and session.state == "planned" and session.day >= today
        )


def _day(text: str) -> date:
    """Parse an ISO date; return the first date there is for a damaged one, so that its row stays readable."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min


def _time(text: str | None) -> datetime | None:
    return None if text is None else read_time(text)


def _tuple(text: str) -> tuple[Any, ...]:
    return tuple(json.loads(text))


# How columns are read that are not taken as they are.
_READERS: Mapping[str, Callable[[Any], Any]] = {
    "at": read_time,
    "assigned_at": read_time,
    "done_at": _time,
    "started_at": _time,
    "ended_at": _time,
    "day": _day,
    "hamlet": one_line,
    "commune": one_line,
    "place": one_line,
    "time": one_line,
    "on_paper": bool,
    "witness": one_line,
    "given": bool,
    "lessons": _tuple,
    "counts": _tuple,
}
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Query(Generic[_Row]):
    """A query whose columns are the fields of a class; it is about one session, or about all."""

    row: type[_Row]
    text: str

    def read(self, connection: sqlite3.Connection, session: str | None = None) -> tuple[_Row, ...]:
        """Return the rows of one session, or of all."""
        cursor = connection.execute(self.text, {"session": session})
        names = [column[0] for column in cursor.description]
        readers = [(at, _READERS[name]) for at, name in enumerate(names) if name in _READERS]
        rows: list[_Row] = []
        for row in cursor:
            cells = list(row)
            for at, read in readers:
                cells[at] = read(cells[at])
            rows.append(self.row(**dict(zip(names, cells, strict=True))))
        return tuple(rows)


SESSIONS = Query(
    Session,
    # A plan that is newer than the cancellation revives the session.
    """
    SELECT class_session.session AS id, day, hamlet, commune, minutes, expected, lessons, form,
           time, place, on_paper, coalesce(headcount.unnamed, 0) AS unnamed,
           coalesce(helper_count.helpers, 0) AS helpers,
           CASE WHEN state = 'cancelled' AND (plan_seq, plan_device) > (state_seq, state_device)
                THEN 'planned' ELSE state END AS state,
           started_at, CASE WHEN state = 'ended' THEN ended_at END AS ended_at
    FROM class_session LEFT JOIN headcount ON headcount.session = class_session.session
    LEFT JOIN helper_count ON helper_count.session = class_session.session
    WHERE day <> '' AND (:session IS NULL OR class_session.session = :session)
    ORDER BY day, plan_seq, plan_device
    """,
)
"""Sessions by day, those of one day in the order of planning."""
ITEMS = Query(
    ItemRecord,
    """
    SELECT session, item AS "index", key, state, at FROM class_item
    WHERE :session IS NULL OR session = :session ORDER BY session, item
    """,
)
"""The items that were begun, done or left out, in order."""
ATTENDANCE = Query(
    Attendance,
    """
    SELECT a.session AS session, a.learner AS learner, a.state AS state, a.reason AS reason, a.at AS at
    FROM attendance AS a LEFT JOIN class_session AS s ON s.session = a.session
    ORDER BY s.day, s.plan_seq, a.session, a.learner
    """,
)
"""The attendance of all sessions, by day."""
HANDS = Query(
    Hands,
    """
    SELECT session, lesson, step_id, round, counts FROM hands
    WHERE :session IS NULL OR session = :session ORDER BY seq
    """,
)
"""The counts of raised hands in the order of counting."""
CONSENTS = Query(
    Consent,
    "SELECT learner, given, text_version, method, witness, at FROM consent ORDER BY learner",
)
"""The latest consent of every person who was asked."""
VISITS = Query(
    Visit,
    """
    SELECT visit AS id, learner, staff, reason, session, assigned_at, done_at, done_session
    FROM visit WHERE assigned_at <> '' ORDER BY seq, device
    """,
)
"""All visits in the order of assignment."""

_OBSERVATIONS = """
    SELECT event, learner, skill, how, session, lesson, at FROM observation ORDER BY seq, device
"""
_SIGNS: Mapping[str, Sign] = {"alone": "seen", "helped": "seen", "can": "said", "not-yet": "said"}


def observations(connection: sqlite3.Connection) -> tuple[Observation, ...]:
    """Return what was seen and said of everybody's skills, the oldest first.

    Statements that were corrected or retracted in the same session are left out.
    """
    rows = connection.execute(_OBSERVATIONS)
    return tuple(
        Observation(
            learner=who, skill=skill, how=how, session=session, lesson=lesson, at=read_time(at)
        )
        for _, who, skill, how, session, lesson, at in latest_statements(rows, _about)
    )


def _about(row: tuple[str, ...]) -> tuple[tuple[str, str, str], Sign]:
    event, learner, skill, how, session, *_ = row
    return (session or event, learner, skill), _SIGNS.get(how, "taken-back")
