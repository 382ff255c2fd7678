"""The people of this machine: their names, homes and preferences."""

import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any, Literal, TypedDict, get_args

from tutor.content.text import clean, fold_case, one_line
from tutor.records import consents, same_people, versions
from tutor.records.database import Damaged
from tutor.records.journal import read_time

MAX_NAME = 40

# The learner of a lesson that is shown to a class or tried out: it belongs to nobody's record.
GUEST = "guest"

Need = Literal["large-letters", "hearing", "hands", "reading"]
Role = Literal["learner", "staff"]
Phone = Literal["", "android", "iphone", "basic", "none"]

# Nine digits or more, however they are grouped: an ID or phone number, which must not be stored.
_NUMBER = re.compile(r"\d(?:[\s.,()/-]*\d){8,}")


_Label = Literal["name", "hamlet", "commune", "household"]
_LABELS: tuple[_Label, ...] = get_args(_Label)


class NotHereError(KeyError):
    """An id is not in the records, or no longer; nothing was written."""


class LooksLikeNumber(ValueError):  # noqa: N818 - the name says what the caller has to show
    """A name or label contains what looks like an ID or phone number; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A learner or one of the staff; a preference that is None was never chosen. Volume is 0 to 10.

    `commune` is a code of the official list of 2025, `household` a label shared by the people of one home;
    each is "" if unknown. `on_roster` is True for those who belong to a class.
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
    """The fields of a person that can be set and changed."""

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
    """Return a name that is safe to show: cleaned, single spaces, at most 40 characters, possibly empty."""
    return one_line(name)[:MAX_NAME].rstrip()


def called_name(person: Person, others: Iterable[Person]) -> str:
    """Return the name that follows a form of address: the given name, which is the last word.

    It is the whole name if one of `others` would be called the same, or if it has fewer than three words:
    those may be a given name of two words.
    """
    given = _given_name(person)
    alike = any(
        other.id != person.id and other.address == person.address and _given_name(other) == given
        for other in others
    )
    return person.name if alike else given


def distinguishing_label(person: Person, others: Iterable[Person]) -> str:
    """Return a label that distinguishes a person from others with the same name, "" if nobody has it.

    It is the household or the hamlet if only this person has it, else the place in order of creation.
    """
    name = fold_case(person.name)
    namesakes = [
        other for other in others if other.id != person.id and fold_case(other.name) == name
    ]
    if not name or not namesakes:
        return ""
    for own, theirs in (
        (person.household, [other.household for other in namesakes]),
        (person.hamlet, [other.hamlet for other in namesakes]),
    ):
        if own and fold_case(own) not in map(fold_case, theirs):
            return own
    in_order = sorted((person, *namesakes), key=lambda other: (other.created_at, other.id))
    return str(in_order.index(person) + 1)


def distinct_name(called: str, person: Person, others: Iterable[Person]) -> str:
    """Return the name in use, followed by a distinguishing label if others have the same name."""
    label = distinguishing_label(person, others)
    return f"{called} ({label})" if label else called


def _given_name(person: Person) -> str:
    words = person.name.split()
    return words[-1] if len(words) > 2 else person.name


def looks_like_number(text: str) -> bool:
    """Return True if a text contains what may be an ID or phone number."""
    return _NUMBER.search(clean(text)) is not None


def clean_changes(changes: PersonChanges) -> PersonChanges:
    """Return the changes with all texts safe to show; raise LooksLikeNumber."""
    cleaned = changes.copy()
    for label in _LABELS:
        if label in changes:
            cleaned[label] = _clean_label(label, changes[label])
    return cleaned


def clean_labels(row: Mapping[str, Any]) -> dict[str, str]:
    """Return name, hamlet, commune and household of a row, safe to show; raise LooksLikeNumber."""
    return {label: _clean_label(label, row[label]) for label in _LABELS}


def _clean_label(label: _Label, text: str) -> str:
    if looks_like_number(text):
        raise LooksLikeNumber(label)
    return clean_name(text)


_NAMES = tuple(f.name for f in fields(Person))
_INSERT = f"""
    INSERT INTO person ({", ".join(_NAMES)}, turn, origin)
    VALUES ({", ".join(f":{name}" for name in _NAMES)},
            (SELECT coalesce(max(turn), 0) + 1 FROM person), (SELECT id FROM device))
"""  # noqa: S608 - made of field names alone

FIELDS = tuple(PersonChanges.__annotations__)
"""The columns that can be changed; with those of `Person` that cannot, a row goes to another laptop."""

_UPDATE = f"""
    UPDATE person SET {", ".join(f"{name} = :{name}" for name in FIELDS)}
    WHERE id = :id
"""  # noqa: S608
# The order of visits is counted, for many old laptops lose the date at every start.
_SEEN = """
    UPDATE person
    SET last_seen = :at, turn = (SELECT max(turn) + 1 FROM person)
    WHERE id = :id
