"""`tutor voices` lists the engines of every voice profile and why some cannot speak here.

`tutor voices add` installs a voice from a file.
"""

import contextlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from tutor.cli import DONE, USER_DATA
from tutor.cli.console import report_refusals
from tutor.cli.group import Context, translator_of
from tutor.cli.params import InPath
from tutor.i18n import N_, Translator
from tutor.speech.voices import Ability

_REASONS = {
    "no-library": N_("its program is not on this computer"),
    "no-data": N_("its voice data is missing"),
    "no-language": N_("it has no voice for this language"),
    "in-use": N_("the voice above speaks through the same program"),
    "fault": N_("it failed when it was tried"),
    "unknown-engine": N_("this program does not know it"),
}


@click.group(
    help=N_("Show which voices can speak here, the first of a language being the one that speaks."),
    invoke_without_command=True,
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print for a program to read."))
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> int:
    """List the voices of this computer."""
    if ctx.invoked_subcommand is not None:
        return DONE
    from tutor.speech.voices import open_voices

    voices, problems = open_voices()
    # Third-party engines print to stdout, which is for our output alone.
    with contextlib.redirect_stdout(sys.stderr):
        abilities = voices.abilities()
    for problem in problems:
        click.echo(str(problem), err=True)
    if as_json:
        click.echo(
            json.dumps([_row(ability) for ability in abilities], ensure_ascii=False, indent=2)
        )
    else:
        _print(abilities, translator_of(ctx))
    return DONE


def _row(ability: Ability) -> dict[str, str | None]:
    return {
        "language": ability.profile.language,
        "voice": ability.profile.name,
        "title": ability.profile.title,
        "engine": ability.engine,
        "engine_voice": ability.voice or None,
        "reason": ability.reason,
        "attribution": ability.profile.attribution,
    }


def _print(abilities: Iterable[Ability], translate: Translator) -> None:
    for ability in abilities:
        if ability.reason is None:
            state = translate(N_("speaks: {voice}"), voice=ability.voice)
        else:
            state = translate(_REASONS[ability.reason])
        click.echo(
            f"{ability.profile.language}  {ability.profile.name:8}{ability.profile.title:12}"
            f"{ability.engine:10}{state}"
        )


@command.command(
    "add", help=N_("Install a Piper voice (.onnx) or a recorded voice (.zip or a folder).")
)
@click.argument("file", type=InPath())
@click.pass_context
def add(ctx: click.Context, file: Path) -> int:
    """Check a voice and install it in the user's folder."""
    from tutor.paths import own_voices
    from tutor.speech.engines.recorded import VoiceFileError
    from tutor.speech.installing import install_voice

    translate = translator_of(ctx)
    try:
        with report_refusals(translate):
            installed = install_voice(file, own_voices())
    except VoiceFileError as error:
        click.echo(translate(error.message, **error.values), err=True)
        return USER_DATA
    message = N_("The voice {name} ({language}) is installed. `tutor voices` lists it.")
    click.echo(translate(message, name=installed.name, language=installed.language), err=True)
    return DONE


add.context_class = Context
