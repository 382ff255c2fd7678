"""The microphone and the loudspeaker for somebody who records a voice, each in a child process.

Sound libraries print on the terminal, and some hang: `python -m tutor.speech.capture` records until its input
ends and writes "!" and then samples to its output; with `play` it plays the WAV file that it is sent.
"""

import contextlib
import io
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from typing import Protocol

from tutor.interpreter import python_command
from tutor.speech.clip import Clip, read_sound, wav_bytes, with_silence

RATE = 22_050
_LONGEST_SECONDS = 60
_PERIOD_MS = 50
# The level that is shown is that of the last tenth of a second.
_LEVEL_BYTES = 2 * RATE // 10
_READY = b"!"
_NO_DEVICE = 3
_GOODBYE_SECONDS = 3.0


class NoMicrophoneError(Exception):
    """This computer has no microphone that can be used."""


class Microphone(Protocol):
    """Records one sentence at a time."""

    def start(self) -> None:
        """Begin to record.

        Raises:
            NoMicrophoneError: there is none.
        """
        ...

    @property
    def level(self) -> float:
        """The highest sample of the last moment, 0 to 1."""
        ...

    def stop(self) -> Clip:
        """End the recording and return it."""
        ...


def _command(*options: str) -> list[str]:
    return python_command("-m", "tutor.speech.capture", *options)


class DeviceMicrophone:
    """The microphone of this computer."""

    def __init__(self) -> None:
        self._samples = bytearray()
        self._process: subprocess.Popen[bytes] | None = None
        self._reader = threading.Thread()

    def start(self) -> None:
        """Begin to record; return when the device is open.

        Raises:
            NoMicrophoneError: there is none.
        """
        self._samples = bytearray()
        try:
            process = subprocess.Popen(
                _command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise NoMicrophoneError from error
        if process.stdout is None or process.stdout.read(1) != _READY:
            process.kill()
            process.wait()
            raise NoMicrophoneError
        self._process = process
        self._reader = threading.Thread(target=self._read, args=(process.stdout,), daemon=True)
        self._reader.start()

    def _read(self, pipe: io.BufferedIOBase) -> None:
        while block := pipe.read1(4096):
            if len(self._samples) < 2 * RATE * _LONGEST_SECONDS:
                self._samples += block

    @property
    def level(self) -> float:
        """The highest sample of the last moment, 0 to 1."""
        last = self._samples[-_LEVEL_BYTES:]
        samples = memoryview(last[: len(last) // 2 * 2]).cast("h")
        return max(map(abs, samples), default=0) / 32_768

    def stop(self) -> Clip:
        """End the recording and return it."""
        process, self._process = self._process, None
        if process is not None:
            if process.stdin is not None:
                process.stdin.close()
            try:
                process.wait(_GOODBYE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
            self._reader.join(_GOODBYE_SECONDS)
        samples = bytes(self._samples)
        return Clip(samples[: len(samples) // 2 * 2], RATE)


def play(clip: Clip) -> bool:
    """Play a clip to its end; return whether there was a device."""
    try:
        done = subprocess.run(
            _command("play"),
            input=wav_bytes(with_silence(clip)),
            capture_output=True,
            timeout=2 * _LONGEST_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def _record() -> int:
    try:
        import miniaudio

        device = miniaudio.CaptureDevice(
            nchannels=1, sample_rate=RATE, buffersize_msec=_PERIOD_MS, app_name="tutor"
        )
    except ImportError:
        return _NO_DEVICE
    except miniaudio.MiniaudioError:
        return _NO_DEVICE
    # Where there is no sound at all, miniaudio records silence.
    if device.backend.lower() == "null":
        return _NO_DEVICE
    out = sys.stdout.buffer

    def take() -> Generator[None, bytes, None]:
        while True:
            out.write((yield))
            out.flush()

    source = take()
    next(source)
    out.write(_READY)
    out.flush()
    device.start(source)
    sys.stdin.buffer.read()
    device.close()
    return 0


def _play() -> int:
    from tutor.speech.player import DevicePlayer, NoDeviceError

    clip = read_sound(sys.stdin.buffer.read())
    try:
        playback = DevicePlayer().play(clip, 0, lambda: 1.0)
    except NoDeviceError:
        return _NO_DEVICE
    while playback.due() > 0 and not playback.stalled():
        time.sleep(0.05)
    playback.close()
    return 0


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        sys.exit(_play() if sys.argv[1:] == ["play"] else _record())
