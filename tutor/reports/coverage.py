"""The coverage report: the four measures of the movement by hamlet and commune, against their targets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from tutor.classroom.follow_up import classes_held
from tutor.content.text import fold_case, one_line
from tutor.dates import day_in_figures
from tutor.engine.evidence import MASTERY
from tutor.i18n import N_
from tutor.learning.skills import explained, skill_record
from tutor.records.class_views import Session
from tutor.records.people import Person
from tutor.reports.data import ReportData, day_of
from tutor.reports.disclosure import disclosed_groups
from tutor.reports.locations import Hamlet, hamlets_by_commune
from tutor.reports.progress import evidence_so_far
from tutor.reports.report import (
    WITHHELD,
    Cell,
    Column,
    Hidden,
    Plot,
    Report,
    ReportRequest,
    Table,
    share,
)
from tutor.reports.targets import Certainty, HamletTotals, Measure, Target, Targets

_CERTAINTY: Mapping[Certainty | None, str] = {
    "counted": N_("at least; the total was counted"),
    "estimated": N_("at least; the total is an estimate"),
    None: N_("at least; no total is known"),
}
_TOO_SMALL = N_("the total is below what was counted: please check it")
_PROFICIENT = N_(
    "Proficient: whoever has mastered at least {skills} skills. Only people in these records can count, so "
    "that each figure is the least that it can be."
)
_NOTES = (
    N_(
        "Four different measures: people proficient, homes reached, people with a class in their hamlet, "
        "classes held. None can be added to or compared with another."
    ),
    N_("People are those of 60 and older, as the volunteers' file counts them."),
    N_("A home is reached when one of it came to a class, was visited, or finished a lesson."),
    N_("There is access where a class was held in the hamlet itself."),
)
_UNKNOWN_TOTAL = {
    "households": N_("The number of homes is not known everywhere; without it there is no share."),
    "residents": N_(
        "The number of people of 60 and older is not known everywhere; without it there is no share."
    ),
}

_Residents = Mapping[Hamlet, Sequence[Person]]


@dataclass(frozen=True, slots=True)
class _Row:
    """One hamlet or several, with what the volunteers' file says of them; `names` are commune and hamlet."""

    names: tuple[str, str]
    hamlets: tuple[Hamlet, ...]
    totals: Mapping[Hamlet, HamletTotals | None]
    targets: tuple[Target, ...]
    hidden: bool = False

    def total(self, name: Literal["residents", "households"]) -> int | None:
        """Return the total of the hamlets; None unless it is known of each."""
        known = [
            None if totals is None else getattr(totals, name) for totals in self.totals.values()
        ]
        return _sum(known) if known else None

    def certainty(self) -> Certainty:
        """Return how sure the total is: counted only if it was counted in each hamlet."""
        counted = all(
            totals is not None and totals.sure == "counted" for totals in self.totals.values()
        )
        return "counted" if counted else "estimated"

    def source(self) -> str:
        """Return who stated the totals."""
        known = (totals.source for totals in self.totals.values() if totals and totals.source)
        return "; ".join(dict.fromkeys(known))

    def as_of(self) -> date | None:
        """Return the day of the oldest total."""
        return min(
            (totals.as_of for totals in self.totals.values() if totals and totals.as_of),
            default=None,
        )

    def target(self, measure: Measure, today: date) -> Target | None:
        """Return the target that comes due next, the last one where all are past."""
        dated = sorted(
            (target for target in self.targets if target.measure == measure),
            key=lambda target: target.by,
        )
        ahead = (target for target in dated if target.by >= today)
        return next(ahead, dated[-1] if dated else None)


def _sum(numbers: Iterable[int | None]) -> int | None:
    """Return the sum of numbers, None where one of them is unknown."""
    total = 0
    for number in numbers:
        if number is None:
            return None
        total += number
    return total


def coverage(data: ReportData, request: ReportRequest) -> Report:
    """Return the four measures by hamlet and commune."""
    people: dict[Hamlet, list[Person]] = {}
    for learner in data.learners:
        people.setdefault(request.residence(learner), []).append(learner)
    sessions: dict[Hamlet, list[Session]] = {}
    for session in data.sessions:
        if session.form == "class" and request.scope.includes(session.day):
            hamlet = request.hamlets.find(session.commune, session.hamlet)
            sessions.setdefault(hamlet, []).append(session)
    totals = {
        request.hamlets.find(totals.commune, totals.hamlet): totals
        for totals in request.targets.hamlets
    }
    hamlets = [
        hamlet
        for hamlet in {*people, *sessions, *totals}
        if request.hamlets.is_inside(hamlet, request.scope)
    ]
    rows = _rows(hamlets, totals, request)
    return request.report(
        "coverage",
        (
            _residents(hamlets, people, totals, data, request),
            _households(rows, people, data, request),
            _access(rows, sessions, request),
            _classes(rows, sessions, request),
        ),
        (
            *map(request.translate, _NOTES),
            request.translate(_PROFICIENT, skills=request.targets.proficient_skills),
            explained(MASTERY, request.translate),
            request.small_groups_note(),
        ),
    )


