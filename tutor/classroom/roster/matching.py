"""What to do with the people of a list: who is new, who is here already, who has to be asked about."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from types import MappingProxyType
from typing import Literal, TypeVar

from tutor.classroom.roster.entries import Entry
from tutor.classroom.roster.headings import comparable
from tutor.content.text import fold_case
from tutor.records.people import Person, PersonChanges

# The number of a household, which names nobody.
_CODE = re.compile(r"((ho|nha|so|so ho|ma|h) ?)?(so )?[a-z]{0,3} ?[0-9]{1,6}[a-z]?")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")

Answer = Literal["same", "other", "leave"]
Ask = Callable[[Entry, Person | Entry, Sequence[Person | Entry]], Answer]
"""Asks whether an entry is the given person; the rest are others it may be, who are asked about next."""


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
    """What an import will do; `known` are entries of people here who do not change.

    `marks` has the person of each entry that was not left out: an id, or the position in `added`.
    """

    added: tuple[Entry, ...]
    changed: tuple[PersonUpdate, ...]
    known: tuple[Entry, ...]
    left_out: tuple[Entry, ...]
    marks: Mapping[str, str | int]

    def records(
        self,
    ) -> tuple[list[PersonChanges], dict[str, PersonChanges], Mapping[str, str | int]]:
        """Return whom to add, the fields to change by the id of a person, and the marks."""
        added = [entry.changes() for entry in self.added]
        return added, {update.before.id: update.changes() for update in self.changed}, self.marks


def make_plan(
    entries: Sequence[Entry],
    people: Sequence[Person],
    declined: Collection[str],
    ask: Ask,
    imported: Mapping[str, str] = MappingProxyType({}),
) -> ImportPlan:
    """Return what to do with the entries of a list; `ask` is called for each two who may be the same.

    Who has the same name and hamlet as exactly one person is this person, and so is whose mark is in
    `imported` with the id of a person: neither is asked about. People in `declined`, who withdrew consent,
    are not changed.
    """
    planner = _Planner(entries, people, declined, ask, imported)
    for entry, sure in planner.entries:
        planner.place(entry, sure)
    return planner.plan()


class _Planner:
    """Places one entry after the other among the people who are here and those who were added."""

    def __init__(
        self,
        entries: Sequence[Entry],
        people: Sequence[Person],
        declined: Collection[str],
        ask: Ask,
        imported: Mapping[str, str],
    ) -> None:
        self._before = {person.id: person for person in people}
        self._now = dict(self._before)
        self._declined = declined
        self._ask = ask
        self._added: list[Entry] = []
        self._known: list[Entry] = []
        self._left_out: list[Entry] = []
        self._marks: dict[str, str | int] = {}
        # Candidates by name: people by their ids, entries of the list by their index in `added`.
        self._named: defaultdict[str, list[str | int]] = defaultdict(list)
        for person in people:
            self._named[comparable(person.name)].append(person.id)
        self._namesakes = Counter((comparable(entry.name), _home(entry)) for entry in entries)
        self._imported = {mark: key for mark, key in imported.items() if key in self._before}
        sure = [self._imported.get(entry.mark) or self._identical(entry) for entry in entries]
        self.entries = tuple(zip(self._with_household_labels(entries, sure), sure, strict=True))

    def _identical(self, entry: Entry) -> str:
        """Return the id of the one person with the same name and hamlet, "" if that is not certain."""
        if self._namesakes[comparable(entry.name), _home(entry)] > 1:
            return ""
        alike = [
            person
            for at in self._named[comparable(entry.name)]
            if isinstance(at, str) and may_be_same(entry, person := self._before[at])
        ]
        if len(alike) != 1 or comparable(alike[0].hamlet) != _home(entry):
            return ""
        return alike[0].id if _tone_last(alike[0].name) == _tone_last(entry.name) else ""

    def _with_household_labels(self, entries: Sequence[Entry], sure: Sequence[str]) -> list[Entry]:
        """Return the entries with labels for their households that name nobody."""
        labels: dict[tuple[str, str], str] = {}
        for entry, key in zip(entries, sure, strict=True):
            person = self._before.get(key)
            if entry.household and person is not None and person.household:
                labels[_household(entry)] = person.household
        taken = {fold_case(person.household) for person in self._before.values()}
        free = (label for n in count(1) if fold_case(label := f"Hộ {n}") not in taken)
        for entry in entries:
            if entry.household and _household(entry) not in labels:
                code = _CODE.fullmatch(comparable(entry.household))
                labels[_household(entry)] = _label_of(entry.household) if code else next(free)
        return [
            replace(entry, household=labels[_household(entry)]) if entry.household else entry
            for entry in entries
        ]

    def place(self, entry: Entry, sure: str) -> None:
        """Decide about one entry; `sure` is the id of the person if that is certain, else ""."""
        answer: Answer = "same"
        at: str | int | None = sure
        if not at:
            answer, at = self._ask_about(entry)
        if answer == "leave":
            self._left_out.append(entry)
            return
        if answer == "other" or at is None:
            at = len(self._added)
            self._named[comparable(entry.name)].append(at)
            self._added.append(entry)
        elif isinstance(at, int):
            self._added[at] = _fill_gaps(self._added[at], entry)
            self._known.append(entry)
        elif self._may_complete(at, entry):
            self._now[at] = _complete(self._now[at], entry)
        else:
            self._known.append(entry)
        self._marks[entry.mark] = at

    def _may_complete(self, key: str, entry: Entry) -> bool:
        """Return True if an entry says more of a person; a line that was imported before says nothing new."""
        if key in self._declined or entry.mark in self._imported:
            return False
        return _complete(self._now[key], entry) != self._now[key]

    def _ask_about(self, entry: Entry) -> tuple[Answer, str | int | None]:
        """Ask about one candidate after the other until one is the same; return the answer and that one."""
        others = [
            (at, self._now[at] if isinstance(at, str) else self._added[at])
            for at in self._named[comparable(entry.name)]
        ]
        alike = [(at, other) for at, other in others if may_be_same(entry, other)]
        for place, (at, other) in enumerate(alike, 1):
            answer = self._ask(entry, other, [more for _, more in alike[place:]])
            if answer != "other":
                return answer, at
        return "other", None

    def plan(self) -> ImportPlan:
        """Return what was decided."""
        before, now = self._before, self._now
        changed = (PersonUpdate(before[key], now[key]) for key in before if before[key] != now[key])
        return ImportPlan(
            tuple(self._added),
            tuple(changed),
            tuple(self._known),
            tuple(self._left_out),
            self._marks,
        )


def _home(entry: Entry) -> str:
    return comparable(entry.hamlet)


def _household(entry: Entry) -> tuple[str, str]:
    return _home(entry), comparable(entry.household)


def _label_of(household: str) -> str:
    """Return a number or code of a household as its label."""
    return f"Hộ {household}" if household.isdecimal() else household


def may_be_same(one: Person | Entry, other: Person | Entry) -> bool:
    """Return True if two have the same name and, as far as known, the same commune and hamlet."""
    if not _same_name(one.name, other.name):
        return False
    if one.commune and other.commune and one.commune != other.commune:
        return False
    here, there = comparable(one.hamlet), comparable(other.hamlet)
    return not here or not there or here == there


def _same_name(name: str, other: str) -> bool:
    """Return True if two names are the same; marks count unless one name was typed without any."""
    if comparable(name) != comparable(other) or not comparable(name):
        return False
    words, others = _tone_last(name), _tone_last(other)
    return words == others or " ".join(words).isascii() or " ".join(others).isascii()


def _tone_last(name: str) -> tuple[str, ...]:
    """Return the words with their tones at the end: hoà and hòa are two spellings of one word."""
    words = unicodedata.normalize("NFD", name.casefold()).split()
    return tuple(_TONES.sub("", word) + "".join(_TONES.findall(word)) for word in words)


def _complete(person: Person, entry: Entry) -> Person:
    """Return a person with the fields that were unknown filled in from an entry."""
    return replace(
        _fill_gaps(person, entry), address=entry.address or person.address, on_roster=True
    )


_P = TypeVar("_P", Person, Entry)


def _fill_gaps(first: _P, second: Entry) -> _P:
    return replace(
        first,
        address=first.address or second.address,
        hamlet=first.hamlet or second.hamlet,
        commune=first.commune or second.commune,
        household=first.household or second.household,
        needs=first.needs | second.needs,
    )
