"""Screen, text, CSV, XLSX, JSON and PDF of a report show the same cells, and no text in them is executed."""

import csv
import json
import unicodedata
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from reports_kit import EN, TODAY, Village

from tutor.i18n import Translator
from tutor.reports.exports import as_csv, as_json, as_text, width_of
from tutor.reports.hamlets import HamletIndex
from tutor.reports.paper import as_pdf
from tutor.reports.report import (
    WITHHELD,
    Cell,
    CellKind,
    Column,
    Plot,
    Report,
    ReportRequest,
    Table,
    format_cell,
)
from tutor.reports.targets import Targets
from tutor.reports.workbook import as_xlsx
from tutor.ui.screens.volunteer.reports import bar, bars, rows_in_words

VI = Translator("vi")
make_table = ReportRequest(translate=VI, today=TODAY, hamlets=HamletIndex(Targets(), VI)).table
HOSTILE = (
    '=HYPERLINK("http://x.example","Bấm vào đây")',
    "+84 là số",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "Thôn\nĐông\r\nTây",
    "Thôn \u202eGnôĐ\u202c",
    "\x1b]52;c;AAAA\x07Thôn",
    "\u200b=1+1",
    "*đậm* [@click=app.quit]",
    "#set page(width: 1mm)",
    "'đã có dấu",
    '"; drop table person; --',
)
KINDS: tuple[CellKind, ...] = ("text", "count", "percent", "number", "date")


def cells(kind: CellKind) -> st.SearchStrategy[Cell]:
    usual: dict[CellKind, st.SearchStrategy[Cell]] = {
        "text": st.text(max_size=20) | st.sampled_from(HOSTILE),
        "count": st.integers(0, 10**7),
        "percent": st.integers(0, 1000).map(lambda n: n / 1000),
        "number": st.integers(0, 999).map(lambda n: n / 10),
        "date": st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    }
    hidden: st.SearchStrategy[Cell] = st.sampled_from([None, WITHHELD])
    return usual[kind] if kind == "text" else usual[kind] | hidden


@st.composite
def tables(draw: st.DrawFn) -> Table:
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=5))
    columns = [Column(f"c{i}", f"Cột {i}", kind) for i, kind in enumerate(kinds)]
    rows = draw(st.lists(st.tuples(*map(cells, kinds)), max_size=6))
    return make_table("t", "Bảng", columns, rows)


def report_of(*given_tables: Table) -> Report:
    return Report("progress", "Tiến bộ", "mọi nơi", TODAY, given_tables, ("Ghi chú.",))


def read_csv(text: str, translate: Translator = VI) -> list[list[str]]:
    assert text.startswith("\ufeff")
    stream = StringIO(text.removeprefix("\ufeff"), newline="")
    return list(csv.reader(stream, delimiter=";" if translate is VI else ","))


# The row of the heads of a table in a sheet.
HEADS = 4


def sheet_of(report: Report, translate: Translator = VI) -> Any:
    return load_workbook(BytesIO(as_xlsx(report, translate))).worksheets[0]


def from_csv(text: str, kind: CellKind, translate: Translator) -> str:
    """Return what a cell of CSV says in the form of the screen."""
    if text in ("", format_cell(WITHHELD, "text", translate)) and kind != "text":
        return text
    match kind:
        case "text":
            return text.removeprefix("'") if text[1:2] in tuple("=+-@＝＋－＠") else text
        case "date":
            return format_cell(date.fromisoformat(text), kind, translate)
        case "percent":
            return format_cell(plain_float(text) / 100, kind, translate)
        case "number":
            return format_cell(plain_float(text), kind, translate)
        case "count":
            return format_cell(int(text), kind, translate)


def plain_float(text: str) -> float:
    return float(text.replace(",", "."))


def from_sheet(value: Any, kind: CellKind, translate: Translator) -> str:
    if isinstance(value, datetime):
        value = value.date()
    if kind in ("percent", "number") and isinstance(value, int):
        value = float(value)
    return format_cell(value, kind, translate)


