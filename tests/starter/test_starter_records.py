"""The records while the program changes."""

import stat
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from starter import records
from tutor.records import database
from tutor.records.backups import Backups

NOW = datetime(2026, 3, 1, 19, 30, tzinfo=UTC)


def _file(folder: Path, version: int, word: str) -> Path:
    file = folder / "sổ của lớp" / "tutor.db"
    file.parent.mkdir(exist_ok=True)
    with closing(database.connect(file)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (word)")
        connection.execute("INSERT INTO kept VALUES (?)", (word,))
        connection.execute(f"PRAGMA user_version = {version}")
    return file


def _words(file: Path) -> list[str]:
    with closing(database.connect(file)) as connection:
        return [word for (word,) in connection.execute("SELECT word FROM kept")]


def test_records_are_copied_for_this_user_alone(tmp_path: Path) -> None:
    file = _file(tmp_path, 4, "lá")
    copy = records.copy(file, NOW)
    assert copy is not None
    assert copy.name == "before-update-20260301-193000.db"
    assert _words(copy) == ["lá"]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert records.copy(tmp_path / "none" / "tutor.db", NOW) is None


def test_the_newest_three_copies_of_updates_are_kept(tmp_path: Path) -> None:
    file = _file(tmp_path, 4, "lá")
    made = [records.copy(file, NOW + timedelta(days=day)) for day in range(5)]
    assert sorted((file.parent / "backups").iterdir()) == made[2:]
    # What was recorded before a return may be nowhere else.
    aside = [records.copy(file, NOW + timedelta(days=day), "return") for day in range(5)]
    assert sorted((file.parent / "backups").glob("*return*")) == aside


def test_an_older_program_gets_the_newest_copy_that_it_can_read(tmp_path: Path) -> None:
    file = _file(tmp_path, 3, "một")
    first = records.copy(file, NOW)
    _file(tmp_path, 5, "hai")
    records.copy(file, NOW + timedelta(days=1))
    assert records.version(file) == 5
    assert records.readable_copy(file, 4) == first
    assert records.readable_copy(file, 2) is None
    assert first is not None
    aside = records.restore(file, first, NOW + timedelta(days=2))
    assert _words(file) == ["một"]
    assert aside is not None
    assert _words(aside) == ["một", "hai"]


def test_who_is_erased_is_in_none_of_these_copies(tmp_path: Path) -> None:
    file = _file(tmp_path, 4, "lá")
    records.copy(file, NOW)
    records.copy(file, NOW, "return")
    with closing(database.connect(file)) as connection:
        Backups(file).sweep(connection, date(2026, 3, 2))
    assert list((file.parent / "backups").glob("before-*")) == []
