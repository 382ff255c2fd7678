"""Who of a list is here already, or on it twice: found by name and hamlet, and asked; never guessed."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tutor.classroom.roster.columns import comparable
from tutor.classroom.roster.entries import Entry
from tutor.records.people import Person, PersonChanges

Answer = Literal["same", "other", "leave"]
Ask = Callable[[Entry, Person | Entry, Sequence[Person | Entry]], Answer]
"""Asked whether a line is somebody, and told who else it may be."""
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of somebody who is here: as they were, and as they will be."""

    before: Person
    after: Person

    def changes(self) -> PersonChanges:
        """Return it as the records take it."""
        return {
            "address": self.after.address,
            "hamlet": self.after.hamlet,
            "commune": self.after.commune,
            "household": self.after.household,
            "needs": self.after.needs,
            "on_roster": self.after.on_roster,
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do; `known` are lines of people here of whom nothing changes."""

    added: tuple[Entry, ...]
    changed: tuple[Change, ...]
    known: tuple[Entry, ...]
    left_out: tuple[Entry, ...]


def make_plan(
    entries: Sequence[Entry], people: Sequence[Person], declined: Collection[str], ask: Ask
) -> Plan:
    """Return what to do with the people of a list; `ask` is asked for each two who may be the same.

    Of those in `declined`, who took consent back, nothing is changed.
    """
    before = {one.id: one for one in people}
    now = dict(before)
    added: list[Entry] = []
    known: list[Entry] = []
    left_out: list[Entry] = []
    # Whom to compare with, by name: people by their ids, lines of the list by their place in `added`.
    named: defaultdict[str, list[str | int]] = defaultdict(list)
    for one in people:
        named[comparable(one.name)].append(one.id)
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
            added[at] = _joined(added[at], entry)
            known.append(entry)
        elif at in declined or _completed(now[at], entry) == now[at]:
            known.append(entry)
        else:
            now[at] = _completed(now[at], entry)
    changed = (Change(before[key], now[key]) for key in before if before[key] != now[key])
    return Plan(tuple(added), tuple(changed), tuple(known), tuple(left_out))


def _asked(
    entry: Entry, others: Sequence[tuple[str | int, Person | Entry]], ask: Ask
) -> tuple[Answer, str | int | None]:
    """Ask about one after the other until somebody is the same; return where that one stands."""
    alike = [(at, other) for at, other in others if may_be_same(entry, other)]
    for place, (at, other) in enumerate(alike, 1):
        answer = ask(entry, other, [more for _, more in alike[place:]])
        if answer != "other":
            return answer, at
    return "other", None


def may_be_same(entry: Entry, other: Person | Entry) -> bool:
    """Tell whether two have one name, and live in one hamlet of one commune as far as that is known."""
    if not _same_name(entry.name, other.name):
        return False
    if entry.commune and other.commune and entry.commune != other.commune:
        return False
    here, there = comparable(entry.hamlet), comparable(other.hamlet)
    return not here or not there or here == there


def _same_name(one: str, other: str) -> bool:
    """Tell whether two names are one; marks count, unless one of them was typed without any."""
    if comparable(one) != comparable(other) or not comparable(one):
        return False
    apart, others = _apart(one), _apart(other)
    return apart == others or " ".join(apart).isascii() or " ".join(others).isascii()


def _apart(name: str) -> tuple[str, ...]:
    """Return each word with its tone behind it: hoà and hòa are one word in two ways of writing."""
    words = unicodedata.normalize("NFD", name.casefold()).split()
    return tuple(_TONES.sub("", word) + "".join(_TONES.findall(word)) for word in words)


def _completed(person: Person, entry: Entry) -> Person:
    """Return a person with what a list says and was not known; what was known stays."""
    return replace(
        person,
        address=entry.address or person.address,
        hamlet=person.hamlet or entry.hamlet,
        commune=person.commune or entry.commune,
        household=person.household or entry.household,
        needs=person.needs | entry.needs,
        on_roster=True,
    )


def _joined(first: Entry, second: Entry) -> Entry:
    return replace(
        first,
        address=first.address or second.address,
        hamlet=first.hamlet or second.hamlet,
        commune=first.commune or second.commune,
        household=first.household or second.household,
        needs=first.needs | second.needs,
    )