@settings(max_examples=60)
@given(tables(), st.sampled_from([EN, VI]))
def test_all_formats_show_the_same_cells(table: Table, translate: Translator) -> None:
    kinds = [column.kind for column in table.columns]
    seen = [
        [format_cell(cell, kind, translate) for cell, kind in zip(row, kinds, strict=True)]
        for row in table.rows
    ]
    of_csv = read_csv(as_csv(table, translate), translate)[1:]
    assert [
        [from_csv(cell, kind, translate) for cell, kind in zip(row, kinds, strict=True)]
        for row in of_csv
        if row
    ] == [row for row in seen if row]
    sheet = sheet_of(report_of(table), translate)
    of_sheet = [
        [from_sheet(cell, kind, translate) for cell, kind in zip(row, kinds, strict=True)]
        for row in sheet.iter_rows(HEADS + 1, HEADS + len(seen), values_only=True)
    ]
    assert of_sheet[: len(seen)] == seen
    text = as_text(report_of(table), translate, 1000)
    assert all(cell in text for row in seen for cell in row)
    for sentence, row in zip(rows_in_words(table, translate), seen, strict=True):
        assert all(cell.replace("*", "∗") in sentence for cell in row)
    of_json = json.loads(as_json(report_of(table)))["tables"][0]["rows"]
    assert [len(row) for row in of_json] == [len(row) for row in seen]


@settings(max_examples=60)
@given(tables())
def test_no_text_becomes_a_formula_or_a_second_line(table: Table) -> None:
    for row in read_csv(as_csv(table, VI)):
        assert not any(cell.startswith(tuple("=+-@\t\r＝＋－＠")) for cell in row)
        assert not any("\n" in cell or "\r" in cell for cell in row)
    for cells_of_row in sheet_of(report_of(table)).iter_rows():
        for cell in cells_of_row:
            assert cell.data_type != "f"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_hamlet_name_stays_text(tmp_path: Any, name: str) -> None:
    village = Village(home=tmp_path)
    people = village.people(6, name)
    village.class_on(TODAY, people, hamlet=name)
    report = village.report("attendance", VI)
    book = load_workbook(BytesIO(as_xlsx(report, VI)))
    types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in types
    for table in report.tables:
        for row in read_csv(as_csv(table, VI)):
            assert not any(cell.startswith(tuple("=+-@\t\r＝＋－＠")) for cell in row)
    text = as_text(report, VI) + as_json(report) + "".join(as_csv(t, VI) for t in report.tables)
    assert not set("\x1b\u202e\u202c\u200b\x07") & set(text)
    assert as_pdf(report, VI).startswith(b"%PDF-")
    assert not any("*đậm*" in row for t in report.tables for row in rows_in_words(t, VI))


def test_csv_and_xlsx_keep_the_types_of_cells() -> None:
    columns = [Column(kind, kind, kind) for kind in KINDS[1:]]
    table = make_table(
        "t", "Bảng", columns, [(1234, 0.305, 2.5, TODAY), (WITHHELD, None, None, None)]
    )
    assert read_csv(as_csv(table, VI))[1:] == [
        ["1234", "30,5", "2,5", "2026-11-25"],
        ["ẩn", "", "", ""],
    ]
    assert as_csv(table, EN).splitlines()[1] == "1234,30.5,2.5,2026-11-25"
    first, second = sheet_of(report_of(table)).iter_rows(min_row=HEADS + 1)
    assert [cell.value for cell in first] == [1234, 0.305, 2.5, datetime(2026, 11, 25)]
    assert [cell.number_format for cell in first] == ["0", "0.0%", "0.0", "dd/mm/yyyy"]
    assert [cell.value for cell in second] == ["ẩn", None, None, None]
    assert "30,5\u00a0%" in as_text(report_of(table), VI)


