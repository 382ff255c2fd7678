"""The summary: one page to sign, with this month beside the last one, and the measures with targets."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from tutor.i18n import N_
from tutor.reports.attendance import HOURS, HeldClass, held_classes
from tutor.reports.coverage import Coverage
from tutor.reports.hamlets import is_too_small
from tutor.reports.proficiency import mastered_counts, proficiency, proficiency_in_words
from tutor.reports.report import (
    PLACE_COLUMNS,
    WITHHELD,
    Cell,
    Column,
    Plot,
    Report,
    ReportData,
    ReportRequest,
    Scope,
    Table,
    share,
)

_NOTES = (
    N_(
        "Who is not written down is among those present, and not among the different people. The team does "
        "not count."
    ),
    N_("“Came back” is of those who were at the class before in the same hamlet."),
    N_("A home is reached when one of it came to a class, was visited, or finished a lesson."),
)
_MONTH_COLUMNS = (
    Column("month", N_("Month"), "text"),
    Column("classes", N_("Classes held")),
    Column("there", N_("Present, all classes together")),
    Column("people", N_("Different people who came")),
    Column("there-share", N_("Present, of those called"), "percent"),
    Column("back-share", N_("Came back, share"), "percent"),
    Column("hours", HOURS),
    Column("visits", N_("Home visits made")),
    Column("proficient", N_("People proficient by then")),
)
_MEASURE_COLUMNS = (
    Column("measure", N_("Measure"), "text"),
    Column("reached", N_("Reached")),
    Column("total", N_("Of")),
    Column("share", N_("Share reached"), "percent"),
    Column("target", N_("Target"), "percent"),
    Column("by", N_("Target by"), "date"),
)


def summary(data: ReportData, request: ReportRequest) -> Report:
    """Return the month of the last day of the scope beside the month before, and all up to that day."""
    until = request.scope.until or request.today
    first = until.replace(day=1)
    so_far = replace(request, scope=replace(request.scope, since=None, until=until))
    month = replace(request, scope=replace(request.scope, since=first, until=until))
    tables = _months(first, until, data, so_far), _measures(data, so_far)
    notes = (*map(request.translate, _NOTES), proficiency_in_words(request))
    title = request.translate(N_("Report of {month}"), month=_name(until, request))
    report = month.report("summary", tables, notes)
    return replace(report, title=title, on_one_page=True)


def _months(first: date, until: date, data: ReportData, so_far: ReportRequest) -> Table:
    """Return the figures of last month, of this month, and of all time up to its end."""
    before = first - timedelta(days=1)
    known_before, proficient_before = _proficient(before, data, so_far)
    known_now, proficient_now = _proficient(until, data, so_far)
    if is_too_small(known_now - known_before):
        # The difference of two groups has to be a group that may be shown, too.
        proficient_before = WITHHELD
    translate = so_far.translate
    this_month = _name(until, so_far)
    if until.day < monthrange(until.year, until.month)[1]:
        this_month = translate(N_("{month}, up to day {day}"), month=this_month, day=until.day)
    periods = (
        (
            _name(before, so_far),
            Scope(since=before.replace(day=1), until=before),
            proficient_before,
        ),
        (this_month, Scope(since=first, until=until), proficient_now),
        (translate(N_("in all")), Scope(until=until), proficient_now),
    )
    classes = held_classes(data, so_far)
    residents = {person.id for person in so_far.residents(data.learners)}
    rows = [
        (
            name,
            *_attendance([each for each in classes if scope.includes(each.session.day)]),
            sum(
                visit.learner in residents and scope.includes(visit.done_at.date())
                for visit in data.visits
                if visit.done_at is not None
            ),
            proficient,
        )
        for name, scope, proficient in periods
    ]
    title = N_("This month beside the last one")
    plot = Plot(0, 5)
    return replace(so_far.table("months", title, _MONTH_COLUMNS, rows, (), plot), turned=True)


def _name(day: date, request: ReportRequest) -> str:
    return request.translate(N_("month {month}"), month=f"{day:%m/%Y}")


def _attendance(classes: Sequence[HeldClass]) -> tuple[Cell, ...]:
    """Return the cells from `classes` to `hours`."""
    there = sum(each.count("present", "late") for each in classes)
    unnamed = sum(each.session.unnamed for each in classes)
    absent = sum(each.count("absent") for each in classes)
    people = {learner for each in classes for learner in each.present}
    before = sum(len(each.before) for each in classes)
    back = sum(each.came_back for each in classes)
    return (
        *(len(classes), there + unnamed, len(people)),
        *(share(there, there + absent), share(back, before)),
        round(sum(each.helping_hours for each in classes)),
    )


def _proficient(day: date, data: ReportData, request: ReportRequest) -> tuple[int, Cell]:
    """Return of how many people anything was known on a day, and how many of these were proficient."""
    on_that_day = replace(request, scope=replace(request.scope, until=day))
    known = mastered_counts(request.residents(data.learners), data, on_that_day)
    needed, _ = proficiency(request)
    proficient = sum(mastered >= needed for mastered in known)
    return len(known), WITHHELD if is_too_small(len(known)) else proficient


def _measures(data: ReportData, so_far: ReportRequest) -> Table:
    """Return the measures that are shares of a total, each with its target, of all places together."""
    coverage = Coverage(data, so_far)
    tables = coverage.in_all()
    at = len(PLACE_COLUMNS)
    rows = [(table.title, *table.rows[0][at : at + len(_MEASURE_COLUMNS) - 1]) for table in tables]
    keys = [column.key for column in tables[0].columns]
    proficient = dict(zip(keys, tables[0].rows[0], strict=True))
    if proficient["over-60"] is not None:
        name = so_far.translate(N_("People proficient, beside those over 60"))
        beside = (proficient["proficient"], proficient["over-60"], proficient["over-60-share"])
        rows.insert(1, (name, *beside, None, None))
    held, goal, by = coverage.classes_in_all()
    if goal:
        name = so_far.translate(N_("Classes held, all hamlets"))
        rows.append((name, held, goal, share(held, goal), 1.0, by))
    notes = dict.fromkeys(note for table in tables for note in table.notes)
    title = N_("Against the targets")
    return so_far.table("measures", title, _MEASURE_COLUMNS, rows, notes, Plot(0, 3, 4))
