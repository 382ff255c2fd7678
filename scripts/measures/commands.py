"""The commands that people wait for, against starting Python and doing nothing."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from measures.figures import Figure

RUNS = 25
_TUTOR = str(Path(sys.executable).parent / "tutor")


def commands() -> Iterator[Figure]:
    """Yield how long the commands take that need no screen."""
    for words, bar in ((["--help"], 3.0), (["list"], 6.0)):
        ours, idle = [], []
        for _ in range(RUNS):
            ours.append(seconds([_TUTOR, *words]) * 1000)
            idle.append(seconds([sys.executable, "-c", "pass"]) * 1000)
        yield Figure(f"tutor {words[0]}", "ms", ours, idle, "python -c pass", bar)


def seconds(command: list[str], *, may_fail: bool = False) -> float:
    """Return how long a command takes; its output is thrown away."""
    began = time.perf_counter()
    quiet = subprocess.DEVNULL
    subprocess.run(command, stdout=quiet, stderr=quiet, check=not may_fail)
    return time.perf_counter() - began


def textual_imported() -> list[str]:
    """Return which of the commands load Textual though they show no screen."""
    return [words for words in ("--help", "list", "voices") if _loads_textual(words)]


def _loads_textual(words: str) -> bool:
    command = [sys.executable, "-X", "importtime", "-m", "tutor", words]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return "textual" in run.stderr
