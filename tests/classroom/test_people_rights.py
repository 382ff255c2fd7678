"""The rights of people, as functions and in the commands `tutor people` and `tutor pin`."""

import json
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from tutor.classroom import labels, rights
from tutor.classroom.pin import Pin
from tutor.cli import wiring
from tutor.cli.group import run
from tutor.engine.events import RunFinished, RunStarted
from tutor.i18n import Translator
from tutor.paths import records_file
from tutor.records import class_events as ce
from tutor.records.people import Person
from tutor.records.store import Store, open_store


def opened() -> Store:
    return open_store(records_file(), clock=wiring.now)


@pytest.fixture
def hoa() -> Person:
    """A person with records of every kind."""
    store = opened()
    hoa = store.add_person(
        name="Nguyễn Thị Hoa",
        hamlet="Xóm 3",
        household="nhà Hoa",
        needs=frozenset({"large-letters"}),
        phone="basic",
        on_roster=True,
    )
    minh = store.add_person(name="Minh", role="staff").id
    at, lesson = wiring.now(), "cuoc-goi-la"
    begun = RunStarted(
        at=at, run="r", lesson=lesson, language="vi", revision="1", seed="s", steps=3
    )
    store.append(hoa.id, [begun, RunFinished(at=at, run="r", lesson=lesson)])
    session = store.classes.plan_session(day=date(2026, 12, 7)).id
    store.classes.give_consent(hoa.id, rights.CONSENT_VERSION, "aloud", minh)
    store.classes.note_attendances(session, {hoa.id: ("absent", "harvest")})
    store.classes.note_skill(hoa.id, "otp", alone=True)
    store.classes.assign_visit(hoa.id, minh, "missed")
    store.close()
    return hoa


@dataclass(frozen=True)
class Said:
    """The exit code of a command, its stdout, and all of its output."""

    exit_code: int
    stdout: str
    output: str


def tutor(*arguments: str, given: str = "") -> Said:
    with CliRunner().isolation(input=given) as (stdout, _, output):
        try:
            status = run(["--lang", "en", *arguments])
        except SystemExit as ended:
            status = int(ended.code or 0)
        return Said(status, stdout.getvalue().decode(), output.getvalue().decode())


def test_every_coded_value_of_the_records_has_a_label() -> None:
    from typing import get_args

    from tutor.records.class_views import How, SessionState
    from tutor.records.people import Need, Phone, Role

    for mapping, literal in (
        (labels.ATTENDANCE, ce.AttendanceState),
        (labels.ABSENCE, ce.AbsenceReason),
        (labels.NEEDS, Need),
        (labels.PHONES, Phone),
        (labels.ROLES, Role),
        (labels.SESSIONS, ce.SessionKind),
        (labels.STATES, SessionState),
        (labels.METHODS, ce.ConsentMethod),
        (labels.HOW, How),
        (labels.VISITS, ce.VisitReason),
    ):
        assert set(mapping) == set(get_args(literal))


def test_people_are_found_by_name_and_by_the_prefix_of_an_id(hoa: Person) -> None:
    people = opened().people()
    apart = unicodedata.normalize("NFD", hoa.name)
    for asked in ("nguyễn thị  hoa", apart, f"{hoa.name}\u200b", hoa.id, hoa.id[:6]):
        assert [person.id for person in rights.find_people(people, asked)] == [hoa.id]
    for asked in ("", " ", "Hoa", "zzz", hoa.id[:1], hoa.id[:5]):
        assert rights.find_people(people, asked) == ()
    assert len(rights.find_people((*people, *people), "Minh")) == 2


def test_an_export_contains_all_that_is_recorded(hoa: Person) -> None:
    store = opened()
    exported = rights.export_person(store, hoa.id)
    assert json.loads(json.dumps(exported)) == exported
    assert (exported["person"]["name"], exported["person"]["needs"]) == (
        hoa.name,
        ["large-letters"],
    )
    assert exported["consent"][0]["text_version"] == rights.CONSENT_VERSION
    assert (exported["classes"][0]["day"], exported["classes"][0]["reason"]) == (
        "2026-12-07",
        "harvest",
    )
    assert [row["skill"] for row in exported["skills"]] == ["otp"]
    assert [row["reason"] for row in exported["visits"]] == ["missed"]
    assert [row["times_finished"] for row in exported["lessons"]] == [1]
    assert [event["id"] for event in exported["events"]] == [
        event.id for event in store.events(hoa.id)
    ]
    with pytest.raises(KeyError):
        rights.export_person(store, "nobody")


def test_the_page_of_a_person_is_in_plain_words(hoa: Person) -> None:
    exported = rights.export_person(opened(), hoa.id)
    page = rights.person_page(
        exported,
        Translator("en"),
        {"cuoc-goi-la": "A stranger calls"},
        {"otp": "Keep codes secret"}.__getitem__,
    )
    for line in (
        "What this laptop keeps about Nguyễn Thị Hoa",
        "Household: nhà Hoa",
        "To mind when teaching: large letters",
        "- 07/12/2026, class: absent (busy in the fields)",
        "- A stranger calls: finished 1 time, last on",
        "Keep codes secret: did it alone",
        "was not at the last classes: still to be made",
        "Besides this, 6 single notes with their times.",
    ):
        assert line in page


