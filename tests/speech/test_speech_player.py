import sys
from array import array
from collections.abc import Generator

import pytest
from patience import wait_until
from speech_kit import tone

from tutor.speech.clip import Clip
from tutor.speech.player import DevicePlayer, NoDeviceError, TimedPlayer


def full() -> float:
    return 1.0


class FakeDevice:
    """A fake of miniaudio and its device, which takes frames when a test says so."""

    MiniaudioError = OSError

    def __init__(self) -> None:
        self.closed = False
        self._source: Generator[bytes, int, None] | None = None

    def PlaybackDevice(self, **_options: object) -> "FakeDevice":
        return self

    def start(self, source: Generator[bytes, int, None]) -> None:
        self._source = source

    def take(self, frames: int) -> bytes:
        assert self._source is not None
        return self._source.send(frames)

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def device(monkeypatch: pytest.MonkeyPatch) -> FakeDevice:
    device = FakeDevice()
    monkeypatch.setitem(sys.modules, "miniaudio", device)
    return device


def test_a_clip_lasts_until_its_last_frame_is_heard(device: FakeDevice) -> None:
    now = 10.0
    clip = tone(0.3)
    playback = DevicePlayer(clock=lambda: now).play(clip, 0, full)
    # What was taken is heard 30 ms later.
    assert playback.due() == pytest.approx(0.33)
    assert device.take(1600) == clip.pcm[:3200]
    now += 0.2
    assert device.take(1600) == clip.pcm[3200:].ljust(3200, b"\0")
    assert playback.frames == clip.frames
    assert playback.due() == pytest.approx(0.03)
    now += 0.031
    assert playback.due() == 0
    assert not playback.stalled()
    playback.close()
    assert device.closed


def test_no_frame_is_taken_after_silence(device: FakeDevice) -> None:
    playback = DevicePlayer().play(tone(5), 0, full)
    device.take(80)
    playback.silence()
    assert device.take(80) == bytes(160)
    assert playback.frames == 80


def test_a_clip_goes_on_from_a_frame(device: FakeDevice) -> None:
    clip = tone(1)
    playback = DevicePlayer().play(clip, 7200, full)
    assert device.take(80) == clip.pcm[14_400:14_560]
    assert playback.frames == 7280


@pytest.mark.usefixtures("device")
def test_a_device_that_takes_nothing_for_a_second_has_stalled() -> None:
    now = 10.0
    playback = DevicePlayer(clock=lambda: now).play(tone(5), 0, full)
    now += 1.0
    assert not playback.stalled()
    now += 0.1
    assert playback.stalled()


def test_a_device_of_the_library_takes_all_frames() -> None:
    miniaudio = pytest.importorskip("miniaudio")
    clip = tone(0.1)
    playback = DevicePlayer([miniaudio.Backend.NULL]).play(clip, 0, full)
    wait_until(lambda: playback.due() <= 0)
    assert playback.frames == clip.frames
    assert not playback.stalled()
    playback.close()


@pytest.mark.parametrize(("gain", "loudest"), [(1.0, 8000), (0.5, 4000), (0.0, 0)])
def test_the_gain_scales_what_is_given_to_the_device(gain: float, loudest: int) -> None:
    pytest.importorskip("miniaudio")
    from tutor.speech.player import _scale

    pcm = memoryview(array("h", [8000, -8000]).tobytes())
    assert array("h", _scale(pcm, gain)).tolist() == [loudest, -loudest]


def test_a_machine_without_the_library_has_no_device(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    with pytest.raises(NoDeviceError):
        DevicePlayer().play(tone(0.1), 0, full)


def test_a_device_that_cannot_be_opened_is_none() -> None:
    miniaudio = pytest.importorskip("miniaudio")
    with pytest.raises(NoDeviceError):
        DevicePlayer([miniaudio.Backend.CUSTOM]).play(tone(0.1), 0, full)


def test_the_timed_player_follows_the_clock() -> None:
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
