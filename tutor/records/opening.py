"""Opening the records: the way from a path, whatever stands there, to a store that can be written."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random, SystemRandom

from tutor.records import database, erasing, projections
from tutor.records.backups import Backups
from tutor.records.faults import Damaged, reason_of, reported
from tutor.records.ids import random_id
from tutor.records.store import Notice, Store


def open_store(
    path: Path | None, *, clock: Callable[[], datetime], random: Random | None = None
) -> Store:
    """Open the records in a file, made if it is not there, or in memory for None.

    A harmed file is set aside; the newest good backup, with what is still readable of the harmed file,
    takes its place, as it does where the file is missing; `Store.notices` tells so.
    Raises StoreUnavailable if the file or its folder cannot be written, StoreTooNew if a newer
    program wrote it.
    """
    chance = SystemRandom() if random is None else random
    with reported():
        opening = _Opening(database.migrations(), clock().astimezone(UTC), chance)
        connection = opening.memory() if path is None else opening.file(path)
        return Store(connection, path, clock=clock, random=chance, notices=opening.notices)


class _Opening:
    """One opening, at one time, with what it met on the way."""

    def __init__(self, scripts: tuple[str, ...], now: datetime, random: Random) -> None:
        self.notices: list[Notice] = []
        self._scripts = scripts
        self._now = now
        self._random = random

    def memory(self) -> sqlite3.Connection:
        connection = database.connect(None)
        self._migrate(connection)
        return connection

    def file(self, path: Path) -> sqlite3.Connection:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        backups = Backups(path)
        if not path.exists() and backups.newest_good(self._scripts):
            backups.recover(self._scripts, self._now, self._migrate)
            self.notices.append("recovered")
        try:
            connection = self._checked(path, backups)
        except sqlite3.Error as error:
            if reason_of(error) != "damaged":
                raise
            restored = backups.recover(self._scripts, self._now, self._migrate)
            self.notices.append("restored" if restored else "started-empty")
            connection = self._checked(path, backups)
        try:
            if 0 < database.version_of(connection) < len(self._scripts):
                backups.make(connection, self._now)
            self._migrate(connection)
            backups.guard()
            self._back_up(connection, backups)
        except BaseException:
            connection.close()
            raise
        return connection

    def _checked(self, path: Path, backups: Backups) -> sqlite3.Connection:
        existed = path.exists()
        connection = database.connect(path)
        try:
            version = database.check(connection, self._scripts)
        except BaseException:
            connection.close()
            raise
        if existed and version == 0 and backups.newest_good(self._scripts):
            connection.close()
            raise Damaged("the file is empty, and was not always")
        return connection

    def _migrate(self, connection: sqlite3.Connection) -> None:
        def settle() -> None:
            connection.execute(
                "INSERT INTO device (one, id, created_at) VALUES (1, ?, ?) ON CONFLICT DO NOTHING",
                (random_id(self._random), self._now.isoformat()),
            )
            projections.derive(connection)

        database.migrate(connection, self._scripts, settle)

    def _back_up(self, connection: sqlite3.Connection, backups: Backups) -> None:
        """Make the copy of the day, of records that hold anything; it may fail without harm."""
        holds = "SELECT EXISTS (SELECT 1 FROM person) OR EXISTS (SELECT 1 FROM event)"
        if not connection.execute(holds).fetchone()[0]:
            return
        try:
            if erasing.sweep_due(connection):
                backups.sweep(connection, self._now)
                erasing.swept(connection)
            if backups.due(self._now):
                database.mend_indexes(connection)
                backups.make(connection, self._now)
        except (sqlite3.Error, OSError):
            self.notices.append("backup-failed")
