"""`PagePlayer` plays clips in a browser page, through the server that shows the app there.

The server listens on a local TCP port. The player sends the session key in one line, then blocks: a length
of four bytes (big-endian), one line of JSON, samples (16-bit, little-endian). `{"do": "play", "id", "rate",
"gain"}` comes with samples, `{"do": "hush", "id"}` without. The page answers in lines of JSON:
`{"heard": id, "delay": seconds}` when it plays a clip, `{"deaf": id}` when it cannot.
"""

import contextlib
import itertools
import json
import socket
import sys
import threading
import time
from array import array
from collections.abc import Callable
from typing import Any

from tutor.speech.clip import Clip
from tutor.speech.player import Clock, NoDeviceError, Playback

# A village network may be slow; a page that answers later than this counts as lost.
_PATIENCE_SECONDS = 1.5


class PagePlayer:
    """A `Player` that sends each clip to the page; a clip counts as playing once the page says so."""

    def __init__(self, place: str, clock: Clock = time.monotonic) -> None:
        port, _, self._key = place.partition(" ")
        self._port = int(port)
        self._clock = clock
        self._ids = itertools.count(1)
        self._server: socket.socket | None = None
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

    def _connect(self) -> socket.socket:
        server = socket.create_connection(("127.0.0.1", self._port), _PATIENCE_SECONDS)
        # A "hush" must not wait for further data.
        server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # No time-out from here on: the app replaces a worker that hangs.
        server.settimeout(None)
        server.sendall(f"{self._key}\n".encode())
        threading.Thread(target=self._listen, args=(server,), daemon=True).start()
        return server

    def _listen(self, server: socket.socket) -> None:
        with contextlib.suppress(OSError), server, server.makefile("rb") as lines:
            for line in lines:
                self._handle_answer(json.loads(line))

    def _handle_answer(self, message: dict[str, Any]) -> None:
        playback = self._playing
        match message:
            case {"heard": number, "delay": delay} if playback and playback.id == number:
                playback.heard(delay)
            case {"deaf": number} if playback and playback.id == number:
                playback.lost()


class _PagePlayback:
    def __init__(
        self, number: int, clip: Clip, start: int, clock: Clock, hush: Callable[[int], None]
    ) -> None:
        self.id = number
        self._clip = clip
        self._start = start
        self._clock = clock
        self._hush = hush
        self._given_up_at = clock() + _PATIENCE_SECONDS
        self._began: float | None = None
        self._ended: float | None = None

    @property
    def frames(self) -> int:
        if self._began is None:
            return self._start
        now = self._clock() if self._ended is None else self._ended
        passed = max(0, int((now - self._began) * self._clip.rate))
        return min(self._clip.frames, self._start + passed)

    def heard(self, delay: float) -> None:
        """Count frames from now plus `delay`, the seconds of the browser's own latency."""
        self._began = self._clock() + max(0.0, min(delay, 1.0))

    def lost(self) -> None:
        """Give up: the page cannot play."""
        self._given_up_at = self._clock()

    def due(self) -> float:
        return (self._clip.frames - self.frames) / self._clip.rate

    def stalled(self) -> bool:
        return self._began is None and self._clock() >= self._given_up_at

    def silence(self) -> None:
        if self._ended is None:
            self._ended = self._clock()
            if self.due() > 0:
                self._hush(self.id)

    def close(self) -> None:
        self.silence()


def _little_endian(pcm: bytes) -> bytes:
    if sys.byteorder == "little":
        return pcm
    samples = array("h", pcm)
    samples.byteswap()
    return samples.tobytes()
