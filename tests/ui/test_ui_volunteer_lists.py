"""Lists of people on the volunteers' side: brought in from a stick, looked at first, undone and saved."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from ui_kit import SIZES, Stage, staged
from volunteer_kit import enrol, opened, type_text

from tutor.classroom import rights
from tutor.classroom.roster import files
from tutor.paths import prints_folder
from tutor.records.people import Person
from tutor.records.store import Store
from tutor.ui.screens.volunteer.printing import names_no_list

_LIST = """\
STT;Họ và tên;Thôn;Ngày sinh;Ghi chú
1;Bà Nguyễn Thị Hạnh;Thôn Đông;01/02/1950;chữ to
2;Trần Văn Hoà;Thôn Đoài;1948;
3;Lê Thị Lụa;;;
"""


def _store(stage: Stage) -> Store:
    return stage.app.session.services.store


def _names(stage: Stage) -> set[str]:
    return {person.name for person in _store(stage).people()}


def _on_stick(text: str, name: str = "lop.csv") -> Path:
    stick = files.usual_folders()[0].path
    stick.mkdir(exist_ok=True)
    file = stick / name
    file.write_text(text, "utf-8")
    return file


async def _to_the_file(stage: Stage) -> None:
    await opened(stage)
    await stage.press("3", "2", "1")
    stage.assert_on("ImportFilesScreen")
    await stage.press("enter")
    stage.assert_on("ImportScreen")


async def test_what_was_understood_is_shown_before_anything_is_kept() -> None:
    _on_stick(_LIST)
    async with staged((100, 26), language="en") as stage:
        await _to_the_file(stage)
        text = stage.text()
        for words in (
            "3 people. New: 3. Here already: 0.",
            "First: Nguyễn Thị Hạnh, Thôn Đông. Last: Lê Thị Lụa.",
            "Thôn Đông (1), Thôn Đoài (1), no hamlet (1)",
            "“Họ và tên”, “Thôn”, “Ghi chú”",
            "nothing of it is kept: “Ngày sinh”",
        ):
            assert words in " ".join(text.split()), words
        assert _names(stage) == set()
        await stage.press("9")
        stage.assert_on("ImportFilesScreen")
        assert _names(stage) == set()


async def test_one_key_accepts_and_another_undoes_it_later() -> None:
    _on_stick(_LIST)
    async with staged((100, 26), language="en") as stage:
        await _to_the_file(stage)
        await stage.press("1")
        stage.assert_on("RosterScreen")
        assert "Added: 3." in stage.text()
        assert _names(stage) == {"Nguyễn Thị Hạnh", "Trần Văn Hoà", "Lê Thị Lụa"}
        hoa = next(person for person in _store(stage).people() if person.name == "Trần Văn Hoà")
        _store(stage).classes.give_consent(hoa.id, rights.CONSENT_VERSION, "aloud")
        await stage.press("2", "4")
        stage.assert_on("PickScreen")
        await stage.press("2")
        stage.assert_on("RosterScreen")
        assert "1 stay on the list" in stage.text()
        assert _names(stage) == {"Trần Văn Hoà"}


async def test_the_same_list_again_changes_nothing_and_asks_nothing() -> None:
    _on_stick(_LIST + "4;Lê Thị Lụa;;;\n")
    async with staged((100, 26), language="en") as stage:
        await _to_the_file(stage)
        assert "Say who is who: 1" in stage.text()
        await stage.press("1")
        assert "Are these two the same person?" in stage.text()
        await stage.press("2", "1")
        stage.assert_on("RosterScreen")
        before = _store(stage).people()
        assert len(before) == 4
        await stage.press("2", "1", "enter")
        assert "Here already: 4" in stage.text()
        assert "nothing to bring in" in stage.text()
        await stage.press("1")
        assert _store(stage).people() == before


async def test_the_hamlet_and_commune_of_those_without_one_can_be_said() -> None:
    _on_stick(_LIST)
    async with staged((100, 26), language="en") as stage:
        await _to_the_file(stage)
        await stage.press("3")
        await type_text(stage, "Bac")
        await stage.press("enter", "4")
        await type_text(stage, "Nowhere")
        await stage.press("enter")
        assert "Not certain which commune" in stage.text()
        await type_text(stage, "12472")
        await stage.press("enter", "1")
        homes = {person.name: (person.hamlet, person.commune) for person in _store(stage).people()}
        assert homes["Lê Thị Lụa"] == ("Bac", "12472")
        assert homes["Trần Văn Hoà"] == ("Thôn Đoài", "12472")


async def test_a_line_in_doubt_is_shown_and_may_be_taken() -> None:
    _on_stick(_LIST + "4;Đỗ Thị Na;;;đã mất\n;;;;Người lập\n;Lê Thị Trang;;;\n")
    async with staged((100, 26), language="en") as stage:
        await _to_the_file(stage)
        text = " ".join(stage.text().split())
        assert "3 people." in text
        assert "Look at lines in doubt: 2" in text
        await stage.press("6")
        stage.assert_on("TickScreen")
        assert "Đỗ Thị Na: 5 (the note says that this person has died or moved away)" in (
            " ".join(stage.text().split())
        )
        await stage.press("1", "enter")
        assert "4 people." in " ".join(stage.text().split())
        await stage.press("1")
        assert _names(stage) == {"Nguyễn Thị Hạnh", "Trần Văn Hoà", "Lê Thị Lụa", "Đỗ Thị Na"}


async def test_a_file_that_is_no_list_is_refused_with_a_sentence() -> None:
    _on_stick("1;2;3\n")
    async with staged((100, 26), language="en") as stage:
        await _to_the_file(stage)
        assert "No column of names was found" in stage.text()
        await stage.press("9", "left")
        stage.assert_on("RosterFilesScreen")


async def test_a_stick_that_is_plugged_in_late_is_found() -> None:
    async with staged((100, 26), language="en") as stage:
        await opened(stage)
        await stage.press("3", "2", "1")
        assert "There is no list" in stage.text()
        _on_stick(_LIST, "muon.csv")
        await stage.press("1")
        assert "muon.csv" in stage.text()
        assert "USB stick KINGSTON" in stage.text()


async def test_the_list_and_an_empty_one_are_saved_as_spreadsheets() -> None:
    async with staged((100, 26), language="vi") as stage:
        people: list[Person] = enrol(stage.app, 4)
        await opened(stage)
        await stage.press("3", "2", "2")
        assert "mau-danh-sach" in stage.text()
        await stage.press("3")
        text = "".join(stage.text().split())
        at = text.index("danh-sach-lop")
        from tutor.paths import prints_folder

        file = prints_folder() / text[at : text.index(".xlsx", at) + 5]
        cells = {cell for row in load_workbook(file).worksheets[0].values for cell in row}
        assert {person.name for person in people} <= cells


@pytest.mark.parametrize("size", SIZES)
async def test_a_list_comes_in_by_enter_alone_at_every_size(size: tuple[int, int]) -> None:
    _on_stick(_LIST)
    async with staged(size, language="vi") as stage:
        await _to_the_file(stage)
        presses = 0
        while stage.screen == "ImportScreen":
            # The Enter that opened the file may be pressed twice: it takes nothing in.
            assert presses or not _names(stage)
            await stage.press("enter")
            presses += 1
            assert presses < 20
        assert presses > 1
        stage.assert_on("RosterScreen")
        assert len(_names(stage)) == 3


async def test_a_number_is_no_name() -> None:
    async with staged((100, 26), language="en") as stage:
        await opened(stage)
        await stage.press("3", "1", "2", "enter")
        assert "A name needs letters." in stage.text()
        assert _names(stage) == set()


async def test_nothing_is_accepted_before_all_of_it_was_shown() -> None:
    people = "".join(f"{n};Lê Thị Lụa{chr(96 + n)};Thôn {n};1950;\n" for n in range(1, 24))
    _on_stick(_LIST.splitlines(keepends=True)[0] + people)
    async with staged((50, 13), language="en") as stage:
        await _to_the_file(stage)
        assert len(stage.app.screen._pages) > 1
        await stage.press("1")
        stage.assert_on("ImportScreen")
        assert _names(stage) == set()
        await stage.press("1")
        stage.assert_on("RosterScreen")
        assert len(_names(stage)) == 23


def test_files_that_the_program_wrote_are_told_from_lists() -> None:
    prints, stick = prints_folder(), Path("/media/stick")
    written = (
        "tin-nhan-thu-moi-2026-11-29-dong-ab12.txt",
        "message-invitation-2026-11-29-ab12.txt",
    )
    for name in (*written, "ma-dat-lai-pin.txt", "bao-cao-chuyen-can-2026-11-29.xlsx"):
        assert names_no_list(prints / name), name
    assert names_no_list(stick / written[0])
    lists = ("bao-cao-hoi-vien-2026-01-02.xlsx", "tin-nhan-2026-01-02.xlsx", "nguoi-cao-tuoi.txt")
    for name in (*lists, "mau-danh-sach-2026-11-29.xlsx"):
        assert not names_no_list(stick / name), name
    assert not names_no_list(prints / "mau-danh-sach-2026-11-29.xlsx")
    assert not names_no_list(prints / "nguoi-cao-tuoi.xlsx")
