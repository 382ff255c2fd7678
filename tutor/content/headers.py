"""A light look at lesson files, for lists: their header and how many steps they have.

A list of lessons must be there at once, and loading the YAML parser and the model alone takes longer than
that. So the simple lines that nearly every header is made of are read here; a text that holds anything else
is left to the full reader.
"""

import re
import unicodedata

MAX_BYTES = 1 << 20
Simple = str | int | list[str]

# A value that YAML takes as it stands; anything that might begin or hold a mark of its own is not simple.
_PLAIN = re.compile(r"[^\W_](?:(?!: |:$| #)[^\x00-\x1f\x7f])*")
_LINE = re.compile(r"([a-z][a-z-]*):(?: +(.*?))? *")
_LIST = re.compile(r"\[ *([a-z0-9-]+(?: *, *[a-z0-9-]+)*)? *\](?: +#.*)?")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
_NOT_TEXT = frozenset({"true", "false", "null"})
_STEPS = re.compile(r"^steps: *(?:#.*)?\n", re.MULTILINE)
_FIRST_STEP = re.compile(r"^( *)- ", re.MULTILINE)


def read_header(text: str) -> dict[str, Simple] | None:
    """Return the keys of a lesson script before its steps, and `step_count`; None where it is not simple."""
    found = _STEPS.search(text)
    if found is None:
        return None
    header = read_lines(text[: found.start()].split("\n"))
    first = _FIRST_STEP.search(text, found.end())
    if header is None or first is None:
        return None
    header["step_count"] = text.count(f"\n{first.group()}", found.end() - 1)
    return header


def read_list(text: str, key: str) -> list[dict[str, Simple]] | None:
    """Return the maps of simple lines in the list `key`, the last of a text; None where it is not simple."""
    _, found, rest = text.partition(f"\n{key}:\n")
    if not found:
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
    """Return the values of lines of the form `key: value`; None where a line has any other form."""
    found: dict[str, Simple] = {}
    for line in lines:
        if not line or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        value = None if match is None else _value(match.group(2) or "")
        if match is None or value is None or match.group(1) in found or not _safe(line):
            return None
        found[match.group(1)] = value
    return found


def _value(text: str) -> Simple | None:
    if _NUMBER.fullmatch(text):
        return int(text)
    items = _LIST.fullmatch(text)
    if items is not None:
        return re.split(r" *, *", items.group(1)) if items.group(1) else []
    if text[:1] == '"' == text[-1:] and not re.search(r'["\\]', text[1:-1]) and len(text) > 1:
        return text[1:-1]
    return text if _PLAIN.fullmatch(text) and text not in _NOT_TEXT else None


def _safe(line: str) -> bool:
    return line.isascii() or (line.isprintable() and unicodedata.is_normalized("NFC", line))
