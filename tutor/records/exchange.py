"""Records of other laptops: what goes out, and how what comes in is joined with what is here.

Events are joined by their ids and entries of people field by field; then erasures and refusals are enforced.
So laptops that have received the same have the same records, in whatever order and however often.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from operator import itemgetter
from typing import Any

from tutor.records import (
    database,
    erasing,
    journal,
    people,
    projections,
    same_people,
    transfer,
    versions,
)
from tutor.records.database import Connections
from tutor.records.people import GUEST

PERSON_COLUMNS = ("id", *people.FIELDS, "created_at", "origin", "stamps")
"""The columns of a person that travel; when somebody was last here stays with each laptop."""

_PERSON = f"SELECT {', '.join(PERSON_COLUMNS)} FROM person"  # noqa: S608 - constants

# The places of some columns in a row of an event.
ID, DEVICE, SEQ, AT, KIND, LEARNER, RUN, PAYLOAD = map(
    journal.NAMES.index, ("id", "device", "seq", "at", "kind", "learner", "run", "payload")
)
_VERSION = journal.NAMES.index("v")
NUMBERS = tuple(map(journal.NAMES.index, ("seq", "wall_ms", "v")))
"""The places of the columns that are numbers, each below `LARGEST_NUMBER`; the others are texts."""
_texts = itemgetter(*(at for at in range(len(journal.NAMES) + 1) if at not in NUMBERS))
# The hash stands last.
_TYPES = tuple(int if at in NUMBERS else str for at in range(len(journal.NAMES) + 1))
LARGEST_NUMBER = 1 << 53

EventRow = tuple[Any, ...]
PersonRow = Mapping[str, Any]


class BadRowError(ValueError):
    """A row is none that this program writes."""


@dataclass(frozen=True, slots=True)
class Content:
    """Rows of events, each with its hash last, and of people, each by its columns."""

    events: tuple[EventRow, ...] = ()
    people: tuple[PersonRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What joining did: new events and people, and events that were here already.

    `differing` events have the id of one that is here and say something else; of two the same one is kept
    everywhere. `renumbered` is True if this laptop turned out to be a copy of another and goes on under an
    id of its own.
    """

    new_events: int = 0
    known_events: int = 0
    new_people: int = 0
    differing: int = 0
    renumbered: bool = False


@dataclass(frozen=True, slots=True)
class Entries:
    """The laptop of each entry of a person, what was said of two entries, and who stands for whom."""

    origins: Mapping[str, str]
    compared: Mapping[frozenset[str], bool]
    canonical_ids: Mapping[str, str]

    def of(self, person: str) -> list[str]:
        """Return all ids of a person, the one that stands for them first."""
        return same_people.ids_of([person], self.canonical_ids)


def check_event(row: Sequence[Any]) -> EventRow:
    """Return a row of an event as it is; raise BadRowError for one that no program wrote whole."""
    if tuple(map(type, row)) != _TYPES:
        raise BadRowError("columns")
    if (
        not all(abs(row[at]) < LARGEST_NUMBER for at in NUMBERS)
        or not 0 <= row[SEQ] <= journal.LAST_SEQ
    ):
        raise BadRowError("numbers")
    try:
        # JSON can spell half a pair of surrogates, which no database takes.
        "".join(_texts(row)).encode()
        if not journal.is_undamaged(row):
            raise BadRowError("hash")
        datetime.fromisoformat(row[AT])
        payload = json.loads(row[PAYLOAD])
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise BadRowError("texts") from error
    # Imported here, as in the journal: the first screen needs no events.
    from tutor.records.class_events import has_sound_numbers

    if not isinstance(payload, dict):
        raise BadRowError("payload")
    # What a later version means by a name is not known here.
    if row[_VERSION] == journal.PAYLOAD_VERSION and not has_sound_numbers(row[KIND], payload):
        raise BadRowError("payload")
    return tuple(row)


def check_person(row: Mapping[str, Any]) -> PersonRow:
    """Return the row of a person with texts that are safe to show; raise BadRowError for another shape."""
    if set(row) != set(PERSON_COLUMNS):
        raise BadRowError("columns")
    whole = {"size_step", "speech_volume", "speech_on", "on_roster"}
    absent = {"size_step", "speech_volume", "theme", "speech_speed"}
    for name, value in row.items():
        fits = type(value) is int and abs(value) < 1000 if name in whole else isinstance(value, str)
        if not (fits or (value is None and name in absent)):
            raise BadRowError(name)
    try:
        "".join(value for value in row.values() if isinstance(value, str)).encode()
        datetime.fromisoformat(row["created_at"])
        labels = people.clean_labels(row)
    except (ValueError, people.LooksLikeNumber) as error:
        raise BadRowError("texts") from error
    flags = {name: int(bool(row[name])) for name in ("speech_on", "on_roster")}
    return {**row, **labels, **flags}


