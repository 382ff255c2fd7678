"""The command `tutor check`: every problem of lesson files."""

import gc
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tutor.cli import DONE, USER_DATA
from tutor.cli.console import print_all, print_json, print_note, report_refusals
from tutor.cli.group import current_translator
from tutor.cli.params import InPath
from tutor.i18n import N_, Translator
from tutor.paths import lesson_roots, lessons_folder, own_lessons

if TYPE_CHECKING:
    from tutor.authoring.check import CheckReport
    from tutor.authoring.course import CourseLesson
    from tutor.authoring.guessing import Decision, Strategy
    from tutor.content.model import Problem

_CHECK_HELP = N_(
    "Find every problem in lesson files. PATH is a lesson or a folder; without one, all lessons are checked."
)


@click.command(help=_CHECK_HELP)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=InPath())
@click.option("--json", "as_json", is_flag=True, help=N_("Print the problems as JSON."))
@click.option("--spoken", is_flag=True, help=N_("Print how each sentence is spoken."))
@click.option(
    "--verbose",
    is_flag=True,
    help=N_("Print the presses to each goal on the practice phone as well."),
)
@click.option(
    "--guessing",
    is_flag=True,
    help=N_("Print how many first answers are right for learners who do not read."),
)
@click.option(
    "--minutes",
    is_flag=True,
    help=N_("Print how many minutes each lesson takes when it is heard to its end."),
)
@click.option(
    "--fix",
    is_flag=True,
    help=N_("First mend in the files what needs no judgement: quotes, spaces, loose marks."),
)
def check_lessons(
    paths: tuple[Path, ...],
    as_json: bool,
    spoken: bool,
    guessing: bool,
    verbose: bool,
    minutes: bool,
    fix: bool,
) -> int:
    """Print the problems of lesson files; the status is 1 where there is one that must be fixed."""
    from tutor.authoring.check import check, course_lessons, spoken_forms

    translate = current_translator()
    roots = paths or lesson_roots()
    if fix:
        # The lessons of the program and of packs are mended only where they are named.
        own = own_lessons()
        _fix(paths or ([own] if own.is_dir() else []), translate)
    if spoken:
        for file, written, speech in spoken_forms(roots, lessons_folder()):
            click.echo(f"{file}: {written} → {speech}")
        return DONE
    if guessing:
        for language, lessons in sorted(course_lessons(roots, lessons_folder()).items()):
            for line in _guessing_table(language, lessons, translate):
                click.echo(line)
        return DONE
    if minutes:
        _print_minutes(roots, translate)
        return DONE
    # Lessons have no reference cycles, so the cyclic garbage collector would only take time.
    gc.disable()
    report = check(roots, lessons_folder(), date.today(), os.cpu_count() or 1)
    if as_json:
        problems = [_problem_row(problem, translate) for problem in report.all()]
        print_json({"lessons": report.lessons, "problems": problems})
    else:
        print_all(report.all(), translate)
        for line in _ways(report, translate) if verbose else ():
            click.echo(line)
    click.echo(_summary(report, translate), err=True)
    if report.screens:
        click.echo(_phone_summary(report, translate), err=True)
    return USER_DATA if report.failed else DONE


def _fix(paths: Sequence[Path], translate: Translator) -> None:
    from tutor.authoring.fixing import fix_files

    with report_refusals(translate):
        for file in fix_files(paths):
            print_note(translate, N_("Mended: {file}"), file=file)


def _problem_row(problem: "Problem", translate: Translator) -> dict[str, object]:
    from tutor.content.messages import describe

    what, fix = describe(problem, translate)
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "code": problem.code,
        "warning": problem.warning,
        "what": what,
        "fix": fix,
    }


