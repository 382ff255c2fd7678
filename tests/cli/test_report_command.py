"""`tutor report`: where reports go, and what it says when they cannot."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tutor.cli import wiring
from tutor.cli.group import run
from tutor.paths import records_file
from tutor.records.store import open_store


@pytest.fixture
def village() -> None:
    store = open_store(records_file(), clock=wiring.now)
    for i in range(7):
        one = store.add_person(name=f"Bà Tư {i}", hamlet="Thôn Đông", commune="12472")
        store.classes.note_skill(one.id, "giu-ma", alone=True)
    store.close()


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = run(["--lang", "en", "report", *arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_it_prints_figures_and_no_names(village: None, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = said(capsys, "progress")
    assert (status, err) == (0, "")
    assert "Keep codes" in out
    assert "Bà Tư" not in out


@pytest.mark.parametrize("asked", [("--json",), ("--format", "json")])
def test_programs_read_json(
    village: None, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...]
) -> None:
    _, out, _ = said(capsys, "coverage", *asked)
    read = json.loads(out)
    assert [one["key"] for one in read["tables"]] == [
        "residents",
        "households",
        "access",
        "classes",
    ]
    assert read["tables"][0]["rows"][0][:3] == ["Xã Quỳnh Phụ, Tỉnh Hưng Yên", "Thôn Đông", 0]


def test_each_table_of_csv_is_a_file_of_its_own(
    village: None, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status, out, _ = said(capsys, "scam", "--format", "csv", "--out", str(tmp_path / "s.csv"))
    files = [tmp_path / "s-counts.csv", tmp_path / "s-shares.csv"]
    assert (status, out) == (0, "".join(f"{file}\n" for file in files))
    assert all(file.read_bytes().startswith(b"\xef\xbb\xbf") for file in files)


def test_csv_on_the_screen_is_plain(village: None, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = said(capsys, "scam", "--format", "csv")
    assert out.startswith("Which time,People,")
    assert "\ufeff" not in out


@pytest.mark.parametrize(("form", "begins"), [("xlsx", b"PK"), ("pdf", b"%PDF-")])
def test_files_are_named_after_the_report_and_the_day(
    village: None,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    begins: bytes,
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, _ = said(capsys, "attendance", "--format", form)
    name = f"attendance-{wiring.now().date()}.{form}"
    assert (status, out) == (0, f"{name}\n")
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_part_is_asked_for(village: None, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = said(
        capsys, "progress", "--commune", "Quỳnh Hồng, Thái Bình", "--hamlet", "Thôn Đông"
    )
    assert "Thôn Đông, Xã Quỳnh Phụ, Tỉnh Hưng Yên; up to" in out
    assert "Keep codes" in out
    _, out, err = said(capsys, "progress", "--hamlet", "thôn  đông")
    assert ("Keep codes" in out, err) == (True, "")
    _, out, err = said(capsys, "progress", "--hamlet", "Thôn Tây")
    assert "Nothing is known of any skill yet." in out
    assert err == "Nothing is kept of a hamlet called Thôn Tây.\n"
    _, out, _ = said(capsys, "progress", "--to", "1/1/2020")
    assert "Keep codes" not in out


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (("--commune", "Tân Tiến"), "Tân Tiến may be "),
        (("--commune", "Không Có"), "no commune of the list of 2025 is called Không Có."),
        (("--from", "hôm qua"), "write a day such as 31/12/2026"),
        (("--from", "2/1/2026", "--to", "1/1/2026"), "--from lies after --to"),
    ],
)
def test_what_cannot_be_meant_is_said(
    village: None, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], answer: str
) -> None:
    status, out, err = said(capsys, "progress", *arguments)
    assert (status, out) == (2, "")
    assert answer in err


def test_a_file_of_targets_with_faults_is_told_line_by_line(
    village: None, capsys: pytest.CaptureFixture[str]
) -> None:
    file = records_file().with_name("targets.yaml")
    file.write_text("format: 1\nhamlets:\n  - {hamlet: Đông, residents: x}\n", encoding="utf-8")
    status, out, err = said(capsys, "coverage")
    assert (status, out) == (1, "")
    assert err.splitlines() == [
        "targets.yaml:3: `commune` needs a text.",
        "targets.yaml:3: `residents` needs a whole number from 0 to 10000000.",
    ]


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(
    village: None, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    out = str(tmp_path / "file" / "x.pdf")
    status, printed, err = said(capsys, "scam", "--format", "pdf", "--out", out)
    assert (status, printed) == (3, "")
    assert err.startswith(f"There is no folder {tmp_path / 'file'}.")


def test_no_folder_is_made_for_a_misspelt_name(
    village: None, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status, printed, err = said(capsys, "scam", "--out", str(tmp_path / "no" / "a.txt"))
    assert (status, printed) == (3, "")
    assert err == (
        f"There is no folder {tmp_path / 'no'}. Please make it first, or choose another one.\n"
    )
    assert not (tmp_path / "no").exists()


def test_what_makes_reports_is_loaded_by_no_other_command() -> None:
    code = (
        "import sys\n"
        "from tutor.cli import main\n"
        "try:\n    main(['list'])\nexcept SystemExit:\n    pass\n"
        "sys.exit(sorted(m for m in sys.modules if m.startswith(('openpyxl', 'tutor.reports'))) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env={**os.environ}, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("kind", ["attendance", "coverage", "progress"])
def test_a_hamlet_or_household_that_looks_like_a_formula_stays_text(
    kind: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    formula = '=HYPERLINK("http://x.example")'
    store = open_store(records_file(), clock=wiring.now)
    held = store.classes.plan_session(day=wiring.now().date(), hamlet=formula, commune="12472")
    store.classes.start_session(held.id)
    for i in range(7):
        one = store.add_person(
            name=f"Bà Tư {i}",
            hamlet=formula,
            household=formula,
            commune="12472",
            on_roster=True,
        )
        store.classes.note_attendances(held.id, {one.id: ("present", "")})
        store.classes.note_skill(one.id, "giu-ma", alone=True)
    store.classes.end_session(held.id)
    store.close()
    place = () if kind == "coverage" else ("--commune", "12472")
    for form in ("csv", "xlsx"):
        out = tmp_path / f"r.{form}"
        assert said(capsys, kind, *place, "--format", form, "--out", str(out))[0] == 0
    cells = [
        cell
        for sheet in load_workbook(tmp_path / "r.xlsx").worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
    texts = [
        text
        for file in tmp_path.glob("*.csv")
        for row in csv.reader(file.read_text("utf-8-sig").splitlines())
        for text in row
    ]
    assert texts
    assert not any(text.startswith("=") for text in texts)
    if kind != "progress":
        assert f"'{formula}" in texts
        assert any(cell.value == formula for cell in cells)
