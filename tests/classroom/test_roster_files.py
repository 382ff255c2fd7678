"""Lists that go out as XLSX can be read again, and files that may be lists are found."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from notebook_lists import open_document
from openpyxl import load_workbook

from tutor import places
from tutor.classroom.roster.draft import ImportDraft
from tutor.classroom.roster.encodings import RosterError
from tutor.classroom.roster.entries import read_roster
from tutor.classroom.roster.files import Folder, find_lists
from tutor.classroom.roster.rearranging import ungrouped
from tutor.classroom.roster.sheets import present_list, template
from tutor.classroom.roster.table import parse_table
from tutor.i18n import Translator
from tutor.records.class_views import ClassSnapshot
from tutor.records.people import Need, Person

_THEN = datetime(2026, 12, 7, tzinfo=UTC)
_ALL_NEEDS: frozenset[Need] = frozenset(("large-letters", "hearing", "hands", "reading"))


def _people() -> list[Person]:
    return [
        Person(
            id=name,
            name=name,
            address=address,
            language="vi",
            created_at=_THEN,
            last_seen=_THEN,
            hamlet=hamlet,
            commune="12472",
            household="Hộ 1",
            needs=needs,
            on_roster=True,
        )
        for name, address, hamlet, needs in (
            ("Lê Thị Hoa", "ba", "Xóm 3", _ALL_NEEDS),
            ("Trần Văn Ý", "ong", "", frozenset[Need]()),
        )
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_present_list_brings_in_nothing_new(language: str) -> None:
    data = present_list(_people(), places.name_of, Translator(language))
    draft = ImportDraft(parse_table(data))
    records = ClassSnapshot(people=tuple(_people()))
    plan, unsure = draft.plan(draft.roster(), records, {})
    assert (plan.added, plan.changed, unsure) == ((), (), [])
    assert len(plan.known) == 2
    entry = plan.known[0]
    assert (entry.address, entry.commune, entry.household) == ("ba", "12472", "Hộ 1")
    assert entry.needs == _ALL_NEEDS


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_empty_list_that_was_filled_in_is_read(language: str) -> None:
    data = template(Translator(language))
    assert read_roster(parse_table(data), places.only_code).entries == ()
    book = load_workbook(BytesIO(data))
    book.worksheets[0]["B4"] = "Bà Lê Thị Hoa"
    book.worksheets[0]["D4"] = "3"
    filled = BytesIO()
    book.save(filled)
    (entry,) = read_roster(parse_table(filled.getvalue()), places.only_code).entries
    assert (entry.name, entry.address, entry.hamlet[-1:]) == ("Lê Thị Hoa", "ba", "3")


def test_a_name_that_begins_like_a_formula_stays_a_text() -> None:
    (person, _) = _people()
    data = present_list([replace(person, name="=1+1")], places.name_of, Translator("vi"))
    assert load_workbook(BytesIO(data)).worksheets[0]["B4"].data_type == "s"
    with pytest.raises(RosterError):
        read_roster(parse_table(data), places.only_code)


def test_signs_that_excel_refuses_are_left_out_of_the_present_list() -> None:
    person = replace(_people()[0], name="Lê\x1b Thị\x07 Hoa")
    data = present_list([person], places.name_of, Translator("vi"))
    cells = [cell.value for row in load_workbook(BytesIO(data)).worksheets[0] for cell in row]
    assert "Lê Thị Hoa" in cells


def test_lists_are_found_on_sticks_and_among_downloads(tmp_path: Path) -> None:
    stick, downloads = tmp_path / "stick", tmp_path / "downloads"
    for number, file in enumerate(
        ("stick/a.xlsx", "stick/lop/b.csv", "stick/lop/sau/c.csv", "stick/anh.jpg", "stick/~$a.xlsx",
         "downloads/d.TXT", "downloads/e.csv", "downloads/lop/f.csv")
    ):  # fmt: skip
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
        os.utime(path, (1_800_000_000 + number,) * 2)
    folders = (
        Folder("stick", stick, "KINGSTON"),
        Folder("downloads", downloads),
        Folder("desktop", tmp_path / "nowhere"),
    )
    found = [(file.folder.place, file.path.name) for file in find_lists(folders)]
    assert found == [
        ("stick", "b.csv"),
        ("stick", "a.xlsx"),
        ("downloads", "e.csv"),
        ("downloads", "d.TXT"),
    ]


@pytest.mark.parametrize("piece", ["<a ", "<a x='", "<!--", "<![x ", "<br>"])
def test_a_page_whose_tags_never_end_is_refused(piece: str) -> None:
    page = "<table><tr><td>" + piece * 200_000
    with pytest.raises(RosterError, match="more than"):
        parse_table(page.encode())


def test_a_page_with_numbers_of_thousands_of_digits_is_read_or_refused() -> None:
    digits = "9" * 5_000
    with pytest.raises(RosterError, match="cannot be read"):
        parse_table(f"<table><tr><td>&#{digits};</td></tr></table>".encode())
    table = parse_table(f"<table><tr><td colspan={digits}>Họ tên</td></tr></table>".encode())
    assert set(table.rows[0].cells) == {"Họ tên"}


def test_a_page_is_read_as_a_browser_reads_it() -> None:
    page = (
        "<html><!-- <table> --><TABLE><tr><th rowspan='2' title='a > b'>Họ t&ecirc;n<td/>x<td>1 < 2<br/>3"
        '</tr><tr><td class=a"b>Thôn&nbsp;1</td></tr></TABLE>'
    )
    rows = [row.cells for row in parse_table(page.encode()).rows]
    assert rows == [("Họ tên", "", "1 < 2\n3"), ("Họ tên", "Thôn 1")]


def test_a_sheet_of_libre_office_that_repeats_its_rows_for_ever_is_refused() -> None:
    cell = "<table:table-cell><text:p>Lê Thị Hoa</text:p></table:table-cell>"
    row = f'<table:table-row table:number-rows-repeated="9999999">{cell}</table:table-row>'
    table = f"<office:spreadsheet><table:table>{row * 900}</table:table></office:spreadsheet>"
    with pytest.raises(RosterError, match="more than"):
        parse_table(open_document(table))


def test_contacts_whose_lines_go_on_for_ever_are_read() -> None:
    card = "BEGIN:VCARD\nN;ENCODING=QUOTED-PRINTABLE:a=\n" + "=\n" * 400_000
    assert [row.cells for row in parse_table(card.encode()).rows] == [("Họ và tên",)]


def test_lines_of_blanks_are_no_list_of_answers() -> None:
    with pytest.raises(RosterError, match="more than"):
        parse_table((b" " * 1_990 + b"x\n") * 200)


def test_rows_of_nothing_but_groups_stay_as_they_are() -> None:
    rows = parse_table((",".join(["Nhóm 1"] * 10) + "\n").encode() * 200).rows
    assert ungrouped(rows) == rows
