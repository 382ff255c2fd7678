"""Writes a report as text, JSON, CSV, XLSX and PDF. What people wrote never becomes a formula."""

import csv
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from io import BytesIO, StringIO
from textwrap import wrap
from typing import TYPE_CHECKING

from tutor.i18n import N_, Translator
from tutor.reports.report import (
    Cell,
    CellKind,
    Column,
    Hidden,
    Report,
    Table,
    format_cell,
    format_rows,
)

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

# Text.

_NARROWEST_COLUMN = 10
_COLUMN_GAP = "  "


def as_text(report: Report, translate: Translator, columns: int = 100) -> str:
    """Return a report as text; tables keep their width, notes are wrapped to `columns`."""
    return "\n".join(_lines(report, translate, columns)) + "\n"


def _lines(report: Report, translate: Translator, columns: int) -> Iterator[str]:
    yield report.title
    yield report.about
    for table in report.tables:
        yield ""
        yield table.title
        yield from _grid(table, translate)
        yield from _notes(table.notes, columns)
    yield ""
    yield from _notes(report.notes, columns)


def _notes(notes: tuple[str, ...], columns: int) -> Iterator[str]:
    for note in notes:
        yield from wrap(note, columns, initial_indent="- ", subsequent_indent="  ")


def _grid(table: Table, translate: Translator) -> Iterator[str]:
    """Yield the lines of a table: its heads, a rule, its rows; figures are aligned to the right."""
    if not table.rows:
        return
    rows = format_rows(table, translate)
    widths = [max(map(width_of, column)) for column in zip(*rows, strict=True)]
    heads = [
        wrap(column.title, max(_NARROWEST_COLUMN, width), break_long_words=False)
        for column, width in zip(table.columns, widths, strict=True)
    ]
    widths = [max(width, *map(width_of, head)) for width, head in zip(widths, heads, strict=True)]
    for line in range(max(map(len, heads))):
        texts = [head[line] if line < len(head) else "" for head in heads]
        yield _row(texts, table.columns, widths)
    yield _COLUMN_GAP.join("─" * width for width in widths)
    for row in rows:
        yield _row(row, table.columns, widths)


