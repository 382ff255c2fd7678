"""The app on a pseudo-terminal against a bare Textual app: first screen, keys while it speaks, memory."""

import os
import random
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from measures.figures import Figure, percentile
from measures.terminal import Terminal
from tutor.records.store import open_store
from tutor.ui.themes import colours

STARTS = 15
KEYS = 100
RUNS = 3

_APP = [str(Path(sys.executable).parent / "tutor"), "--lang", "vi"]
_BARE = [sys.executable, "-m", "measures.bare"]
# The last words that both first screens draw.
_LAST_WORDS = "mới".encode()
_DOWN, _UP = b"\x1b[B", b"\x1b[A"


def prepared(home: Path) -> dict[str, str]:
    """Make records with two people whose voice is at volume 0; return the environment that names them."""
    store = open_store(home / "tutor.db", clock=lambda: datetime.now(UTC), random=random.Random(1))
    for name in ("Vinh", "Phúc"):
        store.change_person(store.add_person(name=name).id, speech_volume=0)
    store.close()
    return {
        **os.environ,
        "TUTOR_HOME": str(home),
        "TEXTUAL_ANIMATIONS": "none",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }


def screens(folder: Path) -> Iterator[Figure]:
    """Yield the figures of the app; `folder` is for its records."""
    environ = prepared(folder)
    yield _first_screen(environ)
    yield from _keys(environ)
    yield from _memory(environ)


def _first_screen(environ: Mapping[str, str]) -> Figure:
    def start(command: list[str]) -> float:
        with Terminal(command, environ) as terminal:
            return (terminal.await_bytes(_LAST_WORDS) - terminal.started) * 1000

    start(_APP), start(_BARE)
    pairs = [(start(_APP), start(_BARE)) for _ in range(STARTS)]
    ours, bare = zip(*pairs, strict=True)
    return Figure("spawn to first painted screen", "ms", ours, bare, "bare Textual app", 1.4)


def _come_home(terminal: Terminal) -> None:
    terminal.await_bytes(_LAST_WORDS)
    terminal.rest(1)
    terminal.press(b"1")
    terminal.rest(2)


def _keys(environ: Mapping[str, str]) -> Iterator[Figure]:
    """Measure from a key that moves the focus to its colour on the screen, while a page is read aloud."""
    fill = tuple(bytes.fromhex(colours("paper")["focus"][1][1:]))
    focus = "48;2;{};{};{}".format(*fill).encode()
    ours, bare = [], []
    with Terminal(_APP, environ) as terminal:
        _come_home(terminal)
        terminal.press(_DOWN)
        terminal.rest(1)
        for i in range(KEYS):
            if i % 5 == 0:
                # The page is read aloud again, which takes longer than five keys.
                terminal.press(b"r")
                terminal.rest(0.45)
            at = terminal.press(_UP if i % 2 == 0 else _DOWN)
            ours.append((terminal.await_bytes(focus) - at) * 1000)
            terminal.rest(0.35)
    with Terminal(_BARE, environ) as terminal:
        terminal.await_bytes(_LAST_WORDS)
        terminal.rest(1)
        for i in range(KEYS):
            at = terminal.press(_DOWN if i % 2 == 0 else _UP)
            bare.append((terminal.await_bytes(b"\x1b[") - at) * 1000)
            terminal.rest(0.2)
    yield Figure("key to repaint while it speaks", "ms", ours, bare, "bare Textual app", 3)
    worst = percentile(ours, 0.99)
    yield Figure(f"99th percentile of these {KEYS}", "ms", [worst], [], "", 30)


def _memory(environ: Mapping[str, str]) -> Iterator[Figure]:
    ours, workers, bare = [], [], []
    for _ in range(RUNS):
        with Terminal(_APP, environ) as terminal:
            _come_home(terminal)
            for key in (b"1", b"\r", b"2", b"\r", b"\r"):
                terminal.press(key)
                terminal.rest(0.9)
            app, worker = terminal.megabytes()
        with Terminal(_BARE, environ) as terminal:
            terminal.await_bytes(_LAST_WORDS)
            for key in (_DOWN, _UP, _DOWN, _UP):
                terminal.press(key)
                terminal.rest(0.2)
            bare.append(terminal.megabytes()[0])
        ours.append(app)
        workers.append(worker)
    yield Figure("memory while playing", "MB", ours, bare, "bare Textual app", 1.55)
    yield Figure("memory of the voice's own process", "MB", workers, [], "", None)