"""


def _person(row: Mapping[str, Any]) -> Person:
    """Return the person of a row with texts that are safe to show, whoever wrote them.

    An older program may have written fewer columns.
    """
    values = {name: row[name] for name in _NAMES if name in row}
    values |= {label: one_line(str(values[label])) for label in _LABELS if label in values}
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


def with_clean_texts(person: Person) -> Person:
    """Return a person read from a damaged file with texts that are safe to show."""
    cleaned: dict[str, Any] = {label: clean_name(str(getattr(person, label))) for label in _LABELS}
    return replace(person, **cleaned)


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
    """Return all people, the one who came last first; of one who has several entries, one completed."""
    everybody = all_entries(connection)
    leader = same_people.canonical_ids(connection)
    if not leader:
        return everybody
    entries = {person.id: person for person in everybody}
    for person in everybody:
        stands = entries.get(leader.get(person.id, ""))
        if stands is not None:
            entries[stands.id] = _completed(stands, person)
    return tuple(entries[person.id] for person in everybody if leader.get(person.id) not in entries)


def all_entries(connection: sqlite3.Connection) -> tuple[Person, ...]:
    """Return the people of a file as they were entered, the one who came last first."""
    return _read(connection, "SELECT * FROM person ORDER BY turn DESC")


def _completed(person: Person, other: Person) -> Person:
    """Return a person with what is unknown taken from another entry of theirs."""
    return replace(
        person,
        hamlet=person.hamlet or other.hamlet,
        commune=person.commune or other.commune,
        household=person.household or other.household,
        phone=person.phone or other.phone,
        needs=person.needs | other.needs,
        on_roster=person.on_roster or other.on_roster,
    )


def find(connection: sqlite3.Connection, person_id: str) -> Person:
    """Return one person; raise NotHereError."""
    people = _read(connection, "SELECT * FROM person WHERE id = ?", person_id)
    if not people:
        raise NotHereError(person_id)
    return people[0]


def add(connection: sqlite3.Connection, person: Person) -> None:
    """Add a person as the one who came last."""
    connection.execute(_INSERT, _row(person))


def change(connection: sqlite3.Connection, person: Person) -> None:
    """Write the changeable fields of a person; of one who refused notes, the name alone."""
    allowed = _name_only(person) if consents.refused(connection, person.id) else person
    old, new = _row(find(connection, person.id)), _row(allowed)
    connection.execute(_UPDATE, new)
    before, after = ({name: row[name] for name in FIELDS} for row in (old, new))
    despite = consents.set_aside(connection, person.id)
    versions.stamp(connection, person.id, despite, before, after)


def remove(connection: sqlite3.Connection, person_id: str) -> bool:
    """Delete a person of whom nothing is noted; return False if there is none with this id."""
    return connection.execute("DELETE FROM person WHERE id = ?", (person_id,)).rowcount == 1


def adopt(connection: sqlite3.Connection, person: Person) -> None:
    """Copy a person from another file if the id is new and was not erased."""
    known = """
        SELECT 1 FROM person WHERE id = :id UNION ALL SELECT 1 FROM erased WHERE learner = :id
    """
    if connection.execute(known, {"id": person.id}).fetchone() is None:
        add(connection, person)


def mark_seen(connection: sqlite3.Connection, person_id: str, at: datetime) -> None:
    """Record that a person is here now."""
    connection.execute(_SEEN, {"id": person_id, "at": at.isoformat()})


def was_erased(connection: sqlite3.Connection, learner: str) -> bool:
    """Return True if a learner was erased."""
    query = "SELECT EXISTS (SELECT 1 FROM erased WHERE learner = ?)"
    return bool(connection.execute(query, (learner,)).fetchone()[0])


def may_record(connection: sqlite3.Connection, learner: str) -> bool:
    """Return True if events of a learner may be stored: they neither withdrew consent nor were erased."""
    query = """
        SELECT NOT EXISTS (SELECT 1 FROM consent WHERE learner = :person AND given = 0)
           AND NOT EXISTS (SELECT 1 FROM erased WHERE learner = :learner)
    """
    values = {"learner": learner, "person": same_people.canonical(connection, learner)}
    return bool(connection.execute(query, values).fetchone()[0])


def _name_only(person: Person) -> Person:
    """Return a person without anything but the name and how it is used on lists and in speech."""
    names = ("id", "name", "address", "language", "created_at", "last_seen", "role", "on_roster")
    return Person(**{name: getattr(person, name) for name in names})


def enforce_refusals(connection: sqlite3.Connection) -> int:
    """Keep nothing but the name of those who refuse; return the number of events deleted.

    What was written after a later yes stays. Within the caller's transaction; safe to repeat.
    """
    deleted, refusers = consents.enforce_refusals(connection)
    for refuser in refusers:
        later: set[str] = set()
        if refuser.name_only:
            connection.execute("DELETE FROM imported_line WHERE person = ?", (refuser.learner,))
        else:
            later = versions.fields_written_despite(connection, refuser.learner, refuser.refusals)
        for person in _read(connection, "SELECT * FROM person WHERE id = ?", refuser.learner):
            allowed = {name: getattr(person, name) for name in FIELDS if name in later}
            connection.execute(_UPDATE, _row(replace(_name_only(person), **allowed)))
    return deleted
