"""A report on paper: A4 lying, as many pages as its tables take."""

from collections.abc import Iterable

from tutor.i18n import N_, Translator
from tutor.reports.table import Column, Report, Table, shown


def as_pdf(report: Report, translate: Translator) -> bytes:
    """Return a report as a PDF."""
    from tutor.publish.typesetting import typeset

    return typeset(
        "report",
        {
            "language": translate.language,
            "title": report.title,
            "about": report.about,
            "tables": [_table(one, translate) for one in report.tables],
            "notes_title": translate(N_("How to read it")),
            "notes": list(report.notes),
        },
    )


def _table(table: Table, translate: Translator) -> dict[str, object]:
    rows = [
        [
            shown(cell, column.kind, translate)
            for cell, column in zip(row, table.columns, strict=True)
        ]
        for row in table.rows
    ]
    texts = sum(column.kind == "text" for column in table.columns)
    # Where there is room, headings need not be broken into single words.
    least = (_LETTERS_OF_A_LINE - _LETTERS_OF_A_TEXT * texts) // max(1, len(table.columns) - texts)
    return {
        "title": table.title,
        "heads": [column.title for column in table.columns],
        "figures": [column.kind != "text" for column in table.columns],
        "widths": [
            _letters(
                column,
                [row[at] for row in rows],
                min(max(least, _FEWEST_LETTERS), 2 * _FEWEST_LETTERS),
            )
            for at, column in enumerate(table.columns)
        ],
        "rows": rows,
        "notes": list(table.notes),
    }


_LETTERS_OF_A_LINE, _LETTERS_OF_A_TEXT = 88, 13
_MOST_LETTERS, _FEWEST_LETTERS = 26, 5


def _letters(column: Column, cells: Iterable[str], least: int) -> int:
    """Return how many letters a column has to hold on one line; long texts are broken."""
    longest = (min(len(cell), _MOST_LETTERS) for cell in cells)
    return max(*longest, *map(len, column.title.split()), least)
