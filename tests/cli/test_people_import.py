"""`tutor people import`: shown first, asked, and kept as a whole or not at all."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from tutor import places
from tutor.classroom.pin import Pin
from tutor.cli import USAGE, USER_DATA, wiring
from tutor.cli.group import run
from tutor.paths import records_file
from tutor.records.people import Person
from tutor.records.store import Store, open_store

_LIST = """\
STT;Họ và tên;Ngày sinh;Số CCCD;Xưng hô;Thôn;Hộ;Ghi chú
1;NGUYỄN THỊ HẠNH;01/02/1950;001000000000;bà;Xóm 3;nhà Tư;chữ to
2;Trần Văn Hoà;1948;;;;;
"""
_TWICE = _LIST + "3;Trần Văn Hòa;;;;;;nặng tai\n"


@dataclass(frozen=True)
class Said:
    """How the command ended and what it wrote: what is shown, and all of it."""

    exit_code: int
    stdout: str
    output: str


def imported(file: Path, *options: str, given: str = "", language: str = "en") -> Said:
    with CliRunner().isolation(input=given) as (stdout, _, output):
        try:
            status = run(["--lang", language, "people", "import", str(file), *options])
        except SystemExit as ended:
            status = int(ended.code or 0)
        return Said(status, stdout.getvalue().decode(), output.getvalue().decode())


def opened() -> Store:
    return open_store(records_file(), clock=wiring.now)


def people() -> dict[str, Person]:
    return {person.name: person for person in opened().people()}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lop.csv"
    path.write_text(_LIST, "utf-8")
    return path


@pytest.fixture
def twice(file: Path) -> Path:
    file.write_text(_TWICE, "utf-8")
    return file


def test_a_list_is_imported_after_a_yes(file: Path) -> None:
    result = imported(file, given="y\n", language="vi")
    assert result.exit_code == 0
    hanh = people()["Nguyễn Thị Hạnh"]
    assert (hanh.address, hanh.hamlet, hanh.household) == ("ba", "Xóm 3", "Hộ 1")
    assert hanh.needs == frozenset({"large-letters"})
    assert (hanh.on_roster, hanh.role) == (True, "learner")
    hoa = people()["Trần Văn Hoà"]
    assert (hoa.address, hoa.hamlet) == ("bac", "")
    assert "bà Nguyễn Thị Hạnh (Xóm 3; Hộ 1;" in result.stdout
    assert "bác Trần Văn Hoà" in result.stdout


def test_import_names_unread_columns_and_the_next_step(file: Path) -> None:
    result = imported(file, "--yes")
    assert "nothing of them is kept: Ngày sinh, Số CCCD" in result.output
    assert "roll call of their first class" in result.output
    assert not opened().classes.snapshot().consents


def test_numbers_of_the_list_never_reach_the_records(file: Path) -> None:
    imported(file, "--yes")
    contents = [path.read_bytes() for path in records_file().parent.rglob("*") if path.is_file()]
    assert any("Nguyễn Thị Hạnh".encode() in data for data in contents)
    assert not any(
        secret in data for data in contents for secret in (b"001000000000", b"01/02/1950")
    )


def test_a_dry_run_or_a_no_stores_nothing(file: Path) -> None:
    look = imported(file, "--dry-run")
    assert (look.exit_code, "To add: 2" in look.stdout) == (0, True)
    assert "only a look" in look.output
    no = imported(file, given="n\n")
    assert (no.exit_code, "Nothing was kept." in no.output) == (1, True)
    assert people() == {}


def test_the_hamlet_option_fills_empty_hamlets(file: Path) -> None:
    imported(file, "--hamlet", "Xóm 5", "--yes")
    assert people()["Trần Văn Hoà"].hamlet == "Xóm 5"
    assert imported(file, "--hamlet", "x" * 41, "--yes").exit_code == 2
    result = imported(file, "--hamlet", "0900 000 000", "--yes")
    assert (result.exit_code, "ID or phone number" in result.output) == (2, True)


def test_invalid_lines_are_named_and_the_rest_is_imported(file: Path) -> None:
    file.write_text(_LIST + "3;???;;;;;;\n", "utf-8")
    result = imported(file, "--yes")
    assert result.exit_code == 1
    assert "line 4: this does not look like a name" in result.stdout
    assert len(people()) == 2


def test_a_number_in_the_wrong_cell_costs_nobody_a_place(file: Path) -> None:
    file.write_text(_LIST + "3;Lê Thị Hoa 0900000000;;;;;0911 222 333;\n", "utf-8")
    result = imported(file, "--yes")
    assert result.exit_code == 0
    assert "the people are. Lines: 4" in result.output
    assert "0900" not in result.output
    assert people()["Lê Thị Hoa"].household == ""


def test_households_are_stored_under_labels_that_name_nobody(file: Path) -> None:
    rows = ("Lê Thị Hoa;nhà Tư", "Lê Văn Ba;Nhà Tư", "Vũ Thị Na;Hộ 12", "Đỗ Văn Ý;nhà Năm")
    file.write_text("Họ và tên;Chủ hộ\n" + "\n".join(rows), "utf-8")
    imported(file, "--yes")
    assert [people()[row.split(";")[0]].household for row in rows] == [
        "Hộ 1",
        "Hộ 1",
        "Hộ 12",
        "Hộ 2",
    ]


def test_cells_of_several_lines_are_reported_with_their_line(file: Path) -> None:
    file.write_text(_LIST + '3;"Lê Thị\nHoa";;;;;;"nghe\nkém"\n', "utf-8")
    result = imported(file, "--yes")
    assert result.exit_code == 0
    assert "Cells of several lines begin in these lines: 4." in result.output
    assert "Lê Thị Hoa" in people()


def test_unread_sheets_are_named(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].title = "Lớp 3"
    book.worksheets[0].append(["Họ và tên"])
    book.worksheets[0].append(["Trần Văn Hoà"])
    other = book.create_sheet("Lớp 4")
    other.append(["STT", "Họ và tên"])
    other.append([1, "Vũ Thị Na"])
    book.save(tmp_path / "lop.xlsx")
    result = imported(tmp_path / "lop.xlsx", "--yes")
    assert "Only the sheet “Lớp 3” was read, and not these: Lớp 4." in result.output
    assert set(people()) == {"Trần Văn Hoà"}


def test_a_possible_duplicate_stops_the_import(twice: Path) -> None:
    for options in ((), ("--yes",)):
        result = imported(twice, *options)
        assert result.exit_code == 1
        assert "line 4: Trần Văn Hòa (hard of hearing) = line 3: Trần Văn Hoà" in result.stdout
        assert "--same skip" in result.output
        assert people() == {}


def test_the_same_option_decides_all_possible_duplicates(twice: Path) -> None:
    assert imported(twice, "--same", "skip", "--yes").exit_code == 0
    assert set(people()) == {"Nguyễn Thị Hạnh", "Trần Văn Hoà"}
    assert imported(twice, "--same", "same", "--yes").exit_code == 0
    assert len(opened().people()) == 2
    assert people()["Trần Văn Hoà"].needs == {"hearing"}
    imported(twice, "--undo", "--yes")
    assert people()["Trần Văn Hoà"].needs == frozenset()
    assert imported(twice, "--same", "new", "--yes").exit_code == 0
    assert len(opened().people()) == 3


def test_the_same_list_again_changes_nothing_and_asks_nothing(twice: Path) -> None:
    assert imported(twice, "--same", "new", "--yes").exit_code == 0
    before = opened().people()
    again = imported(twice)
    assert (again.exit_code, "nobody to add" in again.output) == (0, True)
    assert "Maybe the same" not in again.output
    assert opened().people() == before


def test_the_last_import_can_be_taken_back(file: Path) -> None:
    assert imported(file, "--undo").exit_code == USER_DATA
    imported(file, "--yes")
    store = opened()
    store.classes.give_consent(people()["Trần Văn Hoà"].id, "1", "aloud")
    asked = imported(file, "--undo", given="n\n")
    assert ("2 added" in asked.output, len(people())) == (True, 2)
    result = imported(file, "--undo", given="y\n")
    assert (result.exit_code, set(people())) == (0, {"Trần Văn Hoà"})
    assert "1 stay on the list" in result.output
    assert imported(file, "--undo", "--yes").exit_code == USER_DATA


def test_what_was_changed_since_an_import_is_not_taken_back(file: Path) -> None:
    store = opened()
    hoa = store.add_person(name="Trần Văn Hoà")
    file.write_text("Họ tên;Xưng hô;Ghi chú\nTrần Văn Hoà;ông;chữ to\n", "utf-8")
    imported(file, "--yes")
    store.change_person(hoa.id, address="cu")
    imported(file, "--undo", "--yes")
    (now,) = opened().people()
    assert (now.address, now.needs) == ("cu", frozenset())


def test_whoever_is_erased_leaves_no_line_of_a_list(file: Path) -> None:
    imported(file, "--yes")
    store = opened()
    store.erase_person(people()["Nguyễn Thị Hạnh"].id)
    assert set(store.imports.marks().values()) == {people()["Trần Văn Hoà"].id}
    assert b"H\xe1\xba\xa1nh" not in records_file().read_bytes()


def test_a_terminal_asks_about_each_possible_duplicate(
    twice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert imported(twice, "--same", "skip", "--yes").exit_code == 0
    monkeypatch.setattr("tutor.cli.people_import.at_a_terminal", lambda: True)
    # The first two lines are here already; the third is the second once more.
    result = imported(twice, given="maybe\n1\ny\n")
    assert result.exit_code == 0
    assert "Are these two the same person?" in result.output
    assert "here already: Trần Văn Hoà" in result.output
    assert "Added: 0. Completed: 1." in result.stdout
    assert people()["Trần Văn Hoà"].needs == {"hearing"}
    assert len(people()) == 2


def test_an_import_stores_all_people_or_none() -> None:
    store = opened()
    hoa = store.add_person(name="Trần Văn Hoà")
    with pytest.raises(KeyError):
        store.imports.add([{"name": "Lê Ý"}], {hoa.id: {"hamlet": "Xóm 3"}, "nobody": {}}, {})
    assert [(person.name, person.hamlet) for person in store.people()] == [("Trần Văn Hoà", "")]


def test_an_unreadable_file_is_reported_in_a_sentence(file: Path) -> None:
    file.write_bytes(b"\x00\x01\x02" * 100)
    result = imported(file, "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    assert (
        result.output
        == "This is neither a CSV file nor a workbook (XLSX) nor a Word document (DOCX).\n"
    )
    assert imported(file.with_name("nowhere.csv")).exit_code == 2


def test_the_encoding_option_is_used(file: Path) -> None:
    file.write_bytes("Bê".encode("cp1258"))
    result = imported(file, "--yes")
    assert (result.exit_code, "utf-8, utf-16, cp1258, tcvn3, vni" in result.output) == (1, True)
    file.write_bytes("Ten\nBê".encode("cp1258"))
    assert imported(file, "--yes", "--encoding", "cp1258").exit_code == 0
    assert set(people()) == {"Bê"}


def test_import_asks_for_the_pin(file: Path) -> None:
    store = opened()
    assert Pin(store.pins, wiring.monotonic).set("4711") is None
    store.close()
    result = imported(file, "--yes", given="9999\n" * 5)
    assert (result.exit_code, "Hạnh" in result.output) == (1, False)


def test_csv_does_not_load_the_workbook_library(file: Path) -> None:
    code = (
        "import sys\n"
        "from tutor.cli import main\n"
        "try:\n    main(['people', 'import', sys.argv[1], '--dry-run'])\nexcept SystemExit as ended:\n"
        "    sys.exit(ended.code or 'openpyxl' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_communes_are_stored_by_their_codes(file: Path) -> None:
    file.write_text("Họ và tên;Xã\nLê Thị Hoa;\nLê Thị Lan;12511\nLê Thị Mai;Không Đâu\n", "utf-8")
    result = imported(file, "--commune", "12472", "--yes")
    assert result.exit_code == 0
    communes = {name: person.commune for name, person in people().items()}
    assert communes == {"Lê Thị Hoa": "12472", "Lê Thị Lan": "12511", "Lê Thị Mai": ""}
    assert "not certain" in result.output
    assert "Không Đâu" in result.output
    assert str(places.commune("12511")) in result.stdout


def test_an_unknown_commune_is_refused(file: Path) -> None:
    assert imported(file, "--commune", "99999", "--yes").exit_code == USAGE
    assert people() == {}


def test_every_person_that_a_line_may_mean_is_named(file: Path) -> None:
    store = opened()
    store.add_person(name="Trần Văn Hoà", hamlet="Xóm 1", on_roster=True)
    store.add_person(name="Trần Văn Hoà", hamlet="Xóm 2", on_roster=True)
    store.close()
    result = imported(file, "--yes")
    assert result.exit_code == USER_DATA
    assert "Maybe the same person: 2" in result.stdout
    assert "(Xóm 1)" in result.stdout
    assert "(Xóm 2)" in result.stdout
