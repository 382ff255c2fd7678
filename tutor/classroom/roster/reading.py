"""A file of rows: CSV of any dialect, or an XLSX workbook. Its size is bounded throughout."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tutor.classroom.roster.encodings import Encoding, decode
from tutor.classroom.roster.faults import RosterError
from tutor.i18n import N_

MAX_BYTES = 5_000_000
MAX_ROWS = 2_000
MAX_COLUMNS = 60
MAX_CELL = 1_000
# What a cell begins with that is worked out instead of written.
FORMULA = "="

_DELIMITERS = ",;\t"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")

_TOO_BIG = N_("This file is larger than {megabytes} MB: no list of a class is. Nothing was read.")
_TOO_LONG = N_("This list has more than {rows} lines. Please import it in parts.")
_LARGE_CELL = N_("Line {line} has a cell of more than {letters} letters: this is no list of names.")
_STEERING = N_(
    "Line {line} has hidden signs that steer a screen. Please type the list anew, or ask who made it."
)
_OLD_EXCEL = N_("This is a locked or an old Excel file (.xls). Please save it as .xlsx or as CSV.")
_BROKEN_CSV = N_("Line {line} of this file cannot be read as a list.")
_OPEN_QUOTE = N_(
    "Line {line} has a quotation mark that is not closed, and the lines after it would be lost. "
    "Please put it right. Nothing was read."
)
_EMPTY = N_("There is nothing in this file.")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list, with its number as the program shows it that the list was made with.

    `lines` is how many lines of a file it took: a cell may hold more than one.
    """

    line: int
    cells: tuple[str, ...]
    lines: int = 1

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a list that are not empty, and in which letters it was written.

    Of a workbook, `sheet` is the one that was read, and `unread` are others that may be lists.
    """

    rows: tuple[Row, ...]
    encoding: Encoding
    sheet: str = ""
    unread: tuple[str, ...] = ()


def read_table(path: Path, asked: Encoding | None = None) -> Table:
    """Return the list in a file; raises RosterError, and OSError where the file cannot be opened."""
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise RosterError(_TOO_BIG, megabytes=MAX_BYTES // 1_000_000)
    return table_of(data, asked)


def table_of(data: bytes, asked: Encoding | None = None) -> Table:
    """Return the list in what a file holds; raises RosterError."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise RosterError(_OLD_EXCEL)
    if data.startswith(b"PK\x03\x04"):
        # Imported here: most lists are CSV, and what reads workbooks takes its time to load.
        from tutor.classroom.roster.workbook import read_workbook

        table = read_workbook(data, asked)
    else:
        written = decode(data, asked)
        table = Table(bounded(_csv_rows(written.text)), written.encoding)
    if not table.rows:
        raise RosterError(_EMPTY)
    return table


def bounded(rows: Iterator[Row]) -> tuple[Row, ...]:
    """Return the rows that are not empty; raises RosterError for what no list of a class holds."""
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


def _csv_rows(text: str) -> Iterator[Row]:
    text = text.removeprefix("\ufeff")
    # Excel's own way to say what stands between the cells, in a line of its own.
    stated = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    skipped = 1 if stated else 0
    body = text[stated.end() :] if stated else text
    delimiter = stated[1] if stated else delimiter_of(body)
    lines = list(io.StringIO(body, newline=""))
    reader = csv.reader(lines, delimiter=delimiter)
    before = 0
    try:
        for cells in reader:
            taken = lines[before : reader.line_num]
            if len(taken) > 1 and not _is_well_quoted(taken, delimiter):
                raise RosterError(_OPEN_QUOTE, line=skipped + before + 1)
            yield Row(skipped + before + 1, tuple(cells), len(taken))
            before = reader.line_num
    except csv.Error as error:
        raise RosterError(_BROKEN_CSV, line=skipped + before + 1) from error


def _is_well_quoted(lines: list[str], delimiter: str) -> bool:
    """Tell whether the quotation marks of a row stand where they belong, so that it ends there."""
    try:
        return len(list(csv.reader(lines, delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False


def delimiter_of(text: str) -> str:
    """Return what stands between cells: what most lines have, and equally often."""
    unquoted = re.sub(r'"[^"]*"', "", text[:100_000])
    lines = [line for line in unquoted.splitlines() if line.strip()]

    def speaks_for(delimiter: str) -> tuple[int, int]:
        counts = Counter(line.count(delimiter) for line in lines)
        del counts[0]
        usual, times = counts.most_common(1)[0] if counts else (0, 0)
        return times, usual

    return max(_DELIMITERS, key=speaks_for)
