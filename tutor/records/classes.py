"""The records of classes: writes while a class is planned and led, and queries."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from tutor.records import class_events as ce
from tutor.records import class_views as rows
from tutor.records import consents, journal, people, projections, same_people
from tutor.records.database import Connections, transaction

_OF_EVERYBODY = (ce.ConsentGiven, ce.ConsentWithdrawn, ce.PeopleCompared)
"""What may be written of people who withdrew consent."""


class RecordsDeclinedError(Exception):
    """The person withdrew consent or was erased; nothing was written."""


class ErasedError(RecordsDeclinedError):
    """The person was erased; nothing was written."""


class ClassRecords:
    """Sessions (classes and visits), attendance, skills, consent and visits to make, in the same file.

    When a method returns, what it wrote is on disk. Every method may raise StoreUnavailable; one that writes
    about a person raises RecordsDeclinedError if that person withdrew consent.
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
                if (
                    learner
                    and not isinstance(event, _OF_EVERYBODY)
                    and not people.may_record(connection, learner)
                ):
                    raise RecordsDeclinedError(learner)
                despite = consents.set_aside(connection, learner)
                stored = journal.append(connection, learner, [event], self._new_event_id, despite)
                projections.apply(connection, stored)
            withdrawn = any(isinstance(event, ce.ConsentWithdrawn) for event in events)
            compared = any(isinstance(event, ce.PeopleCompared) for event in events)
            if (withdrawn and people.enforce_refusals(connection)) or compared:
                projections.rebuild(connection)

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
        time: str = "",
        place: str = "",
        session: str = "",
    ) -> rows.Session:
        """Plan a new session, or change the plan of the given one, which revives a cancelled one."""
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
                time=time,
                place=place,
            )
        )
        stored = self.session(planned)
        assert stored is not None
        return stored

    def start_session(self, session: str) -> None:
        """Record that a session began, or continues after it was ended too early."""
        self._record(ce.SessionStarted(at=self._clock(), session=session))

    def end_session(self, session: str) -> None:
        """Record the end of a session."""
        self._record(ce.SessionEnded(at=self._clock(), session=session))

    def hold_on_paper(self, session: str) -> None:
        """Record that a session was held with notes on paper."""
        self._record(ce.SessionHeld(at=self._clock(), session=session))

    def count_unnamed(self, session: str, unnamed: int) -> None:
        """Record how many people were at a session who do not want to be written down."""
        self._record(ce.UnnamedCounted(at=self._clock(), session=session, unnamed=unnamed))

    def count_helpers(self, session: str, helpers: int) -> None:
        """Record how many people who are not of the team sat beside the learners."""
        self._record(ce.HelpersCounted(at=self._clock(), session=session, helpers=helpers))

    def cancel_session(self, session: str) -> None:
        """Record that a session is cancelled."""
        self._record(ce.SessionCancelled(at=self._clock(), session=session))

    def sessions(self) -> tuple[rows.Session, ...]:
        """Return all sessions by day."""
        with self._reading() as connection:
            return rows.SESSIONS.read(connection)

    def snapshot(self) -> rows.ClassSnapshot:
        """Return all people and the records of all classes as of one moment, in one read."""
        with self._reading() as connection, transaction(connection, "BEGIN"):
            return rows.ClassSnapshot(
                people=people.all_people(connection),
                sessions=rows.SESSIONS.read(connection),
                attendance=rows.ATTENDANCE.read(connection),
                observations=rows.observations(connection),
                consents=rows.CONSENTS.read(connection),
                visits=rows.VISITS.read(connection),
                items=_by_session(rows.ITEMS.read(connection)),
                hands=_by_session(rows.HANDS.read(connection)),
                known_time=journal.known_time(connection),
            )

    def session(self, session: str) -> rows.Session | None:
        """Return one session, None for an unknown id."""
        with self._reading() as connection:
            return next(iter(rows.SESSIONS.read(connection, session)), None)

    # The run-of-show.

    def note_events(
        self, events: Sequence[ce.SessionStarted | ce.ItemEvent | ce.SessionEnded]
    ) -> None:
        """Write events of a running class, each with its own time, all of them or none."""
        if events:
            self._record(*events)

    def items(self, session: str) -> tuple[rows.ItemRecord, ...]:
        """Return the items that were begun, done or left out, in the order of the run-of-show."""
        with self._reading() as connection:
            return rows.ITEMS.read(connection, session)

    def count_hands(
        self, session: str, lesson: str, step_id: str, round_: ce.Round, counts: Sequence[int]
    ) -> None:
        """Record the number of raised hands for each choice in round 1 or 2."""
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
            return rows.HANDS.read(connection, session)

    # Attendance.

    def note_attendances(
        self, session: str, states: Mapping[str, tuple[ce.AttendanceState, ce.AbsenceReason]]
    ) -> None:
        """Record by learner who is present, all of it or none."""
        at = self._clock()
        self._record(
            *(
                ce.Attended(at=at, session=session, learner=learner, state=state, reason=reason)
                for learner, (state, reason) in states.items()
            )
        )

    # Skills on their own phones.

    def note_skill(
        self, learner: str, skill: str, *, lesson: str = "", alone: bool, session: str = ""
    ) -> None:
        """Record that a volunteer saw somebody use a skill on their phone; the last in a session counts."""
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
        self, learner: str, skill: str, statement: ce.Statement, session: str = ""
    ) -> None:
        """Record what a person says of a skill; the last statement in a session counts."""
        self._record(
            ce.SkillStated(
                at=self._clock(), session=session, learner=learner, skill=skill, said=statement
            )
        )

    def note_task(
        self, learner: str, skill: str, stage: ce.CheckStage, result: ce.CheckResult
    ) -> None:
        """Record how somebody did a task of the short check before or after the course."""
        self._record(
            ce.TaskChecked(
                at=self._clock(), learner=learner, skill=skill, stage=stage, result=result
            )
        )

    def retract_skill(self, learner: str, skill: str, session: str) -> None:
        """Record that the records of somebody's skill in a session were a mistake."""
        self._record(
            ce.SkillUnnoted(at=self._clock(), session=session, learner=learner, skill=skill)
        )

    # Consent.

    def give_consent(
        self,
        learner: str,
        text_version: str,
        method: ce.ConsentMethod,
        witness: str = "",
        session: str = "",
    ) -> None:
        """Record that somebody agreed to this version of the text, whatever they said before."""
        with self._reading() as connection:
            noted = consents.answers(connection, same_people.all_ids(connection, [learner]))
        self._record(
            ce.ConsentGiven(
                at=self._clock(),
                session=session,
                learner=learner,
                text_version=text_version,
                method=method,
                witness=witness,
                takes_back=tuple(event.id for event in noted if event.kind == consents.DECLINED),
            )
        )

    def withdraw_consent(self, learner: str, session: str = "") -> None:
        """Record that somebody wants no more records; their lessons count as a guest's from now on.

        Of one who never agreed before, nothing but the name stays.
        """
        with self._reading() as connection:
            entries = same_people.all_ids(connection, [learner])
            noted = consents.answers(connection, entries)
        forget = all(event.kind == consents.DECLINED for event in noted)
        at = self._clock()
        self._record(
            *(
                ce.ConsentWithdrawn(at=at, session=session, learner=entry, forget=forget)
                for entry in entries
            )
        )

    # Entries of several laptops.

    def compare_people(self, pairs: Iterable[tuple[str, str]], *, same: bool) -> None:
        """Record whether each two entries are one person; those that are one are shown and counted once."""
        at = self._clock()
        self._record(
            *(ce.PeopleCompared(at=at, learner=one, other=other, same=same) for one, other in pairs)
        )

    # Visits.

    def assign_visit(
        self, learner: str, staff: str, reason: ce.VisitReason, session: str = ""
    ) -> str:
        """Record which of the staff is to visit a learner; return the id of the visit."""
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
        """Record that a visit was made in the given session; raise NotHereError for an unknown visit."""
        with self._reading() as connection:
            visits = rows.VISITS.read(connection)
        learner = next((known.learner for known in visits if known.id == visit), None)
        if learner is None:
            raise people.NotHereError(visit)
        self._record(ce.VisitDone(at=self._clock(), session=session, learner=learner, visit=visit))


_Row = TypeVar("_Row", rows.ItemRecord, rows.Hands)


def _by_session(records: Iterable[_Row]) -> dict[str, tuple[_Row, ...]]:
    by_session: dict[str, list[_Row]] = {}
    for row in records:
        by_session.setdefault(row.session, []).append(row)
    return {session: tuple(group) for session, group in by_session.items()}
