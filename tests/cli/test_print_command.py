import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from pdf_kit import Pages

from tutor.cli import USER_DATA, wiring
from tutor.cli.publish import print_page
from tutor.paths import records_file
from tutor.records.store import open_store


def run(*arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(print_page, list(arguments), standalone_mode=False, obj=language)


def test_print_writes_a_pdf_and_prints_its_name(tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    done = run("ld-gia-cong-an", "--out", str(file), "--next-class", "12/3/2026")
    assert (done.return_value, done.stdout, done.stderr) == (0, f"{file}\n", "")
    assert file.read_bytes().startswith(b"%PDF-")
    assert [entry.name for entry in file.parent.iterdir()] == ["page.pdf"]


def test_the_file_name_has_lesson_kind_and_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("ld-gia-cong-an", "--kind", "card").stdout == "ld-gia-cong-an-card-en.pdf\n"
    assert run("ld-gia-cong-an", "--lang", "vi").stdout == "ld-gia-cong-an-handout-vi.pdf\n"


@pytest.mark.parametrize("day", ["31/2/2026", "tomorrow", "12-03-2026"])
def test_an_invalid_day_is_refused_with_an_example(day: str) -> None:
    done = run("ld-gia-cong-an", "--day", day)
    assert isinstance(done.exception, click.BadParameter)
    assert "31/12/2026" in done.exception.message


@pytest.mark.parametrize("time", ["19:30", "7h30", "7 giờ 30", "8 o'clock", "tối, sau bữa cơm", ""])
def test_a_time_is_printed_as_typed(tmp_path: Path, time: str) -> None:
    file = tmp_path / "page.pdf"
    done = run("ld-gia-cong-an", "--kind", "invitation", "--time", time, "--out", str(file))
    assert done.return_value == 0


@pytest.mark.parametrize("time", ["25:99", "24:00", "7h60", "19 giờ 75", "1930"])
def test_an_impossible_time_is_refused(tmp_path: Path, time: str) -> None:
    file = tmp_path / "page.pdf"
    done = run("ld-gia-cong-an", "--kind", "invitation", "--time", time, "--out", str(file))
    assert isinstance(done.exception, click.UsageError)
    assert done.exception.message == "--time needs a time of the day, such as 19:30."
    assert not file.exists()


@pytest.mark.parametrize(("option", "letters"), [("--name", 50), ("--time", 40), ("--place", 80)])
def test_a_text_too_long_for_the_page_is_refused(tmp_path: Path, option: str, letters: int) -> None:
    out = ("--out", str(tmp_path / "page.pdf"))
    assert run("ld-gia-cong-an", option, "a" * letters, *out).return_value == 0
    done = run("ld-gia-cong-an", option, "a" * (letters + 1), *out)
    assert isinstance(done.exception, click.UsageError)
    assert done.exception.message.startswith(f"{option} has more than {letters} letters")


def test_a_file_that_cannot_be_written_is_reported_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("ld-gia-cong-an", "--out", str(tmp_path / "file" / "page.pdf"))
    assert (done.return_value, done.stdout) == (3, "")
    assert done.stderr.startswith(f"There is no folder {tmp_path / 'file'}.")


def test_open_opens_the_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    answers = iter((0, 1))

    def launch(name: str) -> int:
        opened.append(name)
        return next(answers)

    monkeypatch.setattr(click, "launch", launch)
    file = str(tmp_path / "page.pdf")
    assert run("ld-gia-cong-an", "--out", file, "--open").stderr == ""
    without = run("ld-gia-cong-an", "--out", file, "--open")
    assert opened == [file, file]
    assert without.return_value == 0
    assert without.stderr.startswith("Nothing here opens PDF files")


def certificate(file: Path, *more: str) -> Result:
    return run("lam-quen-phim", "--kind", "certificate", "--out", str(file), *more)


def test_a_certificate_needs_a_finished_topic(tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    store = open_store(records_file(), clock=wiring.now)
    hoa = store.add_person(name="Lê Thị Hoa", address="ba", on_roster=True)
    store.add_person(name="Trần Văn Sửu", on_roster=True)
    session = store.classes.plan_session(day=wiring.now().date(), lessons=("lam-quen-phim",))
    store.classes.start_session(session.id)
    store.classes.note_attendances(session.id, {hoa.id: ("present", "")})
    store.close()
    for other in ("Trần Văn Sửu", "Nobody Known"):
        done = certificate(file, "--name", other)
        assert done.return_value == USER_DATA
        assert done.stderr.startswith(f"The records do not say that {other} finished")
        assert not file.exists()
    assert "please state --name" in certificate(file).stderr
    assert not file.exists()
    for name in ("Lê Thị Hoa", "bà Hoa", "hoa"):
        assert certificate(file, "--name", name).return_value == 0
    assert file.read_bytes().startswith(b"%PDF")


def test_namesakes_need_a_distinct_name_on_a_certificate(tmp_path: Path) -> None:
    store = open_store(records_file(), clock=wiring.now)
    homes = [
        store.add_person(name="Nguyễn Thị Hoa", address="ba", household=home, on_roster=True)
        for home in ("H1", "H7")
    ]
    session = store.classes.plan_session(day=wiring.now().date(), lessons=("lam-quen-phim",))
    store.classes.start_session(session.id)
    store.classes.note_attendances(session.id, {homes[0].id: ("present", "")})
    store.close()
    file = tmp_path / "page.pdf"
    for name in ("bà Nguyễn Thị Hoa", "Hoa"):
        done = certificate(file, "--name", name)
        assert done.return_value == USER_DATA
        for name_in_full in ("“bà Nguyễn Thị Hoa (H1)”", "“bà Nguyễn Thị Hoa (H7)”"):
            assert name_in_full in done.stderr
    refused = certificate(file, "--name", "bà Nguyễn Thị Hoa (H7)")
    assert refused.stderr.startswith("The records do not say that bà Nguyễn Thị Hoa (H7) finished")
    assert not file.exists()
    assert certificate(file, "--name", "bà Nguyễn Thị Hoa (h1)").return_value == 0
    printed = Pages(file.read_bytes()).text()
    assert "bà Nguyễn Thị Hoa" in printed
    assert "H1" not in printed


def test_namesakes_who_all_finished_need_no_distinct_name(tmp_path: Path) -> None:
    store = open_store(records_file(), clock=wiring.now)
    session = store.classes.plan_session(day=wiring.now().date(), lessons=("lam-quen-phim",))
    store.classes.start_session(session.id)
    for _ in range(2):
        hoa = store.add_person(name="Nguyễn Thị Hoa", address="ba", on_roster=True)
        store.classes.note_attendances(session.id, {hoa.id: ("present", "")})
    store.close()
    assert certificate(tmp_path / "page.pdf", "--name", "Hoa").return_value == 0


def test_anyway_prints_a_certificate_without_records(tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    assert certificate(file, "--name", "Nobody Known", "--anyway").return_value == 0
    assert file.exists()
    assert certificate(file, "--anyway").return_value == 0


def test_list_does_not_load_printing() -> None:
    code = (
        "import sys\n"
        "from tutor.cli import main\n"
        "try:\n    main(['list'])\nexcept SystemExit:\n    pass\n"
        "sys.exit(sorted(m for m in sys.modules if m.startswith(('typst', 'tutor.publish'))) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env={**os.environ}, check=False
    )
    assert done.returncode == 0, done.stderr
