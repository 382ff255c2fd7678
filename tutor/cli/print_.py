"""`tutor print`: a lesson on paper, as a PDF file."""

from datetime import date
from pathlib import Path

import click

from tutor.cli import DONE
from tutor.cli.days import Day
from tutor.cli.files import OutFile
from tutor.cli.group import words_of
from tutor.cli.refused import refusal_said
from tutor.cli.show import load_lesson
from tutor.cli.texts import ClockText, ShortText
from tutor.content.shipped import lesson_roots
from tutor.i18n import LANGUAGES, N_
from tutor.publish.handouts import KINDS, Kind

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
    shown: bool,
) -> int:
    """Write one PDF file and print its name."""
    from tutor.content.catalogue import Catalogue
    from tutor.publish.files import write_whole
    from tutor.publish.handouts import render
    from tutor.publish.material import Occasion, material_of

    words = words_of(ctx)
    loaded = load_lesson(ctx, lesson, lang or words.language)
    occasion = Occasion(name=name, on=day, at=at, place=place, next_on=next_class)
    file = out or Path(f"{loaded.id}-{kind}-{loaded.language}.pdf")
    with refusal_said(words):
        pdf = render(kind, material_of(loaded, Catalogue(lesson_roots())), occasion)
        write_whole(file, pdf)
    click.echo(file)
    if shown and click.launch(str(file)) != 0:
        click.echo(
            words(N_("Nothing here opens PDF files; the file is at the name above.")), err=True
        )
    return DONE
