"""`WorkerProcess` starts one speech worker, detached from the terminal, and exchanges messages with it.

Two threads read from and write to its pipes, so that no caller blocks on a worker that hangs. The worker's
stderr goes to a log file in the state folder.

A message is one JSON object a line, in UTF-8. To the worker, by `do`: `say` (id, items, first, delay),
`prepare` (items), `stop`, `pause`, `resume`, `settings` (speed, volume). From the worker, by `event`:
`ready`; `accepted` (id); `started` and `finished` (id, index); `word` (id, index, start, end); `done` (id);
`degraded` (reason); `busy` (what, seconds) before anything that may hang, and `idle` (what) after it.
"""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from tutor.interpreter import python_command
from tutor.speech.speaker import Utterance

_MAX_LOG_BYTES = 1_000_000
LOG_NAME = "speech.log"

if sys.platform == "win32":
    _FLAGS = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
else:
    _FLAGS = 0


Message = dict[str, Any]


def encode(message: Message) -> bytes:
    """Return the line of a message."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def decode(line: bytes) -> Message | None:
    """Return the message in a line; None when the line is not a JSON object."""
    try:
        message = json.loads(line)
    except ValueError:
        return None
    return message if isinstance(message, dict) else None


def pack(utterances: Sequence[Utterance]) -> list[list[Any]]:
    """Return sentences as JSON values."""
    return [
        [u.text, u.language, u.pause, u.voice, u.authored, u.caller, u.ring, u.sound]
        for u in utterances
    ]


def unpack(items: list[list[Any]]) -> tuple[Utterance, ...]:
    """Return the sentences that `pack` wrote."""
    return tuple(Utterance(*item) for item in items)


def worker_command(options: Sequence[str]) -> list[str]:
    """Return the command line of a worker."""
    return python_command("-m", "tutor.speech.worker", *options)


class WorkerProcess:
    """A running worker. Its reading thread calls `on_message` and `on_exit`.

    Raises:
        OSError: the process cannot be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        state: Path,
        on_message: "OnMessage",
        on_exit: "OnExit",
    ) -> None:
        self._on_message = on_message
        self._on_exit = on_exit
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        with contextlib.ExitStack() as open_files:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=open_files.enter_context(_open_log(state)),
                bufsize=0,
                # Signals of the terminal (Ctrl-C, hang-up) must reach the app alone.
                start_new_session=sys.platform != "win32",
                creationflags=_FLAGS,
            )
        for run in (self._read, self._write):
            threading.Thread(target=run, name="speech-pipe", daemon=True).start()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def send(self, message: Message) -> None:
        """Queue a message for the worker; never block."""
        self._lines.put(encode(message))

    def end(self, patience: float) -> None:
        """Close the worker's input, and kill it if it still runs after `patience` seconds."""
        self._lines.put(None)
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """Kill the worker and its child processes."""
        self._lines.put(None)
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)

    def _read(self) -> None:
        pipe = self._process.stdout
        if pipe is not None:
            rest = b""
            while block := pipe.read(65_536):
                *lines, rest = (rest + block).split(b"\n")
                for line in lines:
                    message = decode(line)
                    if message is not None:
                        self._on_message(self, message)
            pipe.close()
        self._lines.put(None)
        self._on_exit(self)

    def _write(self) -> None:
        pipe = self._process.stdin
        if pipe is None:
            return
        with contextlib.suppress(OSError):
            while (line := self._lines.get()) is not None:
                while line:
                    line = line[pipe.write(line) :]
        with contextlib.suppress(OSError):
            pipe.close()


OnMessage = Callable[[WorkerProcess, Message], None]
OnExit = Callable[[WorkerProcess], None]


def _open_log(state: Path) -> BinaryIO:
    file = state / LOG_NAME
    try:
        state.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > _MAX_LOG_BYTES:
            file.unlink()
        file.touch(mode=0o600)
        # Older versions made the file readable to all; the file system of a USB stick may have no modes.
        with contextlib.suppress(OSError):
            file.chmod(0o600)
        return file.open("ab")
    except OSError:
        return Path(os.devnull).open("ab")
