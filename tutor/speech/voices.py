"""Chooses the engine for a sentence and renders it; goes on with the next engine when one fails."""

import contextlib
import logging
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace

from tutor.paths import voice_folders
from tutor.speech.cache import ClipCache
from tutor.speech.clip import Clip, Mark, joined, silence
from tutor.speech.config_files import ConfigError
from tutor.speech.engines import Engine, EngineUnavailableError, Reason, own_engines
from tutor.speech.normalise import (
    normalise,
    spoken_text,
)
from tutor.speech.normalise.tokens import (
    Token,
    join_spoken,
    place_spoken,
)
from tutor.speech.profiles import (
    Pauses,
    Profile,
    System,
    choose_profile,
    clauses,
    primary,
    read_profiles,
    this_system,
)
from tutor.speech.speaker import DegradedReason, Speed, Utterance

_log = logging.getLogger(__name__)

# An engine that has failed so often is not asked again until the program is started anew.
_FAULTS = 2

# How long an unspoken sentence stands, in words a second: Vietnamese words are single syllables.
_READING = {"vi": 4.2}
_READING_OTHER = 2.5
_NO_PROFILE_PAUSES = Pauses(comma=0.35, sentence=0.9, question=1.5)

# What an engine may take before it is held to be hung: to open, and for one clause. An engine whose
# sound is worth keeping on disk is a slow one.
_OPEN_SECONDS = 10.0
_RENDER_SECONDS = 2.0
_SLOW_RENDER_SECONDS = 10.0

# A second voice that is made of the first: three semitones lower, as of somebody larger.
_SECOND_PITCH = 0.84

Watch = Callable[[str, float], AbstractContextManager[None]]


class NoVoiceError(Exception):
    """Nothing on this machine speaks the language."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A sentence as sound, who said it (None for silence), and the pauses of its voice.

    The marks of the clip are over the text of the utterance.
    """

    clip: Clip
    engine: str | None
    pauses: Pauses


@dataclass(frozen=True, slots=True)
class Ability:
    """Whether an engine of a profile can speak here: its own name of the voice, or why it cannot."""

    profile: Profile
    engine: str
    voice: str
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class _Role:
    """Whose voice it is: a voice of the engine, and at which pitch."""

    voice: str
    pitch: float = 1


def _role(engine: Engine, voice: str, *, caller: bool) -> _Role:
    """Return who says a sentence: the voice of the lesson, or another one for a caller's words."""
    other = engine.second(voice) if caller else voice
    if other is None or not caller:
        return _Role(voice)
    return _Role(other) if other != voice else _Role(voice, _SECOND_PITCH)


