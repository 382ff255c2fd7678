"""A report as data: what it is about, the records it is built from, and its tables of typed cells."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Literal, TypeVar

from tutor import places
from tutor.content.text import fold_case, one_line
from tutor.dates import day_in_figures
from tutor.i18n import N_, Translator
from tutor.learning.skills import zone
from tutor.records.class_views import Attendance, ClassSnapshot, Session, Visit
from tutor.records.journal import StoredEvent
from tutor.records.people import Person
from tutor.records.store import Store
from tutor.reports.hamlets import (
    SMALLEST_GROUP,
    Group,
    Hamlet,
    HamletIndex,
    disclosed_groups,
    is_too_small,
)
from tutor.reports.subjects import Subjects
from tutor.reports.targets import Targets

# percent: a share from 0 to 1; number: with at most one decimal.
CellKind = Literal["text", "count", "percent", "number", "date"]
ReportKind = Literal["progress", "attendance", "coverage", "scam", "summary", "check"]

TITLES: Mapping[ReportKind, str] = {
    "progress": N_("Progress: what people can do"),
    "attendance": N_("Attendance: who comes and comes back"),
    "coverage": N_("Coverage: how far against the targets"),
    "scam": N_("Scams: refused, believed, told apart"),
    "summary": N_("The month on one page, to sign"),
    "check": N_("Short check: before and after the course"),
}


class Hidden(Enum):
    """Marks a figure that is not shown, because its group has fewer than five people."""

    WITHHELD = "withheld"


WITHHELD = Hidden.WITHHELD
Cell = str | int | float | date | Hidden | None
"""None is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The place and time of a report; "" and None leave them open. `commune` is a code."""

    hamlet: str = ""
    commune: str = ""
    since: date | None = None
    until: date | None = None

    def includes(self, day: date) -> bool:
        """Return whether a day lies in the time of the report."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportData:
    """Learners, their events and classes; the staff are not among the learners."""

    learners: tuple[Person, ...] = ()
    staff: frozenset[str] = frozenset()
    events: Mapping[str, tuple[StoredEvent, ...]] = field(default_factory=dict)
    sessions: tuple[Session, ...] = ()
    attendances: tuple[Attendance, ...] = ()
    visits: tuple[Visit, ...] = ()


def load_report_data(store: Store, *, with_events: bool) -> ReportData:
    """Read people and classes, and the learners' events if asked for. Raises StoreUnavailable."""
    return report_data(store.classes.snapshot(), store.events() if with_events else ())


def report_data(classes: ClassSnapshot, stored: Iterable[StoredEvent]) -> ReportData:
    """Return people and classes with the learners' events, given all events in the order of the journal."""
    people = classes.people
    learners = tuple(person for person in people if person.role == "learner")
    events: dict[str, list[StoredEvent]] = {learner.id: [] for learner in learners}
    for event in stored:
        if event.learner in events:
            events[event.learner].append(event)
    return ReportData(
        learners=learners,
        staff=frozenset(person.id for person in people if person.role == "staff"),
        events={learner: tuple(own) for learner, own in events.items()},
        sessions=classes.sessions,
        attendances=classes.attendance,
        visits=classes.visits,
    )


