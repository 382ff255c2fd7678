"""The voices that Windows 10 and 11 install with a language, such as Microsoft An: no registry is edited.

SAPI5, and with it pyttsx3, does not see them.
"""

import contextlib
import platform
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol

from tutor.speech.clip import Clip, read_sound, word_marks
from tutor.speech.engines import EngineUnavailableError
from tutor.speech.profiles import primary

# What Windows takes, in hundredths of the voice's own pace.
_RATES = (50, 600)
_WORD_TRACK = "SpeechWord"


@dataclass(frozen=True, slots=True)
class InstalledVoice:
    """A voice of Windows."""

    id: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """A WAV file, and the words in it as seconds with the UTF-16 place of their first character."""

    wav: bytes
    words: Sequence[tuple[float, int]]


class Windows(Protocol):
    """What the engine needs of Windows."""

    def voices(self) -> Sequence[InstalledVoice]:
        """Return the installed voices."""
        ...

    def speak(self, spoken: str, voice: str, pace: float) -> Spoken:
        """Return the words as sound, at so many times the voice's own pace."""
        ...


class OneCoreEngine:
    """Speaks by the voices of Windows; the rate is hundredths of a voice's own pace."""

    name = "onecore"
    clauses = True

    def __init__(self, opener: Callable[[], Windows] | None = None) -> None:
        self._opener = opener or WinRT
        self._windows: Windows | None = None
        self._voices: Sequence[InstalledVoice] = ()

    def voice(self, language: str, wanted: str) -> str:
        """Return a voice of this language, one whose name holds `wanted` before others."""
        self._open()
        able = [v for v in self._voices if primary(v.language) == primary(language)]
        if not able:
            raise EngineUnavailableError("no-language", language)
        named = [v for v in able if wanted and wanted.lower() in v.name.lower()]
        # Of a language with many, the country that was asked for.
        local = [v for v in able if v.language.lower() == language.lower().replace("_", "-")]
        return [*named, *local, *able][0].id

    def second(self, voice: str) -> str:
        """Return another voice of the same language and country, the same where there is no other."""
        self._open()
        language = next((v.language for v in self._voices if v.id == voice), "")
        others = (v.id for v in self._voices if v.language == language and v.id != voice)
        return next(others, voice)

    def kept_as(self, voice: str) -> str:  # noqa: ARG002 - the voice is told apart anyway
        """Return the version of Windows, which brings new versions of its voices."""
        return platform.version()

    def render(self, spoken: str, voice: str, rate: int) -> Clip:
        """Return the words as sound, with marks.

        Raises:
            SoundFileError: Windows gave no sound that can be read.
        """
        low, high = _RATES
        found = self._open().speak(spoken, voice, min(max(rate, low), high) / 100)
        clip = read_sound(found.wav)
        told = ((int(at * clip.rate), _character(spoken, place)) for at, place in found.words)
        return Clip(clip.pcm, clip.rate, word_marks(spoken, told))

    def _open(self) -> Windows:
        if self._windows is None:
            try:
                windows = self._opener()
                self._voices = windows.voices()
            # A missing package, or a Windows whose media parts were taken out ("N" editions).
            except (ImportError, OSError, RuntimeError) as error:
                raise EngineUnavailableError("no-library", str(error)) from error
            self._windows = windows
        return self._windows


def _character(text: str, unit: int) -> int:
    """Return the index of the character at a place that is counted in UTF-16 units."""
    return len(text.encode("utf-16-le")[: 2 * unit].decode("utf-16-le", "ignore"))


class WinRT:
    """Windows by its runtime packages.

    It lives in a thread of its own: waiting needs another kind of thread than SAPI5 leaves behind.

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
        """Return the words as sound."""
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
