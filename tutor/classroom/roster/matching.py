"""Duplicate detection for imports: matches by name and hamlet, and asks the user to decide."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from tutor.classroom.roster.columns import comparable
from tutor.classroom.roster.entries import Entry
from tutor.records.people import Person, PersonChanges

Answer = Literal["same", "other", "leave"]
Ask = Callable[[Entry, Person | Entry, Sequence[Person | Entry]], Answer]
"""Asks whether an entry is the given person; the rest are others it may be, who are asked about next."""
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


@dataclass(frozen=True, slots=True)
class PersonUpdate:
    """A known person before and after an import."""

    before: Person
    after: Person

    def changes(self) -> PersonChanges:
        """Return the fields to store."""
        return {
            "address": self.after.address,
            "hamlet": self.after.hamlet,
            "commune": self.after.commune,
            "household": self.after.household,
            "needs": self.after.needs,
            "on_roster": self.after.on_roster,
        }


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import will do; `known` are entries of people here who do not change."""

    added: tuple[Entry, ...]
    changed: tuple[PersonUpdate, ...]
    known: tuple[Entry, ...]
    left_out: tuple[Entry, ...]


def make_plan(
    entries: Sequence[Entry], people: Sequence[Person], declined: Collection[str], ask: Ask
) -> ImportPlan:
    """Return what to do with the entries of a list; `ask` is called for each two who may be the same.

    People in `declined`, who withdrew consent, are not changed.
    """
    before = {person.id: person for person in people}
    now = dict(before)
    added: list[Entry] = []
    known: list[Entry] = []
    left_out: list[Entry] = []
    # Candidates by name: people by their ids, entries of the list by their index in `added`.
    named: defaultdict[str, list[str | int]] = defaultdict(list)
    for person in people:
        named[comparable(person.name)].append(person.id)
    for entry in entries:
        others = named[comparable(entry.name)]
        answer, at = _asked(
            entry, [(at, now[at] if isinstance(at, str) else added[at]) for at in others], ask
        )
        if answer == "leave":
            left_out.append(entry)
        elif answer == "other" or at is None:
            others.append(len(added))
            added.append(entry)
        elif isinstance(at, int):
            added[at] = _merged(added[at], entry)
            known.append(entry)
        elif at in declined or _completed(now[at], entry) == now[at]:
            known.append(entry)
        else:
            now[at] = _completed(now[at], entry)
    changed = (PersonUpdate(before[key], now[key]) for key in before if before[key] != now[key])
    return ImportPlan(tuple(added), tuple(changed), tuple(known), tuple(left_out))


def _asked(
    entry: Entry, others: Sequence[tuple[str | int, Person | Entry]], ask: Ask
) -> tuple[Answer, str | int | None]:
    """Ask about one candidate after the other until one is the same; return the answer and that candidate."""
    alike = [(at, other) for at, other in others if may_be_same(entry, other)]
    for place, (at, other) in enumerate(alike, 1):
        answer = ask(entry, other, [more for _, more in alike[place:]])
        if answer != "other":
            return answer, at
    return "other", None


def may_be_same(entry: Entry, other: Person | Entry) -> bool:
    """Return True if two have the same name and, as far as known, the same commune and hamlet."""
    if not _same_name(entry.name, other.name):
        return False
    if entry.commune and other.commune and entry.commune != other.commune:
        return False
    here, there = comparable(entry.hamlet), comparable(other.hamlet)
    return not here or not there or here == there


def _same_name(one: str, other: str) -> bool:
    """Return True if two names are the same; marks count unless one name was typed without any."""
    if comparable(one) != comparable(other) or not comparable(one):
        return False
    words, others = _tone_last(one), _tone_last(other)
    return words == others or " ".join(words).isascii() or " ".join(others).isascii()


def _tone_last(name: str) -> tuple[str, ...]:
    """Return the words with their tones at the end: hoà and hòa are two spellings of one word."""
    words = unicodedata.normalize("NFD", name.casefold()).split()
    return tuple(_TONES.sub("", word) + "".join(_TONES.findall(word)) for word in words)


def _completed(person: Person, entry: Entry) -> Person:
    """Return a person with the fields that were unknown filled in from an entry."""
    return replace(_merged(person, entry), address=entry.address or person.address, on_roster=True)


_P = TypeVar("_P", Person, Entry)


def _merged(first: _P, second: Entry) -> _P:
    return replace(
        first,
        address=first.address or second.address,
        hamlet=first.hamlet or second.hamlet,
        commune=first.commune or second.commune,
        household=first.household or second.household,
        needs=first.needs | second.needs,
    )
