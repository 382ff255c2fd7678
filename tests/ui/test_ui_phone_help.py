"""Help on the practice phone: a hint before the press itself, and a way out of every place to type."""

import pytest
from test_ui_screens import answer, lesson_of
from ui_kit import SIZES, Stage, staged

from tutor.authoring.right_way import right_response
from tutor.engine.events import HINTED, SHOWN


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
        await lesson_of(stage).choose(number)
    await stage.pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_press_astray_is_answered_with_the_way_back_on_one_page(
    size: tuple[int, int],
) -> None:
    async with staged(size, lesson="ld-cap-cuu") as stage:
        await play_to_step(stage, "goi-lai-hoa")
        for number in (3, 1):  # the contacts, and there a new person
            await lesson_of(stage).choose(number)
        await stage.pilot.pause()
        assert "Không mất gì đâu" in flat(stage.text())
        assert "bấm số 8" in flat(stage.text())
        screen = lesson_of(stage)
        assert 8 in screen._pages[screen.page_index].numbers
        await stage.press("8")
        assert "bấm số 2" in flat(await whole(stage))


@pytest.mark.parametrize("size", SIZES)
async def test_where_nothing_can_be_missed_a_field_of_the_phone_says_what_to_type(
    size: tuple[int, int],
) -> None:
    async with staged(size, lesson="tm-quet-qr", language="en") as stage:
        await play_to_step(stage, "tra-tien")
        await lesson_of(stage).choose(1)
        await stage.pilot.pause()
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
        await lesson_of(stage).choose(1)
        assert lesson_of(stage)._field is not None
        await stage.press("enter")
        assert lesson_of(stage)._field is None


async def test_a_filled_field_opens_with_what_stands_in_it() -> None:
    async with staged(lesson="tm-quet-qr", language="en") as stage:
        await play_to_step(stage, "quet-lai")
        await to_the_amount(stage)
        await stage.press(*"80000", "enter")
        before = lesson_of(stage).run_now.state
        await lesson_of(stage).choose(1)
        await stage.pilot.pause()
        assert lesson_of(stage).draft == "80000"
        assert "80000" in stage.text()
        await stage.press("enter")
        assert lesson_of(stage)._field is None
        assert lesson_of(stage).run_now.state == before


async def test_who_asks_on_the_phone_gets_the_hint_of_the_step_before_the_press() -> None:
    async with staged((100, 26), lesson="tm-quet-qr", language="en") as stage:
        await play_to_step(stage, "ma-dan-de")
        await stage.press("enter")
        assert "the seller's name?" in stage.text()
        assert "press" not in stage.text()
        await stage.press("enter")
        assert "press 3" in stage.text()


async def test_a_name_on_the_phone_is_told_from_what_is_said_about_it() -> None:
    async with staged((100, 26), lesson="tm-quet-qr", language="en") as stage:
        await play_to_step(stage, "ma-dan-de")
        assert "DO VAN TAM." in " ".join(stage.text().split())


def flat(text: str) -> str:
    return " ".join(text.split())


async def press_shown(stage: Stage, number: int) -> None:
    """Press a number, once more where its page was not seen yet: it is shown, and nothing has the focus."""
    screen = lesson_of(stage)
    seen, before = number in screen._seen, screen.run_now.state
    await stage.press(str(number))
    if not seen and screen.page_index > 0:
        assert screen.run_now.state == before
        assert screen.focus_number != number
        await stage.press(str(number))


@pytest.mark.parametrize("size", SIZES)
async def test_every_refused_press_is_answered_anew_beside_what_to_press(
    size: tuple[int, int],
) -> None:
    async with staged(size, lesson="kn-wifi-du-lieu", language="en") as stage:
        await play_to_step(stage, "noi-nha-van-hoa")
        screen = lesson_of(stage)
        for number in (1, 1, 3, 1, 3):
            said = len(stage.speaker.said)
            await press_shown(stage, number)
            assert screen.page_index == 0
            assert screen.focus_number == 4
            assert "That was another button." in flat(stage.text())
            assert len(stage.speaker.said) > said
            shown = flat(await whole(stage))
            assert "Please press 4: Settings." in shown
            screen.show_view()
        before = screen.run_now.state.moment.step.phone  # type: ignore[union-attr]
        for _ in range(3):
            await stage.press("enter")
        assert screen.run_now.state.moment.step.phone != before  # type: ignore[union-attr]


