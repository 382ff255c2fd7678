"""The driver on a terminal of our own: what it finds out, shows, takes and leaves behind."""

import os
import pty
import signal
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pytest
from fake_terminal import KINDS, FakeTerminal
from patience import patiently
from rich.cells import cell_len

from tutor.terminal.driver import gives_ground_back, has_default_font, seen_rings
from tutor.terminal.probe import Way

pytestmark = pytest.mark.real
APP = Path(__file__).with_name("shown_app.py")


class Window:
    """The app in a fake terminal."""

    def __init__(self, kind: str, columns: int, rows: int, *arguments: str) -> None:
        self.terminal = FakeTerminal(kind, columns, rows)
        other = ("KONSOLE", "XTERM", "TEXTUAL", "COLUMNS", "LINES")
        environ = {k: v for k, v in os.environ.items() if not k.startswith(other)}
        self.child = pexpect.spawn(
            sys.executable,
            [str(APP), *arguments],
            env={**environ, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"},
            dimensions=(rows, columns),
            encoding="utf-8",
        )
        self.child.delaybeforesend = None
        self.answers = True
        self._unsent = ""

    def read(self, seconds: float = 0.02) -> bool:
        try:
            data = self.child.read_nonblocking(65_536, timeout=seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self._unsent += self.terminal.feed(data)
        self.answer()
        return True

    def answer(self) -> None:
        if self.answers and self._unsent:
            self.child.send(self._unsent)
            self._unsent = ""

    def settle(self) -> None:
        while self.read(0.15):
            pass

    def wait(self, there: Callable[[], bool]) -> None:
        for _ in patiently():
            if there():
                self.settle()
                return
            self.read()
        raise AssertionError("\n".join(self.terminal.lines()))

    def see(self, text: str, scale: int = 1) -> None:
        self.wait(lambda: any(text in line for line in self.lines(scale)))

    def lines(self, scale: int) -> list[str]:
        """The text as it is seen, nothing while its parts do not fit together."""
        try:
            seen = self.terminal.seen(scale)
        except AssertionError:
            return []
        return ["".join(letter for letter, _ in line).rstrip() for line in seen]

    def press(self, keys: str) -> None:
        self.child.send(keys)

    def resize(self, columns: int, rows: int) -> None:
        self.terminal.resize(columns, rows)
        self.child.setwinsize(rows, columns)

    def end(self) -> None:
        self.wait(lambda: not self.child.isalive())
        while self.read():
            pass


@contextmanager
def window(kind: str, columns: int = 40, rows: int = 12, *arguments: str) -> Iterator[Window]:
    opened = Window(kind, columns, rows, *arguments)
    try:
        yield opened
    finally:
        opened.child.close(force=True)


@pytest.mark.parametrize("kind", KINDS)
def test_each_terminal_is_found_out_and_keys_typed_meanwhile_are_kept(kind: str) -> None:
    scales = {"xterm": "1 2", "kitty": "1 2 3"}.get(kind, "1")
    with window(kind) as app:
        app.press("ab")
        app.see(f"Bệ {scales}")
        app.see("ab")
        assert app.terminal.plain
        assert not app.terminal.wraps
        assert app.terminal.ground == ("#fffdf5" if kind == "kitty" else "")
        assert app.terminal.grounds == (kind == "kitty")
        assert app.lines(1)[3:12] == ["", *["#" * 40] * 8]


def test_kitty_gets_rings_from_its_font_of_the_same_width() -> None:
    assert seen_rings("●●○○ GẤP", "text") == "●●◯◯ GẤP"
    assert cell_len("○") == cell_len("◯") == 1
    assert seen_rings("●●○○ GẤP", "lines") == seen_rings("●●○○ GẤP", None) == "●●○○ GẤP"


@pytest.mark.parametrize(
    ("way", "variables", "given"),
    [
        ("text", (), True),
        ("lines", ("XTERM_VERSION",), True),
        ("lines", (), False),
        ("lines", ("KONSOLE_VERSION", "XTERM_VERSION"), False),
        (None, ("XTERM_VERSION",), False),
    ],
    ids=["kitty", "xterm", "another", "Konsole started in xterm", "tmux in xterm"],
)
def test_the_edge_is_coloured_where_the_terminal_gives_its_colour_back(
    way: Way | None, variables: tuple[str, ...], given: bool
) -> None:
    assert gives_ground_back(way, dict.fromkeys(variables, "398")) is given


@pytest.mark.parametrize(
    ("pixels", "variable", "default"),
    [
        # As xterm 398 states them, with its border of two pixels.
        ((484, 316), "XTERM_VERSION", True),
        ((804, 484), "XTERM_VERSION", False),
        ((0, 0), "XTERM_VERSION", False),
        ((484, 316), "KONSOLE_VERSION", False),
    ],
    ids=["xterm", "xterm -fn 10x20", "xterm without pixels", "Konsole"],
)
def test_the_default_font_of_xterm_is_known_by_its_pixels(
    pixels: tuple[int, int], variable: str, default: bool
) -> None:
    assert has_default_font((80, 24), pixels, {variable: "398"}) is default


@pytest.mark.parametrize(("kind", "scales"), [("xterm", "1 2"), ("kitty", "1 2 3")])
def test_a_terminal_that_answers_after_the_app_has_begun_magnifies_too(
    kind: str, scales: str
) -> None:
    with window(kind) as app:
        app.answers = False
        app.wait(lambda: app.lines(1)[:1] == ["Bệ 1"])
        app.answers = True
        app.answer()
        app.see(f"Bệ {scales}")
        app.press("2")
        app.see("20x6", 2)


@pytest.mark.parametrize(("kind", "scale"), [("xterm", 2), ("kitty", 2), ("kitty", 3)])
def test_the_app_is_laid_out_for_large_letters_and_back(kind: str, scale: int) -> None:
    columns, rows = 40 // scale, 13 // scale
    with window(kind, 41, 13) as app:
        app.see("Bệ 1 2")
        app.press(str(scale))
        app.see(f"{columns}x{rows}", scale)
        assert app.lines(scale)[0].startswith("Bệ 1 2")
        assert app.lines(scale)[4:] == ["#" * columns] * (rows - 4)
        app.press("1")
        app.see("41x13")
        assert app.lines(1)[4:] == ["#" * 41] * 9


def test_between_two_scales_nothing_is_left_over() -> None:
    with window("kitty", 41, 14) as app:
        app.see("Bệ 1 2 3")
        for scale, size in ((3, "13x4"), (2, "20x7"), (3, "13x4"), (1, "41x14")):
            app.press(str(scale))
            app.see(size, scale)


@pytest.mark.parametrize("kind", ["xterm", "kitty"])
@pytest.mark.parametrize("to", [(30, 9), (39, 11), (41, 13), (60, 20), (80, 8)])
def test_a_window_of_another_size_is_filled_anew(kind: str, to: tuple[int, int]) -> None:
    columns, rows = to[0] // 2, to[1] // 2
    with window(kind, 40, 12) as app:
        app.see("Bệ 1 2")
        app.press("2")
        app.see("20x6", 2)
        app.resize(*to)
        app.see(f"{columns}x{rows}", 2)
        assert app.lines(2)[4:] == ["#" * columns] * (rows - 4)


@pytest.mark.parametrize("how", ["q", "x", "term"])
@pytest.mark.parametrize("kind", ["xterm", "kitty"])
def test_every_end_leaves_a_normal_terminal(kind: str, how: str) -> None:
    with window(kind) as app:
        app.see("Bệ 1 2")
        app.press("2")
        app.see("20x6", 2)
        if how == "term":
            app.child.kill(signal.SIGTERM)
        else:
            app.press(how)
        app.end()
        assert app.terminal.plain
        assert app.terminal.wraps
        assert app.terminal.ground == ""
        assert app.terminal.modes["1049"] is False
        assert app.terminal.modes["25"] is True
        assert ("failed on purpose" in "".join(app.terminal.lines())) is (how == "x")


@pytest.mark.parametrize("kind", ["xterm", "kitty"])
def test_a_suspended_app_leaves_a_normal_terminal_and_comes_back_as_it_was(kind: str) -> None:
    with window(kind) as app:
        app.see("Bệ 1 2")
        app.press("2")
        app.see("20x6", 2)
        app.press("z")
        app.wait(lambda: app.terminal.modes["1049"] is False)
        assert app.terminal.plain
        assert app.terminal.ground == ""
        app.resize(50, 12)
        app.child.kill(signal.SIGCONT)
        app.see("25x6", 2)
        assert app.terminal.ground == ("#fffdf5" if kind == "kitty" else "")
        app.press("k")
        app.see("k", 2)


@pytest.mark.parametrize("kind", ["xterm", "kitty"])
def test_an_app_stopped_without_a_word_goes_on_and_leaves_the_terminal_as_it_was(kind: str) -> None:
    with window(kind) as app:
        # What the terminal is before the app has it, as the kernel makes a new one.
        found = termios.tcgetattr(pty.openpty()[1])
        app.see("Bệ 1 2")
        app.press("2")
        app.see("20x6", 2)
        for _ in range(2):
            del app.terminal.modes["1049"]
            app.child.kill(signal.SIGSTOP)
            app.child.kill(signal.SIGCONT)
            app.wait(lambda: app.terminal.modes.get("1049", False))
        app.press("keys")
        app.see("keys", 2)
        app.press("q")
        app.end()
        assert app.terminal.plain
        assert app.terminal.ground == ""
        assert app.terminal.modes["1049"] is False
        assert termios.tcgetattr(app.child.child_fd)[3] == found[3]


@pytest.mark.parametrize(
    ("kind", "konsole", "column"), [("xterm", "", 8), ("kitty", "", 8), ("xterm", "250402", 16)]
)
def test_a_click_reaches_what_is_seen_under_it(kind: str, konsole: str, column: int) -> None:
    with window(kind, 40, 12, *filter(None, [konsole])) as app:
        app.see("Bệ 1 2")
        app.press("2")
        app.see("20x6", 2)
        # Column 17, row 8 of the window as the terminal counts from 1.
        app.press("\x1b[<0;17;8M\x1b[<0;17;8m")
        app.see(f"({column},3)", 2)
