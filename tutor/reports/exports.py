"""Writes a report as text, JSON and CSV. What people wrote never becomes a formula."""

import csv
import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from io import StringIO
from textwrap import wrap

from tutor.i18n import Translator
from tutor.languages import LANGUAGES
from tutor.reports.report import (
    Cell,
    CellKind,
    Column,
    Hidden,
    Report,
    Table,
    format_cell,
    format_rows,
    label_columns,
)

# Text.

_NARROWEST_COLUMN = 10
_COLUMN_GAP = "  "


def as_text(report: Report, translate: Translator, columns: int = 100) -> str:
    """Return a report as text of at most so many columns.

    A table that is wider is written row by row, a line for each figure.
    """
    return "\n".join(_lines(report, translate, columns)) + "\n"


def _lines(report: Report, translate: Translator, columns: int) -> Iterator[str]:
    yield report.title
    yield report.about
    for table in report.tables:
        yield ""
        yield table.title
        lines = tuple(_grid(table, translate))
        fits = all(width_of(line) <= columns for line in lines)
        yield from lines if fits else _rows_below(table, translate, columns)
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


def _rows_below(table: Table, translate: Translator, columns: int) -> Iterator[str]:
    """Yield the rows of a table one after the other: its labels, then a line for each figure."""
    for row in format_rows(table, translate):
        pairs = list(zip(table.columns, row, strict=True))
        labels = label_columns(table)
        yield from wrap(", ".join(text for _, text in pairs[:labels]), columns)
        for column, text in pairs[labels:]:
            if text:
                figure = f"{column.title}: {text}"
                yield from wrap(figure, columns, initial_indent="  ", subsequent_indent="    ")


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
        for drawn in ("plot", "totals", "turned"):
            del table[drawn]
    whole = {
        "report": report.key,
        "title": report.title,
        "about": report.about,
        "organisation": report.organisation,
        "made_on": report.made_on,
        "tables": tables,
        "notes": report.notes,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, default=_json_value) + "\n"


def _json_value(cell: date | Hidden) -> str:
    return cell.value if isinstance(cell, Hidden) else cell.isoformat()


# CSV.

# What a spreadsheet takes for the beginning of a formula, in the wide forms of East Asia too.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# Without a byte order mark Excel reads Vietnamese letters as those of another alphabet.
_BOM = "\ufeff"


def as_csv(table: Table, translate: Translator) -> str:
    """Return one table as CSV: plain figures, shares in percent, ISO dates.

    Excel takes a file apart by the marks of its own language: where a decimal is written with a comma,
    cells are parted by semicolons.
    """
    stream = StringIO(newline="")
    comma = LANGUAGES[translate.language].decimal_mark == ","
    writer = csv.writer(stream, delimiter=";" if comma else ",")
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
            return translate.decimal(f"{cell * 100:.1f}")
        case float():
            return translate.decimal(f"{cell:g}")
        case date():
            return cell.isoformat()
        case _:
            return _neutralise(format_cell(cell, kind, translate))


def _neutralise(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
