"""The commands for people without a computer: `tutor audio` and `tutor print` of a lesson."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tutor.cli import COMMANDS, DONE, MISSING, USER_DATA
from tutor.cli.console import NO_VOICE, fail, print_note, report_refusals
from tutor.cli.group import current_translator
from tutor.cli.lessons import load_lesson
from tutor.cli.params import ClockText, Day, OutFile, OutFolder, ShortText, lesson_language_option
from tutor.cli.voice import speed_option, voice_option
from tutor.content.catalogue import Catalogue
from tutor.content.facts import load_facts
from tutor.content.media import find_sound
from tutor.content.placeholders import Filler
from tutor.content.steps import Lesson
from tutor.content.text import fold_case, one_line
from tutor.i18n import N_, Translator
from tutor.interpreter import install_command
from tutor.languages import address_of
from tutor.paths import lesson_roots, records_file, write_atomic
from tutor.publish.audio import FORMATS, AudioFormat, NoEncoderError, audio_script, write_audio
from tutor.publish.handouts import KINDS, Kind, render
from tutor.publish.material import Occasion, material_of
from tutor.speech.speaker import Speed
from tutor.speech.voices import NoVoiceError, open_voices

if TYPE_CHECKING:
    from tutor.records.people import Person

# Sound files.


@click.command(help=COMMANDS["audio"])
@click.argument("lesson")
@lesson_language_option
@click.option(
    "--out",
    type=OutFolder(),
    help=N_("Where the files go; a folder of the lesson's name when not stated."),
)
@voice_option
@speed_option
@click.option("--format", "kind", type=click.Choice(FORMATS), default="wav", show_default=True)
def make_audio(
    lesson: str, lang: str | None, out: Path | None, voice: str, speed: Speed, kind: AudioFormat
) -> int:
    """Write one file for each step and one for the whole lesson; print their names."""
    translate = current_translator()
    loaded = load_lesson(lesson, lang or translate.language)
    filler = Filler(loaded.language, facts=partial(load_facts, *lesson_roots()))
    sounds = partial(find_sound, lesson_roots())
    parts = audio_script(loaded, filler, Translator(loaded.language), voice, sounds)
    voices, _problems = open_voices()
    try:
        with report_refusals(translate):
            for file in write_audio(loaded.id, parts, voices, speed, out or Path(loaded.id), kind):
                click.echo(file)
    except NoVoiceError:
        fail(MISSING, translate, NO_VOICE)
    except NoEncoderError:
        message = N_("MP3 needs one more package: {command}")
        fail(MISSING, translate, message, command=install_command("lameenc"))
    return DONE


# Printed pages.

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
# So many letters fit on every page.
_MOST_NAME, _MOST_TIME, _MOST_PLACE = 50, 40, 80


@click.command(help=COMMANDS["print"])
@click.argument("lesson")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="handout",
    show_default=True,
    help=N_(
        "A page to take home, or for those who missed the class; a card for the fridge; notes for whoever "
        "leads; the cards 1 to 4 to hold up; a certificate of the topic; an invitation."
    ),
)
@lesson_language_option
@click.option(
    "--out",
    type=OutFile(),
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
    "--day", type=Day(), help=N_("The day of the class or of the certificate, such as 31/12/2026.")
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
@click.option("--next-class", type=Day(), help=N_("The day of the next class."))
@click.option(
    "--anyway",
    is_flag=True,
    help=N_("A certificate though the records do not say that the topic is finished."),
)
@click.option("--open", "opens", is_flag=True, help=N_("Open the PDF, to look at it and print it."))
def print_page(
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
    opens: bool,
) -> int:
    """Write one PDF file and print its name."""
    translate = current_translator()
    loaded = load_lesson(lesson, lang or translate.language)
    catalogue = Catalogue(lesson_roots())
    if kind == "certificate" and not anyway:
        name = _name_of_graduate(translate, catalogue, loaded, name)
    organisation = _organisation() if kind == "certificate" else ""
    occasion = Occasion(
        name=name, organisation=organisation, on=day, at=at, place=place, next_on=next_class
    )
    file = out or Path(f"{loaded.id}-{kind}-{loaded.language}.pdf")
    with report_refusals(translate):
        pdf = render(kind, material_of(loaded, catalogue), occasion)
        write_atomic(file, pdf)
    click.echo(file)
    if opens and click.launch(str(file)) != 0:
        print_note(translate, N_("Nothing here opens PDF files; the file is at the name above."))
    return DONE


def _organisation() -> str:
    """Return who holds the classes, as the volunteers' file of targets says, "" if it does not."""
    from tutor.reports.build import TARGETS
    from tutor.reports.targets_file import organisation_in

    return organisation_in(records_file().parent / TARGETS)


def _name_of_graduate(
    translate: Translator, catalogue: Catalogue, lesson: Lesson, name: str
) -> str:
    """Return the name to print on the certificate, without the label that tells namesakes apart.

    Exits with 1 where the records do not say that all people of this name finished the topic.
    """
    from tutor.classroom.planning import finished_lessons
    from tutor.cli import wiring
    from tutor.cli.records_access import unlocked_records
    from tutor.records.people import distinct_name

    if not name.strip():
        fail(USER_DATA, translate, _NAMELESS)
    topic = {entry.id for entry in catalogue.lessons(lesson.language, lesson.topic)}
    with unlocked_records() as store:
        people = store.people()
        names = {
            person: printed for person in people if (printed := _printed_name(person, name, people))
        }
        done = finished_lessons(store, [person.id for person in names], wiring.now().date())
    finished = [topic <= done[person.id] for person in names]
    if not any(finished):
        fail(USER_DATA, translate, _UNFINISHED, name=name)
    if not all(finished):
        in_full = (
            distinct_name(f"{address_of(person.address).singular} {person.name}", person, people)
            for person in names
        )
        listed = ", ".join(f"“{full_name}”" for full_name in in_full)
        fail(USER_DATA, translate, _SEVERAL, name=name, names=listed)
    return next(iter(names.values()))


def _printed_name(person: "Person", name: str, people: Sequence["Person"]) -> str:
    """Return a typed name as it is printed if it means this person, otherwise "".

    It may begin with the form of address and end with the label that tells the person from namesakes.
    """
    from tutor.records.people import called_name, distinguishing_label

    printed, label = one_line(name), distinguishing_label(person, people)
    if label and fold_case(printed).endswith(fold_case(f"({label})")):
        printed = printed[: -len(f"({label})")].rstrip()
    address = address_of(person.address).singular
    names = (person.name, called_name(person, ()))
    known = {fold_case(form) for own in names for form in (own, f"{address} {own}")}
    return printed if fold_case(printed) in known else ""