def test_a_text_that_looks_like_a_formula_stays_text() -> None:
    table = make_table("t", "Bảng", [Column("a", "A", "text")], [("=1+1",)])
    cell = sheet_of(report_of(table))[f"A{HEADS + 1}"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
    assert read_csv(as_csv(table, VI))[1] == ["'=1+1"]


def test_text_columns_are_aligned() -> None:
    columns = [Column("a", "Thôn", "text"), Column("b", "Số người có mặt", "count")]
    table = make_table("t", "Bảng", columns, [("Đông", 5), ("Một thôn tên dài", 120)])
    lines = as_text(report_of(table), VI).splitlines()
    rows = [line for line in lines if line.endswith(("5", "120"))]
    assert len({width_of(line) for line in rows}) == 1


def test_a_long_table_continues_on_more_pages() -> None:
    import pypdfium2  # type: ignore[import-untyped]

    columns = [Column("a", "Thôn", "text"), Column("b", "Người", "count")]
    table = make_table("t", "Bảng", columns, [(f"Thôn {i}", i) for i in range(90)])
    pdf = pypdfium2.PdfDocument(as_pdf(report_of(table), VI))
    assert len(pdf) > 2
    texts = [page.get_textpage().get_text_range() for page in pdf]
    assert "Thôn 89" in "".join(texts)
    assert all("Người" in text for text in texts[:3])


def test_the_length_of_a_bar_is_its_share() -> None:
    assert [bar(share) for share in (0.0, 0.5, 1.0)] == ["─" * 12, "█" * 6 + "─" * 6, "█" * 12]
    assert bar(1 / 24) == "▌" + "─" * 11
    table = make_table(
        "t",
        "Bảng",
        [Column("a", "Tháng", "text"), Column("b", "Tỉ lệ", "percent")],
        [("tháng 9", 0.5), ("tháng 10", WITHHELD), ("tháng 11", None)],
        plot=Plot(0, 1),
    )
    drawn = list(bars(table, EN))
    assert [text for _, text in drawn] == ["tháng 9: 50.0\u00a0%.", "tháng 10: hidden."]
    # Nothing is drawn of what is hidden.
    assert "█" not in drawn[1][0]


def shares() -> Table:
    columns = [
        Column("hamlet", "Thôn", "text"),
        Column("share", "Tỉ lệ đạt", "percent"),
        Column("target", "Mục tiêu", "percent"),
    ]
    rows: list[tuple[Cell, ...]] = [
        ("Thôn Đông", 0.25, 0.8),
        ("Thôn Tây", WITHHELD, 0.8),
        ("cả xã", 0.5, 0.8),
    ]
    return make_table("t", "Bảng", columns, rows, plot=Plot(0, 1, 2))


def test_a_bar_has_a_mark_at_the_target() -> None:
    assert bar(0.5, 0.8) == "█" * 6 + "───┃──"
    assert bar(1.0, 1.0) == "█" * 11 + "┃"
    drawn = [text.split("\u00a0")[0] for text, _ in bars(shares(), EN)]
    assert drawn == ["███──────┃──", "·" * 12, "██████───┃──"]


def test_a_sheet_says_what_it_is_about_and_prints_on_pages_on_their_side() -> None:
    report = replace(report_of(shares()), organisation="Đoàn xã Quỳnh Phụ")
    book = load_workbook(BytesIO(as_xlsx(report, VI)))
    assert book.properties.creator == "Đoàn xã Quỳnh Phụ"
    sheet = book.worksheets[0]
    assert (sheet["A1"].value, sheet["A2"].value) == (
        *("Đoàn xã Quỳnh Phụ — Tiến bộ: Bảng", "mọi nơi"),
    )
    for each in book.worksheets:
        assert each.page_setup.orientation == "landscape"
        properties = each.sheet_properties.pageSetUpPr
        assert properties is not None
        assert properties.fitToPage
        assert (each.page_setup.fitToWidth, each.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == f"${HEADS}:${HEADS}"
    assert [sheet.cell(row, 1).font.bold for row in (HEADS + 1, HEADS + 3)] == [False, True]


def test_a_sheet_has_a_chart_of_its_shares_beside_their_targets() -> None:
    (chart,) = sheet_of(report_of(shares()))._charts
    places = [series.val.numRef.f for series in chart.series]
    assert places == ["'Bảng'!$B$5:$B$7", "'Bảng'!$C$5:$C$7"]
    assert chart.series[0].cat.numRef.f == "'Bảng'!$A$5:$A$7"
    assert not chart.title.overlay
    unknown = make_table("t", "Bảng", shares().columns, [("Thôn Đông", None, 0.8)], plot=Plot(0, 1))
    assert sheet_of(report_of(unknown))._charts == []


def test_a_pdf_has_the_organisation_and_a_place_to_sign() -> None:
    report = replace(report_of(shares()), organisation="Đoàn xã Quỳnh Phụ")
    text = text_of(as_pdf(report, VI))
    for part in ("Đoàn xã Quỳnh Phụ", "Độc lập – Tự do – Hạnh phúc", "Người lập", "Xác nhận"):
        assert part in text
    assert "ngày 25 tháng 11 năm 2026" in text
    assert "vạch đứng: Mục tiêu" in text


def text_of(pdf: bytes) -> str:
    import pypdfium2

    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    return unicodedata.normalize("NFC", "\n".join(pages))


@pytest.mark.parametrize("translate", [VI, EN])
def test_a_table_wider_than_the_page_is_written_row_by_row(translate: Translator) -> None:
    columns = [
        Column("hamlet", "Thôn", "text"),
        *(Column(f"{i}", f"Số người {i}") for i in range(12)),
    ]
    table = make_table("t", "Bảng", columns, [("Thôn Đông", *range(12))])
    lines = as_text(report_of(table), translate, 60).splitlines()
    assert max(map(width_of, lines)) <= 60
    assert "  Số người 7: 7" in lines
