"""`tutor class month`: a row of evenings along the path of the lessons, to print or to keep as classes."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from tutor.classroom.evenings import Evening, days_of, plan_evenings
from tutor.classroom.people import learners_of_hamlet, only_commune_of, usual_spelling
from tutor.classroom.plan import LEAST_MINUTES, MOST_MINUTES, class_minutes
from tutor.classroom.planning import OTHER_DAY, can_be_planned, day_passed
from tutor.cli import DONE, wiring
from tutor.cli.class_shared import ClassTexts, people_option
from tutor.cli.console import print_json, print_note, report_refusals, usage_error
from tutor.cli.params import Day, OutFile
from tutor.cli.records_access import unlocked_records
from tutor.dates import short_day
from tutor.i18n import N_
from tutor.records.people import clean_name
from tutor.records.store import Store

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MOST_WEEKS = 26


class _Texts(ClassTexts):
    """The sentences of a row of evenings."""

    def titles(self, lessons: Sequence[str]) -> str:
        """Return the titles of lessons in one line; there are commas in some."""
        return "; ".join(map(self.title, lessons))

    def row(self, number: int, evening: Evening) -> tuple[str, str, str]:
        """Return the day of an evening, its lessons, and what to think of."""
        p, language = self.phrases, self.translate.language
        entries = (self.catalogue.entry(lesson, language) for lesson in evening.lessons)
        minutes = sum(class_minutes(entry.minutes) for entry in entries if entry is not None)
        again = p("First what we learnt last time: {lessons}.", lessons=self.titles(evening.again))
        new = p("The new lessons take the class about {minutes} minutes.", minutes=minutes)
        day = p("{number}. {day}", number=number, day=short_day(evening.day, self.translate))
        return day, self.titles(evening.lessons), f"{again} {new}" if evening.again else new


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
    texts = _Texts()
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
            texts.catalogue,
            texts.translate.language,
            days=days,
            hamlet=hamlet,
            minutes=minutes,
            expected=expected,
        )
        if keep:
            _keep(store, evenings, hamlet, minutes, expected)
    p = texts.phrases
    about = " · ".join(
        part
        for part in (
            hamlet,
            p.plural("{count} evening", "{count} evenings", len(evenings)),
            p("{minutes} minutes", minutes=minutes),
            p("{people} people", people=expected),
        )
        if part
    )
    rows = [texts.row(number, evening) for number, evening in enumerate(evenings, 1)]
    if as_json:
        print_json([_row(evening) for evening in evenings])
    else:
        click.echo(about)
        for when, lessons, note in rows:
            click.echo(f"{when}\n    {lessons}\n    {note}")
    print_note(texts.translate, N_("Each evening is kept as a class.") if keep else _NOT_KEPT)
    return DONE if out is None else _write(out, about, rows, expected, texts)


_NOT_KEPT = N_("Nothing is kept; with --keep each evening becomes a planned class.")


def _keep(
    store: Store, evenings: Sequence[Evening], hamlet: str, minutes: int, expected: int
) -> None:
    commune = only_commune_of(store.people(), hamlet)
    for evening in evenings:
        store.classes.plan_session(
            day=evening.day,
            hamlet=hamlet,
            commune=commune,
            minutes=minutes,
            expected=expected,
            lessons=evening.lessons,
        )


def _row(evening: Evening) -> dict[str, object]:
    return {
        "day": evening.day.isoformat(),
        "lessons": list(evening.lessons),
        "again": list(evening.again),
    }


def _write(
    out: Path, about: str, rows: Sequence[tuple[str, str, str]], people: int, texts: _Texts
) -> int:
    """Write the evenings as a PDF."""
    from tutor.paths import write_atomic
    from tutor.publish.typesetting import class_sheet

    p = texts.phrases
    copies = p(
        "For each lesson print {copies} pages to take home and {copies} cards for the fridge.",
        copies=max(1, people),
    )
    headings = (p("Evening"), p("Lessons"), p("Think of"))
    with report_refusals(texts.translate):
        title = p("Evenings along the path")
        write_atomic(out, class_sheet(title, rows, texts.translate, about, [copies], headings))
    click.echo(out, err=True)
    return DONE
