"""The SQLite file of the records: its errors, settings that survive a power cut, checks and migrations."""

import errno
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path
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
    """The records cannot be read or written for `reason`; nothing was written in part."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason: Reason = reason


class StoreTooNew(StoreUnavailable):
    """A newer program wrote the file; it was not changed."""

    def __init__(self, version: int, known: int) -> None:
        super().__init__("too-new", f"records have version {version}, this program knows {known}")


class Damaged(sqlite3.DatabaseError):
    """The file is a database, but not one of undamaged records."""


def reason_of(error: sqlite3.Error | OSError) -> Reason:
    """Return the reason for an error of SQLite or of the operating system."""
    if isinstance(error, Damaged):
        return "damaged"
    if isinstance(error, OSError):
        return _OS_REASONS.get(error.errno or 0, "cannot-open")
    # The low byte is the primary code; errors of the Python binding have none.
    code: int = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _SQLITE_REASONS.get(code, "unknown")


@contextmanager
def store_errors() -> Iterator[None]:
    """Raise StoreUnavailable for errors of SQLite and of the operating system."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise StoreUnavailable(reason_of(error), str(error)) from error


Connections = Callable[[], AbstractContextManager[sqlite3.Connection]]
"""A context manager with a connection for reading, or for writing in one transaction."""

BUSY_SECONDS = 10

# TRUNCATE with FULL keeps every answer through a power cut. WAL needs fewer syncs, but it leaves two files,
# and several SQLite versions in use can lose a commit when two programs reset the log.
_SETTINGS: tuple[str, ...] = (
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)

# Columns and indexes as SQLite parsed them: the text of a schema differs between its versions.
_SHAPE = """
    SELECT m.name, c.name, c.type, c."notnull", c.pk
    FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table'
    UNION ALL
    SELECT m.name, i.name, m.tbl_name, i.seqno, 0
    FROM sqlite_master AS m JOIN pragma_index_info(m.name) AS i WHERE m.type = 'index'
"""


@contextmanager
def _readable_errors() -> Iterator[None]:
    """Raise Damaged for an error message that cannot be decoded: it quotes a damaged schema."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise Damaged("the schema is not readable") from error


def make_private(path: Path) -> None:
    """Create a file if it is missing, and let no other user read it, if possible."""
    with suppress(OSError):
        path.touch(mode=0o600, exist_ok=False)
    with suppress(OSError):
        mode = path.stat().st_mode
        if stat.S_ISREG(mode) and mode & 0o077:
            path.chmod(stat.S_IMODE(mode) & 0o700)


def connect(path: Path | None) -> sqlite3.Connection:
    """Open a file of records, or records in memory for None; raise sqlite3.Error.

    Files that SQLite writes beside it have the same permissions. The caller handles transactions, and makes
    sure that one thread at a time uses the connection.
    """
    if path is not None:
        make_private(path)
    connection = sqlite3.connect(
        ":memory:" if path is None else path,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    # A damaged text must not make the rows around it unreadable.
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    try:
        with _readable_errors():
            for setting in _SETTINGS:
                connection.execute(setting)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(
    connection: sqlite3.Connection, begin: Literal["BEGIN", "BEGIN IMMEDIATE"] = "BEGIN IMMEDIATE"
) -> Iterator[None]:
    """Commit at the end, or roll back if something is raised.

    BEGIN IMMEDIATE takes the write lock at the start, so that no writer fails half-way; BEGIN is for reading.
    """
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def migrations() -> tuple[str, ...]:
    """Return the migration scripts in order; the version of a file is the number of those applied to it."""
    scripts = sorted((Path(__file__).parent / "migrations").glob("*.sql"))
    return tuple(script.read_text(encoding="utf-8") for script in scripts)


def version_of(connection: sqlite3.Connection) -> int:
    """Return the number of migrations that were applied to a file."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def check_schema(connection: sqlite3.Connection, scripts: tuple[str, ...]) -> int:
    """Check a file against the migrations that this program knows; return its version.

    Raises StoreTooNew for a file of a newer program, Damaged or sqlite3.Error for a damaged one.
    """
    # In one transaction, for another program may be creating the tables.
    with _readable_errors(), transaction(connection, "BEGIN"):
        version = version_of(connection)
        if version > len(scripts):
            # Checked first: an old SQLite may report a schema that it cannot read as damage.
            raise StoreTooNew(version, len(scripts))
        verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise Damaged(verdict)
        if version and connection.execute("SELECT count(*) FROM device").fetchone() != (1,):
            raise Damaged("the machine has no id")
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
            _run(model, scripts[:version])
            if set(connection.execute(_SHAPE)) != set(model.execute(_SHAPE)):
                raise Damaged("the tables are not those of its version")
    return version


def repair_indexes(connection: sqlite3.Connection) -> None:
    """Rebuild indexes that disagree with their tables, which `check_schema` does not detect.

    Raises Damaged if that does not mend them.
    """
    if not _indexes_agree(connection) and not rebuild_indexes(connection):
        raise Damaged("the indexes cannot be rebuilt")


def _indexes_agree(connection: sqlite3.Connection) -> bool:
    try:
        verdict: str = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError:
        return False
    return verdict == "ok"


def rebuild_indexes(connection: sqlite3.Connection) -> bool:
    """Rebuild all indexes; return False if that is not possible or does not mend them."""
    # REINDEX keeps the damaged first page of an empty index, and VACUUM may copy a wrong index as it is.
    for statement in ("VACUUM", "REINDEX"):
        try:
            connection.execute(statement)
        except sqlite3.Error:
            return False
    return _indexes_agree(connection)


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _run(connection: sqlite3.Connection, scripts: tuple[str, ...]) -> None:
    for script in scripts:
        for statement in _statements(script):
            connection.execute(statement)


def migrate(
    connection: sqlite3.Connection, scripts: tuple[str, ...], settle: Callable[[], None]
) -> None:
    """Migrate a file to the newest version in one transaction; call `settle` in it if anything changed.

    Raises sqlite3.Error, also if the file cannot be written.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = version_of(connection)
        _run(connection, scripts[version:])
        # Written even if nothing changed, to find out whether the file and its folder can be written.
        connection.execute(f"PRAGMA user_version = {len(scripts)}")
        if version < len(scripts):
            settle()
            connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
