"""After a no that follows no yes, nothing but the name stays; after a yes, what was noted stays."""

from datetime import date

from records_samples import opened, rebuild, responded, started

from tutor.records.people import Person
from tutor.records.store import Store


def _person(store: Store) -> Person:
    return store.add_person(
        name="Nguyễn Thị Lụa",
        hamlet="Thôn Đông",
        commune="12472",
        household="H1",
        needs=frozenset({"reading"}),
        phone="android",
        size_step=2,
        on_roster=True,
    )


def _details(person: Person) -> tuple[object, ...]:
    return (
        person.hamlet,
        person.commune,
        person.household,
        person.needs,
        person.phone,
        person.size_step,
    )


_NOTHING: tuple[object, ...] = ("", "", "", frozenset(), "", None)


def test_a_first_no_leaves_the_name_alone() -> None:
    store = opened(None)
    person, other = _person(store), store.add_person(name="Trần Văn Sợi")
    session = store.classes.plan_session(day=date(2026, 12, 7)).id
    store.append(person.id, [started("r"), responded("r", 1)])
    store.classes.note_attendances(session, {one.id: ("absent", "") for one in (person, other)})
    store.classes.withdraw_consent(person.id, session)
    snapshot = store.classes.snapshot()
    kept = snapshot.person(person.id)
    assert kept is not None
    assert (kept.name, kept.on_roster, _details(kept)) == (person.name, True, _NOTHING)
    assert [mark.learner for mark in snapshot.attendance] == [other.id]
    assert store.run("r") is None
    assert [event.kind for event in store.events(person.id)] == ["consent-withdrawn"]
    before = snapshot
    rebuild(store)
    assert store.classes.snapshot() == before


def test_after_a_no_details_are_not_taken_in_again() -> None:
    store = opened(None)
    person = _person(store)
    store.classes.withdraw_consent(person.id)
    store.imports.add([], {person.id: {"hamlet": "Thôn Đông", "household": "H1"}}, {})
    changed = store.change_person(person.id, name="Nguyễn Thị Lụa Hai", phone="iphone")
    assert changed.name == "Nguyễn Thị Lụa Hai"
    (kept,) = store.people()
    assert (kept.name, _details(kept)) == ("Nguyễn Thị Lụa Hai", _NOTHING)


def test_after_a_yes_what_was_noted_stays_until_it_is_erased() -> None:
    store = opened(None)
    person = _person(store)
    session = store.classes.plan_session(day=date(2026, 12, 7)).id
    store.classes.give_consent(person.id, "1", "aloud")
    store.classes.note_attendances(session, {person.id: ("present", "")})
    store.classes.withdraw_consent(person.id)
    (kept,) = store.people()
    assert _details(kept) == _details(person)
    assert len(store.classes.snapshot().attendance) == 1


def test_a_yes_after_a_no_lets_details_be_noted() -> None:
    store = opened(None)
    person = _person(store)
    store.classes.withdraw_consent(person.id)
    store.classes.give_consent(person.id, "1", "aloud")
    assert store.change_person(person.id, household="H2").household == "H2"
    (kept,) = store.people()
    assert kept.household == "H2"
