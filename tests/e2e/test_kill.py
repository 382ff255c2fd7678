"""The program is killed at any moment: nothing that was seen to be answered is lost."""

import itertools
import re
import sqlite3
import subprocess
from contextlib import closing
from io import BufferedReader
from pathlib import Path
from random import Random
from typing import IO

import pytest
from patience import wait_until
from plain_lines import NOW, lines_to_the_end
from terminal_kit import ENTER, SAID, TUTOR, environment, terminal

from tutor.engine.events import StepReached
from tutor.engine.run import Script
from tutor.engine.state import LessonState
from tutor.lesson.library import Library
from tutor.lesson.run import open_run
from tutor.paths import lessons_folder
from tutor.records.store import Store, open_store

LIBRARY = Library((lessons_folder(),))
LANGUAGE = "vi"
_END = SAID("You have finished “{lesson}”.").partition("“")[0]
# A step says once where it is; each moment begins with an empty line.
_PLACE = re.compile(r"^Bước (\d+) trong (\d+)\. ", re.MULTILINE)
_MOMENT = "\n\n"


def lessons() -> list[str]:
    return [entry.id for entry in LIBRARY.catalogue.lessons(LANGUAGE)]


def opened(home: Path) -> Store:
    """Open the records after a kill: whole, and nothing had to be restored."""
    store = open_store(home / "tutor.db", clock=lambda: NOW)
    assert store.notices == ()
    assert store.verify() == []
    with closing(sqlite3.connect(home / "tutor.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return store


class Learner:
    """Plays lessons in plain mode as one process after the other, each of them killed."""

    def __init__(self, home: Path, seed: int) -> None:
        self.home = home
        self.seen = 0
        self._random = Random(seed)
        self._runs = itertools.count()
        self._lessons = itertools.cycle(lessons())
        self._lesson = next(self._lessons)

    def _taken_up(self) -> tuple[Script, LessonState]:
        """Return where the learner stands by the records, in the next lesson after one that is over."""
        script = LIBRARY.script(self._lesson, LANGUAGE)
        with closing(opened(self.home)) as store:
            run = open_run(script, "guest", store, lambda: NOW, lambda: f"run-{next(self._runs)}")
        return script, run.state

    def play_and_be_killed(self) -> None:
        script, state = self._taken_up()
        before = self._answers(state.run)
        lines = list(lines_to_the_end(script, state, astray=self._random.random() < 0.5))
        printed = self._played(lines)
        steps = [int(place) - 1 for place, _ in _PLACE.findall(printed)]
        # What is printed after an answer is the next moment, or the end.
        answers = max(0, printed.count(_MOMENT) - 1) + (_END in printed)
        with closing(opened(self.home)) as store:
            assert len(store.responses(state.run)) >= before + answers
            record = store.run(state.run)
            assert record is not None
            reached = {
                one.event.step
                for one in store.events("guest")
                if one.run == state.run and isinstance(one.event, StepReached)
            }
        if steps:
            assert steps[0] == state.moment.index, "it goes on at the step where it was"
            assert set(steps) <= reached
        self.seen += answers
        assert record.finished or _END not in printed
        if record.finished:
            self._lesson = next(self._lessons)
            return
        _, again = self._taken_up()
        assert again.moment.index == record.step

    def _answers(self, run: str) -> int:
        with closing(opened(self.home)) as store:
            return len(store.responses(run))

    def _played(self, lines: list[str]) -> str:
        """Start the program, answer it up to some line, kill it soon after; return what it printed."""
        calm = self._random.randint(0, len(lines) - 1)
        early = self._random.random() < 0.1
        with subprocess.Popen(
            [*TUTOR, "play", self._lesson, "--plain", "--lang", LANGUAGE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(self.home),
        ) as process:
            assert process.stdin is not None
            assert isinstance(process.stdout, BufferedReader)
            printed = b""
            if not early:
                for line in lines[:calm]:
                    printed += self._place(process.stdout)
                    process.stdin.write(f"{line}\n".encode())
                    process.stdin.flush()
                printed += self._place(process.stdout)
                # The last of these answers are on their way when the process dies.
                process.stdin.write("".join(f"{line}\n" for line in lines[calm:][:3]).encode())
                process.stdin.flush()
            # Killed at any point of what is on its way, not only at the end of an answer.
            printed += process.stdout.read1(self._random.randrange(1, 400))
            process.kill()
            return (printed + process.stdout.read()).decode("utf-8", "ignore")

    @staticmethod
    def _place(output: IO[bytes]) -> bytes:
        """Read up to the empty line with which a moment begins."""
        read = b""
        for line in output:
            read += line
            if line == b"\n":
                return read
        raise AssertionError(read.decode())


@pytest.mark.real
def test_at_least_ten_kills(tmp_path: Path) -> None:
    learner = Learner(tmp_path, seed=2)
    # The order of answers is each run's own, so a kill comes after few answers or many.
    for kills in range(1, 41):
        learner.play_and_be_killed()
        if kills >= 10 and learner.seen > 10:
            break
    assert learner.seen > 10


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_two_hundred_kills(tmp_path: Path, seed: int) -> None:
    learner = Learner(tmp_path, seed)
    for _ in range(50):
        learner.play_and_be_killed()
    print(f"{learner.seen} answers were seen in 50 kills")
    assert learner.seen > 100


def kill_the_app(home: Path, random: Random) -> None:
    """Play by keys on a terminal, kill the app soon after a key, and see that it goes on there."""
    with terminal(["play", "ld-ba-dau-hieu", "--no-speech"], home) as app:
        app.wait(lambda: app.step, "the lesson")
        app.settle()
        with closing(opened(home)) as store:
            (record,) = store.open_runs("guest")
        assert app.step == record.step + 1
        for _ in range(random.randint(1, 3)):
            if "Chọn số" in app.text:
                app.press_and_see_change(str(random.randint(1, 2)))
            else:
                app.press_and_see_change(ENTER)
        app.press(ENTER)
        for _ in range(random.randrange(15)):
            app.read(0.01)
        seen = app.step
        app.child.kill(9)
        app.child.wait()
    with closing(opened(home)) as store:
        (record,) = store.open_runs("guest")
        assert record.step + 1 >= seen


def resumes(home: Path) -> None:
    with closing(opened(home)) as store:
        (record,) = store.open_runs("guest")
    with terminal(["play", "ld-ba-dau-hieu", "--no-speech"], home) as app:
        app.wait(lambda: app.step == record.step + 1, f"step {record.step + 1}")


@pytest.mark.real
def test_the_app_is_killed_and_goes_on_at_the_same_step(tmp_path: Path) -> None:
    random = Random(7)
    for _ in range(2):
        kill_the_app(tmp_path, random)
    resumes(tmp_path)


@pytest.mark.real
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="it looks into /proc")
def test_a_killed_app_leaves_no_voice_behind(tmp_path: Path) -> None:
    with terminal(["play", "lam-quen-phim"], tmp_path) as app:
        app.wait(lambda: app.step, "the lesson")
        tasks = Path(f"/proc/{app.child.pid}/task").iterdir
        workers: set[str] = set()

        def speaking() -> bool:
            # The worker starts with the first sentence.
            for task in tasks():
                workers.update((task / "children").read_text().split())
            return bool(workers)

        app.wait(speaking, "the voice")
        app.child.kill(9)
        app.child.wait()
        wait_until(
            lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers),
            lambda: "the voice is still there",
        )


@pytest.mark.slow
def test_the_app_is_killed_many_times(tmp_path: Path) -> None:
    random = Random(11)
    for i in range(20):
        home = tmp_path / str(i // 3)
        kill_the_app(home, random)
        resumes(home)
