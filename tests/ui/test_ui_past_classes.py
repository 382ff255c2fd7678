"""Classes as they were: put right, entered from paper, ended when that was forgotten, and counted."""

from datetime import date, timedelta

import pytest
from ui_kit import NOW, SIZES, Stage, staged
from volunteer_kit import TODAY, answered, enrol, opened, plan_today, type_text

from tutor.records.class_views import ClassSnapshot
from tutor.records.classes import ClassRecords

DAY = timedelta(days=1)


def classes_of(stage: Stage) -> ClassRecords:
    return stage.app.session.services.store.classes


def records_of(stage: Stage) -> ClassSnapshot:
    return classes_of(stage).snapshot()


async def test_a_class_that_was_planned_and_held_on_paper_is_entered_afterwards() -> None:
    async with staged((100, 26), language="en") as stage:
        learners = enrol(stage.app, 3)
        planned = plan_today(stage.app, TODAY - DAY)
        await opened(stage)
        await stage.press("2", "7")
        stage.assert_on("PastClassesScreen")
        assert "not begun" in stage.text()
        await stage.press("enter")
        stage.assert_on("PastClassScreen")
        assert "Roll call" not in stage.text()
        await stage.press("1", "1")
        stage.assert_on("RollScreen")
        await stage.press("1", "3", "enter", "1", "left")
        stage.assert_on("PastClassScreen")
        await stage.press("2", "2", "enter")
        assert "3 of 3" in stage.text()
        (held,) = records_of(stage).sessions
        assert (held.id, held.held, held.on_paper, held.unnamed) == (planned.id, True, True, 2)
        states = [mark.state for mark in records_of(stage).attendance]
        assert (states.count("present"), states.count("absent")) == (2, 1)
        assert len(learners) == 3


async def test_a_class_that_nobody_planned_is_entered_from_paper() -> None:
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 2)
        await opened(stage)
        await stage.press("2", "7", "1")
        stage.assert_on("PaperClassScreen")
        await stage.press("1", "9")
        await type_text(stage, "20/11/2025")
        await stage.press("enter")
        assert "within the last year" in stage.text()
        await type_text(stage, "20/11")
        await stage.press("enter", "enter")
        stage.assert_on("PastClassScreen")
        (held,) = records_of(stage).sessions
        assert (held.day, held.hamlet, held.state) == (date(2026, 11, 20), "Đông", "ended")
        await stage.press("4")
        stage.assert_on("PaperClassScreen")
        assert "Minute by minute" in stage.text()
        assert "Take this plan away" not in stage.text()
        await stage.press("left")
        await stage.press("left")
        stage.assert_on("PastClassesScreen")


async def test_the_number_beside_a_past_class_is_that_of_the_roll_call_without_the_team() -> None:
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 3)
        classes, held = classes_of(stage), plan_today(stage.app, TODAY - DAY)
        classes.start_session(held.id)
        people = records_of(stage).people
        classes.note_attendances(held.id, {person.id: ("present", "") for person in people})
        classes.end_session(held.id)
        await opened(stage)
        await stage.press("2", "7")
        assert "Đông · 3" in stage.text()


async def test_a_class_that_was_not_held_counts_nowhere() -> None:
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 2)
        plan_today(stage.app, TODAY - DAY)
        await opened(stage)
        await stage.press("2", "7", "enter", "3", "2")
        assert "This class was not held." in stage.text()
        assert records_of(stage).sessions[0].state == "cancelled"


async def test_an_end_that_was_forgotten_is_noticed() -> None:
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 2)
        planned = plan_today(stage.app, TODAY - 14 * DAY)
        from tutor.records.class_events import SessionStarted

        begun = SessionStarted(at=NOW - 14 * DAY, session=planned.id)
        classes_of(stage).note_events([begun])
        await opened(stage)
        assert "This class was not ended" in stage.text()
        await stage.press("1")
        stage.assert_on("PastClassScreen")
        await stage.press("2", "2")
        stage.assert_on("LeadScreen")
        assert "began long ago" in stage.text()
        assert "20160" not in stage.text()
        await stage.press("left", "left", "1")
        assert records_of(stage).sessions[0].state == "ended"


async def test_before_a_yes_no_reason_is_asked_for() -> None:
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 2, asked=False)
        session = plan_today(stage.app)
        classes_of(stage).start_session(session.id)
        await opened(stage)
        await stage.press("1", "1", "3")
        assert "Why is" not in stage.text()
        (mark,) = records_of(stage).attendance
        assert (mark.state, mark.reason) == ("absent", "")


async def test_nobody_who_may_be_away_is_asked_in_the_group() -> None:
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 3, asked=False)
        session = plan_today(stage.app)
        classes_of(stage).start_session(session.id)
        await opened(stage)
        await stage.press("1", "1", "6")
        stage.assert_on("PickScreen")
        assert "Nobody is marked as away yet" in stage.text()
        await stage.press("2", "3", "6")
        stage.assert_on("ConsentScreen")
        await answered(stage, "1")
        marks = records_of(stage).attendance
        assert sorted(mark.state for mark in marks) == ["absent", "present", "present"]


async def test_the_panel_opens_the_roll_call_at_its_item() -> None:
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 3)
        session = plan_today(stage.app)
        classes_of(stage).start_session(session.id)
        await opened(stage)
        await stage.press("1", "2", "enter", "1")
        stage.assert_on("RollScreen")
        await stage.press("5", "1", "enter")
        await stage.press("left")
        stage.assert_on("LeadScreen")
        assert "1 people" in stage.text()


async def test_a_class_has_a_time_and_a_place_and_the_next_is_a_week_later() -> None:
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 3)
        await opened(stage)
        await stage.press("2", "9", "8", "9")
        await type_text(stage, "7 tối")
        await stage.press("enter")
        assert "such as 19:30" in stage.text()
        await type_text(stage, "19h15")
        await stage.press("enter", "9", "1", "enter")
        (first,) = records_of(stage).sessions
        assert (first.time, first.place) == ("19:15", "Cultural house of Đông")
        await stage.press("9", "enter")
        _, second = records_of(stage).sessions
        assert (second.time, second.place) == (first.time, first.place)
        assert second.day == first.day + 7 * DAY


async def test_a_month_of_evenings_is_kept_as_classes() -> None:
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 5)
        await opened(stage)
        await stage.press("2", "8")
        stage.assert_on("MonthScreen")
        await stage.press("2", "1", "3", "4", "enter")
        stage.assert_on("MonthScreen")
        await stage.press("enter")
        stage.assert_on("EveningsScreen")
        assert records_of(stage).sessions == ()
        await stage.press("1")
        sessions = records_of(stage).sessions
        assert len({session.day for session in sessions}) == len(sessions) > 4
        assert all(session.lessons for session in sessions)
        assert {session.day.weekday() for session in sessions} <= {0, 1, 2, 3}


@pytest.mark.parametrize("size", SIZES)
async def test_past_classes_and_months_fit_every_size(size: tuple[int, int]) -> None:
    async with staged(size) as stage:
        enrol(stage.app, 12)
        for weeks in (1, 2, 3):
            held = plan_today(stage.app, TODAY - weeks * 7 * DAY)
            classes_of(stage).hold_on_paper(held.id)
        await opened(stage)
        for keys, name in (
            (("2", "7"), "PastClassesScreen"),
            (("enter",), "PastClassScreen"),
            (("left", "1"), "PaperClassScreen"),
            (("left", "left", "8"), "MonthScreen"),
            (("enter",), "EveningsScreen"),
        ):
            await stage.press(*keys)
            stage.assert_on(name)
            assert "…" not in stage.text()
