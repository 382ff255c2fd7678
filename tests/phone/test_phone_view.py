import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phone_worlds import SMALL, random_gestures, random_worlds, shipped

from tutor.content.model import Scalar
from tutor.phone import BACK, HOME, Gesture, press, start, targets, view

SHIPPED = shipped()


def test_items_are_numbered_in_order_and_back_and_home_are_8_and_9() -> None:
    shown = view(SMALL, start(SMALL, {}))
    assert shown.title == "main"
    assert [(t.number, t.label) for t in shown.targets] == [
        (1, "settings"),
        (2, "photos"),
        (8, ""),
        (9, ""),
    ]
    assert [str(t.gesture) for t in shown.targets][2:] == ["back", "home"]
    assert [line.label for line in shown.lines] == ["news"]
    assert [row.label for row in shown.rows] == ["settings", "photos", "news"]


def test_states_stand_beside_their_items() -> None:
    shown = view(SMALL, start(SMALL, {"screen": "settings", "wifi": True}))
    assert [(t.label, t.kind, t.value) for t in shown.targets[:3]] == [
        ("wifi", "toggle", True),
        ("join", "button", None),
        ("louder", "key", None),
    ]
    assert shown.lines[0].value == 3


def test_a_field_shows_what_was_typed_and_waits_for_a_text() -> None:
    phone = press(
        SMALL, start(SMALL, {"screen": "settings/join"}), Gesture("type", "password", "lotus")
    )
    field = targets(SMALL, phone)[0]
    assert (field.kind, field.value, field.gesture) == (
        "field",
        "lotus",
        Gesture("type", "password"),
    )


def test_a_hold_is_a_target_of_its_own() -> None:
    shown = targets(SMALL, start(SMALL, {"screen": "photos"}))
    assert [str(t.gesture) for t in shown[:2]] == ["tap garden", "hold garden"]


def test_the_line_that_was_said_is_shown() -> None:
    phone = press(SMALL, start(SMALL, {"screen": "settings"}), Gesture("tap", "wifi"))
    assert view(SMALL, phone).message == "Ok."


@pytest.mark.parametrize(
    ("setup", "dark", "gestures"),
    [
        ({"power": False}, True, ["power", "hold power", "volume up", "volume down"]),
        ({"awake": False}, True, ["power", "hold power", "volume up", "volume down"]),
        ({"locked": True}, False, ["swipe up", "swipe down", "power", "hold power"]),
    ],
)
def test_a_dark_or_locked_phone_has_no_back_and_home(
    setup: dict[str, Scalar], dark: bool, gestures: list[str]
) -> None:
    shown = view(SHIPPED, start(SHIPPED, setup))
    assert shown.dark is dark
    assert [str(t.gesture) for t in shown.targets] == gestures


def test_back_and_home_have_their_names_from_the_data() -> None:
    by_number = {t.number: t.label for t in targets(SHIPPED, start(SHIPPED, {}))}
    assert by_number[BACK] == "Quay lại"
    assert by_number[HOME] == "Màn hình chính"


@given(st.data())
@settings(max_examples=60)
def test_no_state_shows_more_than_there_are_keys(data: st.DataObject) -> None:
    world = data.draw(st.sampled_from([SMALL, SHIPPED]) | random_worlds())
    state = start(world, {"screen": data.draw(st.sampled_from(sorted(world.screens)))})
    for gesture in data.draw(st.lists(random_gestures(world), max_size=8)):
        state = press(world, state, gesture)
        numbers = [t.number for t in targets(world, state)]
        assert numbers == sorted(set(numbers))
        assert set(numbers) <= set(range(1, 10))
