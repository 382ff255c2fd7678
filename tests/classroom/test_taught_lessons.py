"""Lessons taught in a class and lessons missed by those who were absent."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from tutor.classroom.planning import finished_lessons, lessons_of_class, taught_lessons
from tutor.records.class_events import ItemDropped, ItemFinished, ItemStarted, SessionKind
from tutor.records.class_views import Session
from tutor.records.store import Store, open_store

NOW = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
LESSONS = ("ld-gia-cong-an", "ld-ba-dau-hieu", "ld-cap-cuu")


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(open_store(None, clock=lambda: NOW)) as opened:
        yield opened


def ended_session(store: Store, form: SessionKind = "class") -> Session:
    planned = store.classes.plan_session(day=NOW.date(), lessons=LESSONS, form=form)
    store.classes.start_session(planned.id)
    session = store.classes.session(planned.id)
    assert session is not None
    return session


def led(
    store: Store, session: Session, *items: type[ItemStarted | ItemFinished | ItemDropped]
) -> None:
    for index, (kind, lesson) in enumerate(zip(items, LESSONS, strict=False)):
        event = kind(at=NOW, session=session.id, index=index, key=f"lesson:{lesson}")
        store.classes.note_events((event,))


def test_a_lesson_opened_on_a_visit_is_not_taught_to_all_at_home(store: Store) -> None:
    mai = store.add_person(name="Lê Thị Mai", on_roster=True)
    visit = ended_session(store, "visit")
    store.classes.note_attendances(visit.id, {mai.id: ("present", "")})
    assert finished_lessons(store, [mai.id], NOW.date())[mai.id] == frozenset()
    assert taught_lessons(visit, ()) == ()


def test_a_class_led_without_the_panel_taught_the_planned_lessons(store: Store) -> None:
    mai = store.add_person(name="Lê Thị Mai", on_roster=True)
    session = ended_session(store)
    store.classes.note_attendances(session.id, {mai.id: ("present", "")})
    assert finished_lessons(store, [mai.id], NOW.date())[mai.id] == frozenset(LESSONS)
    assert lessons_of_class(session, ()) == LESSONS


def test_dropped_lessons_are_not_among_the_missed_ones(store: Store) -> None:
    session = ended_session(store)
    led(store, session, ItemFinished, ItemDropped, ItemDropped)
    items = store.classes.items(session.id)
    assert lessons_of_class(session, items) == LESSONS[:1]
    assert taught_lessons(session, items) == LESSONS[:1]


def test_an_unfinished_lesson_is_missed_but_not_taught(store: Store) -> None:
    session = ended_session(store)
    led(store, session, ItemFinished, ItemStarted)
    items = store.classes.items(session.id)
    assert lessons_of_class(session, items) == LESSONS[:2]
    assert taught_lessons(session, items) == LESSONS[:1]


def test_without_led_lessons_the_planned_ones_count_as_missed(store: Store) -> None:
    session = ended_session(store)
    led(store, session, ItemDropped)
    items = store.classes.items(session.id)
    assert lessons_of_class(session, items) == LESSONS[1:]
    assert taught_lessons(session, items) == ()
