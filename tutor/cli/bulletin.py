"""`tutor bulletin`: a scam that is going round as a short lesson, from a form in five minutes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from tutor.cli import COMMANDS, DONE, USER_DATA, wiring
from tutor.cli.asking import Asked, T, Unfit, read_text
from tutor.cli.console import fail, print_all, print_note, report_refusals, usage_error
from tutor.cli.group import current_translator
from tutor.cli.params import InFile, OutFile, OutFolder
from tutor.content.bulletins import bulletins_of, fresh_bulletins
from tutor.dates import parse_day_past
from tutor.i18n import N_, Translator
from tutor.paths import own_lessons

if TYPE_CHECKING:
    from tutor.authoring.bulletin_check import BulletinProblem
    from tutor.authoring.bulletin_desk import BulletinDesk, Text
    from tutor.authoring.bulletin_form import BulletinForm, Disguise, Pretence, Tell, Want, Way
    from tutor.content.model import Problem
    from tutor.content.yaml_reader import Document

_NEW_HELP = N_(
    "Make a bulletin from the file FORM, or from questions asked one after another, and write it into your "
    "own lessons folder. It is checked first: where something does not fit, nothing is written."
)


@click.group(help=COMMANDS["bulletin"])
def command() -> None:
    """Group the commands about scam bulletins."""


@command.command("new", help=_NEW_HELP)
@click.argument("form", type=InFile(), required=False)
@click.option(
    "--folder", type=OutFolder(), metavar="FOLDER", help=N_("Another lessons folder than your own.")
)
def new(form: Path | None, folder: Path | None) -> int:
    """Write the lesson of a bulletin and print its path."""
    from tutor.authoring.bulletin_desk import NEXT, TODAYS, BulletinDesk

    translate, today = current_translator(), wiring.now().date()
    desk = BulletinDesk(folder or own_lessons(), today)
    document = None
    if form is None:
        if there := desk.of_today():
            print_note(translate, TODAYS, names=", ".join(there))
        filled = _Interview(Asked(translate), desk, translate).form()
    else:
        filled, document = _read(form, translate)
    text, found = desk.compose(filled)
    problems = [_placed(each, document) for each in found]
    print_all(problems, translate, err=True)
    if any(not problem.warning for problem in problems):
        fail(USER_DATA, translate, N_("Nothing was written."))
    with report_refusals(translate):
        file = desk.write(filled, text)
    click.echo(file)
    print_note(translate, NEXT, name=file.stem)
    return DONE


@command.command("list", help=N_("List the bulletins, the newest first."))
def list_() -> int:
    """Print day, id and title of each bulletin; a star is before those that home shows as new."""
    from tutor.authoring.bulletin_words import LANGUAGE

    lessons = wiring.library().catalogue.lessons(LANGUAGE)
    fresh = fresh_bulletins(lessons, wiring.now().date())
    for entry in bulletins_of(lessons):
        mark = "*" if entry in fresh else " "
        click.echo(f"{mark} {entry.bulletin}  {entry.id}  {entry.title}")
    return DONE


@command.command("pack", help=N_("Make a signed pack of a bulletin, for other laptops."))
@click.argument("bulletin")
@click.option(
    "--number",
    type=click.IntRange(1, 9999),
    default=1,
    show_default=True,
    help=N_("Its number: a later one takes the place of the one before."),
)
@click.option("--out", type=OutFile(), help=N_("The file to write."))
@click.pass_context
def pack(ctx: click.Context, bulletin: str, number: int, out: Path | None) -> int:
    """Write a pack with a bulletin in all its languages, as `tutor pack make` does of a folder."""
    from tempfile import TemporaryDirectory

    from tutor.cli.pack import make
    from tutor.packs.bulletin import bulletin_entries, lay_out, pack_name

    entries = bulletin_entries(wiring.library().catalogue, bulletin)
    if not entries:
        raise usage_error(N_("There is no bulletin {name}: tutor bulletin list"), name=bulletin)
    target = out or Path(pack_name(bulletin, number))
    with report_refusals(current_translator()), TemporaryDirectory() as made:
        folder = Path(made)
        lay_out(entries, number, folder)
        ctx.invoke(make, folder=folder, out=target)
    return DONE


def _read(file: Path, translate: Translator) -> "tuple[BulletinForm, Document]":
    """Return the form of a file with its places; print its problems and end the command where it has some."""
    from tutor.authoring.bulletin_form import read_form
    from tutor.content.yaml_reader import read_path

    document, problems = read_path(file)
    form = None
    if document is not None:
        form, faults = read_form(document)
        problems = [*problems, *faults]
    if form is None or document is None:
        print_all(problems, translate, err=True)
        fail(USER_DATA, translate, N_("Nothing was written."))
    return form, document


def _placed(found: "BulletinProblem", document: "Document | None") -> "Problem":
    """Return a problem at the words of the form file that it is about, if there is one."""
    if document is None or not found.keys:
        return found.problem
    return replace(found.problem, place=document.place(*found.keys))


class _Interview:
    """Asks for a form in the terminal; each text is checked in the lesson that it will stand in."""

    def __init__(self, asked: Asked, desk: "BulletinDesk", translate: Translator) -> None:
        from tutor.authoring.bulletin_words import bulletin_words

        self._asked = asked
        self._desk = desk
        self._translate = translate
        self._words = bulletin_words()
        self._form = desk.blank()

    def form(self) -> "BulletinForm":
        """Return the form as it was answered."""
        from tutor.authoring.bulletin_desk import PRETENDS, WANTS, WAY, WAYS

        translate, words = self._translate, self._words
        self._text("title")
        way = self._one_of(WAY, [(key, translate(name)) for key, name in WAYS.items()])
        pretends = self._one_of(
            PRETENDS, [(key, each.name) for key, each in words.pretends.items()]
        )
        wants = self._one_of(WANTS, [(key, each.name) for key, each in words.wants.items()])
        self._form = replace(
            self._form,
            way=cast("Way", way),
            pretends=cast("Pretence", pretends),
            wants=cast("Want", wants),
        )
        self._form = replace(self._form, disguises=self._disguises())
        self._text("instead")
        self._text("source")
        return replace(self._form, day=self._day())

    def _disguises(self) -> "tuple[Disguise, ...]":
        from tutor.authoring.bulletin_form import DISGUISES

        least, most = DISGUISES
        disguises: list[Disguise] = []
        while len(disguises) < most:
            disguise = self._disguise(len(disguises) + 1, needed=len(disguises) < least)
            if disguise is None:
                break
            disguises.append(disguise)
        return tuple(disguises)

    def _disguise(self, number: int, *, needed: bool) -> "Disguise | None":
        """Return the words of a disguise with their signs; None where there is no further one."""
        from tutor.authoring.bulletin_desk import SAYS_QUESTION, SENDER_QUESTION
        from tutor.authoring.bulletin_form import SAYS, Disguise

        question = self._translate(
            SAYS_QUESTION
            if needed
            else N_("Their words, {number} (Enter alone: there is no third way)"),
            number=number,
        )

        def read(typed: str) -> "Disguise | None":
            if not needed and not typed.strip():
                return None
            disguise = Disguise(says=read_text(typed, SAYS))
            self._check(replace(self._form, disguises=(disguise, disguise)), "says")
            return disguise

        disguise = self._take(question, read)
        if disguise is None:
            return None
        if self._form.way == "message":
            disguise = self._take(
                self._translate(SENDER_QUESTION),
                partial(self._read_sender, disguise),
            )
        return replace(disguise, tells=self._tells(disguise.says))

    def _read_sender(self, disguise: "Disguise", typed: str) -> "Disguise":
        from tutor.authoring.bulletin_form import SENDER

        named = replace(disguise, sender=read_text(typed, SENDER) if typed.strip() else "")
        self._check(replace(self._form, disguises=(named, named)), "sender")
        return named

    def _tells(self, says: str) -> "tuple[Tell, ...]":
        """Return the signs in the words of a disguise; those that were found are proposed."""
        from tutor.lesson.present_talk import TACTIC_NAMES

        tells = list(self._words.tells)
        found = [
            number for number, tell in enumerate(tells, 1) if tell in self._words.tells_in(says)
        ]
        for number, tell in enumerate(tells, 1):
            click.echo(f"{number:>3}  {self._translate(TACTIC_NAMES[tell])}", err=True)

        known = {str(number) for number in range(len(tells) + 1)}

        def read(typed: str) -> "tuple[Tell, ...]":
            numbers = typed.replace(",", " ").split() or [str(number) for number in found]
            if not known.issuperset(numbers):
                raise Unfit(N_("Please write a number from 1 to {count}."), count=len(tells))
            return tuple(tell for number, tell in enumerate(tells, 1) if str(number) in numbers)

        proposed = ", ".join(map(str, found)) or "0"
        question = N_("Which of these they do, by numbers; 0 is none (Enter: {found})")
        return self._take(self._translate(question, found=proposed), read)

    def _day(self) -> date:
        from tutor.authoring.bulletin_desk import NO_DAY

        today = self._desk.today

        def read(typed: str) -> date:
            day = parse_day_past(typed, today) if typed.strip() else today
            if day is None or day > today:
                raise Unfit(NO_DAY)
            return day

        return self._take(self._translate(N_("On which day, such as 27/11 (Enter: today)")), read)

    def _text(self, key: "Text") -> None:
        """Put a text into the form, once the lesson with it has no problem there."""
        from tutor.authoring.bulletin_desk import LONGEST, QUESTIONS, with_text

        def read(typed: str) -> "BulletinForm":
            form = with_text(self._form, key, read_text(typed, LONGEST[key]))
            self._check(form, key)
            return form

        self._form = self._take(self._translate(QUESTIONS[key]), read)

    def _check(self, form: "BulletinForm", key: str) -> None:
        """Raise Unfit where words of the form that end in this key have a problem."""
        fault = self._desk.fault(form, key, self._translate)
        if fault:
            raise Unfit("{fault}", fault=fault)

    def _one_of(self, question: str, choices: Sequence[tuple[str, str]]) -> str:
        return self._asked.one_of(_FORM, None, question, choices)

    def _take(self, question: str, read: Callable[[str], T]) -> T:
        return self._asked.take(_FORM, None, question, read)


_FORM = "FORM"
