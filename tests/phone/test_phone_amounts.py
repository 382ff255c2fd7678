"""Numbers as people type them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phone_worlds import app, button, screen

from tutor.content.model import PhoneApp, PhoneItem
from tutor.content.steps import Practise
from tutor.engine.responses import Act
from tutor.engine.state import Practising
from tutor.engine.steps_common import StepContext
from tutor.engine.steps_phone import open_practise, respond_practise, without_remark
from tutor.i18n import Translator
from tutor.phone import (
    Gesture,
    PhoneWorld,
    parse_gesture,
    press,
    shortest_path,
    start,
    unread,
    values_of,
)
from tutor.vietnamese import number_in


@given(
    st.integers(0, 10**12),
    st.sampled_from(["{}", "{:,}"]),
    st.sampled_from([".", ",", " "]),
    st.sampled_from(["", "đ", " đ", " đồng", " Đồng", "VND"]),
)
def test_a_number_is_read_in_whatever_way_it_is_written(
    number: int, form: str, mark: str, unit: str
) -> None:
    assert number_in(form.format(number).replace(",", mark) + unit) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("500k", 500_000),
        ("12 triệu", 12_000_000),
        ("80 nghìn đồng", 80_000),
        ("2tr", 2_000_000),
        ("500 nghin", 500_000),
        ("500 ngan", 500_000),
        ("2 trieu dong", 2_000_000),
    ],
)
def test_thousands_and_millions_can_be_words(text: str, number: int) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize("text", ["", "năm", "1,5 triệu", "12.00", "-5", "1.2345", "12 000 0"])
def test_what_may_mean_another_number_is_none(text: str) -> None:
    assert number_in(text) is None


def test_a_number_has_its_thousands_apart() -> None:
    assert Translator("vi").number(12_000_000) == "12.000.000"
    assert Translator("en").number(12_000_000) == "12,000,000"
    assert Translator("vi").number(80) == "80"


PURSE = PhoneWorld(
    {
        "home": PhoneApp(
            id="home",
            title="home",
            values={"sum": 0, "purse": 100, "short": False, "large": False, "paid": False},
            ranges={"sum": (0, 1000), "purse": (0, 1000)},
            over={"short": ("sum", "purse"), "large": ("sum", 50)},
            screens=(
                screen(
                    "main",
                    PhoneItem(kind="field", id="sum", label="sum", fills="sum", sample="20"),
                    PhoneItem(kind="button", id="pay", label="no", when={"sum": 0}),
                    PhoneItem(kind="button", id="pay", label="too much", when={"short": True}),
                    button("pay", steps={"purse": "-sum"}, sets={"paid": True}),
                ),
            ),
        ),
        "other": app("other", screen("main")),
    }
)


@given(st.lists(st.integers(0, 300), max_size=6))
def test_a_purse_pays_what_it_holds_and_no_more(sums: list[int]) -> None:
    state, purse = start(PURSE, {}), 100
    for number in sums:
        for words in (f"type sum {number}", "tap pay"):
            gesture = parse_gesture(words)
            assert gesture is not None
            state = press(PURSE, state, gesture)
        purse -= number if number <= purse else 0
        values = values_of(PURSE, state)
        assert values["purse"] == purse
        assert values["short"] is (number > purse)
        assert values["large"] is (number > 50)


@pytest.mark.parametrize(
    ("goal", "typed"),
    [
        ({"paid": True}, "20"),
        ({"large": True}, "51"),
        ({"short": True}, "101"),
        ({"large": True, "paid": True}, "51"),
        ({"sum": 30}, "30"),
    ],
)
def test_the_guide_types_a_number_that_serves(
    goal: dict[str, bool | int | str], typed: str
) -> None:
    path = shortest_path(PURSE, start(PURSE, {}), goal)
    assert path is not None
    assert str(path[0]) == f"type sum {typed}"
    assert len(path) == 1 + ("paid" in goal)


@pytest.mark.parametrize("text", ["80,5", "abc", "1001", "9" * 14])
def test_what_is_no_sure_number_changes_nothing(text: str) -> None:
    filled = press(PURSE, start(PURSE, {}), Gesture("type", "sum", "20"))
    assert unread(PURSE, filled, Gesture("type", "sum", text))
    assert press(PURSE, filled, Gesture("type", "sum", text)) == filled
    assert not unread(PURSE, filled, Gesture("type", "sum", "1000"))


def test_a_number_that_is_not_read_is_asked_for_again_and_is_no_wrong_press() -> None:
    step = Practise(text="Pay.", phone={}, goal={"paid": True})
    context = StepContext(
        datetime(2026, 11, 24, tzinfo=UTC), "run", "lesson", 0, "step", "practise"
    )
    begun = open_practise(PURSE, step, 0)
    turn = respond_practise(PURSE, step, begun, Act(Gesture("type", "sum", "80,5")), context, 0)
    assert turn.state == replace(begun, remark="no-number")
    assert turn.events == ()
    assert not turn.wrong
    assert isinstance(turn.state, Practising)
    assert without_remark(turn.state) == begun


@pytest.mark.parametrize("errorless", [False, True])
def test_the_same_text_typed_once_more_is_no_wrong_press(errorless: bool) -> None:
    step = Practise(text="Pay.", phone={}, goal={"paid": True}, errorless=errorless)
    context = StepContext(
        datetime(2026, 11, 24, tzinfo=UTC), "run", "lesson", 0, "step", "practise"
    )
    typed = Act(Gesture("type", "sum", "20"))
    first = respond_practise(PURSE, step, open_practise(PURSE, step, 0), typed, context, 0).state
    assert isinstance(first, Practising)
    again = respond_practise(PURSE, step, first, typed, context, 0)
    assert not again.wrong
    assert again.events == ()
    assert isinstance(again.state, Practising)
    assert (again.state.remark, again.state.phone) == ("", first.phone)
