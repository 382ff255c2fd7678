"""Finds the hamlet of each person: in a cell of their row or above it, or in the title of the list."""

import re
from collections.abc import Sequence
from itertools import takewhile

from tutor.classroom.roster.columns import Columns
from tutor.classroom.roster.headings import Kind, comparable
from tutor.classroom.roster.names import hamlet_in, hamlet_of_line, has_surname
from tutor.classroom.roster.rows import Row, Sheet, cell_text
from tutor.classroom.roster.sentences import people_of_line
from tutor.vietnamese import restore_capitals

_SHORT_PLACE = 4
# The same as above.
_DITTO = re.compile(r"[-–\s]*nt[-–.\s]*|như trên|[\"“”'/〃]+", re.IGNORECASE)
_XOM = re.compile(r"^[xX]\.? ?(?=\d)")
_COMMUNE = re.compile(r",? *\b[Xx]ã .*")


class Hamlets:
    """The hamlets that a list names. `given` is the hamlet of those for whom it names none."""

    def __init__(self, sheet: Sheet, rows: Sequence[Row], columns: Columns, given: str) -> None:
        self._columns = columns
        self._above = ""
        self._are_localities = self._names_of_localities(rows)
        self._stand_once = self._name_each_once(rows)
        self.default = hamlet_of_line(sheet.title) or self._of_title(sheet.rows) or given

    def of_row(self, row: Row) -> str:
        """Return the hamlet that a row names, or the row above it for a cell that is left empty below."""
        written = self._cell(row, "hamlet")
        if _DITTO.fullmatch(written) or (not written and self._goes_on(row)):
            written = self._above
        self._above = written or self._above
        hamlet = hamlet_in(written) or _COMMUNE.sub("", restore_capitals(written))
        if hamlet.isdecimal() and self._columns.place:
            hamlet = f"{self._columns.place} {hamlet}"
        if not hamlet:
            locality = self._cell(row, "locality")
            hamlet = hamlet_in(locality) or (locality if self._are_localities else "")
        hamlet = hamlet or hamlet_of_line(self._cell(row, "needs")) or self._ticked(row)
        return hamlet[:1].upper() + hamlet[1:]

    def _cell(self, row: Row, kind: Kind) -> str:
        return _XOM.sub("Xóm ", cell_text(row, self._columns.by_kind.get(kind)))

    def _ticked(self, row: Row) -> str:
        ticked = (h for at, h in self._columns.hamlets.items() if cell_text(row, at))
        return next(ticked, "")

    def _goes_on(self, row: Row) -> bool:
        """Return True if a row without a hamlet is of the home or the hamlet above it."""
        household = self._columns.by_kind.get("household")
        is_of_home = household == 0 and not cell_text(row, household)
        return self._stand_once or is_of_home

    def _of_title(self, rows: Sequence[Row]) -> str:
        """Return the one hamlet that the title names, if no column has hamlets."""
        if "hamlet" in self._columns.by_kind:
            return ""
        if self._columns.headed:
            title = rows[: self._columns.first - 1]
        else:
            at = self._columns.name[0]
            title = tuple(takewhile(lambda row: not people_of_line(cell_text(row, at)), rows))
        named = (hamlet_in(cell) for row in title for cell in row.cells)
        hamlets = {comparable(hamlet): hamlet for hamlet in named if hamlet}
        return next(iter(hamlets.values())) if len(hamlets) == 1 else ""

    def _names_of_localities(self, rows: Sequence[Row]) -> bool:
        """Return True if the cells of an address are the names of hamlets and nothing else."""
        at = self._columns.name[0]
        named = (row for row in rows if has_surname(cell_text(row, at)))
        cells = [text for row in named if (text := self._cell(row, "locality"))]
        short = all(
            hamlet_of_line(cell)
            or (len(cell.split()) <= _SHORT_PLACE and not re.search(r"[\d,]", cell))
            for cell in cells
        )
        # Thôn Đông and Đông are one.
        bare = (hamlet_of_line(cell).partition(" ")[2] or cell for cell in cells)
        return short and len(set(map(comparable, bare))) * 2 <= len(cells)

    def _name_each_once(self, rows: Sequence[Row]) -> bool:
        """Return True if hamlets stand in the first row of their people alone, and nowhere else."""
        if "index" not in self._columns.by_kind:
            return False
        at = self._columns.name[0]
        cells = [self._cell(row, "hamlet") for row in rows if has_surname(cell_text(row, at))]
        named = [comparable(cell) for cell in cells if cell]
        is_first = bool(cells and cells[0])
        return is_first and 1 < len(set(named)) == len(named) <= len(cells) // 3
