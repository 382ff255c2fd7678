"""F2 in a real xterm on an X server of our own: the letters are measured in pixels."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

NEEDED = ("Xvfb", "xterm", "xdotool", "import")
WIDTH, HEIGHT = 1366, 768
PATIENCE = 15.0
# Pixels in which words may differ from twice their width: outlines are fitted to the grid.
FITTED = 4
HIGHEST_BAR = 60

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, NEEDED)), reason=f"needs {', '.join(NEEDED)}"
)


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


class Screen:
    """An X server whose pixels can be read and whose keys can be pressed."""

    def __init__(self, display: str) -> None:
        self.environ = {"DISPLAY": display}

    def press(self, key: str) -> None:
        environ = {**os.environ, **self.environ}
        subprocess.run(["xdotool", "key", key], env=environ, check=True)

    def rows(self) -> list[bytes]:
        """The window's pixels, one grey byte each."""
        command = ["import", "-window", "root", "-depth", "8", "-colorspace", "gray", "gray:-"]
        environ = {**os.environ, **self.environ}
        grey = subprocess.run(command, env=environ, capture_output=True, check=True).stdout
        return [grey[at : at + WIDTH] for at in range(0, len(grey), WIDTH)]

    def title(self) -> tuple[int, int]:
        """Height of the title bar and width of the words in it; zeros while there is none."""
        rows = self.rows()
        left, middle = rows[0][2], rows[0][WIDTH // 3]
        if left != middle:
            # The cursor of an empty window.
            return (0, 0)
        bar = next((y for y, row in enumerate(rows) if row[2] != left), 0)
        light = [x for row in rows[:bar] for x in range(WIDTH // 3) if row[x] > left + 60]
        return (bar, max(light) - min(light)) if light and bar < HIGHEST_BAR else (0, 0)

    def wait(self, there: Callable[[int], bool]) -> tuple[int, int]:
        """Return the title as soon as its bar is as wanted and has stood still for a moment."""
        end = time.monotonic() + PATIENCE
        before, seen = (0, 0), self.title()
        while not (before == seen and there(seen[0])):
            assert time.monotonic() < end, f"the title bar is {seen}"
            time.sleep(0.1)
            before, seen = seen, self.title()
        return seen


@contextmanager
def screen() -> Iterator[Screen]:
    size = f"{WIDTH}x{HEIGHT}x24"
    with running("Xvfb", "-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp") as server:
        assert server.stdout is not None
        yield Screen(f":{server.stdout.readline().decode().strip()}")


def test_f2_doubles_the_letters_and_makes_them_small_again(tmp_path: Path) -> None:
    lesson = ("-m", "tutor", "--lang", "vi", "play", "lam-quen-phim", "--no-speech")
    look = ("-geometry", "135x40+0+0", "-bw", "0", "-b", "0", "-fa", "Monospace", "-fs", "9")
    with ExitStack() as stack:
        shown = stack.enter_context(screen())
        stack.enter_context(
            running(
                *("xterm", "+lc", "-u8", *look, "-e", sys.executable, *lesson),
                **shown.environ,
                TUTOR_HOME=str(tmp_path),
            )
        )
        bar, words = shown.wait(lambda bar: bar > 0)
        shown.press("F2")
        # What it says of the letters stands in the place of the title until the next key.
        shown.press("Down")
        large_bar, large_words = shown.wait(lambda now: now > bar * 1.5)
        assert large_bar == 2 * bar
        assert abs(large_words - 2 * words) <= FITTED
        for _ in range(3):
            # A key counts again only after it has been quiet for a moment.
            time.sleep(0.8)
            shown.press("F2")
        shown.press("Down")
        assert shown.wait(lambda now: now == bar) == (bar, words)
