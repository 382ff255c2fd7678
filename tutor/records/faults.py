"""What can keep records from being written, as one exception with a reason."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

Reason = Literal[
    "read-only", "cannot-open", "disk-full", "disk-fault", "busy", "damaged", "too-new", "unknown"
]

_SQLITE_REASONS: dict[int, Reason] = {
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_PERM: "read-only",
    sqlite3.SQLITE_CANTOPEN: "cannot-open",
    sqlite3.SQLITE_FULL: "disk-full",
    sqlite3.SQLITE_IOERR: "disk-fault",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
}
_OS_REASONS: dict[int, Reason] = {
    errno.EROFS: "read-only",
    errno.EACCES: "read-only",
    errno.EPERM: "read-only",
    errno.ENOSPC: "disk-full",
    errno.EIO: "disk-fault",
    errno.EBUSY: "busy",
}


class StoreUnavailable(Exception):  # noqa: N818 - the name says what the caller has to live with
    """Records cannot be read or written; `reason` says why, and nothing was half written."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason: Reason = reason


class StoreTooNew(StoreUnavailable):
    """The file was written by a newer program; it was left as it is."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__("too-new", f"records have version {found}, this program knows {known}")


class Damaged(sqlite3.DatabaseError):
    """The file is a database, but not, or no longer, one of whole records."""


def reason_of(error: sqlite3.Error | OSError) -> Reason:
    """Return the reason that an error of SQLite or of the operating system stands for."""
    if isinstance(error, Damaged):
        return "damaged"
    if isinstance(error, OSError):
        return _OS_REASONS.get(error.errno or 0, "cannot-open")
    # The low byte is the primary code; errors of the binding itself carry none.
    code: int = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _SQLITE_REASONS.get(code, "unknown")


@contextmanager
def reported() -> Iterator[None]:
    """Turn errors of SQLite and of the operating system into `StoreUnavailable`."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise StoreUnavailable(reason_of(error), str(error)) from error
