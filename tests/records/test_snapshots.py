"""Queries about everybody give what the queries about each person give, in the same order."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date

import pytest
from records_samples import attendance_of, finished, opened, reached, started

from tutor.records.class_events import ItemFinished, ItemStarted
from tutor.records.store import Store

DAY = date(2026, 12, 7)
LEARNERS = [f"learner-{number:02}" for number in range(30)]


@pytest.fixture
def store() -> Iterator[Store]:
    store = opened(None)
    for number, learner in enumerate(LEARNERS):
        run = f"run-{number}"
        store.append(learner, [started(run), reached(run, 1)])
        store.append(learner, [finished(run)] if number % 2 else [started(f"{run}-again", "khac")])
    classes = store.classes
    for week in range(3):
        session = classes.plan_session(day=DAY.replace(day=7 + week), hamlet="Xóm 3").id
        at = store.known_time()
        classes.note_events(
            [
                ItemStarted(at=at, session=session, index=0, key="welcome"),
                ItemFinished(at=at, session=session, index=0, key="welcome"),
                ItemStarted(at=at, session=session, index=1, key="lesson:a"),
            ]
        )
        classes.start_session(session)
        classes.note_attendances(
            session,
            {
                learner: ("absent" if number % (week + 2) else "present", "")
                for number, learner in enumerate(LEARNERS)
            },
        )
        classes.count_hands(session, "a", "step-1", 1, [week, 4])
        classes.count_hands(session, "a", "step-1", 2, [0, week])
    for learner in LEARNERS[:10]:
        classes.give_consent(learner, "1", "aloud")
        classes.assign_visit(learner, "staff", "missed")
    for learner in LEARNERS[3:5]:
        classes.withdraw_consent(learner)
    store.add_people([{"name": "Hoa"}, {"name": "Lan"}])
    yield store
    store.close()


@contextmanager
def counted_reads(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[None]]:
    """Count the reads of the store; a read may have several statements."""
    reads: list[None] = []
    reading = store._reading

    def counted() -> AbstractContextManager[sqlite3.Connection]:
        reads.append(None)
        return reading()

    monkeypatch.setattr(store, "_reading", counted)
    monkeypatch.setattr(store.classes, "_reading", counted)
    yield reads


def test_a_class_snapshot_is_one_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with counted_reads(store, monkeypatch) as reads:
        snapshot = store.classes.snapshot()
    assert len(reads) == 1
    classes = store.classes
    sessions = [session.id for session in snapshot.sessions]
    assert snapshot.people == store.people()
    assert snapshot.sessions == classes.sessions()
    assert snapshot.items == {session: classes.items(session) for session in sessions}
    assert snapshot.hands == {session: classes.hands(session) for session in sessions}
    assert snapshot.known_time == store.known_time()
    assert snapshot.declined == {*LEARNERS[3:5]}


def test_missed_classes_are_counted_for_each_learner(store: Store) -> None:
    snapshot = store.classes.snapshot()
    for learner in LEARNERS:
        missed = 0
        for mark in reversed(attendance_of(store.classes, learner)):
            if mark.state != "absent":
                break
            missed += 1
        assert snapshot.missed_counts.get(learner, 0) == missed
    assert sorted(set(snapshot.missed_counts.values())) == [1, 2, 3]


def test_histories_of_all_learners_are_those_of_each(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with counted_reads(store, monkeypatch) as reads:
        histories = store.histories()
    assert len(reads) == 1
    assert histories == {learner: store.history(learner) for learner in LEARNERS}
    assert {entry.open_run for entry in histories[LEARNERS[0]]} == {"run-0", "run-0-again"}


def test_events_of_several_learners_are_those_of_each(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with counted_reads(store, monkeypatch) as reads:
        events = store.events_by_learner([*LEARNERS[:20], "nobody"])
    assert len(reads) == 1
    assert events == {learner: list(store.events(learner)) for learner in LEARNERS[:20]}


def test_a_damaged_event_is_left_out_of_the_events_of_several_learners(store: Store) -> None:
    with store._writing() as connection:
        connection.execute(
            "UPDATE event SET payload = '{}' WHERE learner = ? AND kind = 'run-started'",
            (LEARNERS[1],),
        )
    events = store.events_by_learner(LEARNERS)
    assert events[LEARNERS[1]] == list(store.events(LEARNERS[1]))
    assert "run-started" not in {event.kind for event in events[LEARNERS[1]]}
