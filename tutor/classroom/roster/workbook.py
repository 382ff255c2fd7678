"""A list out of an XLSX workbook: the values as they stand, nothing worked out, nothing unpacked unseen."""

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import Any

from tutor.classroom.roster.columns import find_columns, shown, unheaded
from tutor.classroom.roster.encodings import FONTS, Encoding, Written, clearest, typed_with
from tutor.classroom.roster.faults import RosterError
from tutor.classroom.roster.legacy import UNKNOWN
from tutor.classroom.roster.reading import FORMULA, MAX_COLUMNS, Row, Table, bounded
from tutor.i18n import N_

_MAX_PARTS = 500
_MAX_UNPACKED = 30_000_000
# Sheets pack well, but what is packed to less than a hundredth only wants to fill the memory.
_MAX_RATIO, _SMALL = 100, 1_000_000
_MAX_SHEETS = 30
# Rows that are counted before an end: a workbook may say that its next line is the billionth.
_MAX_LINES = 20_000
# Rows at the top of a sheet that is not read, by which it is told whether names stand there.
_LOOKED_AT = 50
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")

_UNSAFE = N_("This workbook would unpack into far more than a list. Nothing of it was read.")
_BROKEN = N_("This workbook cannot be read. Please open it, save it as .xlsx once more, or as CSV.")


def read_workbook(data: bytes, asked: Encoding | None) -> Table:
    """Return the first sheet with a heading for names, else the first with anything in it."""
    try:
        _refuse_bombs(data)
        return _first_list(data, asked)
    except RosterError:
        raise
    except Exception as error:
        # What reads workbooks raises whatever a harmed one makes it meet.
        raise RosterError(_BROKEN) from error


def _refuse_bombs(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > _MAX_PARTS or unpacked > _MAX_UNPACKED:
            raise RosterError(_UNSAFE)
        if unpacked > _SMALL and unpacked > _MAX_RATIO * len(data):
            raise RosterError(_UNSAFE)
        for part in parts:
            content = packed.read(part)
            # Letters of two bytes would hide it; no writer of workbooks uses them.
            head = content.replace(b"\0", b"")
            if part.filename.endswith((".xml", ".rels")) and any(d in head for d in _DECLARATIONS):
                raise RosterError(_UNSAFE)


def _first_list(data: bytes, asked: Encoding | None) -> Table:
    import openpyxl

    with warnings.catch_warnings():
        # It warns of decoration that it leaves out.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        try:
            sheets = [one for one in book.worksheets[:_MAX_SHEETS] if one.sheet_state == "visible"]
            read, table = _list_in(sheets, asked)
            unread = (one for one in sheets if one is not read and _may_be_list(one, asked))
            return replace(table, unread=tuple(shown(one.title) for one in unread))
        finally:
            book.close()


def _list_in(sheets: Sequence[Any], asked: Encoding | None) -> tuple[Any, Table]:
    first: tuple[Any, Table] | None = None
    for sheet in sheets:
        table = _in_unicode(bounded(_rows(sheet, by_font=asked is None)), asked)
        table = replace(table, sheet=shown(sheet.title))
        if find_columns(table.rows) is not None:
            return sheet, table
        if table.rows and first is None:
            first = sheet, table
    return first or (None, Table((), "utf-8"))


def _may_be_list(sheet: Any, asked: Encoding | None) -> bool:
    """Tell whether names seem to stand in a sheet; what is wrong with it harms no other."""
    top = islice(_rows(sheet, by_font=asked is None), _LOOKED_AT)
    rows = tuple(row for row in top if not row.is_empty)
    with suppress(RosterError):
        rows = _in_unicode(rows, asked).rows
    return (find_columns(rows) or unheaded(rows)) is not None


def _rows(sheet: Any, *, by_font: bool) -> Iterator[Row]:
    # What a sheet says of its own size is not to be relied on.
    sheet.reset_dimensions()
    for line, cells in enumerate(sheet.iter_rows(max_row=_MAX_LINES, max_col=MAX_COLUMNS), 1):
        texts = ((cell, _text(cell)) for cell in cells)
        yield Row(line, tuple(_read_by_font(*one) if by_font else one[1] for one in texts))


def _text(cell: Any) -> str:
    """Return what a cell shows, as far as a list of names needs it; a formula is left as one."""
    if cell.data_type == "f":
        return FORMULA
    match cell.value:
        case str() as text:
            return text
        case bool():
            return ""
        case int() | float() as number:
            return f"{number:.15g}"
        case _:
            return ""


def _read_by_font(cell: Any, text: str) -> str:
    """Return a text in Unicode where the name of its font tells that it is not."""
    if text.isascii() or not str(cell.font.name or "").lower().startswith(".vn"):
        return text
    read = FONTS["tcvn3"](text)
    # Whoever pastes Unicode over an old list leaves the old font in place.
    return text if UNKNOWN in read else read


def _in_unicode(rows: tuple[Row, ...], asked: Encoding | None) -> Table:
    """Return rows in the letters that were meant: text of old fonts stands in Unicode as something else."""
    whole = Written("\n".join(cell for row in rows for cell in row.cells), "utf-8")
    encoding = clearest(typed_with(whole)).encoding if asked is None else asked
    read = FONTS.get(encoding)
    if read is not None:
        rows = tuple(replace(row, cells=tuple(map(read, row.cells))) for row in rows)
    return Table(rows, encoding)
