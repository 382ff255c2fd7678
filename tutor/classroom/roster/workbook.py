"""Reads the sheets of an XLSX workbook; archives are checked before they are unpacked.

Values are read as they stand: no formula is evaluated.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import Any

from tutor.classroom.roster.archives import UNSAFE, refuse_bombs
from tutor.classroom.roster.choice import choose_sheets
from tutor.classroom.roster.columns import find_columns
from tutor.classroom.roster.encodings import (
    FONTS,
    UNKNOWN,
    Encoding,
    RosterError,
)
from tutor.classroom.roster.headings import printable_heading
from tutor.classroom.roster.rows import (
    FORMULA,
    MAX_COLUMNS,
    Row,
    Sheet,
    Table,
    check_rows,
    in_unicode,
)
from tutor.i18n import N_

_MAX_SHEETS = 30
# A workbook may number its next row a billion: reading ends here.
_MAX_LINES = 20_000
# Rows at the top of an unread sheet that are searched for names.
_SAMPLED_ROWS = 50
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
_MAX_MERGED, _MAX_COVERED = 5_000, 200_000

_BROKEN = N_("This workbook cannot be read. Please open it, save it as .xlsx once more, or as CSV.")


def read_workbook(data: bytes, encoding: Encoding | None) -> Table:
    """Read the lists of a workbook: the first sheet with headings, and those that belong with it."""
    try:
        refuse_bombs(data)
        return _lists(data, encoding)
    except RosterError:
        raise
    except Exception as error:
        # openpyxl raises errors of any type for a damaged file.
        raise RosterError(_BROKEN) from error


def _lists(data: bytes, encoding: Encoding | None) -> Table:
    import openpyxl

    with warnings.catch_warnings():
        # It warns of formatting that it does not support.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        try:
            visible = [
                sheet for sheet in book.worksheets[:_MAX_SHEETS] if sheet.sheet_state == "visible"
            ]
            tables = [(sheet, _sheet_or_none(sheet, data, encoding)) for sheet in visible]
            lists = [table for _, table in tables if table is not None and table.rows]
            chosen = choose_sheets([table.sheets[0] for table in lists])
            if not chosen:
                # Whatever is wrong with the one list that there is.
                return _sheet(visible[0], data, encoding) if visible else Table((), "utf-8")
            encodings = (table.encoding for table in lists if table.sheets[0] is chosen[0])
            unread = (
                sheet.title
                for sheet, table in tables
                if table is None or (table.sheets[0] not in chosen and _may_be_list(table))
            )
            return Table(tuple(chosen), next(encodings), tuple(map(printable_heading, unread)))
        finally:
            book.close()


def _sheet_or_none(sheet: Any, data: bytes, encoding: Encoding | None) -> Table | None:
    """Return the list of a sheet; None if it cannot be one, and others may be."""
    try:
        return _sheet(sheet, data, encoding)
    except RosterError:
        return None


def _may_be_list(table: Table) -> bool:
    return find_columns(table.rows[:_SAMPLED_ROWS]) is not None


def _sheet(sheet: Any, data: bytes, encoding: Encoding | None) -> Table:
    rows = tuple(_rows(sheet, by_font=encoding is None))
    with suppress(KeyError, AttributeError, zipfile.BadZipFile):
        rows = _with_merged_cells(rows, _merged_cells(data, sheet))
    filled, known = in_unicode(check_rows(rows), encoding)
    return Table((Sheet(filled, printable_heading(sheet.title)),), known)


def _merged_cells(data: bytes, sheet: Any) -> list[tuple[int, int, int, int]]:
    """Return the first column, first row, last column and last row of merged cells, counted from 0.

    openpyxl knows them only where it holds the whole sheet in memory.
    """
    from openpyxl.utils import range_boundaries

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        content = packed.read(sheet._worksheet_path)
    found = islice(_MERGED.finditer(content), _MAX_MERGED)
    bounds = (range_boundaries(match[1].decode()) for match in found)
    return [tuple(int(bound) - 1 for bound in corners) for corners in bounds]  # type: ignore[misc,arg-type]


def _with_merged_cells(
    rows: Sequence[Row], merged: Sequence[tuple[int, int, int, int]]
) -> tuple[Row, ...]:
    """Return the rows with the text of each merged cell in all cells that it covers."""
    cells = [list(row.cells) for row in rows]
    filled: list[set[int]] = [set() for _ in rows]
    covered = 0
    for left, top, right, bottom in merged:
        if top >= len(rows) or left >= len(cells[top]):
            continue
        text = cells[top][left]
        last = min(right, MAX_COLUMNS - 1)
        end = min(bottom + 1, len(rows))
        covered += (end - top) * (last + 1 - left)
        if covered > _MAX_COVERED:
            raise RosterError(UNSAFE)
        for line in range(top, end):
            cells[line] += [""] * (last + 1 - len(cells[line]))
            for column in range(left, last + 1):
                if (line, column) != (top, left):
                    cells[line][column] = text
                    filled[line].add(column)
    return tuple(
        replace(row, cells=tuple(texts), filled=frozenset(columns))
        for row, texts, columns in zip(rows, cells, filled, strict=True)
    )


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
