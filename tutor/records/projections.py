"""Tables derived from the journal: their update with new events, their rebuild, and the queries on runs.

The rows of classes are the same in whatever order the events arrive.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from tutor.records import consents, erasing, people, same_people
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
    "headcount",
    "refusal",
)

# Runs of lessons.

_START = """
    INSERT INTO run (run, learner, lesson, language, revision, seed, steps, step, step_id,
                     started_at, last_at, finished, first_seq, last_seq)
    VALUES (:run, :learner, :lesson, :language, :revision, :seed, :steps, 0, '', :at, :at, 0, :seq, :seq)
    ON CONFLICT DO NOTHING
"""
# Who withdraws consent in the middle of a lesson goes on as a guest: that moves nothing of theirs.
_OF_RUN = "WHERE run = :run AND learner = :learner"
_TOUCH = f"UPDATE run SET last_at = :at, last_seq = :seq {_OF_RUN}"  # noqa: S608 - constants
_REACH = f"UPDATE run SET step = :step, step_id = :step_id, steps = :steps {_OF_RUN}"  # noqa: S608
_FINISH = f"UPDATE run SET finished = 1 {_OF_RUN}"  # noqa: S608

# Classes and visits.

# An event counts unless a later one about the same was seen: (seq, device) orders the events of all machines.
_NEWER = "(excluded.seq, excluded.device) > ({table}.seq, {table}.device)"


def _latest(table: str, keys: str, values: str) -> str:
    """Return the statement that keeps the latest values for the keys."""
    columns = [name.strip() for name in f"{keys}, {values}, seq, device".split(",")]
    updates = ", ".join(f"{name} = excluded.{name}" for name in columns)
    marks = ", ".join(f":{name}" for name in columns)
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) "  # noqa: S608 - constants
        f"ON CONFLICT ({keys}) DO UPDATE SET {updates} WHERE {_NEWER.format(table=table)}"
    )


_ITEM = _latest("class_item", "session, item", "key, state, at")
_ATTENDED = _latest("attendance", "session, who", "learner, state, reason, at")
_HANDS = _latest("hands", "session, lesson, step_id, round", "counts")
_OBSERVED = _latest("observation", "event", "learner, skill, how, session, lesson, at")
_REFUSED = """
    INSERT INTO refusal (event, learner) SELECT :event, :entry WHERE :forget ON CONFLICT DO NOTHING
"""
_VISIT = _latest("visit", "visit", "learner, staff, reason, session, assigned_at")
_VISIT_DONE = """
    INSERT INTO visit (visit, done_at, done_session) VALUES (:visit, :at, :session)
    ON CONFLICT (visit) DO UPDATE SET done_at = :at, done_session = :session
    WHERE done_at IS NULL OR (:at, :session) > (done_at, done_session)
"""
_PLAN = """
    INSERT INTO class_session (session, day, hamlet, commune, minutes, expected, lessons, form,
                               time, place, plan_seq, plan_device)
    VALUES (:session, :day, :hamlet, :commune, :minutes, :expected, :lessons, :form,
            :time, :place, :seq, :device)
    ON CONFLICT (session) DO UPDATE SET
        day = :day, hamlet = :hamlet, commune = :commune, minutes = :minutes, expected = :expected,
        lessons = :lessons, form = :form, time = :time, place = :place,
        plan_seq = :seq, plan_device = :device
    WHERE (:seq, :device) > (plan_seq, plan_device)
"""
_STATE = """
    INSERT INTO class_session (session, state, state_seq, state_device)
    VALUES (:session, :state, :seq, :device)
    ON CONFLICT (session) DO UPDATE SET state = :state, state_seq = :seq, state_device = :device
    WHERE (:seq, :device) > (state_seq, state_device)
"""
_STARTED_AT = """
    UPDATE class_session SET started_at = min(coalesce(started_at, :at), :at) WHERE session = :session
"""
_ENDED_AT = """
    UPDATE class_session SET ended_at = max(coalesce(ended_at, :at), :at) WHERE session = :session
