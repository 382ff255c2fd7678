"""The records of classes: what is noted while one is planned and held, and what can be asked of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from tutor.records import class_events as ce
from tutor.records import class_views as rows
from tutor.records import journal, people, projections
from tutor.records.database import Connections, transaction


class RecordsDeclinedError(Exception):
    """Nothing may be kept of this person, who took consent back or was erased; nothing was written."""


class ErasedError(RecordsDeclinedError):
    """This person was erased from the records; nothing was written."""


class ClassRecords:
    """Classes, attendance, skills in life, consent and visits, in the same file as everything else.

    What a method wrote is on disk when it returns. Every method raises StoreUnavailable if the file cannot
    be read or written; what notes something of a person raises RecordsDeclinedError if that may not be.
    """

    def __init__(
        self,
        reading: Connections,
        writing: Connections,
        clock: Callable[[], datetime],
        new_event_id: Callable[[], str],
        new_id: Callable[[], str],
    ) -> None:
        self._reading = reading
        self._writing = writing
        self._clock = clock
        self._new_event_id = new_event_id
        self._new_id = new_id

    def _record(self, *events: ce.ClassEvent) -> None:
        """Write events, all of them or none."""
        with self._writing() as connection:
            for event in events:
                learner: str = getattr(event, "learner", "")
                if learner and people.was_erased(connection, learner):
                    raise ErasedError(learner)
                about_consent = isinstance(event, ce.ConsentGiven | ce.ConsentWithdrawn)
                if learner and not about_consent and not people.may_record(connection, learner):
                    raise RecordsDeclinedError(learner)
                stored = journal.append(connection, learner, [event], self._new_event_id)
                projections.apply(connection, stored)

    # Sessions.

    def plan_session(
        self,
        *,
        day: date,
        hamlet: str = "",
        commune: str = "",
        minutes: int = 90,
        expected: int = 0,
        lessons: Sequence[str] = (),
        form: ce.SessionKind = "class",
        session: str = "",
    ) -> rows.Session:
        """Plan a session, or plan the given one anew, which takes it up again if it was cancelled."""
        planned = session or self._new_id()
        self._record(
            ce.SessionPlanned(
                at=self._clock(),
                session=planned,
                day=day.isoformat(),
                hamlet=hamlet,
                commune=commune,
                minutes=minutes,
                expected=expected,
                lessons=tuple(lessons),
                form=form,
            )
        )
        found = self.session(planned)
        assert found is not None
        return found

    def start_session(self, session: str) -> None:
        """Note that a session began, or goes on after it was ended too early."""
        self._record(ce.SessionStarted(at=self._clock(), session=session))

    def end_session(self, session: str) -> None:
        """Note that a session is over."""
        self._record(ce.SessionEnded(at=self._clock(), session=session))

    def cancel_session(self, session: str) -> None:
        """Note that a session does not take place."""
        self._record(ce.SessionCancelled(at=self._clock(), session=session))

    def sessions(self) -> tuple[rows.Session, ...]:
        """Return all sessions by day."""
        with self._reading() as connection:
            return rows.sessions(connection)

    def snapshot(self) -> rows.ClassSnapshot:
        """Return all people and the records of all classes as of one moment, in one read."""
        with self._reading() as connection, transaction(connection, "BEGIN"):
            return rows.ClassSnapshot(
                people=people.all_people(connection),
                sessions=rows.sessions(connection),
                attendance=rows.attendance(connection),
                consents=rows.consents(connection),
                visits=rows.visits(connection),
                items=_by_session(rows.items(connection)),
            )

    def session_snapshot(self, session: str) -> rows.SessionSnapshot:
        """Return one session, its items, attendance and hands, and all people, in one read."""
        with self._reading() as connection, transaction(connection, "BEGIN"):
            return rows.SessionSnapshot(
                session=rows.session(connection, session),
                items=rows.items(connection, session),
                attendance=rows.attendance(connection, session_id=session),
                hands=rows.hands(connection, session),
                people=people.all_people(connection),
            )

    def upcoming(self, today: date) -> tuple[rows.Session, ...]:
        """Return the sessions that are planned for today or later, the next one first."""
        return tuple(one for one in self.sessions() if one.state == "planned" and one.day >= today)

    def session(self, session: str) -> rows.Session | None:
        """Return one session, None for an id that is not here."""
        with self._reading() as connection:
            return rows.session(connection, session)

    # The run-of-show.

    def note_events(
        self,
        events: Sequence[
            ce.SessionStarted | ce.ItemStarted | ce.ItemFinished | ce.ItemDropped | ce.SessionEnded
        ],
    ) -> None:
        """Note what happened while a class was led, each with its own time, all of it or nothing."""
        if events:
            self._record(*events)

    def items(self, session: str) -> tuple[rows.ItemRecord, ...]:
        """Return the items that were begun, done or left out, in the order of the run-of-show."""
        with self._reading() as connection:
            return rows.items(connection, session)

    def count_hands(
        self, session: str, lesson: str, step_id: str, round_: ce.Round, counts: Sequence[int]
    ) -> None:
        """Note how many hands went up for each choice, in the first or the second round."""
        self._record(
            ce.HandsCounted(
                at=self._clock(),
                session=session,
                lesson=lesson,
                step_id=step_id,
                round=round_,
                counts=tuple(counts),
            )
        )

    def hands(self, session: str) -> tuple[rows.Hands, ...]:
        """Return the latest counts of each step and round of a session."""
        with self._reading() as connection:
            return rows.hands(connection, session)

    def all_hands(self) -> dict[str, tuple[rows.Hands, ...]]:
        """Return by session the latest counts of each step and round, in one read."""
        with self._reading() as connection:
            return _by_session(rows.hands(connection))

    # Attendance.

    def note_attendance(
        self,
        session: str,
        learner: str,
        state: ce.AttendanceState,
        reason: ce.AbsenceReason = "",
    ) -> None:
        """Note whether somebody is there; a later word takes the place of an earlier one."""
        self.note_attendances(session, {learner: (state, reason)})

    def note_attendances(
        self,
        session: str,
        states: Mapping[str, tuple[ce.AttendanceState, ce.AbsenceReason]],
    ) -> None:
        """Note of many at once who is there, all or none of it."""
        at = self._clock()
        self._record(
            *(
                ce.Attended(at=at, session=session, learner=learner, state=state, reason=reason)
                for learner, (state, reason) in states.items()
            )
        )

    def attendance(self, session: str) -> tuple[rows.Attendance, ...]:
        """Return who was at a session; those who were erased have no learner."""
        with self._reading() as connection:
            return rows.attendance(connection, session_id=session)

    def attendance_of(self, learner: str) -> tuple[rows.Attendance, ...]:
        """Return at which sessions a learner was or was not, by day."""
        with self._reading() as connection:
            return rows.attendance(connection, learner=learner)

    def all_attendance(self) -> tuple[rows.Attendance, ...]:
        """Return the attendance of all sessions, by day."""
        with self._reading() as connection:
            return rows.attendance(connection)

    def missed_counts(self) -> dict[str, int]:
        """Return by learner how many of the last classes they were absent from, in one read."""
        return self.snapshot().missed_counts

    # Skills in life.

    def note_skill(
        self, learner: str, skill: str, *, lesson: str = "", alone: bool, session: str = ""
    ) -> None:
        """Note that a volunteer saw somebody use a skill on their phone; in one session the last counts."""
        self._record(
            ce.SkillObserved(
                at=self._clock(),
                session=session,
                learner=learner,
                skill=skill,
                lesson=lesson,
                alone=alone,
            )
        )

    def note_statement(
        self, learner: str, skill: str, said: ce.Statement, session: str = ""
    ) -> None:
        """Note a person's own word on a skill; in one session the last counts."""
        self._record(
            ce.SkillSaid(at=self._clock(), session=session, learner=learner, skill=skill, said=said)
        )

    def retract_skill(self, learner: str, skill: str, session: str) -> None:
        """Note that what was noted of a skill of somebody in a session was a mistake."""
        self._record(
            ce.SkillUnnoted(at=self._clock(), session=session, learner=learner, skill=skill)
        )

    def observations_of(self, learner: str) -> tuple[rows.Observation, ...]:
        """Return what was seen and said of a learner's skills, the oldest first."""
        with self._reading() as connection:
            return rows.observations(connection, learner)

    def observations(self) -> tuple[rows.Observation, ...]:
        """Return what was seen and said of everybody's skills, the oldest first."""
        with self._reading() as connection:
            return rows.observations(connection)

    # Consent.

    def give_consent(
        self,
        learner: str,
        text_version: str,
        method: ce.ConsentMethod,
        witness: str = "",
        session: str = "",
    ) -> None:
        """Note that somebody agreed to the text of this version."""
        self._record(
            ce.ConsentGiven(
                at=self._clock(),
                session=session,
                learner=learner,
                text_version=text_version,
                method=method,
                witness=witness,
            )
        )

    def withdraw_consent(self, learner: str, session: str = "") -> None:
        """Note that somebody wants nothing more to be kept; what they do counts as a guest's from now on."""
        self._record(ce.ConsentWithdrawn(at=self._clock(), session=session, learner=learner))

    def consents(self) -> tuple[rows.Consent, ...]:
        """Return the latest word of everybody who was asked."""
        with self._reading() as connection:
            return rows.consents(connection)

    def declined(self) -> frozenset[str]:
        """Return everybody who withdrew consent, in one read: nothing more may be recorded of them."""
        return frozenset(consent.learner for consent in self.consents() if not consent.given)

    def may_record(self, learner: str) -> bool:
        """Tell whether anything may be kept of somebody: not after consent was taken back."""
        with self._reading() as connection:
            return people.may_record(connection, learner)

    # Visits.

    def assign_visit(
        self, learner: str, staff: str, reason: ce.VisitReason, session: str = ""
    ) -> str:
        """Note who of the staff is to look in on a learner; return the id of the visit."""
        visit = self._new_id()
        self._record(
            ce.VisitAssigned(
                at=self._clock(),
                session=session,
                learner=learner,
                visit=visit,
                staff=staff,
                reason=reason,
            )
        )
        return visit

    def finish_visit(self, visit: str, session: str = "") -> None:
        """Note that a visit was made, in the given session; raises NotHereError."""
        learner = next((one.learner for one in self.visits() if one.id == visit), None)
        if learner is None:
            raise people.NotHereError(visit)
        self._record(ce.VisitDone(at=self._clock(), session=session, learner=learner, visit=visit))

    def visits(self) -> tuple[rows.Visit, ...]:
        """Return all visits, those assigned first first."""
        with self._reading() as connection:
            return rows.visits(connection)


_Row = TypeVar("_Row", rows.ItemRecord, rows.Hands)


def _by_session(found: Iterable[_Row]) -> dict[str, tuple[_Row, ...]]:
    by_session: dict[str, list[_Row]] = {}
    for row in found:
        by_session.setdefault(row.session, []).append(row)
    return {session: tuple(group) for session, group in by_session.items()}
