"""The engine `system`: the voices of the operating system, rendered to a file by pyttsx3.

pyttsx3's own `say` cannot be stopped or followed on every system, so its sound is written to a file and
played like that of the other engines. It reports no words.
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
from tutor.speech.engines import Engine, EngineUnavailableError, choose_voice
from tutor.speech.engines.espeak import claim_library, open_library

_DRIVERS = {"win32": "sapi5", "darwin": "nsss"}

_FINISH_SECONDS = 2.0
_TRIES = 3


class SystemEngine(Engine):
    """Uses SAPI5 on Windows, NSSpeechSynthesizer on macOS, espeak-ng on Linux; rates are words a minute."""

    name = "system"

    def __init__(self, driver: str = _DRIVERS.get(sys.platform, "espeak")) -> None:
        self._driver = driver
        self._pyttsx3: Any = None
        self._voices: list[tuple[str, str, Sequence[str]]] = []

    def voice(self, language: str, wanted: str) -> str:
        """Return a voice of this language, preferably one whose name or id contains `wanted`."""
        self._open()
        return choose_voice(self._voices, language, wanted)

    def caller_voice(self, voice: str) -> str:
        """Return another voice of the same language on Windows, else the same.

        On other systems the further voices are accents of one voice or novelty voices.
        """
        if self._driver != "sapi5":
            return voice
        self._open()
        spoken = {identifier: set(codes) for identifier, _, codes in self._voices}
        mine = spoken.get(voice, set())
        return next(
            (other for other, codes in spoken.items() if other != voice and codes & mine), voice
        )

    def render(self, spoken: str, voice: str, rate: int) -> Clip:
        """Return the words as a clip without marks, at `rate` words a minute of pyttsx3.

        Raises:
            SoundFileError: the driver wrote no readable sound file.
        """
        clip = self._render(spoken, voice, rate)
        for _ in range(_TRIES - 1):
            if clip.frames:
                break
            # On Linux one file in fifty is empty: the driver takes a late callback for the end.
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
                # `runAndWait` returns while the library still writes in its own thread.
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
    # pyttsx3 loads the library by its plain name and gets one that is loaded already. Without the bundled
    # one, the system may have its own espeak-ng.
    with contextlib.suppress(EngineUnavailableError):
        os.environ.setdefault("ESPEAK_DATA_PATH", open_library().data)


def _installed(engine: Any, driver: str) -> Iterator[tuple[str, str, Sequence[str]]]:
    if driver == "sapi5":
        # pyttsx3's own list fails when one voice has two languages ("409;9").
        for token in engine.proxy._driver._tts.GetVoices():
            codes = str(token.GetAttribute("Language") or "").split(";")
            numbers = [int(code, 16) for code in codes if code.strip()]
            # The low ten bits are the language; "9" alone is English without a country.
            names = [
                locale.windows_locale.get(n) or locale.windows_locale.get(n & 0x3FF | 0x400, "")
                for n in numbers
            ]
            yield token.Id, token.GetDescription(), names
        return
    for voice in engine.getProperty("voices"):
        codes = [c.decode() if isinstance(c, bytes) else str(c) for c in voice.languages or []]
        yield voice.id, str(voice.name or ""), codes
