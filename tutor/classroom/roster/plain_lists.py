"""Brings texts that are no tables into rows: contacts of a phone, slips, votes, scanned columns."""

import quopri
import re
from collections.abc import Iterator, Sequence

from tutor.classroom.roster.headings import kind_of
from tutor.classroom.roster.names import hamlet_of_line, has_surname
from tutor.classroom.roster.rows import Row
from tutor.classroom.roster.sentences import people_of_line

_NAME, _HAMLET = "Họ và tên", "Thôn"
# Blanks are skipped once for all: a line of nothing else would be tried in a million ways.
_FIELD = re.compile(r"\s*+([^\s:;|][^:;|\t]{1,39}?)\s*+:\s*+(.*)")
_VOTES = re.compile(r"\s*+[^\s:(][^:(]{1,59}(\(\d{1,3}\))?\s*+:\s*+(.+)")
# What a chat puts before each message that is copied: [19:32, 12/11/2026] Lan Anh:
_MESSAGE_HEAD = re.compile(
    r"^[ \t]*+\[(?=[^\[\]\n]{0,40}\d\d?:\d\d)[^\[\]\n]{1,40}\][ \t]*+[^:\[\]\n]{1,60}:[ \t]*+",
    re.MULTILINE,
)
# Who sent the next message, and when, each on a line of its own.
_SENDER = re.compile(r"^[^\n:]{1,40}\n[ \t]*+\d\d?:\d\d(?:[ ,][^\n]{0,20})?$\n?", re.MULTILINE)
# What stands below each comment of a page: 4 ngày Thích Phản hồi.
_COMMENT_END = re.compile(
    r"^[^\n]{0,40}\b(?:Thích|Like)\b[ \t·]*+(?:Phản hồi|Trả lời|Reply)[^\n]*$", re.MULTILINE
)
_POST = re.compile(r"\A.*^\d+ (?:bình luận|comments?)\b[^\n]*\n", re.DOTALL | re.MULTILINE)
# What stands between the columns of a page that was read by a scanner.
_GAP = re.compile(r"\s*(?:\.{3,}|…+|_{3,})\s*|\t+|\s{2,}")
# Longer lines are none of these lists, and would be slow to look through.
_LONGEST_LINE = 2_000
_LEAST_SLIPS = 2
_LEAST_CELLS = 3


def without_message_heads(text: str) -> str:
    """Return the messages of a chat without who sent each, and when."""
    comments = _COMMENT_END.split(text)
    if len(comments) > 2:
        return "\n".join(map(_without_sender, comments))
    return _SENDER.sub("", _MESSAGE_HEAD.sub("", text))


def _without_sender(comment: str) -> str:
    """Return a comment without the line of who wrote it, and without the post above the first."""
    said = _POST.sub("", comment.lstrip())
    return said.partition("\n")[2]


def rows_of_text(text: str) -> list[Row] | None:
    """Return the rows of a text that is one of these lists, None for any other."""
    lines = [line.rstrip("\r") for line in text.split("\n")]
    if max(map(len, lines)) > _LONGEST_LINE:
        return None
    if text.lstrip().upper().startswith("BEGIN:VCARD"):
        return list(_contacts(lines))
    for read in (_slashed, _slips, _votes, _scanned):
        rows = read(lines)
        if rows is not None:
            return rows
    return None


# The contacts of a phone (vCard).


def _contacts(lines: Sequence[str]) -> Iterator[Row]:
    yield Row(1, (_NAME,))
    shown = parts = ""
    line = 0
    for number, written in enumerate(_unfolded(lines), 1):
        head, _, value = written.partition(":")
        name, *parameters = head.upper().split(";")
        name = name.rpartition(".")[2]
        if any("QUOTED-PRINTABLE" in parameter for parameter in parameters):
            value = quopri.decodestring(value.encode()).decode("utf-8", "replace")
        if name == "BEGIN":
            shown, parts, line = "", "", number
        elif name == "FN":
            shown = _plain(value)
        elif name == "N":
            family, given, middle, *_ = (*value.split(";"), "", "", "")
            parts = " ".join(_plain(part) for part in (family, middle, given) if part.strip())
        elif name == "END" and len((shown or parts).split()) > 1:
            # One word alone is a taxi or a nickname, and nobody could say whose.
            yield Row(line, (shown or parts,))


