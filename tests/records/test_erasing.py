"""An erased person is in no file, and nothing of others changes."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from records_samples import (
    NOW,
    Clock,
    attendance_of,
    journal_of,
    numbers,
    observations_of,
    opened,
    reached,
    responded,
    spoil_page,
    started,
)

from tutor.records import database, journal, people, projections, transfer
from tutor.records.backups import Backups
from tutor.records.classes import ErasedError, RecordsDeclinedError
from tutor.records.people import GUEST, NotHereError
from tutor.records.store import Store

NAME = "Nguyễn Thị Hoa-Mẫu"
MONDAY = date(2026, 12, 7)


def filled(path: Path) -> tuple[Store, str, str]:
    """Return the records of two people with backups of two days, and the ids of both."""
    store = opened(path, seed=1)
    hoa = store.add_person(name=NAME, hamlet="Xóm Mẫu 3", household="nhà Hoa-Mẫu", on_roster=True)
    lan = store.add_person(name="Lan", on_roster=True)
    for person, run in ((hoa, "r"), (lan, "q")):
        store.append(
            person.id, [started(run), *(responded(run, n) for n in (1, 2)), reached(run, 1)]
        )
        store.classes.give_consent(person.id, "1", "aloud")
        store.classes.note_skill(person.id, "otp", alone=True)
        store.classes.assign_visit(person.id, "minh", "missed")
    for day in (0, 7):
        session = store.classes.plan_session(day=MONDAY + timedelta(days=day)).id
        store.classes.start_session(session)
        store.classes.note_attendances(session, {hoa.id: ("absent", "ill")})
        store.classes.note_attendances(session, {hoa.id: ("late", "")})
        store.classes.note_attendances(session, {lan.id: ("absent", "harvest")})
    store.close()
    opened(path, Clock(NOW + timedelta(days=1))).close()
    return opened(path, Clock(NOW + timedelta(days=2))), hoa.id, lan.id


def holders(folder: Path, text: str) -> list[str]:
    """Return the files under a folder that contain a text."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(path.name for path in files if text.encode() in path.read_bytes())


