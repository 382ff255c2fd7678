"""Reading the people of a file: CSV dialects, workbooks, headings, and refused files."""

import csv
import io
import random
import re
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from document_lists import word_document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font
from roster_samples import HAMLETS, in_bytes, names, typed_in_tcvn3, typed_in_vni

from tutor.classroom.roster.encodings import RosterError
from tutor.classroom.roster.entries import Entry, Roster, read_roster
from tutor.classroom.roster.headings import needs_in
from tutor.classroom.roster.rows import MAX_CELL, MAX_ROWS
from tutor.classroom.roster.table import MAX_BYTES, parse_table, read_table
from tutor.vietnamese import capitalise_name

_KIND = {"Họ và tên": "name", "Thôn/Xóm": "hamlet", "Hộ": "household", "Xưng hô": "address"}
_PRIVATE = ["Ngày sinh", "Số CCCD", "SĐT", "Năm sinh", "Bệnh nền", "Giới tính", "Địa chỉ", "Tuổi"]


def code_of(text: str) -> str:
    return {"xã A": "12472", "12511": "12511"}.get(text, "")


def roster(data: bytes | str, hamlet: str = "", commune: str = "") -> Roster:
    encoded = data.encode() if isinstance(data, str) else data
    return read_roster(parse_table(encoded), code_of, hamlet, commune)


def refusal(data: bytes | str) -> str:
    with pytest.raises(RosterError) as caught:
        roster(data)
    return caught.value.message.text


