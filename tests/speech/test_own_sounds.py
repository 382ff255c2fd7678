"""Sounds of authors' own: which files can be heard, how loud, and when."""

from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from speech_kit import FastTime
from test_ring_tone import perform
from test_speech_performer import OverlapPlayer, build, simulated_time

from tutor.lesson.speaking import utterances
from tutor.lesson.view import Line, View
from tutor.speech.clip import Clip, silence, wav_bytes
from tutor.speech.own_sounds import LARGEST_BYTES, MOST_SECONDS, own_sound
from tutor.speech.player import Playback, TimedPlayer
from tutor.speech.process import pack, unpack
from tutor.speech.speaker import Utterance

__all__ = ["simulated_time"]

# A rough tone, far from full scale.
TONE = Clip(array("h", [900, 900, -900, -900] * 4_000).tobytes(), 16_000)


def test_a_sound_comes_at_the_loudness_of_the_voices(tmp_path: Path) -> None:
    quiet, loud = tmp_path / "a.wav", tmp_path / "b.wav"
    quiet.write_bytes(wav_bytes(TONE))
    samples = array("h", [10 * sample for sample in array("h", TONE.pcm)])
    loud.write_bytes(wav_bytes(Clip(samples.tobytes(), TONE.rate)))
    heard = [own_sound(file) for file in (quiet, loud)]
    peaks = [max(array("h", clip.pcm)) for clip in heard if clip is not None]
    assert len(peaks) == 2
    assert peaks[0] == pytest.approx(peaks[1], rel=0.02)
    assert peaks[0] > 900


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"RIFF" + bytes(40),
        wav_bytes(silence(MOST_SECONDS + 0.5, 8_000)),
        wav_bytes(Clip(TONE.pcm, 1)),
        wav_bytes(Clip(b"", 16_000)),
        wav_bytes(TONE) + bytes(LARGEST_BYTES),
    ],
    ids=["empty", "no sound", "too long", "strange rate", "no samples", "too large"],
)
def test_what_is_no_short_sound_is_not_heard(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.wav"
    file.write_bytes(data)
    assert own_sound(file) is None
    assert own_sound(tmp_path / "none.wav") is None


def test_the_sound_follows_the_line_that_says_what_it_is(
    tmp_path: Path, simulated_time: FastTime
) -> None:
    file = tmp_path / "keng.wav"
    file.write_bytes(wav_bytes(TONE))
    view = View("", (Line("một"), Line("hai", sound=file), Line("ba")), steps=1)
    places, spoken = utterances(view, "vi", range(3))
    assert places == (0, 1, 1, 2)
    assert unpack(pack(spoken)) == spoken
    played: list[Clip] = []

    class Recorder(OverlapPlayer):
        def play(self, clip: Clip, start: int, gain: Callable[[], float]) -> Playback:
            played.append(clip)
            return super().play(clip, start, gain)

    stage = build(Recorder(TimedPlayer(simulated_time.clock)), simulated_time)
    perform(stage, *spoken)
    assert stage.rendered() == ["một", "hai", "ba"]
    own = own_sound(file)
    assert own is not None
    assert played[2].pcm.endswith(own.pcm)


def test_a_file_that_is_gone_is_passed_over(tmp_path: Path, simulated_time: FastTime) -> None:
    gone = Utterance("", "vi", sound=str(tmp_path / "gone.wav"))
    stage = build(OverlapPlayer(TimedPlayer(simulated_time.clock)), simulated_time)
    perform(stage, gone, Utterance("một", "vi"))
    assert stage.rendered() == ["một"]
