"""Typing: a name as on the practice phone, what was typed as it stands, and the keys that lead out of it."""

import pytest
from test_ui_phone_help import play_to_step
from test_ui_screens import lesson_of
from ui_kit import SIZES, Stage, staged

from tutor.engine import responses as r
from tutor.lesson.view import ERASE
from tutor.ui.screens.setup import NameScreen


async def to_the_name(stage: Stage, address: str = "1") -> None:
    """Open the page that asks for a name, past the one for the form of address."""
    stage.app.push_screen(NameScreen())
    await stage.pilot.pause()
    if address:
        await stage.press(address)
    stage.assert_on("NameScreen")


@pytest.mark.parametrize("size", SIZES)
async def test_a_name_is_typed_by_telex_and_shown_to_be_confirmed(size: tuple[int, int]) -> None:
    async with staged(size, people=("Vinh",)) as stage:
        await to_the_name(stage)
        await stage.press(*"nguyeenx", "space", *"thij", "space", *"mai")
        assert "nguyễn thị mai█" in stage.text()
        await stage.press("enter")
        assert "Nguyễn Thị Mai" in stage.text()


@pytest.mark.parametrize("size", SIZES)
async def test_the_keyboard_to_click_is_there(size: tuple[int, int]) -> None:
    async with staged(size, people=("Vinh",)) as stage:
        await to_the_name(stage)
        screen = stage.app.screen
        assert isinstance(screen, NameScreen)
        caps = {
            block.block.types(x, y)
            for page in screen._pages
            for block in page.placed
            for x in range(block.block.width)
            for y in range(block.block.height)
        }
        assert {*"qwertyuiopasdfghjklzxcvbnm", " ", ERASE} <= caps


async def test_letters_of_an_input_method_stay_as_they_are() -> None:
    async with staged(people=("Vinh",)) as stage:
        await to_the_name(stage)
        await stage.press(*"Thúy", "space", *"Klor")
        assert "Thúy Klor█" in stage.text()


async def test_in_english_a_name_is_typed_as_it_is() -> None:
    async with staged(people=("Vinh",), language="en") as stage:
        await to_the_name(stage, address="")
        await stage.press(*"Lees")
        assert "Lees█" in stage.text()


async def test_backspace_in_an_empty_place_leads_back_but_not_at_the_end_of_erasing() -> None:
    async with staged(people=("Vinh",)) as stage:
        await to_the_name(stage)
        await stage.press("m", "backspace", "backspace", "backspace")
        stage.assert_on("NameScreen")
        stage.clock[0] += 2
        await stage.press("backspace")
        stage.assert_on("AddressScreen")


async def to_the_text(stage: Stage) -> None:
    await play_to_step(stage, "go-dia-chi")


async def test_what_was_typed_is_told_as_it_stands() -> None:
    async with staged((100, 26), lesson="dv-cong-qg") as stage:
        await to_the_text(stage)
        for sign in "*a* {bac} {fact:cong-dich-vu-cong}":
            await stage.pilot.press({" ": "space", "*": "asterisk"}.get(sign, sign))
        await stage.press("enter")
        assert "“*a* {bac} {fact:cong-dich-vu-cong}”" in stage.text()


async def test_once_it_is_shown_enter_goes_on_whatever_was_typed() -> None:
    async with staged(lesson="dv-cong-qg") as stage:
        await to_the_text(stage)
        screen = lesson_of(stage)
        await screen.respond(r.Hint())
        await screen.respond(r.Hint())
        before = screen.run_now.state.moment.index
        await stage.press(*"abc", "enter")
        assert lesson_of(stage).run_now.state.moment.index == before + 1


async def test_a_place_for_digits_refuses_letters_with_a_word() -> None:
    async with staged(lesson="ld-gia-cong-an") as stage:
        await play_to_step(stage, "go-so-cong-an")
        await stage.press(*"cha")
        assert "chỉ gõ chữ số" in stage.text()
        await stage.press("1")
        assert "1█" in stage.text()
        assert "chỉ gõ chữ số" not in stage.text()


async def test_what_has_no_letters_is_no_name() -> None:
    async with staged(people=("Vinh",)) as stage:
        await to_the_name(stage)
        await stage.press("2", *"hoa", "enter")
        assert stage.app.screen._view.lines[-1].text == "Hoa"
        await stage.press("2", "8", "enter")
        stage.assert_on("NameScreen")
        assert stage.app.session.phrases("A name is typed in letters.") in stage.text()
        assert stage.app.screen._view.entry is not None
