"""`tutor class`: plans are kept and printed; what can't be is said."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pdf_kit import Pages

from tutor.cli import MISSING, USAGE, USER_DATA, wiring
from tutor.cli.group import run
from tutor.paths import records_file
from tutor.records.store import Store, open_store

Capture = pytest.CaptureFixture[str]


NOW = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "now", lambda: NOW)
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path))
    monkeypatch.setenv("LANGUAGE", "en")


def store() -> Store:
    return open_store(records_file(), clock=lambda: datetime(2026, 12, 1, tzinfo=UTC))


def plan(capsys: Capture, *more: str) -> dict[str, Any]:
    assert run(["class", "plan", "--day", "2026-12-01", "--json", *more]) == 0
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


def test_a_plan_is_printed_and_stored(capsys: Capture) -> None:
    data = plan(capsys, "--hamlet", "Đông", "--people", "12", "--lesson", "ld-gia-cong-an")
    assert [item["key"] for item in data["items"]][:3] == ["welcome", "roll-call", "scam"]
    assert {"paper": "handout", "lesson": "ld-gia-cong-an", "copies": 12} in data["print"]
    (stored,) = store().classes.sessions()
    assert (stored.id, stored.day, stored.hamlet) == (data["id"], date(2026, 12, 1), "Đông")
    assert (stored.minutes, stored.expected, stored.lessons) == (90, 12, ("ld-gia-cong-an",))


def test_the_plan_names_power_cuts_and_what_is_left_out(
    capsys: Capture,
) -> None:
    lessons = ("--lesson", "ld-ba-dau-hieu", "--lesson", "ld-gia-cong-an")
    assert run(["class", "plan", "--day", "1/12/2026", "--minutes", "45", *lessons]) == 0
    out = capsys.readouterr().out
    assert out.count("No power: ") == 7
    assert "No time for: Fake police and prosecutors" in out


def test_show_writes_the_page_of_a_stored_class_again(tmp_path: Path, capsys: Capture) -> None:
    first, again = tmp_path / "first.pdf", tmp_path / "again.pdf"
    lessons = ("--lesson", "ld-ba-dau-hieu", "--lesson", "ld-gia-cong-an")
    data = plan(capsys, "--people", "8", *lessons, "--out", str(first))
    assert run(["class", "show", data["id"][:8], "--out", str(again)]) == 0
    assert str(again) in capsys.readouterr().err
    assert again.read_bytes() == first.read_bytes()
    paper = Pages(again.read_bytes()).all_text()
    for words in (
        "Scam of the week +",
        "No power: Tell it without the screen.",
        "+ can be left out if time gets short.",
        "minutes stay free",
        "Print: Card for the fridge, “Fake police and prosecutors”: 4 sheets with two cards each",
        "Print: Cards with the numbers 1 to 4 to hold up: 8 sets",
    ):
        assert words in paper


def test_without_lessons_the_plan_takes_what_the_group_needs(capsys: Capture) -> None:
    with_person = store()
    person = with_person.add_person(name="Lan", hamlet="Đông", phone="android", on_roster=True)
    earlier = with_person.classes.plan_session(
        day=date(2026, 11, 10), hamlet="Đông", lessons=("lam-quen-phim",)
    )
    with_person.classes.start_session(earlier.id)
    with_person.classes.note_attendances(earlier.id, {person.id: ("present", "")})
    with_person.close()
    data = plan(capsys, "--hamlet", "Đông")
    assert data["people"] == 1
    assert data["lessons"][0] == "lam-quen-phim"
    assert len(data["lessons"]) > 1


def test_the_lesson_about_keys_has_no_card_to_print(capsys: Capture) -> None:
    data = plan(capsys, "--lesson", "lam-quen-phim", "--lesson", "ld-gia-cong-an")
    papers = [(row["paper"], row["lesson"]) for row in data["print"]]
    assert papers == [
        ("handout", "lam-quen-phim"),
        ("handout", "ld-gia-cong-an"),
        ("card", "ld-gia-cong-an"),
        ("numbers", ""),
    ]


def test_a_new_group_gets_as_many_lessons_as_fit(capsys: Capture) -> None:
    ninety = plan(capsys, "--people", "8")
    assert len(ninety["lessons"]) == 3
    last = ninety["items"][-1]
    assert 75 <= last["start"] + last["minutes"] <= 90
    assert len(plan(capsys, "--people", "8", "--minutes", "45")["lessons"]) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        ["--lesson", "no-such-lesson"],
        ["--minutes", "14"],
        ["--hamlet", "0912345678"],
        ["--people", "-1"],
    ],
)
def test_invalid_values_are_wrong_usage_and_store_nothing(
    wrong: list[str], capsys: Capture
) -> None:
    assert run(["class", "plan", "--day", "2026-12-01", *wrong]) == USAGE
    assert store().classes.sessions() == ()


@pytest.mark.parametrize("day", ["0001-01-01", "1/1/2020", "30/11/2026", "3/12/2027", "25/12/2999"])
def test_an_implausible_day_is_refused_in_one_sentence(day: str, capsys: Capture) -> None:
    assert run(["class", "plan", "--day", day]) == USAGE
    assert "from today on, within a year" in capsys.readouterr().err
    assert store().classes.sessions() == ()


def test_a_hamlet_is_found_however_its_name_is_typed(capsys: Capture) -> None:
    with_people = store()
    for hamlet in ("Thôn Tây", "Thôn Tây", "thôn tây"):
        with_people.add_person(name="Lan", hamlet=hamlet, on_roster=True)
    with_people.close()
    data = plan(capsys, "--hamlet", "THÔN  tây")
    assert (data["people"], data["hamlet"]) == (3, "Thôn Tây")


def test_a_hamlet_without_learners_has_no_needs(capsys: Capture) -> None:
    assert run(["class", "plan", "--day", "2026-12-01", "--hamlet", "Tây"]) == 0
    err = capsys.readouterr().err
    assert "Nobody on the list learns there yet." in err
    assert "next" not in err


def test_a_class_takes_the_commune_of_its_learners(capsys: Capture) -> None:
    with_people = store()
    for hamlet, commune in (("Tây", "12472"), ("Tây", ""), ("Đông", "12511"), ("Đông", "12472")):
        with_people.add_person(name="Lan", hamlet=hamlet, commune=commune, on_roster=True)
    with_people.close()
    assert plan(capsys, "--hamlet", "tây")["commune"] == "12472"
    assert plan(capsys, "--hamlet", "Nam")["commune"] == ""
    assert run(["class", "plan", "--day", "2026-12-01", "--hamlet", "Đông"]) == USAGE
    err = capsys.readouterr().err
    assert "several communes" in err
    assert "12511" in err
    assert plan(capsys, "--hamlet", "Đông", "--commune", "12511")["commune"] == "12511"
    assert run(["class", "plan", "--day", "2026-12-01", "--commune", "Nowhere"]) == USAGE


def test_a_report_counts_a_class_where_its_people_live(capsys: Capture) -> None:
    with_person = store()
    with_person.add_person(name="Lan", hamlet="Tây", commune="Quỳnh Phụ", on_roster=True)
    with_person.close()
    begun = plan(capsys, "--hamlet", "Tây")
    assert run(["class", "start", str(begun["id"])]) == 0
    assert run(["report", "coverage"]) == 0
    assert "commune not noted" not in capsys.readouterr().out


def test_the_pdf_is_written_or_its_failure_reported(tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "plan.pdf"
    assert run(["class", "plan", "--day", "2026-12-01", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"%PDF")
    nowhere = out / "inside"
    assert run(["class", "plan", "--day", "2026-12-01", "--out", str(nowhere)]) == MISSING


def test_classes_are_listed_started_and_cancelled(capsys: Capture) -> None:
    data = plan(capsys)
    beginning = str(data["id"])[:6]
    assert run(["class", "start", beginning]) == 0
    assert run(["class", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert [(row["id"], row["state"]) for row in listed] == [(data["id"], "running")]
    assert run(["class", "cancel", beginning]) == 0
    assert run(["class", "show", "no-such-id"]) == USAGE


def test_rehearsing_shows_what_to_say_and_notes_nothing(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = plan(capsys, "--lesson", "ld-gia-cong-an")
    before = len(list(store().events()))
    monkeypatch.setattr("click.prompt", lambda *_, **__: "")
    assert run(["class", "rehearse", str(data["id"])]) == 0
    out = capsys.readouterr().out
    assert out.count("Say: ") == len(data["items"])
    assert "Step 1: Ask: " in out
    assert len(list(store().events())) == before


def test_a_day_before_the_known_time_is_planned_only_after_a_yes(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(capsys)
    monkeypatch.setattr(wiring, "now", lambda: datetime(2019, 1, 1, tzinfo=UTC))
    answers = iter(("", "y"))
    questions: list[str] = []

    def prompt(text: str, **_: object) -> str:
        questions.append(text)
        return next(answers)

    monkeypatch.setattr("click.prompt", prompt)
    assert run(["class", "plan", "--day", "1/1/2019"]) == USER_DATA
    assert "1 December 2026 has been already" in questions[0]
    assert "Nothing was kept." in capsys.readouterr().err
    assert len(store().classes.sessions()) == 1
    assert run(["class", "plan", "--day", "8/12/2026"]) == 0
    assert len(questions) == 1
    assert run(["class", "plan", "--day", "1/1/2019"]) == 0
    days = [row.day for row in store().classes.sessions()]
    assert days == [date(2019, 1, 1), date(2026, 12, 1), date(2026, 12, 8)]


def test_a_month_of_evenings_goes_along_the_path_and_is_printed(
    capsys: Capture, tmp_path: Path
) -> None:
    paper = tmp_path / "month.pdf"
    asked = ["--day", "1/12/2026", "--weekday", "tue", "--weekday", "fri", "--people", "15"]
    assert run(["class", "month", *asked, "--json", "--out", str(paper)]) == 0
    evenings = json.loads(capsys.readouterr().out)
    assert [evening["day"] for evening in evenings[:3]] == [
        "2026-12-01",
        "2026-12-04",
        "2026-12-08",
    ]
    assert evenings[0]["again"] == []
    assert evenings[1]["again"] == evenings[0]["lessons"]
    assert store().classes.sessions() == ()
    words = Pages(paper.read_bytes()).all_text()
    assert "15 people" in words
    assert "First what we learnt last time." in words, "they stand in the row above"
    assert "print 15 pages to take home" in words


def test_evenings_that_are_kept_are_planned_classes(capsys: Capture) -> None:
    asked = ["--day", "1/12/2026", "--weeks", "2", "--hamlet", "Đông", "--people", "15", "--keep"]
    assert run(["class", "month", *asked]) == 0
    assert "Đông · 2 evenings" in capsys.readouterr().out
    kept = store().classes.sessions()
    assert [session.day for session in kept] == [date(2026, 12, 1), date(2026, 12, 8)]
    assert all(session.state == "planned" and session.lessons for session in kept)
