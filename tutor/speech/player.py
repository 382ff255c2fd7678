"""Plays a clip on the sound device, or in silence at the same pace when there is none."""

import contextlib
import time
from array import array
from collections.abc import Callable, Generator
from typing import Any, Protocol

from tutor.speech.clip import Clip

# Three periods are filled ahead: what is heard lags this far behind what was taken.
_PERIOD_MS = 10
_AHEAD_SECONDS = 3 * _PERIOD_MS / 1000

# A device that takes nothing for so long is gone (a headset pulled out).
_STALL_SECONDS = 1.0

Clock = Callable[[], float]


class NoDeviceError(Exception):
    """There is no sound device to play on."""


class Playback(Protocol):
    """A clip being played."""

    @property
    def frames(self) -> int:
        """How many frames of the clip were taken, those before its start included."""
        ...

    def due(self) -> float:
        """Return the seconds until it has ended, 0 when it has."""
        ...

    def stalled(self) -> bool:
        """Tell whether the device has ceased to take frames."""
        ...

    def silence(self) -> None:
        """Give no more frames, from any thread; takes effect with the device's next period."""
        ...

    def close(self) -> None:
        """Let go of the device."""
        ...


class Player(Protocol):
    """Where clips are played."""

    def play(self, clip: Clip, start: int, gain: Callable[[], float]) -> Playback:
        """Play from this frame on, at a gain of 0 to 1 that may change meanwhile.

        Raises:
            NoDeviceError: there is nothing to play on.
        """
        ...


def load_device_library() -> None:
    """Import miniaudio, where it exists, so that the first clip need not wait for it."""
    with contextlib.suppress(ImportError):
        import miniaudio  # noqa: F401


class DevicePlayer:
    """Opens the sound device anew for every clip: it starts in 2 ms and stops at once.

    `backends` are miniaudio's; none for those of the system.
    """

    def __init__(self, backends: Any = None, clock: Clock = time.monotonic) -> None:
        self._backends = backends
        self._clock = clock

    def play(self, clip: Clip, start: int, gain: Callable[[], float]) -> Playback:
        """Play on the device of the system.

        Raises:
            NoDeviceError: no device can be opened, or miniaudio does not exist for this machine.
        """
        try:
            import miniaudio

            device = miniaudio.PlaybackDevice(
                nchannels=1,
                sample_rate=clip.rate,
                buffersize_msec=_PERIOD_MS,
                backends=self._backends,
                app_name="tutor",
            )
            playback = _DevicePlayback(device, clip, start, gain, self._clock)
            playback.begin()
        except ImportError as error:
            raise NoDeviceError(str(error)) from error
        except miniaudio.MiniaudioError as error:
            raise NoDeviceError(str(error)) from error
        return playback


class _DevicePlayback:
    def __init__(
        self, device: Any, clip: Clip, start: int, gain: Callable[[], float], clock: Clock
    ) -> None:
        self._device = device
        self._clip = clip
        self._gain = gain
        self._clock = clock
        self._silenced = False
        self._taken_at = clock()
        self.frames = start

    def begin(self) -> None:
        source = self._source()
        next(source)
        self._device.start(source)

    def due(self) -> float:
        left = (self._clip.frames - self.frames) / self._clip.rate
        return max(0.0, left + _AHEAD_SECONDS - (self._clock() - self._taken_at))

    def stalled(self) -> bool:
        return self.due() > 0 and self._clock() - self._taken_at > _STALL_SECONDS

    def silence(self) -> None:
        self._silenced = True

    def close(self) -> None:
        self._silenced = True
        self._device.close()

    def _source(self) -> Generator[bytes, int, None]:
        pcm = memoryview(self._clip.pcm)
        total = self._clip.frames
        wanted = yield b""
        while True:
            if self._silenced:
                wanted = yield bytes(2 * wanted)
                continue
            first = self.frames
            last = min(total, first + wanted)
            sound = _louder(pcm[2 * first : 2 * last], self._gain())
            if last > first:
                self.frames = last
                self._taken_at = self._clock()
            wanted = yield sound.ljust(2 * wanted, b"\0")


def _louder(pcm: memoryview, gain: float) -> bytes:
    if gain >= 1:
        return bytes(pcm)
    factor = int(gain * 65_536)
    return array("h", [sample * factor >> 16 for sample in pcm.cast("h")]).tobytes()


class TimedPlayer:
    """Plays nothing, in the time that it takes."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock

    def play(self, clip: Clip, start: int, gain: Callable[[], float]) -> Playback:  # noqa: ARG002
        """Let the time of the clip pass."""
        return _TimedPlayback(clip, start, self._clock)


class _TimedPlayback:
    def __init__(self, clip: Clip, start: int, clock: Clock) -> None:
        self._clip = clip
        self._start = start
        self._clock = clock
        self._began = clock()
        self._ended: float | None = None

    @property
    def frames(self) -> int:
        now = self._ended if self._ended is not None else self._clock()
        return min(self._clip.frames, self._start + int((now - self._began) * self._clip.rate))

    def due(self) -> float:
        return (self._clip.frames - self.frames) / self._clip.rate

    def stalled(self) -> bool:
        return False

    def silence(self) -> None:
        if self._ended is None:
            self._ended = self._clock()

    def close(self) -> None:
        self.silence()
