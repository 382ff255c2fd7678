"""A report as lines for a terminal, and as JSON for programs."""

import json
import unicodedata
from collections.abc import Iterator
from datetime import date
from textwrap import wrap

from tutor.i18n import Translator
from tutor.reports.table import Cell, Column, Hidden, Report, Table, shown

_NARROWEST = 10
_BETWEEN = "  "


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
    """Yield a table with its columns below each other, figures to the right."""
    if not table.rows:
        return
    cells = [
        [
            shown(cell, column.kind, translate)
            for cell, column in zip(row, table.columns, strict=True)
        ]
        for row in table.rows
    ]
    wide = [max(cells_of(row[at]) for row in cells) for at in range(len(table.columns))]
    heads = [
        wrap(column.title, max(_NARROWEST, width), break_long_words=False)
        for column, width in zip(table.columns, wide, strict=True)
    ]
    wide = [max(width, *map(cells_of, head)) for width, head in zip(wide, heads, strict=True)]
    for at in range(max(map(len, heads))):
        yield _row([head[at] if at < len(head) else "" for head in heads], table.columns, wide)
    yield _BETWEEN.join("─" * width for width in wide)
    for row in cells:
        yield _row(row, table.columns, wide)


def _row(cells: list[str], columns: tuple[Column, ...], wide: list[int]) -> str:
    parts = []
    for cell, column, width in zip(cells, columns, wide, strict=True):
        space = " " * (width - cells_of(cell))
        parts.append(f"{cell}{space}" if column.kind == "text" else f"{space}{cell}")
    return _BETWEEN.join(parts).rstrip()


def cells_of(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def as_json(report: Report) -> str:
    """Return a report as JSON: shares from 0 to 1, days as ISO dates, hidden figures by their names."""
    tables = [
        {
            "key": table.key,
            "title": table.title,
            "columns": [
                {"key": one.key, "title": one.title, "kind": one.kind} for one in table.columns
            ],
            "rows": [[_plain(cell) for cell in row] for row in table.rows],
            "notes": list(table.notes),
        }
        for table in report.tables
    ]
    whole = {
        "report": report.key,
        "title": report.title,
        "about": report.about,
        "made_on": report.made_on.isoformat(),
        "tables": tables,
        "notes": list(report.notes),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _plain(cell: Cell) -> str | int | float | None:
    match cell:
        case Hidden():
            return cell.value
        case date():
            return cell.isoformat()
        case _:
            return cell
