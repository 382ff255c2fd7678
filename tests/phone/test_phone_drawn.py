"""Every screen of the practice phone, drawn at the four sizes of letters."""

from functools import cache

import pytest
from phone_worlds import LESSONS, shipped

from tutor.content.model import Scalar
from tutor.content.steps import Practise
from tutor.engine.events import SHOWN
from tutor.engine.state import Practising
from tutor.lesson.library import Library
from tutor.lesson.present_phone import present_practise
from tutor.lesson.view import View
from tutor.phone import start
from tutor.ui.layout.blocks import Ink
from tutor.ui.layout.pages import paginate
from tutor.ui.layout.rows import width_of
from tutor.ui.layout.sizes import viewport

LINES = frozenset("─│╭╮╰╯━┃┏┓┗┛├┤┬┴┼")


@cache
def drawn(language: str) -> tuple[tuple[str, View], ...]:
    """Every screen as a learner meets it, with a goal that lies elsewhere."""
    world = shipped(language)
    phrases = Library((LESSONS,)).phrases(language, "bac")
    found = []
    for screen in world.screens:
        step = Practise(text="Thử", phone={"screen": screen}, goal={"volume": 10})
        state = Practising(phone=start(world, step.phone))
        found.append((screen, present_practise(world, step, state, phrases)))
    return tuple(found)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", [(100, 26), (66, 17), (50, 13), (34, 9)])
def test_nothing_of_any_screen_is_clipped_or_lost(language: str, size: tuple[int, int]) -> None:
    port = viewport(*size)
    for screen, view in drawn(language):
        phone = view.phone
        assert phone is not None
        seen = ""
        for page in paginate(view, port):
            assert page.height <= port.body_rows, screen
            for row in page.rows(Ink(focus=1)):
                assert width_of(row) == port.columns, screen
                seen += "".join(run.text for run in row)
        letters = "".join(c for c in seen if c not in LINES and not c.isspace())
        texts = [phone.title, *phone.lines]
        for choice in phone.choices:
            texts += [choice.text, choice.detail, choice.value]
        for word in " ".join(texts).split():
            assert word in letters, (screen, word)


@pytest.mark.parametrize(
    ("language", "said"), [("vi", "Số dư: 25.000.000 đồng"), ("en", "Balance: 25,000,000 dong")]
)
def test_money_is_shown_with_its_unit(language: str, said: str) -> None:
    phone: dict[str, Scalar] = {
        "screen": "bank/home",
        "bank.signed-in": True,
        "bank.balance-shown": True,
    }
    step = Practise(text="Thử", phone=phone, goal={"volume": 10})
    world = shipped(language)
    phrases = Library((LESSONS,)).phrases(language, "bac")
    view = present_practise(world, step, Practising(phone=start(world, phone)), phrases)
    assert view.phone is not None
    assert view.phone.lines == (said,)


def test_the_sign_of_what_must_be_filled_in_is_not_read_as_a_part_of_its_name() -> None:
    phone: dict[str, Scalar] = {"screen": "bank/transfer", "bank.signed-in": True}
    step = Practise(text="Thử", phone=phone, goal={"bank.sent": True})
    world = shipped("vi")
    phrases = Library((LESSONS,)).phrases("vi", "bac")
    state = Practising(phone=start(world, phone), rung=SHOWN, peak=SHOWN)
    said = present_practise(world, step, state, phrases).lines[-1].text
    assert "Số tài khoản, rồi gõ" in said
