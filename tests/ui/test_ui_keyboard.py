"""The keyboard that the practice phone opens where something is typed."""

import pytest
from test_ui_phone_help import play_to_step, to_the_amount
from test_ui_screens import lesson_of
from textual.geometry import Offset
from ui_kit import SIZES, Stage, staged

from tutor.engine.state import Practising
from tutor.lesson.view import ERASE, TURN
from tutor.phone import targets
from tutor.ui.sheet import Sheet


def cells_of(stage: Stage, sign: str) -> list[Offset]:
    """The cells of the window on which a click types this."""
    width, height = stage.app.size
    every = (Offset(x, y) for y in range(height) for x in range(width))
    return [at for at in every if stage.sheet.types_at(*at) == sign]


async def to_the_keyboard(stage: Stage) -> None:
    """Turn to the page of the keyboard by the keys of the bar alone."""
    for _ in range(4):
        if cells_of(stage, ERASE):
            return
        await stage.click("ENTER X")
    raise AssertionError(f"no keyboard:\n{stage.text()}")


async def click(stage: Stage, *signs: str, apart: float = 1.0) -> None:
    for sign in signs:
        stage.clock[0] += apart
        at = cells_of(stage, sign)
        await stage.pilot.click(Sheet, offset=at[len(at) // 2])
        await stage.pilot.pause()


async def to_the_search(stage: Stage) -> None:
    """Open the field in which an app is looked for."""
    await play_to_step(stage, "cai-the-so")
    screen = lesson_of(stage)
    state = screen.run_now.state.moment.step
    assert isinstance(state, Practising)
    shown = targets(screen.run_now.script.world, state.phone)
    await screen.choose(next(one.number for one in shown if one.kind == "field"))
    await stage.pilot.pause()


def styles_of(stage: Stage, sign: str) -> set[str]:
    """How the sign is drawn wherever it stands alone."""
    every = (segment for row in stage.cells() for segment in row)
    return {str(segment.style) for segment in every if segment.text.strip() == sign}


@pytest.mark.parametrize("size", SIZES)
async def test_an_amount_is_typed_by_the_mouse_alone(size: tuple[int, int]) -> None:
    async with staged(size, lesson="tm-quet-qr") as stage:
        await play_to_step(stage, "quet-lai")
        await to_the_amount(stage)
        await to_the_keyboard(stage)
        await click(stage, "8", "1", ERASE, *"0000")
        assert "80000█" in stage.text()
        assert "80.000" in stage.text().split("80000█")[1].splitlines()[0]
        await stage.click("ENTER X")
        state = lesson_of(stage).run_now.state.moment.step
        assert isinstance(state, Practising)
        assert dict(state.phone.values)["bank.amount"] == 80000


@pytest.mark.parametrize("size", SIZES)
async def test_caps_are_three_rows_tall_and_apart(size: tuple[int, int]) -> None:
    async with staged(size, lesson="kn-cai-ung-dung") as stage:
        await to_the_search(stage)
        await to_the_keyboard(stage)
        lines = stage.lines()
        for sign in "qwertyuiopasdfghjklzxcvbnm":
            (cell,) = [at for at in cells_of(stage, sign) if lines[at.y][at.x] == sign]
            assert lines[cell.y][cell.x - 1] + lines[cell.y][cell.x + 1] == "  "
            if size != SIZES[-1]:
                assert lines[cell.y - 1][cell.x] == lines[cell.y + 1][cell.x] == "─"


async def test_letters_become_vietnamese_by_telex_from_caps_and_from_the_laptop_alike() -> None:
    async with staged(lesson="kn-cai-ung-dung") as stage:
        await to_the_search(stage)
        await to_the_keyboard(stage)
        await click(stage, *"ther", " ", "s")
        await stage.press("o", "o", "s")
        assert "thẻ số█" in stage.text()
        await stage.press("backspace")
        assert "thẻ s█" in stage.text()


async def test_english_is_typed_as_it_is() -> None:
    async with staged(lesson="kn-cai-ung-dung", language="en") as stage:
        await to_the_search(stage)
        await stage.press(*"books")
        assert "books█" in stage.text()


async def test_the_other_signs_are_one_cap_away_and_a_trembling_hand_types_once() -> None:
    async with staged(lesson="kn-cai-ung-dung") as stage:
        await to_the_search(stage)
        await to_the_keyboard(stage)
        await click(stage, TURN)
        await click(stage, "7", "7", apart=0.1)
        await click(stage, "7", "@")
        await click(stage, TURN, "m")
        assert "77@m█" in stage.text()


@pytest.mark.parametrize("size", SIZES)
async def test_the_cap_of_the_key_that_was_pressed_is_filled(size: tuple[int, int]) -> None:
    async with staged(size, lesson="kn-cai-ung-dung") as stage:
        await to_the_search(stage)
        await to_the_keyboard(stage)
        plain = styles_of(stage, "k")
        await stage.press("k")
        assert plain
        assert not plain & styles_of(stage, "k")
