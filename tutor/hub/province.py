"""Reports over communes, from figures that were made when their records were loaded: no names, no entries.

Each is given in the communes of today and in the districts and provinces of before July 2025.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tutor import places
from tutor.hub.postgres import Connection
from tutor.i18n import N_
from tutor.reports.attendance import FIGURES, figure_cells
from tutor.reports.hamlets import Hamlet, is_too_small, merge_small
from tutor.reports.place_rows import PlaceRow
from tutor.reports.proficiency import proficiency, proficiency_in_words
from tutor.reports.report import (
    WITHHELD,
    Cell,
    Column,
    Report,
    ReportKind,
    ReportRequest,
    Table,
    share,
)
from tutor.reports.targets import HamletTotals

Sums = Mapping[str, int]
_Cells = Callable[[Sequence[str]], tuple[Cell, ...]]
"""Makes the cells of a row of the codes of its communes."""

_COMMUNE = Column("commune", N_("Commune"), "text")
_MONTH = Column("month", N_("Month"), "text")
_CLASSES = Column("classes", N_("Classes held"))
_FORMER = (
    Column("province", N_("Province before July 2025"), "text"),
    Column("district", N_("District before July 2025"), "text"),
)
_REACHED = (
    Column("people", N_("People on the lists")),
    Column("reached", N_("Of these, reached")),
    Column("homes", N_("Homes noted")),
    Column("homes-reached", N_("Of these homes, reached")),
    Column("homes-share", N_("Homes reached, share"), "percent"),
    _CLASSES,
)
_PROFICIENT = (
    Column("known", N_("People of whose skills anything is known")),
    Column("proficient", N_("People proficient")),
    Column("residents", N_("Residents")),
    Column("share", N_("Share reached"), "percent"),
    Column("target", N_("Target"), "percent"),
    Column("by", N_("Target by"), "date"),
)
_FORMER_NOTE = N_(
    "The records know the commune of today alone. One that was put together from several districts stands "
    "under “several districts”."
)
_LOADED_NOTE = N_(
    "Figures are as of the last loading. Who has entries in two communes counts in both."
)
_SMALL_NOTE = N_(
    "Communes with fewer than five people of whose skills anything is known are put together."
)

_ATTENDANCE = """
    SELECT area, to_char(day, 'YYYY-MM'), count(*), sum(present), sum(late), sum(absent), sum(unnamed),
           sum(before), sum(back)
    FROM session
    WHERE day IS NOT NULL AND day >= coalesce(%s, day) AND day <= coalesce(%s, day)
    GROUP BY 1, 2 ORDER BY 2, 1
"""
_COUNTS = ("classes", "present", "late", "absent", "unnamed", "before", "back")
_COVERAGE = """
    SELECT area, count(*), count(*) FILTER (WHERE reached),
           count(DISTINCT home) FILTER (WHERE home <> ''),
           count(DISTINCT home) FILTER (WHERE home <> '' AND reached),
           count(*) FILTER (WHERE known),
           count(*) FILTER (WHERE known AND cardinality(CASE WHEN %(counted)s::text[] IS NULL THEN mastered
               ELSE ARRAY(SELECT unnest(mastered) INTERSECT SELECT unnest(%(counted)s::text[])) END)
               >= %(needed)s)
    FROM learner GROUP BY area
