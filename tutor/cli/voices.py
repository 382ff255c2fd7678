"""`tutor voices`: what can speak on this computer, by language, and why the rest cannot."""

import contextlib
import json
import sys

import click

from tutor.i18n import N_, Words, pick_language

_REASONS = {
    "no-library": N_("its program is not on this computer"),
    "no-data": N_("its voice data is missing"),
    "no-language": N_("it has no voice for this language"),
    "in-use": N_("the voice above speaks through the same program"),
    "fault": N_("it failed when it was tried"),
    "unknown-engine": N_("this program does not know it"),
}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print for a program to read.")
def command(as_json: bool) -> None:
    """List the voices of this computer, the first of a language being the one that speaks."""
    from tutor.speech.engines import own_engines
    from tutor.speech.profiles import bundled_profiles, read_profiles
    from tutor.speech.voices import Voices

    _ = Words(pick_language(None))
    profiles, problems = read_profiles([bundled_profiles()])
    # Engines of other people print; our output is for programs.
    with contextlib.redirect_stdout(sys.stderr):
        abilities = Voices(profiles, own_engines()).abilities()
    for problem in problems:
        click.echo(str(problem), err=True)
    if as_json:
        rows = [
            {
                "language": able.profile.language,
                "voice": able.profile.name,
                "title": able.profile.title,
                "engine": able.engine,
                "engine_voice": able.voice or None,
                "reason": able.reason,
            }
            for able in abilities
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for able in abilities:
        state = _("speaks") if able.reason is None else _(_REASONS[able.reason])
        click.echo(
            f"{able.profile.language}  {able.profile.name:8}{able.profile.title:12}"
            f"{able.engine:8}{state}"
        )
