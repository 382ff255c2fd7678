"""The store of a commune or a province in PostgreSQL: its connection, its errors and its schema.

psycopg is imported when a connection is asked for: a laptop does without it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from typing import TYPE_CHECKING, Any, TypeAlias

from tutor.i18n import N_, UserError
from tutor.interpreter import install_command

if TYPE_CHECKING:
    import psycopg

Connection: TypeAlias = "psycopg.Connection[tuple[Any, ...]]"

SCHEMA = "tutor"
_PACKAGE = "psycopg[binary]>=3.2"
# Programs that change the schema or the records wait for each other, always in this order.
_COPYING, _JOINING = 0x7475746F71, 0x7475746F72

_NO_PACKAGE = N_("The store needs the package psycopg. Please run: {command}")
_NO_ANSWER = N_("The store does not answer: {reason}")
_BROKE_OFF = N_(
    "The connection to the store broke off: {reason}. What was under way was not taken."
)
_FULL = N_("The disk of the store is full: what was under way was not taken.")
_NOT_ALLOWED = N_("This account of the store may not do that: {reason}")
_REFUSED = N_("The store refused it: {reason}")
_EMPTY = N_("There are no records in this store yet. Please run first: tutor hub init")
_OLDER = N_("This store is of an older version. Please run first: tutor hub init")
_NEWER = N_("This store is of a newer version of this program. Please update this computer first.")


class HubError(UserError):
    """The store cannot be used; nothing of what was under way was written."""


@contextmanager
def connected(db: str) -> Iterator[Connection]:
    """Yield a connection to the store of a connection string, "" for that of the environment of PostgreSQL.

    Raises HubError, and turns every error of PostgreSQL within the block into one.
    """
    with open_connection(db) as connection, errors_in_words():
        yield connection


def open_connection(db: str) -> Connection:
    """Return a connection to the store of a connection string; raise HubError."""
    try:
        import psycopg
    except ImportError as error:
        raise HubError(_NO_PACKAGE, command=install_command(_PACKAGE)) from error
    options = f"-c search_path={SCHEMA} -c client_min_messages=warning -c jit=off"
    try:
        return psycopg.connect(
            db, options=options, connect_timeout=10, autocommit=True, application_name="tutor"
        )
    except psycopg.Error as error:
        raise HubError(_NO_ANSWER, reason=_reason(error)) from error


@contextmanager
def errors_in_words() -> Iterator[None]:
    """Turn every error of PostgreSQL within the block into a HubError."""
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        raise HubError(_sentence(error), reason=_reason(error)) from error


@contextmanager
def commit_later(connection: Connection) -> Iterator[None]:
    """Let no commit within the block wait for the disk; at its end all are on it, of other connections too.

    If the server goes before that, the last ones may be gone, each as a whole.
    """
    connection.execute("SET synchronous_commit = off")
    yield
    connection.execute("RESET synchronous_commit")
    # A commit that waits for the disk waits for all that were before it.
    connection.execute("UPDATE hub SET one = one")


def _sentence(error: "psycopg.Error") -> str:
    from psycopg import errors

    match error:
        case errors.DiskFull():
            return _FULL
        case errors.InsufficientPrivilege():
            return _NOT_ALLOWED
        case errors.OperationalError():
            return _BROKE_OFF
    return _REFUSED


def _reason(error: "psycopg.Error") -> str:
    """Return the first line of what PostgreSQL says, without its own "FATAL:"."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0].rpartition("FATAL:")[2].strip().rstrip(".")


def scripts() -> tuple[str, ...]:
    """Return the migrations in order; the version of a store is the number of those applied to it."""
    folder = resources.files("tutor.hub") / "migrations"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(file.read_text(encoding="utf-8") for file in files)


def migrate(connection: Connection, migrations: Sequence[str], device: str) -> int:
    """Bring the store to the newest version, all or nothing; return how many migrations were applied.

    `device` is the id under which a new store notes erasures. Raises HubError for a newer store.
    """
    with connection.transaction():
        lock(connection)
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        connection.execute("CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)")
        version = _version(connection)
        if version > len(migrations):
            raise HubError(_NEWER)
        for script in migrations[version:]:
            connection.execute(script.encode())
        if not version:
            connection.execute("INSERT INTO schema_version VALUES (0)")
            connection.execute("INSERT INTO hub (one, device) VALUES (1, %s)", (device,))
        connection.execute("UPDATE schema_version SET version = %s", (len(migrations),))
    return len(migrations) - version


def check_version(connection: Connection) -> None:
    """Raise HubError unless the store is of the version of this program."""
    if connection.execute("SELECT to_regclass('schema_version')").fetchone() == (None,):
        raise HubError(_EMPTY)
    version, known = _version(connection), len(scripts())
    if version != known:
        raise HubError(_NEWER if version > known else _OLDER)


def _version(connection: Connection) -> int:
    row = connection.execute("SELECT version FROM schema_version").fetchone()
    return 0 if row is None else int(row[0])


def lock(connection: Connection) -> None:
    """Wait until nobody else brings or joins anything; nobody else does until the end of the transaction."""
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (_COPYING,))
    lock_for_joining(connection)


def lock_for_copying(connection: Connection) -> None:
    """Wait until nobody works alone; nobody else does until the end of the transaction."""
    connection.execute("SELECT pg_advisory_xact_lock_shared(%s)", (_COPYING,))


def lock_for_joining(connection: Connection) -> None:
    """Wait until nobody else joins what was brought; nobody else does until the end of the transaction."""
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (_JOINING,))


def allow(
    connection: Connection, account: str, *, loads: bool, province: bool, areas: Sequence[str]
) -> None:
    """Give an account of the database rights; one that is not there is made, without a password."""
    from psycopg import sql

    name = sql.Identifier(account)
    roles = {"tutor_load": loads, "tutor_province": province, "tutor_commune": bool(areas)}
    with connection.transaction():
        known = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", (account,))
        if known.fetchone() is None:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(name))
        for role, given in roles.items():
            if given:
                grant = sql.SQL("GRANT {} TO {}")
                connection.execute(grant.format(sql.Identifier(role), name))
        for area in areas:
            values = (account, area)
            connection.execute("INSERT INTO reader VALUES (%s, %s) ON CONFLICT DO NOTHING", values)
