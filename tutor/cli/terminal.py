"""Query of the terminal that a command runs in: by which factors it can magnify letters."""

import os
import re
import sys
import time

from tutor.terminal.probe import ANSWERS, question, scales_of, way_of

_PATIENCE_SECONDS = 1.0
# A screen of its own, so that the question leaves no trace.
_OWN_SCREEN, _OLD_SCREEN = "\x1b[?1049h", "\x1b[?7h\x1b[?1049l"
_REPORT = re.compile(rb"\x1b\[(\d+);(\d+)R")


def ask_terminal(columns: int) -> tuple[int, ...]:
    """Return the factors by which the terminal can magnify letters; empty where there is no answer."""
    if sys.platform == "win32" or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return ()
    import termios
    import tty

    keys, screen = sys.stdin.fileno(), sys.stderr.fileno()
    before = termios.tcgetattr(keys)
    try:
        tty.setcbreak(keys, termios.TCSANOW)
        os.write(screen, (_OWN_SCREEN + question(columns)).encode())
        said = _answers(keys)
    finally:
        os.write(screen, _OLD_SCREEN.encode())
        termios.tcsetattr(keys, termios.TCSANOW, before)
    reports = [(int(column) - 1, int(row) - 1) for row, column in _REPORT.findall(said)]
    return scales_of(way_of(reports))


def _answers(keys: int) -> bytes:
    """Read until all answers have arrived, or none comes within a second."""
    from select import select

    said = b""
    end = time.monotonic() + _PATIENCE_SECONDS
    while len(_REPORT.findall(said)) < ANSWERS:
        ready, _, _ = select([keys], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            break
        said += os.read(keys, 1024)
    return said
