"""Two apps on the same records, and a clock that is set back and ahead: nothing is lost, nothing ends."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from random import Random

import pytest
from plain_lines import NOW
from terminal_kit import ENTER, Terminal, run_tutor, terminal
from test_kill import ACKNOWLEDGING_TUTOR, LANGUAGE

from tutor.records.store import open_store

LESSON = "ld-ba-dau-hieu"
_KEYS = (*(ENTER,) * 4, *"1234")
_YEAR_SECONDS = 366 * 24 * 3600


class Player:
    """Plays a lesson in one app; `answers` are those that its screen has acknowledged since its start."""

    def __init__(self, app: Terminal, acknowledged: Path, random: Random) -> None:
        self.app = app
        self.random = random
        self._acknowledged = acknowledged
        app.wait(lambda: app.step, "the lesson")
        app.settle()

    def press(self) -> None:
        self.app.press(self.random.choice(_KEYS))
        while self.app.read(0.03):
            pass

    @property
    def answers(self) -> int:
        counts: dict[str, list[int]] = {}
        for line in self._acknowledged.read_text(encoding="utf-8").splitlines():
            run, count = line.split()
            counts.setdefault(run, []).append(int(count))
        return sum(seen[-1] - seen[0] for seen in counts.values())


@contextmanager
def playing(home: Path, name: str, seed: int, **environ: str) -> Iterator[Player]:
    acknowledged = home.parent / name
    play = ["--lang", LANGUAGE, "play", LESSON, "--no-speech"]
    environ["ACKNOWLEDGED"] = str(acknowledged)
    with terminal(play, home, ACKNOWLEDGING_TUTOR, **environ) as app:
        yield Player(app, acknowledged, Random(seed))
    assert b"Traceback" not in app.raw
    assert not (home / "error.log").exists()


def responses(home: Path) -> int:
    """Count the answers in the records, which are whole."""
    with closing(open_store(home / "tutor.db", clock=lambda: NOW)) as store:
        assert store.notices == ()
        assert store.verify() == []
        events = list(store.events())
        assert len({stored.id for stored in events}) == len(events)
        assert len({stored.seq for stored in events}) == len(events)
        return sum(stored.kind == "responded" for stored in events)


def play_together(home: Path, presses: int, people: int) -> str:
    """Let two apps play the same run, while commands write; return the figures."""
    with ExitStack() as stack:
        players = [stack.enter_context(playing(home, f"app-{n}", n)) for n in range(2)]
        for i in range(presses):
            for player in players:
                player.press()
            if i % max(1, presses // people) == 0:
                added = run_tutor(["people", "add", f"Mẫu {i}", "--same", "new"], home)
                assert added.returncode == 0, added.stderr
        assert all(player.app.child.isalive() for player in players)
        answers = sum(player.answers for player in players)
    written = responses(home)
    assert answers > 0
    assert written >= answers
    return f"{answers} answers acknowledged by two apps, {written} in the records"


@pytest.mark.real
def test_two_apps_and_commands_write_the_same_records(tmp_path: Path) -> None:
    play_together(tmp_path / "home", presses=12, people=2)


@pytest.mark.slow
def test_two_apps_and_commands_write_the_same_records_for_long(tmp_path: Path) -> None:
    print(play_together(tmp_path / "home", presses=400, people=40))


@pytest.mark.real
def test_a_clock_that_is_set_back_and_ahead_loses_no_place(tmp_path: Path) -> None:
    home, step, answers = tmp_path / "home", 1, 0
    for i, years in enumerate((0, 73, -7, 0)):
        ahead = str(years * _YEAR_SECONDS)
        with playing(home, f"app-{i}", i, CALM_CLOCK_AHEAD=ahead) as player:
            assert player.app.step == step
            while player.app.step in (0, step):
                player.press()
                player.app.settle()
            step = player.app.step
            answers += player.answers
        assert responses(home) >= answers
