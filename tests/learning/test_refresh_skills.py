"""The skills of a learner from the records: three sources apart, on days that the clock can have meant."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from engine_samples import CHOOSE, RECAP, SORT, script_of
from refresh_kit import LEARNER, LIBRARY, TODAY, play_script_before
from solver import walk

from tutor.engine.evidence import MASTERY, Evidence
from tutor.i18n import Translator
from tutor.learning.skills import explained, skill_record, skills_by_lesson
from tutor.records.store import Store, open_store

SCRIPT = script_of(CHOOSE, SORT, RECAP)
SKILLS_OF = {SCRIPT.lesson.id: ("giu-ma", "cup-may")}
HANOI = timezone(timedelta(hours=7))


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(open_store(None, clock=lambda: TODAY)) as opened:
        yield opened


def evidence(store: Store) -> dict[str, Evidence]:
    return skill_record(store.events(LEARNER)).evidence(SKILLS_OF)


def play_at(store: Store, at: datetime, run: str) -> None:
    played = walk(SCRIPT, astray=False, now=at)
    store.append(LEARNER, [replace(event, run=run) for _, events in played for event in events])


def test_the_catalogue_knows_the_skills_of_each_lesson() -> None:
    found = skills_by_lesson(LIBRARY.catalogue)
    for entry in LIBRARY.catalogue.lessons("vi"):
        assert (
            found[entry.id] == entry.skills == LIBRARY.catalogue.load(entry.id, "vi").lesson.skills
        )


def test_a_newcomer_has_no_evidence(store: Store) -> None:
    play_script_before(store, SCRIPT, days_ago=3, learner="somebody else")
    assert evidence(store) == {}


def test_two_days_without_help_are_enough(store: Store) -> None:
    play_script_before(store, SCRIPT, days_ago=9)
    assert not MASTERY.is_met_by(evidence(store)["giu-ma"])
    play_script_before(store, SCRIPT, days_ago=9)
    assert not MASTERY.is_met_by(evidence(store)["giu-ma"])
    play_script_before(store, SCRIPT, days_ago=2)
    found = evidence(store)
    assert set(found) == {"giu-ma", "cup-may"}
    assert all(MASTERY.is_met_by(one) for one in found.values())


def test_what_was_seen_and_said_stands_beside_practice(store: Store) -> None:
    play_script_before(store, SCRIPT, days_ago=9, astray=True)
    practised = evidence(store)["giu-ma"]
    store.classes.note_statement(LEARNER, "giu-ma", "not-yet")
    store.classes.note_statement(LEARNER, "giu-ma", "can")
    store.classes.note_skill(LEARNER, "giu-ma", lesson=SCRIPT.lesson.id, alone=False)
    store.classes.note_skill(LEARNER, "chua-hoc", alone=True)
    found = evidence(store)
    assert found["giu-ma"] == replace(practised, statement="can", helped_days=(TODAY.date(),))
    assert found["chua-hoc"] == Evidence(alone_days=(TODAY.date(),))
    assert not MASTERY.is_met_by(found["giu-ma"])
    assert MASTERY.is_met_by(found["chua-hoc"])


def test_a_sign_that_was_put_right_or_taken_back_counts_for_nothing(store: Store) -> None:
    classes = store.classes
    classes.note_skill(LEARNER, "giu-ma", alone=True, session="s")
    classes.note_skill(LEARNER, "giu-ma", alone=False, session="s")
    classes.note_statement(LEARNER, "giu-ma", "can", "s")
    day = (TODAY.date(),)
    assert evidence(store) == {"giu-ma": Evidence(helped_days=day, statement="can")}
    classes.note_skill(LEARNER, "cup-may", alone=True, session="s")
    classes.retract_skill(LEARNER, "giu-ma", "s")
    assert evidence(store) == {"cup-may": Evidence(alone_days=day)}
    classes.retract_skill(LEARNER, "cup-may", "t")
    assert MASTERY.is_met_by(evidence(store)["cup-may"])


def test_a_day_is_one_of_the_place_where_it_was(store: Store) -> None:
    play_at(store, datetime(2026, 11, 24, 23, 30, tzinfo=HANOI), "1")
    play_at(store, datetime(2026, 11, 25, 0, 30, tzinfo=HANOI), "2")
    days = (date(2026, 11, 24), date(2026, 11, 25))
    assert evidence(store)["giu-ma"].unaided_days == days


def test_a_clock_that_forgets_the_date_makes_no_second_day(store: Store) -> None:
    play_at(store, TODAY, "1")
    play_at(store, datetime(2020, 1, 1, tzinfo=UTC), "2")
    play_at(store, datetime(2040, 1, 1, tzinfo=UTC), "3")
    found = evidence(store)["giu-ma"]
    assert found.unaided_days == (TODAY.date(),)
    assert found.unaided > 0


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_rule_is_told_with_its_days(language: str) -> None:
    said = explained(replace(MASTERY, unaided_days=7), Translator(language))
    assert "7" in said
    assert "{" not in said
