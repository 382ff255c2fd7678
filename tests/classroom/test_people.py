"""The learners and communes of a hamlet, however its name was typed; the days of a class."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.classroom.people import communes_of, learners_of_hamlet, people_here, usual_spelling
from tutor.classroom.planning import can_be_planned
from tutor.records.class_events import AttendanceState
from tutor.records.class_views import Attendance, Consent
from tutor.records.journal import BUILD_DATE
from tutor.records.people import Person, Role
from tutor.records.store import open_store

NOW = datetime(2026, 12, 1, tzinfo=UTC)
TODAY = NOW.date()


def person(
    hamlet: str, commune: str = "", role: Role = "learner", *, listed: bool = True
) -> Person:
    return Person(
        id=f"{hamlet}-{commune}-{role}",
        name="Lan",
        address="bac",
        language="vi",
        created_at=NOW,
        last_seen=NOW,
        hamlet=hamlet,
        commune=commune,
        role=role,
        on_roster=listed,
    )


PEOPLE = [
    person("Thôn Tây", "12472"),
    person("thôn  tây", "12472"),
    person("Thôn Tây"),
    person("Thôn Đông", "12511"),
    person("Thôn Đông", "12472"),
    person("Thôn Tây", "99999", "staff"),
    person("Thôn Tây", "88888", listed=False),
    person("", "77777"),
]


@pytest.mark.parametrize("typed", ["Thôn Tây", "thôn tây", "THÔN  TÂY ", "Tho\u0302n Ta\u0302y"])
def test_a_hamlet_is_the_same_however_it_is_typed(typed: str) -> None:
    assert learners_of_hamlet(PEOPLE, typed) == [*PEOPLE[:3], PEOPLE[-1]]
    assert usual_spelling(PEOPLE, typed) == "Thôn Tây"
    assert communes_of(PEOPLE, typed) == ("12472",)


def test_cards_are_for_learners_who_may_be_here_each_counted_once() -> None:
    classes = open_store(None, clock=lambda: NOW).classes
    session = classes.plan_session(day=TODAY, hamlet="Đông").id
    names = ("here", "away", "said no", "late", "team")
    people = [replace(person("Đông"), id=name) for name in names]
    people[-1] = replace(people[-1], role="staff")
    marks: dict[str, AttendanceState] = {"here": "present", "away": "absent", "team": "present"}
    classes.count_unnamed(session, 1)
    records = replace(
        classes.snapshot(),
        people=tuple(people),
        consents=(_said_no("said no"),),
        attendance=tuple(
            Attendance(session=session, learner=name, state=state, reason="", at=NOW)
            for name, state in marks.items()
        ),
    )
    # Who said no is the one who is counted without a name; who is late may still come in.
    assert people_here(records, session) == 3


def _said_no(learner: str) -> Consent:
    return Consent(learner=learner, given=False, text_version="", method="", witness="", at=NOW)


def test_the_communes_of_a_hamlet_are_those_of_its_learners() -> None:
    assert communes_of(PEOPLE, "Thôn Đông") == ("12472", "12511")
    assert communes_of(PEOPLE, "Thôn Nam") == ()
    assert communes_of(PEOPLE, "") == ("12472", "12511", "77777")
    assert usual_spelling(PEOPLE, "Thôn Nam") == "Thôn Nam"


@given(st.dates(min_value=BUILD_DATE.date(), max_value=date(2100, 1, 1)), st.integers(-800, 800))
def test_a_class_can_be_planned_from_today_on_within_a_year(today: date, days: int) -> None:
    assert can_be_planned(today + timedelta(days=days), today) == (0 <= days <= 366)


def test_a_class_can_be_planned_on_a_laptop_that_lost_its_date() -> None:
    assert can_be_planned(TODAY, date(2009, 1, 1))
