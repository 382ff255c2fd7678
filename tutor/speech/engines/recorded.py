"""The engine `recorded`: packs of sentences that a person has read.

A pack is a folder in `<voices>/recorded` with sound files and `manifest.yaml`, which names the reader and the
sentence in each file. A recording is looked up by the normalised words of its sentence.
"""

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tutor.content.yaml_reader import read_path
from tutor.i18n import N_
from tutor.paths import voice_folders
from tutor.speech.clip import Clip, SoundFileError, read_sound
from tutor.speech.engines import Engine, EngineUnavailableError, choose_voice
from tutor.speech.normalise import spoken_text

_log = logging.getLogger(__name__)

FOLDER = "recorded"
MANIFEST = "manifest.yaml"
MAX_CLIPS = 2_000
MAX_CLIP_BYTES = 5_000_000
_LONGEST_SECONDS = 60
_RATE = 22_050
_CLIP_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}\.(?:wav|flac|ogg)")
_PACK_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
# On Windows these names open devices, with any suffix.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_TEXTS = ("name", "language", "title", "licence", "attribution")


class VoiceFileError(ValueError):
    """A voice file is invalid. `message` is an English format string; `values` fill its fields."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values


@dataclass(frozen=True, slots=True)
class Pack:
    """A recorded voice. `texts` maps file names to sentences, as lessons show them."""

    folder: Path
    name: str
    language: str
    title: str
    licence: str
    attribution: str
    texts: Mapping[str, str]

    def by_words(self, region: str = "bac") -> dict[str, str]:
        """Return a map from the spoken words of each sentence, as a region says them, to its file name."""
        return {spoken_text(text, self.language, region): file for file, text in self.texts.items()}


def allowed_name(name: str) -> bool:
    """Return whether a pack may contain a file of this name: valid on every system, without folders."""
    if _DEVICES.fullmatch(name):
        return False
    return name == MANIFEST or _CLIP_NAME.fullmatch(name) is not None


def read_pack(folder: Path) -> Pack:
    """Return the pack in a folder, from its manifest alone; sound files are not opened.

    Raises:
        VoiceFileError: the manifest is missing or invalid.
    """
    document, problems = read_path(folder / MANIFEST, MANIFEST)
    data: Any = None if document is None else document.data
    if problems or not isinstance(data, dict):
        raise VoiceFileError(N_("The file {file} in it cannot be read."), file=MANIFEST)
    if unknown := sorted(set(data) - {*_TEXTS, "clips"}):
        raise VoiceFileError(
            N_("{file} has an entry that is not known: {name}."), file=MANIFEST, name=unknown[0]
        )
    for key in _TEXTS:
        if not isinstance(data.get(key), str) or not data[key].strip():
            raise VoiceFileError(N_("{file} has no text for {name}."), file=MANIFEST, name=key)
    if not _PACK_NAME.fullmatch(data["name"]) or _DEVICES.fullmatch(data["name"]):
        raise VoiceFileError(N_("The name of a voice is made of a to z, 0 to 9 and hyphens."))
    clips = data.get("clips")
    if not isinstance(clips, dict) or not 0 < len(clips) <= MAX_CLIPS:
        raise VoiceFileError(
            N_("{file} must name from 1 to {most} clips."), file=MANIFEST, most=str(MAX_CLIPS)
        )
    texts: dict[str, str] = {}
    for file, text in clips.items():
        if file == MANIFEST or not allowed_name(file):
            raise VoiceFileError(N_("A file may not be called {name}."), name=file)
        texts[file] = str(text) if isinstance(text, str | int) else ""
    name, language, title, licence, attribution = (data[key] for key in _TEXTS)
    return Pack(folder, name, language, title, licence, attribution, texts)


def read_packs(folders: Iterable[Path]) -> list[Pack]:
    """Return the packs in folders of voices; an invalid one is left out, and logged."""
    packs: list[Pack] = []
    for manifest in sorted(m for f in folders for m in (f / FOLDER).glob(f"[!.]*/{MANIFEST}")):
        try:
            packs.append(read_pack(manifest.parent))
        except VoiceFileError as error:
            _log.warning("%s left out: %s", manifest.parent.name, error)
    return packs


def read_recording(data: bytes) -> Clip:
    """Decode a recording: WAV, FLAC or Ogg Vorbis. Of FLAC and Ogg only the first minute is read.

    Raises:
        SoundFileError: the data are in another format, or miniaudio is not installed.
    """
    if data[:4] == b"RIFF":
        return read_sound(data)
    try:
        import miniaudio

        blocks = miniaudio.stream_memory(data, nchannels=1, sample_rate=_RATE, frames_to_read=_RATE)
        seconds = [bytes(block) for block, _ in zip(blocks, range(_LONGEST_SECONDS), strict=False)]
    except ImportError as error:
        raise SoundFileError("no decoder for this machine") from error
    except miniaudio.MiniaudioError as error:
        raise SoundFileError(str(error)) from error
    return Clip(b"".join(seconds), _RATE)


class RecordedEngine(Engine):
    """The engine of recorded packs; it ignores the rate."""

    name = "recorded"
    # A recording is a whole sentence, with the reader's own pauses.
    clauses = False

    def __init__(self, folders: Sequence[Path] | None = None) -> None:
        self._folders = folders
        self._packs: list[Pack] | None = None
        self._files: dict[str, dict[str, str]] = {}

    def voice(self, language: str, wanted: str) -> str:
        """Return the name of a pack of this language, preferably `wanted`."""
        return choose_voice(((p.name, "", [p.language]) for p in self._open()), language, wanted)

    def caller_voice(self, voice: str) -> None:
        """Return None: a recording is never changed."""

    def render(self, spoken: str, voice: str, rate: int) -> Clip:  # noqa: ARG002 - it has one pace
        """Return the recording of these words.

        Raises:
            EngineUnavailableError: there is no recording, or it is damaged.
        """
        pack = next(p for p in self._open() if p.name == voice)
        if voice not in self._files:
            # Learners of both regions hear the reader: numbers are said in other words there.
            self._files[voice] = {**pack.by_words("nam"), **pack.by_words()}
        file = self._files[voice].get(spoken)
        if file is None:
            raise EngineUnavailableError("no-recording")
        try:
            return read_recording((pack.folder / file).read_bytes())
        except (OSError, SoundFileError) as error:
            raise EngineUnavailableError("no-recording", f"{file}: {error}") from error

    def _open(self) -> list[Pack]:
        if self._packs is None:
            self._packs = read_packs(voice_folders() if self._folders is None else self._folders)
        return self._packs
