"""Reads the lists in a file: CSV of any dialect, a workbook, a document, a page; sizes are bounded."""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from tutor.classroom.roster.columns import find_columns
from tutor.classroom.roster.documents import DOCUMENT, is_page, read_document, read_page
from tutor.classroom.roster.encodings import Encoding, RosterError, decode
from tutor.classroom.roster.open_documents import OPEN_DOCUMENT, read_open_document
from tutor.classroom.roster.plain_lists import rows_of_text, without_message_heads
from tutor.classroom.roster.rows import Row, Sheet, Table, check_rows, without_pictures
from tutor.i18n import N_

MAX_BYTES = 5_000_000

# A comma divides the cells of a list without headings if so many lines have as many.
_MOSTLY = 0.7
_SAMPLED = 60
_DELIMITERS = ",;\t|"

_TOO_BIG = N_("This file is larger than {megabytes} MB: no list of a class is. Nothing was read.")
_OLD_EXCEL = N_("This is a locked or an old Excel file (.xls). Please save it as .xlsx or as CSV.")
_BROKEN_CSV = N_("Line {line} of this file cannot be read as a list.")
_OPEN_QUOTE = N_(
    "Line {line} has a quotation mark that is not closed, and the lines after it would be lost. "
    "Please put it right. Nothing was read."
)
_EMPTY = N_("There is nothing in this file.")


def read_table(path: Path, encoding: Encoding | None = None) -> Table:
    """Read the lists in a file; raise RosterError, or OSError if the file cannot be opened."""
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise RosterError(_TOO_BIG, megabytes=MAX_BYTES // 1_000_000)
    return parse_table(data, encoding)


def parse_table(data: bytes, encoding: Encoding | None = None) -> Table:
    """Read the lists in the bytes of a file; raise RosterError."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise RosterError(_OLD_EXCEL)
    if data.startswith(b"PK\x03\x04"):
        table = _read_packed(data, encoding)
    elif is_page(data):
        table = read_page(data, encoding)
    else:
        decoded = decode(data, encoding)
        text = without_message_heads(decoded.text)
        text = "\n".join(map(without_pictures, text.split("\n")))
        other = rows_of_text(text.removeprefix("\ufeff"))
        rows = check_rows(_csv_rows(text) if other is None else other)
        table = Table((Sheet(rows, cut_line=_cut_line(text, rows)),), decoded.encoding)
    if not table.rows:
        raise RosterError(_EMPTY)
    return table


def _read_packed(data: bytes, encoding: Encoding | None) -> Table:
    """Read a workbook, a Word document, or what LibreOffice saved."""
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as packed:
        if DOCUMENT in packed.namelist():
            return read_document(data, encoding)
        if OPEN_DOCUMENT in packed.namelist():
            return read_open_document(data, encoding)
    # Imported here: a list in text needs nothing of workbooks.
    from tutor.classroom.roster.workbook import read_workbook

    return read_workbook(data, encoding)


def _cut_line(text: str, rows: Sequence[Row]) -> int:
    """Return the last line if it alone has fewer cells than all others and no end."""
    if len(rows) < 3 or text.endswith(("\n", "\r")):
        return 0
    usual = {len(row.cells) for row in rows[:-1]}
    return rows[-1].line if len(usual) == 1 and len(rows[-1].cells) < min(usual) else 0


def _csv_rows(text: str) -> Iterator[Row]:
    text = text.removeprefix("\ufeff")
    # Excel may name the delimiter in a first line of its own.
    stated = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    skipped = 1 if stated else 0
    body = text[stated.end() :] if stated else text
    delimiter = stated[1] if stated else delimiter_of(body)
    if not stated and not _divides(delimiter, body):
        rows = enumerate(body.splitlines(), 1)
        yield from (Row(number, (line,)) for number, line in rows)
        return
    lines = list(io.StringIO(body, newline=""))
    reader = csv.reader(lines, delimiter=delimiter)
    before = 0
    try:
        for cells in reader:
            taken = lines[before : reader.line_num]
            if len(taken) > 1 and not _is_well_quoted(taken, delimiter):
                raise RosterError(_OPEN_QUOTE, line=skipped + before + 1)
            yield Row(skipped + before + 1, tuple(cells), len(taken))
            before = reader.line_num
    except csv.Error as error:
        raise RosterError(_BROKEN_CSV, line=skipped + before + 1) from error


def _divides(delimiter: str, text: str) -> bool:
    """Return False for a text in whose lines commas are marks of sentences."""
    if delimiter != "," or '"' in text:
        return True
    lines = [line for line in text.splitlines() if line.strip()]
    rows = [Row(number, tuple(line.split(","))) for number, line in enumerate(lines[:_SAMPLED], 1)]
    columns = find_columns(rows)
    if columns is not None and columns.headed:
        return True
    usual = Counter(line.count(",") for line in lines if "," in line).most_common(1)
    return bool(usual) and usual[0][1] >= _MOSTLY * len(lines)


def _is_well_quoted(lines: list[str], delimiter: str) -> bool:
    """Return True if these lines are exactly one row under strict quoting."""
    try:
        return len(list(csv.reader(lines, delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False


def delimiter_of(text: str) -> str:
    """Return the delimiter that most lines have equally often."""
    unquoted = re.sub(r'"[^"]*"', "", text[:100_000])
    lines = [line for line in unquoted.splitlines() if line.strip()]

    def speaks_for(delimiter: str) -> tuple[int, int, bool]:
        counts = Counter(line.count(delimiter) for line in lines)
        del counts[0]
        usual, times = counts.most_common(1)[0] if counts else (0, 0)
        # A comma within a text is followed by a space.
        is_tight = any(re.search(rf"{re.escape(delimiter)}\S", line) for line in lines)
        return times, usual, is_tight

    return max(_DELIMITERS, key=speaks_for)
