"""Commands without a screen, against starting Python and doing nothing."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from measures.figures import Figure

RUNS = 25
_TUTOR = str(Path(sys.executable).parent / "tutor")


def commands() -> Iterator[Figure]:
    """Yield the wall time of `tutor --help` and `tutor list`."""
    for words, bar in ((["--help"], 2.8), (["list"], 5.0)):
        ours, idle = [], []
        for _ in range(RUNS):
            ours.append(seconds([_TUTOR, *words]) * 1000)
            idle.append(seconds([sys.executable, "-c", "pass"]) * 1000)
        yield Figure(f"tutor {words[0]}", "ms", ours, idle, "python -c pass", bar)


def seconds(command: list[str], *, may_fail: bool = False) -> float:
    """Return the wall time of a command in seconds; its output is discarded."""
    began = time.perf_counter()
    quiet = subprocess.DEVNULL
    subprocess.run(command, stdout=quiet, stderr=quiet, check=not may_fail)
    return time.perf_counter() - began


def textual_imported() -> list[str]:
    """Return which commands without a screen import Textual."""
    return [words for words in ("--help", "list", "voices") if _loads_textual(words)]


def _loads_textual(words: str) -> bool:
    command = [sys.executable, "-X", "importtime", "-m", "tutor", words]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return "textual" in run.stderr
