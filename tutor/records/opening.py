"""How a file of records is opened: it is checked, replaced if it is damaged, migrated and backed up."""

import sqlite3
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Literal

from tutor.records import database, erasing, projections
from tutor.records.backups import Backups
from tutor.records.database import Damaged, reason_of
from tutor.records.journal import random_id

Notice = Literal["restored", "recovered", "started-empty", "backup-failed"]
"""What happened at opening: a damaged file was restored from a backup and its readable rest, or damaged
events from a backup; a missing file was recovered from a backup; nothing of a damaged file could be restored;
or the daily backup failed."""

_models: dict[tuple[str, ...], bytes] = {}


class Opening:
    """One opening at one time, with its notices."""

    def __init__(self, scripts: tuple[str, ...], now: datetime, random: Random) -> None:
        self.notices: list[Notice] = []
        self._scripts = scripts
        self._now = now
        self._random = random

    def memory(self) -> sqlite3.Connection:
        """Open records in memory; all begin as a copy of the first, for to make the tables takes longer."""
        connection = database.connect(None)
        model = _models.get(self._scripts)
        if model is None:
            self._migrate(connection)
            _models[self._scripts] = connection.serialize()
        else:
            connection.deserialize(model)
            values = random_id(self._random), self._now.isoformat()
            connection.execute("UPDATE device SET id = ?, created_at = ?", values)
        return connection

    def file(self, path: Path) -> sqlite3.Connection:
        """Open the records in a file; raise sqlite3.Error, OSError or StoreUnavailable."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        backups = Backups(path)
        if not path.exists() and backups.newest_good(self._scripts):
            self.recover(path)
            self.notices.append("recovered")
        try:
            return self._checked(path, backups)
        except sqlite3.Error as error:
            if reason_of(error) != "damaged":
                raise
            self.notices.append("restored" if self.recover(path) else "started-empty")
            return self._checked(path, backups)

    def _checked(self, path: Path, backups: Backups) -> sqlite3.Connection:
        """Return the file checked, migrated and backed up; raise sqlite3.Error or OSError."""
        connection = self._connect(path, backups)
        try:
            if 0 < database.version_of(connection) < len(self._scripts):
                backups.make(connection, self._now)
            self._migrate(connection)
            backups.make_private()
            self._back_up(connection, backups)
        except BaseException:
            connection.close()
            raise
        return connection

    def recover(self, path: Path) -> bool:
        """Replace a damaged or missing file; see `Backups.recover`."""
        return Backups(path).recover(self._scripts, self._now, self._migrate)

    def _connect(self, path: Path, backups: Backups) -> sqlite3.Connection:
        existed = path.exists()
        connection = database.connect(path)
        try:
            version = database.check_schema(connection, self._scripts)
            if version:
                database.repair_indexes(connection)
        except BaseException:
            connection.close()
            raise
        if existed and version == 0 and backups.newest_good(self._scripts):
            connection.close()
            raise Damaged("the file is empty, but has backups")
        return connection

    def _migrate(self, connection: sqlite3.Connection) -> None:
        def settle() -> None:
            connection.execute(
                "INSERT INTO device (one, id, created_at) VALUES (1, ?, ?) ON CONFLICT DO NOTHING",
                (random_id(self._random), self._now.isoformat()),
            )
            projections.settle(connection)

        database.migrate(connection, self._scripts, settle)

    def _back_up(self, connection: sqlite3.Connection, backups: Backups) -> None:
        """Make the daily backup unless the records are empty; a failure only gives a notice."""
        has_content = "SELECT EXISTS (SELECT 1 FROM person) OR EXISTS (SELECT 1 FROM event)"
        if not connection.execute(has_content).fetchone()[0]:
            return
        try:
            if erasing.sweep_due(connection):
                backups.sweep(connection, self._now)
                erasing.mark_swept(connection)
            if backups.due(self._now):
                if backups.replace_damaged(connection):
                    self.notices.append("restored")
                backups.make(connection, self._now)
        except (sqlite3.Error, OSError):
            self.notices.append("backup-failed")
