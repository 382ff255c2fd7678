"""`tutor play`: one lesson at once, on the screen or line by line."""

import sys
from typing import TYPE_CHECKING

import click

from tutor.i18n import N_, Translator, pick_language

if TYPE_CHECKING:
    from tutor.lesson.library import Library

USER_DATA = 1


@click.command(help=N_("Play one lesson at once."))
@click.argument("lesson")
@click.option("--plain", is_flag=True, help=N_("Line by line, for screen readers and pipes."))
@click.option("--size", type=click.IntRange(1, 4), help=N_("Letter size, 1 to 4."))
@click.option("--lang", metavar="CODE", help=N_("Language of the lesson: vi or en."))
@click.option("--no-speech", is_flag=True, help=N_("Without the voice."))
@click.pass_context
def command(
    ctx: click.Context,
    lesson: str,
    plain: bool,
    size: int | None,
    lang: str | None,
    no_speech: bool,
) -> None:
    """Play a lesson on the screen, or line by line with `--plain`; return the exit status."""
    from tutor.cli import wiring
    from tutor.cli.show import unknown_lesson

    language = pick_language(lang or (ctx.find_object(str)))
    library = wiring.library()
    if library.catalogue.entry(lesson, language) is None:
        said = unknown_lesson(lesson, library.catalogue, Translator(language))
        raise click.UsageError(said, ctx)
    if plain:
        raise SystemExit(_play_plain(lesson, language, library))
    from tutor.cli.app import open_app

    open_app(language, lesson, size, speech=not no_speech)


def _play_plain(lesson: str, language: str, library: "Library") -> int:
    from tutor.cli import wiring
    from tutor.cli.records_access import print_notices
    from tutor.content.catalogue import LessonError
    from tutor.content.messages import line_of
    from tutor.lesson.plain import PlainSession
    from tutor.lesson.run import open_run
    from tutor.records.people import GUEST

    _ = Translator(language)
    try:
        script = library.script(lesson, language)
    except LessonError as error:
        for problem in error.problems:
            click.echo(line_of(problem, _), err=True)
        return USER_DATA
    records = wiring.open_records()
    if not records.keeps:
        click.echo(_("This laptop cannot keep what is learned today. The lessons work."), err=True)
    print_notices(records.store, _)
    try:
        run = open_run(script, GUEST, records.store, wiring.now, wiring.new_id)
        phrases = library.phrases(language, "bac")
        PlainSession(run, phrases, _read_line, _write_line).play()
    finally:
        records.store.close()
    return 0


def _read_line() -> str | None:
    try:
        return sys.stdin.readline() or None
    except KeyboardInterrupt:
        return None


def _write_line(line: str) -> None:
    click.echo(line)
    sys.stdout.flush()
