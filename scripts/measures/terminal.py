"""A program on a real pseudo-terminal, by default of 66 columns and 17 rows."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

COLUMNS, ROWS = 66, 17
_PATIENCE = 20.0


class Terminal:
    """Runs a program; times are seconds of `time.perf_counter`."""

    def __init__(
        self,
        command: Sequence[str],
        environ: Mapping[str, str],
        columns: int = COLUMNS,
        rows: int = ROWS,
    ) -> None:
        self._terminal, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.started = time.perf_counter()
        self._program = subprocess.Popen(
            command,
            stdin=inside,
            stdout=inside,
            stderr=inside,
            env={**environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
            start_new_session=True,
        )
        os.close(inside)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._program.kill()
        self._program.wait()
        os.close(self._terminal)

    def await_bytes(self, wanted: bytes) -> float:
        """Return when the program has written these bytes; raise RuntimeError if it never does."""
        seen = b""
        until = time.perf_counter() + _PATIENCE
        while wanted not in seen:
            more = self._read(until - time.perf_counter())
            if not more:
                last = seen[-2000:].decode("utf-8", "replace")
                raise RuntimeError(
                    f"the program never wrote {wanted.decode()!r}, but at last:\n{last}"
                )
            seen += more
        return time.perf_counter()

    def _read(self, seconds: float) -> bytes:
        """Return what the program writes within so many seconds; empty if it writes nothing or has ended."""
        if select.select([self._terminal], [], [], max(0.0, seconds))[0]:
            with suppress(OSError):
                return os.read(self._terminal, 65_536)
        return b""

    def rest(self, seconds: float) -> None:
        """Wait so many seconds, and read what is written meanwhile."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self._read(left)

    def press(self, keys: bytes) -> float:
        """Press keys; return the time at which they were pressed."""
        at = time.perf_counter()
        os.write(self._terminal, keys)
        return at

    def end(self) -> None:
        """Ask the program to end, and wait until it has."""
        self._program.terminate()
        while self._program.poll() is None:
            self.rest(0.05)

    def megabytes(self) -> tuple[float, float]:
        """Return the resident memory of the program and of its child processes, in MB."""
        own = self._program.pid
        children = [
            int(stat.parent.name)
            for stat in Path("/proc").glob("[0-9]*/stat")
            if _parent(stat) == own
        ]
        return _resident(own), sum(_resident(pid) for pid in children)


def _parent(stat: Path) -> int:
    try:
        return int(stat.read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
