"""Records in memory whose tables are made once: making them takes a seventh of a short test."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

from tutor.records import database


def migrate_once(set_attribute: Callable[[object, str, object], None]) -> None:
    """Have every file of records in memory after the first begin as a copy of it."""
    migrate, run = database.migrate, database._run
    made: dict[tuple[str, ...], bytes] = {}

    def copy(connection: sqlite3.Connection, scripts: tuple[str, ...]) -> None:
        """Give an empty file in memory the tables of these scripts, and the version that they give it."""
        if scripts not in made:
            with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
                run(model, scripts)
                model.execute(f"PRAGMA user_version = {len(scripts)}")
                made[scripts] = model.serialize()
        connection.deserialize(made[scripts])

    def is_empty(connection: sqlite3.Connection) -> bool:
        _, _, file = connection.execute("PRAGMA database_list").fetchone()
        return not file and connection.execute("PRAGMA page_count").fetchone() == (0,)

    def migrate_copy(
        connection: sqlite3.Connection, scripts: tuple[str, ...], settle: Callable[[], None]
    ) -> None:
        if not is_empty(connection):
            migrate(connection, scripts, settle)
            return
        copy(connection, scripts)
        with database.transaction(connection):
            settle()

    def run_copy(connection: sqlite3.Connection, scripts: tuple[str, ...]) -> None:
        if connection.in_transaction or not is_empty(connection):
            run(connection, scripts)
        else:
            copy(connection, scripts)

    set_attribute(database, "migrate", migrate_copy)
    set_attribute(database, "_run", run_copy)