def _row(texts: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    parts = []
    for text, column, width in zip(texts, columns, widths, strict=True):
        space = " " * (width - width_of(text))
        parts.append(f"{text}{space}" if column.kind == "text" else f"{space}{text}")
    return _COLUMN_GAP.join(parts).rstrip()


def width_of(text: str) -> int:
    """Return how many terminal cells a text takes."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


# JSON.


def as_json(report: Report) -> str:
    """Return a report as JSON: shares from 0 to 1, ISO dates, "withheld" for hidden figures."""
    tables = [asdict(table) for table in report.tables]
    for table in tables:
        del table["plot"]
    whole = {
        "report": report.key,
        "title": report.title,
        "about": report.about,
        "made_on": report.made_on,
        "tables": tables,
        "notes": report.notes,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, default=_json_value) + "\n"


def _json_value(cell: date | Hidden) -> str:
    return cell.value if isinstance(cell, Hidden) else cell.isoformat()


# CSV.

# What a spreadsheet takes for the beginning of a formula, in the wide forms of East Asia too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# Without a byte order mark Excel reads Vietnamese letters as those of another alphabet.
_BOM = "\ufeff"


def as_csv(table: Table, translate: Translator) -> str:
    """Return one table as CSV: plain figures with a point, shares in percent, ISO dates."""
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(
        _neutralise(f"{column.title} (%)" if column.kind == "percent" else column.title)
        for column in table.columns
    )
    for row in table.rows:
        pairs = zip(row, table.columns, strict=True)
        writer.writerow(_csv_value(cell, column.kind, translate) for cell, column in pairs)
    return _BOM + stream.getvalue()


def _csv_value(cell: Cell, kind: CellKind, translate: Translator) -> str:
    match cell:
        case float() if kind == "percent":
            return f"{cell * 100:.1f}"
        case float():
            return f"{cell:g}"
        case date():
            return cell.isoformat()
        case _:
            return _neutralise(format_cell(cell, kind, translate))


def _neutralise(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


# XLSX.

_NUMBER_FORMATS: Mapping[CellKind, str] = {
    "text": "@",
    "count": "0",
    "percent": "0.0%",
    "number": "0.0",
    "date": "dd/mm/yyyy",
}
_LONGEST_SHEET_TITLE = 31
_NOT_IN_SHEET_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_WIDEST_COLUMN = 60


def as_xlsx(report: Report, translate: Translator) -> bytes:
    """Return a report as a workbook: a sheet for each table, and one with the notes."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in report.tables:
        _fill_sheet(book.create_sheet(_sheet_title(table.title)), table, translate)
    notes = book.create_sheet(_sheet_title(translate(N_("How to read it"))))
    notes.column_dimensions["A"].width = 2 * _WIDEST_COLUMN
    of_tables = (f"{table.title}: {note}" for table in report.tables for note in table.notes)
    lines = (report.title, report.about, *report.notes, *of_tables)
    for row, line in enumerate(lines, start=1):
        _put(notes.cell(row, 1), line, "text", translate, wrapped=True)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _sheet_title(title: str) -> str:
    return title.translate(_NOT_IN_SHEET_TITLES).strip()[:_LONGEST_SHEET_TITLE].rstrip()


def _fill_sheet(sheet: "Worksheet", table: Table, translate: Translator) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    texts = format_rows(table, translate)
    for at, column in enumerate(table.columns, start=1):
        head = sheet.cell(1, at)
        _put(head, column.title, "text", translate, wrapped=True)
        head.font = Font(bold=True)
        longest = max(*(len(row[at - 1]) for row in texts), *map(len, column.title.split()), 8)
        sheet.column_dimensions[get_column_letter(at)].width = min(longest + 2, _WIDEST_COLUMN)
    for down, row in enumerate(table.rows, start=2):
        for at, (cell, column) in enumerate(zip(row, table.columns, strict=True), start=1):
            _put(sheet.cell(down, at), cell, column.kind, translate)
    sheet.freeze_panes = "B2"


def _put(
    place: "SheetCell | MergedCell",
    cell: Cell,
    kind: CellKind,
    translate: Translator,
    *,
    wrapped: bool = False,
) -> None:
    """Put a value into a cell: figures as figures, days as days, everything else as text alone."""
    from openpyxl.styles import Alignment

    if cell is None:
        return
    if isinstance(cell, str | Hidden):
        text = format_cell(cell, kind, translate)
        place.value = text
        place.data_type = "s"
        place.quotePrefix = text.startswith(_FORMULA)
        place.alignment = Alignment(
            wrap_text=wrapped, vertical="top", horizontal=None if kind == "text" else "right"
        )
    else:
        place.value = cell
        place.number_format = _NUMBER_FORMATS[kind]


# PDF: A4 landscape.

_LETTERS_OF_A_LINE, _LETTERS_OF_A_TEXT = 88, 13
_MOST_LETTERS, _FEWEST_LETTERS = 26, 5


def as_pdf(report: Report, translate: Translator) -> bytes:
    """Return a report as a PDF of as many pages as its tables take."""
    from tutor.publish.typesetting import typeset

    return typeset(
        "report",
        {
            "language": translate.language,
            "title": report.title,
            "about": report.about,
            "tables": [_pdf_table(table, translate) for table in report.tables],
            "notes_title": translate(N_("How to read it")),
            "notes": list(report.notes),
        },
    )


def _pdf_table(table: Table, translate: Translator) -> dict[str, object]:
    rows = format_rows(table, translate)
    texts = sum(column.kind == "text" for column in table.columns)
    # Where there is room, heads need not be broken into single words.
    room = (_LETTERS_OF_A_LINE - _LETTERS_OF_A_TEXT * texts) // max(1, len(table.columns) - texts)
    least = min(max(room, _FEWEST_LETTERS), 2 * _FEWEST_LETTERS)
    return {
        "title": table.title,
        "heads": [column.title for column in table.columns],
        "figures": [column.kind != "text" for column in table.columns],
        # How many letters a column has to hold on one line; longer texts are broken.
        "widths": [
            max(
                *(min(len(row[at]), _MOST_LETTERS) for row in rows),
                *map(len, column.title.split()),
                least,
            )
            for at, column in enumerate(table.columns)
        ],
        "rows": rows,
        "notes": list(table.notes),
    }
