"""Texts in a YAML line that need quotes: which ones the parser misreads, and how to mend them."""

import re
from typing import NamedTuple

_NO_BREAK = "\u00a0"
# A line is indentation, dashes and a key, then the value. Keys have small letters, so "Kết quả: …" is a text.
_LINE = re.compile(
    r"(?P<head> *(?:- +)*(?:[a-z][a-z0-9_.-]*(?: [a-z0-9-]+)*: +)?)(?P<value>\S.*?) *", re.DOTALL
)
_NO_BREAK_SPACE = re.compile(rf"^ *(?:- *)?{_NO_BREAK}|^[ a-z-]*:{_NO_BREAK}")
_CLOSING = {"{": "}", "[": "]"}
_MARKS = frozenset("*&!@%`")


class LineFault(NamedTuple):
    """What makes a line unreadable: the code of the problem, its column from 0, and the line when mended."""

    code: str
    column: int
    mended: str


def line_fault(line: str) -> LineFault | None:
    """Return why the parser cannot read the value of this line, where quotes or plain spaces mend it."""
    line = line.rstrip("\r")
    blank = _NO_BREAK_SPACE.search(line)
    if blank is not None:
        mended = line.replace(_NO_BREAK, " ")
        return LineFault("no-break-space", blank.end() - 1, mended)
    match = _LINE.fullmatch(line)
    # Without a dash or a key before it, the value is the next line of a longer one.
    code = "" if match is None or not match["head"].strip() else _value_fault(match["value"])
    if match is None or not code:
        return None
    column = match.start("value") + (match["value"].index(": ") if code == "yaml-colon" else 0)
    return LineFault(code, column, match["head"] + quoted(match["value"]))


def quoted(text: str) -> str:
    """Return a text as a quoted scalar of YAML."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _value_fault(value: str) -> str:
    """Return the code of the problem of a value that has to stand in quotes; empty where it need not."""
    first = value[0]
    if first in "\"'":
        end = value.find(first, 1)
        return "yaml-quoted-word" if end > 0 and _goes_on(value[end + 1 :]) else ""
    if first in _CLOSING:
        end = _closed_at(value)
        return "yaml-mark" if end and _goes_on(value[end:]) else ""
    if first in _MARKS:
        return "yaml-mark"
    return "yaml-colon" if ": " in value else ""


def _goes_on(rest: str) -> bool:
    """Return whether more text follows a closing quote or bracket; a comma or a comment is no text."""
    return bool(rest) and not re.match(r" *(?:$|,|[}\]]| #)|:(?: |$)", rest)


def _closed_at(value: str) -> int:
    """Return the place after the bracket that closes the first one, 0 where it stays open."""
    opened: list[str] = []
    for at, character in enumerate(value):
        if character in _CLOSING:
            opened.append(_CLOSING[character])
        elif opened and character == opened[-1]:
            opened.pop()
            if not opened:
                return at + 1
    return 0
