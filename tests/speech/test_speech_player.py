import sys
import time
from array import array

import pytest
from patience import in_time, wait_until
from speech_kit import tone

from tutor.speech.clip import Clip
from tutor.speech.player import DevicePlayer, NoDeviceError, Playback, TimedPlayer


def null_player() -> DevicePlayer:
    miniaudio = pytest.importorskip("miniaudio")
    return DevicePlayer([miniaudio.Backend.NULL])


def full() -> float:
    return 1.0


def wait_for_end(playback: Playback) -> float:
    began = time.monotonic()
    while (due := playback.due()) > 0:
        time.sleep(due)
    return time.monotonic() - began


def played(seconds: float, start: int = 0) -> float:
    """Play a clip to its end; return the seconds it took."""
    clip = tone(seconds)
    playback = null_player().play(clip, start, full)
    took = wait_for_end(playback)
    assert playback.frames == clip.frames
    assert not playback.stalled()
    playback.close()
    return took


def test_a_clip_takes_its_time_and_all_its_frames() -> None:
    in_time(lambda: played(0.3), 0.3, 0.15)


def test_no_frame_is_taken_ten_milliseconds_after_silence() -> None:
    def frames_after_silence() -> float:
        playback = null_player().play(tone(5), 0, full)
        wait_until(lambda: playback.frames > 0)
        playback.silence()
        time.sleep(0.01)
        taken = playback.frames
        time.sleep(0.1)
        assert playback.frames < 5 * 8000
        playback.close()
        return playback.frames - taken

    in_time(frames_after_silence, 0, 1)


def test_a_clip_goes_on_from_a_frame() -> None:
    in_time(lambda: played(1, 7200), 0.1, 0.3)


@pytest.mark.parametrize(("gain", "loudest"), [(1.0, 8000), (0.5, 4000), (0.0, 0)])
def test_the_gain_scales_what_is_given_to_the_device(gain: float, loudest: int) -> None:
    pytest.importorskip("miniaudio")
    from tutor.speech.player import _louder

    pcm = memoryview(array("h", [8000, -8000]).tobytes())
    assert array("h", _louder(pcm, gain)).tolist() == [loudest, -loudest]


def test_a_machine_without_the_library_has_no_device(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    with pytest.raises(NoDeviceError):
        DevicePlayer().play(tone(0.1), 0, full)


def test_a_device_that_cannot_be_opened_is_none() -> None:
    miniaudio = pytest.importorskip("miniaudio")
    with pytest.raises(NoDeviceError):
        DevicePlayer([miniaudio.Backend.CUSTOM]).play(tone(0.1), 0, full)


def test_silent_time_passes_by_the_clock() -> None:
    now = 10.0
    clip = Clip(bytes(2000), 1000)
    playback = TimedPlayer(lambda: now).play(clip, 200, full)
    assert (playback.frames, playback.due()) == (200, 0.8)
    now = 10.5
    assert (playback.frames, playback.due()) == (700, 0.3)
    playback.silence()
    now = 12.0
    assert playback.frames == 700
    assert not playback.stalled()
