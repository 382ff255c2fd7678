"""Reads the lists of LibreOffice: sheets of a workbook (ODS), paragraphs and tables of a text (ODT)."""

import io
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from tutor.classroom.roster.archives import refuse_bombs
from tutor.classroom.roster.choice import choose_sheets
from tutor.classroom.roster.columns import find_columns
from tutor.classroom.roster.documents import Cell, Cells, parse_xml, rows_of_paragraph, spread
from tutor.classroom.roster.encodings import Encoding, RosterError
from tutor.classroom.roster.headings import printable_heading
from tutor.classroom.roster.rows import (
    FORMULA,
    MAX_COLUMNS,
    MAX_ROWS,
    Sheet,
    Table,
    check_rows,
    in_unicode,
)
from tutor.i18n import N_

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

OPEN_DOCUMENT = "content.xml"
"""The part of such a file that holds its text."""

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TABLE, _TEXT = (_NAMES % name for name in ("office", "table", "text"))
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MAX_SHEETS = 30
_BROKEN = N_(
    "This document cannot be read. Please open it and save it as .docx or .xlsx once more."
)


def read_open_document(data: bytes, encoding: Encoding | None) -> Table:
    """Read the sheets that are named after hamlets, else the first list; raise RosterError."""
    try:
        refuse_bombs(data)
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            body = parse_xml(packed.read(OPEN_DOCUMENT)).find(f"{_OFFICE}body")
        tables = [] if body is None else list(_tables(body, encoding))
    except RosterError:
        raise
    except Exception as error:
        # Damaged archives and XML raise errors of many types.
        raise RosterError(_BROKEN) from error
    if not tables:
        return Table((), "utf-8")
    sheets = [table.sheets[0] for table in tables]
    chosen = choose_sheets(sheets)
    unread = (
        sheet.title
        for sheet in sheets
        if sheet not in chosen and find_columns(sheet.rows) is not None
    )
    encodings = (table.encoding for table in tables if table.sheets[0] is chosen[0])
    return Table(tuple(chosen), next(encodings), tuple(unread))


def _tables(body: "Element", encoding: Encoding | None) -> Iterator[Table]:
    """Yield each list that is not empty; unless `encoding` is given, old fonts are detected in each."""
    for title, rows in _lists(body):
        checked, known = in_unicode(check_rows(spread(rows)), encoding)
        if checked:
            yield Table((Sheet(checked, printable_heading(title)),), known)


def _lists(body: "Element") -> Iterator[tuple[str, Iterator[Cells]]]:
    """Yield the title and the rows of each sheet, or of a text as one list."""
    for sheet in body.findall(f"{_OFFICE}spreadsheet/{_TABLE}table")[:_MAX_SHEETS]:
        yield sheet.get(f"{_TABLE}name", ""), _rows_of_table(sheet)
    for text in body.findall(f"{_OFFICE}text")[:1]:
        yield "", _rows_of_text(text)


def _rows_of_text(part: "Element") -> Iterator[Cells]:
    """Yield the paragraphs of a text, and the rows of its tables; lists and sections hold more of both."""
    for child in part:
        if child.tag in _PARAGRAPHS:
            yield from rows_of_paragraph(_text(child, "\t", "\n"))
        elif child.tag == f"{_TABLE}table":
            yield from _rows_of_table(child)
        elif child.tag in (f"{_TEXT}list", f"{_TEXT}list-item", f"{_TEXT}section"):
            yield from _rows_of_text(child)


def _rows_of_table(table: "Element") -> Iterator[Cells]:
    for row in table.iter(f"{_TABLE}table-row"):
        repeated = (cell for part in row if part.tag in _CELLS for cell in _repeated_cells(part))
        cells = list(islice(repeated, MAX_COLUMNS))
        # Empty rows are repeated to the end of the sheet: one stands for all.
        is_empty = not any(cell.text for cell in cells)
        times = 1 if is_empty else min(_number(row, "number-rows-repeated"), MAX_ROWS + 1)
        for _ in range(times):
            yield cells


def _repeated_cells(part: "Element") -> list[Cell]:
    """Return a cell as often as it is repeated; one that another covers follows from that one."""
    if part.tag == _CELLS[1]:
        return []
    text = "\n".join(
        filter(None, (_text(child).strip() for child in part if child.tag in _PARAGRAPHS))
    )
    if part.get(f"{_TABLE}formula"):
        text = FORMULA
    columns = min(_number(part, "number-columns-spanned"), MAX_COLUMNS)
    cell = Cell(text, columns, min(_number(part, "number-rows-spanned"), MAX_ROWS))
    return [cell] * min(_number(part, "number-columns-repeated"), MAX_COLUMNS)


def _number(element: "Element", name: str) -> int:
    value = element.get(f"{_TABLE}{name}", "1")
    return int(value) if value.isdecimal() and len(value) < 8 else 1


def _text(paragraph: "Element", tab: str = " ", line_break: str = " ") -> str:
    """Return the text of a paragraph; several blanks within it are one."""
    breaks = {f"{_TEXT}s": " ", f"{_TEXT}tab": tab, f"{_TEXT}line-break": line_break}
    parts = [paragraph.text or ""]
    for child in paragraph:
        if child.tag in breaks:
            parts.append(breaks[child.tag])
        elif child.tag in (f"{_TEXT}span", f"{_TEXT}a"):
            parts.append(_text(child, tab, line_break))
        parts.append(child.tail or "")
    return "".join(parts)
