"""The projections of class events: whatever the order in which events arrive, they come to the same rows."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tutor.records import class_events as ce
from tutor.records.journal import StoredEvent

# An event counts where no later one of the same thing was seen: (seq, device) is one order for all machines.
_NEWER = "(excluded.seq, excluded.device) > ({table}.seq, {table}.device)"


def _latest(table: str, keys: str, values: str) -> str:
    """Return the statement that keeps the latest word on what the keys name."""
    columns = [name.strip() for name in f"{keys}, {values}, seq, device".split(",")]
    kept = ", ".join(f"{name} = excluded.{name}" for name in columns)
    marks = ", ".join(f":{name}" for name in columns)
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) "  # noqa: S608 - names of columns
        f"ON CONFLICT ({keys}) DO UPDATE SET {kept} WHERE {_NEWER.format(table=table)}"
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
_BEGAN = """
    UPDATE class_session SET started_at = min(coalesce(started_at, :at), :at) WHERE session = :session
"""
_OVER = """
    UPDATE class_session SET ended_at = max(coalesce(ended_at, :at), :at) WHERE session = :session
"""

Values = dict[str, Any]
Step = Callable[[sqlite3.Connection, Any, Values], None]


def _planned(connection: sqlite3.Connection, event: ce.SessionPlanned, values: Values) -> None:
    plan = {
        "day": event.day,
        "hamlet": event.hamlet,
        "commune": event.commune,
        "minutes": event.minutes,
        "expected": event.expected,
        "lessons": json.dumps(event.lessons),
        "form": event.form,
    }
    connection.execute(_PLAN, values | plan)


def _state(state: str, *times: str) -> Step:
    def write(connection: sqlite3.Connection, _event: object, values: Values) -> None:
        connection.execute(_STATE, values | {"state": state})
        for statement in times:
            connection.execute(statement, values)

    return write


def _item(state: str) -> Step:
    def write(
        connection: sqlite3.Connection,
        event: ce.ItemStarted | ce.ItemFinished | ce.ItemDropped,
        values: Values,
    ) -> None:
        what = {"item": event.index, "key": event.key, "state": state}
        connection.execute(_ITEM, values | what)

    return write


def _attended(connection: sqlite3.Connection, event: ce.Attended, values: Values) -> None:
    who = event.learner or values["event"]
    said = {"who": who, "state": event.state, "reason": event.reason}
    connection.execute(_ATTENDED, values | said)


def _hands(connection: sqlite3.Connection, event: ce.HandsCounted, values: Values) -> None:
    counted = {
        "lesson": event.lesson,
        "step_id": event.step_id,
        "round": event.round,
        "counts": json.dumps(event.counts),
    }
    connection.execute(_HANDS, values | counted)


def _observed(connection: sqlite3.Connection, event: ce.SkillObserved, values: Values) -> None:
    how = "alone" if event.alone else "helped"
    connection.execute(
        _OBSERVED, values | {"skill": event.skill, "how": how, "lesson": event.lesson}
    )


def _said(connection: sqlite3.Connection, event: ce.SkillSaid, values: Values) -> None:
    connection.execute(_OBSERVED, values | {"skill": event.skill, "how": event.said, "lesson": ""})


def _unnoted(connection: sqlite3.Connection, event: ce.SkillUnnoted, values: Values) -> None:
    connection.execute(
        _OBSERVED, values | {"skill": event.skill, "how": "taken-back", "lesson": ""}
    )


def _consent(connection: sqlite3.Connection, event: ce.ConsentGiven, values: Values) -> None:
    given = {
        "given": 1,
        "text_version": event.text_version,
        "method": event.method,
        "witness": event.witness,
    }
    connection.execute(_CONSENT, values | given)


def _withdrawn(connection: sqlite3.Connection, _event: ce.ConsentWithdrawn, values: Values) -> None:
    nothing = {"given": 0, "text_version": "", "method": "", "witness": ""}
    connection.execute(_CONSENT, values | nothing)


def _assigned(connection: sqlite3.Connection, event: ce.VisitAssigned, values: Values) -> None:
    visit = {
        "visit": event.visit,
        "staff": event.staff,
        "reason": event.reason,
        "assigned_at": values["at"],
    }
    connection.execute(_VISIT, values | visit)


def _visited(connection: sqlite3.Connection, event: ce.VisitDone, values: Values) -> None:
    connection.execute(_VISIT_DONE, values | {"visit": event.visit})


_STEPS: Mapping[type, Step] = {
    ce.SessionPlanned: _planned,
    ce.SessionStarted: _state("running", _BEGAN),
    ce.SessionEnded: _state("ended", _OVER),
    ce.SessionCancelled: _state("cancelled"),
    ce.ItemStarted: _item("started"),
    ce.ItemFinished: _item("finished"),
    ce.ItemDropped: _item("dropped"),
    ce.Attended: _attended,
    ce.HandsCounted: _hands,
    ce.SkillObserved: _observed,
    ce.SkillSaid: _said,
    ce.SkillUnnoted: _unnoted,
    ce.ConsentGiven: _consent,
    ce.ConsentWithdrawn: _withdrawn,
    ce.VisitAssigned: _assigned,
    ce.VisitDone: _visited,
}


def apply(connection: sqlite3.Connection, stored: Iterable[StoredEvent]) -> None:
    """Bring the projections up to date with events that were just appended or taken over."""
    for one in stored:
        event = one.event
        step = _STEPS.get(type(event))
        if step is None:
            continue
        values = {
            "event": one.id,
            "session": one.run,
            "learner": one.learner,
            "at": one.at.isoformat(),
            "seq": one.seq,
            "device": one.device,
        }
        step(connection, event, values)
