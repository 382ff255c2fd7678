"""All that is derived from the journal: brought up to date with new events, or made anew from all."""

import sqlite3
from collections.abc import Sequence

from tutor.engine.events import EVENT_KINDS
from tutor.records import erasing, progress
from tutor.records.journal import START, Place, StoredEvent, page

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
    """Bring everything up to date with events that were just appended, in their order."""
    progress.apply(connection, stored)
    of_classes = [one for one in stored if one.kind not in EVENT_KINDS]
    if of_classes:
        # Imported here: a learner's start does without classes.
        from tutor.records import class_projection

        class_projection.apply(connection, of_classes)


def derive(connection: sqlite3.Connection) -> int:
    """Make everything anew from all events, within the caller's transaction.

    Whoever was erased is erased once more, if a copy brought them back; returns how many events went.
    """
    gone = erasing.enforce(connection)
    for table in TABLES:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of tables
    place: Place | None = START
    while place is not None:
        found, place = page(connection, place, None)
        apply(connection, found)
    return gone
