"""Rows of the journal between files: rescue, repair from backups, and what other laptops bring."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from tutor.records.journal import (
    COLUMNS,
    FOLLOWED_SEQ,
    INSERT,
    ORDER,
    SELECT,
    is_undamaged,
    parse_row,
)


def sound_rows(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of all undamaged events in order."""
    return filter(is_undamaged, connection.execute(f"{SELECT} {ORDER}"))


def put_row(
    connection: sqlite3.Connection, row: tuple[Any, ...]
) -> Literal["new", "known", "differs"]:
    """Add an undamaged row of another machine, or mend the one of its id that is here.

    Of two events with one id, which no program writes, the one with the greater hash is kept everywhere.
    """
    here = connection.execute(f"{SELECT} WHERE id = ?", (row[0],)).fetchone()
    if here is None:
        connection.execute(INSERT, row)
        return "new"
    if here == row:
        return "known"
    sound = is_undamaged(here)
    if not sound or row[-1] > here[-1]:
        connection.execute("DELETE FROM event WHERE id = ?", (row[0],))
        connection.execute(INSERT, row)
    return "differs" if sound else "new"


def is_copied(connection: sqlite3.Connection) -> bool:
    """Return True if another machine writes under the id of this one: two events have one number."""
    query = """
        SELECT EXISTS (
            SELECT 1 FROM event WHERE device = (SELECT id FROM device) AND seq > 0
            GROUP BY seq HAVING count(*) > 1
        )
    """
    return bool(connection.execute(query).fetchone()[0])


def continue_above(connection: sqlite3.Connection) -> None:
    """Let the next event of this machine have a greater number than all that it has received."""
    connection.execute(
        "UPDATE device SET seq_floor = "
        "max(seq_floor, (SELECT coalesce(max(seq), 0) + 1 FROM event WHERE seq <= ?))",
        (FOLLOWED_SEQ,),
    )


def scan_rows(
    connection: sqlite3.Connection, *, backward: bool = False
) -> Iterator[tuple[Any, ...]]:
    """Yield all rows, damaged ones too, without using any index."""
    order = "DESC" if backward else "ASC"
    yield from connection.execute(f"{SELECT} NOT INDEXED ORDER BY rowid {order}")


def damaged_ids(connection: sqlite3.Connection) -> list[str]:
    """Return the ids of events whose hash does not match."""
    return [row[0] for row in scan_rows(connection) if not is_undamaged(row)]


def adopt(connection: sqlite3.Connection, row: tuple[Any, ...]) -> bool:
    """Copy a row from another file if it is undamaged, its id is new and its learner was not erased.

    Returns True if it was copied.
    """
    stored = parse_row(row)
    if stored is None:
        return False
    erased = "SELECT 1 FROM erased WHERE learner = ?"
    if connection.execute(erased, (stored.learner,)).fetchone() is not None:
        return False
    return connection.execute(f"{INSERT} ON CONFLICT (id) DO NOTHING", row).rowcount == 1


DamagedRow = tuple[int, str, str, int]
"""The rowid of a damaged event, and what it has as id, device and seq: one of them may be damaged too."""


def damaged_rows(connection: sqlite3.Connection) -> list[DamagedRow]:
    """Return the events whose hash does not match."""
    query = f"SELECT rowid, {COLUMNS}, hash FROM event NOT INDEXED"  # noqa: S608
    return [
        (rowid, row[0], row[1], row[2])
        for rowid, *row in connection.execute(query)
        if not is_undamaged(row)
    ]


def missing_rows(
    connection: sqlite3.Connection, backup: sqlite3.Connection
) -> list[tuple[Any, ...]]:
    """Return the rows of a backup whose ids `connection` has not."""
    known = {event_id for (event_id,) in connection.execute("SELECT id FROM event NOT INDEXED")}
    return [row for row in scan_rows(backup) if row[0] not in known]


def rows_like(connection: sqlite3.Connection, damaged: DamagedRow) -> list[tuple[Any, ...]]:
    """Return the rows that have the id, or the device and seq, of a damaged event of another file."""
    query = f"{SELECT} WHERE id = ? OR (device = ? AND seq = ?)"
    return connection.execute(query, damaged[1:]).fetchall()


def replace_damaged(
    connection: sqlite3.Connection, damaged: DamagedRow, rows: Iterable[tuple[Any, ...]]
) -> bool:
    """Replace a damaged event by the first of these rows that `adopt` copies; return False without one.

    It takes place within the caller's transaction.
    """
    connection.execute("SAVEPOINT replacing")
    connection.execute("DELETE FROM event WHERE rowid = ?", damaged[:1])
    replaced = any(adopt(connection, row) for row in rows)
    if not replaced:
        connection.execute("ROLLBACK TO replacing")
    connection.execute("RELEASE replacing")
    return replaced
