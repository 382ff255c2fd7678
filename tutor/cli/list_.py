"""`tutor list`: the lessons by topic."""

import sys

import click

from tutor.cli import DONE
from tutor.cli.group import words_of
from tutor.content.catalogue import Catalogue, LessonEntry
from tutor.content.shipped import lesson_roots
from tutor.i18n import N_, Words


@click.command(help=N_("List the lessons by topic."))
@click.option("--topic", metavar="TOPIC", help=N_("Only the lessons of this topic."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print the list as JSON."))
@click.pass_context
def command(ctx: click.Context, topic: str | None, as_json: bool) -> int:
    """Print the lessons in the language of the program."""
    words = words_of(ctx)
    catalogue = Catalogue(lesson_roots())
    topics = catalogue.topics(words.language)
    if topic is not None and topic not in {known.id for known in topics}:
        known = ", ".join(known.id for known in topics)
        said = words(N_("There is no topic {name}. Topics: {known}"))
        raise click.UsageError(said.replace("{name}", topic).replace("{known}", known), ctx)
    if as_json:
        import json

        lessons = [_plain(entry) for entry in catalogue.lessons(words.language, topic)]
        sys.stdout.write(json.dumps(lessons, ensure_ascii=False) + "\n")
    else:
        for heading in topics:
            if topic in (None, heading.id):
                click.echo(f"{heading.name} ({heading.id})")
                for entry in catalogue.lessons(words.language, heading.id):
                    click.echo(_line(entry, words))
    for problem in catalogue.problems:
        from tutor.content.problems import line_of

        click.echo(line_of(problem, words), err=True)
    return DONE


def _line(entry: LessonEntry, words: Words) -> str:
    minutes = words.plural("{count} minute", "{count} minutes", entry.minutes)
    return f"  {entry.id:<20} {entry.title} ({minutes}; {', '.join(entry.languages)})"


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
