"""The people of a list: rows become entries, and entries that may be people who are here are asked about."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from tutor.classroom.roster.columns import (
    Columns,
    Kind,
    comparable,
    find_columns,
    needs_in,
    printable_heading,
)
from tutor.classroom.roster.encodings import RosterError
from tutor.classroom.roster.table import FORMULA, Row
from tutor.content.text import one_line
from tutor.i18n import N_
from tutor.languages import ADDRESSES
from tutor.records.people import MAX_NAME, Need, Person, PersonChanges, looks_like_number
from tutor.vietnamese import capitalise_name, restore_capitals

Reason = Literal["no-name", "digits", "no-person", "long", "long-label", "number"]
REASONS: dict[Reason, str] = {
    "no-name": N_("no name stands there"),
    "digits": N_("there are digits in the name; no numbers are kept with names"),
    "no-person": N_("this does not look like a name"),
    "long": N_("the name is longer than {letters} letters"),
    "long-label": N_("hamlet or household is longer than {letters} letters"),
    "number": N_("hamlet or household looks like an ID or phone number, and none is kept"),
}

_NO_NAMES = N_(
    "No column of names was found. Please write “Họ và tên” over it, in the first line of the list."
)
_FORMULA = N_(
    "Line {line} holds a formula, and none is worked out here. Please copy the list and paste it as values."
)
_NAME = re.compile(r"[^\W\d_][^\d_@=+*/\\<>|{}\[\]:;!?\"]*")
# Lines below a list: totals, date, signatures.
_BELOW = re.compile(
    r"(tong (so|cong)|cong|nguoi lap|lap bieu|ngay|xac nhan|ky ten|truong thon|ghi chu|total)\b.*"
)
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_TICKED = frozenset(("x", "v", "co", "yes", "y", "1", "true", "can"))
_ADDRESSES = {comparable(address.singular): address.id for address in ADDRESSES}


@dataclass(frozen=True, slots=True)
class Entry:
    """A person as one line of a list gives it; "" for what it does not give."""

    line: int
    name: str
    address: str = ""
    hamlet: str = ""
    household: str = ""
    needs: frozenset[Need] = frozenset()
    commune: str = ""

    def changes(self) -> PersonChanges:
        """Return the fields to store."""
        changes: PersonChanges = {
            "name": self.name,
            "hamlet": self.hamlet,
            "commune": self.commune,
            "household": self.household,
            "needs": self.needs,
            "on_roster": True,
        }
        if self.address:
            changes["address"] = self.address
        return changes


@dataclass(frozen=True, slots=True)
class SkippedLine:
    """A line without a person who can be imported, and the reason; its text is not repeated."""

    line: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of a list, the lines that were skipped, and its columns.

    `unclear` are the communes that are unknown or ambiguous: their people are imported without one.
    """

    entries: tuple[Entry, ...]
    skipped: tuple[SkippedLine, ...]
    columns: Columns
    unclear: tuple[str, ...] = ()


def read_roster(
    rows: Sequence[Row], code_of: Callable[[str], str], hamlet: str = "", commune: str = ""
) -> Roster:
    """Return the people of a list; `hamlet` and `commune` are the defaults for those without one.

    `code_of` returns the code of the commune that a text means, "" if that is ambiguous. Raises RosterError.
    """
    columns = find_columns([row.cells for row in rows])
    if columns is None:
        raise RosterError(_NO_NAMES)
    below = rows[columns.first :]
    communes = dict.fromkeys(_cell(row, columns.by_kind.get("commune")) for row in below)
    codes = {text: code_of(text) if text else commune for text in communes}
    lines = [_entry(row, columns, hamlet, codes) for row in below]
    return Roster(
        entries=tuple(line for line in lines if isinstance(line, Entry)),
        skipped=tuple(line for line in lines if isinstance(line, SkippedLine)),
        columns=columns,
        unclear=tuple(printable_heading(text) for text, code in codes.items() if text and not code),
    )


def _cell(row: Row, at: int | None) -> str:
    text = row.cells[at] if at is not None and at < len(row.cells) else ""
    if text.lstrip().startswith(FORMULA):
        raise RosterError(_FORMULA, line=row.line)
    return one_line(text)


def _entry(
    row: Row, columns: Columns, default_hamlet: str, codes: Mapping[str, str]
) -> Entry | SkippedLine | None:
    """Return the person of a row, the reason why there is none, or None for an empty row."""

    def cell(kind: Kind) -> str:
        return _cell(row, columns.by_kind.get(kind))

    name = " ".join(filter(None, (_cell(row, at) for at in columns.name)))
    household = restore_capitals(cell("household"))
    hamlet = restore_capitals(cell("hamlet"))
    hamlet = hamlet[:1].upper() + hamlet[1:]
    if hamlet.isdecimal() and columns.place:
        hamlet = f"{columns.place} {hamlet}"
    if not (name or hamlet or household):
        return None
    reason = _reason_against(name, (hamlet, household))
    if reason is not None:
        return SkippedLine(row.line, reason)
    ticked = {need for at, need in columns.ticked.items() if comparable(_cell(row, at)) in _TICKED}
    return Entry(
        line=row.line,
        name=capitalise_name(name),
        address=_ADDRESSES.get(comparable(cell("address")), ""),
        hamlet=hamlet or default_hamlet,
        commune=codes[cell("commune")],
        household=household,
        needs=needs_in(comparable(cell("needs"))) | ticked,
    )


def _reason_against(name: str, labels: Sequence[str]) -> Reason | None:
    if not name:
        return "no-name"
    if re.search(r"\d", name):
        return "digits"
    if not _NAME.fullmatch(name) or _BELOW.fullmatch(comparable(name)):
        return "no-person"
    if len(name) > MAX_NAME:
        return "long"
    if any(len(label) > MAX_NAME for label in labels):
        return "long-label"
    return "number" if any(map(looks_like_number, labels)) else None


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
        answer, at = _ask_about(
            entry, [(at, now[at] if isinstance(at, str) else added[at]) for at in others], ask
        )
        if answer == "leave":
            left_out.append(entry)
        elif answer == "other" or at is None:
            others.append(len(added))
            added.append(entry)
        elif isinstance(at, int):
            added[at] = _fill_gaps(added[at], entry)
            known.append(entry)
        elif at in declined or _complete(now[at], entry) == now[at]:
            known.append(entry)
        else:
            now[at] = _complete(now[at], entry)
    changed = (PersonUpdate(before[key], now[key]) for key in before if before[key] != now[key])
    return ImportPlan(tuple(added), tuple(changed), tuple(known), tuple(left_out))


def _ask_about(
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
