"""The command `tutor new`: a lesson to write on, from a few questions or from options."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from tutor.cli import DONE
from tutor.cli.asking import Asked, Unfit
from tutor.cli.console import print_all, print_note, report_refusals
from tutor.cli.group import current_translator
from tutor.cli.params import OutFolder, ShortText
from tutor.content.catalogue import Catalogue
from tutor.i18n import N_, Translator
from tutor.paths import lessons_folder, own_lessons, refuse_existing, write_atomic

if TYPE_CHECKING:
    from tutor.authoring.starter import NewLesson, StarterKind

_TITLE, _OBJECTIVE = 40, 80
_KINDS: "Mapping[StarterKind, str]" = {
    "phone": N_("something on the practice phone"),
    "call": N_("calls, one genuine and one a scam"),
    "message": N_("messages, one genuine and one a scam"),
    "choice": N_("steps in their order, and a choice"),
}
_NEW_HELP = N_(
    "Write a new lesson into your own lessons folder, in Vietnamese and perhaps in English. What no option "
    "says is asked. No file is ever overwritten."
)
# For what an author leaves for later; English as the lesson, in whichever language the questions are.
_TITLE_LATER, _OBJECTIVE_LATER = "Title (fill in here)", "Do it alone (fill in here)"


@click.command(help=_NEW_HELP)
@click.option("--title", type=ShortText(_TITLE), help=N_("The title, short."))
@click.option("--topic", metavar="TOPIC", help=N_("The topic, by its id."))
@click.option("--objective", type=ShortText(_OBJECTIVE), help=N_("What people can do afterwards."))
@click.option("--kind", type=click.Choice(list(_KINDS)), help=N_("What the lesson is made of."))
@click.option("--id", "name", metavar="ID", help=N_("The name of the file."))
@click.option(
    "--own-phone/--no-own-phone",
    default=None,
    help=N_("With a step for their own phones, Android and iPhone, or without."),
)
@click.option(
    "--english/--no-english", default=None, help=N_("With an English lesson beside it, or without.")
)
@click.option("--title-en", type=ShortText(_TITLE), help=N_("The English title."))
@click.option("--objective-en", type=ShortText(_OBJECTIVE), help=N_("The English objective."))
@click.option(
    "--folder", type=OutFolder(), metavar="FOLDER", help=N_("Another lessons folder than your own.")
)
def new(
    title: str | None,
    topic: str | None,
    objective: str | None,
    kind: "StarterKind | None",
    name: str | None,
    own_phone: bool | None,
    english: bool | None,
    title_en: str | None,
    objective_en: str | None,
    folder: Path | None,
) -> int:
    """Write a new lesson, and the schemas by which an editor helps with it."""
    from tutor.authoring.starter import NewLesson, suggest_id

    translate = current_translator()
    root = folder or own_lessons()
    catalogue = Catalogue((lessons_folder(), root))
    topics = [(listed.id, listed.name) for listed in catalogue.listed_topics(translate.language)]
    asked = Asked(translate)
    title = asked.text("--title", title, N_("Title of the lesson, short"), _TITLE)
    topic = asked.one_of("--topic", topic, N_("Topic"), topics)
    name = _ask_name(asked, name, suggest_id(title, topic, catalogue), catalogue, translate)
    objective = asked.text(
        "--objective", objective, N_("What people can do afterwards"), _OBJECTIVE
    )
    kinds = [(key, translate(words)) for key, words in _KINDS.items()]
    picked = asked.one_of("--kind", kind, N_("What the lesson is made of"), kinds)
    own_phone = asked.yes(own_phone, N_("A step for their own phones, too?"), otherwise=True)
    english = asked.yes(
        english or (True if title_en else None), N_("An English lesson beside it?"), otherwise=False
    )
    titles, objectives = {"vi": title}, {"vi": objective}
    if english:
        titles["en"] = title_en or _TITLE_LATER
        objectives["en"] = objective_en or _OBJECTIVE_LATER
    lesson = NewLesson(
        id=name,
        topic=topic,
        kind=cast("StarterKind", picked),
        own_phone=own_phone,
        titles=titles,
        objectives=objectives,
    )
    _write(lesson, root, translate)
    return DONE


def _write(lesson: "NewLesson", root: Path, translate: Translator) -> None:
    """Write the files of a lesson, unless one is there, and say what is still to be written in them."""
    from tutor.authoring.check import check
    from tutor.cli.desk import write_schemas
    from tutor.cli.wiring import now

    texts = {root / place: text for place, text in lesson.texts().items()}
    with report_refusals(translate):
        refuse_existing(texts)
        for file, text in texts.items():
            write_atomic(file, text.encode())
        write_schemas(root)
    problems = list(check(list(texts), lessons_folder(), now().date()).all())
    for file in texts:
        click.echo(file)
    unwritten = [problem for problem in problems if problem.code == "unwritten"]
    print_all((problem for problem in problems if problem not in unwritten), translate, err=True)
    marks = " ".join(sorted({problem.details["text"] for problem in unwritten}))
    note = translate.plural(
        "{count} place is still to be written: {marks}",
        "{count} places are still to be written: {marks}",
        len(unwritten),
        marks=marks,
    )
    click.echo(note, err=True)
    print_note(
        translate, N_("Try it while you write: tutor preview {file}"), file=next(iter(texts))
    )


def _ask_name(
    asked: Asked, given: str | None, suggested: str, catalogue: Catalogue, translate: Translator
) -> str:
    """Return the id of the lesson, which no lesson has."""
    from tutor.authoring.step_checks import ID

    def read(typed: str) -> str:
        text = typed.strip() or suggested
        if not ID.fullmatch(text):
            raise Unfit(
                N_("A name has small letters a to z, digits and single hyphens: {near}."),
                near=suggested,
            )
        if any(catalogue.entry(text, language) for language in catalogue.languages()):
            raise Unfit(N_("There is a lesson {name} already."), name=text)
        return text

    if given is None and not asked.asks:
        return suggested
    question = translate(N_("Name of the file (Enter: {name})"), name=suggested)
    return asked.take("--id", given, question, read)
