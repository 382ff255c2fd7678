"""`Voices` renders a sentence with the first engine of the voice profile that can say it.

The steps are: choose the profile, normalise the text to words, try the engines in the order of the profile,
render clause by clause, and map the word marks back to the shown text. No language is ever spoken with a
voice of another.
"""

import contextlib
import logging
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from tutor.paths import voice_folders
from tutor.speech.clip import Clip, ClipCache, Mark, join_clips, silence
from tutor.speech.engines import Engine, EngineUnavailableError, Reason, builtin_engines
from tutor.speech.loudness import faded, levelled
from tutor.speech.normalise import normalise, spoken_text
from tutor.speech.normalise.text import Token, join_spoken, place_spoken
from tutor.speech.own_sounds import own_sound
from tutor.speech.profiles import (
    ConfigError,
    Pauses,
    Profile,
    System,
    choose_profile,
    clauses,
    primary_subtag,
    read_profiles,
    this_system,
)
from tutor.speech.ring_tone import ring_tone
from tutor.speech.speaker import DegradedReason, Speed, Utterance

_log = logging.getLogger(__name__)

# After this many faults an engine is not used again by this process.
_MAX_FAULTS = 2

# Reading speed in words a second, for the duration of a sentence that no engine speaks. Vietnamese words
# are single syllables.
_READING = {"vi": 4.2}
_READING_OTHER = 2.5
_NO_PROFILE_PAUSES = Pauses(comma=0.35, sentence=0.9, question=1.5)

# Time limits after which an engine counts as hung: to open, and to render one clause. The slow engines
# are those whose clips are cached on disk.
_OPEN_SECONDS = 10.0
_RENDER_SECONDS = 2.0
_SLOW_RENDER_SECONDS = 10.0

# Pitch ratio of a caller's voice that is derived from the lesson's voice: three semitones lower.
_CALLER_PITCH = 0.84

Watch = Callable[[str, float], AbstractContextManager[None]]


class NoVoiceError(Exception):
    """No engine on this machine speaks the language."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered sentence: its clip, its engine (None for silence or a ring) and the pauses of its profile.

    The marks of the clip refer to characters of the utterance's text.
    """

    clip: Clip
    engine: str | None
    pauses: Pauses


@dataclass(frozen=True, slots=True)
class Ability:
    """Whether an engine can speak for a profile: the engine's name of the voice, or the reason why not."""

    profile: Profile
    engine: str
    voice: str
    reason: Reason | None


def _voice_and_pitch(engine: Engine, voice: str, *, caller: bool) -> tuple[str, float]:
    """Return the voice for a sentence and its pitch ratio; the words of a caller have another voice."""
    other = engine.caller_voice(voice) if caller else voice
    if not caller or other is None:
        return voice, 1
    return (other, 1) if other != voice else (voice, _CALLER_PITCH)


