"""`tutor audio`: a lesson as sound files, for a phone or the village loudspeaker."""

from functools import partial
from pathlib import Path

import click

from tutor.cli import DONE, MISSING
from tutor.cli.console import pip_command, report_refusals
from tutor.cli.group import translator_of
from tutor.cli.params import OutFolder
from tutor.cli.show import load_lesson
from tutor.content.facts import load_facts
from tutor.content.placeholders import Filler
from tutor.i18n import N_, Translator
from tutor.languages import LANGUAGES
from tutor.paths import lesson_roots
from tutor.publish.audio import FORMATS, AudioFormat, NoEncoderError, audio_script, write_audio
from tutor.speech.speaker import SPEEDS, Speed
from tutor.speech.voices import NoVoiceError, open_voices


@click.command(help=N_("Make sound files of a lesson, for a phone or the loudspeaker."))
@click.argument("lesson")
@click.option("--lang", type=click.Choice(LANGUAGES), help=N_("The language of the lesson."))
@click.option(
    "--out",
    type=OutFolder(),
    metavar="FOLDER",
    help=N_("Where the files go; a folder of the lesson's name when not stated."),
)
@click.option("--voice", default="", metavar="NAME", help=N_("A voice that `tutor voices` lists."))
@click.option("--speed", type=click.Choice(SPEEDS), default="normal", show_default=True)
@click.option("--format", "kind", type=click.Choice(FORMATS), default="wav", show_default=True)
@click.pass_context
def command(
    ctx: click.Context,
    lesson: str,
    lang: str | None,
    out: Path | None,
    voice: str,
    speed: Speed,
    kind: AudioFormat,
) -> int:
    """Write one file for each step and one for the whole lesson; print their names."""
    translate = translator_of(ctx)
    roots = lesson_roots()
    loaded = load_lesson(ctx, lesson, lang or translate.language)
    filler = Filler(loaded.language, facts=partial(load_facts, *roots))
    parts = audio_script(loaded, filler, Translator(loaded.language), voice)
    voices, _problems = open_voices()
    try:
        with report_refusals(translate):
            for file in write_audio(loaded.id, parts, voices, speed, out or Path(loaded.id), kind):
                click.echo(file)
    except NoVoiceError:
        message = translate(
            N_("No voice on this computer speaks this language; `tutor voices` says why.")
        )
    except NoEncoderError:
        message = translate(
            N_("MP3 needs one more package: {command}"), command=pip_command("lameenc")
        )
    else:
        return DONE
    click.echo(message, err=True)
    return MISSING