def test_the_list_shows_everybody(hoa: Person) -> None:
    result = tutor("people", "list")
    assert result.exit_code == 0
    assert f"{hoa.id[:8]}  Nguyễn Thị Hoa  (learner; Xóm 3, nhà Hoa; agreed)" in result.output
    rows = json.loads(tutor("people", "list", "--json").output)
    assert {row["name"]: row["consent"] for row in rows} == {hoa.name: True, "Minh": None}


def test_a_person_is_added_and_renamed() -> None:
    result = tutor(
        "people", "add", "Lan", "--hamlet", "Xóm 4", "--need", "hearing", "--need", "hands"
    )
    assert result.exit_code == 0
    (lan,) = opened().people()
    assert result.stdout.strip() == f"{lan.id[:8]}  Lan, Xóm 4"
    assert (lan.hamlet, sorted(lan.needs), lan.on_roster) == ("Xóm 4", ["hands", "hearing"], True)
    assert tutor("people", "rename", "lan", "Bà Lan").exit_code == 0
    assert opened().people()[0].name == "Bà Lan"


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "..."])
def test_a_name_without_letters_is_refused(hoa: Person, name: str) -> None:
    before = opened().people()
    for arguments in (("add", name), ("rename", hoa.id, name)):
        result = tutor("people", *arguments)
        assert result.exit_code == 2
        assert "A name needs letters" in result.output
    assert opened().people() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "Hoa" * 14),
        ("rename", "Minh", "Hoa" * 14),
        ("add", "Hoa", "--hamlet", "Xóm" * 14),
        ("add", "Hoa", "--household", "Nhà" * 14),
    ],
)
def test_too_long_names_are_refused_and_not_cut(hoa: Person, arguments: tuple[str, ...]) -> None:
    before = opened().people()
    result = tutor("people", *arguments)
    assert result.exit_code == 2
    assert "has more than 40 letters" in result.output
    assert opened().people() == before


def test_a_person_is_added_twice_only_on_request(hoa: Person) -> None:
    again = ("people", "add", unicodedata.normalize("NFD", "nguyễn thị hoa"), "--hamlet", "xóm 3")
    result = tutor(*again)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"on the list already: {hoa.id[:8]} Nguyễn Thị Hoa, Xóm 3." in result.output
    assert "--same new" in result.output
    assert tutor(*again, "--same", "skip").exit_code == 0
    assert len(opened().people()) == 2
    assert tutor("people", "add", hoa.name, "--hamlet", "Xóm 4").exit_code == 0
    assert tutor(*again, "--same", "new").exit_code == 0
    assert len(opened().people()) == 4


@pytest.mark.parametrize("commune", ["12472", "Quỳnh Phụ, Hưng Yên", "Quỳnh Hồng, Thái Bình"])
def test_a_commune_is_stored_by_its_code(commune: str) -> None:
    assert tutor("people", "add", "Lan", "--commune", commune).exit_code == 0
    assert [person.commune for person in opened().people()] == ["12472"]


@pytest.mark.parametrize("commune", ["99999", "Không Có", "Tân Tiến"])
def test_an_ambiguous_commune_is_refused(commune: str) -> None:
    result = tutor("people", "add", "Lan", "--commune", commune)
    assert result.exit_code == 2
    assert result.output.startswith("--commune does not fit: ")
    assert opened().people() == ()


@pytest.mark.parametrize(
    "arguments", [("Hoa 0900 000 000",), ("Hoa", "--household", "001.000.000.000")]
)
def test_id_and_phone_numbers_are_refused(arguments: tuple[str, ...]) -> None:
    result = tutor("people", "add", *arguments)
    assert result.exit_code == 2
    assert "looks like an ID or phone number" in result.output
    assert opened().people() == ()


def test_an_unknown_person_is_reported(hoa: Person) -> None:
    assert tutor("people", "rename", "Lan", "Hoa").exit_code == 2
    opened().add_person(name=hoa.name)
    result = tutor("people", "erase", hoa.name, "--yes")
    assert result.exit_code == 2
    assert hoa.id[:8] in result.output
    assert len(opened().people()) == 3


def test_consent_is_read_aloud_asked_for_and_recorded(hoa: Person) -> None:
    lan = opened().add_person(name="Lan", language="en").id
    for answer, given in (("y", True), ("n", False)):
        result = tutor("people", "consent", "Lan", "--witness", "Minh", given=f"{answer}\n")
        assert result.exit_code == 0
        assert all(sentence in result.output for sentence in rights.CONSENT_SENTENCES)
        consent = {consent.learner: consent for consent in opened().classes.snapshot().consents}[
            lan
        ]
        assert consent.given == given
        assert bool(consent.witness) == given
    assert lan in opened().classes.snapshot().declined
    assert tutor("people", "consent", "Lan").exit_code == 1