def read_content(connection: sqlite3.Connection) -> Content:
    """Return all that may leave this laptop; what guests did belongs to nobody and stays."""
    events = tuple(row for row in transfer.sound_rows(connection) if row[LEARNER] != GUEST)
    rows = connection.execute(f"{_PERSON} ORDER BY id")
    return Content(events, tuple(map(_person_row, rows)))


def join(
    connection: sqlite3.Connection, contents: Sequence[Content], new_device: Callable[[], str]
) -> Joined:
    """Join what came in, within the caller's transaction; only the journal and the people are up to date.

    The rows were checked.
    """
    joined = _put(connection, contents)
    renumbered = transfer.is_copied(connection)
    if renumbered:
        connection.execute("UPDATE device SET id = ?", (new_device(),))
    transfer.continue_above(connection)
    return replace(joined, renumbered=renumbered)


def _put(connection: sqlite3.Connection, contents: Sequence[Content]) -> Joined:
    """Add the events and people of the contents, and complete those that are here."""
    new = known = differing = 0
    for content in contents:
        for row in content.events:
            change = transfer.put_row(connection, row)
            new += change == "new"
            known += change == "known"
            differing += change == "differs"
    added = sum(_put_person(connection, row) for content in contents for row in content.people)
    return Joined(new_events=new, known_events=known, new_people=added, differing=differing)


def _person_row(values: Sequence[Any]) -> PersonRow:
    return dict(zip(PERSON_COLUMNS, values, strict=True))


def _put_person(connection: sqlite3.Connection, row: PersonRow) -> bool:
    """Add or complete one person; return True if they are new."""
    if people.was_erased(connection, row["id"]):
        return False
    known = connection.execute(f"{_PERSON} WHERE id = ?", (row["id"],)).fetchone()
    if known is None:
        versions.put(connection, PERSON_COLUMNS, row)
        return True
    versions.merge(connection, _person_row(known), row)
    return False


def united(contents: Sequence[Content]) -> Content:
    """Return the contents as one, without what their erasures and refusals erase."""
    # Records of no machine: nothing is noted in them, so that they need no id.
    with closing(database.connect(None)) as connection:
        database.migrate(connection, database.migrations(), lambda: None)
        with database.transaction(connection):
            _put(connection, contents)
            people.enforce_refusals(connection)
            erasing.enforce_erasures(connection)
        return read_content(connection)


class ExchangeRecords:
    """What other laptops bring, joined with the records of this one; methods may raise StoreUnavailable."""

    def __init__(
        self,
        reading: Connections,
        writing: Connections,
        new_id: Callable[[], str],
        sweep: Callable[[], None],
    ) -> None:
        self._reading = reading
        self._writing = writing
        self._new_id = new_id
        self._sweep = sweep

    def device(self) -> tuple[str, int]:
        """Return the id of this laptop, and the number of its next event, which only grows."""
        with self._reading() as connection:
            return journal.next_seq(connection)

    def content(self) -> Content:
        """Return all that may leave this laptop."""
        with self._reading() as connection, database.transaction(connection, "BEGIN"):
            return read_content(connection)

    def entries(self) -> Entries:
        """Return who put whom on the list, and which entries were compared."""
        with self._reading() as connection, database.transaction(connection, "BEGIN"):
            origins = connection.execute("SELECT id, origin FROM person").fetchall()
            return Entries(
                dict(origins),
                same_people.compared(connection),
                same_people.canonical_ids(connection),
            )

    def unknown(self, contents: Sequence[Content]) -> tuple[int, int]:
        """Return how many events and people are not here yet, without those who were erased here."""
        with self._reading() as connection:
            erased = {learner for (learner,) in connection.execute("SELECT learner FROM erased")}
            events = {event for (event,) in connection.execute("SELECT id FROM event")}
            entries = {person for (person,) in connection.execute("SELECT id FROM person")}
        return (
            len({r[ID] for c in contents for r in c.events if r[LEARNER] not in erased} - events),
            len({r["id"] for c in contents for r in c.people} - entries - erased),
        )

    def fill(self, content: Content) -> None:
        """Put records that were joined before into these, which are empty."""
        rows = sorted(content.events, key=itemgetter(SEQ, DEVICE, ID))
        with self._writing() as connection:
            connection.executemany(journal.INSERT, rows)
            for row in content.people:
                versions.put(connection, PERSON_COLUMNS, row)
            projections.fill(connection, journal.read_columns([row[:-1] for row in rows]))

    def join(self, contents: Sequence[Content]) -> Joined:
        """Join what came in, all of it or none."""
        with self._writing() as connection:
            joined = join(connection, contents, self._new_id)
            projections.settle(connection)
        # Backups may hold somebody who was erased elsewhere.
        self._sweep()
        return joined
