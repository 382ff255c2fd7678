"""What can still be read of a harmed file: every event carries its own proof that it is whole."""

import sqlite3
from contextlib import suppress

from tutor.records import journal, people


def rescue(harmed: sqlite3.Connection, into: sqlite3.Connection) -> bool:
    """Copy whole events and readable people that `into` lacks, within the caller's transaction.

    Returns whether there were any.
    """
    before = into.total_changes
    # From both ends up to the harmed page; the events of today stand at the far end.
    for backward in (False, True):
        try:
            for row in journal.rows_as_they_lie(harmed, backward=backward):
                journal.adopt(into, row)
            break
        except sqlite3.Error:
            continue
    with suppress(sqlite3.Error):
        for person in reversed(people.everyone(harmed)):
            with suppress(sqlite3.Error):
                people.adopt(into, people.legible(person))
    return into.total_changes > before
