"""The ring of a telephone: its sound, how it is played, and that it comes only where there is sound."""

import math
from array import array
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from speech_kit import FastTime
from test_page_player import ListeningPage, clock, page, player, quiet
from test_speech_performer import OverlapPlayer, Stage, build, exactly, simulated_time

from tutor.speech.clip import Clip, read_sound, write_wav
from tutor.speech.performer import Script
from tutor.speech.player import NoDeviceError, PagePlayer, Playback, Player, TimedPlayer
from tutor.speech.process import pack, unpack
from tutor.speech.ring_tone import ring_tone
from tutor.speech.speaker import Utterance

__all__ = ["clock", "page", "player", "simulated_time"]

RING = Utterance("", "vi", ring=True)
WORDS = Utterance("một", "vi")
# Full scale of 16 bits.
FULL = 32_767


def strength(samples: Sequence[int], rate: int, hertz: float) -> float:
    """Return the amplitude of a pure tone within the samples (Goertzel)."""
    turn = 2 * math.pi * hertz / rate
    real = sum(sample * math.cos(turn * n) for n, sample in enumerate(samples))
    imaginary = sum(sample * math.sin(turn * n) for n, sample in enumerate(samples))
    return 2 * math.hypot(real, imaginary) / len(samples)


def test_a_ring_written_to_a_file_is_short_loud_and_without_clicks(tmp_path: Path) -> None:
    write_wav(ring_tone(), tmp_path / "ring.wav")
    clip = read_sound((tmp_path / "ring.wav").read_bytes())
    samples = array("h", clip.pcm)
    assert 0.8 < clip.seconds < 2
    assert FULL / 5 < max(map(abs, samples)) < FULL
    assert abs(samples[0]) < 100 > abs(samples[-1])
    steps = [abs(after - before) for before, after in pairwise(samples)]
    assert max(steps) < FULL / 8


def test_a_ring_is_two_tones_that_small_loudspeakers_play() -> None:
    clip = ring_tone()
    samples = array("h", clip.pcm)[: clip.rate // 2]
    tones = [strength(samples, clip.rate, hertz) for hertz in (660, 880)]
    others = [strength(samples, clip.rate, hertz) for hertz in (120, 300, 3500, 6000)]
    assert min(tones) > 10 * max(others)


def perform(stage: Stage, *utterances: Utterance) -> None:
    stage.performer.say(Script(1, utterances, 0, 0.0, stage.clock()))
    stage.wait("done")


def test_a_ring_sounds_through_the_player_of_the_voice_before_the_words(
    simulated_time: FastTime,
) -> None:
    played: list[Clip] = []

    class Recorder(OverlapPlayer):
        def play(self, clip: Clip, start: int, gain: Callable[[], float]) -> Playback:
            played.append(clip)
            return super().play(clip, start, gain)

    recorder = Recorder(TimedPlayer(simulated_time.clock))
    stage = build(recorder, simulated_time)
    perform(stage, RING, WORDS)
    assert played[0].pcm.endswith(ring_tone().pcm)
    assert stage.rendered() == ["một"]
    assert recorder.most == 1
    lasted = stage.when("finished", 0) - stage.when("started", 0)
    assert lasted == exactly(ring_tone().seconds)


@pytest.mark.parametrize("silent", [None, "no device"])
def test_without_sound_nobody_waits_for_a_ring(
    silent: str | None, simulated_time: FastTime
) -> None:
    class Nothing:
        def play(self, clip: Clip, start: int, gain: Callable[[], float]) -> Playback:
            raise NoDeviceError

    nothing: Player | None = Nothing() if silent else None
    stage = build(nothing, simulated_time)
    perform(stage, RING, WORDS)
    assert stage.when("finished", 0) - stage.when("started", 0) == exactly(0)
    assert stage.when("finished", 1) - stage.when("started", 1) == exactly(0.2)


def test_a_ring_goes_to_the_page_of_a_browser_and_stops_with_one_word(
    page: ListeningPage, player: PagePlayer
) -> None:
    playback = player.play(ring_tone(), 0, quiet)
    page.attend()
    message, samples = page.take()
    assert (message["do"], message["rate"]) == ("play", ring_tone().rate)
    assert samples == ring_tone().pcm
    playback.silence()
    assert page.take()[0] == {"do": "hush", "id": message["id"]}


def test_a_ring_reaches_the_worker() -> None:
    assert unpack(pack([RING, WORDS])) == (RING, WORDS)