def day_of(stored: StoredEvent) -> date | None:
    """Return the local day of an event, None if the clock cannot have been right."""
    return None if stored.clock_flag else stored.at.astimezone(zone(stored.tz)).date()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; the title names what is counted."""

    key: str
    title: str
    kind: CellKind = "count"


PLACE_COLUMNS = (Column("commune", N_("Commune"), "text"), Column("hamlet", N_("Hamlet"), "text"))


@dataclass(frozen=True, slots=True)
class Plot:
    """The columns of a bar chart: the label of each bar, its value, and a share to mark on it.

    The mark is the target, or what the value is to be compared with.
    """

    label: int
    value: int
    mark: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; texts are in the reader's language, each on one line.

    `totals` are the indexes of the rows that sum others up. On paper the rows of a `turned` table are its
    columns.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    plot: Plot | None = None
    totals: frozenset[int] = frozenset()
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """Tables with the place and time that they are about, and notes on how to read them."""

    key: str
    title: str
    about: str
    made_on: date
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    organisation: str = ""
    on_one_page: bool = False


_TOTALS = (
    N_("whole commune"),
    N_("all hamlets"),
    N_("in all"),
    N_("whole province"),
    N_("all communes"),
)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRequest:
    """What a report is to be about, and what it needs besides the records."""

    translate: Translator
    today: date
    hamlets: HamletIndex
    scope: Scope = field(default_factory=Scope)
    targets: Targets = field(default_factory=Targets)
    subjects: Subjects = field(default_factory=Subjects)

    def residence(self, person: Person) -> Hamlet:
        """Return the hamlet where a person lives."""
        return self.hamlets.find(person.commune, person.hamlet)

    def residents(self, people: Iterable[Person]) -> tuple[Person, ...]:
        """Return the people who live in the place of the report."""
        return tuple(person for person in people if self.includes(self.residence(person)))

    def includes(self, hamlet: Hamlet) -> bool:
        """Return whether a hamlet lies in the place of the report."""
        scope = self.scope
        return (not scope.commune or hamlet.commune == scope.commune) and (
            not scope.hamlet or hamlet.name == fold_case(scope.hamlet)
        )

    def large_groups(
        self, people: Mapping[Hamlet, Sequence[_T]]
    ) -> Iterator[tuple[tuple[str, str], list[_T]]]:
        """Yield commune and hamlet of each group that may be shown, and its people."""
        for group in disclosed_groups({home: len(those) for home, those in people.items()}):
            if not group.hidden:
                members = [person for home in group.hamlets for person in people[home]]
                yield self.group_names(group), members

    def group_names(self, group: Group) -> tuple[str, str]:
        """Return the names of the commune and of the hamlet of a group."""
        if isinstance(group.part, Hamlet):
            return self.hamlets.names(group.part)
        whole, everywhere, *_ = _TOTALS
        total = whole if group.commune else everywhere
        part = N_("other hamlets") if group.part == "others" else total
        if group.commune is None:
            return self.translate(N_("several communes")), self.translate(part)
        return self.hamlets.commune_name(group.commune), self.translate(part)

    def small_groups_note(self) -> str:
        """Return the sentence that explains merged and hidden groups."""
        return self.translate(
            N_(
                "Figures on skills and scams are shown only for groups of at least {smallest} people. "
                "Small hamlets are put together as “other hamlets”; “hidden” stands for a smaller group."
            ),
            smallest=SMALLEST_GROUP,
        )

    def table(
        self,
        key: str,
        title: str,
        columns: Iterable[Column],
        rows: Iterable[Sequence[Cell]],
        notes: Iterable[str] = (),
        plot: Plot | None = None,
    ) -> Table:
        """Return a table of titles that are messages of the catalogue, and translated notes.

        Texts of the cells are made safe to print, each on one line.
        """
        translated = (replace(column, title=self.translate(column.title)) for column in columns)
        title, body, notes = self.translate(title), safe_cells(rows), tuple(notes)
        if not body and not notes:
            notes = (self.translate(N_("Nothing of this was noted yet.")),)
        names = {self.translate(name) for name in _TOTALS}
        totals = frozenset(at for at, row in enumerate(body) if not names.isdisjoint(row))
        return Table(key, title, tuple(translated), body, notes, plot, totals)

    def report(self, kind: ReportKind, tables: Iterable[Table], notes: Iterable[str]) -> Report:
        """Return a report of these tables and translated notes."""
        return Report(
            key=kind,
            title=self.translate(TITLES[kind]),
            about=self._place_and_time(),
            made_on=self.today,
            tables=tuple(tables),
            notes=(*notes, *self.hamlets.notes()),
            organisation=self.targets.organisation,
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
        where = ", ".join(part for part in place if part) or translate(N_("Everywhere"))
        return one_line(f"{where}; {time}")


def safe_cells(rows: Iterable[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of a table with texts that are safe to print, each on one line."""
    return tuple(
        tuple(one_line(cell) if isinstance(cell, str) else cell for cell in row) for row in rows
    )


def withhold_if_small(people: int, figures: Iterable[Cell]) -> tuple[Cell, ...]:
    """Return figures about a number of people, each withheld where these are too few."""
    return tuple(WITHHELD if is_too_small(people) else figure for figure in figures)


def share(part: int, whole: int) -> float | None:
    """Return a share to a tenth of a percent, None of nothing."""
    return round(part / whole, 3) if whole else None


def plotted(table: Table) -> Iterator[tuple[Cell, float, float | None]]:
    """Yield the label, share and mark of each bar of a table; nothing of what is unknown or hidden."""
    plot = table.plot
    if plot is None:
        return
    for row in table.rows:
        value = row[plot.value]
        mark = None if plot.mark is None else row[plot.mark]
        if isinstance(value, float):
            yield row[plot.label], value, mark if isinstance(mark, float) else None


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


def label_columns(table: Table) -> int:
    """Return how many columns stand before the first figure of a table: they name its rows."""
    kinds = [column.kind for column in table.columns]
    figures = (at for at, kind in enumerate(kinds) if kind in ("count", "percent", "number"))
    return next(figures, len(kinds))


def format_rows(table: Table, translate: Translator) -> list[list[str]]:
    """Return the rows of a table as people read them."""
    return [
        [
            format_cell(cell, column.kind, translate)
            for cell, column in zip(row, table.columns, strict=True)
        ]
        for row in table.rows
    ]
