"""Whatever arrives from the terminal, the app stays, or it is left in good order."""

from pathlib import Path
from random import Random

import pytest
from fuzzing import round_of, seeds
from terminal_fuzz import (
    MAKERS,
    ODD,
    PLACES,
    Fuzzer,
    Input,
    answers,
    is_leaving,
    look_at_the_end,
    look_for_errors,
)
from terminal_kit import CTRL_Q, SAID, Terminal, terminal

_PLAY = ("play", "lam-quen-phim", "--no-speech")
_INPUTS = 10_000
# Key codes beyond Unicode, pastes without an end, mouse reports far outside, sizes that no window has.
_BROKEN = (
    *(b"\x1b[1114112;1;u", b"\x1b[99999999999999999999;1u", b"\x1b[97;1;4294967296u"),
    *(b"\x1b[55296;1;55296u", b"\x1b[200~\xff\xfe\x80", b"\x1b[201~", b"\x1b[<0;9999;9999M"),
    *(b"\x1b[<35;1000000000000;1M", b"\x1b[<64;-1;-1m", b"\x1b[48;99999;99999;1;1t"),
    *(b"\x1b[48;1;1;1;1t", b"\x1b[48;0;0;0;0t\x1b[<0;5;5M", b"\x1b[?2048;1$y", b"\x1b[5;0;0t"),
    *(b"\x1b[99999;99999R", b"\x1b" * 9, b"\x1b[" + b"9;" * 99 + b"u"),
)


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", MAKERS)
def test_ten_thousand_inputs_of_each_kind(kind: str, place: str, tmp_path: Path) -> None:
    """Send 10,000 inputs of a kind, to all places together."""
    for seed in seeds(1):
        with round_of(seed) as random:
            fuzzer = Fuzzer(tmp_path, place, Random(seed))
            figures = fuzzer.run(MAKERS[kind](random, place) for _ in range(_INPUTS // len(PLACES)))
            print(f"{kind} at {place}: {figures}")
            assert not figures.broken, "\n\n".join(figures.broken)


def in_the_lesson(app: Terminal) -> None:
    app.wait(lambda: app.step == 1, "the lesson")
    app.settle()


@pytest.mark.real
def test_bytes_that_no_key_sends_change_nothing_for_good(tmp_path: Path) -> None:
    with terminal(_PLAY, tmp_path) as app:
        in_the_lesson(app)
        for sequence in (*_BROKEN, *ODD):
            app.press_bytes(sequence)
            app.settle()
            assert app.child.isalive(), sequence
        assert answers(app)
        look_for_errors(app, tmp_path)


@pytest.mark.real
@pytest.mark.parametrize("key", [b"\x03", b"\x1a", b"\x03\x03\x1a\x03"])
def test_keys_that_come_while_the_app_closes_do_no_harm(tmp_path: Path, key: bytes) -> None:
    with terminal(_PLAY, tmp_path) as app:
        in_the_lesson(app)
        app.press_until(CTRL_Q, SAID("Would you like to rest here?"))
        app.press(app.number_of(SAID("Rest")))
        app.wait(lambda: is_leaving(app), "the terminal as it was")
        app.press_bytes(key)
        look_at_the_end(app, tmp_path)


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(place, marks=pytest.mark.real if place == "phone" else pytest.mark.slow)
        for place in PLACES
    ],
)
def test_sixty_window_sizes_in_a_second(place: str, tmp_path: Path) -> None:
    random = Random(place)
    fuzzer = Fuzzer(tmp_path, place, random)
    sizes = [(rows, rows * 3) for rows in range(1, 13)]
    sizes += [(random.randint(1, 40), random.randint(1, 120)) for _ in range(48)]
    figures = fuzzer.run([Input(size=size) for size in sizes])
    print(f"{place}: {figures}")
    assert not figures.broken
    assert (figures.inputs, figures.starts) == (60, 1)
