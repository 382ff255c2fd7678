from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records_samples import NOW, Clock, opened

from tutor.content.text import clean
from tutor.records.people import (
    MAX_NAME,
    LooksLikeNumber,
    clean_name,
    distinct_name,
    distinguishing_label,
)
from tutor.records.store import open_store


def test_a_person_is_stored_with_their_preferences(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "folder" / "tutor.db"
    store = opened(path)
    bac_hoa = store.add_person(name="Bác Hoa", address="bac")
    changed = store.change_person(
        bac_hoa.id,
        size_step=3,
        theme="dark",
        speech_speed="slow",
        speech_volume=9,
        speech_on=False,
        name=" Bác  Hoà ",
    )
    store.close()

    (person,) = opened(path).people()
    assert person == changed
    assert (person.name, person.size_step, person.theme) == ("Bác Hoà", 3, "dark")
    assert (person.speech_speed, person.speech_volume, person.speech_on) == ("slow", 9, False)


def test_a_new_person_has_no_preferences() -> None:
    person = opened(None).add_person()
    assert (person.name, person.address, person.language) == ("", "bac", "vi")
    chosen = (person.size_step, person.theme, person.speech_speed, person.speech_volume)
    assert chosen == (None, None, None, None)
    assert person.speech_on


def test_the_last_person_comes_first_even_if_the_clock_goes_back() -> None:
    clock = Clock()
    store = opened(None, clock)
    first, second = store.add_person(name="A"), store.add_person(name="B")
    clock.now = NOW - timedelta(days=4000)
    store.mark_seen(first.id)
    assert [person.id for person in store.people()] == [first.id, second.id]
    assert store.people()[0].last_seen < NOW


def test_without_consent_neither_visits_nor_preferences_are_stored() -> None:
    store = opened(None)
    hoa, lan = store.add_person(name="Hoa"), store.add_person(name="Lan")
    store.classes.withdraw_consent(hoa.id)
    store.mark_seen(hoa.id)
    assert store.update_preferences(hoa.id, size_step=3) is None
    assert store.people() == (lan, hoa)
    changed = store.update_preferences(lan.id, size_step=3)
    assert changed is not None
    assert store.people() == (changed, hoa)
    assert changed.size_step == 3
    store.erase_person(lan.id)
    with pytest.raises(KeyError):
        store.update_preferences(lan.id, size_step=2)


def test_the_fields_of_a_roster_are_stored_and_can_be_changed() -> None:
    store = opened(None)
    hoa, minh = store.add_people(
        [
            {
                "name": "Hoa",
                "hamlet": " Xóm  3 ",
                "commune": "04012",
                "household": "nhà Hoa",
                "needs": frozenset({"hearing", "hands"}),
                "phone": "basic",
                "on_roster": True,
            },
            {"name": "Minh", "role": "staff"},
        ]
    )
    assert {person.id: person for person in store.people()} == {hoa.id: hoa, minh.id: minh}
    assert (hoa.hamlet, hoa.commune, hoa.household) == ("Xóm 3", "04012", "nhà Hoa")
    assert (sorted(hoa.needs), hoa.phone, hoa.role) == (["hands", "hearing"], "basic", "learner")
    assert (minh.role, minh.on_roster, minh.needs) == ("staff", False, frozenset())
    changed = store.change_person(hoa.id, needs=frozenset({"reading"}), on_roster=False)
    assert changed in store.people()


@pytest.mark.parametrize(
    "text", ["0900000000", "Hoa 0900 000 000", "001.000-000/000", "+84 (900) 000 000", "٠٩٠٠٠٠٠٠٠٠"]
)
@pytest.mark.parametrize("label", ["name", "hamlet", "commune", "household"])
def test_no_id_or_phone_number_is_stored_as_a_name(label: str, text: str) -> None:
    store = opened(None)
    hoa = store.add_person(name="Tổ 3, số 12-14-16")
    with pytest.raises(LooksLikeNumber, match=label):
        store.add_people([{"name": "Lan"}, {label: text}])  # type: ignore[misc]
    with pytest.raises(LooksLikeNumber, match=label):
        store.change_person(hoa.id, **{label: text})  # type: ignore[arg-type]
    assert store.people() == (hoa,)


def test_an_unknown_person_cannot_be_changed() -> None:
    with pytest.raises(KeyError):
        opened(None).change_person("nobody", name="X")


def test_times_are_stored_in_utc(tmp_path: Path) -> None:
    hanoi = timezone(timedelta(hours=7))
    store = open_store(tmp_path / "t.db", clock=lambda: datetime(2026, 12, 1, 9, tzinfo=hanoi))
    assert store.add_person().created_at.utcoffset() == timedelta(0)
    assert store.people()[0].created_at == datetime(2026, 12, 1, 9, tzinfo=hanoi)


def test_ids_come_from_the_given_random_source() -> None:
    ids = {open_store(None, clock=Clock(), random=Random(7)).add_person().id for _ in range(2)}
    assert len(ids) == 1


@pytest.mark.parametrize(
    ("hostile", "cleaned"),
    [
        ("\x1b]52;c;ZXZpbA==\x07Hoa", "]52;c;ZXZpbA==Hoa"),
        ("\x9b31mLan\x00", "31mLan"),
        ("\u202eHoa\u2066\u200b", "Hoa"),
        ("Nguyễn\n\tThị\u00a0 Hoa", "Nguyễn Thị Hoa"),
        ("e\u0302\u0301".upper(), "Ế"),
        ("H" * 10_240, "H" * 40),
        (" " * 10_240, ""),
        ("\ud800Hoa", "Hoa"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
    ],
)
def test_hostile_names_are_cleaned(hostile: str, cleaned: str) -> None:
    store = opened(None)
    assert store.add_person(name=hostile).name == cleaned
    assert store.people()[0].name == cleaned


@given(st.text(max_size=80))
def test_any_cleaned_name_is_short_and_stable(name: str) -> None:
    cleaned = clean_name(name)
    assert len(cleaned) <= MAX_NAME
    assert cleaned == clean_name(cleaned) == clean(cleaned)
    assert "\n" not in cleaned
    assert "  " not in cleaned


def test_distinguishing_labels_of_namesakes_are_unique() -> None:
    store = opened(None)
    for household, hamlet in (
        ("Hộ 1", "Đông"),
        ("Hộ 9", "Đông"),
        ("", "Tây"),
        ("", "Nam"),
        ("", ""),
    ):
        store.add_person(name="Hòa", household=household, hamlet=hamlet)
    people = store.people()
    tells = {person.id: distinguishing_label(person, people) for person in people}
    assert len(set(tells.values())) == len(people)
    assert {"Hộ 1", "Hộ 9", "Tây", "Nam"} < set(tells.values())
    assert distinct_name("Hòa", people[0], people) == f"Hòa ({tells[people[0].id]})"
    lan = store.add_person(name="Lan", household="Hộ 1")
    assert distinct_name("cô Lan", lan, store.people()) == "cô Lan"
    store.close()
