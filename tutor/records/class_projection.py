"""Projections of class events: the same rows, in whatever order the events arrive."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from tutor.records import class_events as ce
from tutor.records.journal import StoredEvent

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
_CONSENT = _latest("consent", "learner", "given, text_version, method, witness, at")
_VISIT = _latest("visit", "visit", "learner, staff, reason, session, assigned_at")
_VISIT_DONE = """
    INSERT INTO visit (visit, done_at, done_session) VALUES (:visit, :at, :session)
    ON CONFLICT (visit) DO UPDATE SET done_at = :at, done_session = :session
    WHERE done_at IS NULL OR (:at, :session) > (done_at, done_session)
"""
_PLAN = """
    INSERT INTO class_session (session, day, hamlet, commune, minutes, expected, lessons, form,
                               plan_seq, plan_device)
    VALUES (:session, :day, :hamlet, :commune, :minutes, :expected, :lessons, :form, :seq, :device)
    ON CONFLICT (session) DO UPDATE SET
        day = :day, hamlet = :hamlet, commune = :commune, minutes = :minutes, expected = :expected,
        lessons = :lessons, form = :form, plan_seq = :seq, plan_device = :device
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

Statement = tuple[str, Mapping[str, Any]]
"""An SQL statement, and constants for it besides the fields of the event."""

_WITHDRAWN = {"given": 0, "text_version": "", "method": "", "witness": ""}
_STATEMENTS: Mapping[type, tuple[Statement, ...]] = {
    ce.SessionPlanned: ((_PLAN, {}),),
    ce.SessionStarted: ((_STATE, {"state": "running"}), (_STARTED_AT, {})),
    ce.SessionEnded: ((_STATE, {"state": "ended"}), (_ENDED_AT, {})),
    ce.SessionCancelled: ((_STATE, {"state": "cancelled"}),),
    ce.ItemStarted: ((_ITEM, {"state": "started"}),),
    ce.ItemFinished: ((_ITEM, {"state": "finished"}),),
    ce.ItemDropped: ((_ITEM, {"state": "dropped"}),),
    ce.Attended: ((_ATTENDED, {}),),
    ce.HandsCounted: ((_HANDS, {}),),
    ce.SkillObserved: ((_OBSERVED, {}),),
    ce.SkillStated: ((_OBSERVED, {"lesson": ""}),),
    ce.SkillUnnoted: ((_OBSERVED, {"lesson": ""}),),
    ce.ConsentGiven: ((_CONSENT, {"given": 1}),),
    ce.ConsentWithdrawn: ((_CONSENT, _WITHDRAWN),),
    ce.VisitAssigned: ((_VISIT, {}),),
    ce.VisitDone: ((_VISIT_DONE, {}),),
}


def apply(connection: sqlite3.Connection, stored: Iterable[StoredEvent]) -> None:
    """Update the projections with events that were just appended or copied from another file."""
    for row in stored:
        statements = _STATEMENTS.get(type(row.event), ())
        values = _values(row) if statements else {}
        for statement, constants in statements:
            connection.execute(statement, {**values, **constants})


def _values(stored: StoredEvent) -> dict[str, Any]:
    """Return what the statements of an event may refer to, by the names of columns."""
    event: Any = stored.event
    fields = {
        name: json.dumps(value) if isinstance(value, tuple) else value
        for name, value in asdict(event).items()
    }
    return fields | {
        "event": stored.id,
        "session": stored.run,
        "learner": stored.learner,
        "who": stored.learner or stored.id,
        "item": fields.get("index"),
        "how": _how(event),
        "at": stored.at.isoformat(),
        "assigned_at": stored.at.isoformat(),
        "seq": stored.seq,
        "device": stored.device,
    }


def _how(event: object) -> str:
    """Return what an event says of a skill, as the table `observation` has it."""
    match event:
        case ce.SkillObserved():
            return "alone" if event.alone else "helped"
        case ce.SkillStated():
            return event.said
        case _:
            return "taken-back"
