"""The people of a list: rows become entries; headings, sections, totals and signatures become nothing."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Literal

from tutor.classroom.roster.columns import Columns, find_columns, unstacked
from tutor.classroom.roster.encodings import RosterError
from tutor.classroom.roster.hamlets import Hamlets
from tutor.classroom.roster.headings import Kind, comparable, needs_in, printable_heading
from tutor.classroom.roster.likeness import Likeness, likeness
from tutor.classroom.roster.line_words import GONE, NO_LEARNER, NOT_COMING, SIGNED, TITLE, TRIAL
from tutor.classroom.roster.names import (
    NameCell,
    address_in,
    hamlet_in,
    hamlet_of_line,
    has_ordinal,
    has_surname,
    is_address,
    people_in,
    read_name,
)
from tutor.classroom.roster.outline import Outline
from tutor.classroom.roster.rearranging import rearranged
from tutor.classroom.roster.rows import Row, Sheet, Table, cell_text
from tutor.classroom.roster.sentences import people_of_line, signs_somebody_up
from tutor.content.text import one_line
from tutor.i18n import N_
from tutor.records.people import MAX_NAME, Need, PersonChanges, looks_like_number
from tutor.vietnamese import restore_capitals

Reason = Literal[
    "no-name", "no-person", "long", "cut", "below", "no-learner", "gone", "unlike", "declined"
]
REASONS: dict[Reason, str] = {
    "no-name": N_("no name stands there"),
    "no-person": N_("this does not look like a name"),
    "long": N_("the name is longer than {letters} letters"),
    "cut": N_("the file ends in the middle of this line"),
    "below": N_("this stands below the list, where totals and signatures are"),
    "no-learner": N_("this is somebody who helps or teaches, not a learner"),
    "unlike": N_("this line is written otherwise than the others"),
    "declined": N_("this line says that somebody does not come"),
    "gone": N_("the note says that this person has died or moved away"),
}

_NO_NAMES = N_(
    "No column of names was found. Please write “Họ và tên” over it, in the first line of the list."
)
_NAME = re.compile(r"[^\W\d_][^\d_@=+*/\\<>|{}\[\]:;!?\"]*")
_TICKED = frozenset(("x", "v", "co", "yes", "y", "1", "true", "can"))
_NEARLY_ALL = 0.8


@dataclass(frozen=True, slots=True)
class Entry:
    """A person as one line of a list gives it; "" for what it does not give.

    `household` is what the list calls the home, which may be somebody's name: it is not stored so. `mark`
    tells this line from all others, and is the same when the list is read again.
    """

    line: int
    name: str
    address: str = ""
    hamlet: str = ""
    household: str = ""
    needs: frozenset[Need] = frozenset()
    commune: str = ""
    mark: str = field(default="", compare=False)

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
    """A line that is not imported, and the reason; `person` is who it would be, if it may be one."""

    line: int
    reason: Reason
    sheet: str = ""
    person: Entry | None = field(default=None, compare=False)

    @property
    def key(self) -> tuple[str, int, str]:
        """Tells the person of this line from those of others."""
        return self.sheet, self.line, self.person.name if self.person is not None else ""


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of a list, the lines that were skipped, and its columns.

    `doubtful` are the lines that may be people, whether they were taken or skipped.
    `unclear` are the communes that are unknown or ambiguous: their people are imported without one.
    `numbers` are the lines of people beside whose name or home a number was left out.
    """

    entries: tuple[Entry, ...]
    skipped: tuple[SkippedLine, ...]
    columns: Columns
    unclear: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    doubtful: tuple[SkippedLine, ...] = ()


