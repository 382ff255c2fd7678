"""Reads the tables of Word documents (DOCX) and of web pages, which portals save under the name of Excel."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from tutor.classroom.roster.archives import refuse_bombs
from tutor.classroom.roster.encodings import Encoding, RosterError, decode
from tutor.classroom.roster.rows import (
    MAX_CELL,
    MAX_COLUMNS,
    Row,
    Sheet,
    Table,
    check_rows,
    in_unicode,
)
from tutor.content.text import one_line
from tutor.i18n import N_

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DOCUMENT = "word/document.xml"
"""The part of a DOCX file that holds its text."""

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# A paragraph that is longer is no title and names no hamlet for the table below it.
_LONGEST_PARAGRAPH = 120
# Elements of a document within each other; each table in a cell takes four.
_DEEPEST = 200
_BROKEN = N_(
    "This document cannot be read. Please open it and save it as .docx or .xlsx once more."
)
_PAGE = re.compile(
    r"\s*<(?:!doctype html|html|head|meta|table|\?xml[^>]*>\s*<html)\b", re.IGNORECASE
)

# Tags are found here in linear time, also where none is closed: HTMLParser takes hours for such a file.
_TAG = re.compile(
    r"<(/?)([a-z][^\s/<>]*+)((?:=\s*+\"[^\"]{0,2000}+\"|=\s*+'[^']{0,2000}+'|[^<>])*+)>|<[!?/][^<>]*+>",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_COLUMNS, _ROWS = (
    re.compile(rf"(?<![\w-]){name}\s*=\s*[\"']?(\d{{1,4}})", re.IGNORECASE)
    for name in ("colspan", "rowspan")
)


def is_page(data: bytes) -> bool:
    """Return True for the beginning of a web page."""
    start = data[:4_000].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").decode("latin-1")
    return _PAGE.match(start) is not None


def read_document(data: bytes, encoding: Encoding | None) -> Table:
    """Read paragraphs and tables of a DOCX file from its top; raise RosterError."""
    try:
        refuse_bombs(data)
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            body = parse_xml(packed.read(DOCUMENT)).find(f"{_WORD}body")
        rows = [] if body is None else list(_rows_of_body(body))
    except RosterError:
        raise
    except Exception as error:
        # Damaged archives and XML raise errors of many types.
        raise RosterError(_BROKEN) from error
    checked, known = in_unicode(check_rows(spread(rows)), encoding)
    return Table((Sheet(checked),), known)


def parse_xml(xml: bytes) -> "Element":
    """Return the root of XML that declares no entities.

    The tables of a document are read with those in them: nested in thousands, that would take hours.
    """
    from xml.etree import ElementTree

    above: list[Element] = []
    for event, element in ElementTree.iterparse(io.BytesIO(xml), ("start", "end")):  # noqa: S314
        if event == "end" and len(above) > 1:
            above.pop()
        elif event == "start":
            above.append(element)
        if len(above) > _DEEPEST:
            raise RosterError(_BROKEN)
    return above[0]


def read_page(data: bytes, encoding: Encoding | None) -> Table:
    """Read the tables of a web page; raise RosterError."""
    decoded = decode(data, encoding)
    try:
        rows = _rows_of_page(_without_comments(decoded.text))
    except ValueError as error:
        # The number of a character has thousands of digits.
        raise RosterError(_BROKEN) from error
    return Table((Sheet(check_rows(spread(rows))),), decoded.encoding)


@dataclass(slots=True)
class Cell:
    """A cell as a table states it: how many columns and rows it covers; `goes_on` covers the one above."""

    text: str
    columns: int = 1
    rows: int = 1
    goes_on: bool = False


Cells = list[Cell]


def spread(rows: Iterable[Cells]) -> Iterator[Row]:
    """Yield rows whose merged cells repeat their text in each place that they cover."""
    above: list[str] = []
    # For each column: how many rows the cell above still covers.
    covered: dict[int, int] = {}
    for line, cells in enumerate(rows, 1):
        texts: list[str] = []
        filled: set[int] = set()
        waiting = list(cells)
        while (waiting or covered.get(len(texts))) and len(texts) < MAX_COLUMNS:
            at = len(texts)
            if covered.get(at):
                covered[at] -= 1
                filled.add(at)
                texts.append(above[at] if at < len(above) else "")
                continue
            cell = waiting.pop(0)
            for place in range(at, min(at + max(1, cell.columns), MAX_COLUMNS)):
                from_above = cell.goes_on and place < len(above)
                texts.append(above[place] if from_above else cell.text)
                if from_above or place > at:
                    filled.add(place)
                if cell.rows > 1:
                    covered[place] = cell.rows - 1
        above = texts
        yield Row(line, tuple(texts), filled=frozenset(filled))


# Word.


def _rows_of_body(body: "Element") -> Iterator[Cells]:
    for part in body:
        if part.tag == f"{_WORD}p":
            yield from rows_of_paragraph(_text(part, "\t", "\n"))
        elif part.tag == f"{_WORD}tbl":
            for row in part.iter(f"{_WORD}tr"):
                yield [_word_cell(cell) for cell in row.findall(f"{_WORD}tc")]


def rows_of_paragraph(text: str) -> Iterator[Cells]:
    """Yield the lines of a paragraph, which tabs may divide; without those too long for a list."""
    for line in text.split("\n"):
        cells = [one_line(cell) for cell in re.split("\t+", line.strip())]
        if any(cells) and sum(map(len, cells)) <= _LONGEST_PARAGRAPH:
            yield [Cell(cell) for cell in cells]


def _word_cell(cell: "Element") -> Cell:
    text = "\n".join(filter(None, (_text(part).strip() for part in cell.findall(f"{_WORD}p"))))
    span = cell.find(f"{_WORD}tcPr/{_WORD}gridSpan")
    merged = cell.find(f"{_WORD}tcPr/{_WORD}vMerge")
    columns = "1" if span is None else span.get(f"{_WORD}val", "1")
    goes_on = merged is not None and merged.get(f"{_WORD}val", "continue") == "continue"
    return Cell(text, int(columns) if columns.isdecimal() else 1, goes_on=goes_on)


def _text(paragraph: "Element", tab: str = " ", line_break: str = " ") -> str:
    breaks = {f"{_WORD}tab": tab, f"{_WORD}br": line_break, f"{_WORD}cr": line_break}
    return "".join(
        (part.text or "") if part.tag == f"{_WORD}t" else breaks.get(part.tag, "")
        for part in paragraph.iter()
        # The tabs of the layout have a position, those of the text have none.
        if not (part.tag == f"{_WORD}tab" and part.attrib)
    )


# Pages.


def _rows_of_page(page: str) -> list[Cells]:
    """Return the rows of all tables of a page. What is too large for any cell is not read to its end."""
    rows: list[Cells] = []
    cell: Cell | None = None
    at = 0
    for tag in _TAG.finditer(page):
        ends, name, attributes = tag[1], (tag[2] or "").lower(), tag[3] or ""
        if cell is not None and len(cell.text) <= MAX_CELL:
            cell.text += _written(page[at : tag.start()]) + ("\n" if name == "br" else "")
        at = tag.end()
        if name == "tr" and not ends:
            rows.append([])
        elif name in ("td", "th") and not ends:
            cell = Cell("", _span(_COLUMNS, attributes), _span(_ROWS, attributes))
            if not rows:
                rows.append([])
            rows[-1].append(cell)
        if name in ("td", "th", "tr", "table") and (ends or attributes.endswith("/")):
            cell = None
    if cell is not None:
        cell.text += _written(page[at:])
    return rows


def _without_comments(page: str) -> str:
    # Behind the last end of a comment none ends: to look for one from each beginning would take hours.
    ended, mark, rest = page.rpartition("-->")
    return _COMMENT.sub("", ended + mark) + rest


def _written(text: str) -> str:
    return unescape(text).replace("\xa0", " ")


def _span(pattern: re.Pattern[str], attributes: str) -> int:
    """Return how many columns or rows a cell covers, within reason."""
    match = pattern.search(attributes)
    return min(int(match[1]), MAX_COLUMNS) if match else 1
