"""A report as files for a spreadsheet: CSV, and XLSX. What people wrote stays text in both."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from tutor.i18n import N_, Translator
from tutor.reports.table import Cell, Column, Hidden, Kind, Report, Table, shown

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

# What a spreadsheet takes for the beginning of a formula, in the wide forms of East Asia too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# Without it Excel reads Vietnamese letters as those of another alphabet.
_BOM = "\ufeff"
_FORMATS: Mapping[Kind, str] = {
    "text": "@",
    "count": "0",
    "percent": "0.0%",
    "number": "0.0",
    "date": "dd/mm/yyyy",
}
_LONGEST_TITLE = 31
_NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_WIDEST = 60


def as_csv(table: Table, translate: Translator) -> str:
    """Return one table as CSV: plain figures with a point, shares in percent, days as ISO dates."""
    written = StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(inert(_title(column)) for column in table.columns)
    for row in table.rows:
        pairs = zip(row, table.columns, strict=True)
        rows.writerow(_text(cell, column.kind, translate) for cell, column in pairs)
    return _BOM + written.getvalue()


def _title(column: Column) -> str:
    return f"{column.title} (%)" if column.kind == "percent" else column.title


def _text(cell: Cell, kind: Kind, translate: Translator) -> str:
    match cell:
        case float() if kind == "percent":
            return f"{cell * 100:.1f}"
        case float():
            return f"{cell:g}"
        case date():
            return cell.isoformat()
        case _:
            return inert(shown(cell, kind, translate))


def inert(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_xlsx(report: Report, translate: Translator) -> bytes:
    """Return a report as a workbook with a sheet for each table, and one that says how to read them."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in report.tables:
        _fill(book.create_sheet(_sheet_title(table.title)), table, translate)
    notes = book.create_sheet(_sheet_title(translate(N_("How to read it"))))
    notes.column_dimensions["A"].width = 2 * _WIDEST
    of_tables = (f"{table.title}: {note}" for table in report.tables for note in table.notes)
    for at, line in enumerate((report.title, report.about, *report.notes, *of_tables), start=1):
        _put(notes.cell(at, 1), line, "text", translate, wrapped=True)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _sheet_title(title: str) -> str:
    return title.translate(_NOT_IN_TITLES).strip()[:_LONGEST_TITLE].rstrip()


def _fill(sheet: "Worksheet", table: Table, translate: Translator) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for at, column in enumerate(table.columns, start=1):
        head = sheet.cell(1, at)
        _put(head, column.title, "text", translate, wrapped=True)
        head.font = Font(bold=True)
        texts = (shown(row[at - 1], column.kind, translate) for row in table.rows)
        sheet.column_dimensions[get_column_letter(at)].width = _width(column, texts)
    for down, row in enumerate(table.rows, start=2):
        for at, (cell, column) in enumerate(zip(row, table.columns, strict=True), start=1):
            _put(sheet.cell(down, at), cell, column.kind, translate)
    sheet.freeze_panes = "B2"


def _width(column: Column, texts: Iterable[str]) -> int:
    longest = max(map(len, texts), default=0)
    return min(max(longest, *map(len, column.title.split()), 8) + 2, _WIDEST)


def _put(
    place: "SheetCell | MergedCell",
    cell: Cell,
    kind: Kind,
    translate: Translator,
    *,
    wrapped: bool = False,
) -> None:
    """Put a value into a cell: figures as figures, days as days, and everything else as text alone."""
    from openpyxl.styles import Alignment

    if cell is None:
        return
    if isinstance(cell, str | Hidden):
        text = shown(cell, kind, translate)
        place.value = text
        place.data_type = "s"
        place.quotePrefix = text.startswith(_FORMULA)
        place.alignment = Alignment(
            wrap_text=wrapped, vertical="top", horizontal=None if kind == "text" else "right"
        )
    else:
        place.value = cell
        place.number_format = _FORMATS[kind]
