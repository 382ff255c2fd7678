"""Reads the tables of Word documents (DOCX) and of web pages, which portals save under the name of Excel."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from typing_extensions import override

from tutor.classroom.roster.archives import refuse_bombs
from tutor.classroom.roster.encodings import (
    FONTS,
    DecodedText,
    Encoding,
    RosterError,
    clearest,
    decode,
    unicode_readings,
)
from tutor.classroom.roster.rows import MAX_COLUMNS, Row, Sheet, Table, check_rows
from tutor.content.text import one_line
from tutor.i18n import N_

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DOCUMENT = "word/document.xml"
"""The part of a DOCX file that holds its text."""

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# A paragraph that is longer is no title and names no hamlet for the table below it.
_LONGEST_PARAGRAPH = 120
_BROKEN = N_(
    "This document cannot be read. Please open it and save it as .docx or .xlsx once more."
)
_PAGE = re.compile(
    r"\s*<(?:!doctype html|html|head|meta|table|\?xml[^>]*>\s*<html)\b", re.IGNORECASE
)


def is_page(data: bytes) -> bool:
    """Return True for the beginning of a web page."""
    start = data[:4_000].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").decode("latin-1")
    return _PAGE.match(start) is not None


def read_document(data: bytes, encoding: Encoding | None) -> Table:
    """Read paragraphs and tables of a DOCX file from its top; raise RosterError."""
    from xml.etree import ElementTree

    try:
        refuse_bombs(data)
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            # Declarations of entities were refused: what is left is harmless.
            root = ElementTree.fromstring(packed.read(DOCUMENT))  # noqa: S314
            body = root.find(f"{_WORD}body")
        rows = [] if body is None else list(_rows_of_body(body))
    except RosterError:
        raise
    except Exception as error:
        # Damaged archives and XML raise errors of many types.
        raise RosterError(_BROKEN) from error
    return _table(rows, encoding)


def read_page(data: bytes, encoding: Encoding | None) -> Table:
    """Read the tables of a web page; raise RosterError."""
    decoded = decode(data, encoding)
    parser = _PageParser()
    parser.feed(decoded.text)
    parser.close()
    return Table((Sheet(check_rows(_spread(parser.rows))),), decoded.encoding)


def _table(rows: list["_Cells"], encoding: Encoding | None) -> Table:
    checked = check_rows(_spread(rows))
    text = DecodedText("\n".join(cell for row in checked for cell in row.cells), "utf-8")
    encoding = encoding or clearest(unicode_readings(text)).encoding
    read = FONTS.get(encoding)
    if read is not None:
        checked = tuple(
            Row(row.line, tuple(map(read, row.cells)), row.lines, row.filled) for row in checked
        )
    return Table((Sheet(checked),), encoding)


@dataclass(slots=True)
class _Cell:
    """A cell as a table states it: how many columns and rows it covers; `goes_on` covers the one above."""

    text: str
    columns: int = 1
    rows: int = 1
    goes_on: bool = False


_Cells = list[_Cell]


def _spread(rows: list[_Cells]) -> Iterator[Row]:
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


def _rows_of_body(body: "Element") -> Iterator[_Cells]:
    for part in body:
        if part.tag == f"{_WORD}p":
            text = one_line(_text(part))
            if text and len(text) <= _LONGEST_PARAGRAPH:
                yield [_Cell(text)]
        elif part.tag == f"{_WORD}tbl":
            for row in part.iter(f"{_WORD}tr"):
                yield [_word_cell(cell) for cell in row.findall(f"{_WORD}tc")]


def _word_cell(cell: "Element") -> _Cell:
    text = "\n".join(filter(None, (_text(part).strip() for part in cell.findall(f"{_WORD}p"))))
    span = cell.find(f"{_WORD}tcPr/{_WORD}gridSpan")
    merged = cell.find(f"{_WORD}tcPr/{_WORD}vMerge")
    columns = "1" if span is None else span.get(f"{_WORD}val", "1")
    goes_on = merged is not None and merged.get(f"{_WORD}val", "continue") == "continue"
    return _Cell(text, int(columns) if columns.isdecimal() else 1, goes_on=goes_on)


def _text(paragraph: "Element") -> str:
    """Return the text of a paragraph; a tab or a break within a line is a blank."""
    breaks = (f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr")
    parts = (
        (part.text or "") if part.tag == f"{_WORD}t" else " " if part.tag in breaks else ""
        for part in paragraph.iter()
    )
    return "".join(parts)


# Pages.


@dataclass
class _PageParser(HTMLParser):
    """Collects the rows of all tables of a page."""

    rows: list[_Cells] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._cell: _Cell | None = None

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            given = dict(attrs)
            self._cell = _Cell("", _span(given.get("colspan")), _span(given.get("rowspan")))
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append(self._cell)
        elif tag == "br" and self._cell is not None:
            self._cell.text += "\n"

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._cell = None

    @override
    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.text += data.replace("\xa0", " ")


def _span(written: str | None) -> int:
    """Return how many columns or rows a cell covers, within reason."""
    return min(int(written), MAX_COLUMNS) if written and written.isdecimal() else 1
