"""Writes a report as a PDF with a heading, charts, and places for a name and two signatures."""

from collections.abc import Iterator

from tutor.i18n import N_, Translator
from tutor.reports.report import Report, Table, format_cell, format_rows, plotted

_LETTERS_OF_A_LINE, _LETTERS_OF_A_TEXT = 88, 13
_MOST_LETTERS, _FEWEST_LETTERS = 26, 5


def as_pdf(report: Report, translate: Translator) -> bytes:
    """Return a report as a PDF: on one page upright, or on as many on their side as its tables take."""
    from tutor.publish.typesetting import typeset

    return typeset(
        "report",
        {
            "language": translate.language,
            "title": report.title,
            "about": report.about,
            "organisation": report.organisation,
            "state": [
                translate(N_("SOCIALIST REPUBLIC OF VIET NAM")),
                translate(N_("Independence – Freedom – Happiness")),
            ],
            "upright": report.on_one_page,
            "tables": [_table(table, translate) for table in report.tables],
            "notes_title": translate(N_("How to read it")),
            "notes": list(report.notes),
            "day": translate(
                N_("................, day {day} month {month} year {year}"),
                day=report.made_on.day,
                month=report.made_on.month,
                year=report.made_on.year,
            ),
            "signatures": [
                [translate(N_("Written by")), translate(N_("(signature and full name)"))],
                [translate(N_("Confirmed by")), translate(N_("(signature, stamp)"))],
            ],
        },
    )


def _table(table: Table, translate: Translator) -> dict[str, object]:
    heads = [column.title for column in table.columns]
    # Days are aligned like texts, and take as little room as figures.
    figures = [column.kind != "text" for column in table.columns]
    right = [column.kind not in ("text", "date") for column in table.columns]
    rows = format_rows(table, translate)
    if table.turned:
        heads, *rows = (list(cells) for cells in zip(heads, *rows, strict=True))
        figures = right = [False, *[True] * (len(heads) - 1)]
    texts = figures.count(False)
    # Where there is room, heads need not be broken into single words.
    room = (_LETTERS_OF_A_LINE - _LETTERS_OF_A_TEXT * texts) // max(1, len(heads) - texts)
    least = min(max(room, _FEWEST_LETTERS), 2 * _FEWEST_LETTERS)
    return {
        "title": table.title,
        "heads": heads,
        "figures": figures,
        "right": right,
        # How many letters a column has to hold on one line; longer texts are broken.
        "widths": [
            max(
                *(min(len(row[at]), _MOST_LETTERS) for row in rows),
                *map(len, head.split()),
                least,
            )
            for at, head in enumerate(heads)
        ],
        "rows": rows,
        "totals": [] if table.turned else sorted(table.totals),
        "bars_title": "" if table.plot is None else table.columns[table.plot.value].title,
        "mark": _mark(table, translate),
        "bars": list(_bars(table, translate)),
        "notes": list(table.notes),
    }


def _mark(table: Table, translate: Translator) -> str:
    """Return what the line across the bars means, "" where they have none."""
    if table.plot is None or table.plot.mark is None:
        return ""
    what = table.columns[table.plot.mark].title
    return translate(N_("the line across a bar: {what}"), what=what)


def _bars(table: Table, translate: Translator) -> Iterator[dict[str, object]]:
    """Yield a bar for each share of the plot: its label, its length and its mark from 0 to 1."""
    for label, reached, mark in plotted(table):
        yield {
            "label": format_cell(label, "text", translate),
            "share": min(max(reached, 0.0), 1.0),
            "figure": format_cell(reached, "percent", translate),
            "mark": mark,
        }
