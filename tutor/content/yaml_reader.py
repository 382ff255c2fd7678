"""Safe YAML reader for files written by anybody: plain values, each with its line and column.

It builds the values from the parser's events, so that depth, size, aliases and tags are refused before the
values grow; a deeply nested file could crash the C parser while it composes nodes.
"""

import codecs
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

import yaml

from tutor.content import MAX_BYTES, read_limited
from tutor.content.model import Place, Problem
from tutor.content.quoting import LineFault, line_fault
from tutor.content.text import clean, is_plainly_safe, is_unsafe

MAX_DEPTH = 20
# A lesson has some hundreds of values.
MAX_NODES = 10_000
# The most problems that are reported of one fault in one file.
MAX_SAME = 20
SHOWN = 40

Value: TypeAlias = "bool | int | str | list[Value] | dict[str, Value] | None"

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Scalar, _Alias, _DocumentStart = yaml.ScalarEvent, yaml.AliasEvent, yaml.DocumentStartEvent
_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
# The plain scalars, besides integers, that are no strings.
_WORDS = {"true": True, "false": False, "": None, "~": None, "null": None}
# The categories of unsafe characters that the YAML parser accepts.
_PARSED_CATEGORIES = frozenset({"Cf", "Co", "Lo", "Mn"})


class Mark:
    """The place of a mapping or list, and of its keys and children.

    Places are marks of PyYAML, which count lines and columns from 0; those of children that are mappings or
    lists are of this class.
    """

    __slots__ = ("children", "keys", "start")

    def __init__(self, start: Any, children: Any) -> None:
        self.start = start
        self.children = children
        self.keys: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as plain values of the standard types, with the place of every key and value."""

    file: str
    data: Value
    mark: Any = field(repr=False, compare=False)

    def place(self, *path: str | int) -> Place:
        """Return the place of the value at path, or of its nearest ancestor that the file has."""
        return _place(self._nearest(path)[0], self.file)

    def keys(self, *path: str | int) -> Collection[str]:
        """Return the keys of the mapping at path; none where the file has no mapping there."""
        mark, rest = self._nearest(path)
        return mark.keys if isinstance(mark, Mark) and not rest else ()

    def key_place(self, *path: str | int) -> Place:
        """Return the place of the last key of path; that of the value where path ends in no key."""
        mark, rest = self._nearest(path[:-1])
        if path and not rest and isinstance(mark, Mark) and path[-1] in mark.keys:
            return _place(mark.keys[str(path[-1])], self.file)
        return self.place(*path)

    def _nearest(self, path: tuple[str | int, ...]) -> tuple[Any, tuple[str | int, ...]]:
        """Return the mark of the value at path or of its nearest ancestor, and the rest of the path."""
        mark = self.mark
        for depth, step in enumerate(path):
            if mark.__class__ is not Mark:
                return mark, path[depth:]
            try:
                mark = mark.children[step]
            except (KeyError, IndexError, TypeError):
                return mark, path[depth:]
        return mark, ()


class _Refused(Exception):  # noqa: N818
    """Stops the reading of a file that has this problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read_path(path: Path, file: str = "") -> tuple[Document | None, list[Problem]]:
    """Read a YAML file, at most the allowed size of it; `file` names it in problems."""
    name = file or str(path)
    raw, problems = read_bytes(path, name)
    return (None, problems) if raw is None else read_document(raw, name)


def read_bytes(path: Path, file: str) -> tuple[bytes | None, list[Problem]]:
    """Return the bytes of a file, at most one more than the allowed size."""
    try:
        return read_limited(path), []
    except OSError as error:
        return None, [Problem(Place(file), "file-unreadable", {"reason": error.strerror or ""})]


