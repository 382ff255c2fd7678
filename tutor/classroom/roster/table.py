"""Rows of an imported list, and the error for a file that cannot be read as a list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from tutor.i18n import N_, UserError

Encoding = Literal["utf-8", "utf-16", "cp1258", "tcvn3", "vni"]

MAX_ROWS = 2_000
MAX_COLUMNS = 60
MAX_CELL = 1_000
FORMULA = "="
"""The first character of a cell with a formula; formulas are never evaluated."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")

_TOO_LONG = N_("This list has more than {rows} lines. Please import it in parts.")
_LARGE_CELL = N_("Line {line} has a cell of more than {letters} letters: this is no list of names.")
_STEERING = N_(
    "Line {line} has hidden signs that steer a screen. Please type the list anew, or ask who made it."
)


class RosterError(UserError):
    """A file cannot be read as a roster; nothing was imported."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list; `line` is its number as the program that made the list shows it.

    `lines` is the number of lines it takes in the file: a cell may hold several.
    """

    line: int
    cells: tuple[str, ...]
    lines: int = 1

    @property
    def is_empty(self) -> bool:
        """Whether all cells are blank."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a list that are not empty, and the encoding of the file.

    `sheet` is the sheet of a workbook that was read, `unread` are others that may hold lists.
    """

    rows: tuple[Row, ...]
    encoding: Encoding
    sheet: str = ""
    unread: tuple[str, ...] = ()


def bounded(rows: Iterator[Row]) -> tuple[Row, ...]:
    """Return the rows that are not empty; raise RosterError for what no list of a class holds."""
    kept: list[Row] = []
    for row in rows:
        if any(len(cell) > MAX_CELL for cell in row.cells):
            raise RosterError(_LARGE_CELL, line=row.line, letters=MAX_CELL)
        if any(_CONTROL.search(cell) for cell in row.cells):
            raise RosterError(_STEERING, line=row.line)
        if not row.is_empty:
            kept.append(replace(row, cells=row.cells[:MAX_COLUMNS]))
        if len(kept) > MAX_ROWS:
            raise RosterError(_TOO_LONG, rows=MAX_ROWS)
    return tuple(kept)
