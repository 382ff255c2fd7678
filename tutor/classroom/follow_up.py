"""After a class: the return rate, repeated absence, and home visits."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tutor.classroom.people import Marks, never_asked
from tutor.content.text import fold_case
from tutor.records.class_events import AbsenceReason
from tutor.records.class_views import Attendance, ClassSnapshot, Session, Visit
from tutor.records.classes import ClassRecords
from tutor.records.people import Person

# Being absent once may be chance; who is absent twice in a row may not come again.
MISSED_OFTEN = 2


@dataclass(frozen=True, slots=True)
class ReturnRate:
    """Of the `of` people at the last class but one, `came` came to the last."""

    came: int
    of: int


def classes_held(sessions: Iterable[Session]) -> list[Session]:
    """Return the classes that took place, in the given order."""
    return [session for session in sessions if session.form == "class" and session.held]


def return_rate(
    sessions: Sequence[Session], attendance: Iterable[Attendance], learners: Iterable[str]
) -> ReturnRate | None:
    """Return how many learners came back to the last class of the hamlet where one was last held.

    `sessions` are in the order of their days. Only `learners` count: neither the team nor those who were
    erased do. A class that is going on does not count, since people are still being called. Returns None
    for fewer than two classes, or if the roll of one of them was not called.
    """
    classes = _finished(classes_held(sessions))
    if not classes:
        return None
    last = classes[-1]
    here = [session for session in classes if _place(session) == _place(last)]
    if len(here) < 2:
        return None
    counted = frozenset(learners)
    present: dict[str, set[str]] = {}
    called = set()
    for mark in attendance:
        called.add(mark.session)
        if mark.state != "absent" and mark.learner in counted:
            present.setdefault(mark.session, set()).add(mark.learner)
    before = present.get(here[-2].id, set())
    if not before or last.id not in called:
        return None
    return ReturnRate(came=len(before & present.get(last.id, set())), of=len(before))


def _place(session: Session) -> tuple[str, str]:
    return fold_case(session.commune), fold_case(session.hamlet)


def _finished(classes: Sequence[Session]) -> list[Session]:
    """Return the classes that are over: ended, or followed by another class in the same place."""
    last = {_place(session): session.id for session in classes}
    return [
        session
        for session in classes
        if session.state == "ended" or last[_place(session)] != session.id
    ]


def open_visits(records: ClassSnapshot) -> list[Visit]:
    """Return the visits that are still to be made, without those to people who declined notes."""
    declined = records.declined
    return [visit for visit in records.visits if not visit.done and visit.learner not in declined]


def running_visits(records: ClassSnapshot) -> list[tuple[Session, frozenset[str]]]:
    """Return the visits that nobody has ended, each with the ids of the people noted at it."""
    return [
        (session, frozenset(mark.learner for mark in records.attendance_at(session.id)))
        for session in records.sessions
        if session.form == "visit" and session.state == "running"
    ]


def running_visit(records: ClassSnapshot, members: Iterable[Person]) -> Session | None:
    """Return the latest running visit of a household."""
    ids = {member.id for member in members}
    here = [session for session, noted in running_visits(records) if noted & ids]
    return here[-1] if here else None


def present_at(records: ClassSnapshot, session: str) -> frozenset[str]:
    """Return the ids of the people who were noted as present at a session."""
    marks = records.attendance_at(session)
    return frozenset(mark.learner for mark in marks if mark.state != "absent")


def visit_marks(
    records: ClassSnapshot, present: Collection[Person], noted: frozenset[str]
) -> Marks:
    """Return what is to be noted at a visit: who came, and who of those `noted` before has left.

    Nothing is noted about people who declined or were not asked yet.
    """
    here = {person.id for person in present}
    known = {person.id for person in records.people} - records.declined
    unasked = {person.id for person in never_asked(records, present)}
    return {
        **dict.fromkeys((here & known) - unasked - noted, ("present", "")),
        **dict.fromkeys((noted - here) & known, ("absent", "")),
    }


def note_visit(
    classes: ClassRecords, session: Session | None, host: Person, day: date, marks: Marks
) -> None:
    """Store attendance marks; plan and start a visit to the host first if there is none."""
    if session is None:
        session = classes.plan_session(
            day=day,
            hamlet=host.hamlet,
            commune=host.commune,
            expected=len(marks),
            form="visit",
        )
        classes.start_session(session.id)
    classes.note_attendances(session.id, marks)


def end_visit(
    classes: ClassRecords, records: ClassSnapshot, session: str, present: Iterable[Person]
) -> None:
    """End a visit; the open visits to those present are made with it."""
    here = {person.id for person in present}
    for visit in open_visits(records):
        if visit.learner in here:
            classes.finish_visit(visit.id, session)
    classes.end_session(session)


def often_absent(records: ClassSnapshot, learners: Iterable[Person]) -> list[Person]:
    """Return the learners who missed the last classes, and whom nobody is to visit yet."""
    return _not_to_be_visited(records, learners, lambda missed: missed >= MISSED_OFTEN)


def absent_once(records: ClassSnapshot, learners: Iterable[Person]) -> list[Person]:
    """Return the learners who missed their last class alone, and whom nobody is to visit yet."""
    return _not_to_be_visited(records, learners, lambda missed: missed == 1)


def away_often(records: ClassSnapshot, learners: Iterable[Person]) -> list[Person]:
    """Return the learners who missed the last classes, whether or not somebody is to visit them."""
    counts, declined = records.missed_counts, records.declined
    return [
        learner
        for learner in learners
        if learner.id not in declined and counts.get(learner.id, 0) >= MISSED_OFTEN
    ]


def _not_to_be_visited(
    records: ClassSnapshot, learners: Iterable[Person], missed_enough: Callable[[int], bool]
) -> list[Person]:
    excluded = records.declined | {visit.learner for visit in open_visits(records)}
    counts = records.missed_counts
    return [
        learner
        for learner in learners
        if learner.id not in excluded and missed_enough(counts.get(learner.id, 0))
    ]


def people_to_visit(records: ClassSnapshot, learners: Iterable[Person]) -> int:
    """Return how many people are often absent or wait for a visit."""
    return len(often_absent(records, learners)) + len(open_visits(records))


def last_absence_reason(records: ClassSnapshot, learner: str) -> AbsenceReason | None:
    """Return why a learner was absent the last time, None if they never were."""
    reasons = [
        mark.reason
        for mark in records.attendance
        if mark.learner == learner and mark.state == "absent"
    ]
    return reasons[-1] if reasons else None


def household_of(person: Person, people: Iterable[Person]) -> list[Person]:
    """Return a person and, after them, the others who live in the same household."""
    home = person.hamlet, person.household
    others = [
        other
        for other in people
        if other.id != person.id and person.household and (other.hamlet, other.household) == home
    ]
    return [person, *others]
