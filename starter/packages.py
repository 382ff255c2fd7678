"""pip: where one is found, how it runs, and what its failures mean."""

import importlib.util
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue

from starter.progress import Progress
from starter.words import Refusal

# Debian puts the wheels that ensurepip lacks here.
_DEBIAN_WHEELS = Path(sys.base_prefix) / "share" / "python-wheels"
_OLDEST_PIP = (22, 3)
_POLL_SECONDS = 0.2
# Free space that an installation needs, while packages are unpacked.
NEEDED_MB = 400


@dataclass(frozen=True, slots=True)
class Pip:
    """A pip: that of a Python, or one in a wheel, which runs without being installed."""

    base: Path | None = None
    wheel: Path | None = None

    def command(self, python: Path) -> tuple[str, ...]:
        """Return the beginning of a command line of pip for the environment of this Python."""
        if self.wheel is not None:
            return (str(python), "-B", str(self.wheel / "pip"))
        return (str(self.base), "-P", "-m", "pip", "--python", str(python))


def find_pip(base: Path, wheels: Path | None) -> Pip:
    """Return the pip of a stick's packages, else that of this Python; raise Refusal where there is none."""
    if wheels is not None and (wheel := _newest(wheels)) is not None:
        return Pip(wheel=wheel)
    if _has_pip(base):
        return Pip(base=base)
    spec = importlib.util.find_spec("ensurepip")
    bundled = Path(spec.origin).parent / "_bundled" if spec and spec.origin else None
    for folder in (bundled, _DEBIAN_WHEELS):
        if folder is not None and (wheel := _newest(folder)) is not None:
            return Pip(wheel=wheel)
    raise Refusal("no-pip")


def _newest(folder: Path) -> Path | None:
    return max(folder.glob("pip-*.whl"), default=None)


def _has_pip(base: Path) -> bool:
    """Return True if this Python has a pip that can install into the environment of another."""
    ask = f"import pip; raise SystemExit(tuple(map(int, pip.__version__.split('.')[:2])) < {_OLDEST_PIP})"
    done = subprocess.run([str(base), "-B", "-c", ask], capture_output=True, check=False)
    return done.returncode == 0


def locked(lock: Path, wheels: Path | None = None, *, network: bool = True) -> list[str]:
    """Return the arguments that install a locked list, from the folder of wheels where there is one."""
    return [*sources(wheels, network=network), "--require-hashes", "-r", str(lock)]


def sources(wheels: Path | None, *, network: bool) -> list[str]:
    """Return the arguments that say where packages come from."""
    beside = ["--find-links", str(wheels)] if wheels is not None else []
    return beside if network else ["--no-index", "--no-cache-dir", *beside]


def child_environ(environ: Mapping[str, str], *, network: bool) -> dict[str, str]:
    """Return the variables for pip; without network, nothing of this account's own pip settings counts."""
    kept = {name: value for name, value in environ.items() if not name.startswith("PYTHON")}
    if not network:
        kept = {name: value for name, value in kept.items() if not name.startswith("PIP_")}
        kept["PIP_CONFIG_FILE"] = os.devnull
    return kept | {"PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}


def run_pip(
    command: Sequence[str], arguments: Sequence[str], folder: Path, progress: Progress, log: Path
) -> None:
    """Run pip, draw its progress, and keep its output in a log; raise Refusal where it fails."""
    lines: list[str] = []
    news: SimpleQueue[str | None] = SimpleQueue()
    process = subprocess.Popen(
        [*command, "install", "--progress-bar", "off", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=child_environ(os.environ, network="--no-index" not in arguments),
        encoding="utf-8",
        errors="replace",
    )

    def read() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            news.put(line)
        news.put(None)

    threading.Thread(target=read, daemon=True).start()
    before = _count(folder)
    progress.begin()
    try:
        while True:
            try:
                line = news.get(timeout=_POLL_SECONDS)
            except Empty:
                progress.installed(_count(folder) - before)
                continue
            if line is None:
                break
            lines.append(line)
            progress.read(line)
        status = process.wait()
        progress.installed(_count(folder) - before)
    finally:
        process.kill()
        progress.finish()
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text("".join(lines), encoding="utf-8")
    if status != 0:
        raise failure("".join(lines), folder, log)


def failure(output: str, folder: Path, log: Path) -> Refusal:
    """Return what a failure of pip means."""
    if "No space left on device" in output or "[Errno 28]" in output:
        return Refusal("no-space", need=NEEDED_MB, folder=folder)
    missing = ("No matching distribution", "NewConnectionError", "Max retries exceeded")
    if any(sign in output for sign in missing):
        return Refusal("no-packages", log=log)
    reason = "hash" if "DO NOT MATCH THE HASHES" in output else "pip"
    return Refusal("failed", reason=reason, log=log)


def _count(folder: Path) -> int:
    """Return the number of packages in an environment; on Windows its library has no folder of a version."""
    places = ("lib/python3.*/site-packages", "Lib/site-packages")
    return sum(1 for place in places for _ in folder.glob(f"{place}/*.dist-info"))
