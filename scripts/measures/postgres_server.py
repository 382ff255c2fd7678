"""A PostgreSQL server of its own, for tests and measures: in a folder that is deleted, on a local socket."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_FOLDERS = (*map(Path, os.get_exec_path()), *sorted(Path("/usr/lib/postgresql").glob("*/bin")))
# It refuses to run as root.
_NOBODY = 65534


def program(name: str) -> Path | None:
    """Return a program of PostgreSQL, the newest where there are several; None where it is not installed."""
    found = (folder / name for folder in reversed(_FOLDERS))
    return next((path for path in found if os.access(path, os.X_OK)), None)


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs; `owner` is the connection string of its owner, without a database."""

    owner: str
    folder: Path

    def processor(self) -> float:
        """Return the seconds that processors have worked for it so far; Linux only."""
        first = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        ticks = 0
        for file in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                # After the name of the program, which may hold anything.
                fields = file.read_text().rpartition(")")[2].split()
                own = int(file.parent.name) == first
                if own or int(fields[1]) == first:
                    ticks += sum(map(int, fields[11 : 15 if own else 13]))
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def server(*settings: str) -> Iterator[Server]:
    """Run a server."""
    initdb, pg_ctl = program("initdb"), program("pg_ctl")
    assert initdb is not None
    assert pg_ctl is not None
    folder = Path(tempfile.mkdtemp(prefix="tutor-pg-"))
    account = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if os.getuid() == 0 else {}
    if account:
        os.chown(folder, _NOBODY, _NOBODY)

    def run(*command: str | Path) -> None:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(list(map(str, command)), check=True, cwd=folder, **quiet, **account)  # type: ignore[call-overload]

    data = folder / "data"
    options = ("listen_addresses=", f"unix_socket_directories={folder}", "fsync=off", *settings)
    try:
        run(
            initdb,
            "-D",
            data,
            "-U",
            "tutor",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C",
            "-A",
            "trust",
        )
        run(pg_ctl, "-D", data, "-l", folder / "log", "-w", "start", "-o", _arguments(options))
        try:
            yield Server(f"host={folder} user=tutor", folder)
        finally:
            run(pg_ctl, "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)


def _arguments(options: tuple[str, ...]) -> str:
    return " ".join(f"-c {option}" for option in options)
