"""The projection of the journal that says where every run stands; it can be made anew at any time."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tutor.engine.events import EVENT_KINDS, RunFinished, RunStarted, StepReached
from tutor.records.journal import StoredEvent
from tutor.records.times import read_time


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """One run of a lesson as it stands: at `step` of `steps`, counted from 0."""

    run: str
    learner: str
    lesson: str
    language: str
    revision: str
    seed: str
    steps: int
    step: int
    step_id: str
    started_at: datetime
    last_at: datetime
    finished: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonProgress:
    """What a learner did of one lesson; `step` of `steps` is that of the open run, else of the last run."""

    lesson: str
    times_finished: int
    last_at: datetime
    open_run: str | None
    step: int
    steps: int


_START = """
    INSERT INTO run (run, learner, lesson, language, revision, seed, steps, step, step_id,
                     started_at, last_at, finished, first_seq, last_seq)
    VALUES (:run, :learner, :lesson, :language, :revision, :seed, :steps, 0, '', :at, :at, 0, :seq, :seq)
    ON CONFLICT DO NOTHING
"""
_TOUCH = "UPDATE run SET last_at = :at, last_seq = :seq WHERE run = :run"
_REACH = "UPDATE run SET step = :step, step_id = :step_id, steps = :steps WHERE run = :run"
_FINISH = "UPDATE run SET finished = 1 WHERE run = :run"

_SELECT = """
    SELECT run, learner, lesson, language, revision, seed, steps, step, step_id,
           started_at, last_at, finished
    FROM run
"""
_OPEN = f"""{_SELECT}
    WHERE learner = ? AND finished = 0 AND NOT EXISTS (
        SELECT 1 FROM run AS later
        WHERE later.learner = run.learner AND later.lesson = run.lesson
          AND later.first_seq > run.first_seq
    )
    ORDER BY last_seq DESC
"""  # noqa: S608 - made of column names alone


def apply(connection: sqlite3.Connection, stored: Iterable[StoredEvent]) -> None:
    """Bring the projection up to date with events that were just appended, in their order."""
    for one in stored:
        if one.kind not in EVENT_KINDS:
            continue
        event = one.event
        values = {"run": one.run, "at": one.at.isoformat(), "seq": one.seq}
        if isinstance(event, RunStarted):
            start = {
                "learner": one.learner,
                "lesson": event.lesson,
                "language": event.language,
                "revision": event.revision,
                "seed": event.seed,
                "steps": event.steps,
            }
            connection.execute(_START, values | start)
        connection.execute(_TOUCH, values)
        if isinstance(event, StepReached):
            reached = {"step": event.step, "step_id": event.step_id, "steps": event.steps}
            connection.execute(_REACH, reached | {"run": one.run})
        elif isinstance(event, RunFinished):
            connection.execute(_FINISH, {"run": one.run})


def _record(row: tuple[Any, ...]) -> RunRecord:
    *texts, started_at, last_at, finished = row
    run, learner, lesson, language, revision, seed, steps, step, step_id = texts
    return RunRecord(
        run=run,
        learner=learner,
        lesson=lesson,
        language=language,
        revision=revision,
        seed=seed,
        steps=steps,
        step=step,
        step_id=step_id,
        started_at=read_time(started_at),
        last_at=read_time(last_at),
        finished=bool(finished),
    )


def one_run(connection: sqlite3.Connection, run: str) -> RunRecord | None:
    """Return a run, None for an id that is not here."""
    row = connection.execute(f"{_SELECT} WHERE run = ?", (run,)).fetchone()
    return None if row is None else _record(row)


def open_runs(connection: sqlite3.Connection, learner: str) -> tuple[RunRecord, ...]:
    """Return the runs to go on with, the last played first.

    An unfinished run counts no more once the learner began the same lesson anew.
    """
    return tuple(_record(row) for row in connection.execute(_OPEN, (learner,)))


def history(connection: sqlite3.Connection, learner: str) -> tuple[LessonProgress, ...]:
    """Return a learner's lessons, the last played first."""
    still_open = {one.lesson: one for one in open_runs(connection, learner)}
    query = f"{_SELECT} WHERE learner = ? ORDER BY last_seq DESC"
    runs: dict[str, list[RunRecord]] = {}
    for row in connection.execute(query, (learner,)):
        one = _record(row)
        runs.setdefault(one.lesson, []).append(one)
    found = []
    for lesson, played in runs.items():
        at_hand = still_open.get(lesson)
        shown = at_hand or played[0]
        found.append(
            LessonProgress(
                lesson=lesson,
                times_finished=sum(one.finished for one in played),
                last_at=played[0].last_at,
                open_run=None if at_hand is None else at_hand.run,
                step=shown.step,
                steps=shown.steps,
            )
        )
    return tuple(found)
