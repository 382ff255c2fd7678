"""Letters in real windows on an X server of our own: F2 in pixels, `tutor window` in columns and rows."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
from patience import wait_until

from tutor.ui.layout.sizes import SIZE_STEPS, viewport
from tutor.window.desktop import font_files
from tutor.window.recipes import FONT, Monitor, command_line

_CALM_APP = str(Path(__file__).parents[1] / "support" / "calm_app.py")
NEEDED = ("Xvfb", "xdotool", "import")
WIDTH, HEIGHT = 1366, 768
# Pixels in which words may differ from twice their width: outlines are fitted to the grid.
FITTED = 4
# Pixels that a row may lack of twice its height: Konsole leaves one of its own ground at odd places.
GROUND = 1
# The title bar of the light theme.
GREEN = (11, 77, 44)
# Pixels at the edges that may be less than a letter, or a scroll bar.
FRINGE = 40
# The same size of letters in each, without what a terminal may have around them.
TERMINALS = {
    # It hides what its window can draw from what runs in it.
    "xterm": (
        *("+lc", "-u8", "-bw", "0", "-b", "0", "-fa", "Monospace", "-fs", "9"),
        *("-e", "env", "COLORTERM=truecolor"),
    ),
    "kitty": ("--config", "NONE", "-o", "font_size=9", "-o", "confirm_os_window_close=0"),
    "konsole": ("--hide-menubar", "--hide-tabbar", "-p", "Font=Monospace,9", "-e"),
}

DRAWN = {"QT_QPA_PLATFORM": "xcb", "LIBGL_ALWAYS_SOFTWARE": "1"}
# Writes the size of its window into a whole file, at its start and whenever the size changes.
SAYS_ITS_SIZE = """
import fcntl, os, signal, struct, sys, termios
def write_size(*_):
    size = struct.unpack("4H", fcntl.ioctl(0, termios.TIOCGWINSZ, bytes(8)))
    with open(sys.argv[1] + ".new", "w") as new:
        print(*size, file=new)
    os.replace(new.name, sys.argv[1])
signal.signal(signal.SIGWINCH, write_size)
write_size()
while True:
    signal.pause()
