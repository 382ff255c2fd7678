"""`tutor check`: every problem of every lesson file at once."""

import gc
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tutor.cli import DONE, USER_DATA
from tutor.cli.group import translator_of
from tutor.cli.params import InPath
from tutor.i18n import N_, Translator

if TYPE_CHECKING:
    from tutor.authoring.check import CheckReport

_HELP = N_(
    "Find every problem in lesson files. PATH is a lesson or a folder; without one, all lessons are checked."
)


@click.command(help=_HELP)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=InPath())
@click.option("--json", "as_json", is_flag=True, help=N_("Print the problems as JSON."))
@click.option("--spoken", is_flag=True, help=N_("Print how each sentence is spoken."))
@click.option(
    "--verbose",
    is_flag=True,
    help=N_("Print the presses to each goal on the practice phone as well."),
)
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[Path, ...], as_json: bool, spoken: bool, verbose: bool
) -> int:
    """Print the problems of lesson files; the status is 1 where there is one to be mended."""
    from tutor.authoring.check import check, spoken_forms
    from tutor.content.messages import line_of
    from tutor.paths import lesson_roots, lessons_folder

    translate = translator_of(ctx)
    if spoken:
        for file, shown, said in spoken_forms(paths or lesson_roots(), lessons_folder()):
            click.echo(f"{file}: {shown} → {said}")
        return DONE
    # Lessons have no reference cycles, so the cyclic garbage collector would only take time.
    gc.disable()
    report = check(paths or lesson_roots(), lessons_folder(), date.today())
    if as_json:
        sys.stdout.write(_json(report, translate))
    else:
        for problem in report.all():
            click.echo(line_of(problem, translate))
        for line in _ways(report, translate) if verbose else ():
            click.echo(line)
    click.echo(_summary(report, translate), err=True)
    if report.screens:
        click.echo(_phone(report, translate), err=True)
    return USER_DATA if report.failed else DONE


def _json(report: "CheckReport", translate: Translator) -> str:
    from tutor.content.messages import describe

    found = []
    for problem in report.all():
        what, fix = describe(problem, translate)
        place = problem.place
        found.append(
            {
                "file": place.file,
                "line": place.line,
                "column": place.column,
                "code": problem.code,
                "warning": problem.warning,
                "what": what,
                "fix": fix,
            }
        )
    return json.dumps({"lessons": report.lessons, "problems": found}, ensure_ascii=False) + "\n"


def _ways(report: "CheckReport", translate: Translator) -> Iterator[str]:
    """Yield each step to practise with the presses of the shortest way to its goal."""
    for goal in report.goals:
        count = translate.plural("{count} press", "{count} presses", len(goal.presses))
        way = ", ".join(map(str, goal.presses))
        yield f"{goal.place.file}:{goal.place.line}:{goal.place.column}: {count}: {way}"


def _phone(report: "CheckReport", translate: Translator) -> str:
    """Return what was found out about the practice phone as a whole; what is amiss is left out."""
    amiss = [problem.code for problem in report.all()]
    dead = amiss.count("phone-dead-end")
    goals = len({goal.wish for goal in report.goals})
    most = max((len(goal.presses) for goal in report.goals), default=0)
    said = [
        translate.plural("{count} goal reached", "{count} goals reached", goals),
        translate.plural("at most {count} press away", "at most {count} presses away", most),
        translate.plural(
            "{count} screen with a way home",
            "{count} screens, each with a way home",
            report.screens - dead,
        ),
    ]
    if "phone-real-name" not in amiss:
        said.append(translate(N_("no real name or link")))
    return translate(N_("Practice phone: {found}"), found=", ".join(said))


def _summary(report: "CheckReport", translate: Translator) -> str:
    lessons = translate.plural("{count} lesson", "{count} lessons", report.lessons)
    faults = sum(not problem.warning for problem in report.all())
    warnings = sum(problem.warning for problem in report.all())
    said = translate.plural("{count} problem", "{count} problems", faults)
    if warnings:
        said += ", " + translate.plural("{count} warning", "{count} warnings", warnings)
    return f"{lessons}: {said}"
