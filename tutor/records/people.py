"""The people who learn on this machine: what they are called and how they like letters and voice."""

import sqlite3
from dataclasses import dataclass, fields
from datetime import datetime
from typing import TypedDict

from tutor.content.model import clean
from tutor.records.times import read_time

MAX_NAME = 40

# The learner of a lesson that is shown to a class or tried out: nobody's record.
GUEST = "guest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A learner; a preference that is None was never chosen. Volume is 0 to 10."""

    id: str
    name: str
    address: str
    language: str
    created_at: datetime
    last_seen: datetime
    size_step: int | None = None
    theme: str | None = None
    speech_speed: str | None = None
    speech_volume: int | None = None
    speech_on: bool = True


class PersonChanges(TypedDict, total=False):
    """What may be changed of a person."""

    name: str
    address: str
    language: str
    size_step: int | None
    theme: str | None
    speech_speed: str | None
    speech_volume: int | None
    speech_on: bool


def clean_name(name: str) -> str:
    """Return a name that is safe to show: cleaned, single spaces, at most 40 characters, perhaps empty."""
    return " ".join(clean(name).split())[:MAX_NAME].rstrip()


_COLUMNS = ", ".join(f.name for f in fields(Person))
_SELECT = f"SELECT {_COLUMNS} FROM person"  # noqa: S608 - made of field names alone
_INSERT = """
    INSERT INTO person (id, name, address, language, created_at, last_seen, turn)
    VALUES (:id, :name, :address, :language, :created_at, :last_seen,
            (SELECT coalesce(max(turn), 0) + 1 FROM person))
"""
_UPDATE = """
    UPDATE person
    SET name = :name, address = :address, language = :language, size_step = :size_step, theme = :theme,
        speech_speed = :speech_speed, speech_volume = :speech_volume, speech_on = :speech_on
    WHERE id = :id
"""
# Who came last is counted, not read off the clock: many old laptops forget the date at every start.
_SEEN = """
    UPDATE person
    SET last_seen = :at, turn = (SELECT max(turn) + 1 FROM person)
    WHERE id = :id
"""


def _person(row: tuple[object, ...]) -> Person:
    values = dict(zip((f.name for f in fields(Person)), row, strict=True))
    for name in ("created_at", "last_seen"):
        values[name] = read_time(str(values[name]))
    values["speech_on"] = bool(values["speech_on"])
    return Person(**values)  # type: ignore[arg-type]


def everyone(connection: sqlite3.Connection) -> tuple[Person, ...]:
    """Return all people, the one who came last first."""
    return tuple(_person(row) for row in connection.execute(f"{_SELECT} ORDER BY turn DESC"))


def find(connection: sqlite3.Connection, person_id: str) -> Person:
    """Return one person; raises KeyError for an id that is not here."""
    row = connection.execute(f"{_SELECT} WHERE id = ?", (person_id,)).fetchone()
    if row is None:
        raise KeyError(person_id)
    return _person(row)


def add(connection: sqlite3.Connection, person: Person) -> None:
    """Add a person who has not chosen anything yet."""
    connection.execute(
        _INSERT,
        {
            "id": person.id,
            "name": person.name,
            "address": person.address,
            "language": person.language,
            "created_at": person.created_at.isoformat(),
            "last_seen": person.last_seen.isoformat(),
        },
    )


def change(connection: sqlite3.Connection, person: Person) -> None:
    """Write what may be changed of a person."""
    connection.execute(
        _UPDATE,
        {
            "id": person.id,
            "name": person.name,
            "address": person.address,
            "language": person.language,
            "size_step": person.size_step,
            "theme": person.theme,
            "speech_speed": person.speech_speed,
            "speech_volume": person.speech_volume,
            "speech_on": int(person.speech_on),
        },
    )


def adopt(connection: sqlite3.Connection, person: Person) -> None:
    """Take over a person of another file with what they prefer, if the id is new."""
    known = connection.execute("SELECT 1 FROM person WHERE id = ?", (person.id,)).fetchone()
    if known is None:
        add(connection, person)
        change(connection, person)


def seen(connection: sqlite3.Connection, person_id: str, at: datetime) -> None:
    """Note that a person is here now."""
    connection.execute(_SEEN, {"id": person_id, "at": at.isoformat()})
