"""Versions of the fields of a person: how often each was changed, and by which machine last.

Two laptops may both change an entry. Of each field the one that was changed more often holds, of equals the
one of the greater machine id: the same everywhere, in whatever order the entries arrive.
"""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from typing import Any

Stamps = dict[str, list[Any]]
"""By field, the number of its changes and the machine of the last one.

After them stand the refusals that a change does not fall under, for a yes came after them.
"""

_NEVER: list[Any] = [0, ""]


def stamp(
    connection: sqlite3.Connection,
    person: str,
    despite: Sequence[str],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    """Count a change of each field that differs, within the caller's transaction.

    `despite` are refusals of the person that the change does not fall under.
    """
    changed = [name for name in after if before.get(name) != after[name]]
    if not changed:
        return
    (device,) = connection.execute("SELECT id FROM device").fetchone()
    stamps = _stamps_of(connection, person)
    for name in changed:
        stamps[name] = [stamps.get(name, _NEVER)[0] + 1, device, *despite]
    _write(connection, person, {"stamps": json.dumps(stamps, sort_keys=True)})


def fields_written_despite(
    connection: sqlite3.Connection, person: str, refusals: Collection[str]
) -> set[str]:
    """Return the fields that were written after a yes that followed these refusals."""
    stamps = _stamps_of(connection, person)
    return {name for name, (_, _, *despite) in stamps.items() if set(refusals) <= set(despite)}


def _stamps_of(connection: sqlite3.Connection, person: str) -> Stamps:
    row = connection.execute("SELECT stamps FROM person WHERE id = ?", (person,)).fetchone()
    return {} if row is None else _read_stamps(row[0])


def merge(
    connection: sqlite3.Connection, known: Mapping[str, Any], other: Mapping[str, Any]
) -> None:
    """Write the fields of `other` that are newer than those of `known`, two rows of one person."""
    ours, theirs = _read_stamps(known["stamps"]), _read_stamps(other["stamps"])
    newer: dict[str, Any] = {}
    for name in other.keys() - {"id", "stamps", "created_at", "origin"}:
        if _rank(theirs, name, other[name]) > _rank(ours, name, known[name]):
            newer[name] = other[name]
    # Of what never changes, two rows differ only where a file was rescued.
    for name in ("created_at", "origin"):
        if other[name] < known[name]:
            newer[name] = other[name]
    stamps = {name: max(ours.get(name, _NEVER), theirs.get(name, _NEVER)) for name in ours | theirs}
    if newer or stamps != ours:
        _write(connection, known["id"], newer | {"stamps": json.dumps(stamps, sort_keys=True)})


def _rank(stamps: Stamps, name: str, value: object) -> tuple[int, str, bool, str]:
    """Return what decides between two values; of equal versions one was blanked by a refusal."""
    changes, device, *_ = stamps.get(name, _NEVER)
    return changes, device, value not in (None, "", 0), json.dumps(value)


def _read_stamps(text: str) -> Stamps:
    """Return the stamps of a row; none for a damaged text."""
    try:
        stamps = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(stamps, dict):
        return {}
    return {name: entry for name, entry in stamps.items() if _is_stamp(entry)}


def _is_stamp(entry: object) -> bool:
    return (
        isinstance(entry, list)
        and len(entry) > 1
        and type(entry[0]) is int
        and 0 <= entry[0] < 1 << 31
        and all(isinstance(text, str) for text in entry[1:])
    )


def _write(connection: sqlite3.Connection, person: str, values: Mapping[str, Any]) -> None:
    updates = ", ".join(f"{name} = :{name}" for name in values)
    connection.execute(
        f"UPDATE person SET {updates} WHERE id = :id",  # noqa: S608 - names of columns
        {**values, "id": person},
    )


def put(connection: sqlite3.Connection, columns: Sequence[str], row: Mapping[str, Any]) -> None:
    """Add the row of a person who is new here as the one who came last."""
    names = ", ".join((*columns, "last_seen", "turn"))
    marks = ", ".join(f":{name}" for name in columns)
    connection.execute(
        f"INSERT INTO person ({names}) VALUES ({marks}, :created_at, "  # noqa: S608
        "(SELECT coalesce(max(turn), 0) + 1 FROM person))",
        dict(row),
    )
