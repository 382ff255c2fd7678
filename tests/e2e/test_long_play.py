"""The app after two thousand presses: it takes no more memory, files and threads than after some hundred."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from plain_lines import NOW
from terminal_kit import BACKSPACE, ENTER, Terminal, terminal

from tutor.records.store import open_store
from tutor.ui.laptop import Laptop, LaptopFile

_PRESSES, _SETTLED, _ROUND = 2000, 400, 100
_MOST_GROWTH_MB, _MOST_MORE = 10.0, 2
_KEYS = (*(ENTER,) * 8, *"1122334", "\x1b[C", "\x1b[B", "\x1b[D", BACKSPACE, "r", "\x1bOQ")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="it looks into /proc"),
]


@dataclass(frozen=True)
class Use:
    """What a process has of the machine."""

    megabytes: float
    files: int
    threads: int

    def __str__(self) -> str:
        return f"{self.megabytes:.1f} MB, {self.files} files, {self.threads} threads"


def use_of(app: Terminal) -> Use:
    """Return what the app has; before, it has answered all keys."""
    app.settle()
    process = Path(f"/proc/{app.child.pid}")
    status = dict(
        line.split(":", 1) for line in (process / "status").read_text().splitlines() if ":" in line
    )
    kilobytes = int(status["VmRSS"].split()[0])
    return Use(kilobytes / 1024, len(list((process / "fd").iterdir())), int(status["Threads"]))


def press_many(app: Terminal, random: Random, presses: int) -> None:
    for _ in range(presses):
        app.press(random.choice(_KEYS))
        # So long that most pages are drawn, and so short that some keys meet a page that is going.
        while app.read(random.choice((0.01, 0.03, 0.1))):
            pass


@pytest.mark.parametrize("seed", range(2))
def test_two_thousand_presses(tmp_path: Path, seed: int) -> None:
    with closing(open_store(tmp_path / "tutor.db", clock=lambda: NOW)) as store:
        store.add_person(name="Mẫu", language="vi", address="ba")
    LaptopFile(tmp_path / "laptop.json").keep(Laptop(keys_tried=True))
    random = Random(seed)
    with terminal(["--lang", "vi"], tmp_path) as app:
        app.see("Mẫu")
        uses = [use_of(app)]
        for _ in range(_PRESSES // _ROUND):
            press_many(app, random, _ROUND)
            uses.append(use_of(app))
        assert app.child.isalive()
    assert not (tmp_path / "error.log").exists()
    with closing(open_store(tmp_path / "tutor.db", clock=lambda: NOW)) as store:
        events = sum(1 for _ in store.events())
    first, settled, last = uses[0], uses[_SETTLED // _ROUND], uses[-1]
    print(f"seed {seed}, {events} events recorded: at the start {first}; at the end {last};")
    print(f"after {_SETTLED} presses {settled}")
    print("megabytes after each hundred presses:", *(round(use.megabytes) for use in uses))
    assert last.megabytes - settled.megabytes < _MOST_GROWTH_MB
    assert last.files - settled.files <= _MOST_MORE
    assert last.threads - settled.threads <= _MOST_MORE
