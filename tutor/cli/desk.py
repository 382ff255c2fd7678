"""The commands of an author's desk: `tutor preview`."""

from pathlib import Path

import click

from tutor.cli.console import usage_error
from tutor.cli.group import current_translator
from tutor.cli.params import InFile
from tutor.i18n import N_

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
        if number not in range(len(lesson.steps)):
            message = N_("{name} needs the id of a step, or its number from 1 to {most}.")
            raise usage_error(message, name="--step", most=len(lesson.steps))
        index = number or 0
    translate = current_translator()
    open_file(opened, translate, size, speech=not no_speech, watched=True, step=index)
