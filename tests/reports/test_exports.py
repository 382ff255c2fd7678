"""Screen, text, CSV, XLSX, JSON and PDF of a report show the same cells, and no text in them is executed."""

import csv
import json
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from reports_kit import EN, TODAY, Village

from tutor.i18n import Translator
from tutor.reports.exports import as_csv, as_json, as_pdf, as_text, as_xlsx, width_of
from tutor.reports.hamlets import HamletIndex
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


def read_csv(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline="")))


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
            return format_cell(float(text) / 100, kind, translate)
        case "number":
            return format_cell(float(text), kind, translate)
        case "count":
            return format_cell(int(text), kind, translate)


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
    of_csv = read_csv(as_csv(table, translate))[1:]
    assert [
        [from_csv(cell, kind, translate) for cell, kind in zip(row, kinds, strict=True)]
        for row in of_csv
        if row
    ] == [row for row in seen if row]
    sheet = load_workbook(BytesIO(as_xlsx(report_of(table), translate))).worksheets[0]
    of_sheet = [
        [from_sheet(cell, kind, translate) for cell, kind in zip(row, kinds, strict=True)]
        for row in sheet.iter_rows(min_row=2, max_row=1 + len(seen), values_only=True)
    ]
    assert of_sheet[: len(seen)] == seen
    text = as_text(report_of(table), translate)
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
    sheet = load_workbook(BytesIO(as_xlsx(report_of(table), VI))).worksheets[0]
    for cells_of_row in sheet.iter_rows(min_row=2):
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
        ["1234", "30.5", "2.5", "2026-11-25"],
        ["ẩn", "", "", ""],
    ]
    first, second = (
        load_workbook(BytesIO(as_xlsx(report_of(table), VI))).worksheets[0].iter_rows(min_row=2)
    )
    assert [cell.value for cell in first] == [1234, 0.305, 2.5, datetime(2026, 11, 25)]
    assert [cell.number_format for cell in first] == ["0", "0.0%", "0.0", "dd/mm/yyyy"]
    assert [cell.value for cell in second] == ["ẩn", None, None, None]
    assert "30,5\u00a0%" in as_text(report_of(table), VI)


def test_a_text_that_looks_like_a_formula_stays_text() -> None:
    table = make_table("t", "Bảng", [Column("a", "A", "text")], [("=1+1",)])
    cell = load_workbook(BytesIO(as_xlsx(report_of(table), VI))).worksheets[0]["A2"]
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
