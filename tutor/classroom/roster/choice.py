"""Chooses the lists of a file with several sheets: those of one form that do not repeat each other."""

from collections.abc import Sequence

from tutor.classroom.roster.columns import Columns, find_columns
from tutor.classroom.roster.headings import comparable
from tutor.classroom.roster.line_words import GONE, NO_LEARNERS
from tutor.classroom.roster.names import hamlet_of_line, read_name
from tutor.classroom.roster.rows import Row, Sheet


def choose_sheets(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets that are named after hamlets, else the first list and those of the same form.

    A sheet that mostly repeats names is a copy of what was read already; one of helpers, or of people who
    are gone, is no part of the list. Without any headings the first sheet is returned.
    """
    headed = [
        (sheet, columns)
        for sheet in sheets
        if (columns := find_columns(sheet.rows)) is not None and columns.headed
    ]
    named = [sheet for sheet, _ in headed if hamlet_of_line(sheet.title)]
    if len(named) > 1:
        return named
    if not headed:
        return list(sheets[:1])
    (first, form), *others = headed
    chosen, seen = [first], _names(first, form)
    for sheet, columns in others:
        names = _names(sheet, columns)
        is_new = len(names & seen) * 2 < len(names)
        if _form(columns) == _form(form) and is_new and not _is_apart(sheet):
            chosen.append(sheet)
            seen |= names
    return chosen


def _form(columns: Columns) -> tuple[int, frozenset[str]]:
    return len(columns.name), frozenset(columns.by_kind)


def _names(sheet: Sheet, columns: Columns) -> set[str]:
    names = (_name(row, columns) for row in sheet.rows[columns.first :])
    return {name for name in names if name}


def _name(row: Row, columns: Columns) -> str:
    cells = (row.cells[at] for at in columns.name if at < len(row.cells))
    return comparable(read_name(" ".join(cells)).name)


def _is_apart(sheet: Sheet) -> bool:
    title = comparable(sheet.title)
    return bool(NO_LEARNERS.fullmatch(title) or GONE.fullmatch(title))