def _rows(
    hamlets: Iterable[Hamlet], totals: Mapping[Hamlet, HamletTotals], request: ReportRequest
) -> list[_Row]:
    """Return the hamlets of each commune, and after them the commune."""
    rows: list[_Row] = []
    for commune, members in hamlets_by_commune(hamlets).items():
        rows += [_hamlet_row(hamlet, totals, request) for hamlet in members]
        if commune and not request.scope.hamlet:
            names = (
                request.hamlets.commune_name(commune),
                request.translate(N_("whole commune")),
            )
            rows.append(_merged_row(names, members, totals, request))
    return rows


def _hamlet_row(
    hamlet: Hamlet, totals: Mapping[Hamlet, HamletTotals], request: ReportRequest
) -> _Row:
    known = totals.get(hamlet)
    names = (
        request.hamlets.commune_name(hamlet.commune),
        request.hamlets.hamlet_name(hamlet),
    )
    return _Row(names, (hamlet,), {hamlet: known}, _targets(hamlet, known, request.targets))


def _merged_row(
    names: tuple[str, str],
    hamlets: Sequence[Hamlet],
    totals: Mapping[Hamlet, HamletTotals],
    request: ReportRequest,
) -> _Row:
    # The total of a commune includes the people whose hamlet was not noted.
    known = {hamlet: totals.get(hamlet) for hamlet in hamlets if hamlet.name}
    targets = (target for target in request.targets.targets if target.measure != "classes")
    return _Row(names, tuple(hamlets), known, tuple(targets))


def _targets(hamlet: Hamlet, known: HamletTotals | None, targets: Targets) -> tuple[Target, ...]:
    """Return the hamlet's own targets, and the common ones of the other measures."""
    own = () if known is None else known.targets
    measures = {target.measure for target in own}
    common = (target for target in targets.targets if target.measure not in measures)
    return (*own, *common) if hamlet.name else ()


# The tables.


def _residents(
    hamlets: Iterable[Hamlet],
    people: _Residents,
    totals: Mapping[Hamlet, HamletTotals],
    data: ReportData,
    request: ReportRequest,
) -> Table:
    """Return who is proficient; it is about what people can do, so small hamlets are merged."""
    skills = {
        hamlet: [
            sum(map(MASTERY.reached, evidence.values()))
            for person in people.get(hamlet, ())
            if (evidence := evidence_so_far(skill_record(data.events[person.id]), request))
        ]
        for hamlet in hamlets
    }
    needed = request.targets.proficient_skills
    proficient = {
        hamlet: sum(mastered >= needed for mastered in known) for hamlet, known in skills.items()
    }
    rows: list[_Row] = []
    for group in disclosed_groups({hamlet: len(known) for hamlet, known in skills.items()}):
        if isinstance(group.part, Hamlet):
            rows.append(_hamlet_row(group.part, totals, request))
        elif not (request.scope.hamlet and group.commune and group.part == "all"):
            rows.append(_merged_row(request.group_names(group), group.hamlets, totals, request))
        else:
            continue
        rows[-1] = replace(rows[-1], hidden=group.hidden)
    return _measured(
        "residents",
        N_("People proficient"),
        request.columns(
            ("proficient", N_("People proficient"), "count"),
            ("residents", N_("People of 60+"), "count"),
        ),
        rows,
        [WITHHELD if row.hidden else _count(row, proficient) for row in rows],
        request,
    )


def _count(row: _Row, counts: Mapping[Hamlet, int]) -> int:
    return sum(counts.get(hamlet, 0) for hamlet in row.hamlets)


def _households(
    rows: Sequence[_Row], people: _Residents, data: ReportData, request: ReportRequest
) -> Table:
    reached = _people_reached(data, request)
    homes = {
        hamlet: len(
            {
                fold_case(person.household)
                for person in residents
                if person.household and person.id in reached
            }
        )
        for hamlet, residents in people.items()
    }
    columns = request.columns(
        ("reached", N_("Homes reached"), "count"), ("households", N_("Homes"), "count")
    )
    counts = [_count(row, homes) for row in rows]
    table = _measured("households", N_("Homes reached"), columns, rows, counts, request)
    homeless = sum(
        not person.household and person.id in reached for person in request.residents(data.learners)
    )
    if not homeless:
        return table
    note = N_("Of {count} people reached the home was not noted, so that it does not count.")
    return replace(table, notes=(*table.notes, request.translate(note, count=homeless)))


def _people_reached(data: ReportData, request: ReportRequest) -> set[str]:
    """Return who came to a class, was visited or finished a lesson in the time of the report."""
    scope = request.scope
    days = {session.id: session.day for session in data.sessions}
    came = {
        attendance.learner
        for attendance in data.attendances
        if attendance.state != "absent"
        and attendance.session in days
        and scope.includes(days[attendance.session])
    }
    visited = {
        visit.learner
        for visit in data.visits
        if visit.done_at and scope.includes(visit.done_at.date())
    }
    played = {
        learner
        for learner, events in data.events.items()
        for event in events
        if event.kind == "run-finished" and scope.includes(day_of(event) or request.today)
    }
    return came | visited | played


