"""Damaged files of records, and what must be so after one was opened."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Literal

from records_samples import NOW, Clock, finished, journal_of, opened, responded, started

from tutor.records.database import StoreTooNew, StoreUnavailable
from tutor.records.store import Store

Outcome = Literal["whole", "mended", "counted", "restored", "too-new"]
"""Nothing of it was damaged; an index was; events were, `verify` named them, and the next day they were
taken from the backup; the backup was needed at once; or its version seemed newer, and it was left alone."""


def filled(path: Path, events: int = 60) -> Store:
    store = opened(path, seed=1)
    hoa = store.add_person(name="Hoa")
    store.append(hoa.id, [started("r"), *(responded("r", n) for n in range(1, events + 1))])
    return store


def aside(path: Path) -> list[Path]:
    return sorted(p for p in path.parent.glob("*.damaged-*") if not p.name.endswith("-journal"))


def backups(path: Path) -> list[str]:
    return sorted(p.name for p in (path.parent / "backups").glob("*"))


def damaged_at(path: Path) -> Path:
    """Return a file with a backup that contains all but its last event."""
    filled(path).close()
    opened(path).close()
    store = opened(path)
    store.append("hoa", [responded("r", 61)])
    store.close()
    return path


def survives(path: Path, content: bytes, journal: bytes = b"") -> Outcome:
    """Assert that the store opens with this content, and gives a notice or counts what it lost.

    No event of the backup is lost. `journal` is a rollback journal beside the file.
    """
    for old in (*aside(path), journal_of(path)):
        old.unlink(missing_ok=True)
    path.write_bytes(content)
    if journal:
        journal_of(path).write_bytes(journal)
    try:
        store = opened(path)
    except StoreTooNew:
        return "too-new"
    outcome: Outcome = "whole"
    damaged = store.verify()
    if store.notices:
        assert store.notices == ("restored",)
        # A journal may have been rolled back before the damage was seen.
        assert journal or aside(path)[0].read_bytes() == content
        assert damaged == []
        outcome = "restored"
    elif damaged:
        outcome = "counted"
    try:
        store.append("hoa", [finished("r")])
    except StoreUnavailable:
        # An index was damaged, and is mended now.
        store.append("hoa", [finished("r")])
        outcome = "mended"
    store.close()
    # The day after, events are looked through too. The backup lacks the event of number 62.
    with closing(opened(path, Clock(NOW + timedelta(days=1)))) as store:
        events = list(store.events())
        left = store.verify()
        assert {event.seq for event in events} >= set(range(1, 62))
        assert len(left) <= len(damaged)
        assert len(events) + len(left) >= 63 or outcome in ("restored", "mended")
    for name in backups(path)[1:]:
        (path.parent / "backups" / name).unlink()
    return outcome