def _print_minutes(roots: Sequence[Path], translate: Translator) -> None:
    """Print a table of minutes, and a warning about each lesson that states too many or too few."""
    from tutor.authoring.check import measured_minutes

    measured = sorted(measured_minutes(roots, lessons_folder()), key=lambda one: one.language)
    heads = (translate(N_("stated")), translate(N_("measured")))
    click.echo(f"{'':<26}" + "".join(f"{head:>12}" for head in heads))
    for lesson in measured:
        name = f"{lesson.lesson} ({lesson.language})"
        click.echo(f"{name:<26}{lesson.stated:>12}{translate.decimal(f'{lesson.minutes:.1f}'):>12}")
    print_all(filter(None, (lesson.problem for lesson in measured)), translate)


_STRATEGIES: "Mapping[Strategy, str]" = {
    "first": N_("first"),
    "second": N_("second"),
    "last": N_("last"),
    "longest": N_("longest"),
    "shortest": N_("shortest"),
    "consenting": N_("yes"),
    "declining": N_("no"),
    "refusing": N_("refusal"),
    "stopping": N_("stop all"),
    "trusting": N_("trust all"),
}


def _guessing_table(
    language: str, lessons: "Sequence[CourseLesson]", translate: Translator
) -> Iterator[str]:
    """Yield a table of the shares of right first answers, of each lesson, of all, and of each kind."""
    from tutor.authoring.outline import KIND_NAMES

    every = [decision for lesson in lessons for decision in lesson.decisions]
    rows = [(lesson.id, lesson.decisions) for lesson in sorted(lessons, key=lambda one: one.id)]
    rows.append((translate(N_("all lessons")), every))
    for kind in KIND_NAMES:
        if own := [decision for decision in every if decision.kind == kind]:
            rows.append((kind, own))
    width = max(len(name) for name, _ in rows) + 2
    heads = [translate(name) for name in _STRATEGIES.values()]
    yield translate(
        N_("{language}: % right in the file’s order / in the runs’ order (answers)"),
        language=language,
    )
    yield " " * width + "".join(f"{head:>14}" for head in heads)
    for name, made in rows:
        yield f"{name:<{width}}" + "".join(f"{_share_cell(made, s):>14}" for s in _STRATEGIES)


def _share_cell(made: "Sequence[Decision]", strategy: "Strategy") -> str:
    from tutor.authoring.guessing import share

    written = share(made, strategy, as_shown=False)
    shown = share(made, strategy, as_shown=True)
    if not written.count:
        return "–"
    return f"{100 * written.value:.0f}/{100 * shown.value:.0f} ({written.count})"


def _ways(report: "CheckReport", translate: Translator) -> Iterator[str]:
    """Yield each step to practise with the presses of the shortest way to its goal."""
    for goal in report.goals:
        count = translate.plural("{count} press", "{count} presses", len(goal.presses))
        way = ", ".join(map(str, goal.presses))
        yield f"{goal.place.file}:{goal.place.line}:{goal.place.column}: {count}: {way}"


def _phone_summary(report: "CheckReport", translate: Translator) -> str:
    """Return the results for the practice phone as a whole; what has a problem is left out."""
    codes = [problem.code for problem in report.all()]
    goals = len({goal.task for goal in report.goals})
    most = max((len(goal.presses) for goal in report.goals), default=0)
    results = [
        translate.plural("{count} goal reached", "{count} goals reached", goals),
        translate.plural("at most {count} press away", "at most {count} presses away", most),
        translate.plural(
            "{count} screen with a way home",
            "{count} screens, each with a way home",
            report.screens - codes.count("phone-dead-end"),
        ),
    ]
    if "phone-real-name" not in codes:
        results.append(translate(N_("no real name or link")))
    return translate(N_("Practice phone: {found}"), found=", ".join(results))


def _summary(report: "CheckReport", translate: Translator) -> str:
    lessons = translate.plural("{count} lesson", "{count} lessons", report.lessons)
    warnings = sum(problem.warning for problem in report.all())
    faults = len(list(report.all())) - warnings
    counts = translate.plural("{count} problem", "{count} problems", faults)
    if warnings:
        counts += ", " + translate.plural("{count} warning", "{count} warnings", warnings)
    return f"{lessons}: {counts}"
