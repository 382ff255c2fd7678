"""Reads the rows of a list from a CSV file of any dialect or an XLSX workbook; sizes are bounded throughout.

Values of a workbook are read as they stand: no formula is evaluated, and archives are checked before they
are unpacked.
"""

import csv
import io
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from tutor.classroom.roster.columns import find_columns, printable_heading
from tutor.classroom.roster.encodings import (
    FONTS,
    UNKNOWN,
    DecodedText,
    Encoding,
    RosterError,
    clearest,
    decode,
    unicode_readings,
)
from tutor.i18n import N_

MAX_BYTES = 5_000_000
MAX_ROWS = 2_000
MAX_COLUMNS = 60
MAX_CELL = 1_000
FORMULA = "="
"""The first character of a cell with a formula; formulas are never evaluated."""

_DELIMITERS = ",;\t"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_MAX_PARTS = 500
_MAX_UNPACKED = 30_000_000
# Sheets compress well, but a ratio above 100 is an archive made to fill the memory.
_MAX_RATIO, _SMALL = 100, 1_000_000
_MAX_SHEETS = 30
# A workbook may number its next row a billion: reading ends here.
_MAX_LINES = 20_000
# Rows at the top of an unread sheet that are searched for names.
_SAMPLED_ROWS = 50
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")

_TOO_BIG = N_("This file is larger than {megabytes} MB: no list of a class is. Nothing was read.")
_OLD_EXCEL = N_("This is a locked or an old Excel file (.xls). Please save it as .xlsx or as CSV.")
_BROKEN_CSV = N_("Line {line} of this file cannot be read as a list.")
_OPEN_QUOTE = N_(
    "Line {line} has a quotation mark that is not closed, and the lines after it would be lost. "
    "Please put it right. Nothing was read."
)
_EMPTY = N_("There is nothing in this file.")
_UNSAFE = N_("This workbook would unpack into far more than a list. Nothing of it was read.")
_BROKEN = N_("This workbook cannot be read. Please open it, save it as .xlsx once more, or as CSV.")
_TOO_LONG = N_("This list has more than {rows} lines. Please import it in parts.")
_LARGE_CELL = N_("Line {line} has a cell of more than {letters} letters: this is no list of names.")
_STEERING = N_(
    "Line {line} has hidden signs that steer a screen. Please type the list anew, or ask who made it."
)


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


def check_rows(rows: Iterator[Row]) -> tuple[Row, ...]:
    """Return the rows that are not empty; raise RosterError for what no list of people holds."""
    filled: list[Row] = []
    for row in rows:
        if any(len(cell) > MAX_CELL for cell in row.cells):
            raise RosterError(_LARGE_CELL, line=row.line, letters=MAX_CELL)
        if any(_CONTROL.search(cell) for cell in row.cells):
            raise RosterError(_STEERING, line=row.line)
        if not row.is_empty:
            filled.append(replace(row, cells=row.cells[:MAX_COLUMNS]))
        if len(filled) > MAX_ROWS:
            raise RosterError(_TOO_LONG, rows=MAX_ROWS)
    return tuple(filled)


