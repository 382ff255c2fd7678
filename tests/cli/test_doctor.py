import json
import os
import shutil
import sys
from contextlib import closing
from pathlib import Path
from typing import get_args

import pexpect
import pytest
from click.testing import CliRunner
from patience import PATIENCE_SECONDS

from tutor import paths
from tutor.authoring import check
from tutor.cli import doctor, findings
from tutor.cli.group import group
from tutor.cli.wiring import laptop_path, now
from tutor.i18n import Translator
from tutor.records.database import Reason
from tutor.records.store import open_store
from tutor.ui.laptop import LaptopFile

EN = Translator("en")
LEFT = "\x1b[D"
CHECK = check.check
SHIPPED = paths.lessons_folder()


@pytest.fixture(autouse=True)
def _no_sound_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"language": "vi", "voice": "bac", "title": "Bắc", "engine": "espeak", "reason": None}]
    monkeypatch.setattr(
        doctor, "_output_of", lambda *command: json.dumps(rows) if "voices" in command else None
    )


@pytest.fixture(autouse=True)
def _lessons_have_no_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare each test the check of all lessons, which takes more than a second."""
    monkeypatch.setattr(check, "check", lambda *_: check.CheckReport({}, 0))


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(
        group, ["--lang", "en", "doctor", *arguments], standalone_mode=False
    )
    return result.return_value, result.output


def page() -> dict[str, list[dict[str, str]]]:
    areas: dict[str, list[dict[str, str]]] = {}
    for row in json.loads(run("--json")[1])["findings"]:
        areas.setdefault(row["area"], []).append(row)
    return areas


@pytest.mark.parametrize(
    ("columns", "rows", "state", "text"),
    [
        (100, 26, "fine", "letter size 1 of 4"),
        (66, 17, "fine", "letter size 2 of 4"),
        (50, 13, "fine", "letter size 3 of 4"),
        (34, 9, "fine", "letter size 4 of 4"),
        (31, 9, "missing", "31 columns"),
        (80, 7, "missing", "7 rows"),
    ],
)
def test_the_size_of_the_window_is_judged(columns: int, rows: int, state: str, text: str) -> None:
    finding = findings.terminal_size(columns, rows, EN)
    assert (finding.state, text in finding.text) == (state, True)
    assert bool(finding.fix) == (columns != 34)


@pytest.mark.parametrize(
    ("system", "state"),
    [("truecolor", "fine"), ("256", "fine"), ("standard", "worse"), (None, "worse")],
)
def test_colours_are_judged(system: str | None, state: str) -> None:
    finding = findings.colours(system, EN)
    assert (finding.state, bool(finding.fix)) == (state, state != "fine")


@pytest.mark.parametrize(
    ("environ", "locale", "state"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "vi_VN.UTF-8", "fine"),
        ({"LANG": "C.utf8"}, "C.utf8", "fine"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "C"}, "C", "worse"),
        ({"LC_ALL": "", "LC_CTYPE": "en_US.UTF-8", "LANG": "C"}, "en_US.UTF-8", "fine"),
        ({}, "C", "worse"),
    ],
)
def test_the_locale_is_judged(environ: dict[str, str], locale: str, state: str) -> None:
    assert findings.locale_of(environ) == locale
    assert findings.utf8(locale, EN).state == state


@pytest.mark.parametrize(
    ("name", "arrived"),
    [
        ("1", "1"),
        ("R", "r"),
        ("R", "R"),
        ("Enter", "\r"),
        ("Enter", "\n"),
        ("←", LEFT),
        ("←", "\x1bOD"),
    ],
)
def test_a_key_that_works(name: str, arrived: str) -> None:
    finding = findings.key(name, arrived, EN)
    assert (finding.state, finding.fix) == ("fine", "")
    assert "\x1b" not in finding.text


@pytest.mark.parametrize(
    ("name", "arrived", "fix"),
    [
        ("R", "ả", "Unikey"),
        ("R", "\x7fả", "Unikey"),
        ("R", "\x7f\x7fr", "Unikey"),
        ("2", "\x7fé", "Unikey"),
        ("6", "-", "number pad"),
        ("Enter", "x", "Please press only this key"),
        ("←", "\x7f", "Please press only this key"),
        ("1", "\x1b[2J", "Please press only this key"),
    ],
)
def test_a_key_that_does_not_work(name: str, arrived: str, fix: str) -> None:
    finding = findings.key(name, arrived, EN)
    assert finding.state == "missing"
    assert fix in finding.fix
    assert finding.text.isprintable()


@pytest.mark.parametrize(
    ("name", "arrived"),
    [("1", "ă"), ("4", "ô"), ("1", "&"), ("2", "é"), ("3", '"'), ("8", "\u0301"), ("R", "к")],
)
def test_another_sign_for_a_key_is_learnt(name: str, arrived: str) -> None:
    finding = findings.key(name, arrived, EN)
    assert finding.state == "fine"
    assert finding.fix == f"The app takes this sign for {name} from now on."


@pytest.mark.parametrize(
    ("window", "scales", "text"),
    [
        ((135, 35), (1,), "cannot magnify"),
        ((135, 35), (1, 2), "2 times: F2 reaches letter size 1, 2"),
        ((135, 35), (1, 2, 3), "3 times: F2 reaches letter size 1, 2, 4"),
        ((34, 9), (1, 2), "2 times: F2 reaches letter size 4"),
    ],
)
def test_magnifying_reports_the_reachable_letter_sizes(
    window: tuple[int, int], scales: tuple[int, ...], text: str
) -> None:
    assert text in findings.magnifying(*window, scales, EN).text


def test_voices_are_judged_by_language() -> None:
    rows: list[dict[str, str | None]] = [
        {"language": "vi", "title": "A", "engine": "system", "reason": "no-data"},
        {"language": "vi", "title": "B", "engine": "espeak", "reason": None},
        {"language": "de", "title": "C", "engine": "espeak", "reason": "no-library"},
    ]
    results = findings.voices(rows, EN)
    assert [(finding.state, finding.text) for finding in results] == [
        ("fine", "vi: voice B by espeak"),
        ("worse", "no voice speaks de"),
    ]
    assert [finding.state for finding in findings.voices([], EN)] == ["worse"]


@pytest.mark.parametrize(("free", "state"), [(49_999_999, "worse"), (50_000_000, "fine")])
def test_free_space_is_judged(free: int, state: str) -> None:
    assert findings.disk(free, EN).state == state


@pytest.mark.parametrize("reason", get_args(Reason))
def test_records_that_cannot_be_opened_are_missing(reason: Reason) -> None:
    finding = findings.records_fault(Path("there"), reason, EN)
    assert finding.state == "missing"
    assert finding.fix


def test_harmed_and_restored_records_are_reported() -> None:
    aside = ["tutor.db.damaged-20261201T080000"]
    results = findings.records(Path("there"), 2, ("restored", "backup-failed"), 3, aside, EN)
    assert [finding.state for finding in results] == [
        "fine",
        "fine",
        "worse",
        "worse",
        "worse",
        "worse",
    ]
    assert "newest copy" in results[2].text
    assert "could not be made" in results[3].text
    assert aside[0] in results[4].text
    assert all(finding.fix for finding in results[2:])


@pytest.mark.parametrize(
    ("count", "problems", "state"), [(14, 0, "fine"), (14, 2, "worse"), (0, 0, "missing")]
)
def test_lessons_are_judged(count: int, problems: int, state: str) -> None:
    assert findings.lessons(count, problems, EN).state == state


def test_every_area_is_checked_and_a_missing_terminal_reported() -> None:
    status, output = run()
    assert status == 3
    for heading in ("Terminal", "Letters", "Sound", "Records", "Lessons", "Versions"):
        assert heading in output.splitlines()
    assert "ệ ở ữ ặ ẫ Ễ Đ" in output
    for letter in "ệởữặẫỄĐ":
        assert f"    {letter}   " in output
    assert "    → Open a terminal window and start `tutor doctor` in it." in output.splitlines()


def test_the_test_sentence_is_spoken_only_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences: list[str] = []

    def output_of(*command: str) -> str:
        sentences.extend(command[-1:] if "say" in command else ())
        return "[]"

    monkeypatch.setattr(doctor, "_output_of", output_of)
    run()
    assert sentences == []
    monkeypatch.setattr(doctor, "_window", lambda: os.terminal_size((80, 24)))
    run("--json")
    assert sentences == []
    _, output = run()
    assert sentences == ["Can you hear this well?"]
    assert "  ? this was said aloud: Can you hear this well?" in output.splitlines()


def test_json_has_the_findings_and_versions() -> None:
    result = json.loads(run("--json")[1])
    assert result["works"] is False
    assert {row["state"] for row in result["findings"]} <= {"fine", "worse", "missing", "look"}
    assert {"tutor", "Python", "Textual", "SQLite", "system"} == set(result["versions"])


def test_lessons_are_checked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(check, "check", CHECK)
    monkeypatch.setattr(paths, "lesson_roots", lambda: (tmp_path,))
    folder = tmp_path / "en" / "lam-quen"
    folder.mkdir(parents=True)
    shutil.copy(SHIPPED / "en" / "lam-quen" / "lam-quen-phim.yaml", folder)
    (folder / "bt-20261129-hong.yaml").write_text("format: 1\n", encoding="utf-8")
    lessons, packs = page()["lessons"]
    assert lessons["state"] == packs["state"] == "worse"
    assert packs["found"] == "broken: bt-20261129-hong"


def test_packs_and_bulletins_are_told_of() -> None:
    assert findings.packs([], 0, [], [], EN) is None
    fine = findings.packs(["so-moi 3"], 2, [], [], EN)
    assert fine is not None
    assert (fine.state, fine.text) == ("fine", "1 pack (so-moi 3), 2 bulletins")
    damaged = findings.packs(["so-moi 3"], 0, ["gia"], [], EN)
    assert damaged is not None
    assert (damaged.state, damaged.text) == ("worse", "1 pack (so-moi 3), broken: gia")
    assert "tutor pack list" in damaged.fix


def test_a_lesson_in_two_languages_is_one_lesson() -> None:
    count = len(list((SHIPPED / "en").glob("*/*.yaml")))
    assert page()["lessons"][0]["found"] == f"{count} lessons"


def test_records_are_opened_in_their_folder() -> None:
    home = Path(os.environ["TUTOR_HOME"])
    records = page()["records"]
    assert records[0]["found"] == f"{home / 'tutor.db'} can be written"
    assert {row["state"] for row in records} == {"fine"}


def test_a_folder_that_cannot_be_written_is_reported_as_missing() -> None:
    home = Path(os.environ["TUTOR_HOME"])
    home.write_text("not a folder")
    assert page()["records"][0]["state"] == "missing"


def test_backups_are_counted() -> None:
    home = Path(os.environ["TUTOR_HOME"])
    with closing(open_store(home / "tutor.db", clock=now)) as store:
        store.add_person(name="Hoa")
    assert page()["records"][1]["found"] == "1 backup"


def test_keys_need_a_terminal() -> None:
    result = CliRunner().invoke(group, ["--lang", "en", "doctor", "--keys"])
    assert result.exit_code == 2


@pytest.mark.real
@pytest.mark.parametrize(
    ("pressed", "status", "text", "learnt"),
    [
        (("1", "2", "3", "4", "r", "\r", LEFT), 0, "key ←: ←", {}),
        (("1", "2", "3", "4", "ả", "\r", LEFT), 3, "Switch Unikey from V to E", {}),
        (
            ("&", "é", '"', "'", "(", "-", "è", "_", "ç", "r", "\r", LEFT),
            3,
            "key 2: é",
            {"&": "1", "é": "2", '"': "3", "'": "4", "(": "5", "è": "7", "_": "8", "ç": "9"},
        ),
    ],
)
def test_keys_are_tried_on_a_terminal(
    pressed: tuple[str, ...], status: int, text: str, learnt: dict[str, str]
) -> None:
    environ = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")}
    child = pexpect.spawn(
        sys.executable,
        ["-m", "tutor", "--lang", "en", "doctor", "--keys"],
        env={**environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"},
        dimensions=(17, 66),
        encoding="utf-8",
        timeout=PATIENCE_SECONDS,
    )
    try:
        child.expect_exact("\x1b[6n")
        child.send("\x1b[2;4R\x1b[4;2R")  # what xterm says when it is asked
        for sent in pressed:
            child.expect(r"\n  \S+ $")
            child.send(sent)
        child.expect(pexpect.EOF)
        printed = child.before or ""
    finally:
        child.close()
    assert child.exitstatus == status, printed
    assert text in printed
    assert "letter size 2 of 4" in printed
    assert "magnifies letters 2 times" in printed
    assert dict(LaptopFile(laptop_path()).now.keys) == learnt
