"""Brings tables with more than one person a row into rows: groups side by side, cards of a person."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from tutor.classroom.roster.headings import kind_of
from tutor.classroom.roster.names import hamlet_of_line, has_surname
from tutor.classroom.roster.plain_lists import heading_and_value, rows_of_slips
from tutor.classroom.roster.rows import Row

_NAME, _HAMLET = "Họ và tên", "Thôn"
_GROUP = re.compile(r"(nhóm|nhom|bàn|ban|đội|doi|ca|lớp|lop)\s*(số\s*)?\d{1,2}", re.IGNORECASE)
# So many rows of nothing but groups are taken for the heading of names: each try reads all rows below.
_MOST_HEADINGS = 3
_MOST_OF_CARDS = 6


def rearranged(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows with one person in each; those of a usual list as they are."""
    return tuple(_cards(rows) or ungrouped(rows))


# Cards: a heading and a value in one cell or two, one person below or beside the other.


def _cards(rows: Sequence[Row]) -> list[Row] | None:
    fields = [field for row in rows for field in _fields(row)]
    # Cards side by side are read one after the other.
    ordered = [
        (line, heading, value) for _, line, heading, value in sorted(fields, key=lambda f: f[:2])
    ]
    names = [value for _, heading, value in ordered if kind_of(heading) == "name"]
    return rows_of_slips(ordered) if names and all(map(has_surname, names)) else None


def _fields(row: Row) -> Iterator[tuple[int, int, str, str]]:
    """Yield the headings of a row that have a value, with their columns and their line."""
    own = [(at, cell) for at, cell in enumerate(row.cells) if cell.strip() and at not in row.filled]
    if len(own) > _MOST_OF_CARDS:
        return
    for at, cell in own:
        for line in cell.split("\n"):
            field = heading_and_value(line)
            if field is not None and field[1] and kind_of(field[0]):
                yield at, row.line, *field
    for (at, cell), (_, value) in pairwise(own):
        heading = cell.strip().rstrip(":")
        if kind_of(heading) not in ("", "index") and not kind_of(value) and ":" not in value:
            yield at, row.line, heading, value.strip()


# Groups: a column of names below the name of each group.


def ungrouped(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows of a list of groups side by side with one name in each; any other list as it is."""
    for at, named in islice(_group_headings(rows), _MOST_HEADINGS):
        below = [
            (line.line, column, cell)
            for line in rows[at + 1 :]
            for column, cell in enumerate(line.cells)
            if cell.strip() and column in named
        ]
        if sum(has_surname(cell) for _, _, cell in below) * 2 > len(below):
            named_rows = (
                Row(line, (cell, hamlet_of_line(named[column]))) for line, column, cell in below
            )
            return (Row(rows[at].line, (_NAME, _HAMLET)), *named_rows)
    return tuple(rows)


def _group_headings(rows: Sequence[Row]) -> Iterator[tuple[int, dict[int, str]]]:
    """Yield the place of each row that holds nothing but groups, and these by their columns."""
    for at, row in enumerate(rows):
        named = {
            column: cell.strip()
            for column, cell in enumerate(row.cells)
            if cell.strip() and kind_of(cell) != "index"
        }
        if len(named) > 1 and all(map(_is_group, named.values())):
            yield at, named


def _is_group(cell: str) -> bool:
    return bool(_GROUP.fullmatch(cell)) or bool(hamlet_of_line(cell))
