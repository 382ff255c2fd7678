"""Imports of lists: people who are added and completed together, their lines, and how it is undone."""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tutor.records import people
from tutor.records.database import Connections
from tutor.records.journal import read_time
from tutor.records.people import Person, PersonChanges

_FIELDS = ("address", "hamlet", "commune", "household", "needs", "on_roster")
_SOMETHING_NOTED = """
    SELECT EXISTS (SELECT 1 FROM event WHERE learner = :id)
        OR EXISTS (SELECT 1 FROM consent WHERE learner = :id)
"""
_LAST = """
    SELECT batch, max(at), sum(added), sum(before <> '{}') FROM imported_line
    WHERE batch = (SELECT max(batch) FROM imported_line WHERE added = 1 OR before <> '{}')
    GROUP BY batch
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastImport:
    """The last import that can be undone, and the people whom it added and completed."""

    at: datetime
    added: int
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """The people whom undoing removed and put back, and those who stay because something is noted of them."""

    removed: int
    restored: int
    staying: int


class ImportRecords:
    """The imports of this machine; every method may raise StoreUnavailable."""

    def __init__(
        self,
        reading: Connections,
        writing: Connections,
        clock: Callable[[], datetime],
        new_person: Callable[[PersonChanges], Person],
    ) -> None:
        self._reading = reading
        self._writing = writing
        self._clock = clock
        self._new_person = new_person

    def marks(self) -> dict[str, str]:
        """Return the id of the person of each line that was imported."""
        with self._reading() as connection:
            return _marks(connection)

    def add(
        self,
        added: Sequence[PersonChanges],
        changed: Mapping[str, PersonChanges],
        marks: Mapping[str, str | int],
    ) -> tuple[Person, ...]:
        """Add people and change others by their ids, all of them or none; return those who were added.

        `marks` has the person of each line: an id, or the position in `added`. Raises LooksLikeNumber.
        """
        new = tuple(map(self._new_person, added))
        changes = {person_id: people.clean_changes(given) for person_id, given in changed.items()}
        at = self._clock().isoformat()
        with self._writing() as connection:
            query = "SELECT coalesce(max(batch), 0) + 1 FROM imported_line"
            batch = connection.execute(query).fetchone()[0]
            for person in new:
                people.add(connection, person)
            before = {person_id: people.find(connection, person_id) for person_id in changes}
            for person_id, given in changes.items():
                people.change(connection, replace(before[person_id], **given))
            noted: set[str] = set()
            earlier = _marks(connection)
            for mark, who in marks.items():
                person_id = who if isinstance(who, str) else new[who].id
                if earlier.get(mark) == person_id:
                    # The import that added this person is the one to undo.
                    continue
                is_new = isinstance(who, int) and person_id not in noted
                old, now = "{}", "{}"
                if person_id in before and person_id not in noted:
                    old = _to_json(before[person_id])
                    now = _to_json(people.find(connection, person_id))
                noted.add(person_id)
                connection.execute(
                    "INSERT OR REPLACE INTO imported_line VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (mark, person_id, batch, at, is_new, old, now),
                )
        return new

    def last(self) -> LastImport | None:
        """Return the last import, None if there is none to undo."""
        with self._reading() as connection:
            row = connection.execute(_LAST).fetchone()
        return row and LastImport(at=read_time(row[1]), added=row[2], changed=row[3])

    def undo(self) -> Undone:
        """Undo the last import: whom it added goes, unless something is noted of them by now.

        What it completed is as before, unless it was changed since.
        """
        removed = restored = staying = 0
        with self._writing() as connection:
            row = connection.execute(_LAST).fetchone()
            lines = connection.execute(
                "SELECT person, added, before, after FROM imported_line WHERE batch = ?",
                (row[0] if row else 0,),
            ).fetchall()
            for person_id, is_new, before, after in lines:
                if is_new and connection.execute(_SOMETHING_NOTED, {"id": person_id}).fetchone()[0]:
                    staying += 1
                elif is_new:
                    removed += people.remove(connection, person_id)
                elif before != "{}":
                    restored += _restore(connection, person_id, before, after)
            connection.execute("DELETE FROM imported_line WHERE batch = ?", (row[0] if row else 0,))
        return Undone(removed=removed, restored=restored, staying=staying)


def _marks(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute(
        "SELECT mark, person FROM imported_line WHERE person IN (SELECT id FROM person)"
    )
    return dict(rows.fetchall())


def _restore(connection: sqlite3.Connection, person_id: str, before: str, after: str) -> bool:
    """Put back the fields that an import changed and nobody since; return True if the person is here."""
    try:
        person = people.find(connection, person_id)
    except people.NotHereError:
        return False
    old, new, now = json.loads(before), json.loads(after), json.loads(_to_json(person))
    values: dict[str, Any] = {
        name: old[name] for name in _FIELDS if old[name] != new[name] and now[name] == new[name]
    }
    if "needs" in values:
        values["needs"] = frozenset(values["needs"])
    people.change(connection, replace(person, **values))
    return True


def _to_json(person: Person) -> str:
    values = {name: getattr(person, name) for name in _FIELDS}
    return json.dumps(values | {"needs": sorted(person.needs)}, ensure_ascii=False)
