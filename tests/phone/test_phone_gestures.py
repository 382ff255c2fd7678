import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.phone import EDGE_KINDS, SWIPES, Gesture, parse_gesture

_IDS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
_GESTURES = st.one_of(
    st.builds(Gesture, st.sampled_from(["tap", "hold"]), _IDS),
    st.builds(Gesture, st.just("swipe"), st.sampled_from(SWIPES)),
    st.builds(Gesture, st.sampled_from(EDGE_KINDS)),
    st.builds(Gesture, st.just("type"), _IDS, st.text()),
)


@given(_GESTURES)
def test_the_words_of_a_gesture_name_that_gesture(gesture: Gesture) -> None:
    assert parse_gesture(str(gesture)) == gesture


@pytest.mark.parametrize(
    ("words", "gesture"),
    [
        ("tap messages", Gesture("tap", "messages")),
        (" hold  wifi ", Gesture("hold", "wifi")),
        ("swipe up", Gesture("swipe", "up")),
        ("hold power", Gesture("hold", "power")),
        ("power", Gesture("power")),
        ("volume up", Gesture("volume-up")),
        ("volume-down", Gesture("volume-down")),
        ("type search xin chao", Gesture("type", "search", "xin chao")),
        ("type search", Gesture("type", "search")),
    ],
)
def test_words_of_lessons_are_understood(words: str, gesture: Gesture) -> None:
    assert parse_gesture(words) == gesture


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "tap",
        "tap two things",
        "swipe",
        "swipe away",
        "shake",
        "type",
        "type ",
        "volume",
        "home now",
    ],
)
def test_other_words_name_no_gesture(words: str) -> None:
    assert parse_gesture(words) is None


@given(st.text())
def test_any_text_is_parsed_or_read_as_no_gesture(words: str) -> None:
    gesture = parse_gesture(words)
    assert gesture is None or parse_gesture(str(gesture)) == gesture
