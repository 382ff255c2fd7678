"""The commands about the voice: `tutor say` speaks a text, `tutor voices` lists and installs voices."""

import contextlib
import json
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tutor.cli import DONE, MISSING, USER_DATA
from tutor.cli.console import NO_VOICE, fail, print_note, report_refusals
from tutor.cli.group import current_translator
from tutor.cli.params import InPath, OutFile
from tutor.content.text import clean, split_sentences, strip_emphasis
from tutor.i18n import N_, Translator
from tutor.speech.client import WorkerSpeaker
from tutor.speech.normalise import spoken_text
from tutor.speech.speaker import (
    SPEEDS,
    Degraded,
    DegradedReason,
    Finished,
    SpeechEvent,
    Speed,
    Utterance,
)

if TYPE_CHECKING:
    from tutor.speech.installing import Installed
    from tutor.speech.voices import Ability

voice_option = click.option(
    "--voice", default="", metavar="NAME", help=N_("A voice that `tutor voices` lists.")
)
speed_option = click.option(
    "--speed", type=click.Choice(SPEEDS), default="normal", show_default=True
)

# Saying a text.

_FAILURES: dict[DegradedReason, str] = {
    "no-voice": NO_VOICE,
    "no-device": N_("This computer has no sound to play on; --out writes a sound file instead."),
    "worker-lost": N_("The voice stopped working on this computer."),
}


@click.command(help=N_('Speak TEXT aloud; "-" reads it from the input.'))
@click.argument("text")
@click.option("--lang", metavar="CODE", help=N_("Language of the text: vi, en."))
@voice_option
@speed_option
@click.option("--show", is_flag=True, help=N_("Print the exact spoken words; needs no sound."))
@click.option("--out", type=OutFile(), help=N_("Write a WAV file instead of speaking."))
def say(
    text: str, lang: str | None, voice: str, speed: Speed, show: bool, out: Path | None
) -> None:
    """Speak a text, print the words that would be spoken, or write them to a WAV file."""
    translate = current_translator()
    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
    language = lang or translate.language
    utterances = [
        Utterance(sentence, language, voice=voice)
        for sentence in split_sentences(strip_emphasis(clean(text)))
    ]
    if not utterances:
        raise click.UsageError(translate(N_("There is nothing to say.")))
    if show:
        region = _region(language, voice)
        for utterance in utterances:
            click.echo(spoken_text(utterance.text, utterance.language, region))
    if out is not None:
        _write(utterances, speed, out, translate)
    elif not show:
        _speak(utterances, speed, translate)


def _region(language: str, voice: str) -> str:
    from tutor.paths import voice_folders
    from tutor.speech.profiles import choose_profile, read_profiles

    profiles, _problems = read_profiles(voice_folders())
    profile = choose_profile(profiles, language, voice)
    return profile.region if profile else ""


def _write(utterances: Sequence[Utterance], speed: Speed, out: Path, translate: Translator) -> None:
    from tutor.speech.clip import with_silence, write_wav
    from tutor.speech.voices import NoVoiceError, compose, open_voices

    opened, _problems = open_voices()
    try:
        clip = compose(opened, utterances, speed)
    except NoVoiceError:
        fail(MISSING, translate, NO_VOICE)
    with report_refusals(translate):
        write_wav(with_silence(clip), out)


def _speak(utterances: Sequence[Utterance], speed: Speed, translate: Translator) -> None:
    finished = threading.Event()
    failures: list[DegradedReason] = []

    def follow(event: SpeechEvent) -> None:
        if isinstance(event, Degraded) and event.reason in _FAILURES:
            failures.append(event.reason)
            finished.set()
        elif isinstance(event, Finished):
            finished.set()

    with tempfile.TemporaryDirectory(prefix="tutor-") as state:
        speaker = WorkerSpeaker(Path(state))
        try:
            speaker.settings(speed, 10)
            speaker.say(utterances, follow)
            finished.wait()
        finally:
            speaker.close()
    if failures:
        fail(MISSING, translate, _FAILURES[failures[0]])


# The voices of this computer.

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
def voices(ctx: click.Context, as_json: bool) -> int:
    """List the engines of every voice profile, and why some cannot speak here."""
    if ctx.invoked_subcommand is not None:
        return DONE
    from tutor.speech.voices import open_voices

    opened, problems = open_voices()
    # Third-party engines print to stdout, which is for our output alone.
    with contextlib.redirect_stdout(sys.stderr):
        abilities = opened.abilities()
    for problem in problems:
        click.echo(str(problem), err=True)
    if as_json:
        rows = [_ability_row(ability) for ability in abilities]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return DONE
    translate = current_translator()
    for ability in abilities:
        click.echo(_ability_line(ability, translate))
    for line in _better_voices(translate):
        click.echo(line)
    return DONE


