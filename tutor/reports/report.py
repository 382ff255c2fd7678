"""A report as data: the request for it, and the tables of typed cells that every export shows alike."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Literal

from tutor import places
from tutor.content.text import one_line
from tutor.dates import day_in_figures
from tutor.i18n import N_, Translator
from tutor.learning.skills import SkillsOf
from tutor.records.people import Person
from tutor.reports.data import Scope
from tutor.reports.disclosure import SMALLEST_GROUP, Group
from tutor.reports.locations import Hamlet, HamletIndex
from tutor.reports.targets import Targets

# percent: a share from 0 to 1; number: with at most one decimal.
CellKind = Literal["text", "count", "percent", "number", "date"]
ReportKind = Literal["progress", "attendance", "coverage", "scam"]

TITLES: Mapping[ReportKind, str] = {
    "progress": N_("Progress: what people can do"),
    "attendance": N_("Attendance: who comes and comes back"),
    "coverage": N_("Coverage: how far against the targets"),
    "scam": N_("Scams: refused, believed, told apart"),
}


class Hidden(Enum):
    """Marks a figure that is not shown, because its group has fewer than five people."""

    WITHHELD = "withheld"


WITHHELD = Hidden.WITHHELD
Cell = str | int | float | date | Hidden | None
"""None is unknown."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; the title names what is counted."""

    key: str
    title: str
    kind: CellKind = "count"


@dataclass(frozen=True, slots=True)
class Plot:
    """The columns of a bar chart: the label of each bar, and its value."""

    label: int
    value: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; texts are in the reader's language, each on one line."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    plot: Plot | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Tables with the place and time that they are about, and notes on how to read them."""

    key: str
    title: str
    about: str
    made_on: date
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRequest:
    """What a report is to be about, and what it needs besides the records."""

    translate: Translator
    today: date
    hamlets: HamletIndex
    scope: Scope = field(default_factory=Scope)
    targets: Targets = field(default_factory=Targets)
    skills_of: SkillsOf = field(default_factory=dict)
    skill_name: Callable[[str], str] = str

    def residence(self, person: Person) -> Hamlet:
        """Return the hamlet where a person lives."""
        return self.hamlets.find(person.commune, person.hamlet)

    def residents(self, people: Iterable[Person]) -> tuple[Person, ...]:
        """Return the people who live in the place of the report."""
        return tuple(
            person
            for person in people
            if self.hamlets.is_inside(self.residence(person), self.scope)
        )

    def group_names(self, group: Group) -> tuple[str, str]:
        """Return the names of the commune and of the hamlet of a group."""
        if group.commune is None:
            commune = self.translate(N_("several communes"))
        else:
            commune = self.hamlets.commune_name(group.commune)
        match group.part:
            case Hamlet(commune=code):
                return self.hamlets.commune_name(code), self.hamlets.hamlet_name(group.part)
            case "others":
                return commune, self.translate(N_("other hamlets"))
            case "all":
                whole = N_("whole commune") if group.commune else N_("all hamlets")
                return commune, self.translate(whole)

    def small_groups_note(self) -> str:
        """Return the sentence that explains merged and hidden groups."""
        return self.translate(
            N_(
                "Figures on skills and scams are shown only for groups of at least {smallest} people. "
                "Small hamlets are put together as “other hamlets”; “hidden” stands for a smaller group."
            ),
            smallest=SMALLEST_GROUP,
        )

    def columns(self, *columns: tuple[str, str, CellKind]) -> tuple[Column, ...]:
        """Return columns of a key, a message of the catalogue, and a kind."""
        return tuple(Column(key, self.translate(title), kind) for key, title, kind in columns)

    def table(
        self,
        key: str,
        title: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell]],
        notes: Iterable[str] = (),
        plot: Plot | None = None,
    ) -> Table:
        """Return a table; `title` is a message of the catalogue."""
        return make_table(key, self.translate(title), columns, rows, notes, plot)

    def report(self, kind: ReportKind, tables: Iterable[Table], notes: Iterable[str]) -> Report:
        """Return a report of these tables and translated notes."""
        return Report(
            key=kind,
            title=self.translate(TITLES[kind]),
            about=self._place_and_time(),
            made_on=self.today,
            tables=tuple(tables),
            notes=(*notes, *self.hamlets.notes()),
        )

    def _place_and_time(self) -> str:
        scope, translate = self.scope, self.translate
        commune = places.commune(scope.commune) if scope.commune else None
        place = [scope.hamlet, "" if commune is None else str(commune)]
        until = day_in_figures(scope.until or self.today)
        if scope.since is None:
            time = translate(N_("up to {until}"), until=until)
        else:
            since = day_in_figures(scope.since)
            time = translate(N_("from {since} to {until}"), since=since, until=until)
        where = ", ".join(part for part in place if part) or translate(N_("everywhere"))
        return one_line(f"{where}; {time}")


def make_table(
    key: str,
    title: str,
    columns: Iterable[Column],
    rows: Iterable[Sequence[Cell]],
    notes: Iterable[str] = (),
    plot: Plot | None = None,
) -> Table:
    """Return a table whose texts are made safe to print, each on one line."""
    cells = (
        tuple(one_line(cell) if isinstance(cell, str) else cell for cell in row) for row in rows
    )
    return Table(key, title, tuple(columns), tuple(cells), tuple(notes), plot)


def share(part: int, whole: int) -> float | None:
    """Return a share to a tenth of a percent, None of nothing."""
    return round(part / whole, 3) if whole else None


def format_cell(cell: Cell, kind: CellKind, translate: Translator) -> str:
    """Return a cell as people read it."""
    match cell:
        case None:
            return ""
        case Hidden():
            return translate(N_("hidden"))
        case date():
            return day_in_figures(cell)
        case float():
            figure = f"{cell * 100:.1f}\u00a0%" if kind == "percent" else f"{cell:g}"
            return translate.decimal(figure)
        case _:
            return str(cell)


def format_rows(table: Table, translate: Translator) -> list[list[str]]:
    """Return the rows of a table as people read them."""
    return [
        [
            format_cell(cell, column.kind, translate)
            for cell, column in zip(row, table.columns, strict=True)
        ]
        for row in table.rows
    ]
