"""The voices installed in the operating system, by pyttsx3 writing to a file.

pyttsx3's own `say` can be neither stopped nor followed on every system; its files are reliable.
"""

import contextlib
import locale
import os
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tutor.speech.clip import Clip, read_sound
from tutor.speech.engines import EngineUnavailableError
from tutor.speech.engines.espeak import claim_library, open_library
from tutor.speech.profiles import primary

_DRIVERS = {"win32": "sapi5", "darwin": "nsss"}

_FINISH_SECONDS = 2.0
_TRIES = 3


class SystemEngine:
    """Speaks by SAPI5 on Windows, NSSpeechSynthesizer on macOS, espeak-ng on Linux."""

    name = "system"
    clauses = True

    def __init__(self, driver: str = _DRIVERS.get(sys.platform, "espeak")) -> None:
        self._driver = driver
        self._pyttsx3: Any = None
        self._voices: list[tuple[str, str, Sequence[str]]] = []

    def voice(self, language: str, wanted: str) -> str:
        """Return a voice of this language, one whose name or id holds `wanted` before others."""
        self._open()
        spoken = primary(language)
        able = [
            (identifier, name)
            for identifier, name, languages in self._voices
            if spoken in {primary(code) for code in languages}
        ]
        if not able:
            raise EngineUnavailableError("no-language", language)
        liked = [v for v, name in able if wanted and wanted.lower() in f"{v} {name}".lower()]
        exact = [v for v, _ in able if v.rsplit("/", 1)[-1] == wanted]
        return [*exact, *liked, able[0][0]][0]

    def second(self, voice: str) -> str:
        """Return another voice of the same language where Windows has one, else the same.

        Elsewhere the others are accents of the one voice, or made for fun.
        """
        if self._driver != "sapi5":
            return voice
        self._open()
        spoken = {identifier: set(codes) for identifier, _, codes in self._voices}
        mine = spoken.get(voice, set())
        return next(
            (other for other, codes in spoken.items() if other != voice and codes & mine), voice
        )

    def kept_as(self, voice: str) -> str:  # noqa: ARG002 - the same for every voice
        """Return nothing: it renders faster than a disk reads."""
        return ""

    def render(self, spoken: str, voice: str, rate: int) -> Clip:
        """Return the words as sound at so many words a minute, by pyttsx3's measure.

        Raises:
            SoundFileError: the driver wrote no sound file that we can read.
        """
        clip = self._render(spoken, voice, rate)
        for _ in range(_TRIES - 1):
            if clip.frames:
                break
            # On Linux one file in fifty comes out empty: the driver takes a late callback for the end.
            clip = self._render(spoken, voice, rate)
        return clip

    def _render(self, spoken: str, voice: str, rate: int) -> Clip:
        engine = self._open()
        handle, path = tempfile.mkstemp(prefix="tutor-", suffix=".wav")
        os.close(handle)
        file = Path(path)
        finished = threading.Event()
        token = engine.connect("finished-utterance", lambda **_: finished.set())
        try:
            engine.setProperty("voice", voice)
            engine.setProperty("rate", rate)
            engine.setProperty("volume", 1.0)
            engine.save_to_file(spoken, path)
            engine.runAndWait()
            if self._driver == "espeak":
                # It comes back while the library is still writing in a thread of its own.
                finished.wait(_FINISH_SECONDS)
            return read_sound(file.read_bytes())
        finally:
            engine.disconnect(token)
            file.unlink(missing_ok=True)

    def _open(self) -> Any:
        if self._pyttsx3 is None:
            if self._driver == "espeak":
                claim_library(self.name)
                _offer_bundled_library()
            try:
                import pyttsx3

                engine = pyttsx3.init(self._driver)
                self._voices = list(_installed(engine, self._driver))
            # Drivers fail with COM errors, OSErrors and bare RuntimeErrors alike.
            except Exception as error:
                raise EngineUnavailableError("no-library", str(error)) from error
            self._pyttsx3 = engine
        return self._pyttsx3


def _offer_bundled_library() -> None:
    # pyttsx3 asks for the library by its plain name; one that is loaded already answers to it.
    # Without it, the system may have an espeak-ng of its own.
    with contextlib.suppress(EngineUnavailableError):
        os.environ.setdefault("ESPEAK_DATA_PATH", open_library().data)


def _installed(engine: Any, driver: str) -> Iterator[tuple[str, str, Sequence[str]]]:
    if driver == "sapi5":
        # pyttsx3 fails on the whole list when one voice names two languages ("409;9").
        for token in engine.proxy._driver._tts.GetVoices():
            codes = str(token.GetAttribute("Language") or "").split(";")
            numbers = [int(code, 16) for code in codes if code.strip()]
            # The low ten bits are the language; a bare "9" is English of no country.
            names = [
                locale.windows_locale.get(n) or locale.windows_locale.get(n & 0x3FF | 0x400, "")
                for n in numbers
            ]
            yield token.Id, token.GetDescription(), names
        return
    for voice in engine.getProperty("voices"):
        codes = [c.decode() if isinstance(c, bytes) else str(c) for c in voice.languages or []]
        yield voice.id, str(voice.name or ""), codes
