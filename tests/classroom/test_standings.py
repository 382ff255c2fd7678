"""How each learner stands: who missed classes, who is behind, and who can help whom."""

from datetime import UTC, date, datetime
from random import Random

import pytest

from tutor.classroom.standings import Standing, helpers_for, skill_standings, standings_of
from tutor.records.people import Person
from tutor.records.store import Store, open_store

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
FIRST, SECOND, THIRD = (date(2026, 11, day) for day in (5, 12, 19))


@pytest.fixture
def store() -> Store:
    return open_store(None, clock=lambda: NOW, random=Random(5))


def learner(store: Store, name: str, hamlet: str = "Đông") -> Person:
    return store.add_person(name=name, hamlet=hamlet, on_roster=True)


def held(store: Store, day: date, there: list[Person], absent: list[Person]) -> None:
    session = store.classes.plan_session(day=day, hamlet="Đông").id
    store.classes.start_session(session)
    marks = {person.id: ("present", "") for person in there}
    marks |= {person.id: ("absent", "") for person in absent}
    store.classes.note_attendances(session, marks)  # type: ignore[arg-type]
    store.classes.end_session(session)


def can(store: Store, person: Person, *skills: str, alone: bool = True) -> None:
    for skill in skills:
        store.classes.note_skill(person.id, skill, alone=alone)


def standings(store: Store) -> list[Standing]:
    records = store.classes.snapshot()
    events = store.events_by_learner(person.id for person in records.people)
    return standings_of(records.people, records, events, {})


def named(store: Store) -> dict[str, Standing]:
    return {standing.person.name: standing for standing in standings(store)}


def test_classes_are_counted_for_each_person(store: Store) -> None:
    sen, lan, new = (learner(store, name) for name in ("Sen", "Lan", "Tư"))
    held(store, FIRST, [sen, lan], [])
    held(store, SECOND, [sen], [lan])
    held(store, THIRD, [sen], [lan])
    figures = {
        name: (each.came, each.called, each.missed, each.last_came)
        for name, each in named(store).items()
    }
    assert figures == {
        "Sen": (3, 3, 0, THIRD),
        "Lan": (1, 3, 2, FIRST),
        new.name: (0, 0, 0, None),
    }
    assert (named(store)["Lan"].concern, named(store)["Sen"].concern) == ("missed", "")


def test_a_class_held_on_paper_counts_and_one_that_was_not_held_does_not(store: Store) -> None:
    sen = learner(store, "Sen")
    held(store, FIRST, [sen], [])
    store.classes.cancel_session(store.classes.sessions()[0].id)
    on_paper = store.classes.plan_session(day=SECOND, hamlet="Đông").id
    store.classes.hold_on_paper(on_paper)
    store.classes.note_attendances(on_paper, {sen.id: ("present", "")})
    standing = named(store)["Sen"]
    assert (standing.came, standing.called, standing.last_came) == (1, 1, SECOND)


def test_behind_is_who_met_fewer_than_half_as_many_skills_as_the_middle_one(store: Store) -> None:
    for name, skills in (("Sen", 4), ("Lan", 4), ("Tư", 1), ("Bảy", 2)):
        can(store, learner(store, name), *(f"skill-{i}" for i in range(skills)), alone=False)
    # Another hamlet began later; nobody there is behind.
    learner(store, "Hoa", "Tây")
    assert [name for name, each in named(store).items() if each.behind] == ["Tư"]


def test_who_mastered_a_skill_can_help_those_who_are_learning_it(store: Store) -> None:
    sen, lan, tu = (learner(store, name) for name in ("Sen", "Lan", "Tư"))
    far = learner(store, "Hoa", "Tây")
    can(store, sen, "a", "b")
    can(store, lan, "a")
    can(store, far, "a", "b")
    can(store, tu, "a", "b", alone=False)
    all_of_them = standings(store)
    standing = named(store)["Tư"]
    assert (standing.mastered, standing.learning) == ((), ("a", "b"))
    assert [person.name for person in helpers_for(standing, all_of_them)] == ["Sen", "Lan"]
    by_skill = {each.skill: each for each in skill_standings(all_of_them)}
    assert {person.name for person in by_skill["b"].can_help} == {"Sen", "Hoa"}
    assert [person.name for person in by_skill["b"].need_help] == ["Tư"]


def test_who_said_no_is_in_no_list(store: Store) -> None:
    sen = learner(store, "Sen")
    store.classes.give_consent(sen.id, "1", "aloud")
    store.classes.withdraw_consent(sen.id)
    assert standings(store) == []
