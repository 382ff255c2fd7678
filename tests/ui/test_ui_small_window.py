"""A window that is too small for any page: it takes no key, and afterwards all is as it was."""

import pytest
from lead_kit import leading
from test_ui_screens import lesson_of
from ui_kit import Stage, staged
from volunteer_kit import enrol, opened

from tutor.ui.screens.base import PagedScreen

SMALL = (20, 5)
KEYS = (
    *("1", "5", "enter", "right", "left", "backspace", "up", "down", "tab", "pageup", "pagedown"),
    *("r", "h", "p", "t", "v", "escape", "f1", "f2", "x", "a", "space", "asterisk", "ctrl+c"),
)


async def all_keys_do_nothing(stage: Stage) -> None:
    screen, before = stage.app.screen, stage.app.size
    assert isinstance(screen, PagedScreen)
    text, place = stage.text(), screen.page_index
    await stage.resize(SMALL)
    for key in KEYS:
        await stage.press(key)
        assert stage.app.screen is screen
    await stage.resize((before.width, before.height))
    assert (stage.text(), screen.page_index) == (text, place)


async def test_on_the_learners_pages() -> None:
    async with staged(people=("Vinh", "Hoa")) as stage:
        await all_keys_do_nothing(stage)
        await stage.press("1")
        await all_keys_do_nothing(stage)
        await stage.press("h")
        await all_keys_do_nothing(stage)


@pytest.mark.parametrize("lesson", ["lam-quen-phim", "ld-gia-cong-an", "dt-bat-tat-khoa"])
async def test_in_a_lesson_the_page_stays(lesson: str) -> None:
    async with staged((34, 9), lesson=lesson) as stage:
        while lesson_of(stage).page_index == 0:
            await stage.press("enter")
        await all_keys_do_nothing(stage)


async def test_where_something_is_typed() -> None:
    async with staged(people=("Vinh",)) as stage:
        await stage.press("v")
        stage.assert_on("PinScreen")
        await stage.press("2", "5")
        await all_keys_do_nothing(stage)


async def test_on_the_volunteers_lists_and_where_a_class_is_led() -> None:
    async with staged() as stage:
        enrol(stage.app)
        await opened(stage)
        await all_keys_do_nothing(stage)
        await stage.press("3")
        stage.assert_on("RosterScreen")
        await all_keys_do_nothing(stage)
    async with leading() as lead:
        await all_keys_do_nothing(lead)


async def test_what_is_noted_meanwhile_is_seen_afterwards() -> None:
    async with staged(people=("Vinh",)) as stage:
        await stage.resize(SMALL)
        stage.app.announce("It is noon.", urgent=True)
        await stage.pilot.pause()
        await stage.resize((66, 17))
        assert "It is noon." in stage.text()


async def test_an_app_that_begins_so_begins_when_there_is_room() -> None:
    async with staged(SMALL, people=("Vinh",)) as stage:
        await stage.press(*KEYS)
        stage.assert_on("WhoScreen")
        await stage.resize((66, 17))
        await stage.press("1")
        stage.assert_on("HomeScreen")
