"""Forms of address, facts and contacts in lesson text."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.content.facts import Facts, load_facts, read_facts
from tutor.content.model import Fact, LocalContact
from tutor.content.placeholders import Filler, find_placeholders
from tutor.content.text import clean
from tutor.languages import ADDRESSES, DEFAULT_ADDRESS, address_of
from tutor.paths import lessons_folder

FACTS = Facts(
    {
        "so": Fact(
            key="so",
            value={"vi": "113"},
            source="x",
            certainty="A",
            verified_on=date(2026, 5, 1),
            recheck_after=date(2027, 5, 1),
        )
    },
    {"xa": LocalContact(key="xa", fallback={"vi": "hỏi xã", "en": "ask"})},
)


def test_forms_of_address_are_in_the_order_in_which_they_are_offered() -> None:
    assert [a.singular for a in ADDRESSES] == ["bác", "ông", "bà", "cụ", "cô", "chú"]
    assert ADDRESSES[0] == DEFAULT_ADDRESS


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: a.id)
def test_placeholders_are_filled_with_the_form_of_address(address: object) -> None:
    chosen = next(a for a in ADDRESSES if a == address)

    filled = Filler("vi", chosen).fill("{Bac} và {bac}, {cac_bac}. {Cac_bac}!")

    one = chosen.singular
    assert filled == f"{one.capitalize()} và {one}, các {one}. Các {one}!"


def test_english_placeholders_are_filled_with_you() -> None:
    assert Filler("en", address_of("cu")).fill("{Bac}, {bac}, {cac_bac}") == "You, you, you"


def test_unknown_address_is_the_default() -> None:
    assert address_of("nope") == DEFAULT_ADDRESS


def test_facts_and_contacts_are_filled_in() -> None:
    filler = Filler("vi", facts=lambda: FACTS)

    assert filler.fill("Gọi {fact:so} hoặc {local:xa}") == "Gọi 113 hoặc hỏi xã"


def test_unknown_placeholders_stay() -> None:
    assert (
        Filler("en", facts=lambda: FACTS).fill("{fact:so} {fact:x} {nope} {")
        == "{fact:so} {fact:x} {nope} {"
    )


def test_find_placeholders_yields_their_names() -> None:
    assert list(find_placeholders("{bac} x {fact:so} {")) == ["bac", "fact:so"]


@given(st.text())
def test_filled_text_is_clean(text: str) -> None:
    filled = Filler("vi").fill(text)

    assert filled == clean(filled)


def test_shipped_facts_are_readable_and_confirmed() -> None:
    facts, problems = read_facts(lessons_folder())

    assert problems == []
    assert {fact.certainty for fact in facts.facts.values()} <= {"A", "B"}
    assert all({"vi", "en"} <= set(fact.value) for fact in facts.facts.values())
    assert all(facts.contact(key, "vi") for key in facts.contacts)


def test_contacts_of_the_folder_replace_the_fallback(tmp_path: Path) -> None:
    (tmp_path / "contacts.yaml").write_text(
        'cong-an-xa: "0221 ••• 466"\nmot-cua: {vi: phòng số 2}\nkhong-co: a\n', encoding="utf-8"
    )

    facts, problems = read_facts(lessons_folder(), tmp_path)

    assert facts.contact("cong-an-xa", "en") == "0221 ••• 466"
    assert facts.contact("mot-cua", "vi") == "phòng số 2"
    assert facts.contact("mot-cua", "en") == load_facts(lessons_folder()).contact("mot-cua", "en")
    assert [(p.code, p.place.line) for p in problems] == [("unknown-contact", 3)]


def test_faults_of_a_facts_file_are_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(
        "format: 1\nfact: {}\nfacts:\n  mot: {value: {vi: a}, source: b, certainty: D, verified_on: hom nay, "
        "recheck_after: 2027-01-01}\n  hai: {value: {vi: a}, source: b, certainty: A, "
        "verified_on: 2026-01-01, recheck_after: 2027-01-01}\n",
        encoding="utf-8",
    )

    facts, problems = read_facts(tmp_path)

    assert set(facts.facts) == {"hai"}
    assert [p.code for p in problems] == ["unknown-key-near", "unknown-value", "needs-date"]
