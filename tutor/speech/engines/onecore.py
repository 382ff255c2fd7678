"""The engine `onecore`: the voices that Windows 10 and 11 install with a language, such as Microsoft An.

SAPI5, and therefore pyttsx3, does not list them; they are used through the Windows Runtime. The engine
reports words, and its clips are cached on disk.
"""

import contextlib
import platform
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol

from tutor.speech.clip import Clip, read_sound, word_marks
from tutor.speech.engines import Engine, EngineUnavailableError, choose_voice

# The range that Windows accepts, in percent of the voice's natural pace.
_RATES = (50, 600)
_WORD_TRACK = "SpeechWord"


@dataclass(frozen=True, slots=True)
class InstalledVoice:
    """A voice that Windows lists."""

    id: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """A WAV file and its words: (seconds, index of the first UTF-16 unit in the text)."""

    wav: bytes
    words: Sequence[tuple[float, int]]


class Windows(Protocol):
    """The interface of Windows that the engine uses; `WinRT` implements it."""

    def voices(self) -> Sequence[InstalledVoice]:
        """Return the installed voices."""
        ...

    def speak(self, spoken: str, voice: str, pace: float) -> Spoken:
        """Return the words as sound; `pace` 1.0 is the voice's natural pace."""
        ...


class OneCoreEngine(Engine):
    """The engine of OneCore voices; rates are in percent of the voice's natural pace."""

    name = "onecore"

    def __init__(self, opener: Callable[[], Windows] | None = None) -> None:
        self._opener = opener or WinRT
        self._windows: Windows | None = None
        self._voices: Sequence[InstalledVoice] = ()

    def voice(self, language: str, wanted: str) -> str:
        """Return the id of a voice of this language, preferably one whose name contains `wanted`."""
        self._open()
        return choose_voice(((v.id, v.name, [v.language]) for v in self._voices), language, wanted)

    def caller_voice(self, voice: str) -> str:
        """Return another voice of the same language and country; `voice` itself when there is none."""
        self._open()
        language = next((v.language for v in self._voices if v.id == voice), "")
        others = (v.id for v in self._voices if v.language == language and v.id != voice)
        return next(others, voice)

    def cache_tag(self, voice: str) -> str:  # noqa: ARG002 - the cache key has the voice
        """Return the version of Windows: updates of Windows change its voices."""
        return platform.version()

    def render(self, spoken: str, voice: str, rate: int) -> Clip:
        """Return the words as a clip with marks.

        Raises:
            SoundFileError: Windows returned no readable sound.
        """
        low, high = _RATES
        speech = self._open().speak(spoken, voice, min(max(rate, low), high) / 100)
        clip = read_sound(speech.wav)
        positions = ((int(at * clip.rate), _character(spoken, place)) for at, place in speech.words)
        return Clip(clip.pcm, clip.rate, word_marks(spoken, positions))

    def _open(self) -> Windows:
        if self._windows is None:
            try:
                windows = self._opener()
                self._voices = windows.voices()
            # The package is missing, or Windows has no media features ("N" editions).
            except (ImportError, OSError, RuntimeError) as error:
                raise EngineUnavailableError("no-library", str(error)) from error
            self._windows = windows
        return self._windows


def _character(text: str, unit: int) -> int:
    """Convert an index of UTF-16 units to an index of characters."""
    return len(text.encode("utf-16-le")[: 2 * unit].decode("utf-16-le", "ignore"))


class WinRT:
    """Windows through the `winrt` packages.

    Its calls run in a thread of their own: waiting for results needs a multi-threaded COM apartment, while
    SAPI5 leaves the caller's thread in a single-threaded one.

    Raises:
        ImportError: the packages are not installed.
    """

    def __init__(self) -> None:
        from winrt.runtime import ApartmentType, init_apartment
        from winrt.windows.media import core, speechsynthesis
        from winrt.windows.storage import streams

        self._core: Any = core
        self._speech: Any = speechsynthesis
        self._streams: Any = streams
        self._thread = ThreadPoolExecutor(
            1, "onecore", lambda: init_apartment(ApartmentType.MULTI_THREADED)
        )

    def voices(self) -> Sequence[InstalledVoice]:
        """Return the installed voices."""
        return self._thread.submit(self._voices).result()

    def speak(self, spoken: str, voice: str, pace: float) -> Spoken:
        """Return the words as sound; see `Windows.speak`."""
        return self._thread.submit(self._speak, spoken, voice, pace).result()

    def _voices(self) -> Sequence[InstalledVoice]:
        return [
            InstalledVoice(v.id, v.display_name, v.language)
            for v in self._speech.SpeechSynthesizer.all_voices
        ]

    def _speak(self, spoken: str, voice: str, pace: float) -> Spoken:
        synthesizer = self._speech.SpeechSynthesizer()
        with contextlib.closing(synthesizer):
            synthesizer.voice = next(
                v for v in self._speech.SpeechSynthesizer.all_voices if v.id == voice
            )
            options = synthesizer.options
            options.speaking_rate = pace
            options.include_word_boundary_metadata = True
            # Older editions of Windows 10 have no say in their silences; they are cut off later.
            with contextlib.suppress(AttributeError, OSError):
                options.appended_silence = self._speech.SpeechAppendedSilence.MIN
                options.punctuation_silence = self._speech.SpeechPunctuationSilence.MIN
            stream = synthesizer.synthesize_text_to_stream_async(spoken).get()
            with contextlib.closing(stream):
                return Spoken(self._read(stream), self._words(stream))

    def _read(self, stream: Any) -> bytes:
        reader = self._streams.DataReader(stream.get_input_stream_at(0))
        with contextlib.closing(reader):
            data = bytearray(reader.load_async(stream.size).get())
            reader.read_bytes(data)
            return bytes(data)

    def _words(self, stream: Any) -> list[tuple[float, int]]:
        cues = [
            cue.as_(self._core.SpeechCue)
            for track in stream.timed_metadata_tracks
            if track.id == _WORD_TRACK
            for cue in track.cues
        ]
        return [
            (cue.start_time.total_seconds(), cue.start_position_in_input)
            for cue in cues
            if cue.start_position_in_input is not None
        ]
