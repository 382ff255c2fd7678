"""People who read the lessons aloud: packs of recorded sentences."""

import logging
from collections.abc import Sequence
from pathlib import Path

from tutor.paths import voice_folders
from tutor.speech.clip import Clip, SoundFileError
from tutor.speech.engines import EngineUnavailableError
from tutor.speech.profiles import primary
from tutor.speech.recordings import MANIFEST, Pack, VoiceFileError, read_pack, read_recording

_log = logging.getLogger(__name__)

FOLDER = "recorded"


class RecordedEngine:
    """Plays what was recorded of a sentence, at the pace of who read it."""

    name = "recorded"
    # A person read the sentence as a whole, with pauses of their own.
    clauses = False

    def __init__(self, folders: Sequence[Path] | None = None) -> None:
        self._folders = folders
        self._packs: list[Pack] | None = None
        self._files: dict[str, dict[str, str]] = {}

    def voice(self, language: str, wanted: str) -> str:
        """Return the pack of this language, the wanted one before others."""
        able = [p for p in self._open() if primary(p.language) == primary(language)]
        for pack in sorted(able, key=lambda p: p.name != wanted):
            return pack.name
        raise EngineUnavailableError("no-language", language)

    def second(self, voice: str) -> None:
        """Return nothing: who recorded the sentence read it as it is to be heard."""

    def kept_as(self, voice: str) -> str:  # noqa: ARG002 - the same for every voice
        """Return nothing: it is on disk already."""
        return ""

    def render(self, spoken: str, voice: str, rate: int) -> Clip:  # noqa: ARG002 - it has one pace
        """Return the recording that says these words.

        Raises:
            EngineUnavailableError: there is none, or it is damaged.
        """
        pack = next(p for p in self._open() if p.name == voice)
        if voice not in self._files:
            self._files[voice] = pack.by_words()
        file = self._files[voice].get(spoken)
        if file is None:
            raise EngineUnavailableError("no-recording")
        try:
            return read_recording((pack.folder / file).read_bytes())
        except (OSError, SoundFileError) as error:
            raise EngineUnavailableError("no-recording", f"{file}: {error}") from error

    def _open(self) -> list[Pack]:
        if self._packs is None:
            self._packs = []
            folders = voice_folders() if self._folders is None else self._folders
            for manifest in sorted(
                m for f in folders for m in (f / FOLDER).glob(f"[!.]*/{MANIFEST}")
            ):
                try:
                    self._packs.append(read_pack(manifest.parent))
                except VoiceFileError as error:
                    _log.warning("%s left out: %s", manifest.parent.name, error)
        return self._packs
