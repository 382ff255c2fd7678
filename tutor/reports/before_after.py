"""The check report: how people did the same tasks before the first lesson and after the course."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tutor.classroom.course_check import Results, results_by_stage
from tutor.i18n import N_
from tutor.records.class_events import CheckStage
from tutor.reports.report import (
    Cell,
    Column,
    Plot,
    Report,
    ReportData,
    ReportRequest,
    Table,
    share,
    withhold_if_small,
)

_BY_STAGE = Mapping[CheckStage, Results]
_NOTES = (
    N_(
        "The short check asks for the same tasks on people's own phones before the first lesson and after "
        "the course. Only who was checked both times counts."
    ),
    N_("“Alone” is without any word or hand of another. The check counts for no skill elsewhere."),
    N_("Most tasks: at least four of five, done alone."),
)
_COLUMNS = (
    Column("people", N_("People checked both times")),
    Column("before", N_("Alone before")),
    Column("after", N_("Alone after")),
    Column("before-share", N_("Alone before, share"), "percent"),
    Column("after-share", N_("Alone after, share"), "percent"),
)
_PLOT = Plot(0, 5, 4)


def before_after(data: ReportData, request: ReportRequest) -> Report:
    """Return the figures of the check in the place and up to the last day of the report."""
    checked: list[_BY_STAGE] = []
    until = request.scope.until
    for person in request.residents(data.learners):
        events = data.events.get(person.id, ())
        checked.append(
            results_by_stage(row for row in events if until is None or row.at.date() <= until)
        )
    both = [results for results in checked if results["before"] and results["after"]]
    waiting = sum(bool(results["before"]) and not results["after"] for results in checked)
    notes = [request.translate(note) for note in _NOTES]
    if waiting:
        text = N_("Checked before, and not after the course yet: {count} people.")
        notes.append(request.translate(text, count=waiting))
    report = request.report(
        "check", (_tasks(both, request),), (*notes, request.small_groups_note())
    )
    return replace(report, on_one_page=True)


def _tasks(both: Sequence[_BY_STAGE], request: ReportRequest) -> Table:
    """Return the tasks one by one, and last who does most of them alone."""
    tasks = request.subjects.tasks

    def most(results: Results) -> bool:
        done = sum(result == "alone" for result in results.values())
        return 5 * done >= 4 * max(len(tasks), 1)

    rows = [
        _row(
            request.subjects.skill_name(skill),
            [
                (r["before"][skill] == "alone", r["after"][skill] == "alone")
                for r in both
                if skill in r["before"] and skill in r["after"]
            ],
        )
        for skill in tasks
    ]
    in_most = [(most(r["before"]), most(r["after"])) for r in both]
    rows.append(_row(request.translate(N_("Most tasks")), in_most))
    columns = (Column("task", N_("Task"), "text"), *_COLUMNS)
    table = request.table("tasks", N_("Task by task"), columns, rows, (), _PLOT)
    return replace(table, totals=frozenset({len(tasks)}))


def _row(name: str, alone: Sequence[tuple[bool, bool]]) -> tuple[Cell, ...]:
    """Return a row of who did something alone before and after, hidden where they are few."""
    before, after = (sum(each[at] for each in alone) for at in (0, 1))
    people = len(alone)
    figures = (people, before, after, share(before, people), share(after, people))
    return name, *withhold_if_small(people, figures)
