"""Erasing a person: the name, and all that was kept of them but that somebody was at a class."""

import sqlite3
from dataclasses import dataclass, replace

from tutor.records import journal, people
from tutor.records.ids import nameless_id
from tutor.records.journal import StoredEvent

# The kinds of `PersonErased` and `Attended`, whose module the opening of records does without.
ERASED, ATTENDED = "person-erased", "attended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What an erasure deleted: events, and copies of the records; None where a copy could not be deleted."""

    events: int
    copies: int | None


def enforce(connection: sqlite3.Connection) -> int:
    """Erase whoever an event says was erased, within the caller's transaction; return how many events went.

    Safe to repeat: a copy from before, or a rescued file, may have brought something back.
    """
    gone = 0
    for one in journal.of_kind(connection, ERASED):
        gone += _erase(connection, one.learner)
    return gone


def _erase(connection: sqlite3.Connection, learner: str) -> int:
    before = connection.total_changes
    connection.execute("INSERT INTO erased VALUES (?) ON CONFLICT DO NOTHING", (learner,))
    gone, role = 0, people.forget(connection, learner)
    # One of the team was not there to learn, and is no number among those who were.
    if role != "staff":
        latest = {one.run: one for one in journal.of_kind(connection, ATTENDED, learner)}
        for one in latest.values():
            journal.write_anew(connection, _nobody(one), one.id)
        gone += len(latest)
    gone += journal.drop(connection, learner, but=ERASED)
    if connection.total_changes > before:
        connection.execute("UPDATE device SET sweep_due = 1")
    return gone


def _nobody(attended: StoredEvent) -> StoredEvent:
    """Return that somebody was at a session, without who, why not and at what hour.

    The time is in an event's own id, and in its number among those before and after it. The new id is made
    from the old one, so that whoever is erased twice, from a copy or on two laptops, is counted once.
    """
    payload = {"session": attended.run, "learner": "", "state": attended.payload["state"]}
    day = attended.at.replace(hour=0, minute=0, second=0, microsecond=0)
    return replace(
        attended, id=nameless_id(attended.id), seq=0, learner="", at=day, payload=payload
    )


def sweep_due(connection: sqlite3.Connection) -> bool:
    """Tell whether copies beside the records may still hold somebody who was erased."""
    return bool(connection.execute("SELECT sweep_due FROM device").fetchone()[0])


def swept(connection: sqlite3.Connection) -> None:
    """Note that no copy holds anybody who was erased."""
    connection.execute("UPDATE device SET sweep_due = 0")