def _unfolded(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a card; one that begins with a blank, or follows a "=", goes on."""
    parts: list[str] = []
    coded = False
    for line in lines:
        if coded and parts[-1].endswith("="):
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif line[:1] in (" ", "\t"):
            parts.append(line[1:])
        else:
            yield from filter(None, ["".join(parts)])
            parts, coded = [line], False
        coded = coded or "QUOTED-PRINTABLE" in line.upper()
    yield from filter(None, ["".join(parts)])


def _plain(value: str) -> str:
    return re.sub(r"\\([,;\\])", r"\1", value).strip()


# Slashes or dashes between the columns, in each line as many.


def _slashed(lines: Sequence[str]) -> list[Row] | None:
    for between in ("/", " - ", " – "):
        cells = [(n, line.split(between)) for n, line in enumerate(lines, 1) if line.strip()]
        widths = {len(row) for _, row in cells}
        is_table = len(widths) == 1 and max(widths) >= _LEAST_CELLS
        if is_table and "name" in map(kind_of, cells[0][1]):
            return [Row(number, tuple(map(str.strip, row))) for number, row in cells]
    return None


# Slips: each person has lines such as “Họ và tên: …”.


def _slips(lines: Sequence[str]) -> list[Row] | None:
    fields = [
        (number, *field)
        for number, line in enumerate(lines, 1)
        if (field := heading_and_value(line)) is not None
    ]
    return rows_of_slips(fields)


def heading_and_value(line: str) -> tuple[str, str] | None:
    """Return what stands before and behind the colon of a line of a slip, None for other lines."""
    match = _FIELD.fullmatch(line)
    return (match[1].strip(), match[2].strip(" ,;")) if match else None


def rows_of_slips(fields: Sequence[tuple[int, str, str]]) -> list[Row] | None:
    """Return a row for each slip, from the lines, headings and values of all; None without two names."""
    names = [value for _, heading, value in fields if kind_of(heading) == "name" and value]
    if len(names) < _LEAST_SLIPS:
        return None
    slips: list[tuple[int, dict[str, str]]] = []
    for number, heading, value in fields:
        # A heading that comes again begins the next slip.
        if not slips or heading in slips[-1][1]:
            slips.append((number, {}))
        slips[-1][1][heading] = value
    headings = list(dict.fromkeys(heading for _, heading, _ in fields))
    rows = [Row(line, tuple(slip.get(h, "") for h in headings)) for line, slip in slips]
    return [Row(fields[0][0], tuple(headings)), *rows]


# Votes: behind each answer those who chose it.


def _votes(lines: Sequence[str]) -> list[Row] | None:
    rows: list[Row] = []
    for number, line in enumerate(lines, 1):
        match = _VOTES.fullmatch(line)
        names = (
            [part.strip() for part in re.split("[,;]", match[2].rstrip(" .")) if part.strip()]
            if match
            else []
        )
        counted = match is not None and match[1] is not None
        if (counted or len(names) > 1) and names and all(map(has_surname, names)):
            hamlet = hamlet_of_line(line.partition(":")[0])
            rows += [Row(number, (name, hamlet)) for name in names]
        elif people_of_line(line):
            # More is said here than votes.
            return None
    return [Row(1, (_NAME, _HAMLET)), *rows] if rows else None


# Scanned pages: blanks or dots between the columns.


def _scanned(lines: Sequence[str]) -> list[Row] | None:
    filled = [line for line in lines if line.strip()]
    if any(re.search(r"\t|;.*;|\|.*\|", line) for line in filled):
        return None
    cells = [(number, _cells(line)) for number, line in enumerate(lines, 1) if line.strip()]
    in_columns = [row for _, row in cells if len(row) >= _LEAST_CELLS]
    if len(in_columns) < 2 or len(in_columns) * 2 <= len(filled):
        return None
    return [Row(number, tuple(row)) for number, row in cells]


def _cells(line: str) -> list[str]:
    # A scanner may set the point behind a number apart.
    return [cell.lstrip(".·• ").strip() for cell in _GAP.split(line.strip()) if cell.strip(" .·•")]
