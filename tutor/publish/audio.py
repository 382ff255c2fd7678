"""Writes a lesson as sound files: one for each step, and one for the whole."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from tutor.paths import write_atomic
from tutor.publish.script import Part
from tutor.speech import Speed
from tutor.speech.clip import Clip, joined, silence, wav_bytes
from tutor.speech.composing import compose
from tutor.speech.voices import Voices

AudioFormat = Literal["wav", "mp3"]
FORMATS: tuple[AudioFormat, ...] = ("wav", "mp3")

_BETWEEN_STEPS_SECONDS = 2.0
# Speech of one channel needs no more, and a phone with little room takes it.
_MP3_KILOBITS = 48
_MP3_QUALITY = 2


class NoEncoderError(Exception):
    """The package that writes this format is not installed."""


def write_audio(
    name: str, parts: Sequence[Part], voices: Voices, speed: Speed, folder: Path, kind: AudioFormat
) -> Iterator[Path]:
    """Write `<name>-01.wav` and so on, then `<name>.wav`; yield each file once it is there.

    Raises:
        NoVoiceError: nothing here speaks the language.
        NoEncoderError: the format needs a package that is not here.
        OSError: a file cannot be written.
    """
    clips: list[Clip] = []
    for part in parts:
        clip = compose(voices, part.utterances, speed)
        yield _write(folder / f"{name}-{part.number:02}.{kind}", clip, kind)
        if clips:
            clips.append(silence(_BETWEEN_STEPS_SECONDS, clips[0].rate))
        clips.append(clip)
    yield _write(folder / f"{name}.{kind}", joined(clips), kind)


def _write(file: Path, clip: Clip, kind: AudioFormat) -> Path:
    data = wav_bytes(clip) if kind == "wav" else _mp3(clip)
    return write_atomic(file, data)


def _mp3(clip: Clip) -> bytes:
    try:
        import lameenc
    except ImportError as error:
        raise NoEncoderError("lameenc") from error
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(_MP3_KILOBITS)
    encoder.set_in_sample_rate(clip.rate)
    encoder.set_channels(1)
    encoder.set_quality(_MP3_QUALITY)
    return bytes(encoder.encode(clip.pcm) + encoder.flush())
