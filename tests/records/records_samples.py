"""Events, clocks and files for the tests of the records."""

import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from tutor.engine.events import Responded, RunFinished, RunStarted, StepReached
from tutor.records import projections
from tutor.records.class_views import Attendance, Observation
from tutor.records.classes import ClassRecords
from tutor.records.journal import AnyEvent
from tutor.records.store import Store, open_store

NOW = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
WRITER = Path(__file__).with_name("records_writer.py")


class Clock:
    """A clock that advances by one second at each call."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def started(
    run: str, lesson: str = "cuoc-goi-la", at: datetime = NOW, steps: int = 5
) -> RunStarted:
    return RunStarted(
        at=at, run=run, lesson=lesson, language="vi", revision="r1", seed="s1", steps=steps
    )


def reached(
    run: str, step: int, lesson: str = "cuoc-goi-la", at: datetime = NOW, steps: int = 5
) -> StepReached:
    return StepReached(
        at=at, run=run, lesson=lesson, step=step, step_id=f"buoc-{step}", steps=steps
    )


def responded(run: str, number: int, lesson: str = "cuoc-goi-la", at: datetime = NOW) -> Responded:
    return Responded(
        at=at, run=run, lesson=lesson, step=0, response={"do": "choose", "number": number}
    )


def finished(run: str, lesson: str = "cuoc-goi-la", at: datetime = NOW) -> RunFinished:
    return RunFinished(at=at, run=run, lesson=lesson)


def opened(path: Path | None, clock: Clock | None = None, seed: int | None = None) -> Store:
    return open_store(path, clock=clock or Clock(), random=None if seed is None else Random(seed))


def events_of(store: Store) -> "list[AnyEvent | None]":
    return [stored.event for stored in store.events()]


def numbers(store: Store, run: str) -> list[int]:
    return [response["number"] for response in store.responses(run)]


def attended(store: Store, run: str) -> list[int]:
    """Return the numbers of the attendance marks that the writer recorded."""
    return [
        int(mark.learner.removeprefix("learner-"))
        for mark in store.classes.snapshot().attendance_at(run)
    ]


def attendance_of(classes: ClassRecords, learner: str) -> tuple[Attendance, ...]:
    """Return the attendance of a learner, by day."""
    return tuple(mark for mark in classes.snapshot().attendance if mark.learner == learner)


def observations_of(classes: ClassRecords, learner: str) -> tuple[Observation, ...]:
    """Return what was seen and said of a learner's skills, the oldest first."""
    return tuple(
        observation
        for observation in classes.snapshot().observations
        if observation.learner == learner
    )


def start_writer(arguments: Sequence[str]) -> subprocess.Popen[str]:
    """Start a program that records a response and an attendance for 1, 2, 3 … and prints each number."""
    return subprocess.Popen(
        [sys.executable, str(WRITER), *arguments], stdout=subprocess.PIPE, text=True
    )


def journal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def spoil_page(path: Path, which: str) -> None:
    """Overwrite a page of a file with zeros: the one whose number the query returns."""
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(which).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))


def rebuild(store: Store) -> None:
    """Derive all tables from the events anew."""
    with store._writing() as connection:
        projections.rebuild(connection)