def test_withdrawing_consent_explains_what_it_means(hoa: Person) -> None:
    result = tutor("people", "withdraw", hoa.name, given="y\n")
    assert result.exit_code == 0
    assert "tutor people erase" in result.output
    assert hoa.id in opened().classes.snapshot().declined


def test_consent_is_withdrawn_only_after_a_confirmation(hoa: Person) -> None:
    for given in ("\n", "maybe\nn\n", ""):
        assert tutor("people", "withdraw", hoa.name, given=given).exit_code == 1
        assert hoa.id not in opened().classes.snapshot().declined
    assert tutor("people", "withdraw", hoa.id[:1], "--yes").exit_code == 2
    assert hoa.id not in opened().classes.snapshot().declined
    assert tutor("people", "withdraw", hoa.name, "--yes").exit_code == 0
    assert hoa.id in opened().classes.snapshot().declined


def test_an_export_writes_two_files(hoa: Person, tmp_path: Path) -> None:
    result = tutor("people", "export", hoa.name, "--out", str(tmp_path / "hoa.json"))
    assert result.exit_code == 0
    exported = json.loads((tmp_path / "hoa.json").read_text("utf-8"))
    assert exported == rights.export_person(opened(), hoa.id)
    page = (tmp_path / "hoa.txt").read_text("utf-8")
    assert "Nguyễn Thị Hoa" in page
    assert (tmp_path / "hoa.txt").stat().st_mode & 0o077 == 0
    assert tutor("people", "export", hoa.name, "--out", str(tmp_path / "no" / "x")).exit_code == 3


@pytest.mark.parametrize(
    ("out", "files"),
    [
        ("Bà.Ẫn", ["Bà.Ẫn.json", "Bà.Ẫn.txt"]),
        ("plan.pdf", ["plan.pdf.json", "plan.pdf.txt"]),
        ("a.JSON", ["a.json", "a.txt"]),
        ("a.txt", ["a.json", "a.txt"]),
    ],
)
def test_both_exported_files_have_the_given_name(
    hoa: Person, tmp_path: Path, out: str, files: list[str]
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    assert tutor("people", "export", hoa.name, "--out", str(folder / out)).exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == files
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in folder.iterdir())


@pytest.mark.parametrize("there", ["hoa.json", "hoa.txt"])
def test_an_export_overwrites_no_file(hoa: Person, tmp_path: Path, there: str) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / there).write_text("mine")
    result = tutor("people", "export", hoa.name, "--out", str(folder / "hoa.json"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{folder / there} is there already" in result.output
    assert [(path.name, path.read_text()) for path in folder.iterdir()] == [(there, "mine")]


def test_erasing_asks_and_lists_what_is_out_of_reach(hoa: Person) -> None:
    assert tutor("people", "erase", hoa.name, given="n\n").exit_code == 1
    assert len(opened().people()) == 2
    result = tutor("people", "erase", hoa.name, given="y\n")
    assert result.exit_code == 0
    assert "printed pages and files that were exported" in result.output
    assert [person.name for person in opened().people()] == ["Minh"]
    folder = records_file().parent
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    assert not any(hoa.name.encode() in path.read_bytes() for path in files)


def test_commands_about_people_ask_for_the_pin(hoa: Person) -> None:
    store = opened()
    assert Pin(store.pins, wiring.monotonic).set("4711") is None
    store.close()
    assert hoa.name in tutor("people", "list", given="9999\n4711\n").output
    result = tutor("people", "list", given="9999\n" * 5)
    assert result.exit_code == 1
    assert "tutor pin reset" in result.output
    result = tutor("people", "list", given="4711\n")
    assert (result.exit_code, hoa.name in result.output) == (1, False)


def test_a_forgotten_pin_is_removed_without_changing_the_records(hoa: Person) -> None:
    assert "no PIN" in tutor("pin", "reset").output
    store = opened()
    assert Pin(store.pins, wiring.monotonic).set("4711") is None
    store.close()
    assert tutor("pin", "reset", given="no\n").exit_code == 1
    assert Pin(opened().pins, wiring.monotonic).is_set
    assert tutor("pin", "reset", given="reset\n").exit_code == 0
    assert not Pin(opened().pins, wiring.monotonic).is_set
    assert hoa.name in tutor("people", "list").output


def test_records_that_cannot_be_opened_are_reported() -> None:
    records_file().mkdir(parents=True)
    result = tutor("people", "list")
    assert result.exit_code == 3
    assert str(records_file().parent) in result.output
    assert "Make the folder writable" in result.output


def test_erasing_tells_of_households_that_have_the_name_in_them() -> None:
    store = opened()
    vinh = store.add_person(name="Nguyễn Bá Vinh", household="Hộ 1")
    store.add_person(name="Lê Thị Mận", household="Hộ ông Vinh")
    store.add_person(name="Lê Thị Hoa", household="Hộ 1")
    told = " ".join(rights.erase(store, vinh, Translator("en")))
    assert "household of: Lê Thị Mận." in told