@pytest.mark.parametrize("size", SIZES)
async def test_the_look_alike_app_is_refused_with_the_reason(size: tuple[int, int]) -> None:
    async with staged(size, lesson="kn-cai-ung-dung", language="en") as stage:
        await play_to_step(stage, "cai-so-tay")
        for number in (5, 4):
            await lesson_of(stage).choose(number)
        await press_shown(stage, 1)
        screen = lesson_of(stage)
        assert any("Gift Box Studio" in line.text for line in screen._view.lines)
        assert "not by" in stage.text()
        assert "That was another button." not in flat(await whole(stage))
        await screen.go_back()
        assert not any("Gift Box Studio" in line.text for line in screen._view.lines)


async def test_what_the_phone_says_of_a_press_is_enough() -> None:
    async with staged((100, 26), lesson="dv-cong-qg", language="en") as stage:
        await play_to_step(stage, "roi-trang-gia")
        await press_shown(stage, 1)
        shown = flat(stage.text())
        assert "The practice phone has paid nothing." in shown
        assert "That was another button." not in shown


@pytest.mark.parametrize("size", SIZES)
async def test_a_letter_goes_into_the_field_that_is_to_be_filled_next(
    size: tuple[int, int],
) -> None:
    async with staged(size, lesson="kn-cai-ung-dung", language="en") as stage:
        await play_to_step(stage, "cai-the-so")
        screen = lesson_of(stage)
        await stage.press(*"the so")
        assert stage.screen == "LessonScreen"
        assert screen.draft == "the so"
        await stage.press("enter")
        field = screen._view.choice(3)
        assert field is not None
        assert field.value == "the so"
        assert {3, 4} <= set(screen._pages[0].numbers)
        assert "the so" in stage.text()


async def test_a_letter_that_is_a_command_stays_one_and_others_do_nothing_elsewhere() -> None:
    async with staged(lesson="kn-cai-ung-dung", language="en") as stage:
        await play_to_step(stage, "cai-so-tay")
        await stage.press("s")
        assert lesson_of(stage)._field is None
    async with staged(lesson="kn-cai-ung-dung", language="en") as stage:
        await play_to_step(stage, "cai-the-so")
        await stage.press("h")
        assert stage.screen != "LessonScreen"


@pytest.mark.parametrize("size", SIZES)
async def test_on_a_phone_that_went_dark_the_task_waits_for_the_light(
    size: tuple[int, int],
) -> None:
    async with staged(size, lesson="dt-bat-tat-khoa", language="en") as stage:
        await play_to_step(stage, "cho-may-nghi")
        for number in (7, 2):
            await lesson_of(stage).choose(number)
        shown = flat(await whole(stage))
        assert "Let us switch the practice phone on first." in shown
        assert "Please press 2: Hold the power button." in shown
        assert "choose" not in shown.casefold().split("practice phone on first")[0]
        assert "That was another button." not in shown


async def test_light_on_a_way_round_is_no_other_button() -> None:
    async with staged((100, 26), lesson="dt-bat-tat-khoa", language="en") as stage:
        await play_to_step(stage, "khoi-dong-lai-may")
        for number in (6, 1):
            await lesson_of(stage).choose(number)
        assert "The screen is on." in stage.text()
        assert "That was another button." not in stage.text()


async def test_what_a_bank_wrote_is_told_from_what_is_said_about_it() -> None:
    async with staged((100, 26), lesson="ld-tin-ngan-hang", language="en") as stage:
        await play_to_step(stage, "xoa-tin")
        for number in (2, 6):
            await lesson_of(stage).choose(number)
        phone = lesson_of(stage)._view.phone
        assert phone is not None
        assert phone.lines[:2] == ("“350,000 dong came in.”", "Yesterday, 9 in the morning")
