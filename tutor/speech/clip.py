"""`Clip`, sound in memory as 16-bit mono PCM with marks where words begin; sound files and a disk cache.

WAV and AIFF files are read, since engines write these. No sound library is needed.
"""

import contextlib
import hashlib
import io
import json
import logging
import os
import re
import struct
import sys
import wave
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

_log = logging.getLogger(__name__)

# A sample below this amplitude (of 32,767) counts as silence. Trimming leaves a margin around the sound.
_SILENCE_LEVEL = 24
_MARGIN_SECONDS = 0.01

# Amplifiers, Bluetooth and HDMI that wake at a sound swallow the first of it.
WAKE_SECONDS = 0.3

_WORD = re.compile(r"\S+")

_WAV_PCM = 1
_WAV_EXTENSIBLE = 0xFFFE


class SoundFileError(ValueError):
    """A sound file is not 16-bit PCM in WAV or AIFF."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The start of a word: at `frame` begin the characters `start` to `end` (exclusive) of the text."""

    frame: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clip:
    """Sound: signed 16-bit samples of one channel in native byte order, `rate` samples a second.

    `marks` are the starts of words, in order; empty where the engine reports none.
    """

    pcm: bytes
    rate: int
    marks: tuple[Mark, ...] = ()

    @property
    def frames(self) -> int:
        """The number of samples."""
        return len(self.pcm) // 2

    @property
    def seconds(self) -> float:
        """The duration in seconds."""
        return self.frames / self.rate

    def trim(self) -> "Clip":
        """Return the clip without the silence at both ends, so that the profile alone sets the pauses."""
        samples = memoryview(self.pcm).cast("h")
        first, last = 0, len(samples)
        while first < last and abs(samples[first]) < _SILENCE_LEVEL:
            first += 1
        while last > first and abs(samples[last - 1]) < _SILENCE_LEVEL:
            last -= 1
        if first == last:
            return Clip(b"", self.rate)
        margin = int(_MARGIN_SECONDS * self.rate)
        first, last = max(0, first - margin), min(len(samples), last + margin)
        marks = (replace(m, frame=min(max(0, m.frame - first), last - first)) for m in self.marks)
        return Clip(self.pcm[2 * first : 2 * last], self.rate, tuple(marks))

    def pitched(self, ratio: float) -> "Clip":
        """Return the clip with its pitch multiplied by `ratio` and its duration divided by it."""
        return replace(self, rate=round(self.rate * ratio)).at_rate(self.rate)

    def at_rate(self, rate: int) -> "Clip":
        """Return the clip resampled to `rate` samples a second, by linear interpolation."""
        if rate == self.rate or not self.frames:
            return Clip(self.pcm, rate, self.marks)
        samples = memoryview(self.pcm).cast("h")
        last = len(samples) - 1
        changed = array("h")
        for frame in range(self.frames * rate // self.rate):
            whole, part = divmod(frame * self.rate, rate)
            after = samples[min(whole + 1, last)]
            changed.append(samples[whole] + (after - samples[whole]) * part // rate)
        marks = (replace(m, frame=m.frame * rate // self.rate) for m in self.marks)
        return Clip(changed.tobytes(), rate, tuple(marks))


def silence(seconds: float, rate: int = 22_050) -> Clip:
    """Return a clip of silence."""
    return Clip(bytes(2 * int(seconds * rate)), rate)


def with_silence(clip: Clip) -> Clip:
    """Return the clip with silence around it, for a file: what plays it may swallow its first sound."""
    around = silence(WAKE_SECONDS, clip.rate)
    return join_clips([around, clip, around])


def join_clips(clips: list[Clip]) -> Clip:
    """Return the clips as one, at the rate of the first; the character positions of marks stay as they are.

    Raises:
        ValueError: the list is empty.
    """
    if not clips:
        raise ValueError("no clips to join")
    rate = clips[0].rate
    parts = [clip.at_rate(rate) for clip in clips]
    marks: list[Mark] = []
    begin = 0
    for part in parts:
        marks += (replace(m, frame=begin + m.frame) for m in part.marks)
        begin += part.frames
    return Clip(b"".join(part.pcm for part in parts), rate, tuple(marks))


def word_marks(spoken: str, positions: Iterable[tuple[int, int]]) -> tuple[Mark, ...]:
    """Return one mark for each word that an engine reports, in order.

    `positions` are pairs (frame, index of a character in the word that begins there). Engines repeat a
    position for a number of several words, or go back to an earlier one: such pairs are ignored.
    """
    words = [match.span() for match in _WORD.finditer(spoken)]
    starts = [start for start, _ in words]
    marks: list[Mark] = []
    last = -1
    for frame, place in positions:
        index = bisect_right(starts, place) - 1
        if index > last:
            marks.append(Mark(frame, *words[index]))
            last = index
    return tuple(marks)


def wav_bytes(clip: Clip) -> bytes:
    """Return the bytes of a WAV file with the clip."""
    memory = io.BytesIO()
    with wave.open(memory, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(clip.rate)
        out.writeframes(clip.pcm)
    return memory.getvalue()


def write_wav(clip: Clip, file: Path) -> None:
    """Write a clip to a WAV file.

    Raises:
        OSError: the file cannot be written.
    """
    file.write_bytes(wav_bytes(clip))


def read_sound(data: bytes) -> Clip:
    """Return the sound of a WAV or AIFF file with 16-bit PCM; of several channels the first.

    A size beyond the data means "to the end", as engines that write to a pipe leave it.

    Raises:
        SoundFileError: the data are in another format.
    """
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return _read_wav(data)
    if data[:4] == b"FORM" and data[8:12] in (b"AIFF", b"AIFC"):
        return _read_aiff(data)
    raise SoundFileError("neither WAV nor AIFF")


def _chunks(data: bytes, order: str) -> dict[bytes, bytes]:
    chunks: dict[bytes, bytes] = {}
    place = 12
    while place + 8 <= len(data):
        name, size = struct.unpack_from(f"{order}4sI", data, place)
        chunks.setdefault(name, data[place + 8 : place + 8 + size])
        place += 8 + size + (size & 1)
    return chunks


def _read_wav(data: bytes) -> Clip:
    chunks = _chunks(data, "<")
    form, sound = chunks.get(b"fmt ", b""), chunks.get(b"data", b"")
    if len(form) < 16:
        raise SoundFileError("no format in the WAV file")
    kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", form)
    if kind not in (_WAV_PCM, _WAV_EXTENSIBLE) or bits != 16 or not channels or not rate:
        raise SoundFileError("the WAV file is not 16-bit PCM")
    return _first_channel(sound, channels, rate, "little")


def _read_aiff(data: bytes) -> Clip:
    chunks = _chunks(data, ">")
    common, sound = chunks.get(b"COMM", b""), chunks.get(b"SSND", b"")
    if len(common) < 18:
        raise SoundFileError("no format in the AIFF file")
    channels, _, bits, exponent, mantissa = struct.unpack_from(">hIhHQ", common)
    packing = common[18:22] or b"NONE"
    if packing not in (b"NONE", b"twos", b"sowt") or bits != 16 or channels < 1:
        raise SoundFileError("the AIFF file is not 16-bit PCM")
    # The rate is an 80-bit float: its mantissa is an integer with the point after the first bit.
    rate = mantissa >> max(0, 63 - ((exponent & 0x7FFF) - 16383))
    if not rate:
        raise SoundFileError("no rate in the AIFF file")
    return _first_channel(sound[8:], channels, rate, "little" if packing == b"sowt" else "big")


def _first_channel(sound: bytes, channels: int, rate: int, order: str) -> Clip:
    samples = array("h")
    samples.frombytes(sound[: len(sound) // (2 * channels) * (2 * channels)])
    if order != sys.byteorder:
        samples.byteswap()
    return Clip(samples[::channels].tobytes(), rate)


# The disk cache.

_MAX_BYTES = 200_000_000
# Eviction frees a tenth of the space, so that not every new clip has to evict.
_TARGET_SHARE = 0.9
_SUFFIX = ".clip"


class ClipCache:
    """A folder of clips, looked up by the parts that their sound depends on.

    When the folder holds more than `largest` bytes, the least recently used clips are deleted. A damaged
    file counts as missing. In a folder that cannot be written nothing is stored, and no error is raised.
    """

    def __init__(self, folder: Path, largest: int = _MAX_BYTES) -> None:
        self._folder = folder
        self._largest = largest
        self._size: int | None = None

    def get(self, *parts: str | int) -> Clip | None:
        """Return the clip stored under these parts; None when there is none."""
        file = self._file(parts)
        try:
            data = file.read_bytes()
        except OSError:
            return None
        clip = _read_cache_file(data)
        with contextlib.suppress(OSError):
            if clip is None:
                file.unlink()
            else:
                os.utime(file)
        return clip

    def put(self, clip: Clip, *parts: str | int) -> None:
        """Store a clip: written to another name, then renamed, so that a power cut leaves no partial file."""
        file = self._file(parts)
        temporary = file.with_suffix(f".{os.getpid()}")
        data = _cache_file(clip)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(data)
            temporary.replace(file)
            self._make_room(len(data))
        except OSError as error:
            _log.warning("a clip cannot be kept: %s", error)
            with contextlib.suppress(OSError):
                temporary.unlink()

    def _file(self, parts: tuple[str | int, ...]) -> Path:
        name = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
        return self._folder / (name + _SUFFIX)

    def _make_room(self, added: int) -> None:
        if self._size is not None:
            self._size += added
            if self._size <= self._largest:
                return
        files = sorted(
            (s.st_mtime, s.st_size, f) for f in self._folder.iterdir() if (s := f.stat())
        )
        self._size = sum(size for _, size, _ in files)
        if self._size <= self._largest:
            return
        for _, size, file in files:
            if self._size <= self._largest * _TARGET_SHARE:
                break
            file.unlink(missing_ok=True)
            self._size -= size


def _cache_file(clip: Clip) -> bytes:
    head = {
        "rate": clip.rate,
        "order": sys.byteorder,
        "marks": [[m.frame, m.start, m.end] for m in clip.marks],
        "sha256": hashlib.sha256(clip.pcm).hexdigest(),
    }
    return json.dumps(head).encode() + b"\n" + clip.pcm


def _read_cache_file(data: bytes) -> Clip | None:
    line, _, pcm = data.partition(b"\n")
    try:
        head = json.loads(line)
        if head["order"] != sys.byteorder or head["sha256"] != hashlib.sha256(pcm).hexdigest():
            return None
        return Clip(pcm, head["rate"], tuple(Mark(*mark) for mark in head["marks"]))
    except (ValueError, KeyError, TypeError):
        return None
