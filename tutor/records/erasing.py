"""The erasure of people: their events go, how many came to each class stays."""

import sqlite3
from dataclasses import dataclass

from tutor.records import consents, journal
from tutor.records.journal import StoredEvent, anonymous_id

# The kinds of class events by name; opening the records does not import their module.
ERASED, ATTENDED = "person-erased", "attended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """The number of events and of copies that an erasure deleted; `copies` is None if that failed."""

    events: int
    copies: int | None


def enforce_erasures(connection: sqlite3.Connection) -> int:
    """Erase everybody who has an erasure event, within the caller's transaction; return the events deleted.

    Safe to repeat: an older copy, a rescued file or another laptop may have brought data back.
    """
    return sum(
        _erase_learner(connection, erasure.learner, staff=bool(erasure.payload.get("staff")))
        for erasure in journal.events_of_kind(connection, ERASED)
    )


def _erase_learner(connection: sqlite3.Connection, learner: str, *, staff: bool) -> int:
    before = connection.total_changes
    connection.execute("INSERT INTO erased VALUES (?) ON CONFLICT DO NOTHING", (learner,))
    connection.execute("DELETE FROM imported_line WHERE person = ?", (learner,))
    query = "DELETE FROM person WHERE id = ? RETURNING role"
    (role,) = connection.execute(query, (learner,)).fetchone() or ("",)
    deleted = 0
    # The attendance of learners stays as a number; the team is not counted among them.
    if not staff and role != "staff":
        marks = list(journal.events_of_kind(connection, ATTENDED, learner))
        for mark in marks:
            earlier = [m for m in marks if (m.run, m.device) == (mark.run, mark.device)]
            journal.replace_event(connection, _anonymise(mark, earlier.index(mark) + 1), mark.id)
        deleted += len(marks)
    # A refusal stays, without its person: it decides which anonymous marks count.
    deleted += journal.delete_events(connection, learner, but=(ERASED, consents.DECLINED))
    if connection.total_changes > before:
        connection.execute("UPDATE device SET sweep_due = 1")
    return deleted


def _anonymise(attended: StoredEvent, rank: int) -> StoredEvent:
    """Return an attendance event without the person, the reason, the laptop and the hour.

    An event's id and its sequence number reveal its time, so both are replaced. The new id is derived from
    the old one, so that a person who is erased twice, from a copy or on two laptops, is counted once. `who`
    and the rank say which of several marks at one session holds, wherever they are put together.
    """
    payload = {
        "session": attended.run,
        "learner": "",
        "state": attended.payload["state"],
        "who": anonymous_id(f"{attended.run} {attended.learner}"),
    }
    if "despite" in attended.payload:
        payload["despite"] = attended.payload["despite"]
    day = attended.at.replace(hour=0, minute=0, second=0, microsecond=0)
    return attended._replace(
        id=anonymous_id(attended.id),
        device="",
        seq=rank,
        learner="",
        at=day,
        payload=payload,
    )


def sweep_due(connection: sqlite3.Connection) -> bool:
    """Return True if backups may still contain somebody who was erased."""
    return bool(connection.execute("SELECT sweep_due FROM device").fetchone()[0])


def mark_swept(connection: sqlite3.Connection) -> None:
    """Record that no backup contains anybody who was erased."""
    connection.execute("UPDATE device SET sweep_due = 0")
