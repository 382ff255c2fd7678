"""The people of a class: their order on lists, their hamlet, and whom a session is for."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence

from tutor.content.text import fold_case
from tutor.records.class_events import AbsenceReason, AttendanceState
from tutor.records.class_views import ClassSnapshot, Session
from tutor.records.people import Person, clean_name
from tutor.vietnamese import capitalise_words, unmarked

Marks = Mapping[str, tuple[AttendanceState, AbsenceReason]]
"""Attendance by the id of the person."""


def name_for_list(text: str) -> str:
    """Return a typed name with a capital at the start of each word."""
    return capitalise_words(clean_name(text))


def name_order(person: Person) -> tuple[str, ...]:
    """Sort key: given name, full name, hamlet, household."""
    words = person.name.casefold().split()
    # Đ is a letter of its own, after D.
    given = "d\uffff".join(map(unmarked, words[-1].split("đ"))) if words else ""
    return given, person.name.casefold(), person.hamlet, person.household


def roster_of(people: Iterable[Person]) -> list[Person]:
    """Return the people on the roster in the order of their names."""
    return sorted((person for person in people if person.on_roster), key=name_order)


def never_asked(records: ClassSnapshot, people: Iterable[Person]) -> list[Person]:
    """Return the learners among some people who were never asked for consent."""
    asked = {consent.learner for consent in records.consents}
    return [person for person in people if person.role == "learner" and person.id not in asked]


def marks_at(records: ClassSnapshot, session_id: str) -> Marks:
    """Return the attendance that is noted of a session."""
    noted = records.attendance_at(session_id)
    return {mark.learner: (mark.state, mark.reason) for mark in noted}


def expected_at(session: Session, roster: Sequence[Person], marks: Marks) -> list[Person]:
    """Return whose names are called at a session: the learners of its hamlet, and the team last.

    People of other hamlets are called if their attendance is noted already. If nobody on the roster is of
    the hamlet of the session, everybody is called.
    """
    hamlet = fold_case(session.hamlet)
    known = any(fold_case(person.hamlet) == hamlet for person in roster)

    def belongs(person: Person) -> bool:
        if not hamlet or not known or person.role == "staff" or person.id in marks:
            return True
        return fold_case(person.hamlet) in ("", hamlet)

    return sorted(filter(belongs, roster), key=lambda person: person.role == "staff")


def countable_learners(
    expected: Iterable[Person], marks: Marks, declined: Container[str]
) -> list[Person]:
    """Return the learners whose attendance is counted, as in reports: those who did not decline notes."""
    learners = [person for person in expected if person.role == "learner"]
    return [person for person in learners if person.id in marks or person.id not in declined]


def count_called(
    records: ClassSnapshot, session: Session, roster: Sequence[Person]
) -> tuple[int, int]:
    """Return of how many learners the attendance is noted at a session, and of how many it counts."""
    marks = marks_at(records, session.id)
    learners = countable_learners(expected_at(session, roster, marks), marks, records.declined)
    return sum(learner.id in marks for learner in learners), len(learners)


def people_here(records: ClassSnapshot, session_id: str) -> int | None:
    """Return how many learners may be at a session at most, None if nobody was called yet.

    Who is not marked absent may be here. Those who do not want to be written down are among the number that
    was typed of them, not among the names. The team holds up no cards.
    """
    session = records.session(session_id)
    marks = marks_at(records, session_id)
    absent = {learner for learner, (state, _) in marks.items() if state == "absent"}
    if session is None or len(absent) == len(marks):
        return None
    roster = [person for person in records.people if person.on_roster]
    learners = countable_learners(expected_at(session, roster, marks), marks, records.declined)
    return sum(learner.id not in absent for learner in learners) + session.unnamed


def people_called(people: Iterable[Person], name: str) -> list[Person]:
    """Return the people who have this full or given name, however it is written."""
    wanted = unmarked(name)
    return [
        person
        for person in people
        if wanted in (unmarked(person.name), unmarked(person.name).rsplit(" ", 1)[-1])
    ]


def learners_of_hamlet(people: Iterable[Person], hamlet: str) -> list[Person]:
    """Return the learners on the roster who live in a hamlet; those without a hamlet belong to every one."""
    name = fold_case(hamlet)
    learners = [person for person in people if person.on_roster and person.role == "learner"]
    return [person for person in learners if not name or fold_case(person.hamlet) in ("", name)]


def usual_spelling(people: Iterable[Person], hamlet: str) -> str:
    """Return the most frequent spelling of a hamlet on the roster, else the one given."""
    name = fold_case(hamlet)
    spellings = Counter(
        person.hamlet for person in people if person.on_roster and fold_case(person.hamlet) == name
    )
    return max(spellings, key=lambda spelling: spellings[spelling], default=hamlet)


def hamlets_of(people: Sequence[Person]) -> list[str]:
    """Return the usual spellings of the hamlets of some people, the one where most of them live first."""
    hamlets = Counter(usual_spelling(people, person.hamlet) for person in people if person.hamlet)
    return [hamlet for hamlet, _ in hamlets.most_common()]


def only_commune_of(people: Iterable[Person], hamlet: str) -> str:
    """Return the commune of the learners of a hamlet, "" if none or several are noted."""
    communes = communes_of(people, hamlet)
    return communes[0] if len(communes) == 1 else ""


def communes_of(people: Iterable[Person], hamlet: str) -> tuple[str, ...]:
    """Return the communes of those who live in a hamlet, sorted; of all learners if it is ""."""
    name = fold_case(hamlet)
    communes = {
        fold_case(person.commune): person.commune
        for person in learners_of_hamlet(people, hamlet)
        if person.commune and (fold_case(person.hamlet) == name or not name)
    }
    return tuple(communes[commune] for commune in sorted(communes))
