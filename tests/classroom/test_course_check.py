"""The short check: what was noted last counts, and nothing is called "before" once somebody has learnt."""

from datetime import UTC, date, datetime
from random import Random

import pytest

from tutor.classroom.course_check import results_by_stage, stage_of
from tutor.classroom.rights import export_person, person_page
from tutor.engine.events import RunStarted
from tutor.i18n import Translator
from tutor.records.class_events import ItemStarted
from tutor.records.people import Person
from tutor.records.store import Store, open_store

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
SKILLS = {"otp": ("giu-ma",), "keys": ()}


@pytest.fixture
def store() -> Store:
    return open_store(None, clock=lambda: NOW, random=Random(5))


@pytest.fixture
def sen(store: Store) -> Person:
    return store.add_person(name="Sen", hamlet="Đông", on_roster=True)


def stage(store: Store, person: Person) -> str:
    events = store.events_by_learner([person.id]).get(person.id, [])
    return stage_of(person.id, store.classes.snapshot(), events, SKILLS)


def started(store: Store, *there: Person) -> str:
    session = store.classes.plan_session(day=date(2026, 11, 25), hamlet="Đông").id
    store.classes.start_session(session)
    store.classes.note_attendances(session, {person.id: ("present", "") for person in there})
    return session


def played(store: Store, person: Person, lesson: str) -> None:
    run = RunStarted(
        at=NOW, run=f"r-{lesson}", lesson=lesson, language="vi", revision="1", seed="s", steps=2
    )
    store.append(person.id, [run])


def test_the_last_note_of_each_stage_counts(store: Store, sen: Person) -> None:
    note = store.classes.note_task
    note(sen.id, "noi-wifi", "before", "alone")
    note(sen.id, "noi-wifi", "before", "not-yet")
    note(sen.id, "noi-wifi", "after", "helped")
    results = results_by_stage(store.events(sen.id))
    assert results == {"before": {"noi-wifi": "not-yet"}, "after": {"noi-wifi": "helped"}}


def test_before_is_until_a_lesson_begins_in_the_first_class(store: Store, sen: Person) -> None:
    assert stage(store, sen) == "before"
    session = started(store, sen)
    assert stage(store, sen) == "before"
    begun = ItemStarted(at=NOW, session=session, index=2, key="lesson:otp")
    store.classes.note_events([begun])
    assert stage(store, sen) == "after"


def test_a_class_that_is_over_was_a_lesson_for_those_who_came(store: Store, sen: Person) -> None:
    away = store.add_person(name="Lan", hamlet="Đông", on_roster=True)
    store.classes.end_session(started(store, sen))
    assert (stage(store, sen), stage(store, away)) == ("after", "before")


def test_a_lesson_of_ones_own_ends_before_and_the_keys_do_not(store: Store, sen: Person) -> None:
    played(store, sen, "keys")
    assert stage(store, sen) == "before"
    played(store, sen, "otp")
    assert stage(store, sen) == "after"


def test_the_check_is_in_what_a_person_is_shown_and_goes_when_they_are_erased(
    store: Store, sen: Person
) -> None:
    store.classes.note_task(sen.id, "noi-wifi", "before", "helped")
    page = person_page(export_person(store, sen.id), Translator("en"), {}, str.upper)
    assert "Before the first lesson, NOI-WIFI: did it with help" in page
    store.erase_person(sen.id)
    assert not any(event.kind == "task-checked" and event.learner for event in store.events())
