"""Writes lists of people as XLSX: an empty one to fill in, and the present one; both can be read again."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from tutor.classroom import labels
from tutor.content.text import one_line
from tutor.i18n import N_, Translator
from tutor.languages import ADDRESSES, address_of
from tutor.records.people import Person

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HEADINGS = (
    (N_("Number"), 6),
    (N_("Full name"), 32),
    (N_("Form of address"), 12),
    (N_("Hamlet"), 20),
    (N_("Commune"), 28),
    (N_("Household"), 12),
    (N_("Notes"), 44),
)
_ADDRESS_COLUMN, _NOTES_COLUMN = "C", "G"
_TITLE_LINES = 2
_EMPTY_LINES = 30
_HOW = N_(
    "One person a line. Notes: large letters, hard of hearing, unsteady hands, reads slowly. Please no "
    "numbers of papers or phones, no birthdays, no illnesses."
)


def template(translate: Translator) -> bytes:
    """Return an empty list to fill in."""
    rows = [[number, *[""] * (len(_HEADINGS) - 1)] for number in range(1, _EMPTY_LINES + 1)]
    return _workbook(translate(N_("List of the class")), translate(_HOW), rows, translate)


def present_list(
    people: Sequence[Person], commune_name: Callable[[str], str], translate: Translator
) -> bytes:
    """Return the list of some people; `commune_name` returns the name of a commune with its province."""
    rows = [
        [
            number,
            person.name,
            address_of(person.address).singular,
            person.hamlet,
            commune_name(person.commune) if person.commune else "",
            person.household,
            "; ".join(translate(labels.NEEDS[need]) for need in sorted(person.needs)),
        ]
        for number, person in enumerate(people, 1)
    ]
    about = translate.plural("{count} person", "{count} people", len(people))
    return _workbook(translate(N_("List of the class")), about, rows, translate)


def _workbook(
    title: str, about: str, rows: Sequence[Sequence[object]], translate: Translator
) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    headings = [translate(heading) for heading, _ in _HEADINGS]
    for line, cells in enumerate(([title], [about], headings, *rows), 1):
        for column, value in enumerate(cells, 1):
            cell = sheet.cell(line, column)
            # Excel refuses a file with control characters.
            safe = one_line(value) if isinstance(value, str) else value
            cell.value = safe  # type: ignore[assignment]
            if isinstance(value, str):
                # A name that begins with = is no formula.
                cell.data_type = "s"
            cell.alignment = Alignment(vertical="center", wrap_text=line > _TITLE_LINES)
    sheet["A1"].font = Font(bold=True, size=16)
    for cell in sheet[_TITLE_LINES + 1]:
        cell.font = Font(bold=True)
    _lay_out(sheet, len(rows))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _lay_out(sheet: "Worksheet", count: int) -> None:
    """Set widths, frames, the choice of forms of address, and how the sheet is printed."""
    from openpyxl.styles import Border, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.properties import PageSetupProperties

    first, last = _TITLE_LINES + 1, _TITLE_LINES + 1 + count
    for column, (_, width) in enumerate(_HEADINGS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    thin = Side(style="thin", color="999999")
    for row in sheet[f"A{first}:{_NOTES_COLUMN}{last}"]:
        for cell in row:
            cell.border = Border(thin, thin, thin, thin)
    choices = ",".join(address.singular for address in ADDRESSES)
    choice = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
    choice.showErrorMessage = False
    choice.add(f"{_ADDRESS_COLUMN}{first + 1}:{_ADDRESS_COLUMN}{max(last, first + 1)}")
    sheet.add_data_validation(choice)
    sheet.freeze_panes = f"{_ADDRESS_COLUMN}{first + 1}"
    sheet.print_title_rows = f"{first}:{first}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