class Voices:
    """The profiles and engines of this machine. One thread at a time may use it.

    `watch` is entered around every call of an engine, with the engine's name and its time limit in seconds.
    `degraded` is called with reasons. Engines named in `without` are left out. `cache` stores what slow
    engines render of authored text.
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
        """Return the rendered sentence.

        Raises:
            NoVoiceError: no engine can say it.
        """
        profile = choose_profile(self._profiles, utterance.language, utterance.voice)
        if profile is None:
            raise NoVoiceError(utterance.language)
        tokens = normalise(utterance.text, utterance.language, profile.region)
        for name in profile.order[self._system]:
            engine = self._engines.get(name)
            if engine is None or self._faults[name] >= _MAX_FAULTS:
                continue
            try:
                voice = self._voice(engine, profile)
                if voice is None:
                    continue
                clip = self._render(engine, voice, profile, tokens, speed, utterance)
            except EngineUnavailableError as error:
                _log.debug("%s: %s", name, error)
            except Exception:
                # Engines are third-party code; a fault in one must not end the speech.
                _log.exception("%s failed", name)
                self._faults[name] += 1
                self._degraded("engine-replaced")
            else:
                marked = replace(clip, marks=marks_in_text(clip.marks, tokens))
                return Rendered(marked, name, profile.pauses[speed])
        raise NoVoiceError(utterance.language)

    def render_or_silence(self, utterance: Utterance, speed: Speed) -> Rendered:
        """Return the rendered sentence; without a voice, silence as long as reading it takes.

        A sound in place of words needs no voice.
        """
        if utterance.is_sound:
            clip = own_sound(Path(utterance.sound)) if utterance.sound else ring_tone()
            return Rendered(clip or silence(0), None, _NO_PROFILE_PAUSES)
        try:
            return self.render(utterance, speed)
        except NoVoiceError:
            self._degraded("no-voice")
        words = len(spoken_text(utterance.text, utterance.language).split())
        rate = _READING.get(primary_subtag(utterance.language), _READING_OTHER)
        return Rendered(silence(words / rate), None, _NO_PROFILE_PAUSES)

    def _voice(self, engine: Engine, profile: Profile) -> str | None:
        """Return the engine's voice for a profile; None when it has none, which is remembered."""
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
        voice: str,
        profile: Profile,
        tokens: Sequence[Token],
        speed: Speed,
        utterance: Utterance,
    ) -> Clip:
        spoken = join_spoken(tokens)
        voice, pitch = _voice_and_pitch(engine, voice, caller=utterance.caller)
        cache_tag = engine.cache_tag(voice)
        cache = self._cache if utterance.authored and cache_tag else None
        seconds = _SLOW_RENDER_SECONDS if cache_tag else _RENDER_SECONDS
        # A lower pitch makes the sound longer; a higher rate compensates for it.
        rate = round(profile.engines[engine.name].rates[speed] / pitch)
        parts = list(clauses(spoken)) if engine.clauses else [(0, spoken)]
        clips: list[Clip] = []
        for number, (place, words) in enumerate(parts):
            # `words` is the output of lexicon and rules, so the key needs no version of these.
            key: list[str | int] = [engine.name, cache_tag, voice, profile.language, rate, words]
            if pitch != 1:
                key.append(f"pitch {pitch}")
            clip = cache.get(*key) if cache else None
            if clip is None:
                with self._watch(engine.name, seconds):
                    clip = engine.render(words, voice, rate).trim()
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
            clips.append(faded(replace(clip, marks=tuple(marks))))
        return levelled(join_clips(clips or [silence(0)]))

    def abilities(self) -> list[Ability]:
        """Return the ability of every engine of every profile, in the order of trial."""
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
    """Return the voices of this computer, rendered in this process, and the errors of invalid profiles."""
    profiles, problems = read_profiles(voice_folders())
    return Voices(profiles, builtin_engines()), problems


def compose(voices: Voices, utterances: Sequence[Utterance], speed: Speed) -> Clip:
    """Return one clip of the sentences (at least one) with their pauses; output of engines goes to stderr.

    A file of it needs `with_silence`.

    Raises:
        NoVoiceError: no engine can say one of them.
    """
    clips: list[Clip] = []
    with contextlib.redirect_stdout(sys.stderr):
        for utterance in utterances:
            # A sound needs no voice, so nothing is lost of what cannot be said.
            render = voices.render_or_silence if utterance.is_sound else voices.render
            rendered = render(utterance, speed)
            if clips:
                clips.append(silence(rendered.pauses.before(utterance.text), clips[0].rate))
            clips += [rendered.clip, silence(utterance.pause, rendered.clip.rate)]
    return join_clips(clips)


def marks_in_text(marks: Iterable[Mark], tokens: Sequence[Token]) -> tuple[Mark, ...]:
    """Map marks in the spoken words to marks in the shown text; each token gets one mark."""
    places = [
        (place, token)
        for place, token in place_spoken(tokens)
        if any(map(str.isalnum, token.spoken))
    ]
    starts = [place for place, _ in places]
    in_text: list[Mark] = []
    last = -1
    for mark in marks:
        index = bisect_right(starts, mark.start) - 1
        if index > last:
            token = places[index][1]
            in_text.append(Mark(mark.frame, token.start, token.end))
            last = index
    return tuple(in_text)
