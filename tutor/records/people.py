"""The people of this machine: what they are called, where they live, how they like letters and voice."""

import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any, Literal, TypedDict, get_args

from tutor.content.text import clean, fold_case, one_line
from tutor.records import journal
from tutor.records.database import Damaged
from tutor.records.journal import StoredEvent, nameless_id, read_time

MAX_NAME = 40

# The learner of a lesson that is shown to a class or tried out: nobody's record.
GUEST = "guest"

Need = Literal["large-letters", "hearing", "hands", "reading"]
Role = Literal["learner", "staff"]
Phone = Literal["", "android", "iphone", "basic", "none"]

# Nine digits or more, however they are grouped: an ID or a phone number, which nobody here may keep.
_NUMBER = re.compile(r"\d(?:[\s.,()/-]*\d){8,}")


class NotHereError(KeyError):
    """An id is not in the records, or not any more; nothing was written."""


class LooksLikeNumber(ValueError):  # noqa: N818 - the name says what the caller has to show
    """A name or label holds what looks like an ID or phone number; nothing was kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A learner, or one of the staff; a preference that is None was never chosen. Volume is 0 to 10.

    `commune` is a code of the official list of 2025; `household` a label that those who share a home have
    in common; each is "" where it is not known. `on_roster` tells those who belong to a class.
    """

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
    hamlet: str = ""
    commune: str = ""
    household: str = ""
    needs: frozenset[Need] = frozenset()
    role: Role = "learner"
    phone: Phone = ""
    on_roster: bool = False


class PersonChanges(TypedDict, total=False):
    """What may be said and changed of a person."""

    name: str
    address: str
    language: str
    size_step: int | None
    theme: str | None
    speech_speed: str | None
    speech_volume: int | None
    speech_on: bool
    hamlet: str
    commune: str
    household: str
    needs: frozenset[Need]
    role: Role
    phone: Phone
    on_roster: bool


def clean_name(name: str) -> str:
    """Return a name that is safe to show: cleaned, single spaces, at most 40 characters, perhaps empty."""
    return one_line(name)[:MAX_NAME].rstrip()


def called_name(person: Person, others: Iterable[Person]) -> str:
    """Return the name that goes with a form of address: of a full name the last word, as people are called.

    The whole name where two of `others` and them would be called alike, and where it has fewer than three
    words: those may be a given name of two words, or a word before one.
    """
    given = _given(person)
    alike = any(
        one.id != person.id and one.address == person.address and _given(one) == given
        for one in others
    )
    return person.name if alike else given


def distinguishing_label(person: Person, others: Iterable[Person]) -> str:
    """Return what tells somebody from those of `others` with the same name, "" where nobody has it.

    Their household, else their hamlet, where it is theirs alone; else which of them came first.
    """
    name = fold_case(person.name)
    alike = [one for one in others if one.id != person.id and fold_case(one.name) == name]
    if not name or not alike:
        return ""
    for own, theirs in (
        (person.household, [one.household for one in alike]),
        (person.hamlet, [one.hamlet for one in alike]),
    ):
        if own and fold_case(own) not in map(fold_case, theirs):
            return own
    in_order = sorted((person, *alike), key=lambda one: (one.created_at, one.id))
    return str(in_order.index(person) + 1)


def distinct_name(called: str, person: Person, others: Iterable[Person]) -> str:
    """Return what somebody is called with what tells them from those of the same name, if anybody has it."""
    tell = distinguishing_label(person, others)
    return f"{called} ({tell})" if tell else called


def _given(person: Person) -> str:
    words = person.name.split()
    return words[-1] if len(words) > 2 else person.name


def looks_like_number(text: str) -> bool:
    """Tell whether a text holds what may be an ID or phone number."""
    return _NUMBER.search(clean(text)) is not None


def clean_changes(changes: PersonChanges) -> PersonChanges:
    """Return what was said of a person with all texts safe to show; raises LooksLikeNumber."""
    kept = changes.copy()
    for label in ("name", "hamlet", "commune", "household"):
        if label in changes:
            if looks_like_number(changes[label]):
                raise LooksLikeNumber(label)
            kept[label] = clean_name(changes[label])
    return kept


_NAMES = tuple(f.name for f in fields(Person))
_INSERT = f"""
    INSERT INTO person ({", ".join(_NAMES)}, turn)
    VALUES ({", ".join(f":{name}" for name in _NAMES)},
            (SELECT coalesce(max(turn), 0) + 1 FROM person))
"""  # noqa: S608 - made of field names alone
_UPDATE = f"""
    UPDATE person SET {", ".join(f"{name} = :{name}" for name in PersonChanges.__annotations__)}
    WHERE id = :id
"""  # noqa: S608
# Who came last is counted, not read off the clock: many old laptops forget the date at every start.
_SEEN = """
    UPDATE person
    SET last_seen = :at, turn = (SELECT max(turn) + 1 FROM person)
    WHERE id = :id
"""


