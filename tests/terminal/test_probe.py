"""What the terminal is asked, and what its answers mean."""

import re

import pytest
from fake_terminal import KINDS, FakeTerminal

from tutor.terminal.probe import PATIENCE_SECONDS, Probe, question, scales_of, screen_pixels, way_of


def reports(answer: str) -> list[tuple[int, int]]:
    found = re.findall(r"\x1b\[(\d+);(\d+)R", answer)
    return [(int(column) - 1, int(row) - 1) for row, column in found]


@pytest.mark.parametrize("columns", [20, 79, 80, 135])
@pytest.mark.parametrize("kind", KINDS)
def test_every_terminal_is_judged_by_its_cursor(kind: str, columns: int) -> None:
    terminal = FakeTerminal(kind, columns, 24)
    answer = terminal.feed(question(columns))
    wanted = {"xterm": "lines", "kitty": "text"}.get(kind)
    assert way_of(reports(answer)) == wanted
    assert terminal.plain
    assert not any(terminal.lines())
    assert not terminal.wraps


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("late", [0.0, PATIENCE_SECONDS + 1, 60.0])
@pytest.mark.parametrize("kind", ["kitty", "xterm"])
def test_an_answer_is_taken_however_late_it_comes(kind: str, late: float) -> None:
    clock = Clock()
    probe = Probe(clock)
    answer = FakeTerminal(kind, 80, 24).feed(probe.ask(80))
    first, second = reports(answer)
    clock.now = late
    assert not probe.take(first)
    clock.now += late
    assert probe.take(second)
    assert probe.way == {"xterm": "lines", "kitty": "text"}.get(kind)


def test_a_key_that_looks_like_a_report_is_none_of_the_late_answers() -> None:
    clock = Clock()
    probe = Probe(clock)
    first, second = reports(FakeTerminal("kitty", 80, 24).feed(probe.ask(80)))
    clock.now = PATIENCE_SECONDS + 1
    # Shift F3.
    assert not probe.take((1, 0))
    assert not probe.take(first)
    assert not probe.take((1, 0))
    assert probe.take(second)
    assert probe.way == "text"


def test_what_a_way_can_do() -> None:
    assert [scales_of(way) for way in ("text", "lines", None)] == [(1, 2, 3), (1, 2), (1,)]


@pytest.mark.parametrize(
    "said", [[], [(2, 1)], [(0, 0), (0, 3)], [(2, 0), (1, 3)], [(5, 7), (2, 9)]]
)
def test_too_little_or_strange_answers_mean_no(said: list[tuple[int, int]]) -> None:
    assert way_of(said) is None


def test_the_report_of_the_screen_is_height_before_width() -> None:
    assert screen_pixels("\x1b[5;768;1366t") == (1366, 768)
    for other in ("\x1b[4;768;1366t", "\x1b[5;768;1366", "\x1b[5;768;1366;1t", "5;768;1366t"):
        assert screen_pixels(other) is None
