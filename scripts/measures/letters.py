"""What magnified letters cost: the share of the driver in the processor time of all frames."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from measures.figures import Figure
from measures.screens import prepared
from measures.terminal import Terminal

RUNS = 2
_WINDOW = (132, 34)
# The answers of each kind of terminal to the question whether it can magnify.
_ANSWERS = {"double-size lines": b"\x1b[2;3R\x1b[4;2R", "text sizing": b"\x1b[1;53R\x1b[4;3R"}
_QUESTION = b"\x1b[6n"
# Into a lesson and through some of it, then to and fro between its choices: the smallest frames of all.
_KEYS = (b"1", b"1", *(b"\r", b"2") * 4, *(b"\x1b[B", b"\x1b[A") * 12)


def magnifying(folder: Path) -> Iterator[Figure]:
    """Yield a figure for each way to magnify; `folder` is for the records."""
    environ = prepared(folder)
    for name, answers in _ANSWERS.items():
        runs = [_run(folder / "told.json", environ, answers) for _ in range(RUNS)]
        taken, whole = zip(*runs, strict=True)
        what = f"letters at 2x by {name}"
        yield Figure(what, "ms", taken, whole, "all of its frames", 0.05)


def _run(told: Path, environ: dict[str, str], answers: bytes) -> tuple[float, float]:
    """Play a part of a lesson; return the milliseconds of the translation and of the whole app."""
    command = [sys.executable, "-m", "measures.magnified", str(told), "--lang", "vi"]
    with Terminal(command, environ, *_WINDOW) as terminal:
        terminal.await_bytes(_QUESTION)
        terminal.press(answers)
        terminal.rest(2)
        for key in _KEYS:
            terminal.press(key)
            terminal.rest(0.3)
        terminal.end()
    figures = json.loads(told.read_text("utf-8"))
    return figures["taken"] * 1000, figures["whole"] * 1000