def _person(row: Mapping[str, Any]) -> Person:
    """Return the person of a row, which an older program may have written with fewer columns."""
    values = {name: row[name] for name in _NAMES if name in row}
    needs = str(values.get("needs", "")).split(",")
    values["needs"] = frozenset(need for need in get_args(Need) if need in needs)
    try:
        for name in ("created_at", "last_seen"):
            values[name] = read_time(str(values[name]))
        for name in ("speech_on", "on_roster"):
            values[name] = bool(values.get(name))
        return Person(**values)
    except (KeyError, TypeError) as error:
        raise Damaged("people have no such columns") from error


def legible(person: Person) -> Person:
    """Return a person out of a harmed file with texts that are safe to show."""
    return replace(
        person,
        name=clean_name(str(person.name)),
        hamlet=clean_name(str(person.hamlet)),
        commune=clean_name(str(person.commune)),
        household=clean_name(str(person.household)),
    )


def _row(person: Person) -> dict[str, Any]:
    return asdict(person) | {
        "created_at": person.created_at.isoformat(),
        "last_seen": person.last_seen.isoformat(),
        "needs": ",".join(sorted(person.needs)),
    }


def _read(connection: sqlite3.Connection, query: str, *values: str) -> tuple[Person, ...]:
    cursor = connection.execute(query, values)
    names = [column[0] for column in cursor.description]
    return tuple(_person(dict(zip(names, row, strict=True))) for row in cursor)


def all_people(connection: sqlite3.Connection) -> tuple[Person, ...]:
    """Return all people, the one who came last first."""
    return _read(connection, "SELECT * FROM person ORDER BY turn DESC")


def find(connection: sqlite3.Connection, person_id: str) -> Person:
    """Return one person; raises NotHereError."""
    found = _read(connection, "SELECT * FROM person WHERE id = ?", person_id)
    if not found:
        raise NotHereError(person_id)
    return found[0]


def add(connection: sqlite3.Connection, person: Person) -> None:
    """Add a person."""
    connection.execute(_INSERT, _row(person))


def change(connection: sqlite3.Connection, person: Person) -> None:
    """Write what may be changed of a person."""
    connection.execute(_UPDATE, _row(person))


def adopt(connection: sqlite3.Connection, person: Person) -> None:
    """Take over a person of another file with what they prefer, if the id is new and was not erased."""
    known = """
        SELECT 1 FROM person WHERE id = :id UNION ALL SELECT 1 FROM erased WHERE learner = :id
    """
    if connection.execute(known, {"id": person.id}).fetchone() is None:
        add(connection, person)


def mark_seen(connection: sqlite3.Connection, person_id: str, at: datetime) -> None:
    """Note that a person is here now."""
    connection.execute(_SEEN, {"id": person_id, "at": at.isoformat()})


def forget(connection: sqlite3.Connection, person_id: str) -> str | None:
    """Take a person away with all that is written of them here; return which role they had."""
    row = connection.execute("SELECT role FROM person WHERE id = ?", (person_id,)).fetchone()
    connection.execute("DELETE FROM person WHERE id = ?", (person_id,))
    return None if row is None else str(row[0])


def was_erased(connection: sqlite3.Connection, learner: str) -> bool:
    """Tell whether the records of a learner were erased."""
    query = "SELECT EXISTS (SELECT 1 FROM erased WHERE learner = ?)"
    return bool(connection.execute(query, (learner,)).fetchone()[0])


def may_record(connection: sqlite3.Connection, learner: str) -> bool:
    """Tell whether anything may be kept of a learner: not of one who took consent back or was erased."""
    query = """
        SELECT NOT EXISTS (SELECT 1 FROM consent WHERE learner = :learner AND given = 0)
           AND NOT EXISTS (SELECT 1 FROM erased WHERE learner = :learner)
    """
    return bool(connection.execute(query, {"learner": learner}).fetchone()[0])


# The kinds of `PersonErased` and `Attended`, whose module the opening of records does without.
ERASED, ATTENDED = "person-erased", "attended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What an erasure deleted: events, and copies of the records; None where a copy could not be deleted."""

    events: int
    copies: int | None


def enforce_erasures(connection: sqlite3.Connection) -> int:
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
    gone, role = 0, forget(connection, learner)
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


def mark_swept(connection: sqlite3.Connection) -> None:
    """Note that no copy holds anybody who was erased."""
    connection.execute("UPDATE device SET sweep_due = 0")
