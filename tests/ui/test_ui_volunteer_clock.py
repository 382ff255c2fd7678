"""A clock that was set back hides no class, and plans none for a day that has been."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from lead_kit import leading, states
from ui_kit import staged
from volunteer_kit import PIN, TODAY, enrol, opened, plan_today, type_text

BACK = datetime(2019, 1, 1, 9, tzinfo=UTC)


async def test_the_class_goes_on_at_the_same_item_under_a_clock_that_was_set_back(
    tmp_path: Path,
) -> None:
    async with leading((100, 26), home=tmp_path) as stage:
        await stage.press("enter")
        assert states(stage)["roll-call"] == "started"
    async with staged((100, 26), language="en", home=tmp_path, wall=lambda: BACK) as stage:
        await stage.press("v")
        stage.assert_on("PinScreen")
        await type_text(stage, PIN)
        await stage.press("enter")
        stage.assert_on("VolunteerHomeScreen")
        assert "Go on with the class" in stage.text()
        assert "1 January 2019, but 24 November 2026 has been already" in " ".join(
            stage.text().split()
        )
        await stage.press("1", "2")
        stage.assert_on("LeadScreen")
        assert "▶ Roll call" in stage.text()


async def test_a_class_of_a_later_day_can_be_started_and_the_next_is_planned_after_what_has_been(
    tmp_path: Path,
) -> None:
    async with staged((100, 26), language="en", home=tmp_path) as stage:
        enrol(stage.app, 3)
        plan_today(stage.app, TODAY - timedelta(days=3))
        planned = plan_today(stage.app, TODAY)
        await opened(stage)
        assert "has been already" not in stage.text()
    async with staged((100, 26), language="en", home=tmp_path, wall=lambda: BACK) as stage:
        classes = stage.app.session.services.store.classes
        await stage.press("v", *PIN, "enter")
        stage.assert_on("VolunteerHomeScreen")
        assert "Start this class" in stage.text()
        assert "24 November" in stage.text()
        await stage.press("2", "9")
        stage.assert_on("PlanScreen")
        assert "has been already" in " ".join(stage.text().split())
        await stage.press("enter")
        assert max(one.day for one in classes.sessions()) == TODAY + timedelta(days=7)
        stage.app.volunteers.go_home()
        stage.assert_on("VolunteerHomeScreen")
        await stage.press("1")
        stage.assert_on("ClassMenuScreen")
        begun = classes.session(planned.id)
        assert begun is not None
        assert begun.state == "running"


async def test_under_a_clock_that_was_set_back_a_whole_date_is_taken_at_its_word(
    tmp_path: Path,
) -> None:
    async with staged((100, 26), language="en", home=tmp_path) as stage:
        plan_today(stage.app, TODAY)
        await opened(stage)
    async with staged((100, 26), language="en", home=tmp_path, wall=lambda: BACK) as stage:
        await stage.press("v", *PIN, "enter")
        stage.assert_on("VolunteerHomeScreen")
        for text, day in (("5/12", date(2026, 12, 5)), ("5/2/2019", date(2019, 2, 5))):
            await stage.press("2", "9", "1", "9")
            stage.assert_on("AskScreen")
            await type_text(stage, text)
            await stage.press("enter")
            stage.assert_on("PlanScreen")
            assert day in {one.day for one in stage.app.session.services.store.classes.sessions()}
            stage.app.volunteers.go_home()
            stage.assert_on("VolunteerHomeScreen")
