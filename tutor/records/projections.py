"""Tables derived from the journal: their update with new events, their rebuild, and the queries on runs."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from tutor.records import people
from tutor.records.journal import START, Position, StoredEvent, read_page, read_time

TABLES = (
    "run",
    "class_session",
    "class_item",
    "attendance",
    "hands",
    "observation",
    "consent",
    "visit",
)


def apply(connection: sqlite3.Connection, stored: Sequence[StoredEvent]) -> None:
    """Update all projections with events that were just appended, in their order."""
    # Imported here: the first screen needs no events.
    from tutor.engine.events import EVENT_KINDS

    _apply_to_runs(connection, stored)
    class_events = [event for event in stored if event.kind not in EVENT_KINDS]
    if class_events:
        # Imported here: the start of a lesson needs no class events.
        from tutor.records import class_projection

        class_projection.apply(connection, class_events)


def rebuild(connection: sqlite3.Connection) -> int:
    """Rebuild all projections from the events, within the caller's transaction.

    Erasures are enforced first, for a copy may have brought data back; returns the number of events deleted.
    """
    deleted = people.enforce_erasures(connection)
    for table in TABLES:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - constants
    position: Position | None = START
    while position is not None:
        events, position = read_page(connection, position, None)
        apply(connection, events)
    return deleted


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """The state of one run of a lesson: at `step` of `steps`, counted from 0."""

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
    """A learner's progress in one lesson; `step` of `steps` is that of the open run, else of the last run."""

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

_COLUMNS = tuple(field.name for field in fields(RunRecord))
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM run"  # noqa: S608 - constants
_IS_OPEN = """
    finished = 0 AND NOT EXISTS (
        SELECT 1 FROM run AS later
        WHERE later.learner = run.learner AND later.lesson = run.lesson
          AND later.first_seq > run.first_seq
    )
"""


def _apply_to_runs(connection: sqlite3.Connection, stored: Iterable[StoredEvent]) -> None:
    from tutor.engine.events import EVENT_KINDS, RunFinished, RunStarted, StepReached

    for row in stored:
        if row.kind not in EVENT_KINDS:
            continue
        event = row.event
        values = {"run": row.run, "at": row.at.isoformat(), "seq": row.seq}
        if isinstance(event, RunStarted):
            start = {
                "learner": row.learner,
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
            connection.execute(_REACH, reached | {"run": row.run})
        elif isinstance(event, RunFinished):
            connection.execute(_FINISH, {"run": row.run})


def _record(row: tuple[Any, ...]) -> RunRecord:
    values = dict(zip(_COLUMNS, row, strict=True))
    values |= {name: read_time(values[name]) for name in ("started_at", "last_at")}
    return RunRecord(**values | {"finished": bool(values["finished"])})


def find_run(connection: sqlite3.Connection, run: str) -> RunRecord | None:
    """Return a run, None for an unknown id."""
    row = connection.execute(f"{_SELECT} WHERE run = ?", (run,)).fetchone()
    return None if row is None else _record(row)


def open_runs(connection: sqlite3.Connection, learner: str) -> tuple[RunRecord, ...]:
    """Return the unfinished runs, the last played first.

    A run does not count once the learner began the same lesson again.
    """
    query = f"{_SELECT} WHERE learner = ? AND {_IS_OPEN} ORDER BY last_seq DESC"
    return tuple(_record(row) for row in connection.execute(query, (learner,)))


def history(
    connection: sqlite3.Connection, learner: str | None = None
) -> dict[str, tuple[LessonProgress, ...]]:
    """Return the progress of one learner or of all, by learner, the last played lesson first."""
    of_learner = "TRUE" if learner is None else "learner = :learner"
    values = {"learner": learner}
    query = f"{_SELECT} WHERE {of_learner} ORDER BY last_seq DESC"
    runs: dict[str, dict[str, list[RunRecord]]] = {}
    for row in connection.execute(query, values):
        run = _record(row)
        runs.setdefault(run.learner, {}).setdefault(run.lesson, []).append(run)
    still_open = f"SELECT run FROM run WHERE {of_learner} AND {_IS_OPEN}"  # noqa: S608 - constants
    open_ids = {row[0] for row in connection.execute(still_open, values)}
    return {
        who: tuple(_progress(played, open_ids) for played in lessons.values())
        for who, lessons in runs.items()
    }


def _progress(played: Sequence[RunRecord], open_ids: Collection[str]) -> LessonProgress:
    """Return the progress in one lesson, given its runs, the last played first."""
    open_run = next((run for run in played if run.run in open_ids), None)
    shown = open_run or played[0]
    return LessonProgress(
        lesson=shown.lesson,
        times_finished=sum(run.finished for run in played),
        last_at=played[0].last_at,
        open_run=open_run.run if open_run else None,
        step=shown.step,
        steps=shown.steps,
    )