"""
_ON_PAPER = "UPDATE class_session SET on_paper = 1 WHERE session = :session"
_UNNAMED = _latest("headcount", "session", "unnamed")
_HELPERS = _latest("helper_count", "session", "helpers")

Statement = tuple[str, Mapping[str, Any]]
"""An SQL statement, and constants for it besides the fields of the event."""

# By the kind of the event; a lesson begins without loading the module of the class events.
_STATEMENTS: Mapping[str, tuple[Statement, ...]] = {
    "run-started": ((_START, {}),),
    "step-reached": ((_REACH, {}),),
    "run-finished": ((_FINISH, {}),),
    "session-planned": ((_PLAN, {}),),
    "session-started": ((_STATE, {"state": "running"}), (_STARTED_AT, {})),
    "session-ended": ((_STATE, {"state": "ended"}), (_ENDED_AT, {})),
    "session-held": ((_STATE, {"state": "ended"}), (_ON_PAPER, {})),
    "unnamed-counted": ((_UNNAMED, {}),),
    "helpers-counted": ((_HELPERS, {}),),
    "session-cancelled": ((_STATE, {"state": "cancelled"}),),
    "item-started": ((_ITEM, {"state": "started"}),),
    "item-finished": ((_ITEM, {"state": "finished"}),),
    "item-dropped": ((_ITEM, {"state": "dropped"}),),
    "attended": ((_ATTENDED, {}),),
    "hands-counted": ((_HANDS, {}),),
    "skill-observed": ((_OBSERVED, {}),),
    "skill-said": ((_OBSERVED, {"lesson": ""}),),
    "skill-unnoted": ((_OBSERVED, {"lesson": "", "how": "taken-back"}),),
    "consent-given": (),
    "consent-withdrawn": ((_REFUSED, {}),),
    "visit-assigned": ((_VISIT, {}),),
    "visit-done": ((_VISIT_DONE, {}),),
}


def apply(connection: sqlite3.Connection, stored: Iterable[StoredEvent]) -> None:
    """Update all tables with events that were just appended or copied from another file, in their order."""
    # Imported here: the first screen needs no events.
    from tutor.engine.events import EVENT_KINDS, to_payload

    leader = same_people.canonical_ids(connection)
    answered: dict[str, None] = {}
    touched: dict[tuple[str, str], StoredEvent] = {}
    for row in stored:
        event: Any = row.event if row.kind in _STATEMENTS else None
        if event is not None:
            values = _values(row, to_payload(event), leader)
            for statement, constants in _STATEMENTS[row.kind]:
                connection.execute(statement, {**values, **constants} if constants else values)
            if row.kind in (consents.AGREED, consents.DECLINED):
                answered[values["learner"]] = None
        if row.kind in EVENT_KINDS:
            touched[row.run, leader.get(row.learner, row.learner)] = row
    for (run, learner), last in touched.items():
        times = {"at": last.at.isoformat(), "seq": last.seq}
        connection.execute(_TOUCH, {"run": run, "learner": learner, **times})
    # Last, and once for each person: which answer holds is decided by all answers in the journal.
    for learner in answered:
        consents.settle(connection, learner)


def _values(
    stored: StoredEvent, event: Mapping[str, Any], leader: Mapping[str, str]
) -> dict[str, Any]:
    """Return what the statements of an event may refer to: its fields, and columns that differ from them.

    `leader` has the id that stands for a person, by their other ids.
    """
    values: dict[str, Any] = {
        name: json.dumps(value) if isinstance(value, tuple) else value
        for name, value in event.items()
    }
    if "staff" in values:
        values["staff"] = leader.get(values["staff"], values["staff"])
    at = stored.at.isoformat()
    learner = leader.get(stored.learner, stored.learner)
    how = values.get("said", "alone" if values.get("alone") else "helped")
    values.update(
        event=stored.id,
        session=stored.run,
        entry=stored.learner,
        learner=learner,
        # Who was erased counts under an id that leads to nobody; an earlier version wrote none.
        who=learner or stored.payload.get("who", stored.id),
        item=values.get("index"),
        how=how,
        at=at,
        assigned_at=at,
        seq=stored.seq,
        device=stored.device,
    )
    return values


def rebuild(connection: sqlite3.Connection) -> int:
    """Rebuild all projections from the events, within the caller's transaction.

    Erasures are enforced first, for a copy may have brought data back; returns the number of events deleted.
    """
    deleted = erasing.enforce_erasures(connection)
    same_people.rebuild(connection)
    for table in TABLES:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - constants
    position: Position | None = START
    while position is not None:
        events, position = read_page(connection, position, None)
        apply(connection, events)
    return deleted


def fill(connection: sqlite3.Connection, events: Iterable[StoredEvent]) -> None:
    """Fill all projections, which are empty, from all events in their order; these were joined before."""
    same_people.rebuild(connection)
    apply(connection, events)


def settle(connection: sqlite3.Connection) -> int:
    """Rebuild all projections after refusals were enforced too; return the number of events deleted."""
    refused = people.enforce_refusals(connection)
    return refused + rebuild(connection)


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


_COLUMNS = tuple(field.name for field in fields(RunRecord))
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM run"  # noqa: S608 - constants
_IS_OPEN = """
    finished = 0 AND NOT EXISTS (
        SELECT 1 FROM run AS later
        WHERE later.learner = run.learner AND later.lesson = run.lesson
          AND later.first_seq > run.first_seq
    )
"""


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
    latest = open_run or played[0]
    return LessonProgress(
        lesson=latest.lesson,
        times_finished=sum(run.finished for run in played),
        last_at=played[0].last_at,
        open_run=open_run.run if open_run else None,
        step=latest.step,
        steps=latest.steps,
    )
