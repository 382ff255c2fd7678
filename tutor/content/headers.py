"""Quick reader of simple headers of lessons, and of lists of simple mappings, without PyYAML.

`tutor list` has to start fast, and importing PyYAML takes longer than reading every header here. Nearly all
headers are simple; of any other text the functions return None, and the full reader reads it.
"""

import codecs
import re
import unicodedata
from pathlib import Path

from tutor.content import read_limited

# The values of a simple header.
Simple = str | int | list[str]

# A plain scalar without any character that has a meaning in YAML.
_PLAIN = re.compile(r"[^\W_](?:(?!: |:$| #)[^\x00-\x1f\x7f])*")
_LINE = re.compile(r"([a-z][a-z-]*):(?: +(.*?))? *")
_LIST = re.compile(r"\[ *([a-z0-9-]+(?: *, *[a-z0-9-]+)*)? *\](?: +#.*)?")
_MOST_DIGITS = 9
_NOT_TEXT = frozenset({"true", "false", "null"})
_STEPS = re.compile(r"^steps: *(?:#.*)?\n", re.MULTILINE)
_FIRST_STEP = re.compile(r"^( *)- ", re.MULTILINE)


def read_text(path: Path) -> str:
    """Return the text of a file; empty if it is unreadable, and the full reader then says why."""
    try:
        raw = read_limited(path).removeprefix(codecs.BOM_UTF8)
        text = raw.decode("utf-8")
        return text.replace("\r\n", "\n") if b"\r" in raw else text
    except (OSError, UnicodeDecodeError):
        return ""


def read_header(text: str) -> dict[str, Simple] | None:
    """Return the keys of a lesson before its steps, and `step_count`; None if a line is not simple."""
    steps = _STEPS.search(text)
    if steps is None:
        return None
    header = read_lines(text[: steps.start()].split("\n"))
    first = _FIRST_STEP.search(text, steps.end())
    if header is None or first is None:
        return None
    header["step_count"] = text.count(f"\n{first.group()}", steps.end() - 1)
    return header


def read_list(text: str, key: str) -> list[dict[str, Simple]] | None:
    """Return the mappings in the list `key` at the end of a text; None if a line is not simple."""
    _, heading, rest = text.partition(f"\n{key}:\n")
    if not heading:
        return None
    items: list[dict[str, Simple]] = []
    for item in f"\n{rest}".split("\n  - ")[1:]:
        first, *others = item.split("\n")
        if any(line and not line.startswith("    ") for line in others):
            return None
        lines = read_lines([first, *(line[4:] for line in others)])
        if lines is None:
            return None
        items.append(lines)
    return items


def read_lines(lines: list[str]) -> dict[str, Simple] | None:
    """Return the values of lines of the form `key: value`; None if a line has another form."""
    values: dict[str, Simple] = {}
    for line in lines:
        if not line or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        value = None if match is None else _value(match.group(2) or "")
        if match is None or value is None or match.group(1) in values or not _safe(line):
            return None
        values[match.group(1)] = value
    return values


def _value(text: str) -> Simple | None:
    first = text[:1]
    if first == "[":
        items = _LIST.fullmatch(text)
        if items is None:
            return None
        return [item.strip(" ") for item in items.group(1).split(",")] if items.group(1) else []
    if first == '"':
        inner = text[1:-1]
        simple = text[-1] == first and len(text) > 1 and '"' not in inner and "\\" not in inner
        return inner if simple else None
    if text.isdigit() and text.isascii() and len(text) <= _MOST_DIGITS:
        return int(text) if first != "0" or text == first else text
    return text if _PLAIN.fullmatch(text) and text not in _NOT_TEXT else None


def _safe(line: str) -> bool:
    return line.isascii() or (line.isprintable() and unicodedata.is_normalized("NFC", line))