def read_table(path: Path, encoding: Encoding | None = None) -> Table:
    """Read the list in a file; raise RosterError, or OSError if the file cannot be opened."""
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise RosterError(_TOO_BIG, megabytes=MAX_BYTES // 1_000_000)
    return parse_table(data, encoding)


def parse_table(data: bytes, encoding: Encoding | None = None) -> Table:
    """Read the list in the bytes of a file; raise RosterError."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise RosterError(_OLD_EXCEL)
    if data.startswith(b"PK\x03\x04"):
        table = _read_workbook(data, encoding)
    else:
        decoded = decode(data, encoding)
        table = Table(check_rows(_csv_rows(decoded.text)), decoded.encoding)
    if not table.rows:
        raise RosterError(_EMPTY)
    return table


def _csv_rows(text: str) -> Iterator[Row]:
    text = text.removeprefix("\ufeff")
    # Excel may name the delimiter in a first line of its own.
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
    """Return True if these lines are exactly one row under strict quoting."""
    try:
        return len(list(csv.reader(lines, delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False


def delimiter_of(text: str) -> str:
    """Return the delimiter that most lines have equally often."""
    unquoted = re.sub(r'"[^"]*"', "", text[:100_000])
    lines = [line for line in unquoted.splitlines() if line.strip()]

    def speaks_for(delimiter: str) -> tuple[int, int]:
        counts = Counter(line.count(delimiter) for line in lines)
        del counts[0]
        usual, times = counts.most_common(1)[0] if counts else (0, 0)
        return times, usual

    return max(_DELIMITERS, key=speaks_for)


def _read_workbook(data: bytes, encoding: Encoding | None) -> Table:
    """Read the first sheet with a heading for names, else the first that is not empty."""
    try:
        _refuse_bombs(data)
        return _first_list(data, encoding)
    except RosterError:
        raise
    except Exception as error:
        # openpyxl raises errors of any type for a damaged file.
        raise RosterError(_BROKEN) from error


def _refuse_bombs(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > _MAX_PARTS or unpacked > _MAX_UNPACKED:
            raise RosterError(_UNSAFE)
        if unpacked > _SMALL and unpacked > _MAX_RATIO * len(data):
            raise RosterError(_UNSAFE)
        for part in parts:
            content = packed.read(part)
            # UTF-16 would hide a declaration; no program writes workbooks in it.
            head = content.replace(b"\0", b"")
            if part.filename.endswith((".xml", ".rels")) and any(d in head for d in _DECLARATIONS):
                raise RosterError(_UNSAFE)


def _first_list(data: bytes, encoding: Encoding | None) -> Table:
    import openpyxl

    with warnings.catch_warnings():
        # It warns of formatting that it does not support.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        try:
            sheets = [
                sheet for sheet in book.worksheets[:_MAX_SHEETS] if sheet.sheet_state == "visible"
            ]
            read, table = _list_in(sheets, encoding)
            unread = (
                sheet for sheet in sheets if sheet is not read and _may_be_list(sheet, encoding)
            )
            return replace(table, unread=tuple(printable_heading(sheet.title) for sheet in unread))
        finally:
            book.close()


def _list_in(sheets: Sequence[Any], encoding: Encoding | None) -> tuple[Any, Table]:
    first: tuple[Any, Table] | None = None
    for sheet in sheets:
        table = _in_unicode(check_rows(_rows(sheet, by_font=encoding is None)), encoding)
        table = replace(table, sheet=printable_heading(sheet.title))
        columns = find_columns([row.cells for row in table.rows])
        if columns is not None and columns.headed:
            return sheet, table
        if table.rows and first is None:
            first = sheet, table
    return first or (None, Table((), "utf-8"))


def _may_be_list(sheet: Any, encoding: Encoding | None) -> bool:
    """Return True if a sheet seems to hold names; its errors are ignored."""
    top = islice(_rows(sheet, by_font=encoding is None), _SAMPLED_ROWS)
    rows = tuple(row for row in top if not row.is_empty)
    with suppress(RosterError):
        rows = _in_unicode(rows, encoding).rows
    return find_columns([row.cells for row in rows]) is not None


def _rows(sheet: Any, *, by_font: bool) -> Iterator[Row]:
    # The size that a sheet states is not reliable.
    sheet.reset_dimensions()
    for line, cells in enumerate(sheet.iter_rows(max_row=_MAX_LINES, max_col=MAX_COLUMNS), 1):
        texts = ((cell, _text(cell)) for cell in cells)
        yield Row(
            line, tuple(_read_by_font(cell, text) if by_font else text for cell, text in texts)
        )


def _text(cell: Any) -> str:
    """Return the text or number of a cell; "=" for a formula, "" for anything else."""
    if cell.data_type == "f":
        return FORMULA
    match cell.value:
        case str() as text:
            return text
        case bool():
            return ""
        case int() | float() as number:
            return f"{number:.15g}"
        case _:
            return ""


def _read_by_font(cell: Any, text: str) -> str:
    """Convert a text to Unicode if its font is one of TCVN3."""
    if text.isascii() or not str(cell.font.name or "").lower().startswith(".vn"):
        return text
    read = FONTS["tcvn3"](text)
    # Unicode that was pasted over an old list keeps the old font.
    return text if UNKNOWN in read else read


def _in_unicode(rows: tuple[Row, ...], encoding: Encoding | None) -> Table:
    """Convert rows that were typed with an old font; detect the font unless it is given."""
    text = DecodedText("\n".join(cell for row in rows for cell in row.cells), "utf-8")
    encoding = encoding or clearest(unicode_readings(text)).encoding
    read = FONTS.get(encoding)
    if read is not None:
        rows = tuple(replace(row, cells=tuple(map(read, row.cells))) for row in rows)
    return Table(rows, encoding)