def read_roster(
    table: Table,
    code_of: Callable[[str], str],
    hamlet: str = "",
    commune: str = "",
    taken: Collection[tuple[str, int, str]] = (),
) -> Roster:
    """Return the people of the lists of a file; `hamlet` and `commune` are for those without one.

    `code_of` returns the code of the commune that a text means, "" if that is ambiguous. `taken` are the keys
    of lines in doubt that are people. Raises RosterError.
    """
    several = len(table.sheets) > 1
    readers = [_SheetReader(sheet, hamlet, commune, code_of) for sheet in table.sheets]
    entries: list[Entry] = []
    skipped: list[SkippedLine] = []
    doubtful: list[SkippedLine] = []
    for reader, sheet in zip(readers, table.sheets, strict=True):
        for line in reader.lines():
            if isinstance(line, Entry):
                entries.append(line)
                continue
            in_sheet = replace(line, sheet=sheet.title if several else "")
            if line.person is not None:
                doubtful.append(in_sheet)
            if line.person is not None and in_sheet.key in taken:
                entries.append(line.person)
            else:
                skipped.append(in_sheet)
    unclear = (text for reader in readers for text in reader.unclear)
    return Roster(
        entries=_marked(_with_one_name_of_each_hamlet(entries)),
        skipped=tuple(skipped),
        columns=readers[0].columns,
        unclear=tuple(dict.fromkeys(map(printable_heading, unclear))),
        numbers=tuple(number for reader in readers for number in reader.numbers),
        doubtful=tuple(doubtful),
    )


