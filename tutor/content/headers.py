"""Reader of lesson headers for lists, without PyYAML.

`tutor list` has to start fast, and importing PyYAML takes longer than reading every header here. It reads
only the simple lines that nearly every header consists of; for any other text it returns None, and the caller
uses the full reader.
"""

import re
import unicodedata

MAX_BYTES = 1 << 20
Simple = str | int | list[str]

# A plain scalar without any character that has a meaning in YAML.
_PLAIN = re.compile(r"[^\W_](?:(?!: |:$| #)[^\x00-\x1f\x7f])*")
_LINE = re.compile(r"([a-z][a-z-]*):(?: +(.*?))? *")
_LIST = re.compile(r"\[ *([a-z0-9-]+(?: *, *[a-z0-9-]+)*)? *\](?: +#.*)?")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
_NOT_TEXT = frozenset({"true", "false", "null"})
_STEPS = re.compile(r"^steps: *(?:#.*)?\n", re.MULTILINE)
_FIRST_STEP = re.compile(r"^( *)- ", re.MULTILINE)


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
