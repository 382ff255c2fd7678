import io
import struct
import wave
from array import array
from pathlib import Path

import pytest

from tutor.speech.clip import Clip, SoundFileError, join_clips, read_sound, silence, write_wav

SAMPLES = array("h", [0, 1000, -1000, 32767, -32768])


def wav(channels: int = 1, width: int = 2, samples: bytes = SAMPLES.tobytes()) -> bytes:
    memory = io.BytesIO()
    with wave.open(memory, "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(width)
        out.setframerate(22_050)
        out.writeframes(samples)
    return memory.getvalue()


def aiff(packing: bytes, samples: bytes) -> bytes:
    # 22,050 as an 80-bit float.
    rate = struct.pack(">HQ", 16383 + 14, 22_050 << (63 - 14))
    common = struct.pack(">hIh", 1, len(samples) // 2, 16) + rate + packing
    common_chunk = struct.pack(">4sI", b"COMM", len(common)) + common
    sound = bytes(8) + samples
    body = b"AIFC" + common_chunk + struct.pack(">4sI", b"SSND", len(sound)) + sound
    return struct.pack(">4sI", b"FORM", len(body)) + body


def test_a_written_clip_is_read_again(tmp_path: Path) -> None:
    clip = Clip(SAMPLES.tobytes(), 22_050)
    write_wav(clip, tmp_path / "a.wav")
    assert read_sound((tmp_path / "a.wav").read_bytes()) == clip


def test_sizes_of_a_stream_are_ignored() -> None:
    data = bytearray(wav())
    struct.pack_into("<I", data, 40, 0x7FFFF000)
    assert read_sound(bytes(data)).frames == 5


def test_an_odd_end_is_cut() -> None:
    assert read_sound(wav() + b"\0").frames == 5
    assert read_sound(wav()[:-1]).frames == 4


def test_of_two_channels_the_first_is_used() -> None:
    stereo = array("h", [1, 100, 2, 200]).tobytes()
    assert read_sound(wav(2, samples=stereo)).pcm == array("h", [1, 2]).tobytes()


def test_aiff_is_read_in_both_orders() -> None:
    big, little = struct.pack(">2h", 1, 256), struct.pack("<2h", 1, 256)
    expected = Clip(array("h", [1, 256]).tobytes(), 22_050)
    assert read_sound(aiff(b"NONE", big)) == expected
    assert read_sound(aiff(b"sowt", little)) == expected


@pytest.mark.parametrize(
    "data",
    [b"", b"RIFF", b"OggS" + bytes(40), b"RIFF\0\0\0\0WAVE", wav(width=1), wav()[:30]],
)
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(SoundFileError):
        read_sound(data)


def test_trimming_leaves_a_margin() -> None:
    loud = array("h", [5000] * 1000).tobytes()
    clip = Clip(bytes(2000) + loud + bytes(4000), 1000)
    assert clip.trim() == Clip(bytes(20) + loud + bytes(20), 1000)
    assert silence(1).trim().frames == 0


def test_joined_clips_have_the_first_rate() -> None:
    clip = join_clips([silence(1, 1000), silence(0.5, 1000), silence(1, 2000)])
    assert (clip.rate, clip.seconds) == (1000, 2.5)
    with pytest.raises(ValueError, match="no clips"):
        join_clips([])


def test_a_new_rate_keeps_the_length_and_the_shape() -> None:
    ramp = Clip(array("h", range(0, 1000, 10)).tobytes(), 100)
    doubled = ramp.at_rate(200)
    assert doubled.seconds == ramp.seconds
    assert memoryview(doubled.pcm).cast("h")[:4].tolist() == [0, 5, 10, 15]
    assert ramp.at_rate(50).seconds == ramp.seconds
