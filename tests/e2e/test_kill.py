"""The program is killed at any moment: nothing that was seen to be answered is lost."""

import itertools
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from io import BufferedReader
from pathlib import Path
from random import Random
from typing import IO

import pytest
from patience import wait_until
from plain_lines import NOW, lines_to_the_end
from terminal_kit import CTRL_Q, ENTER, SAID, TUTOR, Terminal, environment, terminal

from tutor.engine.events import StepReached
from tutor.engine.run import Script, place_in_lesson
from tutor.engine.state import LessonState
from tutor.lesson.library import Library
from tutor.lesson.present import present
from tutor.lesson.run import open_run, restore_run
from tutor.paths import lessons_folder
from tutor.records.store import Store, open_store

ACKNOWLEDGING_TUTOR = (
    sys.executable,
    str(Path(__file__).with_name("acknowledging_app.py")),
    "tutor",
)
LIBRARY = Library((lessons_folder(),))
LANGUAGE = "vi"
_END = SAID("You have finished “{lesson}”.").partition("“")[0]
# A step says once where it is; each moment begins with an empty line.
_PLACE = re.compile(r"^Bước (\d+) trong (\d+)\. ", re.MULTILINE)
_MOMENT = "\n\n"
_STEP_WORD = SAID("Step {step} / {steps}", step="", steps="").split()[0]


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


def _number(script: Script, state: LessonState, index: int) -> int:
    """Return the number that the screens show for a step of the lesson."""
    return place_in_lesson(script.lesson, replace(state.moment, index=index))[0]


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
        numbers = [int(place) for place, _ in _PLACE.findall(printed)]
        # What is printed after an answer is the next moment, or the end.
        answers = max(0, printed.count(_MOMENT) - 1) + (_END in printed)
        with closing(opened(self.home)) as store:
            assert len(store.responses(state.run)) >= before + answers
            record = store.run(state.run)
            assert record is not None
            reached = {
                _number(script, state, one.event.step)
                for one in store.events("guest")
                if one.run == state.run and isinstance(one.event, StepReached)
            }
        if numbers:
            here = _number(script, state, state.moment.index)
            assert numbers[0] == here, "it goes on at the step where it was"
            assert set(numbers) <= reached
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
        """Start the program, answer it up to some line, kill it soon after; return what it printed.

        Where that is the last line the lesson comes to its end.
        """
        calm = self._random.randint(0, len(lines))
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
                if calm == len(lines):
                    # Of a last answer on its way the kill would nearly always be the first.
                    process.stdin.close()
                    return (printed + process.stdout.read()).decode()
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


def kill(app: Terminal) -> None:
    """End the app by what no program can answer."""
    app.kill()


def hang_up(app: Terminal) -> None:
    """Tell the app that its terminal is gone."""
    app.child.kill(signal.SIGHUP)
    assert app.end() == 0


def shut_down(app: Terminal) -> None:
    """End the app as a computer that is switched off does."""
    app.child.kill(signal.SIGTERM)
    assert app.end() == 0


def close_window(app: Terminal) -> None:
    """Take the terminal away."""
    app.child.ptyproc.fileobj.close()  # type: ignore[attr-defined]
    app.child.ptyproc.wait()  # type: ignore[attr-defined]


def stop_and_kill(app: Terminal) -> None:
    """Stop the app, let a key arrive, have it go on for a while, and kill it."""
    app.child.kill(signal.SIGSTOP)
    app.press(ENTER)
    app.child.kill(signal.SIGCONT)
    app.press_until(CTRL_Q, SAID("Would you like to rest here?").partition(" ")[2])
    app.press_until(ENTER, _STEP_WORD)
    app.kill()


