"""File permissions of the records, and the recovery of a missing file."""

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from records_samples import NOW, Clock, journal_of, opened, started

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights of POSIX files")


def filled(path: Path) -> Path:
    """Return records with one backup."""
    store = opened(path)
    hoa = store.add_person(name="Hoa")
    store.append(hoa.id, [started("r")])
    store.close()
    opened(path, Clock(NOW + timedelta(days=1))).close()
    return path


def open_to_others(folder: Path) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if stat.S_IMODE(path.stat().st_mode) & 0o077]


def test_every_file_is_private_to_its_user(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        path = filled(tmp_path / "tutor.db")
        path.write_bytes(b"rubbish" * 5000)
        store = opened(path, Clock(NOW + timedelta(days=2)))
    finally:
        os.umask(before)
    assert store.notices == ("restored",)
    assert len(list(tmp_path.glob("tutor.db.damaged-*"))) == 1
    assert open_to_others(tmp_path) == []


def test_files_of_an_older_program_are_made_private(tmp_path: Path) -> None:
    path = filled(tmp_path / "tutor.db")
    (tmp_path / "tutor.db.damaged-20261201T080000").write_text("Hoa")
    for file in [*tmp_path.glob("*.db*"), *(tmp_path / "backups").iterdir()]:
        file.chmod(0o644)
    assert journal_of(path).name in open_to_others(tmp_path)
    opened(path, Clock(NOW + timedelta(days=1))).close()
    assert open_to_others(tmp_path) == []


def test_a_missing_file_is_recovered_from_its_newest_backup(tmp_path: Path) -> None:
    path = filled(tmp_path / "tutor.db")
    path.unlink()
    store = opened(path, Clock(NOW + timedelta(days=1)))
    assert store.notices == ("recovered",)
    assert [person.name for person in store.people()] == ["Hoa"]
    (event,) = store.events()
    store.append(event.learner, [started("s")])
    # What was written after the copy is lost, but its numbers are not used again.
    assert max(event.seq for event in store.events()) > event.seq + 1000
    assert list(tmp_path.glob("tutor.db.damaged-*")) == []
    assert list(tmp_path.glob("restoring-*")) == []
    store.close()
    assert opened(path, Clock(NOW + timedelta(days=1))).notices == ()


def test_a_journal_of_the_missing_file_does_not_corrupt_the_new_one(tmp_path: Path) -> None:
    path = filled(tmp_path / "tutor.db")
    path.unlink()
    journal_of(path).write_bytes(b"rubbish" * 500)
    store = opened(path, Clock(NOW + timedelta(days=1)))
    assert [person.name for person in store.people()] == ["Hoa"]
    assert journal_of(path).read_bytes() == b""


def test_without_file_and_backups_the_records_are_new(tmp_path: Path) -> None:
    path = filled(tmp_path / "tutor.db")
    path.unlink()
    for copy in (tmp_path / "backups").iterdir():
        copy.unlink()
    store = opened(path)
    assert (store.notices, store.people()) == ((), ())
