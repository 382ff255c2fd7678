import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random

import pytest
from patience import PATIENCE_SECONDS, wait_until
from records_damage import aside, backups, damaged_at, filled, survives
from records_samples import (
    NOW,
    Clock,
    attended,
    events_of,
    journal_of,
    numbers,
    opened,
    reached,
    responded,
    spoil_page,
    start_writer,
    started,
)

from tutor.records import database
from tutor.records.database import StoreTooNew, StoreUnavailable

# Several programs, and programs that are killed


@pytest.mark.real
def test_six_programs_write_at_once_and_none_fails(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    writers = [start_writer([str(path), f"r{n}", "15"]) for n in range(6)]
    for writer in writers:
        writer.communicate(timeout=PATIENCE_SECONDS)
    assert [writer.returncode for writer in writers] == [0] * 6
    store = opened(path)
    assert [event.seq for event in store.events()] == list(range(1, 181))
    assert len({event.id for event in store.events()}) == 180
    assert len({event.device for event in store.events()}) == 1
    for n in range(6):
        assert numbers(store, f"r{n}") == attended(store, f"r{n}") == list(range(1, 16))


def is_writing(path: Path) -> bool:
    """Return True during a transaction: its rollback journal is not empty."""
    journal = path.with_name(path.name + "-journal")
    return journal.exists() and journal.stat().st_size > 0


def kill_writers(path: Path, times: int, random: Random) -> None:
    acknowledged: dict[str, int] = {}
    for n in range(times):
        run = f"r{n}"
        writer = start_writer([str(path), run, "100000"])
        assert writer.stdout is not None
        wanted = random.randint(1, 12)
        last = 0
        for line in writer.stdout:
            last = int(line)
            if last >= wanted:
                break
        if random.random() < 0.5:
            # In the middle of a transaction, or as soon as the next one has begun.
            wait_until(partial(is_writing, path))
        writer.send_signal(signal.SIGKILL)
        rest = writer.communicate(timeout=PATIENCE_SECONDS)[0].splitlines()
        # A line that the kill cut short was not heard by anyone.
        acknowledged[run] = int(rest[-1]) if rest and rest[-1] == str(last + len(rest)) else last

    store = opened(path)
    assert store.notices == ()
    assert store.verify() == []
    for run, last in acknowledged.items():
        answered, present = numbers(store, run), attended(store, run)
        assert answered == list(range(1, len(answered) + 1))
        assert present == answered[: len(present)]
        assert len(answered) >= len(present) >= last


@pytest.mark.real
def test_a_killed_program_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    kill_writers(tmp_path / "tutor.db", 20, Random(20))


@pytest.mark.slow
def test_500_killed_programs_lose_nothing(tmp_path: Path) -> None:
    kill_writers(tmp_path / "tutor.db", 500, Random(500))


# Migrations

NICKNAMES = "-- What friends call; them.\nALTER TABLE person ADD COLUMN nickname TEXT;\n"


def newer(monkeypatch: pytest.MonkeyPatch, script: str = NICKNAMES) -> None:
    scripts = (*database.migrations(), script)
    monkeypatch.setattr(database, "migrations", lambda: scripts)


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return database.version_of(connection)


def test_migrations_are_numbered_and_complete() -> None:
    for script in database.migrations():
        assert sqlite3.complete_statement(script)


def test_an_older_file_is_backed_up_and_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tutor.db"
    store = filled(path)
    before = events_of(store)
    store.close()
    older = version(path)

    newer(monkeypatch)
    store = opened(path)
    assert events_of(store) == before
    assert store.run("r") is not None
    assert version(path) == older + 1
    assert backups(path) == ["tutor-000001-20261201.db"]
    assert version(tmp_path / "backups" / "tutor-000001-20261201.db") == older


def test_a_migration_that_fails_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tutor.db"
    filled(path).close()
    older = version(path)
    with monkeypatch.context() as patch:
        newer(patch, NICKNAMES + "ALTER TABLE nothing ADD COLUMN x TEXT;\n")
        with pytest.raises(StoreUnavailable):
            opened(path)
    assert version(path) == older
    assert aside(path) == []
    store = opened(path)
    assert len(numbers(store, "r")) == 60


def test_an_older_program_does_not_touch_a_newer_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tutor.db"
    with monkeypatch.context() as patch:
        newer(patch)
        filled(path).close()
    before = path.read_bytes()
    with pytest.raises(StoreTooNew) as caught:
        opened(path)
    assert caught.value.reason == "too-new"
    assert path.read_bytes() == before
    assert aside(path) == []


# Places that cannot be written

READ_ONLY = """
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from tutor.records.database import StoreUnavailable
from tutor.records.store import open_store
open_store(None, clock=lambda: datetime.now(UTC))
if os.geteuid() == 0:
    os.setuid(65534)
try:
    open_store(Path(sys.argv[1]), clock=lambda: datetime.now(UTC))
except StoreUnavailable as fault:
    print(fault.reason)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another account can read; those of pytest are private."""
    folder = Path(tempfile.mkdtemp(prefix="tutor-records-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def reason_for_nobody(path: Path) -> str:
    """Open as an account without permissions; root may write everywhere."""
    done = subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(path)],
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.strip()


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX folders")
def test_a_read_only_folder_is_reported(open_folder: Path) -> None:
    path = open_folder / "tutor.db"
    open_folder.chmod(0o555)
    assert reason_for_nobody(path) == "cannot-open"
    assert reason_for_nobody(open_folder / "new" / "tutor.db") == "read-only"


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX folders")
def test_a_read_only_file_is_reported(open_folder: Path) -> None:
    path = open_folder / "tutor.db"
    filled(path).close()
    path.chmod(0o444)
    open_folder.chmod(0o777)
    assert reason_for_nobody(path) == "read-only"
    open_folder.chmod(0o555)
    path.chmod(0o666)
    journal_of(path).unlink()
    assert reason_for_nobody(path) in ("read-only", "cannot-open")


def test_a_folder_that_is_a_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable) as caught:
        opened(tmp_path / "file" / "tutor.db")
    assert caught.value.reason == "cannot-open"


def test_a_file_that_is_a_folder_is_reported(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        opened(tmp_path)


def test_a_full_disk_loses_nothing_that_was_written(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / "tutor.db"
    store = filled(path)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, limits[1]))
        with pytest.raises(StoreUnavailable):
            store.append("hoa", [responded("q", n) for n in range(500)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert store.responses("q") == ()
    assert len(numbers(store, "r")) == 60
    store.append("hoa", [responded("q", 1)])
    assert numbers(store, "q") == [1]
    assert store.verify() == []


# Backups


def test_one_backup_a_day_is_made_and_seven_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    filled(path).close()
    for day in range(9):
        for hour in (0, 3):
            opened(path, Clock(NOW + timedelta(days=day, hours=hour))).close()
    assert backups(path) == [f"tutor-{n:06d}-202612{n:02d}.db" for n in range(3, 10)]


def test_a_new_file_has_nothing_to_back_up(tmp_path: Path) -> None:
    opened(tmp_path / "tutor.db").close()
    opened(tmp_path / "tutor.db").close()
    assert backups(tmp_path / "tutor.db") == []


def test_a_clock_that_was_ahead_does_not_push_out_newer_backups(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    filled(path).close()
    opened(path, Clock(NOW + timedelta(days=20_000))).close()
    store = opened(path)
    store.append("hoa", [responded("r", 61)])
    store.close()
    opened(path, Clock(NOW + timedelta(days=1))).close()
    path.write_bytes(b"")
    assert len(numbers(opened(path), "r")) == 61


def test_a_failed_backup_gives_a_notice_and_no_error(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    filled(path).close()
    (tmp_path / "backups").write_text("in the way")
    store = opened(path)
    assert store.notices == ("backup-failed",)
    assert len(numbers(store, "r")) == 60


# Harmed files


def test_a_damaged_file_is_set_aside_and_replaced_by_the_backup(tmp_path: Path) -> None:
    path = damaged_at(tmp_path / "tutor.db")
    damaged = b"rubbish" * 5000
    path.write_bytes(damaged)
    store = opened(path)
    assert store.notices == ("restored",)
    assert [person.name for person in store.people()] == ["Hoa"]
    assert len(numbers(store, "r")) == 60
    assert [file.read_bytes() for file in aside(path)] == [damaged]
    assert aside(path)[0].name.startswith("tutor.db.damaged-20261201T0800")
    store.append("hoa", [responded("r", 62)])
    store.close()

    store = opened(path)
    assert store.notices == ()
    assert numbers(store, "r")[-2:] == [60, 62]
    assert store.verify() == []


def test_sequence_numbers_of_lost_events_are_not_reused(tmp_path: Path) -> None:
    path = damaged_at(tmp_path / "tutor.db")
    path.write_bytes(b"rubbish")
    store = opened(path)
    store.append("hoa", [responded("r", 62)])
    *_, before, last = store.events()
    assert last.seq > before.seq + 1000
    assert last.device == before.device


def test_a_damaged_backup_is_skipped(tmp_path: Path) -> None:
    path = damaged_at(tmp_path / "tutor.db")
    opened(path, Clock(NOW + timedelta(days=1))).close()
    newest = tmp_path / "backups" / backups(path)[-1]
    newest.write_bytes(newest.read_bytes()[:5000])
    path.write_bytes(b"rubbish")
    store = opened(path)
    assert store.notices[0] == "restored"
    assert len(numbers(store, "r")) == 60


def test_the_readable_rest_of_a_damaged_file_is_restored(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    filled(path, 400).close()
    opened(path).close()
    store = opened(path)
    store.append("hoa", [responded("r", 401), responded("r", 402)])
    lan = store.add_person(name="Lan")
    lan = store.change_person(lan.id, size_step=2)
    store.append(lan.id, [started("q"), reached("q", 3)])
    size = path.stat().st_size
    store.close()
    spoil_first_page_of_events(path)

    store = opened(path)
    assert path.stat().st_size <= 2 * size
    assert store.notices == ("restored",)
    assert numbers(store, "r") == list(range(1, 403))
    assert lan in store.people()
    (run,) = store.open_runs(lan.id)
    assert (run.run, run.step) == ("q", 3)


def spoil_first_page_of_events(path: Path) -> None:
    spoil_page(path, "SELECT min(pageno) FROM dbstat WHERE name = 'event' AND pagetype = 'leaf'")


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be replaced")
def test_an_open_program_switches_to_the_restored_file(tmp_path: Path) -> None:
    path = damaged_at(tmp_path / "tutor.db")
    open_before = opened(path)
    with path.open("r+b") as file:
        file.write(b"rubbish")
    mended = opened(path)
    assert mended.notices == ("restored",)
    open_before.append("hoa", [responded("q", 1)])
    assert numbers(mended, "q") == numbers(open_before, "q") == [1]
    assert numbers(open_before, "r") == numbers(mended, "r")


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be removed")
def test_a_file_that_was_removed_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    store = filled(path)
    path.unlink()
    with pytest.raises(StoreUnavailable):
        store.append("hoa", [responded("r", 61)])


def test_programs_that_start_together_share_one_new_file(tmp_path: Path) -> None:
    for attempt in range(10):
        path = tmp_path / str(attempt) / "tutor.db"
        with ThreadPoolExecutor(4) as pool:
            stores = list(pool.map(opened, [path] * 4))
        for number, store in enumerate(stores, start=1):
            store.append("hoa", [responded("r", number)])
        assert {store.notices for store in stores} == {()}
        assert numbers(stores[0], "r") == [1, 2, 3, 4]


def test_without_a_backup_most_of_a_damaged_file_is_restored(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    filled(path, 400).close()
    spoil_first_page_of_events(path)
    store = opened(path)
    assert store.notices == ("restored",)
    assert len(numbers(store, "r")) > 350
    assert [person.name for person in store.people()] == ["Hoa"]


def test_without_a_backup_new_records_are_made_beside_the_damaged_ones(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    path.write_bytes(b"rubbish")
    store = opened(path)
    assert store.notices == ("started-empty",)
    assert store.people() == ()
    assert [file.read_bytes() for file in aside(path)] == [b"rubbish"]
    store.append("hoa", [started("r")])


def test_files_set_aside_in_the_same_second_are_all_kept(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    for content in (b"rubbish", b"more rubbish"):
        path.write_bytes(content)
        opened(path).close()
    assert [file.read_bytes() for file in aside(path)] == [b"rubbish", b"more rubbish"]


def test_a_journal_of_the_damaged_file_does_not_corrupt_the_restored_one(tmp_path: Path) -> None:
    path = damaged_at(tmp_path / "tutor.db")
    path.write_bytes(b"rubbish" * 1000)
    journal_of(path).write_bytes(b"remains")
    store = opened(path)
    assert len(numbers(store, "r")) == 60
    store.append("hoa", [responded("r", 62)])
    store.close()
    assert opened(path).verify() == []


def test_a_database_of_another_program_is_not_written_to(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    assert opened(path).notices == ("started-empty",)
    with closing(sqlite3.connect(aside(path)[0])) as connection:
        assert connection.execute("SELECT count(*) FROM recipe").fetchone() == (0,)


def test_an_index_that_disagrees_with_its_table_is_rebuilt(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    store = filled(path)
    device = next(store.events()).device.encode()
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        places = connection.execute(
            "SELECT pageno FROM dbstat WHERE name = 'event_order'"
        ).fetchall()
    content = bytearray(path.read_bytes())
    for (page,) in places:
        end = page * 4096
        content[end - 4096 : end] = content[end - 4096 : end].replace(
            device + b"\x07", device + b"\x63"
        )
    path.write_bytes(content)
    store = opened(path)
    assert [event.seq for event in store.events()] == list(range(1, 62))
    assert store.notices == ()


def test_zeroed_pages_are_survived(tmp_path: Path) -> None:
    path = damaged_at(tmp_path / "tutor.db")
    content = path.read_bytes()
    for start in range(0, len(content), 4096):
        survives(path, content[:start] + bytes(4096) + content[start + 4096 :])


def test_truncation_is_survived(tmp_path: Path) -> None:
    path = damaged_at(tmp_path / "tutor.db")
    content = path.read_bytes()
    for length in (0, 1, 15, 50, 100, 4095, *range(4096, len(content), 6000)):
        survives(path, content[:length])


def test_flipped_bits_are_survived(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    content = damaged_at(path).read_bytes()
    random = Random(60)
    for _ in range(60):
        damaged = bytearray(content)
        damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
        survives(path, bytes(damaged))


@pytest.mark.parametrize(
    "change",
    [
        "payload = replace(payload, '7', '8')",
        "id = 'x' || id",
        "seq = 9999",
        "device = ''",
        "learner = 'lan'",
        "hash = ''",
        "id = 'x', device = '', hash = ''",
    ],
)
def test_a_damaged_event_is_taken_from_the_backup_the_next_day(tmp_path: Path, change: str) -> None:
    path = damaged_at(tmp_path / "tutor.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE event SET {change} WHERE seq = 8")
        connection.commit()
    store = opened(path)
    assert (len(store.verify()), len(numbers(store, "r"))) == (1, 60)
    store.close()
    store = opened(path, Clock(NOW + timedelta(days=1)))
    assert store.notices == ("restored",)
    # What nothing can be read of stays beside the event that was taken from the backup.
    assert store.verify() == (["x"] if "x'," in change else [])
    assert numbers(store, "r") == list(range(1, 62))
    store.close()
    assert opened(path, Clock(NOW + timedelta(days=2))).notices == ()


def test_a_damaged_event_that_no_backup_has_stays_counted(tmp_path: Path) -> None:
    path = damaged_at(tmp_path / "tutor.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE event SET payload = '' WHERE seq = 62")
        connection.commit()
    for days in (1, 2):
        store = opened(path, Clock(NOW + timedelta(days=days)))
        assert (store.notices, len(store.verify()), len(numbers(store, "r"))) == ((), 1, 60)
        store.close()


@pytest.mark.parametrize("index", ["sqlite_autoindex_consent_1", "sqlite_autoindex_erased_1"])
def test_an_empty_index_whose_kind_is_damaged_is_rebuilt(tmp_path: Path, index: str) -> None:
    path = damaged_at(tmp_path / "tutor.db")
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (page,) = connection.execute(query, (index,)).fetchone()
    content = bytearray(path.read_bytes())
    # A leaf of a table, which the checks of SQLite take for a good index as long as it is empty.
    content[(page - 1) * 4096] = 13
    path.write_bytes(content)
    store = opened(path)
    with pytest.raises(StoreUnavailable):
        store.append("hoa", [responded("r", 62)])
    store.append("hoa", [responded("r", 62)])
    assert numbers(store, "r")[-1] == 62


def test_an_index_that_is_a_table_is_not_rebuilt_but_the_file_restored(tmp_path: Path) -> None:
    path = damaged_at(tmp_path / "tutor.db")
    with closing(sqlite3.connect(path)) as connection:
        find = "SELECT min(pageno) FROM dbstat WHERE name = ? AND pagetype = 'leaf'"
        index, table = (
            slice((page - 1) * 4096, page * 4096)
            for name in ("event_trusted", "event")
            for (page,) in connection.execute(find, (name,))
        )
    content = bytearray(path.read_bytes())
    content[index] = content[table]
    path.write_bytes(content)
    store = opened(path)
    assert store.notices == ("restored",)
    assert numbers(store, "r") == list(range(1, 62))
    assert len(aside(path)) == 1


def test_a_file_that_lost_the_id_of_its_machine_is_restored(tmp_path: Path) -> None:
    path = damaged_at(tmp_path / "tutor.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM device")
        connection.commit()
    store = opened(path)
    assert store.notices == ("restored",)
    assert numbers(store, "r") == list(range(1, 62))


def test_a_table_whose_kind_is_damaged_is_restored(tmp_path: Path) -> None:
    path = damaged_at(tmp_path / "tutor.db")
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'person'"
        (page,) = connection.execute(query).fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\x0a" + bytes(4) + b"\x10" + bytes(4090)
    path.write_bytes(content)
    store = opened(path)
    assert store.notices == ("restored",)
    assert [person.name for person in store.people()] == ["Hoa"]


def test_an_index_that_lost_all_its_entries_hides_no_event(tmp_path: Path) -> None:
    path = damaged_at(tmp_path / "tutor.db")
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'event_order'"
        (page,) = connection.execute(query).fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\x0a" + bytes(4) + b"\x10" + bytes(4090)
    path.write_bytes(content)
    assert len(list(opened(path).events())) == 62