"""
_MEASURES = ("people", "reached", "homes", "homes-reached", "known", "proficient")
_HELD = "SELECT area, count(*) FROM session WHERE day IS NOT NULL GROUP BY area"


def attendance(connection: Connection, request: ReportRequest) -> Report:
    """Return attendance by commune, by district of before, and by month."""
    scope = request.scope
    by_area: dict[str, dict[str, int]] = {}
    by_month: dict[str, dict[str, int]] = {}
    for area, month, *counts in connection.execute(_ATTENDANCE, (scope.since, scope.until)):
        for sums in (by_area.setdefault(area, {}), by_month.setdefault(month, {})):
            for name, number in zip(_COUNTS, counts, strict=True):
                sums[name] = sums.get(name, 0) + number

    def cells(areas: Iterable[str]) -> tuple[Cell, ...]:
        return _attendance_cells([by_area[area] for area in areas])

    translate = request.translate
    months = [
        (
            translate(N_("month {month}"), month="/".join(reversed(month.split("-")))),
            *_attendance_cells([sums]),
        )
        for month, sums in by_month.items()
    ]
    columns = (_CLASSES, *FIGURES)
    layout = _Layout(request, by_area)
    return _report(
        "attendance",
        (
            *layout.tables("communes", N_("By commune"), columns, cells, before=_FORMER[1].title),
            request.table("months", N_("By month"), (_MONTH, *columns), months),
        ),
        request,
    )


def _attendance_cells(rows: Sequence[Sums]) -> tuple[Cell, ...]:
    classes, present, late, absent, unnamed, before, back = (_sum(rows, name) for name in _COUNTS)
    figures = figure_cells(
        present=present, late=late, absent=absent, unnamed=unnamed, before=before, back=back
    )
    return classes, *figures


def coverage(connection: Connection, request: ReportRequest) -> Report:
    """Return who is proficient and who was reached, by commune and by district of before."""
    needed, counted = proficiency(request)
    values = {"needed": needed, "counted": None if counted is None else sorted(counted)}
    held: dict[str, int] = dict(connection.execute(_HELD).fetchall())
    sums: dict[str, dict[str, int]] = {area: {} for area in held}
    for area, *counts in connection.execute(_COVERAGE, values):
        sums[area] = dict(zip(_MEASURES, counts, strict=True))

    def reached(areas: Sequence[str]) -> tuple[Cell, ...]:
        rows = [sums[area] for area in areas]
        people, came, homes, visited = (_sum(rows, name) for name in _MEASURES[:4])
        classes = sum(held.get(area, 0) for area in areas)
        return people, came, homes, visited, share(visited, homes), classes

    totals = _residents(request)

    def proficient(areas: Sequence[str]) -> tuple[Cell, ...]:
        rows = [sums[area] for area in areas]
        known, able = (_sum(rows, name) for name in _MEASURES[4:])
        row = totals(areas)
        residents, target = row.total("residents"), row.target("residents", request.today)
        goal = (target.value, target.by) if target else (None, None)
        if is_too_small(known):
            return WITHHELD, WITHHELD, residents, WITHHELD, *goal
        fits = residents is not None and able <= residents
        return known, able, residents, share(able, residents or 0) if fits else None, *goal

    known = {area: row.get("known", 0) for area, row in sums.items()}
    title = N_("People proficient")
    layout = _Layout(request, sums)
    return _report(
        "coverage",
        (
            *layout.tables("proficient", title, _PROFICIENT, proficient, merge_small(known)[1]),
            *layout.tables("reached", N_("Homes reached"), _REACHED, reached),
        ),
        request,
        (proficiency_in_words(request), request.translate(_SMALL_NOTE)),
    )


def _sum(rows: Sequence[Sums], name: str) -> int:
    return sum(row.get(name, 0) for row in rows)


def _report(
    kind: ReportKind, tables: Iterable[Table], request: ReportRequest, notes: Iterable[str] = ()
) -> Report:
    return request.report(
        kind, tables, (*notes, *map(request.translate, (_LOADED_NOTE, _FORMER_NOTE)))
    )


def _residents(request: ReportRequest) -> Callable[[Sequence[str]], PlaceRow]:
    """Return what makes of communes a row with the totals and targets of the file."""
    listed: dict[str, dict[Hamlet, HamletTotals | None]] = {}
    for totals in request.targets.hamlets:
        hamlet = request.hamlets.find(totals.commune, totals.hamlet)
        listed.setdefault(hamlet.commune, {})[hamlet] = totals

    def row(areas: Sequence[str]) -> PlaceRow:
        totals: dict[Hamlet, HamletTotals | None] = {}
        for area in areas:
            totals |= listed.get(area) or {Hamlet(area, ""): None}
        return PlaceRow(("", ""), (), totals, request.targets.targets)

    return row


@dataclass(frozen=True, slots=True)
class _Layout:
    """The rows of a report: communes in the order of their names, and the districts of before."""

    request: ReportRequest
    areas: Iterable[str]

    def tables(
        self,
        key: str,
        title: str,
        columns: Sequence[Column],
        cells: _Cells,
        merged: Sequence[str] = (),
        before: str = "",
    ) -> tuple[Table, Table]:
        """Return the table of the communes and that of the districts; the `merged` ones are one row.

        `before` is the title of the second one, if it is another.
        """
        translate = self.request.translate
        name = self.request.hamlets.commune_name
        whole = sorted(self.areas, key=lambda area: (not area, name(area)))
        apart = [area for area in whole if area not in merged]
        several = translate(N_("several communes"))
        others: list[tuple[Cell, ...]] = [(several, *cells(list(merged)))] if merged else []
        total = (translate(N_("all communes")), *cells(whole))
        rows = [*((name(area), *cells([area])) for area in apart), *others, total]
        former = [*self._districts(apart, cells), *((several, "", *row[1:]) for row in others)]
        title_before = before or translate(
            N_("{title}, in the boundaries of before July 2025"), title=translate(title)
        )
        return (
            self.request.table(key, title, (_COMMUNE, *columns), rows if whole else ()),
            self.request.table(f"{key}-before", title_before, (*_FORMER, *columns), former),
        )

    def _districts(self, areas: Iterable[str], cells: _Cells) -> list[tuple[Cell, ...]]:
        """Return the rows of the districts of before, and after those of a province the province."""
        provinces: dict[str, dict[str, list[str]]] = {}
        for area in areas:
            province, district = self._former(area)
            provinces.setdefault(province, {}).setdefault(district, []).append(area)
        rows: list[tuple[Cell, ...]] = []
        for province, districts in sorted(provinces.items()):
            rows += [(province, name, *cells(own)) for name, own in sorted(districts.items())]
            if len(districts) > 1:
                whole = self.request.translate(N_("whole province"))
                rows.append(
                    (province, whole, *cells([a for own in districts.values() for a in own]))
                )
        return rows

    def _former(self, area: str) -> tuple[str, str]:
        parts = places.former_districts(area)
        if not parts:
            # It is as it was, or no commune is known.
            return self.request.hamlets.commune_name(area), ""
        if len(parts) == 1:
            return parts[0]
        provinces = {province for province, _ in parts}
        several = self.request.translate(N_("several districts"))
        return (provinces.pop() if len(provinces) == 1 else several), several


REPORTS: Mapping[ReportKind, Callable[[Connection, ReportRequest], Report]] = {
    "attendance": attendance,
    "coverage": coverage,
}
