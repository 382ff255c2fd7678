"""Follows the parts of a list from row to row: sections, totals, signatures, and who is listed apart."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from tutor.classroom.roster.columns import Columns
from tutor.classroom.roster.headings import comparable, kind_of
from tutor.classroom.roster.likeness import Likeness, likeness
from tutor.classroom.roster.line_words import (
    ABOUT_HELPERS,
    GONE_PART,
    NO_LEARNERS,
    NOT_COMING,
    SIGNED,
    TITLE,
    TOTAL,
)
from tutor.classroom.roster.names import (
    hamlet_in,
    hamlet_of_line,
    has_ordinal,
    has_surname,
    read_name,
)
from tutor.classroom.roster.rows import FORMULA, Row, cell_text
from tutor.classroom.roster.sentences import people_of_line
from tutor.content.text import one_line

Kind = Literal[
    "person", "below", "heading", "numbering", "section", "signed", "total", "note", "title"
]
"""What a row is; "below" are rows that would be of people, if they did not stand below the list."""

_SECTION = re.compile(r"(?:[IVX]{1,5}|[A-HĐ])[.)]?")
_ORDINAL = re.compile(r"0*\d{1,4}[.)]?")
_NUMBERING = re.compile(r"\(?\d{1,2}\)?|[A-Z]|\([A-Za-z]\)")
_COUNTED = re.compile(r"\(\d{1,3}\)\s*:?$")
# Nhóm 1 - thôn Đông.
_OF_GROUP = re.compile(
    r"(nhóm|lớp|đội|ca|tổ|bàn|chi (hội|đoàn|bộ))\b[^,;]{0,30}?[\s(:–-]", re.IGNORECASE
)
_SHORT_PLACE = 3
_BEHIND = re.compile(r"\s*(?:[(:]|\s[-–]\s).*$")
_SECTION_BEFORE = re.compile(r"(?:[IVX]{1,5}|[A-HĐ]|\d{1,2})\s*[.)/:-]")


class Outline:
    """Tells what each row is, from its own cells and from those above it.

    `section` is the hamlet of the part of the list that is read, "" if it names none. `apart` says who the
    part lists: "" for learners, "no-learner" for those who teach, "gone" for those who do not come any more.
    """

    def __init__(self, rows: Sequence[Row], columns: Columns) -> None:
        self.section = ""
        self.apart: Literal["", "no-learner", "gone"] = ""
        self._title = ""
        self._ended = ""
        self._columns = columns
        numbered = [row.line for row in rows if self._has_number(row)]
        named = [
            row for row in rows if has_surname(" ".join(cell_text(row, at) for at in columns.name))
        ]
        self._is_numbered = len(numbered) * 2 > len(rows) or (
            sum(map(self._has_number, named)) * 2 > len(named)
        )
        self._last_number = max(numbered, default=0)
        # The rows before which the numbers begin anew.
        self._before_first = {
            row.line for row, below in pairwise(rows) if self._index(below).strip(".)0") == "1"
        }
        at = columns.name[0]
        # In a chat: the line above numbered people.
        self._above_numbers = {
            row.line
            for row, below in pairwise(rows)
            if has_ordinal(cell_text(below, at)) and not has_ordinal(cell_text(row, at))
        }
        self._last_line = 0
        self._follows_person = False
        widths = sorted(len(_own_cells(row)) for row in rows)
        # How many cells most rows have filled.
        self._usual_width = widths[len(widths) // 2] if widths else 0

    def kind(self, row: Row, name_text: str) -> Kind:
        """Return what a row is; `name_text` is what stands in its columns of names."""
        kind = self._kind(row, name_text)
        self._follows_person = kind == "person"
        # Nothing is above the first row.
        follows_gap = 0 < self._last_line < row.line - 1
        self._last_line = row.line + row.lines - 1
        match kind:
            case "heading":
                # Another table, whose title may name another hamlet.
                self.section = self._title or self.section
                self._ended = ""
            case "section":
                self._ended = ""
            case "total" | "signed":
                self._ended = "signed" if "signed" in (kind, self._ended) else kind
            case "person":
                trails = self._is_trailing(row, follows_gap=follows_gap)
                return "below" if trails or (self._ended and self._has_ended(row)) else kind
            case _:
                pass
        return kind

    def is_counted(self, row: Row) -> bool:
        """Return False for a row without a number in a list of numbered people."""
        return not self._is_numbered or self._has_number(row)

    def _has_number(self, row: Row) -> bool:
        return bool(_ORDINAL.fullmatch(self._index(row)))

    def _kind(self, row: Row, name_text: str) -> Kind:
        own = [text for _, text in _own_cells(row)]
        index = self._index(row)
        numbered = bool(_ORDINAL.fullmatch(index))
        if len(own) > 1 and all(map(_NUMBERING.fullmatch, own)):
            return "numbering"
        if kind_of(name_text) in ("name", "surname"):
            return "heading"
        words = [text for text in own if not _is_mark(text)]
        alone = words[0] if len(set(map(comparable, words))) == 1 and not numbered else ""
        if alone and self._is_section(alone, index):
            return "section"
        is_above = row.line in self._above_numbers and not people_of_line(alone)
        if alone and is_above and (of_chat := hamlet_in(alone)):
            # Em gửi thôn Nội Bộ ạ, and below it those of that hamlet.
            self.section, self.apart = of_chat, ""
            return "section"
        if alone and self._begins_part(row, alone):
            # The hamlet above is not that of those below.
            name = _BEHIND.sub("", alone)
            self.section = name if len(name.split()) <= _SHORT_PLACE else ""
            return "section"
        texts = [name_text] if numbered or (name_text and len(own) > 1) else own
        if index and not numbered:
            texts = [*texts, index]
        plain = [comparable(text) for text in texts]
        if numbered and people_of_line(name_text):
            # Trưởng xóm Nguyễn Văn Lộc: with a number before it, no signature.
            return "person"
        if any(map(SIGNED.fullmatch, plain)):
            return "signed"
        if any(map(TOTAL.fullmatch, plain)):
            return "total"
        if self._columns.headed and len(own) == 1 and own[0].startswith(("*", "(*")):
            return "note"
        if (
            not self._columns.headed
            and ABOUT_HELPERS.search(" ".join(plain))
            and not has_ordinal(own[0])
        ):
            return "note"
        is_title = len(words) == 1 and not numbered and TITLE.fullmatch(comparable(words[0]))
        # Đăng ký cho mẹ ạ, Hoàng Thị Nhình.
        if is_title and (self._columns.headed or not people_of_line(words[0])):
            self._title = hamlet_in(words[0])
            return "title"
        return "person"

    def _is_section(self, text: str, index: str) -> bool:
        """Return True if a text that stands alone in its row begins a part of the list."""
        plain = comparable(text)
        begins = bool(_SECTION_BEFORE.match(text) or _SECTION.fullmatch(index))
        is_part = self._columns.headed or text.endswith(":") or text.isupper()
        if is_part and NO_LEARNERS.fullmatch(plain) and not people_of_line(text):
            self.apart = "no-learner"
            return True
        read = read_name(text)
        is_called = bool(read.address) and not text.isupper()
        is_name = likeness(read.name) is Likeness.SURE or is_called or bool(people_of_line(text))
        hamlet = hamlet_of_line(text)
        if not hamlet and (self._columns.headed or not people_of_line(text)):
            hamlet = hamlet_of_line(_BEHIND.sub("", text))
        if not hamlet and not is_name and _OF_GROUP.match(text):
            hamlet = hamlet_in(text)
        if hamlet:
            self.section, self.apart = hamlet, ""
            return True
        is_counted = not self._columns.headed and bool(_COUNTED.search(text))
        if is_counted and not is_name:
            # The answers of a poll, with the number of those who chose each.
            self.apart = "gone" if NOT_COMING.match(plain) else ""
            return True
        is_titled = begins or text.endswith(":") or text.isupper()
        if is_titled and not is_name and GONE_PART.search(plain):
            self.apart = "gone"
            return True
        if self._is_numbered and begins and not is_name:
            self.apart = ""
            return True
        return False

    def _begins_part(self, row: Row, text: str) -> bool:
        """Return True for a text between people of hamlets, behind which their numbers begin anew."""
        is_between = self._follows_person and row.line in self._before_first
        return bool(self.section) and is_between and not TITLE.fullmatch(comparable(text))

    def _index(self, row: Row) -> str:
        """Return the number of a row; one that is worked out from the row above is a number too."""
        at = self._columns.by_kind.get("index")
        text = one_line(row.cells[at]) if at is not None and at < len(row.cells) else ""
        return "0" if text.startswith(FORMULA) else text

    def _is_trailing(self, row: Row, *, follows_gap: bool) -> bool:
        """Return True for a row behind the last number or an empty row: whoever signs without a word."""
        is_alone = len(_own_cells(row)) == 1
        if self._is_numbered:
            return row.line > self._last_number and (is_alone or follows_gap)
        return self._columns.headed and is_alone and follows_gap and self._usual_width > 1

    def _has_ended(self, row: Row) -> bool:
        """Return True if a row below a total or a signature is of no other part of the list."""
        if self._is_numbered:
            return not self._has_number(row)
        if not self._columns.headed and has_ordinal(cell_text(row, self._columns.name[0])):
            return False
        own = [at for at, _ in _own_cells(row)]
        return self._ended != "total" or not set(own).intersection(self._columns.by_kind.values())


def _own_cells(row: Row) -> list[tuple[int, str]]:
    cells = enumerate(map(one_line, row.cells))
    return [(at, text) for at, text in cells if text and at not in row.filled]


def _is_mark(text: str) -> bool:
    """Return True for the number of a line or section, or a count: what a line has beside its words."""
    return bool(
        _ORDINAL.fullmatch(text)
        or _SECTION.fullmatch(text)
        or re.fullmatch(r"[-+*•.]|\(?\d+ (người|hộ|cụ)\)?", text)
    )