def _with_one_name_of_each_hamlet(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries with one name for a hamlet that is written with and without its word.

    Trung and Thôn Trung are one hamlet, unless the list has a Xóm Trung too.
    """
    written: dict[str, dict[str, str]] = {}
    for entry in entries:
        bare = hamlet_of_line(entry.hamlet).partition(" ")[2]
        if bare:
            written.setdefault(comparable(bare), {})[comparable(entry.hamlet)] = entry.hamlet
    whole = {bare: [*forms.values()] for bare, forms in written.items()}
    return [
        replace(entry, hamlet=forms[0])
        if len(forms := whole.get(comparable(entry.hamlet), [])) == 1
        else entry
        for entry in entries
    ]


def _marked(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries with their marks: namesakes of one home are told apart by their order."""
    seen: dict[str, int] = {}
    marked = []
    for entry in entries:
        needs = ",".join(sorted(entry.needs))
        fields = (entry.name, entry.address, entry.hamlet, entry.commune, entry.household, needs)
        text = "\n".join(fields)
        seen[text] = seen.get(text, 0) + 1
        mark = sha256(f"{text}\n{seen[text]}".encode()).hexdigest()
        marked.append(replace(entry, mark=mark))
    return tuple(marked)


class _SheetReader:
    """Reads the people of one sheet, line by line."""

    def __init__(
        self, sheet: Sheet, hamlet: str, commune: str, code_of: Callable[[str], str]
    ) -> None:
        sheet = replace(sheet, rows=rearranged(sheet.rows))
        columns = find_columns(sheet.rows)
        if columns is None:
            raise RosterError(_NO_NAMES)
        self.columns = columns
        self.unclear: list[str] = []
        self.numbers: list[int] = []
        self._sheet = sheet
        self._rows = unstacked(sheet.rows, columns)
        self._commune = commune
        self._code_of = code_of
        self._hamlets = Hamlets(sheet, self._rows, columns, hamlet)
        self._outline = Outline(self._rows, columns)
        # Without headings: whether the names are numbered, so that a title is not.
        texts = [self._name_text(row) for row in self._rows]
        counted = sum(has_ordinal(text) and has_surname(text) for text in texts)
        named = sum(map(has_surname, texts))
        is_numbered = counted * 2 > len(texts) or counted >= max(3, _NEARLY_ALL * named)
        self._names_numbered = not columns.headed and is_numbered
        self._codes: dict[str, str] = {}
        self._signs: dict[int, frozenset[str]] = {}

    def lines(self) -> Iterator[Entry | SkippedLine]:
        """Yield the people, and the lines that may have been meant as people."""
        lines = [line for row in self._rows for line in self._lines(row)]
        signs = [self._signs[line.line] for line in lines if isinstance(line, Entry)]
        counts = Counter(sign for of_line in signs for sign in of_line)
        for line in lines:
            if isinstance(line, Entry) and self._is_unlike(line, counts, len(signs) - 1):
                yield SkippedLine(line.line, "unlike", person=line)
            else:
                yield line

    def _is_unlike(self, entry: Entry, counts: Counter[str], others: int) -> bool:
        """Return True if a line lacks two things that nearly all others have: number, address, hamlet.

        Only a list without headings needs that: there a signature is a name like any other.
        """
        signs = self._signs[entry.line]
        usual = {sign for sign, count in counts.items() if count >= _NEARLY_ALL * others > 1}
        lacking = usual - signs - {"said"}
        return not self.columns.headed and "said" not in signs and len(lacking) > 1

    def _lines(self, row: Row) -> Iterator[Entry | SkippedLine]:
        name_text = self._name_text(row)
        kind = self._outline.kind(row, name_text)
        if kind not in ("person", "below"):
            return
        for text in self._people(row, name_text):
            line = self._line(row, text)
            if kind == "below" and line is not None:
                # Signatures have names too: whoever looks at the import is told of them.
                person = line if isinstance(line, Entry) else line.person
                line = SkippedLine(row.line, "below", person=person)
            if line is not None:
                yield line

    def _name_text(self, row: Row) -> str:
        texts = (cell_text(row, at) for at in self.columns.name if at not in row.filled)
        return " ".join(filter(None, texts))

    def _people(self, row: Row, name_text: str) -> list[str]:
        """Return the names in a row: a cell, or two columns, may have a couple."""
        (at, *others) = self.columns.name
        if others or at >= len(row.cells) or at in row.filled:
            return [name_text]
        if not self.columns.spouses:
            return self._people_of_cell(row) if self.columns.headed else self._people_of_line(row)
        couple = (self._addressed(row, place) for place in (at, *self.columns.spouses))
        return [name for name in couple if has_surname(name) or read_name(name).address]

    def _people_of_cell(self, row: Row) -> list[str]:
        """Return the names in a cell below a heading; an office may stand before one: Thư ký Lê Thị Na."""
        cell = row.cells[self.columns.name[0]]
        people, plain = people_in(cell), comparable(cell)
        has_office = bool(SIGNED.fullmatch(plain) or TITLE.fullmatch(plain))
        called = people_of_line(one_line(cell)) if has_office and len(people) == 1 else ()
        return list(called) if called and self._outline.is_counted(row) else people

    def _people_of_line(self, row: Row) -> list[str]:
        """Return the names in a row without headings; a line of a chat may say more than the name."""
        cell = row.cells[self.columns.name[0]]
        people = people_in(cell)
        called = people_of_line(_line_of(row))
        if len(called) > 1 and all(read_name(person).address for person in called):
            return list(called)
        read = read_name(cell)
        like = likeness(read.name)
        if len(people) > 1 or like is Likeness.SURE or (like and read.name in cell):
            return people
        return list(called) or people

    def _addressed(self, row: Row, at: int) -> str:
        """Return a name with the form of address that stands over its column."""
        name, word = cell_text(row, at), self.columns.addressed.get(at, "")
        return f"{word} {name}" if has_surname(name) and not read_name(name).address else name

    def _line(self, row: Row, name_text: str) -> Entry | SkippedLine | None:
        """Return the person of a row, the reason why there is none, or None for an empty row."""
        hamlet = self._hamlets.of_row(row)
        if not (
            name_text or _own(row, self.columns, "hamlet") or _own(row, self.columns, "household")
        ):
            return None
        if self._sheet.cut_line == row.line:
            return SkippedLine(row.line, "cut")
        read = self._read(row, name_text)
        fault = _reason_against(name_text, read.name)
        if fault is not None:
            return SkippedLine(row.line, fault)
        signs = {
            "number": self._has_ordinal(row),
            "address": read.address,
            "hamlet": hamlet or read.hamlet,
            # Bố tôi là Trần Văn Sửu: that needs nothing else.
            "said": not self.columns.headed and signs_somebody_up(_line_of(row)),
        }
        self._signs[row.line] = frozenset(sign for sign, has in signs.items() if has)
        doubt = self._doubt(row, read)
        person = self._entry(row, read, hamlet)
        return person if doubt is None else SkippedLine(row.line, doubt, person=person)

    def _doubt(self, row: Row, read: NameCell) -> Reason | None:
        """Return why a name may be of nobody who comes to class."""
        if self._outline.apart:
            return self._outline.apart
        if TRIAL.fullmatch(comparable(read.name)):
            return "no-person"
        if NO_LEARNER.fullmatch(comparable(self._cell(row, "role"))):
            return "no-learner"
        if GONE.fullmatch(comparable(self._cell(row, "needs"))):
            return "gone"
        if not self.columns.headed and NOT_COMING.fullmatch(comparable(_line_of(row))):
            return "declined"
        if self._names_numbered and not self._signs[row.line].intersection(
            ("number", "address", "said")
        ):
            return "no-person"
        is_name = read.address or likeness(read.name) is Likeness.SURE
        # Beside numbered people a word without a number is a sum or a note.
        return None if is_name or self._outline.is_counted(row) else "no-person"

    def _entry(self, row: Row, read: NameCell, hamlet: str) -> Entry:
        household = restore_capitals(self._cell(row, "household"))
        hamlet = hamlet or read.hamlet or self._outline.section or self._hamlets.default
        if read.had_number or any(map(_is_unfit, (household, hamlet))):
            self.numbers.append(row.line)
        return Entry(
            line=row.line,
            name=read.name,
            address=address_in(self._cell(row, "address")) or read.address,
            hamlet="" if _is_unfit(hamlet) else hamlet,
            commune=self._code(self._cell(row, "commune")),
            household="" if _is_unfit(household) else household,
            needs=self._needs(row, read),
        )

    def _read(self, row: Row, name_text: str) -> NameCell:
        """Return the name in a text; without headings one of unknown words must be written like a name."""
        read = read_name(name_text)
        if self.columns.headed:
            return read
        if likeness(read.name) is Likeness.SURE:
            rest = "" if name_text in row.cells else _line_of(row).replace(read.name, "")
            return replace(read, hamlet=read.hamlet or hamlet_in(rest))
        is_capital = read.name in name_text and len(read.name.split()) > 1
        is_written = read.address or self._has_ordinal(row) or is_capital
        return read if is_written else replace(read, name="")

    def _has_ordinal(self, row: Row) -> bool:
        return has_ordinal(self._name_text(row))

    def _needs(self, row: Row, read: NameCell) -> frozenset[Need]:
        ticked = {
            need
            for at, need in self.columns.ticked.items()
            if comparable(cell_text(row, at)) in _TICKED
        }
        return needs_in(comparable(self._cell(row, "needs"))) | read.needs | ticked

    def _cell(self, row: Row, kind: Kind) -> str:
        return cell_text(row, self.columns.by_kind.get(kind))

    def _code(self, text: str) -> str:
        if not text:
            return self._commune
        if text not in self._codes:
            self._codes[text] = self._code_of(text)
            if not self._codes[text]:
                self.unclear.append(text)
        return self._codes[text]


def _line_of(row: Row) -> str:
    return ", ".join(filter(None, map(one_line, row.cells)))


def _own(row: Row, columns: Columns, kind: Kind) -> str:
    at = columns.by_kind.get(kind)
    return "" if at in row.filled else cell_text(row, at)


def _is_unfit(label: str) -> bool:
    """Return True for a home that is not kept: a number of somebody, or more than a name."""
    return len(label) > MAX_NAME or looks_like_number(label)


def _reason_against(written: str, name: str) -> Reason | None:
    if not written:
        return "no-name"
    if not name or not _NAME.fullmatch(name) or TITLE.fullmatch(comparable(name)):
        return "no-person"
    if is_address(name):
        return "no-person"
    if len(name) > MAX_NAME:
        return "long"
    return "no-person" if likeness(name) is Likeness.NO else None
