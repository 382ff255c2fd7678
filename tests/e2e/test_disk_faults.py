"""A disk that is full or cannot be written, from the start or from some moment on: nobody loses a lesson."""

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from patience import PATIENCE_SECONDS
from terminal_kit import (
    CALM_TUTOR,
    CTRL_Q,
    ENTER,
    SAID,
    TUTOR,
    Terminal,
    environment,
    run_tutor,
    terminal,
)

# Puts a small disk of its own at the folder of the records, for the program alone.
_DISK = """
mount -t tmpfs -o size="$SIZE" tmpfs "$TUTOR_HOME" || exit 99
if [ -n "$OLD" ]; then cp "$OLD" "$TUTOR_HOME/tutor.db"; fi
case "$FAULT" in
  full) head -c 100M /dev/zero > "$TUTOR_HOME/filling" 2>/dev/null;;
  read-only) mount -o remount,ro "$TUTOR_HOME";;
esac
exec "$@"
"""
ON_A_DISK = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", _DISK, "sh")
PLAY = ("--lang", "vi", "play", "ld-ba-dau-hieu")
_CANNOT_KEEP = SAID("This laptop cannot keep what is learned today. The lessons work.")
_NOT_KEPT = SAID("This laptop cannot keep what was learned today.")
_CANNOT_WRITE = SAID("The laptop cannot write just now. You can learn on all the same.")
_UNREADABLE = re.compile(r"Không đọc hoặc ghi được sổ học ở \S+\. \S.*\.\n")


def has_disks() -> bool:
    """Return whether this computer lets a program have a disk of its own."""
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run(
        [*ON_A_DISK[:-4], "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False
    )
    return tried.returncode == 0


pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not has_disks(), reason="no program can have a disk of its own here"),
]
FAULTS = pytest.mark.parametrize("fault", ["full", "read-only"])
RECORDS = pytest.mark.parametrize("old", [False, True], ids=["new", "old"])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    return home


def disk(fault: str, *, size: str = "256k", old: Path | None = None) -> dict[str, str]:
    return {"FAULT": fault, "SIZE": size, "OLD": "" if old is None else str(old)}


def old_records(folder: Path) -> Path:
    """Make records with one person, elsewhere."""
    assert run_tutor(["people", "add", "Mẫu"], folder / "elsewhere").returncode == 0
    return folder / "elsewhere" / "tutor.db"


@contextmanager
def playing(home: Path, **environ: str) -> Iterator[Terminal]:
    with terminal([*PLAY, "--no-speech"], home, (*ON_A_DISK, *CALM_TUTOR), **environ) as app:
        app.wait(lambda: app.step == 1, "the lesson")
        app.settle()
        yield app
    assert b"Traceback" not in app.raw


def leave(app: Terminal) -> int:
    app.press_until(CTRL_Q, SAID("Would you like to rest here?"))
    assert _NOT_KEPT in app.words
    app.press(app.number_of(SAID("Rest")))
    return app.end()


@FAULTS
@RECORDS
def test_the_app_says_that_nothing_is_kept_and_teaches(
    home: Path, tmp_path: Path, fault: str, old: bool
) -> None:
    records = old_records(tmp_path) if old else None
    with playing(home, **disk(fault, old=records)) as app:
        assert _CANNOT_KEEP.partition(". ")[0] in app.words
        while app.step == 1:
            app.press_and_see_change(ENTER)
        assert leave(app) == 0


def filled(app: Terminal, home: Path) -> Path:
    """Fill the disk of a running app; return the file that fills it."""
    file = Path(f"/proc/{app.child.pid}/root{home}/filling")
    with file.open("wb", buffering=0) as filling:
        try:
            while True:
                filling.write(b"0" * 1024)
        except OSError:
            return file


def answers_on(home: Path, app: Terminal) -> int:
    # SQLite would follow the link to the root of this program's own disks.
    copy = shutil.copy(f"/proc/{app.child.pid}/root{home}/tutor.db", home.parent / "copy.db")
    with closing(sqlite3.connect(copy)) as connection:
        (count,) = connection.execute(
            "SELECT count(*) FROM event WHERE kind = 'responded'"
        ).fetchone()
        return int(count)


def test_a_disk_that_fills_up_is_told_and_the_answers_are_written_once_there_is_room(
    home: Path,
) -> None:
    with playing(home, **disk("", size="512k")) as app:
        filling = filled(app, home)
        before = answers_on(home, app)
        app.press_until(ENTER, _CANNOT_WRITE)
        step = app.step
        while app.step == step:
            app.press_and_see_change("1" if "Chọn số" in app.text else ENTER)
        assert answers_on(home, app) == before
        app.press_until(CTRL_Q, SAID("Would you like to rest here?"))
        assert _NOT_KEPT in app.words
        app.press_and_see_change(ENTER)
        filling.unlink()
        app.press_and_see_change(ENTER)
        app.wait(lambda: answers_on(home, app) > before + 1, "the answers on the disk")
        app.press_until(CTRL_Q, SAID("The lesson stays just as it is."))


def run_on_a_disk(home: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*ON_A_DISK, *TUTOR, *arguments],
        input="\n\n",
        capture_output=True,
        text=True,
        env=environment(home, **environ),
        check=False,
        timeout=PATIENCE_SECONDS,
    )


@FAULTS
@RECORDS
def test_plain_mode_says_so_and_does_not_claim_that_all_is_kept(
    home: Path, tmp_path: Path, fault: str, old: bool
) -> None:
    records = old_records(tmp_path) if old else None
    done = run_on_a_disk(home, *PLAY, "--plain", **disk(fault, old=records))
    assert done.returncode == 0
    assert done.stderr == _CANNOT_KEEP + "\n"
    assert done.stdout.splitlines()[-1] == _NOT_KEPT


@FAULTS
@RECORDS
@pytest.mark.parametrize(
    "command",
    [
        ("people", "list"),
        ("people", "add", "An"),
        ("class", "list"),
        ("class", "show", "abc"),
        ("report", "coverage"),
        ("pin", "reset"),
    ],
    ids=" ".join,
)
def test_commands_say_so_in_a_line_and_what_to_do(
    home: Path, tmp_path: Path, fault: str, old: bool, command: tuple[str, ...]
) -> None:
    records = old_records(tmp_path) if old else None
    done = run_on_a_disk(home, "--lang", "vi", *command, **disk(fault, old=records))
    assert (done.returncode, done.stdout) == (3, "")
    assert _UNREADABLE.fullmatch(done.stderr)
    assert (SAID("The disk is full: please free some space.") in done.stderr) == (fault == "full")


@FAULTS
@pytest.mark.parametrize(
    "command", [("print", "lam-quen-phim"), ("audio", "lam-quen-phim")], ids=" ".join
)
def test_files_that_cannot_be_written_are_told_in_a_line(
    home: Path, fault: str, command: tuple[str, ...]
) -> None:
    out = home / "lesson.pdf" if command[0] == "print" else home
    done = run_on_a_disk(home, "--lang", "vi", *command, "--out", str(out), **disk(fault))
    assert (done.returncode, done.stdout) == (3, "")
    assert len(done.stderr.splitlines()) == 1
    assert os.linesep in done.stderr
