"""Entries of several laptops that are one person: what volunteers said of two entries, and what follows.

Nothing is rewritten: an event keeps the id that it was recorded under, and reads and projections use the id
that stands for the person. So two entries can be taken apart again.
"""

import sqlite3
from collections.abc import Iterable, Mapping

from tutor.records import journal
from tutor.records.journal import StoredEvent

COMPARED = "people-compared"


def compared(connection: sqlite3.Connection) -> dict[frozenset[str], bool]:
    """Return for each two entries that were compared whether they are one person; the latest word counts."""
    verdicts: dict[frozenset[str], bool] = {}
    for stored in journal.events_of_kind(connection, COMPARED):
        pair = frozenset((stored.learner, str(stored.payload.get("other"))))
        verdicts[pair] = bool(stored.payload.get("same"))
    return verdicts


def rebuild(connection: sqlite3.Connection) -> None:
    """Rebuild the projection of who is one person: the least id of a group stands for all of it."""
    leader: dict[str, str] = {}

    def find(person: str) -> str:
        while (above := leader.setdefault(person, person)) != person:
            person = above
        return person

    for pair, same in compared(connection).items():
        if same:
            first, *others = sorted(map(find, pair))
            for other in others:
                leader[other] = first
    connection.execute("DELETE FROM same_person")
    rows = [(person, find(person)) for person in leader if find(person) != person]
    connection.executemany("INSERT INTO same_person VALUES (?, ?)", rows)


def canonical_ids(connection: sqlite3.Connection) -> Mapping[str, str]:
    """Return the id that stands for a person, by each other id of theirs."""
    return dict(connection.execute("SELECT person, same_as FROM same_person").fetchall())


def canonical(connection: sqlite3.Connection, person: str) -> str:
    """Return the id that stands for a person."""
    query = "SELECT same_as FROM same_person WHERE person = ?"
    row = connection.execute(query, (person,)).fetchone()
    return person if row is None else str(row[0])


def all_ids(connection: sqlite3.Connection, people: Iterable[str]) -> list[str]:
    """Return all ids of these people, the ones that stand for them first."""
    return ids_of(people, canonical_ids(connection))


def ids_of(people: Iterable[str], leader: Mapping[str, str]) -> list[str]:
    """Return all ids of these people, given `canonical_ids`; the ones that stand for them are first."""
    first = dict.fromkeys(leader.get(person, person) for person in people)
    return [*first, *sorted(person for person, same_as in leader.items() if same_as in first)]


def of_person(event: StoredEvent, leader: Mapping[str, str]) -> StoredEvent:
    """Return an event under the id that stands for its person, given `canonical_ids`."""
    return event._replace(learner=leader[event.learner]) if event.learner in leader else event
