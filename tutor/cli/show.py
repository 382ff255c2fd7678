"""`tutor show`: one lesson as text."""

from functools import partial
from typing import TYPE_CHECKING

import click

from tutor.cli import DONE, USER_DATA
from tutor.cli.group import translator_of
from tutor.content.catalogue import Catalogue, LessonError
from tutor.i18n import N_, Translator
from tutor.paths import lesson_roots

if TYPE_CHECKING:
    from tutor.content.steps import Lesson


@click.command(help=N_("Show one lesson as text, with its answers and notes."))
@click.argument("lesson")
@click.pass_context
def command(ctx: click.Context, lesson: str) -> int:
    """Print a lesson in the language of the program."""
    from tutor.authoring.outline import outline
    from tutor.content.facts import load_facts
    from tutor.content.placeholders import Filler

    translate = translator_of(ctx)
    roots = lesson_roots()
    loaded = load_lesson(ctx, lesson, translate.language)
    filler = Filler(loaded.language, facts=partial(load_facts, *roots))
    for line in outline(loaded, filler, translate):
        click.echo(line)
    return DONE


def load_lesson(ctx: click.Context, lesson: str, language: str) -> "Lesson":
    """Return a lesson; where it is missing or has problems, tell them and exit with their status."""
    from tutor.content.messages import line_of

    translate = translator_of(ctx)
    catalogue = Catalogue(lesson_roots())
    try:
        return catalogue.load(lesson, language).lesson
    except LessonError as error:
        if not error.problems:
            raise click.UsageError(unknown_lesson(lesson, catalogue, translate), ctx) from None
        for problem in error.problems:
            click.echo(line_of(problem, translate), err=True)
        raise SystemExit(USER_DATA) from None


def unknown_lesson(lesson: str, catalogue: Catalogue, translate: Translator) -> str:
    """Return what is said of a lesson that is not there, with the name that was perhaps meant."""
    from difflib import get_close_matches

    ids = [entry.id for entry in catalogue.lessons(translate.language)]
    near = get_close_matches(lesson, ids, n=1)
    if not near:
        listed = N_("There is no lesson {name}. `tutor list` shows those that there are.")
        return translate(listed, name=lesson)
    return translate(
        N_("There is no lesson {name}. Did you mean {near}?"), name=lesson, near=near[0]
    )