class Voices:
    """Profiles and engines of this machine. Used from one thread, as the engines are.

    `watch` is entered around every call of an engine, with its name and the seconds it may take;
    `degraded` is told reasons. Engines named in `without` are left out. What slow engines said of
    authored text is kept on `cache`.
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
        cache: ClipCache | None = None,
    ) -> None:
        self._profiles = profiles
        left_out = set(without)
        self._engines = {e.name: e for e in engines if e.name not in left_out}
        self._system: System = system or this_system()
        self._watch = watch
        self._degraded = degraded
        self._cache = cache
        self._faults: Counter[str] = Counter()
        self._missing: set[tuple[str, str]] = set()

    def render(self, utterance: Utterance, speed: Speed) -> Rendered:
        """Return the sentence as sound.

        Raises:
            NoVoiceError: no engine can say it.
        """
        profile = choose_profile(self._profiles, utterance.language, utterance.voice)
        if profile is None:
            raise NoVoiceError(utterance.language)
        tokens = normalise(utterance.text, utterance.language, profile.region)
        for name in profile.order[self._system]:
            engine = self._engines.get(name)
            if engine is None or self._faults[name] >= _FAULTS:
                continue
            try:
                voice = self._voice(engine, profile)
                if voice is None:
                    continue
                role = _role(engine, voice, caller=utterance.caller)
                clip = self._render(engine, role, profile, tokens, speed, utterance.authored)
            except EngineUnavailableError as error:
                _log.debug("%s: %s", name, error)
            except Exception:
                # Engines are other people's code, and an engine of theirs must not end the speech.
                _log.exception("%s failed", name)
                self._faults[name] += 1
                self._degraded("engine-replaced")
            else:
                marked = replace(clip, marks=shown_marks(clip.marks, tokens))
                return Rendered(marked, name, profile.pauses[speed])
        raise NoVoiceError(utterance.language)

    def render_or_silence(self, utterance: Utterance, speed: Speed) -> Rendered:
        """Return the sentence as sound, else as silence of the time it takes to read it."""
        try:
            return self.render(utterance, speed)
        except NoVoiceError:
            self._degraded("no-voice")
        words = len(spoken_text(utterance.text, utterance.language).split())
        rate = _READING.get(primary(utterance.language), _READING_OTHER)
        return Rendered(silence(words / rate), None, _NO_PROFILE_PAUSES)

    def _voice(self, engine: Engine, profile: Profile) -> str | None:
        """Return the engine's voice for a profile, None when it has none; it is asked no further then."""
        place = (engine.name, profile.name)
        if place in self._missing:
            return None
        try:
            with self._watch(engine.name, _OPEN_SECONDS):
                return engine.voice(profile.language, profile.engines[engine.name].voice)
        except EngineUnavailableError as error:
            _log.info("%s: %s", engine.name, error)
            self._missing.add(place)
            return None

    def _render(
        self,
        engine: Engine,
        role: "_Role",
        profile: Profile,
        tokens: Sequence[Token],
        speed: Speed,
        authored: bool,
    ) -> Clip:
        spoken = join_spoken(tokens)
        voice, pitch = role.voice, role.pitch
        kept_as = engine.kept_as(voice)
        cache = self._cache if authored and kept_as else None
        seconds = _SLOW_RENDER_SECONDS if kept_as else _RENDER_SECONDS
        # A lower pitch makes sound longer, so it is spoken faster by as much.
        rate = round(profile.engines[engine.name].rates[speed] / pitch)
        parts = list(clauses(spoken)) if engine.clauses else [(0, spoken)]
        clips: list[Clip] = []
        for number, (place, words) in enumerate(parts):
            # The words are what the lexicon and the rules made, so their version need not be told.
            key: tuple[str | int, ...] = (
                engine.name,
                kept_as,
                voice,
                profile.language,
                rate,
                words,
            )
            if pitch != 1:
                key = (*key, f"pitch {pitch}")
            clip = cache.get(*key) if cache else None
            if clip is None:
                with self._watch(engine.name, seconds):
                    clip = engine.render(words, voice, rate).trimmed()
                if pitch != 1:
                    clip = clip.pitched(pitch)
                if not clip.frames and any(c.isalnum() for c in words):
                    raise RuntimeError(f"no sound for {len(words)} characters")
                if cache:
                    cache.put(clip, *key)
            if number:
                pause = profile.pauses[speed].within(parts[number - 1][1])
                clips.append(silence(pause, clips[0].rate))
            marks = (Mark(m.frame, place + m.start, place + m.end) for m in clip.marks)
            clips.append(replace(clip, marks=tuple(marks)))
        return joined(clips or [silence(0)])

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


def open_voices() -> tuple[Voices, list[ConfigError]]:
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


def shown_marks(marks: Iterable[Mark], tokens: Sequence[Token]) -> tuple[Mark, ...]:
    """Return marks over the spoken words of tokens as marks over the shown text; each token once."""
    places = [
        (place, token)
        for place, token in place_spoken(tokens)
        if any(map(str.isalnum, token.spoken))
    ]
    starts = [place for place, _ in places]
    found: list[Mark] = []
    last = -1
    for mark in marks:
        index = bisect_right(starts, mark.start) - 1
        if index > last:
            token = places[index][1]
            found.append(Mark(mark.frame, token.start, token.end))
            last = index
    return tuple(found)
