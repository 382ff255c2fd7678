"""What becomes of a sentence that somebody read: trimmed, of the usual loudness, and put into their pack.

The takes lie in a folder beside the packs until the pack is made; a break changes nothing.
"""

import math
import re
import shutil
from pathlib import Path

import yaml

from tutor.i18n import N_
from tutor.paths import write_atomic
from tutor.speech.clip import Clip, wav_bytes
from tutor.speech.engines.recorded import FOLDER, MANIFEST, Pack, VoiceFileError, read_pack
from tutor.speech.installing import Installed, fits_length, install_voice
from tutor.speech.loudness import faded, levelled
from tutor.speech.normalise import spoken_text
from tutor.vietnamese import unmarked

_PIECE_SECONDS = 0.02
# Of the reader's breath so much stays before and after the words.
_AROUND_SECONDS = 0.12
# Speech is so much louder than the room, and than its own quietest sounds.
_ABOVE_ROOM, _BELOW_LOUDEST = 3.0, 40.0
# The root mean square below which nothing was read into the microphone.
_QUIETEST = 150.0
_FULL = 32_700
_MOST_CLIPPED = 0.002

TOO_QUIET = N_("That was too quiet. Please sit closer to the laptop and read it again.")
TOO_LOUD = N_("That was too loud. Please sit a little farther away and read it again.")
OTHER_LENGTH = N_("That does not fit the sentence. Please read it again, all of it.")


class RecordingError(ValueError):
    """A recording cannot be used; the message, an English sentence, says what to do."""


def usable(clip: Clip, text: str, language: str) -> Clip:
    """Return a recording of a text without the silence around it, as loud as every voice.

    Raises:
        RecordingError: it is too quiet, too loud, or not of the length of the text.
    """
    samples = memoryview(clip.pcm).cast("h")
    length = max(1, int(_PIECE_SECONDS * clip.rate))
    powers = [_strength(samples[i : i + length]) for i in range(0, len(samples), length)]
    loudest = max(powers, default=0.0)
    if loudest < _QUIETEST:
        raise RecordingError(TOO_QUIET)
    if sum(abs(sample) >= _FULL for sample in samples) > _MOST_CLIPPED * len(samples):
        raise RecordingError(TOO_LOUD)
    room = sorted(powers)[len(powers) // 10]
    least = max(min(_ABOVE_ROOM * room, loudest / 4), loudest / _BELOW_LOUDEST)
    spoken = [index for index, power in enumerate(powers) if power >= least]
    around = int(_AROUND_SECONDS * clip.rate)
    first = max(0, spoken[0] * length - around)
    last = min(len(samples), (spoken[-1] + 1) * length + around)
    cut = Clip(clip.pcm[2 * first : 2 * last], clip.rate)
    if not fits_length(spoken_text(text, language), cut.seconds):
        raise RecordingError(OTHER_LENGTH)
    return levelled(faded(cut))


def _strength(samples: memoryview) -> float:
    return math.sqrt(sum(sample * sample for sample in samples) / len(samples))


def pack_name(reader: str, language: str) -> str:
    """Return the name of a reader's pack: small letters without marks, digits and hyphens."""
    letters = re.sub(r"[^a-z0-9]+", "-", unmarked(reader)).strip("-")
    return f"{language}-{letters}"[:40].rstrip("-")


class Takes:
    """The sentences that a reader has read so far, those of an earlier pack of theirs among them."""

    def __init__(self, voices: Path, reader: str, language: str, licence: str, year: int) -> None:
        self._voices = voices
        name = pack_name(reader, language)
        self._folder = voices / FOLDER / f".making-{name}"
        self._head = {
            "name": name,
            "language": language,
            "title": reader,
            "licence": licence,
            "attribution": f"{reader}, {year}",
        }
        self._texts: dict[str, str] = {}
        earlier = _pack(self._folder) or _pack(voices / FOLDER / name)
        if earlier is not None:
            texts, folder = earlier.texts, earlier.folder
            self._texts = {file: texts[file] for file in texts if (folder / file).is_file()}
            if folder != self._folder:
                self._folder.mkdir(parents=True, exist_ok=True)
                # The manifest last: without it a folder counts as empty.
                for file in (*self._texts, MANIFEST):
                    shutil.copyfile(folder / file, self._folder / file)
        # By words, as a lesson asks for each of its sentences whether it has been read.
        self._files = {self._words(text): file for file, text in self._texts.items()}

    @property
    def reader(self) -> str:
        """The name of the reader."""
        return self._head["title"]

    def __len__(self) -> int:
        return len(self._texts)

    def has(self, text: str) -> bool:
        """Return whether a text has been read."""
        return self._words(text) in self._files

    def add(self, text: str, clip: Clip) -> None:
        """Keep the recording of a text, in place of one of before.

        Raises:
            OSError: the disk cannot be written.
        """
        words = self._words(text)
        numbers = (int(file[:4]) for file in self._texts if file[:4].isdigit())
        file = self._files.get(words) or f"{max(numbers, default=0) + 1:04}.wav"
        write_atomic(self._folder / file, wav_bytes(clip))
        self._texts[file] = text
        self._files[words] = file
        manifest = {**self._head, "clips": self._texts}
        data = yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False)
        write_atomic(self._folder / MANIFEST, data.encode())

    def make_pack(self) -> Installed:
        """Install the pack of all sentences read so far.

        Raises:
            VoiceFileError: the pack is not as packs are.
            OSError: the disk cannot be written.
        """
        installed = install_voice(self._folder, self._voices)
        shutil.rmtree(self._folder, ignore_errors=True)
        return installed

    def _words(self, text: str) -> str:
        return spoken_text(text, self._head["language"])


def _pack(folder: Path) -> Pack | None:
    try:
        return read_pack(folder)
    except VoiceFileError:
        return None


def delete_pack(voices: Path, name: str) -> None:
    """Delete a recorded voice and what was read for it.

    Raises:
        OSError: the folder cannot be deleted.
    """
    for folder in (voices / FOLDER / name, voices / FOLDER / f".making-{name}"):
        if folder.is_dir():
            shutil.rmtree(folder)
