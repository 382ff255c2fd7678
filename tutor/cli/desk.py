"""The commands of an author's desk: `tutor preview` and `tutor schema`."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from tutor.cli import DONE
from tutor.cli.console import report_refusals, usage_error
from tutor.cli.group import current_translator
from tutor.cli.params import InFile, OutFolder
from tutor.i18n import N_
from tutor.paths import lessons_folder, own_lessons

_PREVIEW_HELP = N_(
    "Play the lesson of FILE on the screen, and show it anew at the same step whenever the file is saved. "
    "Its problems stand beside it, in a narrow window on the key F4. Nothing is recorded."
)


@click.command(help=_PREVIEW_HELP)
@click.argument("file", type=InFile())
@click.option("--step", metavar="STEP", help=N_("Begin at this step: its id or its number."))
@click.option("--size", type=click.IntRange(1, 4), help=N_("Letter size, 1 to 4."))
@click.option("--no-speech", is_flag=True, help=N_("Without the voice."))
def preview(file: Path, step: str | None, size: int | None, no_speech: bool) -> None:
    """Play a lesson file while it is edited."""
    from tutor.cli import wiring
    from tutor.cli.app import open_file

    opened = wiring.lesson_file(file)
    opened.read()
    index = 0
    if step is not None and opened.script is not None:
        lesson = opened.script.lesson
        number = int(step) - 1 if step.isascii() and step.isdigit() else lesson.index_of(step)
        if number is None or number not in range(len(lesson.steps)):
            message = N_("{name} needs the id of a step, or its number from 1 to {most}.")
            raise usage_error(message, name="--step", most=len(lesson.steps))
        index = number
    translate = current_translator()
    open_file(opened, translate, size, speech=not no_speech, watched=True, step=index)


_SCHEMA_HELP = N_(
    "Print the schema by which an editor completes, explains and checks a lesson, with the names of your own "
    "lessons folder: pictures, facts, words, apps of the practice phone."
)


@click.command(help=_SCHEMA_HELP)
@click.option("--app", is_flag=True, help=N_("That of an app of the practice phone instead."))
@click.option(
    "--out",
    type=OutFolder(),
    metavar="FOLDER",
    help=N_(
        "Write both into this lessons folder, where the first line of each file looks for them."
    ),
)
def schema(app: bool, out: Path | None) -> int:
    """Print a schema, or write both into a lessons folder."""
    if out is not None:
        with report_refusals(current_translator()):
            for file in write_schemas(out):
                click.echo(file)
        return DONE
    from tutor.authoring.schema import APP_SCHEMA, LESSON_SCHEMA

    click.echo(_schemas(own_lessons())[APP_SCHEMA if app else LESSON_SCHEMA], nl=False)
    return DONE


def write_schemas(root: Path) -> Sequence[Path]:
    """Write the schemas into a lessons folder, and return their files; what stood there is replaced."""
    from tutor.paths import write_atomic

    return [write_atomic(root / name, text.encode()) for name, text in _schemas(root).items()]


def _schemas(root: Path) -> Mapping[str, str]:
    """Return the schemas with the names of a lessons folder, which need not exist."""
    from tutor.authoring.context import CheckContext
    from tutor.authoring.schema import schemas_of

    shipped = lessons_folder()
    return schemas_of(CheckContext(root if root.is_dir() else shipped, shipped, date.min))
