"""The program as its users start it: on a terminal of our own, or with pipes."""

import os
import re
import signal
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pyte
from patience import PATIENCE_SECONDS, patiently

from tutor.content.placeholders import Filler
from tutor.languages import address_of
from tutor.lesson.phrases import LessonPhrases

TUTOR = (sys.executable, "-m", "tutor")
# The same with a clock for which every key comes a second after the last.
CALM_TUTOR = (sys.executable, str(Path(__file__).parents[1] / "support" / "calm_app.py"), "tutor")
ENTER, BACKSPACE, ESCAPE, CTRL_Q = "\r", "\x7f", "\x1b", "\x11"


def said_to(address: str) -> LessonPhrases:
    """Return the program's own sentences as a Vietnamese learner reads them."""
    return LessonPhrases(Filler("vi", address_of(address)))


SAID = said_to("bac")

# What the environment of the tests may say of another terminal and another user.
_FOREIGN = {
    *("LANGUAGE", "LANG", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "PYTHONIOENCODING"),
    *("COLUMNS", "LINES", "COLORTERM", "NO_COLOR", "DISPLAY", "WAYLAND_DISPLAY"),
}
_STEP = re.compile(r"Bước (\d+) / (\d+)")


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the environment of a Vietnamese user whose records are in a folder."""
    kept = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    own = {"TUTOR_HOME": str(home), "TUTOR_LESSONS": str(home / "no-lessons")}
    return {**kept, **own, "LANG": "vi_VN.UTF-8", "TERM": "xterm-256color", **more}


def run_tutor(
    arguments: Sequence[str], home: Path, text: str = "", **more: str
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end with pipes; its output must be UTF-8. Lone surrogates are raw bytes."""
    done = subprocess.run(
        [*TUTOR, *arguments],
        input=text.encode("utf-8", "surrogateescape"),
        capture_output=True,
        env=environment(home, **more),
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


class Terminal:
    """A pseudo-terminal on which the program runs; keys go in, `text` is what stands on it."""

    def __init__(
        self,
        arguments: Sequence[str],
        environ: dict[str, str],
        columns: int = 66,
        rows: int = 17,
        program: Sequence[str] = CALM_TUTOR,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.raw = b""
        self._stream = pyte.ByteStream(self.screen)
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            program[0],
            [*program[1:], *arguments],
            env=environ,
            dimensions=(rows, columns),
            timeout=PATIENCE_SECONDS,
        )
        self.child.delaybeforesend = None
        self.modes_before = termios.tcgetattr(self.child.child_fd)
        self.modes_after: list[object] = []

    @property
    def text(self) -> str:
        """What stands on the screen, each row without the spaces at its end."""
        return "\n".join(row.rstrip() for row in self.screen.display)

    @property
    def words(self) -> str:
        """What stands on the screen as one line, for sentences that are wrapped."""
        return " ".join(self.text.split())

    @property
    def step(self) -> int:
        """The step that the title bar names, 0 where it names none."""
        found = _STEP.search(self.text)
        return int(found.group(1)) if found else 0

    def read(self, seconds: float = 0.02) -> bool:
        """Take what comes within some seconds; return whether anything came."""
        try:
            block = self.child.read_nonblocking(65_536, timeout=seconds)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            return False
        self.raw += block
        self._stream.feed(block)
        return True

    def wait(self, is_there: Callable[[], object], what: str = "") -> None:
        """Read until something is there; fails with the screen when it does not come."""
        for _ in patiently():
            if is_there():
                return
            self.read()
        raise AssertionError(f"waited in vain for {what!r}:\n{self.text}")

    def see(self, words: str) -> None:
        """Wait until these words stand on the screen, and it is still: before that, it takes no key."""
        self.wait(lambda: words in self.words, words)
        self.settle()

    def settle(self) -> None:
        """Read until nothing more comes for a moment."""
        while self.read(0.1):
            pass

    def press(self, key: str) -> None:
        """Press a key."""
        self.child.send(key)

    def press_bytes(self, data: bytes) -> None:
        """Let any bytes arrive."""
        self.child.send(data)

    def press_and_see_change(self, key: str) -> None:
        """Press a key that leads on, and wait until the screen shows something else and is still."""
        before = self.text
        self.child.send(key)
        self.wait(lambda: self.text != before, f"a change after {key!r}")
        self.settle()

    def press_until(self, key: str, words: str) -> None:
        """Press a key until these words are there: a page that changes drops it."""
        for _ in patiently():
            self.press(key)
            while self.read(1.0):
                if words in self.words:
                    self.settle()
                    return
        raise AssertionError(f"{key!r} led to no {words!r}:\n{self.text}")

    def number_of(self, words: str) -> str:
        """Return the digit that stands before these words."""
        found = re.search(rf"(\d)\W+{re.escape(words)}", self.text)
        assert found is not None, f"no number before {words!r}:\n{self.text}"
        return found.group(1)

    def kill(self) -> None:
        """Kill the program if it still runs, and wait until it is gone: a busy machine takes its time."""
        if self.child.isalive():
            self.child.kill(signal.SIGKILL)
            self.child.wait()
        self.child.close()

    def end(self) -> int:
        """Wait until the program ends; return its exit status."""
        self.wait(lambda: not self.child.isalive(), "the end of the program")
        while self.read():
            pass
        self.modes_after = termios.tcgetattr(self.child.child_fd)
        self.child.close()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -1)


@contextmanager
def terminal(
    arguments: Sequence[str], home: Path, program: Sequence[str] = CALM_TUTOR, **more: str
) -> Iterator[Terminal]:
    """Run the program on a terminal of 66 by 17; it is ended in any case."""
    opened = Terminal(arguments, environment(home, **more), program=program)
    try:
        yield opened
    finally:
        opened.kill()
