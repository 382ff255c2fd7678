"""Duplicates in an import are asked about, not guessed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tutor.classroom.roster.entries import Entry
from tutor.classroom.roster.matching import Answer, ImportPlan, make_plan, may_be_same
from tutor.records.people import Person, called_name

_THEN = datetime(2026, 12, 7, tzinfo=UTC)


def person(name: str, hamlet: str = "", id_: str = "", address: str = "bac") -> Person:
    return Person(
        id=id_ or name,
        name=name,
        address=address,
        language="vi",
        created_at=_THEN,
        last_seen=_THEN,
        hamlet=hamlet,
    )


def planned(
    entries: Sequence[Entry],
    people: Sequence[Person] = (),
    *answers: Answer,
    declined: Sequence[str] = (),
) -> tuple[ImportPlan, list[tuple[int, str]]]:
    """Return the plan and the questions that were asked."""
    asked: list[tuple[int, str]] = []
    waiting = iter(answers)

    def ask(entry: Entry, other: Person | Entry, more: Sequence[Person | Entry]) -> Answer:
        assert other not in more
        asked.append((entry.line, other.id if isinstance(other, Person) else str(other.line)))
        return next(waiting)

    return make_plan(entries, people, declined, ask), asked


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("Trần Văn Hoà", "trần văn  hòa", True),
        ("Trần Văn Hòa", "Tra\u0302\u0300n Va\u0306n Ho\u0300a", True),
        ("Trần Văn Hòa", "Tran Van Hoa", True),
        ("Trần Văn Đức", "TRAN VAN DUC", True),
        ("Trần Văn Hòa", "Trần Văn Hoa", False),
        ("Trần Thị Hạnh", "Trần Thị Hành", False),
        ("Trần Thị Hạnh", "Nguyễn Thị Hạnh", False),
        ("Trần Thị Hạnh", "Hạnh", False),
    ],
)
def test_names_are_compared_by_their_letters(name: str, other: str, same: bool) -> None:
    assert may_be_same(Entry(2, name), person(other)) == same
    assert may_be_same(Entry(2, other), Entry(3, name)) == same


def test_namesakes_in_two_hamlets_are_two_people() -> None:
    here = Entry(2, "Lê Thị Hoa", hamlet="Xóm 3")
    assert not may_be_same(here, person("Lê Thị Hoa", "Xóm 4"))
    assert may_be_same(here, person("Lê Thị Hoa", "xom  3"))
    assert may_be_same(here, person("Lê Thị Hoa", ""))


def test_a_known_person_is_completed_but_not_overwritten() -> None:
    hoa = person("Lê Thị Hoa", "Xóm 3")
    line = Entry(2, "Lê thị Hoa", "ba", "xóm 3", "nhà Tư", frozenset({"hearing"}))
    plan, asked = planned([line], [hoa])
    assert asked == []
    (change,) = plan.changed
    assert change.changes() == {
        "address": "ba",
        "hamlet": "Xóm 3",
        "commune": "",
        "household": "Hộ 1",
        "needs": frozenset({"hearing"}),
        "on_roster": True,
    }
    assert (plan.added, plan.known, change.after.name) == ((), (), "Lê Thị Hoa")
    again, _ = planned([line], [change.after])
    assert (again.changed, again.known) == ((), (replace(line, household="Hộ 1"),))


def test_each_candidate_is_asked_about_until_one_is_the_same() -> None:
    line = Entry(2, "Lê Thị Hoa")
    people = [person("Lê Thị Hoa", "Xóm 3", "a"), person("Lê Thị Hoa", "Xóm 4", "b")]
    plan, asked = planned([line], people, "other", "same")
    assert asked == [(2, "a"), (2, "b")]
    assert [update.before.id for update in plan.changed] == ["b"]
    assert planned([line], people, "other", "other")[0].added == (line,)
    assert planned([line], people, "leave")[0].left_out == (line,)


def test_a_repeated_name_on_one_list_is_asked_about() -> None:
    first = Entry(2, "Lê Thị Hoa", hamlet="Xóm 3")
    second = Entry(9, "Lê Thị Hoa", needs=frozenset({"hands"}))
    plan, asked = planned([first, second], (), "same")
    assert asked == [(9, "2")]
    assert plan.added == (replace(first, needs=frozenset({"hands"})),)
    assert planned([first, second], (), "other")[0].added == (first, second)


def test_people_who_withdrew_consent_are_not_changed() -> None:
    hoa = person("Lê Thị Hoa")
    plan, _ = planned([Entry(2, "Lê Thị Hoa", hamlet="Xóm 3")], [hoa], "same", declined=[hoa.id])
    assert (plan.added, plan.changed) == ((), ())


def test_people_are_called_by_their_given_name() -> None:
    hoa = person("Lê Thị Hoa")
    assert called_name(hoa, [hoa, person("Trần Thị Hạnh")]) == "Hoa"
    for alike in (person("Trần Thị Hoa"), person("Hoa"), person("Lê Thị Hoa", id_="2")):
        assert called_name(hoa, [alike, hoa]) == "Lê Thị Hoa"
    assert called_name(hoa, [person("Trần Văn Hoa", address="ong")]) == "Hoa"
    for whole in ("Lan Anh", "Bà Lan", "Hoa"):
        assert called_name(person(whole), ()) == whole


def test_namesakes_in_two_communes_are_two_people() -> None:
    there = Entry(line=1, name="Lê Thị Hoa", hamlet="Xóm 3", commune="12472")
    assert not may_be_same(replace(there, commune="12511"), there)
    assert may_be_same(replace(there, commune=""), there)
    assert may_be_same(replace(there, line=2), there)
