"""A class goes on while nothing can be written, and what happened is written later, as it happened."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.classroom.live_class import ItemEvent, LiveClass
from tutor.records.class_events import ItemDropped, ItemFinished, ItemStarted, SessionStarted
from tutor.records.classes import ClassRecords
from tutor.records.database import StoreUnavailable
from tutor.records.store import open_store

NOW = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)


class Disk:
    """Records that can be made to fail."""

    def __init__(self) -> None:
        self.store = open_store(None, clock=lambda: NOW)
        self.records: ClassRecords = self.store.classes
        self.full = False
        note = self.records.note_events

        def note_events(events: Sequence[Any]) -> None:
            if self.full:
                raise StoreUnavailable("disk-full", "full")
            note(events)

        self.records.note_events = note_events  # type: ignore[method-assign]

    def plan(self) -> str:
        return self.records.plan_session(day=date(2026, 12, 1)).id


def item(kind: type[ItemEvent], session: str, index: int, minutes: int) -> ItemEvent:
    at = NOW + timedelta(minutes=minutes)
    return kind(at=at, session=session, index=index, key=f"item-{index}")


def test_a_class_that_cannot_be_written_begins_and_goes_on_all_the_same() -> None:
    disk = Disk()
    disk.full = True
    session = disk.plan()
    held = LiveClass(disk.records, session)
    held.record(SessionStarted(at=NOW, session=session))
    held.record(item(ItemStarted, session, 0, 0))
    now = held.session()
    assert now is not None
    assert (now.state, now.started_at) == ("running", NOW)
    assert [(one.key, one.state) for one in held.items()] == [("item-0", "started")]
    assert disk.records.items(session) == ()
    disk.full = False
    held.flush()
    assert disk.records.session(session) == now


def test_nothing_is_written_twice() -> None:
    disk = Disk()
    session = disk.plan()
    held = LiveClass(disk.records, session)
    disk.full = True
    held.record(item(ItemStarted, session, 0, 0))
    disk.full = False
    held.record(item(ItemFinished, session, 0, 3))
    held.flush()
    kinds = [one.kind for one in disk.store.events()]
    assert kinds == ["session-planned", "item-started", "item-finished"]


EVENTS = st.lists(
    st.tuples(
        st.sampled_from([ItemStarted, ItemFinished, ItemDropped]),
        st.integers(0, 3),
        st.booleans(),
    ),
    max_size=12,
)


@given(EVENTS)
def test_what_is_known_does_not_depend_on_when_it_could_be_written(
    events: list[tuple[type[ItemEvent], int, bool]],
) -> None:
    disk, other = Disk(), Disk()
    held, always = LiveClass(disk.records, "s"), LiveClass(other.records, "s")
    for minute, (kind, index, full) in enumerate(events):
        disk.full = full
        happened = item(kind, "s", index, minute)
        held.record(happened)
        always.record(happened)
        assert held.items() == always.items()
        assert held.all_written == (not full)
    disk.full = False
    held.flush()
    assert disk.records.items("s") == other.records.items("s")
    assert [one.payload for one in disk.store.events()] == [
        one.payload for one in other.store.events()
    ]


def test_a_class_is_over_once_that_is_written_with_all_before_it() -> None:
    disk = Disk()
    session = disk.plan()
    held = LiveClass(disk.records, session)
    disk.full = True
    held.record(SessionStarted(at=NOW, session=session))
    with pytest.raises(StoreUnavailable):
        held.end(NOW)
    now = held.session()
    assert now is not None
    assert now.state == "running"
    disk.full = False
    held.end(NOW)
    now = held.session()
    assert now is not None
    assert (now.state, held.all_written) == ("ended", True)


def test_what_cannot_be_read_is_said() -> None:
    disk = Disk()
    held = LiveClass(disk.records, disk.plan())
    disk.store.close()
    with pytest.raises(StoreUnavailable):
        held.session()
