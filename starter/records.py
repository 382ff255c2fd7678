"""The records while the program changes: a copy before each update, and the way back to it."""

import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

# In the folder of the daily copies. The program deletes these too when somebody is erased.
_FOLDER = "backups"
_MOST = 3


def version(file: Path) -> int:
    """Return the form of a file of records, 0 where there is none; raises sqlite3.Error."""
    if not file.exists():
        return 0
    with closing(_open(file)) as records:
        number: int = records.execute("PRAGMA user_version").fetchone()[0]
        return number


def copy(file: Path, now: datetime, why: str = "update") -> Path | None:
    """Copy the records, and return the copy, None without records. Raises OSError or sqlite3.Error.

    It is readable by this user alone. The newest three from before an update are kept, and each from before
    a return, which may hold what is nowhere else.
    """
    if not file.exists():
        return None
    folder = file.parent / _FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"before-{why}-{now:%Y%m%d-%H%M%S}.db"
    draft = folder / f"draft-{os.getpid()}.db"
    try:
        _copy(file, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    for old in _copies(file, "update")[_MOST:]:
        with suppress(OSError):
            old.unlink()
    return target


def readable_copy(file: Path, schema: int) -> Path | None:
    """Return the newest copy that a program of this form of records can read."""
    for path in _copies(file, "update"):
        with suppress(sqlite3.Error):
            if version(path) <= schema:
                return path
    return None


def restore(file: Path, source: Path, now: datetime) -> Path | None:
    """Put a copy in the place of the records, which are copied first; return where they are.

    Raises OSError or sqlite3.Error; then the records are as they were.
    """
    aside = copy(file, now, "return")
    draft = file.with_name(f"restoring-{os.getpid()}.db")
    try:
        _copy(source, draft)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    return aside


def _copies(file: Path, why: str) -> list[Path]:
    """Return the copies, the newest first by the time in their names."""
    return sorted((file.parent / _FOLDER).glob(f"before-{why}-*.db"), reverse=True)


def _open(file: Path) -> sqlite3.Connection:
    # Not by a URI: SQLite reads those as UTF-8 with escapes, and paths may hold any sign.
    return sqlite3.connect(file, timeout=5)


def _copy(source: Path, draft: Path) -> None:
    """Copy a database that others may be writing to, onto the disk."""
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(_open(source)) as reading, closing(sqlite3.connect(draft)) as writing:
        reading.backup(writing)
    with draft.open("r+b") as written:
        os.fsync(written.fileno())
