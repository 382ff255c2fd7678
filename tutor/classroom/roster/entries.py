"""The people of a list: each row is checked and becomes an entry, or is left out for a reason."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tutor.classroom.roster.columns import (
    Columns,
    comparable,
    find_columns,
    needs_in,
    printable_heading,
    unheaded,
)
from tutor.classroom.roster.table import FORMULA, RosterError, Row
from tutor.content.text import one_line
from tutor.i18n import N_
from tutor.languages import ADDRESSES
from tutor.records.people import MAX_NAME, Need, PersonChanges, looks_like_number
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
class LeftOut:
    """A line without a person who can be imported, and the reason; its text is not repeated."""

    line: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of a list, the lines that were left out, and its columns.

    `unclear` are the communes that are unknown or ambiguous: their people are imported without one.
    """

    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...]
    columns: Columns
    unclear: tuple[str, ...] = ()


def read_roster(
    rows: Sequence[Row], code_of: Callable[[str], str], hamlet: str = "", commune: str = ""
) -> Roster:
    """Return the people of a list; `hamlet` and `commune` are the defaults for those without one.

    `code_of` returns the code of the commune that a text means, "" if that is ambiguous. Raises RosterError.
    """
    columns = find_columns(rows) or unheaded(rows)
    if columns is None:
        raise RosterError(_NO_NAMES)
    communes = dict.fromkeys(_cell(row, columns.commune) for row in rows[columns.first :])
    codes = {text: code_of(text) if text else commune for text in communes}
    lines = [_entry(row, columns, hamlet, codes) for row in rows[columns.first :]]
    return Roster(
        entries=tuple(line for line in lines if isinstance(line, Entry)),
        left_out=tuple(line for line in lines if isinstance(line, LeftOut)),
        columns=columns,
        unclear=tuple(printable_heading(text) for text, code in codes.items() if text and not code),
    )


def _cell(row: Row, at: int | None) -> str:
    text = row.cells[at] if at is not None and at < len(row.cells) else ""
    if text.lstrip().startswith(FORMULA):
        raise RosterError(_FORMULA, line=row.line)
    return one_line(text)


def _entry(
    row: Row, columns: Columns, usual_hamlet: str, codes: Mapping[str, str]
) -> Entry | LeftOut | None:
    """Return the person of a row, the reason why there is none, or None for an empty row."""

    def cell(at: int | None) -> str:
        return _cell(row, at)

    name = " ".join(filter(None, map(cell, columns.name)))
    household = restore_capitals(cell(columns.household))
    hamlet = restore_capitals(cell(columns.hamlet))
    hamlet = hamlet[:1].upper() + hamlet[1:]
    if hamlet.isdecimal() and columns.place:
        hamlet = f"{columns.place} {hamlet}"
    if not (name or hamlet or household):
        return None
    reason = _reason_against(name, (hamlet, household))
    if reason is not None:
        return LeftOut(row.line, reason)
    ticked = {need for at, need in columns.single_needs if comparable(cell(at)) in _TICKED}
    return Entry(
        line=row.line,
        name=capitalise_name(name),
        address=_ADDRESSES.get(comparable(cell(columns.address)), ""),
        hamlet=hamlet or usual_hamlet,
        commune=codes[cell(columns.commune)],
        household=household,
        needs=needs_in(comparable(cell(columns.needs))) | ticked,
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