"""

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not all(map(shutil.which, NEEDED)), reason=f"needs {', '.join(NEEDED)}"),
]


@contextmanager
def running(*command: str, **environ: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command, env={**os.environ, **environ}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _edges(row: bytes) -> tuple[int, int]:
    """Return the first and the last green pixel of a row, -1 where there is none."""
    first, last = row.find(bytes(GREEN)), row.rfind(bytes(GREEN))
    while first % 3:
        first = row.find(bytes(GREEN), first + 1)
        if first < 0:
            return (-1, -1)
    while last % 3:
        last = row.rfind(bytes(GREEN), 0, last + 2)
    return (first // 3, last // 3)


class Screen:
    """An X server whose pixels can be read and whose keys can be pressed."""

    def __init__(self, display: str) -> None:
        self.environ = {"DISPLAY": display}

    def press(self, key: str) -> None:
        """Press a key, and wait until the screen has answered."""
        before = self.rows()
        environ = {**os.environ, **self.environ}
        subprocess.run(["xdotool", "key", key], env=environ, check=True)
        wait_until(lambda: self.rows() not in ([], before), lambda: f"nothing answers {key}")

    def take(self, title: str) -> None:
        """Let the window with a title fill the screen and have the keys: there is no window manager."""
        environ = {**os.environ, **self.environ}
        search = ["xdotool", "search", "--onlyvisible", "--class", title]

        def windows() -> list[str]:
            found = subprocess.run(search, env=environ, capture_output=True, text=True, check=False)
            return found.stdout.split()

        wait_until(windows, lambda: f"there is no window of {title}")
        found = windows()[-1]
        place = ("windowmove", found, "0", "0", "windowsize", found, str(WIDTH), str(HEIGHT))
        subprocess.run(["xdotool", *place, "windowfocus", found], env=environ, check=True)

    def rows(self) -> list[bytes]:
        """Return the pixels of the screen, three bytes each; none if a window went while they were read."""
        command = ["import", "-window", "root", "-depth", "8", "rgb:-"]
        environ = {**os.environ, **self.environ}
        taken = subprocess.run(command, env=environ, capture_output=True, check=False)
        shown = b"" if taken.returncode else taken.stdout
        return [shown[at : at + 3 * WIDTH] for at in range(0, len(shown), 3 * WIDTH)]

    def is_filled(self) -> bool:
        """Return whether the title bar stands in the middle, as the page does in a wide window."""
        bar = self._bar()
        return bool(bar) and abs(_edges(bar[0])[0] + _edges(bar[0])[1] - WIDTH) < FRINGE

    def title(self) -> tuple[int, int]:
        """Height of the title bar and width of the words in it; zeros while there is none."""
        bar = self._bar()
        left = _edges(bar[0])[0] if bar else 0
        words = range(left, left + WIDTH // 3)
        light = [x for row in bar for x in words if row[3 * x] > GREEN[0] + 60]
        return (len(bar), max(light) - min(light)) if light else (0, 0)

    def _bar(self) -> list[bytes]:
        """The rows of the title bar: nothing green begins further left than it does."""
        green = [row for row in self.rows() if _edges(row) != (-1, -1)]
        left = min((_edges(row)[0] for row in green), default=0)
        return [row for row in green if _edges(row)[0] == left]

    def wait(self, there: Callable[[int, int], bool]) -> tuple[int, int]:
        """Return the title as soon as its bar and words are as wanted and stood still for a moment."""
        seen = [(0, 0)]

        def stands_still() -> bool:
            seen.append(self.title())
            return seen[-2] == seen[-1] and there(*seen[-1])

        wait_until(stands_still, lambda: f"the title bar is {seen[-1]}")
        return seen[-1]


@contextmanager
def screen() -> Iterator[Screen]:
    size = f"{WIDTH}x{HEIGHT}x24"
    # A server that starts anew after each last client refuses the terminal that comes right after a question
    # for the size of the monitor.
    options = ("-screen", "0", size, "-nolisten", "tcp", "-noreset")
    with running("Xvfb", "-displayfd", "1", *options) as server:
        assert server.stdout is not None
        yield Screen(f":{server.stdout.readline().decode().strip()}")


@pytest.mark.parametrize("terminal", TERMINALS)
def test_f2_doubles_the_letters_and_makes_them_small_again(terminal: str, tmp_path: Path) -> None:
    if shutil.which(terminal) is None:
        pytest.skip(f"{terminal} is not installed here")
    lesson = (_CALM_APP, "tutor", "--lang", "vi", "play", "lam-quen-phim", "--no-speech")
    places = {name: str(tmp_path) for name in ("TUTOR_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR")}
    with ExitStack() as stack:
        shown = stack.enter_context(screen())
        # Without a display for the lesson no other window is offered.
        alone = ("env", "-u", "DISPLAY", sys.executable, *lesson)
        command = (terminal, *TERMINALS[terminal], *alone)
        stack.enter_context(running(*command, **shown.environ, **places, **DRAWN))
        shown.wait(lambda bar, _: bar > 0)
        shown.take(terminal)
        wait_until(shown.is_filled)
        bar, words = shown.wait(lambda bar, _: bar > 0)
        shown.press("F2")
        # What it says of the letters stands in the place of the title until the next key.
        shown.press("Down")

        def magnified(now: int, wide: int) -> bool:
            # A window that is slow to paint stands half painted for a while.
            return any(
                n * bar - GROUND <= now <= n * bar and abs(wide - n * words) <= FITTED
                for n in (2, 3)
            )

        shown.wait(magnified)
        # Of the larger letters only one size is left in as large a window.
        shown.press("F2")
        shown.press("Down")
        shown.wait(lambda *now: now == (bar, words))


@pytest.mark.parametrize("step", SIZE_STEPS)
@pytest.mark.parametrize(
    ("terminal", "installed"),
    [("xterm", True), ("xterm", False), ("kitty", True), ("konsole", True)],
    ids=["xterm", "xterm without our font", "kitty", "konsole"],
)
def test_a_window_of_ours_shows_the_step_that_was_asked_for(
    terminal: str, installed: bool, step: int, tmp_path: Path
) -> None:
    if shutil.which(terminal) is None:
        pytest.skip(f"{terminal} is not installed here")
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    if installed:
        for file in font_files():
            shutil.copy(file, fonts)
    places = {
        name: str(tmp_path) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR")
    }
    said = tmp_path / "size"
    program = (sys.executable, "-c", SAYS_ITS_SIZE, str(said))
    command = command_line(terminal, step, Monitor(WIDTH, HEIGHT), program, FONT)

    def full_of_the_step() -> bool:
        rows, columns, width, height = (int(number) for number in said.read_text().split())
        # What is no whole cell, and what a terminal has around its letters.
        full = width > 0.95 * WIDTH and height > 0.85 * HEIGHT
        port = viewport(columns, rows)
        return full and port.usable and port.step == step

    with ExitStack() as stack:
        shown = stack.enter_context(screen())
        stack.enter_context(running(*command, **shown.environ, **places, **DRAWN))
        wait_until(said.exists)
        shown.take(terminal)
        wait_until(full_of_the_step)


# What the app itself opens.


@contextmanager
def own_window(shown: Screen, home: Path, terminal: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run `tutor window` until the app in it is left."""
    places = {name: str(home) for name in ("TUTOR_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR")}
    command = (sys.executable, "-m", "tutor", "--lang", "vi", "window", "--terminal", terminal)
    path = f"{home}:{os.environ['PATH']}"
    environ = {**os.environ, **shown.environ, **places, **DRAWN, "PATH": path}
    opened = subprocess.Popen(command, env=environ, start_new_session=True)
    try:
        yield opened
    finally:
        # The window is a process of its own, and so is the app in it.
        with suppress(ProcessLookupError):
            os.killpg(opened.pid, signal.SIGKILL)
        opened.wait()


