"""The key map and the filter that stands between a trembling hand and the lesson."""

from hypothesis import given
from hypothesis import strategies as st

from tutor.terminal.probe import colour_system
from tutor.ui.keys import KeyFilter, meaning, meaning_while_typing


def test_a_key_held_for_two_seconds_acts_once() -> None:
    keys = KeyFilter()
    repeats = [0.0, 0.66, *(0.66 + 0.03 * i for i in range(1, 45))]
    assert sum(keys.accepts("next", at) for at in repeats) == 1


def test_a_tremor_of_presses_acts_once_and_a_later_press_again() -> None:
    keys = KeyFilter()
    assert [keys.accepts("next", at) for at in (0.0, 0.2, 0.5, 1.1, 1.9)] == [
        True,
        False,
        False,
        False,
        True,
    ]


def test_one_action_does_not_hold_up_another() -> None:
    keys = KeyFilter()
    assert keys.accepts("next", 0.0)
    assert keys.accepts("back", 0.1)
    assert keys.accepts(3, 0.2)


@given(st.lists(st.floats(0, 0.69), min_size=1, max_size=50))
def test_presses_without_a_pause_between_them_act_once(gaps: list[float]) -> None:
    keys = KeyFilter()
    at = 100.0
    accepted = int(keys.accepts("next", at))
    for gap in gaps:
        at += gap
        accepted += keys.accepts("next", at)
    assert accepted == 1


def test_a_backspace_right_after_a_letter_is_the_input_methods() -> None:
    keys = KeyFilter()
    assert not keys.false_backspace(5.0)
    keys.in_a_word(5.0)
    assert keys.false_backspace(5.03)
    assert not keys.false_backspace(5.2)


def test_letters_in_quick_succession_are_a_word_and_no_commands() -> None:
    keys = KeyFilter()
    assert [keys.in_a_word(at) for at in (1.0, 1.2, 1.5, 2.5)] == [False, True, True, False]


def test_the_key_map_is_the_same_for_keyboard_number_pad_and_clicker() -> None:
    for key in ("enter", "space", "pagedown"):
        assert meaning(key) == "next"
    for key in ("right", "plus"):
        assert meaning(key) == "on"
    for key in ("backspace", "left", "minus", "pageup"):
        assert meaning(key) == "back"
    for key in ("r", "R", "0"):
        assert meaning(key) == "again"
    for key in ("h", "H", "f1", "escape", "asterisk"):
        assert meaning(key) == "help"
    assert [meaning(c) for c in "159"] == [1, 5, 9]
    assert meaning("f2") == "size"


def test_no_vowel_d_or_w_is_a_command() -> None:
    for key in "aeiouydwAEIOUYDW":
        assert meaning(key) is None


def test_letters_and_digits_are_text_while_typing() -> None:
    for key in ("r", "h", "p", "0", "1", "space", "backspace", "left"):
        assert meaning_while_typing(key) is None
    assert meaning_while_typing("enter") == "next"
    assert meaning_while_typing("f1") == "help"


def test_256_colours_are_asked_for_where_a_terminal_says_too_little() -> None:
    assert colour_system({"TERM": "xterm"}) == "256"
    assert colour_system({"TERM": "xterm", "COLORTERM": "truecolor"}) == "auto"
    assert colour_system({"TERM": "xterm-256color"}) == "auto"
    assert colour_system({"TERM": "linux"}) == "auto"
    assert colour_system({"TERM": "xterm", "TEXTUAL_COLOR_SYSTEM": "standard"}) == "standard"
