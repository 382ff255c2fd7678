"""What one page holds: a reply above what comes next, a hint below a reason, a number that answers again."""

from cells_kit import faults
from solver import shown_number, wrong_response
from test_ui_phone_help import play_to_step
from test_ui_screens import lesson_of
from ui_kit import LIBRARY, Stage, staged

from tutor.authoring.right_way import right_response
from tutor.engine import responses as r
from tutor.engine.state import Sorting, Spotting

USUAL = (66, 17)
PHRASES = LIBRARY.phrases("vi", "bac")
RIGHT = "Đúng rồi"


def number_to_press(stage: Stage, *, right: bool) -> str:
    run = lesson_of(stage).run_now
    response = (right_response if right else wrong_response)(run.script, run.state)
    assert isinstance(response, r.Choose)
    return f"{shown_number(run.script, run.state, response)}"


def spaced(stage: Stage) -> str:
    return " ".join(stage.text().split())


def sorting(stage: Stage) -> Sorting:
    state = lesson_of(stage).run_now.state.moment.step
    assert isinstance(state, Sorting)
    return state


async def test_the_reply_to_a_card_stands_above_the_next_which_is_answered_at_once() -> None:
    async with staged(USUAL, lesson="dt-bat-tat-khoa") as stage:
        await play_to_step(stage, "loi-nao-tin")
        await stage.press(number_to_press(stage, right=True))
        assert sorting(stage).place == 1
        assert RIGHT in stage.text()
        assert PHRASES("Card {card} of {cards}", card=2, cards=4) in stage.text()
        await stage.press(number_to_press(stage, right=True))
        assert sorting(stage).place == 2


async def test_back_leads_to_the_reply_alone() -> None:
    async with staged(USUAL, lesson="dt-bat-tat-khoa") as stage:
        await play_to_step(stage, "loi-nao-tin")
        await stage.press(number_to_press(stage, right=True), "left")
        assert (sorting(stage).place, sorting(stage).phase) == (0, "done")
        assert RIGHT in stage.text()
        await stage.press("enter")
        assert sorting(stage).place == 1
        assert RIGHT not in stage.text()


async def test_a_number_answers_again_below_the_reason_of_a_wrong_answer_and_its_hint() -> None:
    async with staged(USUAL, lesson="ld-sim-dien-phat") as stage:
        await play_to_step(stage, "tin-bao")
        while PHRASES("Card {card} of {cards}", card=1, cards=4) not in stage.text():
            await stage.press("enter")
        wrong, right = (number_to_press(stage, right=one) for one in (False, True))
        await stage.press(wrong)
        assert sorting(stage).phase == "explain"
        assert "Gợi ý:" in stage.text()
        await stage.press("8")
        assert sorting(stage).phase == "explain", "no answer has this number"
        await stage.press(right)
        assert RIGHT in stage.text()


async def test_what_is_said_of_a_part_stands_below_the_message() -> None:
    async with staged(USUAL, lesson="dv-cong-qg") as stage:
        await play_to_step(stage, "tin-gia")
        lesson = lesson_of(stage)
        while not lesson._page.numbers:
            await stage.press("enter")
        await stage.press(number_to_press(stage, right=True))
        state = lesson.run_now.state.moment.step
        assert isinstance(state, Spotting)
        assert (state.phase, len(state.found)) == ("ask", 1)
        assert len(lesson._pages) == 1
        seen = spaced(stage)
        assert seen.index("● ") < seen.index(PHRASES("That is the place."))
        assert list(faults(stage)) == []


async def test_the_praise_of_a_step_stands_on_a_page_of_that_step() -> None:
    async with staged(USUAL, lesson="dt-bat-tat-khoa") as stage:
        await play_to_step(stage, "loi-nao-tin")
        index = lesson_of(stage).run_now.state.moment.index
        while not sorting(stage).last:
            await stage.press(number_to_press(stage, right=True))
        await stage.press(number_to_press(stage, right=True))
        assert lesson_of(stage).run_now.state.moment.index == index
        assert sorting(stage).phase == "done"
        assert RIGHT in stage.text()
        await stage.press("enter")
        assert lesson_of(stage).run_now.state.moment.index > index
        assert RIGHT not in stage.text()


async def test_a_card_that_is_asked_again_comes_without_the_opening_of_its_step() -> None:
    async with staged(USUAL, lesson="tm-quet-qr") as stage:
        await play_to_step(stage, "lam-hay-dung")
        assert "Toàn chuyện quét mã." in stage.text()
        await stage.press(number_to_press(stage, right=False), "enter")
        assert (sorting(stage).place, sorting(stage).phase) == (0, "ask")
        assert "Toàn chuyện quét mã." not in stage.text()
        assert PHRASES("Card {card} of {cards}", card=1, cards=4) in stage.text()


async def test_a_chat_opens_with_its_first_message_and_the_answers() -> None:
    async with staged(USUAL, lesson="kn-khong-cai-apk") as stage:
        await play_to_step(stage, "nhan-bao-cai")
        assert "Có tin nhắn đến." in stage.text()
        assert "Điện lực kính chào bác." in stage.text()
        assert {1, 2} <= set(lesson_of(stage)._page.numbers)
