"""The rows of a list, the checks that every file passes, and old fonts read as Unicode."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tutor.classroom.roster.encodings import (
    FONTS,
    DecodedText,
    Encoding,
    RosterError,
    clearest,
    unicode_readings,
)
from tutor.content.text import one_line
from tutor.i18n import N_

MAX_ROWS = 2_500
MAX_COLUMNS = 60
MAX_CELL = 1_000
FORMULA = "="
"""The first character of a cell with a formula; formulas are never evaluated."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")

# What people put beside names in a chat: pictures, and numbers in a box or a circle.
_BOXED = re.compile("(?:[0-9]\ufe0f?\u20e3)+\\s*|\U0001f51f\\s*|[\u2460-\u2473]\\s*")
_PICTURES = re.compile(
    "[\u2190-\u21ff\u2300-\u24ff\u25a0-\u27bf\u2900-\u2bff\ufe0e\ufe0f\u200d\u20e3\U0001f000-\U0001faff]+"
)

_TOO_LONG = N_("This list has more than {rows} lines. Please import it in parts.")
_LARGE_CELL = N_("Line {line} has a cell of more than {letters} letters: this is no list of names.")
_FORMULA = N_(
    "Line {line} holds a formula, and none is worked out here. Please copy the list and paste it as values."
)
_STEERING = N_(
    "Line {line} has hidden signs that steer a screen. Please type the list anew, or ask who made it."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list; `line` is its number as the program that made the list shows it.

    `lines` is the number of lines it takes in the file: a cell may hold several. `filled` are the columns
    whose cells belong to a merged cell and repeat its text.
    """

    line: int
    cells: tuple[str, ...]
    lines: int = 1
    filled: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether all cells of its own are blank."""
        return not any(cell.strip() for at, cell in enumerate(self.cells) if at not in self.filled)

    def part(self, start: int, end: int | None) -> "Row":
        """Return the row with the cells from `start` to before `end` alone."""
        cells = self.cells[start:end]
        filled = frozenset(at - start for at in self.filled if 0 <= at - start < len(cells))
        return replace(self, cells=cells, filled=filled)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a list that are not empty; `title` is the sheet of a workbook.

    `cut_line` is the last line if the file seems to end in the middle of it, else 0.
    """

    rows: tuple[Row, ...]
    title: str = ""
    cut_line: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """The lists of a file, and its encoding; `unread` are sheets that may hold lists too."""

    sheets: tuple[Sheet, ...]
    encoding: Encoding
    unread: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all lists."""
        return tuple(row for sheet in self.sheets for row in sheet.rows)


def check_rows(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows that are not empty; raise RosterError for what no list of people holds."""
    filled: list[Row] = []
    for row in rows:
        if any(len(cell) > MAX_CELL for cell in row.cells):
            raise RosterError(_LARGE_CELL, line=row.line, letters=MAX_CELL)
        if any(_CONTROL.search(cell) for cell in row.cells):
            raise RosterError(_STEERING, line=row.line)
        if not row.is_empty:
            cells = tuple(map(without_pictures, row.cells[:MAX_COLUMNS]))
            filled.append(replace(row, cells=cells))
        if len(filled) > MAX_ROWS:
            raise RosterError(_TOO_LONG, rows=MAX_ROWS)
    return tuple(filled)


def without_pictures(text: str) -> str:
    """Return a text without pictures, boxed numbers as “3. ”; one that is nothing else stays as it is."""
    if text.isascii():
        return text
    plain = _PICTURES.sub(" ", _BOXED.sub(_written_number, text))
    return plain if plain.strip() else text


def _written_number(boxed: re.Match[str]) -> str:
    digits = re.findall("[0-9]", boxed[0])
    sign = boxed[0][0]
    circled = "10" if sign == "\U0001f51f" else str(ord(sign) - 0x245F)
    return f"{''.join(digits) or circled}. "


def cell_text(row: Row, at: int | None) -> str:
    """Return the text of a cell in one line, "" if there is none; raise RosterError for a formula."""
    text = row.cells[at] if at is not None and at < len(row.cells) else ""
    if text.lstrip().startswith(FORMULA):
        raise RosterError(_FORMULA, line=row.line)
    return one_line(text)


def column_cells(rows: Sequence[Row], at: int) -> list[str]:
    """Return the cells of a column that are not empty."""
    return [row.cells[at] for row in rows if at < len(row.cells) and row.cells[at].strip()]


def in_unicode(
    rows: tuple[Row, ...], encoding: Encoding | None
) -> tuple[tuple[Row, ...], Encoding]:
    """Convert rows that were typed with an old font; detect the font unless it is given."""
    text = DecodedText("\n".join(cell for row in rows for cell in row.cells), "utf-8")
    encoding = encoding or clearest(unicode_readings(text)).encoding
    read = FONTS.get(encoding)
    if read is not None:
        rows = tuple(replace(row, cells=tuple(map(read, row.cells))) for row in rows)
    return rows, encoding