def enter_key(shown: Screen) -> int:
    """The height of the green key of Enter in the lower half of the screen, zero where there is none."""
    at = 3 * (WIDTH - 2 * FRINGE)
    pixels = [row[at : at + 3] for row in shown.rows()[HEIGHT // 2 :]]
    return sum(green > 60 > max(red, blue) for red, green, blue in pixels)


# Without a window manager xterm grows beyond the screen with its font.
@pytest.mark.parametrize("terminal", ["kitty", "browser"])
def test_f2_sets_the_font_of_our_own_window_which_closes_with_the_app(
    terminal: str, tmp_path: Path
) -> None:
    program = shutil.which("chromium" if terminal == "browser" else terminal)
    if program is None:
        pytest.skip(f"{terminal} is not installed here")
    # Chromium starts for root only without its sandbox; nothing but our own page is opened.
    browser = tmp_path / "chromium"
    browser.write_text(f'#!/bin/sh\nexec {program} --no-sandbox "$@"\n')
    browser.chmod(0o755)
    with screen() as shown, own_window(shown, tmp_path, terminal) as opened:
        if terminal != "browser":
            shown.take(terminal)
        wait_until(lambda: enter_key(shown), lambda: "no page")
        before = enter_key(shown)
        shown.press("F2")
        wait_until(lambda: 1.2 * before < enter_key(shown) < 1.6 * before)
        shown.press("ctrl+q")
        shown.press("1")
        wait_until(lambda: opened.poll() is not None, lambda: "the window stays")
        assert opened.returncode == 0
