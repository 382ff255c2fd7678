"""Chooses the engine for a sentence and renders it; goes on with the next engine when one fails."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from tutor.speech.clip import Clip, silence
from tutor.speech.engines import Engine, EngineUnavailableError, Reason
from tutor.speech.profiles import (
    EngineVoice,
    Profile,
    System,
    choose_profile,
    primary,
    this_system,
)
from tutor.speech.speaker import DegradedReason, Speed, Utterance
from tutor.speech.spoken import spoken_text

_log = logging.getLogger(__name__)

# An engine that has failed so often is not asked again until the program is started anew.
_FAULTS = 2

# How long an unspoken sentence stands, in words a second: Vietnamese words are single syllables.
_READING = {"vi": 4.2}
_READING_OTHER = 2.5
_NO_PROFILE_PAUSE = 0.9

# What an engine may take before it is held to be hung: to open, and for one sentence.
_OPEN_SECONDS = 10.0
_RENDER_SECONDS = 2.0

Watch = Callable[[str, float], AbstractContextManager[None]]


class NoVoiceError(Exception):
    """Nothing on this machine speaks the language."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A sentence as sound, who said it (None for silence), and the pause after it in seconds."""

    clip: Clip
    engine: str | None
    pause: float


@dataclass(frozen=True, slots=True)
class Ability:
    """Whether an engine of a profile can speak here: its own name of the voice, or why it cannot."""

    profile: Profile
    engine: str
    voice: str
    reason: Reason | None


class Voices:
    """Profiles and engines of this machine. Used from one thread, as the engines are.

    `watch` is entered around every call of an engine, with its name and the seconds it may take;
    `degraded` is told reasons. Engines named in `without` are left out.
    """

    def __init__(
        self,
        profiles: Sequence[Profile],
        engines: Iterable[Engine],
        *,
        without: Iterable[str] = (),
        system: System | None = None,
        watch: Watch = lambda _name, _seconds: nullcontext(),
        degraded: Callable[[DegradedReason], None] = lambda _: None,
    ) -> None:
        self._profiles = profiles
        left_out = set(without)
        self._engines = {e.name: e for e in engines if e.name not in left_out}
        self._system: System = system or this_system()
        self._watch = watch
        self._degraded = degraded
        self._faults: Counter[str] = Counter()

    def render(self, utterance: Utterance, speed: Speed) -> Rendered:
        """Return the sentence as sound.

        Raises:
            NoVoiceError: no engine can say it.
        """
        profile = choose_profile(self._profiles, utterance.language, utterance.voice)
        if profile is None:
            raise NoVoiceError(utterance.language)
        spoken = spoken_text(utterance, profile.region)
        for name in profile.order[self._system]:
            engine = self._engines.get(name)
            if engine is None or self._faults[name] >= _FAULTS:
                continue
            try:
                clip = self._render(engine, profile.engines[name], profile.language, spoken, speed)
            except EngineUnavailableError as error:
                _log.info("%s: %s", name, error)
            except Exception:
                # Engines are other people's code, and an engine of theirs must not end the speech.
                _log.exception("%s failed", name)
                self._faults[name] += 1
                self._degraded("engine-replaced")
            else:
                return Rendered(clip, name, profile.pauses[speed])
        raise NoVoiceError(utterance.language)

    def render_or_silence(self, utterance: Utterance, speed: Speed) -> Rendered:
        """Return the sentence as sound, else as silence of the time it takes to read it."""
        try:
            return self.render(utterance, speed)
        except NoVoiceError:
            self._degraded("no-voice")
        words = len(spoken_text(utterance).split())
        rate = _READING.get(primary(utterance.language), _READING_OTHER)
        return Rendered(silence(words / rate), None, _NO_PROFILE_PAUSE)

    def _render(
        self, engine: Engine, wanted: EngineVoice, language: str, spoken: str, speed: Speed
    ) -> Clip:
        with self._watch(engine.name, _OPEN_SECONDS):
            voice = engine.voice(language, wanted.voice)
        with self._watch(engine.name, _RENDER_SECONDS):
            clip = engine.render(spoken, voice, wanted.rates[speed]).trimmed()
        if not clip.frames and any(c.isalnum() for c in spoken):
            raise RuntimeError(f"no sound for {len(spoken)} characters")
        return clip

    def abilities(self) -> list[Ability]:
        """Ask every engine of every profile, in the order in which they would speak."""
        return [
            self._ability(profile, name)
            for profile in self._profiles
            for name in profile.order[self._system]
        ]

    def _ability(self, profile: Profile, name: str) -> Ability:
        engine = self._engines.get(name)
        if engine is None:
            return Ability(profile, name, "", "unknown-engine")
        try:
            voice = engine.voice(profile.language, profile.engines[name].voice)
        except EngineUnavailableError as error:
            return Ability(profile, name, "", error.reason)
        except Exception:
            _log.exception("%s failed", name)
            return Ability(profile, name, "", "fault")
        return Ability(profile, name, voice, None)
