"""`tutor show`: one lesson as text."""

from functools import partial

import click

from tutor.cli import DONE, USER_DATA
from tutor.cli.group import words_of
from tutor.content.catalogue import Catalogue, LessonError
from tutor.content.shipped import lesson_roots
from tutor.i18n import N_, Words


@click.command(help=N_("Show one lesson as text, with its answers and notes."))
@click.argument("lesson")
@click.pass_context
def command(ctx: click.Context, lesson: str) -> int:
    """Print a lesson in the language of the program."""
    from tutor.authoring.outline import outline
    from tutor.content.facts import load_facts
    from tutor.content.problems import line_of
    from tutor.content.wording import Filler

    words = words_of(ctx)
    roots = lesson_roots()
    catalogue = Catalogue(roots)
    try:
        loaded = catalogue.load(lesson, words.language).lesson
    except LessonError as error:
        if not error.problems:
            raise click.UsageError(unknown_lesson(lesson, catalogue, words), ctx) from None
        for problem in error.problems:
            click.echo(line_of(problem, words), err=True)
        return USER_DATA
    filler = Filler(loaded.language, facts=partial(load_facts, *roots))
    for line in outline(loaded, filler, words):
        click.echo(line)
    return DONE


def unknown_lesson(lesson: str, catalogue: Catalogue, words: Words) -> str:
    """Return what is said of a lesson that is not there, with the name that was perhaps meant."""
    from difflib import get_close_matches

    ids = [entry.id for entry in catalogue.lessons(words.language)]
    near = get_close_matches(lesson, ids, n=1)
    if not near:
        said = words(N_("There is no lesson {name}. `tutor list` shows those that there are."))
        return said.replace("{name}", lesson)
    said = words(N_("There is no lesson {name}. Did you mean {near}?"))
    return said.replace("{name}", lesson).replace("{near}", near[0])
