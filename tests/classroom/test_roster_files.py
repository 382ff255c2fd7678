"""Lists that go out as XLSX can be read again, and files that may be lists are found."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tutor import places
from tutor.classroom.roster.draft import ImportDraft
from tutor.classroom.roster.encodings import RosterError
from tutor.classroom.roster.entries import read_roster
from tutor.classroom.roster.files import Folder, find_lists
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
