"""Sentences as one clip, with the pauses that the voice makes when it speaks them."""

import contextlib
import sys
from collections.abc import Sequence

from tutor.paths import voice_folders
from tutor.speech.clip import Clip, joined, silence
from tutor.speech.engines import own_engines
from tutor.speech.profiles import ProfileError, read_profiles
from tutor.speech.speaker import Speed, Utterance
from tutor.speech.voices import Voices


def open_voices() -> tuple[Voices, list[ProfileError]]:
    """Return the voices of this computer in the present process, and the profiles that were left out."""
    profiles, problems = read_profiles(voice_folders())
    return Voices(profiles, own_engines()), problems


def compose(voices: Voices, utterances: Sequence[Utterance], speed: Speed) -> Clip:
    """Return the sentences, at least one, as they are spoken; what engines print goes to stderr.

    Raises:
        NoVoiceError: no engine can say one of them.
    """
    clips: list[Clip] = []
    with contextlib.redirect_stdout(sys.stderr):
        for utterance in utterances:
            rendered = voices.render(utterance, speed)
            if clips:
                clips.append(silence(rendered.pauses.before(utterance.text), clips[0].rate))
            clips += [rendered.clip, silence(utterance.pause, rendered.clip.rate)]
    return joined(clips)
