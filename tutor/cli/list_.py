"""`tutor list`: the lessons by topic."""

import sys

import click

from tutor.cli import DONE
from tutor.cli.group import translator_of
from tutor.cli.listing import print_lessons, print_problems
from tutor.content.catalogue import Catalogue, LessonEntry
from tutor.i18n import N_
from tutor.paths import lesson_roots


@click.command(help=N_("List the lessons by topic."))
@click.option("--topic", metavar="TOPIC", help=N_("Only the lessons of this topic."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print the list as JSON."))
@click.pass_context
def command(ctx: click.Context, topic: str | None, as_json: bool) -> int:
    """Print the lessons in the language of the program."""
    translate = translator_of(ctx)
    catalogue = Catalogue(lesson_roots())
    topics = catalogue.topics(translate.language)
    if topic is not None and topic not in {known.id for known in topics}:
        known = ", ".join(known.id for known in topics)
        raise click.UsageError(
            translate(N_("There is no topic {name}. Topics: {known}"), name=topic, known=known), ctx
        )
    if as_json:
        import json

        lessons = [_plain(entry) for entry in catalogue.lessons(translate.language, topic)]
        sys.stdout.write(json.dumps(lessons, ensure_ascii=False) + "\n")
    else:
        print_lessons(catalogue, translate, topic)
    print_problems(catalogue, translate)
    return DONE


def _plain(entry: LessonEntry) -> dict[str, object]:
    return {
        "id": entry.id,
        "topic": entry.topic,
        "title": entry.title,
        "objective": entry.objective,
        "minutes": entry.minutes,
        "steps": entry.step_count,
        "after": entry.after,
        "languages": entry.languages,
    }