_WINDOWS_VOICE = N_(
    "Windows has a voice of its own: Settings, Time & language, Speech, Add voices, Vietnamese."
)
_OTHER_WAYS = N_("Or somebody of the village reads the sentences: docs/voices.md says how.")


def _better_voices(translate: Translator) -> Iterator[str]:
    """Yield which better voices this computer can have, how large, under which licence, and how."""
    from tutor.paths import own_voices
    from tutor.speech.offers import installed_models, offers_for

    offers = offers_for(translate.language, installed_models(own_voices()))
    if offers:
        yield ""
        yield translate(N_("A better voice for this computer:"))
    for offer in offers:
        about = N_("  {name}: {megabytes} MB, licence {licence} ({title})")
        values = {"name": offer.name, "licence": offer.licence, "title": offer.title}
        yield translate(about, megabytes=offer.megabytes, **values)
        yield f"    tutor voices get {offer.name}"
        stick = N_("    tutor voices get {name} --from FOLDER   (a stick; without a network)")
        yield translate(stick, name=offer.name)
    if offers and sys.platform == "win32":
        yield f"  {translate(_WINDOWS_VOICE)}"
    if offers:
        yield f"  {translate(_OTHER_WAYS)}"


def _ability_row(ability: "Ability") -> dict[str, str | None]:
    return {
        "language": ability.profile.language,
        "voice": ability.profile.name,
        "title": ability.profile.title,
        "engine": ability.engine,
        "engine_voice": ability.voice or None,
        "reason": ability.reason,
        "attribution": ability.profile.attribution,
    }


def _ability_line(ability: "Ability", translate: Translator) -> str:
    profile = ability.profile
    if ability.reason is None:
        state = translate(N_("speaks: {voice}"), voice=ability.voice)
    else:
        state = translate(_REASONS[ability.reason])
    return f"{profile.language}  {profile.name:8}{profile.title:12}{ability.engine:10}{state}"


@voices.command("get", help=N_("Install a better voice from the network, or from a folder."))
@click.argument("name", default="")
@click.option("--from", "folder", type=InPath(), help=N_("A folder that has its files: a stick."))
def get(name: str, folder: Path | None) -> int:
    """Install an offered voice, once it has spoken here."""
    from tutor.paths import own_voices
    from tutor.speech.offers import fetch_offer, read_offers, take_offer
    from tutor.speech.proving import install_piper, prove_model

    def install() -> "Installed":
        install_piper(folder)
        if folder is None:
            return fetch_offer(offer, own_voices(), prove_model, lambda _: None)
        return take_offer(offer, [folder], own_voices(), prove_model)

    translate = current_translator()
    offers = [o for o in read_offers() if name in ("", o.name)]
    if not offers:
        names = ", ".join(o.name for o in read_offers())
        raise click.UsageError(translate(N_("There are these voices: {names}."), names=names))
    offer = next((o for o in offers if o.language == translate.language), offers[0])
    size = N_("{name}: {megabytes} MB, licence {licence}")
    values = {"name": offer.name, "licence": offer.licence}
    print_note(translate, size, megabytes=offer.megabytes, **values)
    return _install(install, translate)


@voices.command(
    "add", help=N_("Install a Piper voice (.onnx) or a recorded voice (.zip or a folder).")
)
@click.argument("file", type=InPath())
def add(file: Path) -> int:
    """Check a voice and install it in the user's folder."""
    from tutor.paths import own_voices
    from tutor.speech.installing import install_voice

    return _install(lambda: install_voice(file, own_voices()), current_translator())


def _install(install: Callable[[], "Installed"], translate: Translator) -> int:
    """Install a voice, and print its name; print what is wrong with it and exit with 1 where it cannot be."""
    from tutor.speech.engines.recorded import VoiceFileError

    try:
        with report_refusals(translate):
            installed = install()
    except VoiceFileError as error:
        fail(USER_DATA, translate, error.message, **error.values)
    message = N_("The voice {name} ({language}) is installed. `tutor voices` lists it.")
    print_note(translate, message, name=installed.name, language=installed.language)
    return DONE
