"""`tutor print`: a lesson on paper, as a PDF file."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tutor.cli import DONE, USER_DATA
from tutor.cli.console import report_refusals
from tutor.cli.group import translator_of
from tutor.cli.params import ClockText, Day, OutFile, ShortText
from tutor.cli.show import load_lesson
from tutor.content.text import fold_case, one_line
from tutor.i18n import N_, Translator
from tutor.languages import LANGUAGES, address_of
from tutor.paths import lesson_roots
from tutor.publish.handouts import KINDS, Kind
from tutor.records.people import called_name, distinct_name, distinguishing_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tutor.content.catalogue import Catalogue
    from tutor.content.steps import Lesson
    from tutor.records.people import Person

_NAMELESS = N_(
    "A certificate is for somebody who finished the topic: please state --name, or add --anyway for an empty "
    "one."
)
_UNFINISHED = N_(
    "The records do not say that {name} finished every lesson of this topic. If it was done on paper, add "
    "--anyway."
)
_SEVERAL = N_(
    "Several people are called {name}, and not all of them finished every lesson of this topic. Please "
    "state with --name who it is: {names}."
)
# Letters for which every page has room, in lines that do not touch.
_MOST_NAME, _MOST_TIME, _MOST_PLACE = 50, 40, 80


@click.command(help=N_("Make a page of a lesson to print, in large letters."))
@click.argument("lesson")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="handout",
    show_default=True,
    help=N_(
        "A page to take home, or for those who missed the class; a card for the fridge; notes for whoever "
        "leads; a certificate of the topic; an invitation."
    ),
)
@click.option("--lang", type=click.Choice(LANGUAGES), help=N_("The language of the lesson."))
@click.option(
    "--out",
    type=OutFile(),
    metavar="FILE",
    help=N_("Where the PDF goes; a file of the lesson's name when not stated."),
)
@click.option(
    "--name",
    default="",
    type=ShortText(_MOST_NAME),
    metavar="NAME",
    help=N_("Whose page it is, as the person is called, such as “bác Vinh”."),
)
@click.option(
    "--day",
    type=Day(),
    metavar="DAY",
    help=N_("The day of the class or of the certificate, such as 31/12/2026."),
)
@click.option(
    "--time",
    "at",
    default="",
    type=ClockText(_MOST_TIME),
    metavar="TIME",
    help=N_("When the class begins."),
)
@click.option(
    "--place",
    default="",
    type=ShortText(_MOST_PLACE),
    metavar="PLACE",
    help=N_("Where the class is."),
)
@click.option("--next-class", type=Day(), metavar="DAY", help=N_("The day of the next class."))
@click.option(
    "--anyway",
    is_flag=True,
    help=N_("A certificate though the records do not say that the topic is finished."),
)
@click.option("--open", "shown", is_flag=True, help=N_("Open the PDF, to look at it and print it."))
@click.pass_context
def command(
    ctx: click.Context,
    lesson: str,
    kind: Kind,
    lang: str | None,
    out: Path | None,
    name: str,
    day: date | None,
    at: str,
    place: str,
    next_class: date | None,
    anyway: bool,
    shown: bool,
) -> int:
    """Write one PDF file and print its name."""
    from tutor.content.catalogue import Catalogue
    from tutor.paths import write_atomic
    from tutor.publish.handouts import render
    from tutor.publish.material import Occasion, material_of

    translate = translator_of(ctx)
    loaded = load_lesson(ctx, lesson, lang or translate.language)
    catalogue = Catalogue(lesson_roots())
    if kind == "certificate" and not anyway:
        name = _who_finished(translate, catalogue, loaded, name)
    occasion = Occasion(name=name, on=day, at=at, place=place, next_on=next_class)
    file = out or Path(f"{loaded.id}-{kind}-{loaded.language}.pdf")
    with report_refusals(translate):
        pdf = render(kind, material_of(loaded, catalogue), occasion)
        write_atomic(file, pdf)
    click.echo(file)
    if shown and click.launch(str(file)) != 0:
        click.echo(
            translate(N_("Nothing here opens PDF files; the file is at the name above.")), err=True
        )
    return DONE


def _who_finished(
    translate: Translator, catalogue: "Catalogue", lesson: "Lesson", name: str
) -> str:
    """Return the name to print, without what tells the person from others who are called so.

    Ends the program with 1 where the records do not say that they finished the topic.
    """
    from tutor.classroom.needs import finished_lessons
    from tutor.cli import wiring
    from tutor.cli.records_access import unlocked_records

    if not name.strip():
        click.echo(translate(_NAMELESS), err=True)
        raise SystemExit(USER_DATA)
    topic = {one.id for one in catalogue.lessons(lesson.language, lesson.topic)}
    with unlocked_records(translate) as store:
        people = store.people()
        today = wiring.now().date()
        meant = {one: shown for one in people if (shown := _meant(one, name, people))}
        done = finished_lessons(store, [one.id for one in meant], today)
        finished = {one: topic <= done[one.id] for one in meant}
    if not any(finished.values()):
        click.echo(translate(_UNFINISHED, name=name), err=True)
        raise SystemExit(USER_DATA)
    if not all(finished.values()):
        names = ", ".join(f"“{distinct_name(_in_full(one), one, people)}”" for one in meant)
        click.echo(translate(_SEVERAL, name=name, names=names), err=True)
        raise SystemExit(USER_DATA)
    return next(iter(meant.values()))


def _meant(person: "Person", name: str, people: "Sequence[Person]") -> str:
    """Return a name as it is printed where it is that of a person, "" where it is not.

    It may have the form of address before it, and behind it what tells the person from others.
    """
    shown, tell = one_line(name), distinguishing_label(person, people)
    if tell and fold_case(shown).endswith(fold_case(f"({tell})")):
        shown = shown[: -len(f"({tell})")].rstrip()
    names = {person.name, called_name(person, ())}
    address = address_of(person.address).one
    known = {fold_case(one) for called in names for one in (called, f"{address} {called}")}
    return shown if fold_case(shown) in known else ""


def _in_full(person: "Person") -> str:
    return f"{address_of(person.address).one} {person.name}"