def read_document(raw: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """Read one YAML document; None where the file is refused or has faults of syntax.

    Only `true`, `false`, plain integers and nothing are resolved; every other scalar is a string. Problems
    that leave the values readable (text not in NFC, invisible characters, duplicate keys) come with a
    document.
    """
    text, problems, readable = _decode(raw, file)
    if not readable:
        return None, problems
    try:
        document, duplicates = _build(text, file)
    except _Refused as refused:
        return None, [*problems, refused.problem]
    except yaml.YAMLError as error:
        return None, [*problems, _syntax_problem(error, text, file)]
    return document, problems + duplicates


def _decode(raw: bytes, file: str) -> tuple[str, list[Problem], bool]:
    """Return the text of a file, its faults of encoding, and whether it is fit for the parser."""
    if len(raw) > MAX_BYTES:
        return "", [Problem(Place(file), "file-too-large", {"limit": "1 MiB"})], False
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line_start = before.rfind(b"\n") + 1
        place = Place(
            file, before.count(b"\n") + 1, len(before[line_start:].decode("utf-8", "replace")) + 1
        )
        return "", [Problem(place, "not-utf8", {"byte": f"{raw[error.start]:02X}"})], False
    problems, readable = _character_problems(text, file)
    if not unicodedata.is_normalized("NFC", text):
        problems += _composition_problems(text, file)
    return text, problems, readable


_unsafe = cache(is_unsafe)


def _character_problems(text: str, file: str) -> tuple[list[Problem], bool]:
    if is_plainly_safe(text):
        return [], True
    bad = {c for c in set(text) if c != "\r" and _unsafe(c)}
    if not bad:
        return [], True
    pattern = re.compile("[" + re.escape("".join(sorted(bad))) + "]")
    problems = []
    for match in _first(pattern.finditer(text)):
        character = match.group()
        code = "tab" if character == "\t" else "unsafe-character"
        place = _place_at(text, match.start(), file)
        problems.append(Problem(place, code, {"character": _name(character)}))
    readable = all(unicodedata.category(c) in _PARSED_CATEGORIES for c in bad)
    return problems, readable


def _composition_problems(text: str, file: str) -> list[Problem]:
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        composed = unicodedata.normalize("NFC", line)
        if composed == line:
            continue
        column = next(
            (i for i, (a, b) in enumerate(zip(line, composed, strict=False)) if a != b),
            len(composed),
        )
        word = composed[column:].split(" ")[0][:SHOWN]
        problems.append(Problem(Place(file, number, column + 1), "not-nfc", {"text": word}))
        if len(problems) == MAX_SAME:
            break
    return problems


def _first(matches: Iterator[re.Match[str]]) -> list[re.Match[str]]:
    return [match for match, _ in zip(matches, range(MAX_SAME), strict=False)]


def _place_at(text: str, index: int, file: str) -> Place:
    start = text.rfind("\n", 0, index) + 1
    return Place(file, text.count("\n", 0, index) + 1, index - start + 1)


def _name(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".rstrip()


def _place(mark: Any, file: str) -> Place:
    start = mark.start if mark.__class__ is Mark else mark
    return Place(file, start.line + 1, start.column + 1)


class _Frame:
    """A mapping or list that is still being read; `keys` is None for a list."""

    __slots__ = ("children", "key", "keys", "mark", "values")

    def __init__(self, values: Any, start: Any) -> None:
        self.values = values
        self.children: Any = values.__class__()
        self.mark = Mark(start, self.children)
        self.keys = self.mark.keys if values.__class__ is dict else None
        self.key: str | None = None


def _build(text: str, file: str) -> tuple[Document, list[Problem]]:
    """Build the values of the only document. Raises _Refused or YAMLError."""
    problems: list[Problem] = []
    root: Any = []
    frame = _Frame(root, None)
    frames = [frame]
    documents = nodes = 0
    has_comments = " #" in text
    loader = _Loader(text)
    for event in iter(loader.get_event, None):
        cls = event.__class__
        start = event.start_mark
        if cls is _Scalar or cls in _STARTS:
            nodes += 1
            if nodes > MAX_NODES:
                limit = {"limit": str(MAX_NODES)}
                raise _Refused(Problem(_place(start, file), "too-many-nodes", limit))
            if event.anchor is not None or event.tag is not None:
                _refuse_name(event, file)
            is_key = frame.keys is not None and frame.key is None
            inner = None
            if cls is not _Scalar:
                if is_key:
                    raise _Refused(Problem(_place(start, file), "key-not-text"))
                if len(frames) > MAX_DEPTH:
                    limit = {"limit": str(MAX_DEPTH)}
                    raise _Refused(Problem(_place(start, file), "too-deep", limit))
                value: Any = {} if cls is _STARTS[0] else []
                inner = _Frame(value, start)
                mark = inner.mark
            elif is_key:
                _read_key(event, frame, problems, file)
                continue
            else:
                value, mark = event.value, start
                if has_comments and " " in value and not event.style:
                    problems += _comment_problems(event, text, file)
                if event.style:
                    value = _quoted(event, problems, file)
                elif value in _WORDS:
                    value = _WORDS[value]
                elif value[0] in "-0123456789" and _INTEGER.fullmatch(value):
                    value = int(value)
            # This loop runs for every value of every file: a method call would cost a tenth of it.
            if frame.keys is None:
                frame.values.append(value)
                frame.children.append(mark)
            else:
                frame.values[frame.key] = value
                frame.children[frame.key] = mark
                frame.key = None
            if inner is not None:
                frame = inner
                frames.append(inner)
        elif cls in _ENDS:
            frames.pop()
            frame = frames[-1]
        elif cls is _Alias:
            _refuse_name(event, file)
        elif cls is _DocumentStart:
            documents += 1
            if documents > 1:
                raise _Refused(Problem(_place(start, file), "several-documents"))
    if not root or root[0] is None:
        raise _Refused(Problem(Place(file), "file-empty"))
    top = frames[0].children[0]
    return Document(file, root[0], top), problems


def _refuse_name(event: Any, file: str) -> NoReturn:
    """Refuse an anchor or tag: a lesson needs neither, and both can harm a reader."""
    code, name = ("tag", event.tag) if event.anchor is None else ("alias", event.anchor)
    raise _Refused(Problem(_place(event.start_mark, file), code, {"name": _short(name)}))


def _short(text: str) -> str:
    """Return the beginning of a text for a report."""
    return clean(text[:SHOWN].replace("\n", " "))


def _read_key(event: Any, frame: _Frame, problems: list[Problem], file: str) -> None:
    key = event.value
    assert frame.keys is not None
    if key == "<<" and not event.style:
        raise _Refused(Problem(_place(event.start_mark, file), "merge-key"))
    if key in frame.keys:
        details = {"key": _short(key), "line": str(frame.keys[key].line + 1)}
        problems.append(Problem(_place(event.start_mark, file), "duplicate-key", details))
    else:
        frame.keys[key] = event.start_mark
    frame.key = key


def _quoted(event: Any, problems: list[Problem], file: str) -> str:
    """Return the text of a quoted or block scalar."""
    value: str = event.value
    style = event.style
    if style == '"':
        # An escape such as "\e" can make a character that the text of the file does not have.
        bad = (
            next((c for c in value if c != "\n" and _unsafe(c)), "")
            if not value.isprintable()
            else ""
        )
        if bad:
            details = {"character": _name(bad)}
            problems.append(Problem(_place(event.start_mark, file), "unsafe-character", details))
        elif not value.isascii() and not unicodedata.is_normalized("NFC", value):
            problems.append(
                Problem(_place(event.start_mark, file), "not-nfc", {"text": _short(value)})
            )
    elif style in "|>":
        return value.rstrip("\n")
    return value


def _comment_problems(event: Any, text: str, file: str) -> Iterator[Problem]:
    """Yield a warning where a comment cuts off what may be the rest of a sentence."""
    end = event.end_mark
    rest = text[end.index : text.find("\n", end.index) if "\n" in text[end.index :] else None]
    if rest.lstrip(" ").startswith("#"):
        at = Place(file, end.line + 1, end.column + len(rest) - len(rest.lstrip(" ")) + 1)
        yield Problem(at, "text-comment", {"text": _short(rest.strip())}, warning=True)


_SYNTAX = (
    ("found unknown escape character", "yaml-escape"),
    ("mapping values are not allowed", "yaml-colon"),
    ("while scanning a quoted scalar", "yaml-quote"),
    ("while parsing a flow", "yaml-bracket"),
    ("cannot start any token", "yaml-mark"),
    ("while parsing a block", "yaml-indent"),
    ("did not find expected alphabetic", "yaml-mark"),
    ("could not find expected ':'", "yaml-no-colon"),
)


def _syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """Return the parser's error as a problem at the line where the author has to look."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Problem(Place(file), "yaml-syntax")
    message = f"{error.context or ''} {error.problem or ''}"
    code = next((code for part, code in _SYNTAX if part in message), "yaml-syntax")
    # The parser finds an open quote or bracket at the end of the file; its beginning helps the author.
    opened = code in ("yaml-quote", "yaml-bracket", "yaml-no-colon")
    mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
    if mark is None:
        return Problem(Place(file), code)
    lines = text.split("\n")
    fault = find_line_fault(error, lines)
    if fault is not None:
        number, known = fault
        details = {"text": _short(lines[number].strip()), "mended": _short(known.mended.strip())}
        return Problem(Place(file, number + 1, known.column + 1), known.code, details)
    source = lines[mark.line].strip() if mark.line < len(lines) else ""
    return Problem(Place(file, mark.line + 1, mark.column + 1), code, {"text": _short(source)})


def find_line_fault(
    error: yaml.MarkedYAMLError, lines: Sequence[str]
) -> tuple[int, LineFault] | None:
    """Return the line, counted from 0, that quotes or spaces mend, and its fault; None where it is another.

    The parser often goes on to the next line before it finds that something is wrong.
    """
    marks = [mark.line for mark in (error.problem_mark, error.context_mark) if mark is not None]
    near = [line for number in marks[:1] for line in (number, number - 1)] + marks[1:]
    for number in near:
        fault = line_fault(lines[number]) if 0 <= number < len(lines) else None
        if fault is not None:
            return number, fault
    return None
