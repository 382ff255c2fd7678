"""Entries of two laptops that may be one person: asked about once, and taken apart again if need be."""

from collections.abc import Sequence
from itertools import combinations

from tutor.classroom.roster.headings import comparable
from tutor.classroom.roster.matching import may_be_same
from tutor.records.exchange import Entries
from tutor.records.people import Person

Pair = tuple[Person, Person]


def pairs_to_ask(people: Sequence[Person], entries: Entries) -> list[Pair]:
    """Return each two people of different laptops who may be one and of whom nobody said it yet, by name."""
    # By what `may_be_same` compares of a name, and without those who have none yet.
    by_name: dict[str, list[Person]] = {}
    for person in people:
        by_name.setdefault(comparable(person.name), []).append(person)
    return [
        (one, other)
        for name in sorted(filter(None, by_name))
        for one, other in combinations(sorted(by_name[name], key=lambda person: person.id), 2)
        if one.role == other.role
        and may_be_same(one, other)
        and not _were_compared(one, other, entries)
    ]


def _were_compared(one: Person, other: Person, entries: Entries) -> bool:
    """Return True if two people were compared, or were put on the list at one laptop, which asked then."""
    pairs = [(first, second) for first in entries.of(one.id) for second in entries.of(other.id)]
    if any(frozenset(pair) in entries.compared for pair in pairs):
        return True
    return all(entries.origins.get(first) == entries.origins.get(second) for first, second in pairs)


def joined_people(people: Sequence[Person], entries: Entries) -> list[Person]:
    """Return the people who have several entries."""
    stand = set(entries.canonical_ids.values())
    return [person for person in people if person.id in stand]


def pairs_of(person: str, entries: Entries) -> list[tuple[str, str]]:
    """Return each two entries of a person."""
    return list(combinations(entries.of(person), 2))
