"""Players of clips: `DevicePlayer` on the sound device, `TimedPlayer` in silence, at the same pace.

A player returns a `Playback`, from which the caller reads how many frames were played and whether the
device still takes frames. Playing never blocks.
"""

import contextlib
import time
from array import array
from collections.abc import Callable, Generator
from typing import Any, Protocol

from tutor.speech.clip import Clip

# The device buffers three periods: sound is heard this long after its frames were taken.
_PERIOD_MS = 10
_AHEAD_SECONDS = 3 * _PERIOD_MS / 1000

# A device that takes no frames for this long is gone (a headset was unplugged).
_STALL_SECONDS = 1.0

Clock = Callable[[], float]


class NoDeviceError(Exception):
    """There is no usable sound device."""


class Playback(Protocol):
    """A clip being played."""

    @property
    def frames(self) -> int:
        """The number of frames played, including those before the start."""
        ...

    def due(self) -> float:
        """Return the seconds until the end is heard; 0 after it."""
        ...

    def stalled(self) -> bool:
        """Return whether the device has stopped taking frames."""
        ...

    def silence(self) -> None:
        """Give no more frames, from the device's next period on. Any thread may call this."""
        ...

    def close(self) -> None:
        """Release the device."""
        ...


class Player(Protocol):
    """The interface of an output for clips."""

    def play(self, clip: Clip, start: int, gain: Callable[[], float]) -> Playback:
        """Start playing at frame `start`; `gain` returns the present gain, 0 to 1.

        Raises:
            NoDeviceError: there is no device.
        """
        ...


def load_device_library() -> None:
    """Import miniaudio, where it is installed, so that the first clip need not wait for it."""
    with contextlib.suppress(ImportError):
        import miniaudio  # noqa: F401


class DevicePlayer:
    """Plays on the system's sound device, through miniaudio.

    It opens the device for every clip, which takes about 2 ms and lets a clip stop at once. `backends` are
    those of miniaudio; None for the system's.
    """

    def __init__(self, backends: Any = None, clock: Clock = time.monotonic) -> None:
        self._backends = backends
        self._clock = clock

    def play(self, clip: Clip, start: int, gain: Callable[[], float]) -> Playback:
        """Start playing on the system's device.

        Raises:
            NoDeviceError: no device can be opened, or miniaudio is not installed.
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
            sound = _scale(pcm[2 * first : 2 * last], self._gain())
            if last > first:
                self.frames = last
                self._taken_at = self._clock()
            wanted = yield sound.ljust(2 * wanted, b"\0")


def _scale(pcm: memoryview, gain: float) -> bytes:
    if gain >= 1:
        return bytes(pcm)
    factor = int(gain * 65_536)
    return array("h", [sample * factor >> 16 for sample in pcm.cast("h")]).tobytes()


class TimedPlayer:
    """Plays silence for the duration of the clip."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock

    def play(self, clip: Clip, start: int, gain: Callable[[], float]) -> Playback:  # noqa: ARG002
        """Start counting the time of the clip."""
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