def workbook(*sheets: Iterable[Sequence[object]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet{number}")
        for row in rows:
            sheet.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


lists = st.lists(
    st.tuples(names, st.sampled_from(HAMLETS), st.sampled_from(["Nhà bác Tư", ""])),
    min_size=2,
    max_size=20,
)


@settings(max_examples=60)
@given(
    lists,
    st.permutations(["Họ và tên", "Thôn/Xóm", "Hộ", *_PRIVATE[:3]]),
    st.sampled_from(",;\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "nfd", "utf-16", "cp1258", "tcvn3", "vni"]),
)
def test_columns_may_stand_in_any_order(
    people: list[tuple[str, str, str]], headings: list[str], delimiter: str, way: str
) -> None:
    secret = {"Ngày sinh": "01/02/1950", "Số CCCD": "001.000.000.000", "SĐT": "0900 000 000"}
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerow(headings)
    for name, hamlet, household in people:
        cells = {"Họ và tên": name, "Thôn/Xóm": hamlet, "Hộ": household} | secret
        writer.writerow([cells[heading] for heading in headings])
    result = roster(in_bytes(stream.getvalue(), way))
    # TCVN3 has no capitals with tones, and only names are put right.
    assert [entry.name for entry in result.entries] == [name for name, *_ in people]
    homes = [(entry.hamlet.casefold(), entry.household) for entry in result.entries]
    assert homes == [(hamlet.casefold(), household) for _, hamlet, household in people]
    assert set(result.columns.ignored) == set(secret)
    assert not re.search("0900|1950", repr(result))


@pytest.mark.parametrize("private", _PRIVATE)
def test_private_columns_are_skipped_and_named(private: str) -> None:
    result = roster(f"Họ tên,{private},Xóm\nLê Thị Hoa,0900000000,3\n")
    assert result.entries == (Entry(2, "Lê Thị Hoa", hamlet="Xóm 3"),)
    assert result.columns.ignored == (private,)


@pytest.mark.parametrize(
    ("headings", "meant"),
    [
        ("STT,HỌ VÀ TÊN,Thôn", "name"),
        ("stt,ho va ten hoc vien,xom", "name"),
        ("No,Full name,Hamlet", "name"),
        ("TT,Tên,Tổ dân phố", "name"),
        ("#,Học viên,Bản", "name"),
    ],
)
def test_headings_are_recognised_with_and_without_marks(headings: str, meant: str) -> None:
    result = roster(f"DANH SÁCH LỚP 2,,\n,,\n{headings}\n1,Lê Thị Hoa,Đông\n")
    assert result.entries == (Entry(4, "Lê Thị Hoa", hamlet="Đông"),)
    assert result.columns.ignored == ()


def test_surname_and_given_name_may_be_in_two_columns() -> None:
    for headings in ("Họ đệm,Tên", "Họ,Tên", "ho,ten", "Họ và tên đệm,Tên", "Surname,Given name"):
        assert [entry.name for entry in roster(f"{headings}\nLê Thị,Hoa").entries] == ["Lê Thị Hoa"]
    (entry,) = roster("Hộ,Họ tên\nnhà Tư,Lê Thị Hoa").entries
    assert (entry.name, entry.household) == ("Lê Thị Hoa", "nhà Tư")
    (entry,) = roster("ho,ho ten\nnhà Tư,Lê Thị Hoa").entries
    assert entry.household == "nhà Tư"


def test_the_form_of_address_is_read_and_never_guessed() -> None:
    result = roster(
        "Xưng hô,Giới tính,Năm sinh,Họ tên\nbà,Nữ,1940,Lê Thị Hoa\n,Nam,1935,Lê Văn Tú\nanh,,,Lê Ý"
    )
    assert [entry.address for entry in result.entries] == ["ba", "", ""]
    assert "address" not in result.entries[1].changes()


def test_only_the_needs_in_a_note_are_read() -> None:
    result = roster("Họ tên,Ghi chú,Chữ to\nLê Thị Hoa,nặng tai; tiểu đường,x\nLê Văn Tú,vui tính,")
    assert [sorted(entry.needs) for entry in result.entries] == [["hearing", "large-letters"], []]
    assert "tiểu" not in repr(result.entries)
    assert needs_in("run tay, chua biet chu") == {"hands", "reading"}


def test_without_headings_the_first_column_of_text_holds_the_names() -> None:
    result = roster("1,Lê Thị Hoa,0900000000\n2,Trần Văn Tú,\n")
    assert [entry.name for entry in result.entries] == ["Lê Thị Hoa", "Trần Văn Tú"]
    assert (result.columns.headed, result.columns.name) == (False, (1,))
    assert "“Họ và tên”" in refusal("1;2;3\n4;5;6\n")


def test_lines_without_a_person_are_left_out_with_their_number() -> None:
    result = roster(
        'Họ tên,Xóm\n"Lê Thị\nHoa",1\nLê Văn 0900000000,1\n,2\n,\n'
        f"Lê {'Thị ' * 12}Hoa,\n-,\nTrần Ý,\nTổng cộng,\nLê Thị Ba,4\nVũ Na,\n"
    )
    assert [entry.name for entry in result.entries] == [
        "Lê Thị Hoa",
        "Lê Văn",
        "Trần Ý",
        "Lê Thị Ba",
    ]
    assert [(line.line, line.reason) for line in result.skipped] == [
        (5, "no-name"),
        (7, "long"),
        (8, "no-person"),
        (12, "below"),
    ]
    assert result.numbers == (4,)


def test_the_given_hamlet_is_the_default_for_lines_without_one() -> None:
    result = roster("Họ tên,Xóm\nLê Thị Hoa,3\nTrần Ý,\n", hamlet="Xóm 5")
    assert [entry.hamlet for entry in result.entries] == ["Xóm 3", "Xóm 5"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("NGUYễN THị HạNH", "Nguyễn Thị Hạnh"),
        ("lê thị hoa", "Lê Thị Hoa"),
        ("áNH", "Ánh"),
        ("Y Bhăm Êban", "Y Bhăm Êban"),
        ("H'Hen Niê", "H'Hen Niê"),
        ("H'HEN NIÊ", "H'Hen Niê"),
    ],
)
def test_names_are_capitalised(typed: str, written: str) -> None:
    assert capitalise_name(typed) == written


def test_excels_own_dialect_is_read() -> None:
    result = roster('sep=|\r\nHọ tên|Xóm\r\n"Lê, Thị Hoa"|3\r\nTrần "Tú" Ý|\r\nTrần Ý|4\r\n')
    assert [(entry.line, entry.name, entry.hamlet) for entry in result.entries] == [
        (3, "Lê, Thị Hoa", "Xóm 3"),
        (4, "Trần Ý", ""),
        (5, "Trần Ý", "Xóm 4"),
    ]
    quoted = roster('Họ tên;Xóm\n"Trần Ý";"3; 4, 5, 6"\n"Lê Thị Hoa";3\n')
    assert quoted.entries[0].hamlet == "3; 4, 5, 6"


def test_a_stray_quotation_mark_loses_no_line() -> None:
    head = "Họ tên,Xóm\n"
    for rows in (
        'Lê Ý,3\n"Trần Ý,4\nVũ Na,5\n',
        'Lê Ý,3\n"Trần Ý,4\nVũ Na,5\n"Đỗ Ba",6\n',
        'Lê Ý,3\nTrần Ý,"Xóm 4\nVũ Na,5\nĐỗ Ba,"6"\n',
        'Lê Ý,3\n"Trần Ý,4\n' + "Vũ Na,5\n" * 200,
    ):
        with pytest.raises(RosterError) as caught:
            roster(head + rows)
        assert "quotation mark that is not closed" in caught.value.message.text
        assert caught.value.message.values == {"line": 3}
    with pytest.raises(RosterError) as caught:
        roster('sep=;\nHọ tên;Xóm\n"Trần Ý;4\nVũ Na;5\n')
    assert caught.value.message.values == {"line": 3}


def test_cells_of_several_lines_are_read() -> None:
    table = parse_table('"Họ và\ntên",Xóm\n"Trần Ý","Xóm\n4"\n"Bà "Ba" Na",5\n"Vũ Na,6\n'.encode())
    assert [(row.line, row.lines) for row in table.rows] == [(1, 2), (3, 2), (5, 1), (6, 1)]
    result = read_roster(table, code_of)
    assert (result.entries[0].name, result.entries[0].hamlet) == ("Trần Ý", "Xóm 4")


@given(st.lists(st.tuples(names, st.text('ab\n",; ', max_size=9)), min_size=1, max_size=9))
def test_well_quoted_cells_are_read_exactly(rows: list[tuple[str, str]]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([("Họ tên", "Ghi chú"), *rows])
    read = parse_table(stream.getvalue().encode()).rows[1:]
    assert [row.cells for row in read] == rows


def test_too_long_hamlets_and_numbers_in_them_are_left_out_without_the_person() -> None:
    long = "x" * 41
    result = roster(
        f"Họ tên,Xóm,Hộ\nTrần Ý,{long},a\nVũ Na,3,{long}\nĐỗ Ba,3,a\nLê Ba,0900.000.000,\n"
    )
    homes = [(entry.hamlet, entry.household) for entry in result.entries]
    assert homes == [("", "a"), ("Xóm 3", ""), ("Xóm 3", "a"), ("", "")]
    assert result.numbers == (2, 3, 5)


def test_the_first_sheet_with_a_heading_for_names_is_read() -> None:
    result = roster(
        workbook(
            [["Hướng dẫn"], ["Điền tên vào trang sau"]],
            [
                ["STT", "Họ và tên", "Xóm", "CCCD"],
                [],
                [1, "Lê Thị Hoa", 3, 1000000000],
                [2.0, "Trần Ý", None, None],
            ],
        )
    )
    assert result.entries == (Entry(3, "Lê Thị Hoa", hamlet="Xóm 3"), Entry(4, "Trần Ý"))
    assert result.columns.ignored == ("CCCD",)


def test_other_sheets_with_names_are_reported() -> None:
    book = workbook(
        [["Lò Văn Tư"]],
        [["Họ và tên"], ["Lê Thị Hoa"]],
        [["STT", "Họ và tên"], [1, "Trần Ý"]],
        [["Vũ Thị Na"], ["Đỗ Văn Ba"]],
        [],
        [["Họ và tên"], ["a" * (MAX_CELL + 1)]],
    )
    table = parse_table(book)
    assert (table.sheets[0].title, table.unread) == (
        "Sheet1",
        ("Sheet0", "Sheet2", "Sheet3", "Sheet5"),
    )
    assert parse_table(workbook([["Họ và tên"], ["Trần Ý"]], [["Tổng"]])).unread == ()
    unheaded = parse_table(workbook([["Trần Văn Ý"]], [["Vũ Thị Na"]]))
    assert (unheaded.sheets[0].title, unheaded.unread) == ("Sheet0", ("Sheet1",))


def test_hidden_sheets_are_not_read() -> None:
    book = Workbook()
    book.worksheets[0].append(["Họ tên"])
    book.worksheets[0].append(["Lê Thị Hoa"])
    book.worksheets[0].sheet_state = "hidden"
    book.create_sheet().append(["Trần Ý"])
    book.active = 1
    assert [entry.name for entry in roster(saved(book)).entries] == ["Trần Ý"]


@given(st.lists(names, min_size=2, max_size=8, unique=True))
@settings(max_examples=10)
def test_old_fonts_in_a_workbook_are_detected(many: list[str]) -> None:
    for typed in (typed_in_tcvn3, typed_in_vni):
        rows = [[typed("Họ và tên")], *([typed(name)] for name in many)]
        assert [entry.name for entry in roster(workbook(rows)).entries] == many


def test_the_name_of_a_font_decides_if_the_letters_do_not() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for line, (text, font) in enumerate(
        [("Họ và tên", "Arial"), ("Bª", ".VnTime"), ("Nguyễn Ý", ".VnTime"), ("Bê", "Arial")], 1
    ):
        sheet.cell(line, 1, text).font = Font(name=font)
    assert [entry.name for entry in roster(saved(book)).entries] == ["Bê", "Nguyễn Ý", "Bê"]


@pytest.mark.parametrize(
    ("heading", "written", "hamlet"),
    [
        ("Xóm", "3", "Xóm 3"),
        ("THÔN", "3", "Thôn 3"),
        ("Thôn/Xóm", "3", "3"),
        ("Xóm", "Xóm 3", "Xóm 3"),
        ("Xóm", "XóM ĐôNG", "Xóm Đông"),
        ("Ấp", "ấp Mỹ Hoà", "Ấp Mỹ Hoà"),
    ],
)
def test_a_numbered_hamlet_gets_the_word_of_its_heading(
    heading: str, written: str, hamlet: str
) -> None:
    assert roster(f"Họ tên,{heading}\nTrần Ý,{written}\n").entries[0].hamlet == hamlet


def test_harmful_files_are_refused_with_a_message() -> None:
    head = "Họ tên,Xóm\n"
    assert "formula" in refusal(head + "=cmd|'/C calc'!A0,1")
    assert "formula" in refusal(workbook([["Họ tên"], ["=HYPERLINK(A1)"]]))
    for sign in "\x1b\x07\x7f\u202e\u2066":
        assert "steer a screen" in refusal(head + f"Lê {sign}Hoa,1")
    assert "cell of more" in refusal(head + "a" * (MAX_CELL + 1))
    assert "cannot be read as a list" in refusal(head + '"' + "a" * 200_000)
    assert "more than {rows} lines" in refusal(head + "Trần Ý,1\n" * (MAX_ROWS + 1))
    assert "neither a CSV file" in refusal(b"Le Hoa\x00\x00\x00x")
    assert "nothing in this file" in refusal(b"")
    assert "nothing in this file" in refusal(b"\xef\xbb\xbf \n,,\n")
    assert "old Excel file" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "\u200b" not in repr(roster("Họ tên\nTrần\u200b Ý"))


def packed(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_workbooks_that_unpack_too_large_are_refused() -> None:
    sheet = "xl/worksheets/sheet1.xml"
    assert "unpack" in refusal(packed({sheet: bytes(40_000_000)}))
    assert "unpack" in refusal(packed({sheet: b" " * 2_000_000}))
    assert "unpack" in refusal(packed({f"{n}.xml": b"" for n in range(501)}))
    for text in ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',):
        for encoding in ("utf-8", "utf-16"):
            assert "unpack" in refusal(packed({sheet: text.encode(encoding)}))
    assert "cannot be read" in refusal(packed({"mimetype": b"application/vnd.oasis"}))
    assert "cannot be read" in refusal(b"PK\x03\x04" + bytes(100))
    entity = b'<!DOCTYPE a [<!ENTITY b "c">]><w:document>&b;</w:document>'
    assert "unpack" in refusal(packed({"word/document.xml": entity}))
    assert "unpack" in refusal(packed({"word/document.xml": b" " * 2_000_000}))
    assert "document cannot be read" in refusal(packed({"word/document.xml": b"<w:document"}))


def test_documents_of_tables_within_tables_are_read_up_to_a_depth_that_none_has() -> None:
    cell, end = "<w:tbl><w:tr><w:tc><w:p/>", "</w:tc></w:tr></w:tbl>"
    text = "<w:p><w:r><w:t>Nguyễn Thị Hoa</w:t></w:r></w:p>"
    deep = parse_table(word_document(cell * 20 + text + end * 20))
    assert [row.cells for row in deep.rows] == [("Nguyễn Thị Hoa",)]
    # Each of these tables would be read with all that is in it.
    assert "document cannot be read" in refusal(word_document(cell * 5_000 + text + end * 5_000))


def test_a_workbook_with_a_false_row_count_is_read_up_to_a_limit() -> None:
    whole = workbook([["Họ tên"], ["Trần Ý"], ["Lê Thị Hoa"]])
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    for row, cell in ((b'r="3"', b'r="900000000"'), (b'r="A3"', b'r="XFD900000000"')):
        parts[name] = parts[name].replace(row, cell)
    assert [entry.name for entry in roster(packed(parts)).entries] == ["Trần Ý"]


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    large.write_bytes(b"Ten\n" + b"a" * MAX_BYTES)
    with pytest.raises(RosterError, match="larger than"):
        read_table(large)


def test_a_damaged_workbook_is_read_or_refused() -> None:
    whole = workbook([["Họ tên", "Xóm"], ["Trần Ý", 3], ["Lê Thị Hoa", 4]])
    chance = random.Random(5)
    for _ in range(60):
        harmed = bytearray(whole)
        for _ in range(chance.randint(1, 20)):
            harmed[chance.randrange(4, len(harmed))] = chance.randrange(256)
        with suppress(RosterError):
            roster(bytes(harmed[: chance.randint(4, len(harmed))]))


@settings(max_examples=300)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
        st.text(alphabet='Họtên,;\t"\n=1 Xóm\x00\u202e', max_size=80).map(str.encode),
    )
)
def test_any_file_is_read_or_refused(data: bytes) -> None:
    with suppress(RosterError):
        names_read = [entry.name for entry in roster(data).entries]
        assert all(name and not re.search(r"\d", name) for name in names_read)


@pytest.mark.parametrize("heading", ["Xã", "Phường", "Xã/Phường", "Mã xã", "Commune"])
def test_an_ambiguous_commune_of_a_list_is_left_empty(heading: str) -> None:
    rows = f"Họ và tên;{heading}\nLê Thị Hoa;xã A\nLê Thị Lan;12511\nLê Thị Mai;\nLê Thị Na;xã B\n"
    result = roster(rows, commune="12500")
    assert [entry.commune for entry in result.entries] == ["12472", "12511", "12500", ""]
    assert result.unclear == ("xã B",)
    assert result.columns.ignored == ()


def test_without_a_column_the_given_commune_is_used() -> None:
    result = roster("Họ và tên\nLê Thị Hoa\n", commune="12500")
    assert [entry.commune for entry in result.entries] == ["12500"]
    assert roster("Họ và tên\nLê Thị Hoa\n").entries[0].commune == ""
