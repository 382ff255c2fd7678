"""The commands about lessons: `tutor play`, `list` and `show`."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tutor.cli import COMMANDS, DONE, USER_DATA, print_lessons, print_problems
from tutor.cli.console import print_all, print_json, print_note, report_refusals, usage_error
from tutor.cli.group import current_translator
from tutor.content.catalogue import Catalogue, LessonEntry, LessonError, load_file
from tutor.content.path import path
from tutor.i18n import N_, Translator, pick_language
from tutor.paths import lesson_roots

if TYPE_CHECKING:
    from tutor.content.placeholders import Filler
    from tutor.content.steps import Lesson
    from tutor.lesson.library import Library

# Playing.


@click.command(help=COMMANDS["play"])
@click.argument("lesson")
@click.option("--plain", is_flag=True, help=N_("Line by line, for screen readers and pipes."))
@click.option("--size", type=click.IntRange(1, 4), help=N_("Letter size, 1 to 4."))
@click.option("--lang", metavar="CODE", help=N_("Language of the lesson: vi or en."))
@click.option("--no-speech", is_flag=True, help=N_("Without the voice."))
def play_lesson(
    lesson: str, plain: bool, size: int | None, lang: str | None, no_speech: bool
) -> None:
    """Play a lesson on the screen, or line by line with `--plain`; of a file nothing is kept."""
    from tutor.cli import wiring

    if _is_file(lesson):
        _play_file(Path(lesson), size, plain=plain, speech=not no_speech)
        return
    language = pick_language(lang or current_translator().language)
    library = wiring.library()
    if library.catalogue.entry(lesson, language) is None:
        raise unknown_lesson(lesson, library.catalogue, Translator(language))
    if plain:
        _play_plain(lesson, language, library)
    else:
        from tutor.cli.app import open_app

        open_app(language, lesson, size, speech=not no_speech)


def _is_file(lesson: str) -> bool:
    """Return whether a lesson is named by its file instead of its id."""
    return lesson.endswith(".yaml") and Path(lesson).is_file()


def _play_file(path: Path, size: int | None, *, plain: bool, speech: bool) -> None:
    """Play the lesson of a file from its beginning, line by line where there is no terminal."""
    from tutor.cli import wiring

    translate = current_translator()
    file = wiring.lesson_file(path)
    file.load()
    script = file.script
    if script is None:
        file.check()
        print_all(file.problems, translate, err=True)
        raise click.exceptions.Exit(USER_DATA)
    if not plain and sys.stdin.isatty() and sys.stdout.isatty():
        from tutor.cli.app import open_file

        open_file(file, translate, size, speech=speech, watched=False)
        return
    from tutor.lesson.library import address_for
    from tutor.lesson.plain import PlainSession
    from tutor.lesson.run import start_run
    from tutor.records.people import GUEST

    address = address_for(script.lesson, "bac")
    phrases = file.library.phrases(script.lesson.language, address)
    store = wiring.guest_records().store
    try:
        run = start_run(script, GUEST, store, wiring.now, wiring.new_id)
        PlainSession(run, phrases, _read_line, _write_line, None).play()
    finally:
        store.close()


def _play_plain(lesson: str, language: str, library: "Library") -> None:
    from tutor.cli import wiring
    from tutor.cli.records_access import print_notices
    from tutor.lesson.library import address_for
    from tutor.lesson.plain import PlainSession
    from tutor.lesson.run import open_run
    from tutor.records.people import GUEST

    translate = Translator(language)
    try:
        script = library.script(lesson, language)
    except LessonError as error:
        print_all(error.problems, translate, err=True)
        raise click.exceptions.Exit(USER_DATA) from None
    phrases = library.phrases(language, address_for(script.lesson, "bac"))
    records = wiring.open_records()
    if not records.keeps:
        note = N_("This laptop cannot keep what is learned today. The lessons work.")
        print_note(phrases, note)
    print_notices(records.store, translate)
    try:
        run = open_run(script, GUEST, records.store, wiring.now, wiring.new_id)
        restart = _restart_command(lesson, language) if records.keeps else ""
        PlainSession(run, phrases, _read_line, _write_line, restart).play()
    finally:
        records.store.close()


def _restart_command(lesson: str, language: str) -> str:
    """Return the command that goes on with a lesson, its language named where it is not the usual one."""
    usual = pick_language(None) == language
    return f"tutor play {lesson} --plain" + ("" if usual else f" --lang {language}")


def _read_line() -> str | None:
    try:
        return sys.stdin.readline() or None
    except KeyboardInterrupt:
        return None


def _write_line(line: str) -> None:
    click.echo(line)
    sys.stdout.flush()


# Listing.


@click.command(help=COMMANDS["list"])
@click.option("--topic", metavar="TOPIC", help=N_("Only the lessons of this topic."))
@click.option("--path", "along", is_flag=True, help=N_("In the order in which they are learnt."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print the list as JSON."))
def list_lessons(topic: str | None, along: bool, as_json: bool) -> int:
    """Print the lessons in the language of the program."""
    translate = current_translator()
    catalogue = Catalogue(lesson_roots())
    topics = [known.id for known in catalogue.topics(translate.language, audience=None)]
    if topic is not None and topic not in topics:
        message = N_("There is no topic {name}. Topics: {known}")
        raise usage_error(message, name=topic, known=", ".join(topics))
    entries = catalogue.lessons(translate.language, topic, audience=None)
    if along:
        # The whole path, so that a topic keeps its place in it.
        whole = path(catalogue.lessons(translate.language))
        entries = tuple(entry for entry in whole if topic in (None, entry.topic))
    if as_json:
        print_json([_entry_row(entry) for entry in entries])
    elif along:
        _print_path(entries, translate)
    else:
        print_lessons(catalogue, translate, topic)
    print_problems(catalogue, translate)
    return DONE


def _print_path(entries: Sequence[LessonEntry], translate: Translator) -> None:
    """Print lessons as they are learnt one after another, each with those it comes after."""
    for number, entry in enumerate(entries, 1):
        minutes = translate(N_("{minutes} min"), minutes=entry.minutes)
        after = translate(N_("after {lessons}"), lessons=", ".join(entry.after))
        text = f"{number:>3}  {entry.id}  {entry.title}  ({minutes})"
        click.echo(f"{text}  {after}" if entry.after else text)


def _entry_row(entry: LessonEntry) -> dict[str, object]:
    return {
        "id": entry.id,
        "topic": entry.topic,
        "title": entry.title,
        "objective": entry.objective,
        "audience": entry.audience,
        "minutes": entry.minutes,
        "steps": entry.step_count,
        "after": entry.after,
        "languages": entry.languages,
    }


# Showing.


@click.command(help=N_("Show one lesson as text, with its answers and notes."))
@click.argument("lesson")
@click.option("--map", "as_map", is_flag=True, help=N_("Only the branches of its conversations."))
@click.option(
    "--pictures",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help=N_("Draw the branches of each conversation as SVG in this folder."),
)
def show_lesson(lesson: str, as_map: bool, pictures: Path | None) -> int:
    """Print a lesson, by its id or its file, or a map of its conversations."""
    from tutor.authoring.outline import outline
    from tutor.content.facts import load_facts
    from tutor.content.placeholders import Filler

    translate = current_translator()
    loaded = load_lesson(lesson, translate.language)
    filler = Filler(loaded.language, facts=partial(load_facts, *lesson_roots()))
    if as_map or pictures is not None:
        _show_map(loaded, filler, translate, pictures)
        return DONE
    for line in outline(loaded, filler, translate):
        click.echo(line)
    return DONE


def _show_map(
    lesson: "Lesson", filler: "Filler", translate: Translator, folder: Path | None
) -> None:
    """Print the branches of the conversations of a lesson, or draw them in a folder."""
    from tutor.authoring.branches import picture, talks, text_map
    from tutor.content.text import strip_emphasis
    from tutor.paths import write_atomic

    def plain(text: str) -> str:
        return filler.fill(strip_emphasis(text))

    for number, talk in enumerate(talks(lesson)):
        if folder is None:
            lines = ([""] if number else []), text_map(talk, plain, translate)
            click.echo("\n".join(line for part in lines for line in part))
            continue
        name = "-".join(filter(None, (lesson.id, talk.id, str(talk.variant or ""))))
        with report_refusals(translate):
            drawn = picture(talk, plain, translate).encode()
            click.echo(write_atomic(folder / f"{name}.svg", drawn))


def load_lesson(lesson: str, language: str) -> "Lesson":
    """Return a lesson by its id or its file.

    One that is missing is wrong usage, and one with problems ends the command with 1.
    """
    catalogue = Catalogue(lesson_roots())
    translate = current_translator()
    try:
        if _is_file(lesson):
            return load_file(Path(lesson)).lesson
        return catalogue.load(lesson, language).lesson
    except LessonError as error:
        if not error.problems:
            raise unknown_lesson(lesson, catalogue, translate) from None
        print_all(error.problems, translate, err=True)
        raise click.exceptions.Exit(USER_DATA) from None


def unknown_lesson(lesson: str, catalogue: Catalogue, translate: Translator) -> click.UsageError:
    """Return the usage error that there is no such lesson, with the name that was perhaps meant."""
    from difflib import get_close_matches

    ids = [entry.id for entry in catalogue.lessons(translate.language, audience=None)]
    message = N_("There is no lesson {name}. `tutor list` shows those that there are.")
    if near := "".join(get_close_matches(lesson, ids, n=1)):
        message = N_("There is no lesson {name}. Did you mean {near}?")
    sentence = translate(message, name=lesson, near=near)
    return click.UsageError(sentence, click.get_current_context())
