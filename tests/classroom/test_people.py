"""The learners and communes of a hamlet, however its name was typed; the days of a class."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.classroom.people import communes_of, learners_of_hamlet, usual_spelling
from tutor.classroom.planning import can_be_planned
from tutor.records.journal import BUILD_DATE
from tutor.records.people import Person, Role

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