class AppLearner:
    """Plays lessons by keys in one app after the other, each of them ended at a moment of its own."""

    def __init__(
        self, folder: Path, seed: int, end: Callable[[Terminal], None] = kill, **environ: str
    ) -> None:
        self.kills = self.answers = self.lost = self.elsewhere = 0
        self._end = end
        self._folder = folder
        self._random = Random(seed)
        self._environ = environ
        self._homes = itertools.count()
        self._lessons = itertools.cycle(("ld-ba-dau-hieu", "ld-gia-cong-an", "lam-quen-phim"))
        self._begin_anew()

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.answers} answers that the screen had acknowledged: "
            f"{self.lost} lost, {self.elsewhere} times another step afterwards"
        )

    def _begin_anew(self) -> None:
        self._home = self._folder / str(next(self._homes))
        self._lesson = next(self._lessons)
        self._step = 0

    def play_and_be_killed(self) -> None:
        """Press some keys, kill the app, and compare what it had acknowledged with what the records have."""
        acknowledged = self._folder / "acknowledged"
        acknowledged.unlink(missing_ok=True)
        environ = {**self._environ, "ACKNOWLEDGED": str(acknowledged)}
        play = ["--lang", LANGUAGE, "play", self._lesson, "--no-speech"]
        with terminal(play, self._home, ACKNOWLEDGING_TUTOR, **environ) as app:
            app.wait(lambda: app.step, "the lesson")
            self.elsewhere += self._step not in (0, app.step)
            for _ in range(self._random.randint(1, 12)):
                app.press(self._random.choice((ENTER, ENTER, ENTER, "1", "2", "3", "4")))
                for _ in range(self._random.randrange(12)):
                    app.read(0.01)
            self._end(app)
        self.kills += 1
        self._compare(acknowledged.read_text(encoding="utf-8"))

    def _compare(self, acknowledged: str) -> None:
        # The kill may cut the last line short.
        lines = [line.split() for line in acknowledged.split("\n")[:-1]]
        run, first = lines[0]
        last = max(int(count) for line_run, count in lines if line_run == run)
        self.answers += last - int(first)
        with closing(opened(self._home)) as store:
            self.lost += max(0, last - len(store.responses(run)))
            record = store.run(run)
            if record is None or record.finished:
                self._begin_anew()
                return
            script = LIBRARY.script(self._lesson, LANGUAGE)
            state = restore_run(script, record, "guest", store, lambda: NOW).state
            self._step = present(script, state, SAID).step


@pytest.mark.real
def test_a_killed_app_loses_nothing_and_goes_on_at_the_same_step(tmp_path: Path) -> None:
    learner = AppLearner(tmp_path, seed=7)
    while learner.kills < 3 or not learner.answers:
        learner.play_and_be_killed()
    assert (learner.lost, learner.elsewhere) == (0, 0)


ENDS = pytest.mark.parametrize("end", [hang_up, shut_down, close_window, stop_and_kill])


@pytest.mark.real
@ENDS
def test_an_app_that_ends_otherwise_loses_nothing(
    tmp_path: Path, end: Callable[[Terminal], None]
) -> None:
    learner = AppLearner(tmp_path, 8, end)
    while learner.kills < 2 or not learner.answers:
        learner.play_and_be_killed()
    assert (learner.lost, learner.elsewhere) == (0, 0)


@pytest.mark.slow
@ENDS
def test_25_apps_that_end_otherwise_lose_nothing(
    tmp_path: Path, end: Callable[[Terminal], None]
) -> None:
    learner = AppLearner(tmp_path, 9, end)
    for _ in range(25):
        learner.play_and_be_killed()
    print(f"{end.__name__}: {learner}")
    assert (learner.lost, learner.elsewhere) == (0, 0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_500_killed_apps_lose_nothing(tmp_path: Path, seed: int) -> None:
    learner = AppLearner(tmp_path, seed)
    for _ in range(100):
        learner.play_and_be_killed()
    print(learner)
    assert learner.answers > 50
    assert (learner.lost, learner.elsewhere) == (0, 0)


@pytest.mark.slow
def test_records_that_lose_answers_are_found_out(tmp_path: Path) -> None:
    learner = AppLearner(tmp_path, seed=11, LOSES="0.2")
    for _ in range(30):
        learner.play_and_be_killed()
    print(learner)
    assert learner.lost > 0


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
