"""`tutor say` speaks a text, prints the words that would be spoken, or writes them to a WAV file."""

import sys
import tempfile
import threading
from pathlib import Path
from typing import NoReturn

import click

from tutor.cli import MISSING
from tutor.cli.console import report_refusals
from tutor.cli.group import translator_of
from tutor.cli.params import OutFile
from tutor.content.text import clean, split_sentences, strip_emphasis
from tutor.i18n import N_, Translator
from tutor.speech.normalise import (
    spoken_text,
)
from tutor.speech.opening import open_speaker
from tutor.speech.speaker import (
    SPEEDS,
    Degraded,
    DegradedReason,
    Finished,
    SpeechEvent,
    Speed,
    Utterance,
)

_NO_VOICE = N_("No voice on this computer speaks this language; `tutor voices` says why.")
_FAILURES: dict[DegradedReason, str] = {
    "no-voice": _NO_VOICE,
    "no-device": N_("This computer has no sound to play on; --out writes a sound file instead."),
    "worker-lost": N_("The voice stopped working on this computer."),
}


@click.command(help=N_('Speak TEXT aloud; "-" reads it from the input.'))
@click.argument("text")
@click.option("--lang", metavar="CODE", help=N_("Language of the text: vi, en."))
@click.option("--voice", default="", metavar="NAME", help=N_("A voice that `tutor voices` lists."))
@click.option("--speed", type=click.Choice(SPEEDS), default="normal", show_default=True)
@click.option("--show", is_flag=True, help=N_("Print the exact spoken words; needs no sound."))
@click.option(
    "--out",
    type=OutFile(),
    metavar="FILE",
    help=N_("Write a WAV file instead of speaking."),
)
@click.pass_context
def command(
    ctx: click.Context,
    text: str,
    lang: str | None,
    voice: str,
    speed: Speed,
    show: bool,
    out: Path | None,
) -> None:
    """Speak a text, print the words that would be spoken, or write them to a WAV file."""
    _ = translator_of(ctx)
    if text == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
    language = lang or _.language
    utterances = [
        Utterance(sentence, language, voice=voice)
        for sentence in split_sentences(strip_emphasis(clean(text)))
    ]
    if not utterances:
        raise click.UsageError(_("There is nothing to say."))
    if show:
        region = _region(language, voice)
        for utterance in utterances:
            click.echo(spoken_text(utterance.text, utterance.language, region))
    if out is not None:
        _write(utterances, speed, out, _)
    elif not show:
        _speak(utterances, speed, _)


def _region(language: str, voice: str) -> str:
    from tutor.paths import voice_folders
    from tutor.speech.profiles import choose_profile, read_profiles

    profiles, _problems = read_profiles(voice_folders())
    profile = choose_profile(profiles, language, voice)
    return profile.region if profile else ""


def _write(utterances: list[Utterance], speed: Speed, out: Path, _: Translator) -> None:
    from tutor.speech.clip import write_wav
    from tutor.speech.voices import NoVoiceError, compose, open_voices

    voices, _problems = open_voices()
    try:
        clip = compose(voices, utterances, speed)
    except NoVoiceError:
        _fail(_(_NO_VOICE))
    with report_refusals(_):
        write_wav(clip, out)


def _speak(utterances: list[Utterance], speed: Speed, _: Translator) -> None:
    finished = threading.Event()
    failures: list[DegradedReason] = []

    def follow(event: SpeechEvent) -> None:
        if isinstance(event, Degraded) and event.reason in _FAILURES:
            failures.append(event.reason)
            finished.set()
        elif isinstance(event, Finished):
            finished.set()

    with tempfile.TemporaryDirectory(prefix="tutor-") as state:
        speaker = open_speaker(Path(state))
        try:
            speaker.settings(speed, 10)
            speaker.say(utterances, follow)
            finished.wait()
        finally:
            speaker.close()
    if failures:
        _fail(_(_FAILURES[failures[0]]))


def _fail(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    raise SystemExit(MISSING)