def _access(
    rows: Sequence[_Row], sessions: Mapping[Hamlet, Sequence[Session]], request: ReportRequest
) -> Table:
    with_class = {hamlet for hamlet, those in sessions.items() if classes_held(those)}
    counts = [
        _sum(
            None if totals is None else totals.residents
            for hamlet, totals in row.totals.items()
            if hamlet in with_class
        )
        for row in rows
    ]
    columns = request.columns(
        ("with-access", N_("People with access"), "count"),
        ("residents", N_("People of 60+"), "count"),
    )
    title = N_("People with a class in their hamlet")
    return _measured("access", title, columns, rows, counts, request)


def _classes(
    rows: Sequence[_Row], sessions: Mapping[Hamlet, Sequence[Session]], request: ReportRequest
) -> Table:
    columns = request.columns(
        ("held", N_("Classes held"), "count"),
        ("planned", N_("Classes planned so far"), "count"),
        ("cancelled", N_("Classes cancelled"), "count"),
        ("target", N_("Target, classes"), "count"),
        ("by", N_("Target by"), "date"),
        ("share", N_("Held, share of the target"), "percent"),
    )
    cells: list[tuple[Cell, ...]] = []
    for row in rows:
        all_sessions = [session for hamlet in row.hamlets for session in sessions.get(hamlet, ())]
        due = [
            session
            for session in all_sessions
            if session.day <= request.today or session.started_at is not None
        ]
        cancelled = sum(session.state == "cancelled" for session in due)
        held = len(classes_held(all_sessions))
        target = row.target("classes", request.today)
        goal = None if target is None else int(target.value)
        by = None if target is None else target.by
        cells.append(
            (
                *row.names,
                held,
                len(due) - cancelled,
                cancelled,
                goal,
                by,
                share(held, goal) if goal else None,
            )
        )
    columns = (*_place_columns(request), *columns)
    notes = _target_sources(rows, "classes", request)
    return request.table("classes", N_("Classes held"), columns, cells, notes, Plot(1, 7))


def _measured(
    measure: Measure,
    title: str,
    columns: tuple[Column, ...],
    rows: Sequence[_Row],
    counts: Sequence[int | Hidden | None],
    request: ReportRequest,
) -> Table:
    """Return one measure: how many, of how many, what share, against which target."""
    total: Literal["residents", "households"] = (
        "households" if measure == "households" else "residents"
    )
    cells = [
        (
            *row.names,
            count,
            row.total(total),
            *_compared(row, count, row.total(total), measure, request),
        )
        for row, count in zip(rows, counts, strict=True)
    ]
    unknown = any(row.total(total) is None for row in rows)
    notes = (
        *((request.translate(_UNKNOWN_TOTAL[total]),) if unknown else ()),
        *_target_sources(rows, measure, request),
    )
    against = request.columns(
        ("share", N_("Share reached"), "percent"),
        ("target", N_("Target"), "percent"),
        ("by", N_("Target by"), "date"),
        ("sure", N_("How sure"), "text"),
        ("source", N_("Total from"), "text"),
        ("as-of", N_("Total as of"), "date"),
    )
    plot = Plot(1, 2 + len(columns))
    all_columns = (*_place_columns(request), *columns, *against)
    return request.table(measure, title, all_columns, cells, notes, plot)


def _compared(
    row: _Row,
    count: int | Hidden | None,
    total: int | None,
    measure: Measure,
    request: ReportRequest,
) -> tuple[Cell, ...]:
    """Return the share reached beside its target, and how sure it is."""
    target = row.target(measure, request.today)
    goal = (None, None) if target is None else (target.value, target.by)
    if total is None or count is None:
        return (None, *goal, request.translate(_CERTAINTY[None]), "", None)
    reached: Cell
    if isinstance(count, Hidden):
        reached, certainty = WITHHELD, _CERTAINTY[row.certainty()]
    elif count > total:
        reached, certainty = None, _TOO_SMALL
    else:
        reached, certainty = share(count, total), _CERTAINTY[row.certainty()]
    return (reached, *goal, request.translate(certainty), row.source(), row.as_of())


def _place_columns(request: ReportRequest) -> tuple[Column, ...]:
    return request.columns(("commune", N_("Commune"), "text"), ("hamlet", N_("Hamlet"), "text"))


def _target_sources(
    rows: Iterable[_Row], measure: Measure, request: ReportRequest
) -> tuple[str, ...]:
    """Return who set the targets, a sentence each."""
    targets = (row.target(measure, request.today) for row in rows)
    sources = dict.fromkeys(
        (target.by, target.source) for target in targets if target is not None and target.source
    )
    return tuple(
        request.translate(
            N_("Target by {day}: {source}."),
            day=day_in_figures(by),
            source=one_line(source).rstrip("."),
        )
        for by, source in sources
    )
