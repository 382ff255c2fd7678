"""The engine `espeak`: the bundled library espeak-ng, called through ctypes.

It needs no installation, runs on every system and knows many languages. It reports words.
"""

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeAlias

from tutor.speech.clip import Clip, word_marks
from tutor.speech.engines import Engine, EngineUnavailableError
from tutor.speech.profiles import primary_subtag

_SYNCHRONOUS = 2
_BUFFER_MS = 50
# Without this flag espeak calls exit() when its data folder is missing.
_DONT_EXIT = 0x8000
_CHARS_UTF8 = 1
_RATE = 1
_VOLUME = 2
_POSITION_CHARACTER = 1

# A variant of espeak's own; in Vietnamese six semitones higher than the plain voice.
_CALLER_VARIANT = "+f2"

# Event types: end of the list, and start of a word.
_LIST_END, _WORD = 0, 1


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        # Index of a character, from 1.
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


_Samples: TypeAlias = "ctypes._Pointer[ctypes.c_short]"
_Events: TypeAlias = "ctypes._Pointer[_Event]"
_SynthCallback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


_claimed_by = ""


def claim_library(engine: str) -> None:
    """Reserve the library for one engine: it has one mode and one callback per process.

    Raises:
        EngineUnavailableError: another engine has reserved it.
    """
    global _claimed_by
    if _claimed_by not in ("", engine):
        raise EngineUnavailableError("in-use", _claimed_by)
    _claimed_by = engine


class EspeakLibrary:
    """The opened library, in synchronous mode: `synthesize` returns when the sound is complete."""

    def __init__(self, library: ctypes.CDLL, data: str, rate: int) -> None:
        self.data = data
        self.rate = rate
        self._library = library
        self._parts: list[bytes] = []
        self._words: list[tuple[int, int]] = []
        # A reference of our own: the library stores the address alone.
        self._callback = _SynthCallback(self._collect)
        library.espeak_Synth.argtypes = (
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.c_uint,
            ctypes.c_int,
            ctypes.c_uint,
            ctypes.c_uint,
            ctypes.c_void_p,
            ctypes.c_void_p,
        )
        library.espeak_SetSynthCallback(self._callback)

    def set_voice(self, name: str) -> bool:
        """Select a voice by language code or name; return False when there is none."""
        return int(self._library.espeak_SetVoiceByName(name.encode())) == 0

    def synthesize(self, spoken: str, rate: int) -> Clip:
        """Return the words as a clip with marks; `rate` is in words a minute, 80 to 450.

        Raises:
            RuntimeError: the library returned an error.
        """
        self._parts.clear()
        self._words.clear()
        self._library.espeak_SetParameter(_RATE, rate, 0)
        self._library.espeak_SetParameter(_VOLUME, 100, 0)
        text = spoken.encode() + b"\0"
        result = self._library.espeak_Synth(
            text, len(text), 0, _POSITION_CHARACTER, 0, _CHARS_UTF8, None, None
        )
        if result != 0:
            raise RuntimeError(f"espeak answered {result}")
        return Clip(b"".join(self._parts), self.rate, word_marks(spoken, self._words))

    def _collect(self, samples: _Samples, count: int, events: _Events) -> int:
        if samples and count > 0:
            self._parts.append(ctypes.string_at(samples, 2 * count))
        place = 0
        while events and (event := events[place]).type != _LIST_END:
            if event.type == _WORD:
                self._words.append((event.sample, event.text_position - 1))
            place += 1
        return 0


@cache
def open_library() -> EspeakLibrary:
    """Load the bundled library with its data, once per process: a second start may crash.

    Raises:
        EngineUnavailableError: the package, the library or the data is missing or broken.
    """
    try:
        import espeakng_loader

        file = espeakng_loader.get_library_path()
        data = espeakng_loader.get_data_path()
        library = ctypes.CDLL(file)
    except (ImportError, OSError) as error:
        raise EngineUnavailableError("no-library", str(error)) from error
    except RuntimeError as error:
        raise EngineUnavailableError("no-data", str(error)) from error
    for path in data_paths(data):
        rate = library.espeak_Initialize(_SYNCHRONOUS, _BUFFER_MS, path.encode(), _DONT_EXIT)
        if rate > 0:
            return EspeakLibrary(library, path, rate)
    raise EngineUnavailableError("no-data", data)


def data_paths(
    data: str,
    *,
    windows: bool = sys.platform == "win32",
    short: Callable[[str], str] | None = None,
    shared: Path | None = None,
) -> list[str]:
    """Return the paths to try for the data folder, best first.

    On Windows espeak fails on paths outside ASCII, such as `C:/Users/Nguyễn`. There the short (8.3) path
    comes next, then a copy in `shared`, a folder for all users.
    """
    if not windows or data.isascii():
        return [data]
    paths = [data, (short or _short_path)(data)]
    home = shared or Path(os.environ.get("PROGRAMDATA", tempfile.gettempdir())) / "tutor"
    copy = home / "espeak-ng-data"
    try:
        if not (copy / "phontab").exists():
            shutil.copytree(data, copy, dirs_exist_ok=True)
        paths.append(str(copy))
    except OSError:
        pass  # the other paths remain
    return list(dict.fromkeys(paths))


def _short_path(path: str) -> str:
    if sys.platform == "win32":
        room = ctypes.create_unicode_buffer(32_768)
        length = ctypes.windll.kernel32.GetShortPathNameW(path, room, len(room))
        return room.value if length else path
    return path


class EspeakEngine(Engine):
    """The engine of the bundled library; rates are in words a minute."""

    name = "espeak"

    def __init__(self, opener: Callable[[], EspeakLibrary] = open_library) -> None:
        self._opener = opener
        self._library: EspeakLibrary | None = None

    def voice(self, language: str, wanted: str) -> str:
        """Return `wanted` if the library has it, else the voice of the language."""
        library = self._open()
        for name in (wanted, language, primary_subtag(language)):
            if name and library.set_voice(name):
                return name
        raise EngineUnavailableError("no-language", language)

    def caller_voice(self, voice: str) -> str:
        """Return a higher variant of the voice: a lower one would break falling tones."""
        return f"{voice}{_CALLER_VARIANT}"

    def render(self, spoken: str, voice: str, rate: int) -> Clip:
        """Return the words as a clip with marks, at `rate` words a minute."""
        library = self._open()
        if not library.set_voice(voice):
            raise EngineUnavailableError("no-language", voice)
        return library.synthesize(spoken, rate)

    def _open(self) -> EspeakLibrary:
        if self._library is None:
            claim_library(self.name)
            self._library = self._opener()
        return self._library
