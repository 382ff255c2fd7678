"""Players of clips: `DevicePlayer` on the sound device, `PagePlayer` in a browser, `TimedPlayer` in silence.

A player returns a `Playback`, from which the caller reads how many frames were played and whether the
device still takes frames. Playing never blocks.

`PagePlayer` reaches the page through the server that shows the app there, which listens on a local TCP port.
The player sends the session key in one line, then blocks: a length of four bytes (big-endian), one line of
JSON, samples (16-bit, little-endian). `{"do": "play", "id", "rate", "gain"}` comes with samples,
`{"do": "hush", "id"}` without. The page answers in lines of JSON: `{"heard": id, "delay": seconds}` when it
plays a clip, `{"deaf": id}` when it cannot.
"""

import contextlib
import itertools
import json
import sys
import threading
import time
from array import array
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, Protocol

from tutor.speech.clip import Clip

if TYPE_CHECKING:
    from socket import socket

# Environment variable that makes the worker play in a browser page; its value is "<port> <key>".
PAGE_SOUND = "TUTOR_PAGE_SOUND"

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
        return _TimedPlayback(clip, start, self._clock, self._clock())


class _TimedPlayback:
    """Counts the frames from its beginning, by the clock; none before the beginning is set."""

    def __init__(self, clip: Clip, start: int, clock: Clock, began: float | None) -> None:
        self._clip = clip
        self._start = start
        self._clock = clock
        self._began = began
        self._ended: float | None = None

    @property
    def frames(self) -> int:
        if self._began is None:
            return self._start
        now = self._ended if self._ended is not None else self._clock()
        passed = max(0, int((now - self._began) * self._clip.rate))
        return min(self._clip.frames, self._start + passed)

    def due(self) -> float:
        return (self._clip.frames - self.frames) / self._clip.rate

    def stalled(self) -> bool:
        return False

    def silence(self) -> None:
        if self._ended is None:
            self._ended = self._clock()

    def close(self) -> None:
        self.silence()


# A village network may be slow; a page that answers later than this counts as lost.
_PATIENCE_SECONDS = 1.5


class PagePlayer:
    """A `Player` that sends each clip to the page; a clip counts as playing once the page says so."""

    def __init__(self, place: str, clock: Clock = time.monotonic) -> None:
        port, _, self._key = place.partition(" ")
        self._port = int(port)
        self._clock = clock
        self._ids = itertools.count(1)
        self._server: socket | None = None
        self._sending = threading.Lock()
        self._playing: _PagePlayback | None = None

    def play(self, clip: Clip, start: int, gain: Callable[[], float]) -> Playback:
        """Send the clip from frame `start` on, at the present gain.

        Raises:
            NoDeviceError: the server cannot be reached.
        """
        playback = _PagePlayback(next(self._ids), clip, start, self._clock, self._hush)
        self._playing = playback
        message = {"do": "play", "id": playback.id, "rate": clip.rate, "gain": gain()}
        try:
            self._send(message, _little_endian(clip.pcm[2 * start :]))
        except OSError as error:
            self._server = None
            raise NoDeviceError(str(error)) from error
        return playback

    def _hush(self, number: int) -> None:
        # A server that has gone plays nothing.
        with contextlib.suppress(OSError):
            self._send({"do": "hush", "id": number})

    def _send(self, message: dict[str, Any], samples: bytes = b"") -> None:
        block = json.dumps(message).encode() + b"\n" + samples
        with self._sending:
            if self._server is None:
                self._server = self._connect()
            self._server.sendall(len(block).to_bytes(4, "big") + block)

    def _connect(self) -> "socket":
        import socket

        server = socket.create_connection(("127.0.0.1", self._port), _PATIENCE_SECONDS)
        # A "hush" must not wait for further data.
        server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # No time-out from here on: the app replaces a worker that hangs.
        server.settimeout(None)
        server.sendall(f"{self._key}\n".encode())
        threading.Thread(target=self._listen, args=(server,), daemon=True).start()
        return server

    def _listen(self, server: "socket") -> None:
        with contextlib.suppress(OSError), server, server.makefile("rb") as lines:
            for line in lines:
                self._handle_answer(json.loads(line))

    def _handle_answer(self, message: dict[str, Any]) -> None:
        playback = self._playing
        match message:
            case {"heard": number, "delay": delay} if playback and playback.id == number:
                playback.count_from_now(delay)
            case {"deaf": number} if playback and playback.id == number:
                playback.give_up()


class _PagePlayback(_TimedPlayback):
    """Begins when the page says so."""

    def __init__(
        self, number: int, clip: Clip, start: int, clock: Clock, hush: Callable[[int], None]
    ) -> None:
        super().__init__(clip, start, clock, None)
        self.id = number
        self._hush = hush
        self._given_up_at = clock() + _PATIENCE_SECONDS

    def count_from_now(self, delay: float) -> None:
        """Count frames from now plus `delay`, the seconds of the browser's own latency."""
        self._began = self._clock() + max(0.0, min(delay, 1.0))

    def give_up(self) -> None:
        """Give up: the page cannot play."""
        self._given_up_at = self._clock()

    def stalled(self) -> bool:
        return self._began is None and self._clock() >= self._given_up_at

    def silence(self) -> None:
        if self._ended is None:
            super().silence()
            if self.due() > 0:
                self._hush(self.id)


def _little_endian(pcm: bytes) -> bytes:
    if sys.byteorder == "little":
        return pcm
    samples = array("h", pcm)
    samples.byteswap()
    return samples.tobytes()
