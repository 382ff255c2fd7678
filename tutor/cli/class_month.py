"""`tutor class month`: a row of evenings along the path of the lessons, to print or to keep as classes."""

from datetime import date
from pathlib import Path

import click

from tutor.classroom.evening_text import TITLE, EveningTexts, keep_evenings
from tutor.classroom.evenings import Evening, days_of, plan_evenings
from tutor.classroom.people import learners_of_hamlet, usual_spelling
from tutor.classroom.plan import LEAST_MINUTES, MOST_MINUTES
from tutor.classroom.planning import OTHER_DAY, can_be_planned, day_passed
from tutor.cli import DONE, wiring
from tutor.cli.class_shared import ClassTexts, people_option
from tutor.cli.console import print_json, print_note, report_refusals, usage_error
from tutor.cli.params import Day, OutFile
from tutor.cli.records_access import unlocked_records
from tutor.i18n import N_
from tutor.paths import write_atomic
from tutor.records.people import clean_name

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MOST_WEEKS = 26


@click.command(
    "month",
    help=N_("Propose evenings along the path, each with a look back first."),
)
@click.option("--day", type=Day(), required=True, help=N_("The day of the first evening."))
@click.option(
    "--weekday",
    "weekdays",
    multiple=True,
    type=click.Choice(_WEEKDAYS),
    help=N_(
        "A day of the week; may be given several times. Without any: that of the first evening."
    ),
)
@click.option(
    "--weeks",
    type=click.IntRange(1, _MOST_WEEKS),
    default=4,
    show_default=True,
    help=N_("For how many weeks."),
)
@click.option("--hamlet", default="", metavar="NAME", help=N_("Hamlet."))
@people_option
@click.option(
    "--minutes",
    type=click.IntRange(LEAST_MINUTES, MOST_MINUTES),
    default=90,
    show_default=True,
    help=N_("How long each evening is."),
)
@click.option("--keep", is_flag=True, help=N_("Keep each evening as a planned class."))
@click.option("--out", type=OutFile(), help=N_("Write the evenings as a PDF too."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print the evenings as JSON."))
def month(
    day: date,
    weekdays: tuple[str, ...],
    weeks: int,
    hamlet: str,
    people: int | None,
    minutes: int,
    keep: bool,
    out: Path | None,
    as_json: bool,
) -> int:
    """Print a row of evenings, and keep them where that is asked for."""
    shared = ClassTexts()
    wanted = [_WEEKDAYS.index(name) for name in weekdays] or [day.weekday()]
    days = days_of(day, weeks, wanted)
    now = wiring.now()
    hamlet = clean_name(hamlet)
    with unlocked_records() as store:
        passed = day_passed(store.known_time(), now)
        if not days or not can_be_planned(days[0], now.date(), passed or now.date()):
            raise usage_error(OTHER_DAY)
        hamlet = usual_spelling(store.people(), hamlet)
        learners = len(learners_of_hamlet(store.people(), hamlet))
        expected = learners if people is None else people
        evenings = plan_evenings(
            store,
            shared.catalogue,
            shared.translate.language,
            days=days,
            hamlet=hamlet,
            minutes=minutes,
            expected=expected,
        )
        if keep:
            keep_evenings(store, evenings, hamlet=hamlet, minutes=minutes, expected=expected)
    entries = shared.catalogue.lessons(shared.translate.language)
    lesson_minutes = {entry.id: entry.minutes for entry in entries}
    texts = EveningTexts(shared.phrases, shared.translate, shared.title, lesson_minutes)
    about = texts.about(len(evenings), hamlet, minutes, expected)
    if as_json:
        print_json([_row(evening) for evening in evenings])
    else:
        click.echo(about)
        for when, lessons, note in texts.rows(evenings):
            click.echo(f"{when}\n    {lessons}\n    {note}")
    print_note(texts.translate, N_("Each evening is kept as a class.") if keep else _NOT_KEPT)
    if out is not None:
        from tutor.publish.typesetting import class_sheet

        with report_refusals(texts.translate):
            rows, copies = texts.rows(evenings), [texts.copies(expected)]
            title, headings = texts.phrases(TITLE), texts.headings()
            write_atomic(out, class_sheet(title, rows, texts.translate, headings, about, copies))
        click.echo(out, err=True)
    return DONE


_NOT_KEPT = N_("Nothing is kept; with --keep each evening becomes a planned class.")


def _row(evening: Evening) -> dict[str, object]:
    return {
        "day": evening.day.isoformat(),
        "lessons": list(evening.lessons),
        "again": list(evening.again),
    }
