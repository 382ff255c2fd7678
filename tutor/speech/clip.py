"""A piece of sound in memory, and the sound files that engines write."""

import io
import re
import struct
import sys
import wave
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

# Below this (of 32,767) a sample is taken for silence; the breath before a first sound stays.
_QUIET = 24
_KEPT_SECONDS = 0.01

_WORD = re.compile(r"\S+")

_WAV_PCM = 1
_WAV_EXTENSIBLE = 0xFFFE


class SoundFileError(ValueError):
    """A sound file is not 16-bit PCM in WAV or AIFF."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that begins at this frame: the characters from `start` to before `end` of a text."""

    frame: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clip:
    """Sound as signed 16-bit samples of one channel in the machine's byte order, `rate` per second.

    `marks` tell where words begin, in order; none where an engine does not tell.
    """

    pcm: bytes
    rate: int
    marks: tuple[Mark, ...] = ()

    @property
    def frames(self) -> int:
        """How many samples it has."""
        return len(self.pcm) // 2

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.frames / self.rate

    def trimmed(self) -> "Clip":
        """Return the clip without the silence before and after, so that pauses are set by us alone."""
        samples = memoryview(self.pcm).cast("h")
        first, last = 0, len(samples)
        while first < last and abs(samples[first]) < _QUIET:
            first += 1
        while last > first and abs(samples[last - 1]) < _QUIET:
            last -= 1
        if first == last:
            return Clip(b"", self.rate)
        kept = int(_KEPT_SECONDS * self.rate)
        first, last = max(0, first - kept), min(len(samples), last + kept)
        marks = (replace(m, frame=min(max(0, m.frame - first), last - first)) for m in self.marks)
        return Clip(self.pcm[2 * first : 2 * last], self.rate, tuple(marks))

    def pitched(self, ratio: float) -> "Clip":
        """Return the clip with all its tones at that ratio, and so much shorter the higher they are."""
        return replace(self, rate=round(self.rate * ratio)).at_rate(self.rate)

    def at_rate(self, rate: int) -> "Clip":
        """Return the clip with so many samples a second, values between samples drawn straight."""
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
    """Return a clip of nothing."""
    return Clip(bytes(2 * int(seconds * rate)), rate)


def joined(clips: list[Clip]) -> Clip:
    """Return clips as one, at the rate of the first; the marks keep the characters that they have.

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


def word_marks(spoken: str, told: Iterable[tuple[int, int]]) -> tuple[Mark, ...]:
    """Return the marks of a spoken text for frames with a character in the word that begins there.

    Engines tell a number of several words as one place again and again, or come back to a place before:
    each word is marked once, and never one before the last.
    """
    words = [match.span() for match in _WORD.finditer(spoken)]
    starts = [start for start, _ in words]
    marks: list[Mark] = []
    last = -1
    for frame, place in told:
        index = bisect_right(starts, place) - 1
        if index > last:
            marks.append(Mark(frame, *words[index]))
            last = index
    return tuple(marks)


def wav_bytes(clip: Clip) -> bytes:
    """Return a clip as a WAV file."""
    memory = io.BytesIO()
    with wave.open(memory, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(clip.rate)
        out.writeframes(clip.pcm)
    return memory.getvalue()


def write_wav(clip: Clip, file: Path) -> None:
    """Write a clip as a WAV file.

    Raises:
        OSError: the file cannot be written.
    """
    file.write_bytes(wav_bytes(clip))


def read_sound(data: bytes) -> Clip:
    """Read 16-bit PCM in WAV or AIFF; several channels become their first.

    A size in a header that goes past the end, as engines that write to a pipe leave it, means "to the end".

    Raises:
        SoundFileError: it is something else.
    """
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return _read_wav(data)
    if data[:4] == b"FORM" and data[8:12] in (b"AIFF", b"AIFC"):
        return _read_aiff(data)
    raise SoundFileError("neither WAV nor AIFF")


def _chunks(data: bytes, order: str) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    place = 12
    while place + 8 <= len(data):
        name, size = struct.unpack_from(f"{order}4sI", data, place)
        found.setdefault(name, data[place + 8 : place + 8 + size])
        place += 8 + size + (size & 1)
    return found


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
