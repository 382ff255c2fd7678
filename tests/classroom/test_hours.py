"""Hours and days as people type them, the clock times of a run sheet, and an end that was forgotten."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tutor.classroom.live_class import advice_messages, advise, item_statuses
from tutor.classroom.plan import run_of_show
from tutor.classroom.plan_text import describe_plan, timetable, timetable_headings, where
from tutor.classroom.planning import end_forgotten, past_classes
from tutor.dates import parse_day_past, parse_hour
from tutor.lesson.library import Library
from tutor.paths import lesson_roots
from tutor.records.class_views import ItemRecord, Session
from tutor.records.store import open_store

TODAY = date(2026, 12, 7)
NOW = datetime(2026, 12, 7, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("19:30", "19:30"),
        ("19h30", "19:30"),
        ("7.05", "07:05"),
        ("19 giờ 30", "19:30"),
        ("8g", "08:00"),
        ("19", "19:00"),
        ("24:00", None),
        ("19:60", None),
        ("7 tối", None),
        ("", None),
    ],
)
def test_an_hour_is_read_as_people_type_it(text: str, hour: str | None) -> None:
    assert parse_hour(text) == hour


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5/12", date(2026, 12, 5)),
        ("7/12", TODAY),
        ("8/12", date(2025, 12, 8)),
        ("5/12/2024", date(2024, 12, 5)),
        ("31/2", None),
    ],
)
def test_a_past_day_without_a_year_is_the_last_one(text: str, day: date | None) -> None:
    assert parse_day_past(text, TODAY) == day


def _running(hours: float) -> Session:
    store = open_store(None, clock=lambda: NOW - timedelta(hours=hours))
    planned = store.classes.plan_session(day=TODAY, minutes=90)
    store.classes.start_session(planned.id)
    running = store.classes.session(planned.id)
    assert running is not None
    return running


def test_an_end_is_forgotten_when_a_class_lasts_far_too_long() -> None:
    assert not end_forgotten(_running(5), NOW)
    assert end_forgotten(_running(6), NOW)
    plan = run_of_show(90, 10, {})
    begun = NOW - timedelta(days=14)
    record = ItemRecord(session="s", index=0, key="welcome", state="started", at=begun)
    (message,) = advice_messages(advise(plan, [record], begun, NOW))
    assert "was not ended" in message
    assert item_statuses(plan, [record], begun, NOW)[0].elapsed is None
    late = advise(plan, [record], NOW - timedelta(minutes=100), NOW)
    assert not late.forgotten


def test_past_classes_are_those_that_ended_or_were_planned_for_an_earlier_day() -> None:
    store = open_store(None, clock=lambda: NOW)
    classes = store.classes
    ended, missed, _ = (
        classes.plan_session(day=TODAY - timedelta(days=days)) for days in (0, 3, -1)
    )
    classes.end_session(ended.id)
    classes.plan_session(day=TODAY - timedelta(days=2), form="visit")
    taken_away = classes.plan_session(day=TODAY - timedelta(days=1)).id
    classes.cancel_session(taken_away)
    past = past_classes(classes.sessions(), TODAY)
    assert [session.id for session in past] == [ended.id, missed.id]


def test_a_run_sheet_has_clock_times_where_the_hour_is_known() -> None:
    phrases = Library(lesson_roots()).phrases("en", "bac")
    plan = describe_plan(run_of_show(90, 10, {}), phrases, str, ())
    assert [row[0] for row in timetable(plan, phrases)][:2] == ["0 (3 min)", "3 (4 min)"]
    assert timetable_headings(phrases)[0] == "Minute"
    assert timetable_headings(phrases, "23:58")[0] == "Begins"
    starts = [row[0] for row in timetable(plan, phrases, "23:58")]
    assert starts[:2] == ["23:58 (3 min)", "00:01 (4 min)"]


def test_a_place_that_names_the_hamlet_stands_alone() -> None:
    classes = open_store(None, clock=lambda: NOW).classes
    house = classes.plan_session(day=TODAY, hamlet="Thôn Đông", place="Nhà văn hóa thôn Đông")
    school = classes.plan_session(day=TODAY, hamlet="Thôn Đông", place="Trường cũ")
    assert where(house) == "Nhà văn hóa thôn Đông"
    assert where(school) == "Trường cũ, Thôn Đông"