def leave_behind(path: Path) -> None:
    """Leave the name in free pages of the file, as a program that deletes without overwriting does."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO erased VALUES (?)", [(f"{NAME} {n}",) for n in range(500)]
        )
        connection.execute("COMMIT")
        connection.execute("DELETE FROM erased")


def everywhere(folder: Path) -> list[str]:
    return holders(folder, NAME) + holders(folder, "Hoa-Mẫu") + holders(folder, "Xóm Mẫu")


def test_no_file_contains_an_erased_name(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    store, hoa, _ = filled(path)
    shutil.copyfile(path, tmp_path / "tutor.db.damaged-20261201T080000")
    (tmp_path / "tutor.db.damaged-20261201T080000-journal").write_text(NAME)
    (tmp_path / "backups" / "draft-1.db").write_text(NAME)
    (tmp_path / "restoring-1.db").write_text(NAME)
    leave_behind(path)
    assert len(holders(tmp_path, NAME)) == 7
    erasure = store.erase_person(hoa)
    assert erasure.copies == 6
    assert everywhere(tmp_path) == []
    store.close()
    assert everywhere(tmp_path) == []
    assert len(list((tmp_path / "backups").iterdir())) == 1


def test_an_erased_person_still_counts_at_each_class(tmp_path: Path) -> None:
    store, hoa, lan = filled(tmp_path / "tutor.db")
    erasure = store.erase_person(hoa)
    assert [person.id for person in store.people()] == [lan]
    assert [event.kind for event in store.events(hoa)] == ["person-erased"]
    # Four of the lesson, consent, skill, visit, and of both classes the word that was put right too.
    assert erasure.events == 11
    for session in store.classes.sessions():
        marks = [
            (mark.learner, mark.state, mark.reason)
            for mark in store.classes.snapshot().attendance_at(session.id)
        ]
        assert marks == [("", "late", ""), (lan, "absent", "harvest")]
    assert {mark.at.time().isoformat() for mark in attendance_of(store.classes, "")} == {"00:00:00"}
    assert store.history(hoa) == ()
    assert observations_of(store.classes, hoa) == ()
    assert [consent.learner for consent in store.classes.snapshot().consents] == [lan]
    assert [visit.learner for visit in store.classes.snapshot().visits] == [lan]
    assert store.verify() == []


def test_an_erasure_changes_nothing_of_others(tmp_path: Path) -> None:
    store, hoa, lan = filled(tmp_path / "tutor.db")
    before = list(store.events(lan)), store.history(lan), attendance_of(store.classes, lan)
    store.erase_person(hoa)
    assert before == (
        list(store.events(lan)),
        store.history(lan),
        attendance_of(store.classes, lan),
    )
    store.append(lan, [responded("q", 3)])
    store.close()
    again = opened(tmp_path / "tutor.db", Clock(NOW + timedelta(days=2)))
    assert numbers(again, "q") == [1, 2, 3]
    assert again.notices == ()


def test_an_erased_volunteer_is_not_counted_among_the_learners(tmp_path: Path) -> None:
    store = opened(tmp_path / "tutor.db")
    minh = store.add_person(name="Minh", role="staff").id
    store.classes.note_attendances("s", {minh: ("present", "")})
    store.erase_person(minh)
    assert store.classes.snapshot().attendance_at("s") == ()


def test_nothing_is_recorded_of_an_erased_person(tmp_path: Path) -> None:
    store, hoa, _ = filled(tmp_path / "tutor.db")
    store.erase_person(hoa)
    with pytest.raises(KeyError):
        store.erase_person(hoa)
    with pytest.raises(KeyError):
        store.change_person(hoa, name="Hoa")
    with pytest.raises(RecordsDeclinedError):
        store.classes.note_attendances("s", {hoa: ("present", "")})
    store.append(hoa, [started("z")])
    assert [event.run for event in store.events(GUEST)] == ["z"]


def test_an_erasure_holds_after_a_restore_of_an_older_backup(tmp_path: Path) -> None:
    """The power fails between erasure and sweep, then the file is damaged: an old backup is restored."""
    path = tmp_path / "tutor.db"
    store, hoa, lan = filled(path)
    old = tmp_path / "old.db"
    shutil.copyfile(sorted((tmp_path / "backups").iterdir())[-1], old)
    store.erase_person(hoa)
    store.close()
    for copy in (tmp_path / "backups").iterdir():
        copy.unlink()
    shutil.copyfile(old, tmp_path / "backups" / "tutor-000001-20261201.db")
    old.unlink()
    # The schema is whole and one page of a projection is not.
    spoil_page(path, "SELECT rootpage FROM sqlite_master WHERE name = 'run'")
    restored = opened(path, Clock(NOW + timedelta(days=2)))
    assert restored.notices == ("restored",)
    assert [person.id for person in restored.people()] == [lan]
    assert everywhere(tmp_path) == []


def test_a_failed_sweep_is_repeated_at_the_next_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, hoa, _ = filled(tmp_path / "tutor.db")

    def stuck(*_: object) -> int:
        raise PermissionError("in use")

    with monkeypatch.context() as patch:
        patch.setattr(Backups, "sweep", stuck)
        assert store.erase_person(hoa).copies is None
    store.close()
    assert everywhere(tmp_path) != []
    opened(tmp_path / "tutor.db", Clock(NOW + timedelta(days=2))).close()
    assert everywhere(tmp_path) == []


def test_events_of_an_erased_person_are_not_copied_in(tmp_path: Path) -> None:
    store, hoa, lan = filled(tmp_path / "tutor.db")
    with store._reading() as connection:
        rows = list(transfer.scan_rows(connection))
        person = people.find(connection, hoa)
    store.erase_person(hoa)
    with store._writing() as connection:
        people.adopt(connection, person)
        assert [person.id for person in people.all_people(connection)] == [lan]
        for row in rows:
            transfer.adopt(connection, row)
        projections.rebuild(connection)
    assert [event.kind for event in store.events(hoa)] == ["person-erased"]
    assert len(store.classes.snapshot().attendance) == 4
    assert len(list(store.events(lan))) == 9


def test_a_file_without_classes_is_migrated(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    first = database.migrations()[:1]
    with closing(database.connect(path)) as connection:
        database.migrate(connection, first, lambda: None)
        connection.execute("INSERT INTO device (one, id, created_at) VALUES (1, 'd', '2026-12-01')")
        connection.execute(
            "INSERT INTO person (id, name, address, language, created_at, last_seen, turn, size_step) "
            "VALUES ('hoa', ?, 'bac', 'vi', ?, ?, 1, 3)",
            (NAME, NOW.isoformat(), NOW.isoformat()),
        )
        with database.transaction(connection):
            journal.append(
                connection, "hoa", [started("r"), responded("r", 1)], iter("ab").__next__
            )
    store = opened(path)
    (person,) = store.people()
    assert (person.name, person.size_step, person.speech_on) == (NAME, 3, True)
    assert (person.hamlet, person.needs, person.role, person.phone) == (
        "",
        frozenset(),
        "learner",
        "",
    )
    assert not person.on_roster
    assert numbers(store, "r") == [1]
    run = store.run("r")
    assert run is not None
    assert run.learner == "hoa"
    assert len(list((tmp_path / "backups").iterdir())) == 1
    store.classes.note_attendances("s", {"hoa": ("present", "")})
    store.erase_person("hoa")
    assert everywhere(tmp_path) == []
    assert journal_of(path).read_bytes() == b""


def test_people_of_a_damaged_file_without_classes_are_rescued(tmp_path: Path) -> None:
    path = tmp_path / "tutor.db"
    with closing(database.connect(path)) as connection:
        database.migrate(connection, database.migrations()[:1], lambda: None)
        connection.execute(
            "INSERT INTO person (id, name, address, language, created_at, last_seen, turn) "
            "VALUES ('hoa', ?, 'bac', 'vi', ?, ?, 1)",
            (NAME, NOW.isoformat(), NOW.isoformat()),
        )
    spoil_page(path, "SELECT rootpage FROM sqlite_master WHERE name = 'event'")
    store = opened(path)
    assert store.notices == ("restored",)
    assert [person.name for person in store.people()] == [NAME]


def test_an_erased_person_cannot_give_consent(tmp_path: Path) -> None:
    store, hoa, lan = filled(tmp_path / "tutor.db")
    store.erase_person(hoa)
    with pytest.raises(ErasedError):
        store.classes.give_consent(hoa, "1", "aloud")
    with pytest.raises(ErasedError):
        store.classes.withdraw_consent(hoa)
    assert [consent.learner for consent in store.classes.snapshot().consents] == [lan]
    with pytest.raises(NotHereError):
        store.classes.finish_visit("no visit")


def test_an_anonymised_mark_reveals_no_hour_and_no_order(tmp_path: Path) -> None:
    store, hoa, _ = filled(tmp_path / "tutor.db")
    old = [event.id for event in store.events(hoa)]
    store.erase_person(hoa)
    left = [event for event in store.events("") if event.kind == "attended"]
    # Of each class the word that was put right too: which of both holds is known wherever they meet again.
    assert [(event.device, event.seq) for event in left] == [("", 1)] * 2 + [("", 2)] * 2
    assert len({event.payload["who"] for event in left}) == 2
    for event in left:
        assert UUID(event.id).version == 4
    store.close()
    assert [name for path in old for name in holders(tmp_path, path)] == []
    store = opened(tmp_path / "tutor.db", Clock(NOW + timedelta(days=2)))
    assert store.verify() == []
    assert len(store.classes.snapshot().attendance) == 4


def test_a_person_erased_twice_is_counted_once(tmp_path: Path) -> None:
    """A backup from before the erasure is restored with the readable rest of the damaged file."""
    path = tmp_path / "tutor.db"
    store, hoa, _ = filled(path)
    old = sorted((tmp_path / "backups").iterdir())[-1].read_bytes()
    store.erase_person(hoa)
    store.close()
    for copy in (tmp_path / "backups").iterdir():
        copy.write_bytes(old)
    spoil_page(path, "SELECT rootpage FROM sqlite_master WHERE name = 'run'")
    restored = opened(path, Clock(NOW + timedelta(days=2)))
    assert restored.notices == ("restored",)
    assert [mark.learner for mark in restored.classes.snapshot().attendance].count("") == 2
