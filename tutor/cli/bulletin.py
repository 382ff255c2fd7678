"""`tutor bulletin`: a scam that is going round as a short lesson, from a form in five minutes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import click

from tutor.cli import COMMANDS, DONE, USER_DATA, wiring
from tutor.cli.asking import Asked, T, Unfit, read_text
from tutor.cli.console import fail, print_all, print_note, report_refusals, usage_error
from tutor.cli.group import current_translator
from tutor.cli.params import InFile, OutFile, OutFolder
from tutor.content.bulletins import bulletins_of, fresh_bulletins
from tutor.dates import parse_day_past
from tutor.i18n import N_, Translator
from tutor.paths import lessons_folder, own_lessons, refuse_existing, write_atomic

if TYPE_CHECKING:
    from tutor.authoring.bulletin_check import BulletinProblem
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
    from tutor.authoring.bulletin import TOPIC, bulletin_id
    from tutor.authoring.bulletin_words import LANGUAGE

    translate, today = current_translator(), wiring.now().date()
    root = folder or own_lessons()
    desk = _Desk(root, today)
    document = None
    if form is None:
        filled = _Interview(Asked(translate), desk, today, translate).form()
    else:
        filled, document = _read(form, translate)
    name = bulletin_id(filled.title, today)
    file = root / LANGUAGE / TOPIC / f"{name}.yaml"
    text, found = desk.compose(filled, str(file))
    problems = [_placed(each, document) for each in found]
    print_all(problems, translate, err=True)
    if any(not problem.warning for problem in problems):
        fail(USER_DATA, translate, N_("Nothing was written."))
    with report_refusals(translate):
        refuse_existing([file])
        click.echo(write_atomic(file, text.encode(), durable=True))
    print_note(
        translate, N_("Hear it: tutor play {name}. Print it: tutor print {name}."), name=name
    )
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
    import json
    from tempfile import TemporaryDirectory

    from tutor.cli.pack import make
    from tutor.packs.pack import ABOUT_FILE, SUFFIX

    catalogue = wiring.library().catalogue
    found = (catalogue.entry(bulletin, language) for language in catalogue.languages())
    entries = [entry for entry in found if entry is not None and entry.bulletin]
    if not entries:
        raise usage_error(N_("There is no bulletin {name}: tutor bulletin list"), name=bulletin)
    about = {
        "name": bulletin,
        "title": {entry.language: entry.title for entry in entries},
        "version": number,
        "kind": "bulletin",
    }
    target = out or Path(f"{bulletin}-{number}{SUFFIX}")
    with report_refusals(current_translator()), TemporaryDirectory() as made:
        folder = Path(made)
        for entry in entries:
            copy = folder / "lessons" / entry.language / entry.topic / entry.path.name
            write_atomic(copy, entry.path.read_bytes())
        # What YAML reads, too.
        write_atomic(folder / ABOUT_FILE, json.dumps(about).encode())
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


class _Desk:
    """Makes lessons of forms and checks them; what checks need is read once."""

    def __init__(self, root: Path, today: date) -> None:
        from tutor.authoring.context import CheckContext

        shipped = lessons_folder()
        self._context = CheckContext(root if root.is_dir() else shipped, shipped, today)
        self._today = today

    def compose(
        self, form: "BulletinForm", file: str = ""
    ) -> "tuple[str, Sequence[BulletinProblem]]":
        """Return the text of the lesson that a form makes, and its problems."""
        from tutor.authoring.bulletin import compose
        from tutor.authoring.bulletin_check import check_bulletin
        from tutor.authoring.bulletin_words import LANGUAGE

        text = compose(form, self._today, self._context.glossary(LANGUAGE))
        return text, check_bulletin(text, file, form, self._context)


class _Interview:
    """Asks for a form in the terminal; each text is checked in the lesson that it will stand in."""

    def __init__(self, asked: Asked, desk: _Desk, today: date, translate: Translator) -> None:
        from tutor.authoring.bulletin_form import BulletinForm, Disguise
        from tutor.authoring.bulletin_words import bulletin_words

        self._asked = asked
        self._desk = desk
        self._today = today
        self._translate = translate
        self._words = bulletin_words()
        # What is not known yet are words without a fault.
        blank = Disguise(says=self._words.urged)
        self._form = BulletinForm(
            title=self._words.unknown,
            way="call",
            pretends="other",
            wants="money",
            disguises=(blank, blank),
            instead=self._words.asked[0].text,
            source=self._words.unknown,
            day=today,
        )

    def form(self) -> "BulletinForm":
        """Return the form as it was answered."""
        from tutor.authoring.bulletin_form import INSTEAD, SOURCE, TITLE

        translate, words = self._translate, self._words
        title = N_("What it is about, in a few words, such as “A call about a prize”")
        self._text("title", TITLE, title)
        way = self._one_of(
            N_("How it comes"),
            [("call", translate(N_("as a call"))), ("message", translate(N_("as a message")))],
        )
        pretends = self._one_of(
            N_("Whom they claim to be"), [(key, each.name) for key, each in words.pretends.items()]
        )
        wants = self._one_of(
            N_("What they are after"), [(key, each.name) for key, each in words.wants.items()]
        )
        self._form = replace(
            self._form,
            way=cast("Way", way),
            pretends=cast("Pretence", pretends),
            wants=cast("Want", wants),
        )
        self._form = replace(self._form, disguises=self._disguises())
        instead = N_("What to do instead, such as “Hang up and ask your family”")
        self._text("instead", INSTEAD, instead)
        source = N_("Who says so, such as “Police of Đông Hòa commune”")
        self._text("source", SOURCE, source)
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
        from tutor.authoring.bulletin_form import SAYS, Disguise

        question = self._translate(
            N_("Their words, {number}: two or three short sentences")
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
                self._translate(N_("The name above it (Enter: a stranger)")),
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
        def read(typed: str) -> date:
            day = parse_day_past(typed, self._today) if typed.strip() else self._today
            if day is None or day > self._today:
                raise Unfit(N_("write a day such as 31/12/2026"))
            return day

        return self._take(self._translate(N_("On which day, such as 27/11 (Enter: today)")), read)

    def _text(self, key: 'Literal["title", "instead", "source"]', most: int, question: str) -> None:
        """Put a text into the form, once the lesson with it has no problem there."""

        def read(typed: str) -> "BulletinForm":
            text = read_text(typed, most)
            form = self._form
            match key:
                case "title":
                    form = replace(form, title=text)
                case "instead":
                    form = replace(form, instead=text)
                case "source":
                    form = replace(form, source=text)
            self._check(form, key)
            return form

        self._form = self._take(self._translate(question), read)

    def _check(self, form: "BulletinForm", key: str) -> None:
        """Raise Unfit where words of the form that end in this key have a problem."""
        from tutor.content.messages import describe

        for found in self._desk.compose(form)[1]:
            if found.keys and found.keys[-1] == key and not found.problem.warning:
                what, fix = describe(found.problem, self._translate)
                raise Unfit("{what} {fix}", what=what, fix=fix)

    def _one_of(self, question: str, choices: Sequence[tuple[str, str]]) -> str:
        return self._asked.one_of(_FORM, None, question, choices)

    def _take(self, question: str, read: Callable[[str], T]) -> T:
        return self._asked.take(_FORM, None, question, read)


_FORM = "FORM"
