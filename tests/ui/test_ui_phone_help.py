"""Help on the practice phone: a hint before the press itself, and a way out of every place to type."""

import pytest
from solver import right_response
from test_ui_screens import answer, lesson_of
from ui_kit import SIZES, Stage, staged

from tutor.engine.rungs import HINTED, SHOWN


async def play_to_step(stage: Stage, name: str) -> None:
    """Play the open lesson up to the step of this id."""
    screen = lesson_of(stage)
    for _ in range(400):
        run = screen.run_now
        if run.script.lesson.steps[run.state.moment.index].id == name:
            return
        await answer(stage, screen, right_response(run.script, run.state))
    raise AssertionError(f"no step {name}")


async def whole(stage: Stage) -> str:
    """Page through what is shown now, and return all of it."""
    screen = lesson_of(stage)
    seen = []
    for index in range(len(screen._pages)):
        screen.page_index = index
        screen._draw()
        await stage.pilot.pause()
        seen.append(stage.text())
    return "\n".join(seen)


async def to_the_amount(stage: Stage) -> None:
    """Scan the code at the shop, and open the field for the amount."""
    for number in (2, 1, 1):
        await lesson_of(stage).chosen(number)
    await stage.pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_where_nothing_can_be_missed_a_field_of_the_phone_says_what_to_type(
    size: tuple[int, int],
) -> None:
    async with staged(size, lesson="tm-quet-qr", language="en") as stage:
        await play_to_step(stage, "tra-tien")
        await to_the_amount(stage)
        assert "type 80000, then press Enter" in " ".join((await whole(stage)).split())


async def test_enter_on_an_empty_field_helps_on_and_never_asks_for_enter_again() -> None:
    async with staged(lesson="tm-quet-qr", language="en") as stage:
        await play_to_step(stage, "quet-lai")
        await to_the_amount(stage)
        assert "type it here" in stage.text()
        assert "80000" not in stage.text()
        for rung in (HINTED, SHOWN, SHOWN):
            await stage.press("enter")
            assert lesson_of(stage)._field is not None
            assert lesson_of(stage).run_now.state.moment.step.rung == rung  # type: ignore[union-attr]
            assert "80000" in stage.text()
            assert "read on" not in stage.text()


async def test_enter_in_a_field_that_needs_nothing_leads_back_to_the_phone() -> None:
    async with staged(lesson="tm-quet-qr", language="en") as stage:
        await play_to_step(stage, "quet-lai")
        await to_the_amount(stage)
        await stage.press(*"80000", "enter")
        await lesson_of(stage).chosen(1)
        assert lesson_of(stage)._field is not None
        await stage.press("enter")
        assert lesson_of(stage)._field is None


async def test_who_asks_on_the_phone_gets_the_hint_of_the_step_before_the_press() -> None:
    async with staged((100, 26), lesson="tm-quet-qr", language="en") as stage:
        await play_to_step(stage, "ma-dan-de")
        await stage.press("enter")
        assert "the seller's name?" in stage.text()
        assert "press number" not in stage.text()
        await stage.press("enter")
        assert "press number 3" in stage.text()


async def test_a_name_on_the_phone_is_told_from_what_is_said_about_it() -> None:
    async with staged((100, 26), lesson="tm-quet-qr", language="en") as stage:
        await play_to_step(stage, "ma-dan-de")
        assert "DO VAN TAM." in " ".join(stage.text().split())
