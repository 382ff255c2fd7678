"""The commands of the starter: run, install, test, back, fits."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from starter import editions, records
from starter.editions import Edition, State
from starter.environment import Environment, base_python
from starter.packages import find_pip, locked, sources
from starter.places import (
    ROOT,
    VERSIONS,
    Stick,
    program_folder,
    read_stick,
    records_file,
    this_target,
    tree_environment,
    user_data,
)
from starter.progress import Progress
from starter.words import Refusal, language_of, sentence

DONE, FAILED, INTERRUPTED = 0, 1, 130
LOG = "install.log"
# A folder that happens to be called "tutor" where people stand is not the program.
_SAFE = "-P"
_TESTS = ("-n", "2", "--dist", "worksteal", "-m", "not slow and not real")
# Loads what was compiled for one kind of computer too: an edition that does not load is not installed.
_SCHEMA = (
    "import tutor.ui.app; from tutor.records.database import migrations; print(len(migrations()))"
)


@dataclass(frozen=True, slots=True)
class Starter:
    """One start: of which folder, for which user, in which language."""

    root: Path
    program: Path
    records: Path
    language: str
    progress: Progress

    @property
    def log(self) -> Path:
        """The file with what pip printed last."""
        return self.program / LOG

    def environment(self, edition: str) -> Environment:
        """Return the environment of an edition from a stick."""
        return Environment(self.program / "editions" / edition)


def main(arguments: Sequence[str]) -> int:
    """Run a command of the starter and return its exit status; without a command the program starts."""
    # Windows prints in an old code page where its output goes into a file.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    command, *rest = arguments or ["run"]
    language = language_of(os.environ)
    data = user_data(sys.platform, os.environ, Path.home())
    starter = Starter(
        ROOT,
        program_folder(data, os.environ),
        records_file(data, os.environ),
        language,
        Progress(language),
    )
    try:
        return _command(starter, command, rest)
    except Refusal as refusal:
        starter.progress.write(refusal.text(language))
    except OSError as error:
        starter.progress.say("failed", reason=error, log=starter.log)
    except KeyboardInterrupt:
        starter.progress.say("stopped")
        return INTERRUPTED
    return FAILED


def _command(starter: Starter, command: str, rest: Sequence[str]) -> int:
    stick = read_stick(starter.root)
    match command:
        case "fits":
            return DONE if fits(stick) else FAILED
        case "back":
            return _go_back(starter)
        case "install":
            _install(starter, stick, tests="--tests" in rest)
            return DONE
        case "test":
            python = _install(starter, stick, tests=True)
            return _start([python, "-m", "pytest", *_TESTS, *rest])
        case _:
            asked = rest if command == "run" else [command, *rest]
            python = _install(starter, stick)
            if stick is not None:
                # The stick may be pulled out.
                os.chdir(Path.home())
            return _start([python, _SAFE, "-m", "tutor", *asked])


def fits(stick: Stick | None) -> bool:
    """Return True if this Python can run the program, and the stick has packages for it."""
    if sys.platform == "win32" and this_target() not in [f"{v} win-amd64" for v in VERSIONS]:
        return False
    return stick is None or sys.platform == "darwin" or this_target() in stick.targets


def _install(starter: Starter, stick: Stick | None, *, tests: bool = False) -> Path:
    """Return the Python of an environment that has everything; raise Refusal where that cannot be."""
    if stick is not None:
        with editions.alone(starter.program):
            return _install_edition(starter, stick)
    environment = Environment(tree_environment(starter.root, starter.program))
    lists = [("run", ("run.txt", "install.txt")), *([("dev", ("dev.txt",))] if tests else [])]
    stamps = [(f".{name}", _fingerprint(starter.root, locks)) for name, locks in lists]
    if not all(environment.has(*stamp) for stamp in stamps):
        inside = environment.folder.parent == starter.root
        work = starter.root / "build" if inside else environment.folder.parent
        with editions.alone(work):
            _fill_tree(starter, environment, stamps, work / LOG)
    return environment.python


def _fingerprint(root: Path, locks: Sequence[str]) -> str:
    """Return a text that changes with the locked lists, the settings of the tree and its place."""
    parts = [(root / "requirements" / name).read_bytes() for name in locks]
    return sha256(
        b"\0".join([*parts, (root / "pyproject.toml").read_bytes(), os.fsencode(root)])
    ).hexdigest()


def _fill_tree(
    starter: Starter, environment: Environment, stamps: Sequence[tuple[str, str]], log: Path
) -> None:
    """Install what the tree needs into its environment."""
    folder = starter.root / "wheels"
    wheels = folder if folder.is_dir() else None
    pip = find_pip(base_python(), wheels)
    environment.make()
    lists = starter.root / "requirements"
    own = [*sources(wheels, network=True), "--no-deps", "--no-build-isolation", "--editable"]
    requests = {
        ".run": (
            locked(lists / "run.txt", wheels),
            locked(lists / "install.txt", wheels),
            [*own, str(starter.root)],
        ),
        ".dev": (locked(lists / "dev.txt", wheels),),
    }
    for stamp in stamps:
        if not environment.has(*stamp):
            starter.progress.say("first" if stamp[0] == ".run" else "tests")
            environment.install(pip, requests[stamp[0]], stamp, starter.progress, log)
            starter.progress.say("done")


def _install_edition(starter: Starter, stick: Stick) -> Path:
    """Install the edition of a stick, if it is the one to start; return the Python to start with."""
    state = editions.read_state(starter.program)
    present = starter.environment(state.current.key) if state.current else None
    works = present is not None and present.works()
    step = editions.next_step(state, stick.key, stick.made, works=works)
    if step in ("older", "declined"):
        starter.progress.say(step)
    if present is not None and step in ("start", "older", "declined"):
        return present.python
    try:
        return _add_edition(starter, stick, state, updating=step == "update")
    except Refusal as refusal:
        if not works or present is None:
            raise
        starter.progress.write(refusal.text(starter.language))
        starter.progress.say("kept")
        return present.python


def _add_edition(starter: Starter, stick: Stick, state: State, *, updating: bool) -> Path:
    """Copy the records, install an edition beside the present one, and let it start from now on."""
    if not fits(stick):
        raise Refusal("no-wheels", targets=", ".join(stick.targets), here=this_target())
    progress = starter.progress
    progress.say("update" if updating else "first")
    wheel = stick.program()
    try:
        copied = records.copy(starter.records, datetime.now(UTC).astimezone())
    except (OSError, sqlite3.Error) as error:
        raise Refusal("not-copied", reason=error) from error
    if copied is not None:
        progress.say("copied", file=copied)
    _sweep(starter, State(state.current) if updating else state)
    network = sys.platform == "darwin"
    environment = starter.environment(stick.key)
    if not environment.has(".run", stick.key):
        environment.make()
        lock = locked(stick.root / "requirements" / "run.txt", stick.wheels, network=network)
        own = [*sources(stick.wheels, network=network), "--no-deps", str(wheel)]
        pip = find_pip(base_python(), stick.wheels)
        environment.install(pip, (lock, own), (".run", stick.key), progress, starter.log)
    edition = Edition(stick.key, stick.made, _schema(environment, starter.log))
    editions.write_state(starter.program, state.with_update(edition))
    _add_icon(environment)
    progress.say("done")
    return environment.python


def _sweep(starter: Starter, state: State) -> None:
    """Delete the editions that nobody will go back to, and what an interruption left."""
    folder = starter.program / "editions"
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    for name in editions.unused(state, names):
        shutil.rmtree(folder / name, ignore_errors=True)


def _schema(environment: Environment, log: Path) -> int:
    """Return the form of records that an edition writes; raise Refusal for one that does not load."""
    asked = [str(environment.python), _SAFE, "-c", _SCHEMA]
    done = subprocess.run(asked, capture_output=True, check=False, env=_clean())
    if done.returncode != 0:
        log.write_bytes(done.stderr)
        environment.remove()
        raise Refusal("failed", reason="import", log=log)
    return int(done.stdout)


def _add_icon(environment: Environment) -> None:
    """Let the program put its icon where people look for it; without one it starts from the stick."""
    asked = [str(environment.python), _SAFE, "-m", "tutor", "window", "--install-shortcut"]
    subprocess.run(asked, capture_output=True, check=False, env=_clean(), stdin=subprocess.DEVNULL)


def _go_back(starter: Starter) -> int:
    """Change to the edition that was there before."""
    with editions.alone(starter.program):
        state = editions.read_state(starter.program)
        previous = state.previous
        if previous is None or not starter.environment(previous.key).works():
            raise Refusal("no-previous")
        try:
            if records.version(starter.records) > previous.schema and not _restore(
                starter, previous
            ):
                return FAILED
        except sqlite3.Error as error:
            raise Refusal("not-copied", reason=error) from error
        editions.write_state(starter.program, state.with_return())
        _add_icon(starter.environment(previous.key))
        starter.progress.say("back", edition=previous.made)
        return DONE


def _restore(starter: Starter, previous: Edition) -> bool:
    """Ask whether the records of before the update shall be taken; return False if not."""
    source = records.readable_copy(starter.records, previous.schema)
    if source is None:
        raise Refusal("no-copy")
    question = sentence("ask-records", starter.language, file=starter.records.parent / "backups")
    if input(question).strip().lower() not in ("c", "có", "co", "y", "yes"):
        starter.progress.say("unchanged")
        return False
    aside = records.restore(starter.records, source, datetime.now(UTC).astimezone())
    starter.progress.say("copied", file=aside)
    return True


def _clean() -> dict[str, str]:
    """Return the variables of this account without those by which Python would look elsewhere."""
    astray = ("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
    return {name: value for name, value in os.environ.items() if name not in astray}


def _start(command: Sequence[str | Path]) -> int:
    """Start a program here and return its exit status; on POSIX it takes the place of the starter."""
    words = list(map(str, command))
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.execve(words[0], words, _clean())  # noqa: S606 - a full argument list
    # The keys that interrupt are for the program.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return subprocess.call(words, env=_clean())
