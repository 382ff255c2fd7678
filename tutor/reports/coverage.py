"""The coverage report: the four measures of the movement by hamlet and commune, against their targets."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from tutor.classroom.follow_up import classes_held
from tutor.content.text import fold_case, one_line
from tutor.dates import day_in_figures
from tutor.engine.evidence import MASTERY
from tutor.i18n import N_
from tutor.learning.skills import explained
from tutor.records.class_views import Session
from tutor.records.people import Person
from tutor.reports.hamlets import Hamlet, disclosed_groups, hamlets_by_commune, is_too_small
from tutor.reports.place_rows import PlaceRow, TotalName, sum_if_known
from tutor.reports.proficiency import mastered_counts, proficiency, proficiency_in_words
from tutor.reports.report import (
    PLACE_COLUMNS,
    WITHHELD,
    Cell,
    Column,
    Hidden,
    Plot,
    Report,
    ReportData,
    ReportRequest,
    Table,
    day_of,
    share,
)
from tutor.reports.targets import Certainty, Measure

_CERTAINTY: Mapping[Certainty | None, str] = {
    "counted": N_("at least; the total was counted"),
    "estimated": N_("at least; the total is an estimate"),
    None: N_("at least; no total is known"),
}
_TOO_SMALL = N_("the total is below what was counted: please check it")
_NOTES = (
    N_(
        "Four different measures: people proficient, homes reached, people with a class in their hamlet, "
        "classes held. None can be added to or compared with another."
    ),
    N_(
        "Shares are of all residents. No age is noted here, so beside those over 60 everybody in these "
        "records counts as one of them."
    ),
    N_("A home is reached when one of it came to a class, was visited, or finished a lesson."),
    N_("There is access where a class was held in the hamlet itself."),
)
_UNKNOWN_TOTAL = {
    "households": N_("The number of homes is not known everywhere; without it there is no share."),
    "residents": N_(
        "The number of residents is not known everywhere; without it there is no share."
    ),
}

_TARGET_COLUMNS = (
    Column("share", N_("Share reached"), "percent"),
    Column("target", N_("Target"), "percent"),
    Column("by", N_("Target by"), "date"),
    Column("sure", N_("How sure"), "text"),
    Column("source", N_("Total from"), "text"),
    Column("as-of", N_("Total as of"), "date"),
)
_OVER_60_COLUMNS = (
    Column("over-60", N_("Residents over 60")),
    Column("over-60-share", N_("Share of those over 60"), "percent"),
)
_CLASS_COLUMNS = (
    Column("held", N_("Classes held")),
    Column("planned", N_("Classes planned so far")),
    Column("cancelled", N_("Classes cancelled")),
    Column("target", N_("Target, classes")),
    Column("by", N_("Target by"), "date"),
    Column("share", N_("Held, share of the target"), "percent"),
)
_TOTAL_COLUMNS: Mapping[TotalName, Column] = {
    "residents": Column("residents", N_("Residents")),
    "households": Column("households", N_("Homes")),
}


def coverage(data: ReportData, request: ReportRequest) -> Report:
    """Return the four measures by hamlet and commune."""
    translate = request.translate
    return request.report(
        "coverage",
        Coverage(data, request).tables(),
        (
            *map(translate, _NOTES),
            proficiency_in_words(request),
            explained(MASTERY, translate),
            request.small_groups_note(),
        ),
    )


class Coverage:
    """The data of the report by hamlet, and the tables of its measures."""

    def __init__(self, data: ReportData, request: ReportRequest) -> None:
        self._data = data
        self._request = request
        find = request.hamlets.find
        self._people: defaultdict[Hamlet, list[Person]] = defaultdict(list)
        for learner in data.learners:
            self._people[request.residence(learner)].append(learner)
        self._sessions: defaultdict[Hamlet, list[Session]] = defaultdict(list)
        for session in data.sessions:
            if session.form == "class" and request.scope.includes(session.day):
                self._sessions[find(session.commune, session.hamlet)].append(session)
        self._totals = {
            find(totals.commune, totals.hamlet): totals for totals in request.targets.hamlets
        }
        self._hamlets = [
            hamlet
            for hamlet in {*self._people, *self._sessions, *self._totals}
            if request.includes(hamlet)
        ]

    def tables(self) -> tuple[Table, ...]:
        """Return a table for each measure."""
        rows = self._rows()
        return self._residents(), self._households(rows), self._access(rows), self._classes(rows)

    def in_all(self) -> tuple[Table, ...]:
        """Return a table of one row, of all hamlets together, for each measure that is a share."""
        row = self._merged_row(("", self._request.translate(N_("in all"))), self._hamlets)
        return self._residents(row), self._households([row]), self._access([row])

    def classes_in_all(self) -> tuple[int, int | None, date | None]:
        """Return the classes held in all hamlets, how many the targets of these add up to, and by when."""
        held = sum(len(classes_held(self._sessions[hamlet])) for hamlet in self._hamlets)
        rows = (self._hamlet_row(hamlet) for hamlet in self._hamlets if hamlet.name)
        targets = [row.target("classes", self._request.today) for row in rows]
        known = [target for target in targets if target is not None]
        if not known:
            return held, None, None
        return held, sum(int(target.value) for target in known), min(t.by for t in known)

    # Rows.

    def _rows(self) -> list[PlaceRow]:
        """Return the hamlets of each commune, and after them the commune."""
        request = self._request
        rows: list[PlaceRow] = []
        for commune, members in hamlets_by_commune(self._hamlets).items():
            rows += map(self._hamlet_row, members)
            if commune and not request.scope.hamlet:
                name = request.hamlets.commune_name(commune)
                whole = request.translate(N_("whole commune"))
                rows.append(self._merged_row((name, whole), members))
        return rows

    def _disclosed_rows(self, people: Mapping[Hamlet, int]) -> list[PlaceRow]:
        """Return rows of groups of at least five people, by the number of people of each hamlet."""
        rows: list[PlaceRow] = []
        for group in disclosed_groups(people):
            if isinstance(group.part, Hamlet):
                row = self._hamlet_row(group.part)
            elif self._request.scope.hamlet and group.commune and group.part == "all":
                continue
            else:
                row = self._merged_row(self._request.group_names(group), group.hamlets)
            rows.append(replace(row, hidden=group.hidden))
        return rows

    def _hamlet_row(self, hamlet: Hamlet) -> PlaceRow:
        totals = self._totals.get(hamlet)
        # Its own targets stand in for the common ones of the same measure.
        own = totals.targets if totals else ()
        measures = {target.measure for target in own}
        common = self._request.targets.targets
        others = (target for target in common if target.measure not in measures)
        return PlaceRow(
            self._request.hamlets.names(hamlet),
            (hamlet,),
            {hamlet: totals},
            (*own, *others) if hamlet.name else (),
        )

    def _merged_row(self, names: tuple[str, str], hamlets: Sequence[Hamlet]) -> PlaceRow:
        # The total of a commune includes the people whose hamlet was not noted.
        totals = {hamlet: self._totals.get(hamlet) for hamlet in hamlets if hamlet.name}
        common = self._request.targets.targets
        shares = tuple(target for target in common if target.measure != "classes")
        return PlaceRow(names, tuple(hamlets), totals, shares)

    # Tables.

    def _residents(self, whole: PlaceRow | None = None) -> Table:
        """Return who is proficient: of the whole, or by hamlet with small ones merged.

        That is what people can do, so that it is shown of five people or more.
        """
        skills = {
            hamlet: mastered_counts(self._people[hamlet], self._data, self._request)
            for hamlet in self._hamlets
        }
        needed, _ = proficiency(self._request)

        def count(row: PlaceRow) -> int | Hidden:
            known = (mastered for hamlet in row.hamlets for mastered in skills[hamlet])
            return WITHHELD if row.hidden else sum(mastered >= needed for mastered in known)

        sizes = {hamlet: len(known) for hamlet, known in skills.items()}
        if whole is None:
            rows = self._disclosed_rows(sizes)
        else:
            rows = [replace(whole, hidden=is_too_small(sum(sizes.values())))]

        def over_60(row: PlaceRow) -> tuple[Cell, ...]:
            total, proficient = row.total("over_60"), count(row)
            if isinstance(proficient, Hidden):
                return total, WITHHELD if total else None
            fits = total is not None and proficient <= total
            return total, share(proficient, total or 0) if fits else None

        title = N_("People proficient")
        column = Column("proficient", title)
        table = self._measure_table("residents", title, column, rows, count)
        # After the share, its target and the day of that.
        at = len(PLACE_COLUMNS) + 5
        cells = tuple(
            (*cells[:at], *over_60(row), *cells[at:])
            for row, cells in zip(rows, table.rows, strict=True)
        )
        translate = self._request.translate
        beside = (replace(column, title=translate(column.title)) for column in _OVER_60_COLUMNS)
        columns = (*table.columns[:at], *beside, *table.columns[at:])
        return replace(table, columns=columns, rows=cells)

    def _households(self, rows: Sequence[PlaceRow]) -> Table:
        reached = self.people_reached()

        def count(row: PlaceRow) -> int:
            return len(
                {
                    (hamlet, fold_case(person.household))
                    for hamlet in row.hamlets
                    for person in self._people[hamlet]
                    if person.household and person.id in reached
                }
            )

        title = N_("Homes reached")
        table = self._measure_table("households", title, Column("reached", title), rows, count)
        residents = self._request.residents(self._data.learners)
        homeless = sum(not person.household and person.id in reached for person in residents)
        if not homeless:
            return table
        note = N_("Of {count} people reached the home was not noted, so that it does not count.")
        return replace(table, notes=(*table.notes, self._request.translate(note, count=homeless)))

    def people_reached(self) -> set[str]:
        """Return who came to a class, was visited or finished a lesson in the time of the report."""
        data, includes = self._data, self._request.scope.includes
        days = {session.id: session.day for session in data.sessions}
        came = {
            attendance.learner
            for attendance in data.attendances
            if attendance.state != "absent"
            and attendance.session in days
            and includes(days[attendance.session])
        }
        visited = {
            visit.learner
            for visit in data.visits
            if visit.done_at and includes(visit.done_at.date())
        }
        played = {
            learner
            for learner, events in data.events.items()
            for event in events
            if event.kind == "run-finished" and includes(day_of(event) or self._request.today)
        }
        return came | visited | played

    def _access(self, rows: Sequence[PlaceRow]) -> Table:
        with_class = {hamlet for hamlet, own in self._sessions.items() if classes_held(own)}

        def count(row: PlaceRow) -> int | None:
            return sum_if_known(
                totals.residents if totals else None
                for hamlet, totals in row.totals.items()
                if hamlet in with_class
            )

        title = N_("People with a class in their hamlet")
        column = Column("with-access", N_("People with access"))
        return self._measure_table("access", title, column, rows, count)

    def _classes(self, rows: Sequence[PlaceRow]) -> Table:
        request = self._request
        cells: list[tuple[Cell, ...]] = []
        for row in rows:
            sessions = [s for hamlet in row.hamlets for s in self._sessions[hamlet]]
            due = [s for s in sessions if s.day <= request.today or s.held]
            cancelled = sum(session.state == "cancelled" for session in due)
            held = len(classes_held(sessions))
            counts = (held, len(due) - cancelled, cancelled)
            target = row.target("classes", request.today)
            goal = int(target.value) if target else None
            by = target.by if target else None
            cells.append((*row.names, *counts, goal, by, share(held, goal) if goal else None))
        notes = self._target_sources(rows, "classes")
        columns = (*PLACE_COLUMNS, *_CLASS_COLUMNS)
        return request.table("classes", N_("Classes held"), columns, cells, notes, Plot(1, 7))

    def _measure_table(
        self,
        measure: Measure,
        title: str,
        column: Column,
        rows: Sequence[PlaceRow],
        count: Callable[[PlaceRow], int | Hidden | None],
    ) -> Table:
        """Return one measure: how many, of how many, what share, against which target."""
        name: TotalName = "households" if measure == "households" else "residents"
        cells: list[tuple[Cell, ...]] = []
        for row in rows:
            reached, total = count(row), row.total(name)
            compared = self._target_cells(row, reached, total, measure)
            cells.append((*row.names, reached, total, *compared))
        notes = list(self._target_sources(rows, measure))
        if any(row.total(name) is None for row in rows):
            notes.insert(0, self._request.translate(_UNKNOWN_TOTAL[name]))
        columns = (*PLACE_COLUMNS, column, _TOTAL_COLUMNS[name], *_TARGET_COLUMNS)
        return self._request.table(measure, title, columns, cells, notes, Plot(1, 4, 5))

    def _target_cells(
        self, row: PlaceRow, count: int | Hidden | None, total: int | None, measure: Measure
    ) -> tuple[Cell, ...]:
        """Return the cells of `_TARGET_COLUMNS`."""
        translate = self._request.translate
        target = row.target(measure, self._request.today)
        goal = (target.value, target.by) if target else (None, None)
        if total is None or count is None:
            return (None, *goal, translate(_CERTAINTY[None]), "", None)
        certainty = _CERTAINTY[row.certainty()]
        reached: Cell
        if isinstance(count, Hidden):
            reached = WITHHELD
        elif count > total:
            reached, certainty = None, _TOO_SMALL
        else:
            reached = share(count, total)
        sources = dict.fromkeys(totals.source for totals in row.known if totals.source)
        as_of = min((totals.as_of for totals in row.known if totals.as_of), default=None)
        return (reached, *goal, translate(certainty), "; ".join(sources), as_of)

    def _target_sources(self, rows: Iterable[PlaceRow], measure: Measure) -> tuple[str, ...]:
        """Return who set the targets, a sentence each."""
        targets = (row.target(measure, self._request.today) for row in rows)
        sources = dict.fromkeys((target.by, target.source) for target in targets if target)
        return tuple(
            self._request.translate(
                N_("Target by {day}: {source}."),
                day=day_in_figures(by),
                source=one_line(source).rstrip("."),
            )
            for by, source in sources
            if source
        )
