"""Writes a report as XLSX: a sheet for each table with its chart, and one with the notes."""

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from tutor.i18n import N_, Translator
from tutor.reports.exports import FORMULA_SIGNS
from tutor.reports.report import (
    Cell,
    CellKind,
    Hidden,
    Plot,
    Report,
    Table,
    format_cell,
    format_rows,
    plotted,
)

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.chart import BarChart
    from openpyxl.worksheet.worksheet import Worksheet

_NUMBER_FORMATS: Mapping[CellKind, str] = {
    "text": "@",
    "count": "0",
    "percent": "0.0%",
    "number": "0.0",
    "date": "dd/mm/yyyy",
}
_LONGEST_SHEET_TITLE = 31
_NOT_IN_SHEET_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_WIDEST_COLUMN = 60
_HEADING_ROWS = 3
"""The rows above the heads of a table: its title, what it is about, and an empty one."""
_CHART_CENTIMETRES = 24, 9


def as_xlsx(report: Report, translate: Translator) -> bytes:
    """Return a report as a workbook of A4 pages on their side, as wide as one page each."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = report.organisation or "tutor"
    book.properties.title = report.title
    for table in report.tables:
        sheet = book.create_sheet(_sheet_title(table.title))
        _fill_sheet(sheet, table, report, translate)
        _set_up_page(sheet)
    notes = book.create_sheet(_sheet_title(translate(N_("How to read it"))))
    _set_up_page(notes)
    notes.column_dimensions["A"].width = 2 * _WIDEST_COLUMN
    of_tables = (f"{table.title}: {note}" for table in report.tables for note in table.notes)
    lines = (report.title, report.about, *report.notes, *of_tables)
    for row, line in enumerate(lines, start=1):
        _put(notes.cell(row, 1), line, "text", translate, wrapped=True)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _sheet_title(title: str) -> str:
    return title.translate(_NOT_IN_SHEET_TITLES).strip()[:_LONGEST_SHEET_TITLE].rstrip()


def _set_up_page(sheet: "Worksheet") -> None:
    from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A4)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(text="&P / &N"))


def _fill_sheet(sheet: "Worksheet", table: Table, report: Report, translate: Translator) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    bold = Font(bold=True)
    heading = " — ".join(part for part in (report.organisation, report.title) if part)
    _put(sheet.cell(1, 1), f"{heading}: {table.title}", "text", translate)
    _put(sheet.cell(2, 1), report.about, "text", translate)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    heads = _HEADING_ROWS + 1
    texts = format_rows(table, translate)
    for at, column in enumerate(table.columns, start=1):
        head = sheet.cell(heads, at)
        _put(head, column.title, "text", translate, wrapped=True)
        head.font = bold
        longest = max(*(len(row[at - 1]) for row in texts), *map(len, column.title.split()), 8)
        sheet.column_dimensions[get_column_letter(at)].width = min(longest + 2, _WIDEST_COLUMN)
    for down, row in enumerate(table.rows):
        for at, (cell, column) in enumerate(zip(row, table.columns, strict=True), start=1):
            place = sheet.cell(heads + 1 + down, at)
            _put(place, cell, column.kind, translate)
            if down in table.totals:
                place.font = bold
    sheet.freeze_panes = f"B{heads + 1}"
    sheet.print_title_rows = f"{heads}:{heads}"
    if table.plot is not None and any(plotted(table)):
        sheet.add_chart(_chart(sheet, table, table.plot), f"A{heads + len(table.rows) + 3}")


def _chart(sheet: "Worksheet", table: Table, plot: Plot) -> "BarChart":
    """Return the bars of a table, each beside that of its mark where there is one."""
    from openpyxl.chart import BarChart, Reference
    from openpyxl.chart.title import title_maker

    heads, last = _HEADING_ROWS + 1, _HEADING_ROWS + 1 + len(table.rows)
    chart = BarChart()
    chart.type = "col"
    chart.title = title_maker(table.title)
    # Excel draws a title over the bars unless this is said.
    chart.title.overlay = False
    chart.width, chart.height = _CHART_CENTIMETRES
    for column in (plot.value, plot.mark):
        if column is not None and any(row[column] is not None for row in table.rows):
            values = Reference(sheet, min_col=column + 1, min_row=heads, max_row=last)
            chart.add_data(values, titles_from_data=True)
    labels = Reference(sheet, min_col=plot.label + 1, min_row=heads + 1, max_row=last)
    chart.set_categories(labels)
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1
    chart.y_axis.number_format = "0%"
    # Newer versions of Excel hide an axis that does not say that it is to be seen.
    chart.x_axis.delete = chart.y_axis.delete = False
    return chart


def _put(
    place: "SheetCell | MergedCell",
    cell: Cell,
    kind: CellKind,
    translate: Translator,
    *,
    wrapped: bool = False,
) -> None:
    """Put a value into a cell: figures as figures, days as days, everything else as text alone."""
    from openpyxl.styles import Alignment

    if cell is None:
        return
    if isinstance(cell, str | Hidden):
        text = format_cell(cell, kind, translate)
        place.value = text
        place.data_type = "s"
        place.quotePrefix = text.startswith(FORMULA_SIGNS)
        place.alignment = Alignment(
            wrap_text=wrapped, vertical="top", horizontal=None if kind == "text" else "right"
        )
    else:
        place.value = cell
        place.number_format = _NUMBER_FORMATS[kind]
