"""The records of one commune as they are in the store: for reports by the code of a laptop, and to carry on.

An area is a commune in force, by its code; '' has what no commune is known of.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

from tutor import places
from tutor.hub.postgres import Connection
from tutor.records import journal, same_people
from tutor.records.class_views import ClassSnapshot
from tutor.records.exchange import (
    DEVICE,
    ID,
    KIND,
    LEARNER,
    PAYLOAD,
    PERSON_COLUMNS,
    SEQ,
    Content,
    EventRow,
    PersonRow,
)
from tutor.records.journal import StoredEvent
from tutor.records.store import Store, open_store
from tutor.reports.report import ReportData, report_data

_COLUMNS = ", ".join({"id": "id::text"}.get(name, name) for name in journal.NAMES)
EVENT_COLUMNS = f"{_COLUMNS}, encode(hash, 'hex')"
_PERSON = f"SELECT {', '.join(PERSON_COLUMNS)} FROM person"  # noqa: S608 - constants
_EVENT = f"SELECT {EVENT_COLUMNS} FROM event"  # noqa: S608
CLASS_KINDS = frozenset(
    {
        *("session-planned", "session-started", "session-ended", "session-held"),
        *("session-cancelled", "unnamed-counted", "helpers-counted", "attended"),
    }
)
"""The kinds of events that the figures of a class are made of."""
# The kinds are written out in queries, for the index `event_class` has them in its condition.
_FIGURES = ", ".join(f"'{kind}'" for kind in sorted(CLASS_KINDS))
_COURSE = "'item-started', 'item-finished', 'item-dropped', 'hands-counted'"
_AT_CLASSES = "run = ANY(%(runs)s) AND kind IN"
_OF_PEOPLE = "learner = ANY(%(people)s)"
_ORDER = "ORDER BY seq, device, id"

_OF_VISITS = f"'visit-assigned', 'visit-done', '{same_people.COMPARED}'"
OF_SIGNS = ("skill-observed", "skill-said", "skill-unnoted")
"""The kinds of events that say what was seen and said of somebody's skills."""
OF_REPORTS = (
    *("run-started", "attempted", "run-finished", *OF_SIGNS),
    *("conversation-ended", "task-checked"),
)
"""Those that any report is made of, besides the ones of classes and visits."""
_OF_LEARNERS = f"SELECT {_COLUMNS} FROM event WHERE {_OF_PEOPLE}"  # noqa: S608
# What a clock said that cannot have been right counts as of the last right time, which any event may have.
_IN_DOUBT = (
    "SELECT DISTINCT learner FROM event WHERE learner = ANY(%(people)s) AND clock_flag <> ''"
)


@lru_cache(maxsize=1 << 14)
def area_of(commune: str) -> str:
    """Return the code of the commune in force that a text of a record means, '' for none or several."""
    return places.only_code(commune) if commune else ""


def people_of(connection: Connection, area: str) -> tuple[PersonRow, ...]:
    """Return the entries of people that count to an area."""
    rows = connection.execute(f"{_PERSON} WHERE area = %s ORDER BY id", (area,))
    return tuple(map(person_row, rows))


def person_row(values: Sequence[Any]) -> PersonRow:
    """Return the row of a person by its columns."""
    return dict(zip(PERSON_COLUMNS, values, strict=True))


def _names(connection: Connection, area: str, people: Iterable[PersonRow]) -> dict[str, Any]:
    runs = connection.execute("SELECT session FROM session WHERE area = %s", (area,))
    return {"people": [row["id"] for row in people], "runs": [run for (run,) in runs]}


def content_of(connection: Connection, area: str) -> Content:
    """Return all that is known of an area, with everybody's erasure, for the laptops of its teams."""
    people = people_of(connection, area)
    query = f"""
        {_EVENT} WHERE {_OF_PEOPLE} OR ({_AT_CLASSES} ({_FIGURES}, {_COURSE}))
        OR kind = 'person-erased' {_ORDER}
    """
    events = connection.execute(query, _names(connection, area, people))
    return Content(tuple(events), people)


@contextmanager
def laptop_with(connection: Connection, area: str, now: datetime) -> Iterator[Store]:
    """Yield a store in memory with the people, classes and visits of an area, without lessons.

    Somebody of another area who came to a class is counted there by their id.
    """
    people = people_of(connection, area)
    names = _names(connection, area, people)
    query = f"""
        {_EVENT} WHERE ({_AT_CLASSES} ({_FIGURES})) OR ({_OF_PEOPLE} AND kind IN ({_OF_VISITS}))
    """
    rows = connection.execute(query, names).fetchall()
    here = set(names["people"])
    store = open_store(None, clock=lambda: now)
    try:
        store.exchange.fill(Content(tuple(row for row in rows if _is_of(row, here)), people))
        yield store
    finally:
        store.close()


@dataclass(frozen=True, slots=True)
class Entries:
    """The ids of the people of an area, and who stands for whom."""

    sure: Sequence[str]
    in_doubt: Sequence[str]
    """Those of people of whom a clock said something that cannot have been right."""
    leader: Mapping[str, str]


def classes_of(connection: Connection, area: str, now: datetime) -> tuple[ClassSnapshot, Entries]:
    """Return the people, classes and visits of an area, and the ids of these people."""
    with laptop_with(connection, area, now) as store:
        classes = store.classes.snapshot()
        leader = store.exchange.entries().canonical_ids
    entries = same_people.ids_of([person.id for person in classes.people], leader)
    flagged = {who for (who,) in connection.execute(_IN_DOUBT, {"people": entries})}
    people = {leader.get(who, who) for who in flagged}
    in_doubt = [who for who in entries if leader.get(who, who) in people]
    return classes, Entries(sorted({*entries} - {*in_doubt}), in_doubt, leader)


def report_data_of(
    connection: Connection, area: str, now: datetime, kinds: Sequence[str]
) -> ReportData:
    """Return what a laptop that has the records of an area would make its reports of.

    Of lessons and skills it has the events of these kinds.
    """
    classes, entries = classes_of(connection, area, now)
    return report_data(classes, events_of(connection, entries, kinds) if kinds else ())


def events_of(
    connection: Connection, entries: Entries, kinds: Sequence[str]
) -> Iterator[StoredEvent]:
    """Return the events of these kinds in their order, and all events of people in doubt."""
    query = f"{_OF_LEARNERS} AND kind = ANY(%(kinds)s)"
    values = {"people": entries.sure, "kinds": list(kinds)}
    rows = connection.execute(query, values).fetchall()
    if entries.in_doubt:
        rows += connection.execute(_OF_LEARNERS, {"people": entries.in_doubt})
    # PostgreSQL would sort whole rows, and on its disk.
    rows.sort(key=itemgetter(SEQ, DEVICE, ID))
    return (same_people.of_person(e, entries.leader) for e in journal.read_columns(rows))


def _is_of(row: EventRow, people: set[str]) -> bool:
    """Return False for the word on two entries of which one counts to another area: there is one of each."""
    return row[KIND] != same_people.COMPARED or (
        row[LEARNER] in people and json.loads(row[PAYLOAD]).get("other") in people
    )
