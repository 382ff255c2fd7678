"""A running class goes on while nothing can be written; its events are written later, unchanged."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.classroom.evenings import own_phone_tasks
from tutor.classroom.live_class import ItemStatus, LiveClass, lessons_had
from tutor.classroom.plan import Item
from tutor.classroom.plan_text import class_lines
from tutor.lesson.library import Library
from tutor.paths import lesson_roots
from tutor.records.class_events import (
    ItemDropped,
    ItemEvent,
    ItemFinished,
    ItemStarted,
    SessionStarted,
)
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


def test_a_class_begins_and_goes_on_while_writing_is_impossible() -> None:
    disk = Disk()
    disk.full = True
    session = disk.plan()
    live = LiveClass(disk.records, session)
    live.record(SessionStarted(at=NOW, session=session))
    live.record(item(ItemStarted, session, 0, 0))
    now = live.session(disk.records.session(session))
    assert now is not None
    assert (now.state, now.started_at) == ("running", NOW)
    assert [(item.key, item.state) for item in live.items(disk.records.items(session))] == [
        ("item-0", "started")
    ]
    assert disk.records.items(session) == ()
    disk.full = False
    live.flush()
    assert disk.records.session(session) == now


def test_nothing_is_written_twice() -> None:
    disk = Disk()
    session = disk.plan()
    live = LiveClass(disk.records, session)
    disk.full = True
    live.record(item(ItemStarted, session, 0, 0))
    disk.full = False
    live.record(item(ItemFinished, session, 0, 3))
    live.flush()
    kinds = [event.kind for event in disk.store.events()]
    assert kinds == ["session-planned", "item-started", "item-finished"]


EVENTS = st.lists(
    st.tuples(
        st.sampled_from([ItemStarted, ItemFinished, ItemDropped]), st.integers(0, 3), st.booleans()
    ),
    max_size=12,
)


@given(EVENTS)
def test_the_state_of_a_class_does_not_depend_on_when_it_was_written(
    events: list[tuple[type[ItemEvent], int, bool]],
) -> None:
    disk, other = Disk(), Disk()
    live, always = LiveClass(disk.records, "s"), LiveClass(other.records, "s")
    for minute, (kind, index, full) in enumerate(events):
        disk.full = full
        happened = item(kind, "s", index, minute)
        live.record(happened)
        always.record(happened)
        assert live.items(disk.records.items("s")) == always.items(other.records.items("s"))
        assert live.all_written == (not full)
    disk.full = False
    live.flush()
    assert disk.records.items("s") == other.records.items("s")
    assert [event.payload for event in disk.store.events()] == [
        event.payload for event in other.store.events()
    ]


def test_a_class_ends_when_its_end_and_all_waiting_events_are_written() -> None:
    disk = Disk()
    session = disk.plan()
    live = LiveClass(disk.records, session)
    disk.full = True
    live.record(SessionStarted(at=NOW, session=session))
    with pytest.raises(StoreUnavailable):
        live.end(NOW)
    now = live.session(disk.records.session(session))
    assert now is not None
    assert now.state == "running"
    disk.full = False
    live.end(NOW)
    now = live.session(disk.records.session(session))
    assert now is not None
    assert (now.state, live.all_written) == ("ended", True)


def test_at_their_own_phones_the_class_reads_what_it_learnt_before() -> None:
    rows = (
        ItemStatus(Item("lesson", 12, lesson="keys"), "finished"),
        ItemStatus(Item("lesson", 12, lesson="wifi"), "dropped"),
        ItemStatus(phones := Item("phones", 20), "now"),
        ItemStatus(Item("lesson", 12, lesson="later"), ""),
    )
    assert lessons_had(rows) == ("keys",)
    phrases = Library(lesson_roots()).phrases("en", "bac")
    lines = class_lines(
        phones, lessons_had(rows), phrases, lambda lesson: [f"Try {lesson}", "Call"]
    )
    assert lines[:3] == ("Please do it again on your own phone:", "Try keys", "Call")
    assert class_lines(Item("break", 8), (), phrases, list) == ()


def test_the_tasks_of_a_lesson_on_their_own_phones_are_those_of_its_checklists() -> None:
    catalogue = Library(lesson_roots()).catalogue
    tasks = own_phone_tasks("ld-ba-dau-hieu", catalogue, "en")
    assert len(tasks) == 3
    assert all(tasks)
    assert own_phone_tasks("none", catalogue, "en") == ()
