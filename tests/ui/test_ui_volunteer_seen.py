"""What the volunteers' screens look like, and what they say when the records fail."""

from datetime import timedelta

import pytest
from syrupy.assertion import SnapshotAssertion
from ui_kit import SIZES, Stage, staged
from volunteer_kit import TODAY, enrol, opened, plan_today

from tutor.records.database import StoreUnavailable
from tutor.ui.keys import KeyFilter

WAYS = {
    "home": (),
    "class": ("1",),
    "roll": ("1", "1", "enter", "2", "3"),
    "wrap-up": ("1", "3"),
    "plan": ("2", "9"),
    "roster": ("3",),
    "follow-up": ("4",),
}


def prepared(stage: Stage) -> None:
    """Have a class today, after two that one person missed."""
    learners = enrol(stage.app, 12)
    classes = stage.app.session.services.store.classes
    for days in (14, 7):
        session = plan_today(stage.app, TODAY - timedelta(days=days))
        classes.start_session(session.id)
        classes.note_attendances(
            session.id,
            {
                one.id: ("present", "") if i else ("absent", "transport")
                for i, one in enumerate(learners)
            },
        )
        classes.end_session(session.id)
    plan_today(stage.app)


@pytest.mark.parametrize("size", [(100, 26), (34, 9)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("way", WAYS)
async def test_volunteer_screens(
    way: str, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    async with staged(size, language="en") as stage:
        prepared(stage)
        await opened(stage)
        for key in WAYS[way]:
            await stage.press(key)
        assert stage.text() == snapshot


@pytest.mark.parametrize("size", SIZES)
async def test_a_failed_write_is_reported_and_nothing_looks_noted(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with staged(size, language="en") as stage:
        prepared(stage)
        await opened(stage)
        await stage.press("1", "1")
        stage.assert_on("RollScreen")

        def full(*_: object) -> None:
            raise StoreUnavailable("disk-full", "")

        monkeypatch.setattr(stage.app.session.services.store.classes, "note_attendances", full)
        await stage.press("enter")
        assert "cannot write" in stage.text().replace("\n ", "")
        assert "there ●" not in stage.text()


async def test_records_that_cannot_be_read_end_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async with staged((100, 26), language="en") as stage:
        prepared(stage)
        await opened(stage)

        def gone(*_: object) -> None:
            raise StoreUnavailable("busy", "")

        monkeypatch.setattr(stage.app.session.services.store.classes, "snapshot", gone)
        await stage.press("3")
        assert stage.screen == "RosterScreen"
        await stage.press("enter")
        assert stage.screen == "VolunteerHomeScreen"
        await stage.press("v")
        assert stage.screen == "WhoScreen"


async def test_those_of_the_team_are_not_asked_whether_they_learn() -> None:
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 2)
        await opened(stage)
        await stage.press("v")
        assert stage.screen == "WhoScreen"
        assert "Bình" in stage.text()
        assert "Tuấn" not in stage.text()


async def test_the_class_is_led_from_todays_class() -> None:
    async with staged((100, 26), language="en") as stage:
        prepared(stage)
        await opened(stage)
        await stage.press("1", "2")
        stage.assert_on("LeadScreen")


def test_a_key_passes_sooner_where_a_screen_says_so() -> None:
    keys = KeyFilter()
    assert keys.accepts("next", 0.0, 0.15)
    assert keys.accepts("next", 0.2, 0.15)
    assert not keys.accepts("next", 0.3, 0.15)
    assert not keys.accepts("next", 0.8)
