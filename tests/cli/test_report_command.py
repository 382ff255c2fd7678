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
        person = store.add_person(name=f"Bà Tư {i}", hamlet="Thôn Đông", commune="12472")
        store.classes.note_skill(person.id, "giu-ma", alone=True)
    store.close()


def report(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = run(["--lang", "en", "report", *arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_a_report_prints_figures_and_no_names(
    village: None, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = report(capsys, "progress")
    assert (status, err) == (0, "")
    assert "Keep codes" in out
    assert "Bà Tư" not in out


@pytest.mark.parametrize("options", [("--json",), ("--format", "json")])
def test_json_has_all_tables(
    village: None, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    _, out, _ = report(capsys, "coverage", *options)
    read = json.loads(out)
    assert [table["key"] for table in read["tables"]] == [
        "residents",
        "households",
        "access",
        "classes",
    ]
    assert read["tables"][0]["rows"][0][:3] == ["Xã Quỳnh Phụ, Tỉnh Hưng Yên", "Thôn Đông", 0]


def test_csv_writes_one_file_for_each_table(
    village: None, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status, out, _ = report(capsys, "scam", "--format", "csv", "--out", str(tmp_path / "s.csv"))
    files = [tmp_path / "s-counts.csv", tmp_path / "s-shares.csv"]
    assert (status, out) == (0, "".join(f"{file}\n" for file in files))
    assert all(file.read_bytes().startswith(b"\xef\xbb\xbf") for file in files)


def test_csv_on_the_screen_has_no_byte_order_mark(
    village: None, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = report(capsys, "scam", "--format", "csv")
    assert out.startswith("Which time,People who judged scams,")
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
    status, out, _ = report(capsys, "attendance", "--format", form)
    name = f"attendance-{wiring.now().date()}.{form}"
    assert (status, out) == (0, f"{name}\n")
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_report_can_be_limited_to_a_place_and_days(
    village: None, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = report(
        capsys, "progress", "--commune", "Quỳnh Hồng, Thái Bình", "--hamlet", "Thôn Đông"
    )
    assert "Thôn Đông, Xã Quỳnh Phụ, Tỉnh Hưng Yên; up to" in out
    assert "Keep codes" in out
    _, out, err = report(capsys, "progress", "--hamlet", "thôn  đông")
    assert ("Keep codes" in out, err) == (True, "")
    _, out, err = report(capsys, "progress", "--hamlet", "Thôn Tây")
    assert "Nothing is known of any skill yet." in out
    assert err == "Nothing is kept of a hamlet called Thôn Tây.\n"
    _, out, _ = report(capsys, "progress", "--to", "1/1/2020")
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
def test_impossible_options_are_wrong_usage(
    village: None, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], answer: str
) -> None:
    status, out, err = report(capsys, "progress", *arguments)
    assert (status, out) == (2, "")
    assert answer in err


def test_faults_of_the_targets_file_are_reported_line_by_line(
    village: None, capsys: pytest.CaptureFixture[str]
) -> None:
    file = records_file().with_name("targets.yaml")
    file.write_text("format: 1\nhamlets:\n  - {hamlet: Đông, residents: x}\n", encoding="utf-8")
    status, out, err = report(capsys, "coverage")
    assert (status, out) == (1, "")
    assert err.splitlines() == [
        "targets.yaml:3: `commune` needs a text.",
        "targets.yaml:3: `residents` needs a whole number from 0 to 10000000.",
    ]


def test_a_file_that_cannot_be_written_is_reported_in_a_sentence(
    village: None, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    out = str(tmp_path / "file" / "x.pdf")
    status, printed, err = report(capsys, "scam", "--format", "pdf", "--out", out)
    assert (status, printed) == (3, "")
    assert err.startswith(f"There is no folder {tmp_path / 'file'}.")


def test_no_folder_is_made_for_a_misspelt_name(
    village: None, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status, printed, err = report(capsys, "scam", "--out", str(tmp_path / "no" / "a.txt"))
    assert (status, printed) == (3, "")
    assert err == (
        f"There is no folder {tmp_path / 'no'}. Please make it first, or choose another one.\n"
    )
    assert not (tmp_path / "no").exists()


def test_list_does_not_load_the_reports() -> None:
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
    session = store.classes.plan_session(day=wiring.now().date(), hamlet=formula, commune="12472")
    store.classes.start_session(session.id)
    for i in range(7):
        person = store.add_person(
            name=f"Bà Tư {i}",
            hamlet=formula,
            household=formula,
            commune="12472",
            on_roster=True,
        )
        store.classes.note_attendances(session.id, {person.id: ("present", "")})
        store.classes.note_skill(person.id, "giu-ma", alone=True)
    store.classes.end_session(session.id)
    store.close()
    place = () if kind == "coverage" else ("--commune", "12472")
    for form in ("csv", "xlsx"):
        out = tmp_path / f"r.{form}"
        assert report(capsys, kind, *place, "--format", form, "--out", str(out))[0] == 0
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
