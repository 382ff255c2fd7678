"""Decoder of the plain values of a document into dataclasses, which reports every fault at its place.

The type hints of a class say what a file may hold. `model.written` tells in a field's metadata how a file
writes the field, where that differs. A check in `Annotated[T, check]` takes a value and the language of
texts, returns what the field gets, and raises `Refused` for a faulty value.

Validation libraries either stop at the first fault, or their paths and messages have to be translated back
to those of the file; pydantic also takes a fifth of the memory of a playing program.
"""

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date
from functools import cache, partial
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from tutor.content.model import Place, Problem
from tutor.content.yaml_reader import Document, Value

T = TypeVar("T")
# The keys and list positions that lead to a value in a document.
Keys = tuple[str | int, ...]

# Returned in place of a value that cannot be decoded.
_FAULTY: Any = object()
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_CODES = {str: "needs-text", int: "needs-number", bool: "needs-yes-no"}


class Refused(Exception):  # noqa: N818
    """A value does not pass the check of its hint or class; `code` and `details` describe the problem."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class Decoder:
    """Decodes values of one document, and collects the problems of all of them.

    `faulty` are the paths of the values that have problems; without these values the document has fewer.

    A faulty value is left out: an entry of a list or mapping is missing then, a field has its default, and an
    object without a required field is faulty itself.
    """

    def __init__(self, document: Document, language: str = "") -> None:
        self.document = document
        self.language = language
        self.problems: list[Problem] = []
        self.faulty: list[Keys] = []

    def decode(self, cls: type[T], value: Value, path: Keys = (), text_key: str = "") -> T | None:
        """Return an instance of a dataclass from the value at path, or None if the value is faulty.

        `text_key` is the key that files write for the field `text`.
        """
        instance: T = _read_object(cls, text_key, self, value, path)
        return None if instance is _FAULTY else instance

    def report(self, path: Keys, code: str, **details: str) -> None:
        """Add a problem of the value at path."""
        self.add(path, Problem(self.document.place(*path), code, details))

    def add(self, path: Keys, problem: Problem) -> None:
        """Add a problem of the value at path that stands at another place."""
        self.problems.append(problem)
        self.faulty.append(path)

    def refuse(self, path: Keys, code: str, value: Value) -> Any:
        """Add the problem of a value of the wrong type; return the sign of a faulty value."""
        if value is None:
            code = "empty-value"
        elif code == "needs-text" and isinstance(value, bool | int):
            code = "needs-quotes"
        self.report(path, code, key=_last_key(path), value=_excerpt(value))
        return _FAULTY


_Reader = Callable[[Decoder, Value, Keys], Any]


class _Field(NamedTuple):
    """A field of a class: its name, how its value is read, and its type where any value of it is right."""

    name: str
    read: _Reader
    plain: type | None


class _Fields(NamedTuple):
    """The fields of a class by the keys that a file writes for them, and the keys that it has to write."""

    known: Mapping[str, _Field]
    required: frozenset[str]


@cache
def _fields_of(cls: Any, text_key: str) -> _Fields:
    hints = get_type_hints(cls, include_extras=True)
    known: dict[str, _Field] = {}
    required: set[str] = set()
    for field in fields(cls):
        hint = hints[field.name]
        read = _reader(hint)
        if field.metadata.get("one_or_more"):
            read = partial(_read_one_or_more, read)
        if field.metadata.get("text_as"):
            read = partial(_read_texts_as, field.metadata["text_as"], read)
        key = field.metadata.get("key") or field.name
        if field.name == "text" and text_key:
            key = text_key
        elif key == text_key:
            continue
        known[key] = _Field(field.name, read, hint if hint in _CODES else None)
        if field.default is MISSING and field.default_factory is MISSING:
            required.add(key)
    return _Fields(known, frozenset(required))


@cache
def _reader(hint: Any) -> _Reader:
    """Return the function that reads a value of this type."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return partial(_read_checked, args[1])
    if origin in (Union, UnionType):
        return _union_reader(args)
    if origin is Literal:
        return partial(_read_literal, args)
    if origin is tuple:
        return partial(_read_list, _reader(args[0]))
    if origin is Mapping:
        # A list whose entries keep their positions, also when faulty ones are left out.
        read_map = _read_positions if args[0] is int else partial(_read_map, _reader(args[0]))
        return partial(read_map, _reader(args[1]))
    if hint in _CODES:
        return partial(_read_plain, hint)
    return _read_date if hint is date else partial(_read_object, hint, "")


def _union_reader(args: Sequence[Any]) -> _Reader:
    if NoneType in args:
        (other,) = (arg for arg in args if arg is not NoneType)
        return partial(_read_optional, _reader(other))
    if all(get_origin(arg) is Literal for arg in args):
        return partial(_read_literal, tuple(value for arg in args for value in get_args(arg)))
    return partial(_read_scalar, args)


def _read_plain(cls: type[Any], decoder: Decoder, value: Value, path: Keys) -> Any:
    return value if value.__class__ is cls else decoder.refuse(path, _CODES[cls], value)


def _read_scalar(types: Collection[type], decoder: Decoder, value: Value, path: Keys) -> Any:
    return value if type(value) in types else decoder.refuse(path, "needs-value", value)


def _read_date(decoder: Decoder, value: Value, path: Keys) -> Any:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    return decoder.refuse(path, "needs-date", value)


def _read_literal(allowed: Sequence[Any], decoder: Decoder, value: Value, path: Keys) -> Any:
    if any(value == choice and type(value) is type(choice) for choice in allowed):
        return value
    if value is None:
        return decoder.refuse(path, "empty-value", value)
    known = [str(choice) for choice in allowed if choice != ""]
    near = nearest(str(value), known)
    details = {"key": _last_key(path), "value": _excerpt(value), "known": ", ".join(known)}
    code = "unknown-value-near" if near else "unknown-value"
    decoder.report(path, code, **details, near=near)
    return _FAULTY


def _read_optional(read: _Reader, decoder: Decoder, value: Value, path: Keys) -> Any:
    return None if value is None else read(decoder, value, path)


def _read_checked(
    check: Callable[[Value, str], Any], decoder: Decoder, value: Value, path: Keys
) -> Any:
    try:
        return check(value, decoder.language)
    except Refused as refused:
        decoder.report(path, refused.code, **{"key": _last_key(path), **refused.details})
        return _FAULTY


def _read_one_or_more(read: _Reader, decoder: Decoder, value: Value, path: Keys) -> Any:
    if isinstance(value, list | dict | None):
        return read(decoder, value, path)
    return read(decoder, [value] if value != "" else [], path)


def _read_texts_as(name: str, read: _Reader, decoder: Decoder, value: Value, path: Keys) -> Any:
    if isinstance(value, list):
        value = [item if isinstance(item, dict) else {name: item} for item in value]
    return read(decoder, value, path)


def _read_list(read: _Reader, decoder: Decoder, value: Value, path: Keys) -> Any:
    if not isinstance(value, list):
        return decoder.refuse(path, "needs-list", value)
    items = [read(decoder, item, (*path, index)) for index, item in enumerate(value)]
    return tuple(item for item in items if item is not _FAULTY)


def _read_positions(read: _Reader, decoder: Decoder, value: Value, path: Keys) -> Any:
    if not isinstance(value, list):
        return decoder.refuse(path, "needs-list", value)
    items = {index: read(decoder, item, (*path, index)) for index, item in enumerate(value)}
    return {index: item for index, item in items.items() if item is not _FAULTY}


def _read_map(read_key: _Reader, read: _Reader, decoder: Decoder, value: Value, path: Keys) -> Any:
    if not isinstance(value, dict):
        return decoder.refuse(path, "needs-map", value)
    entries: dict[str, Any] = {}
    for key, item in value.items():
        name = read_key(decoder, key, (*path, key))
        entry = read(decoder, item, (*path, key))
        if name is not _FAULTY and entry is not _FAULTY:
            entries[name] = entry
    return entries


def _read_object(cls: Any, text_key: str, decoder: Decoder, value: Value, path: Keys) -> Any:
    if not isinstance(value, dict):
        return decoder.refuse(path, "needs-map", value)
    known, required = _fields_of(cls, text_key)
    count = len(decoder.problems)
    complete = required <= value.keys()
    if not complete or not value.keys() <= known.keys():
        _report_keys(decoder, value, path, known, required)
    values: dict[str, Any] = {}
    for key, item in value.items():
        if key in known:
            field = known[key]
            decoded = item
            if item.__class__ is not field.plain:
                decoded = field.read(decoder, item, (*path, key))
            if decoded is _FAULTY:
                complete = complete and key not in required
            else:
                values[field.name] = decoded
    if not complete:
        return _FAULTY
    try:
        return cls(**values)
    except Refused as refused:
        # After other faults the object may only lack what was left out.
        if len(decoder.problems) == count:
            decoder.report(path, refused.code, **refused.details)
        return _FAULTY


def _report_keys(
    decoder: Decoder,
    value: Mapping[str, Value],
    path: Keys,
    known: Mapping[str, _Field],
    required: Iterable[str],
) -> None:
    """Report unknown keys, and missing ones that no unknown key comes near to."""
    misspelt: set[str] = set()
    for key in value:
        if key not in known:
            problem = unknown_key(decoder.document.key_place(*path, key), key, known)
            decoder.add((*path, key), problem)
            misspelt.add(problem.details.get("near", ""))
    for key in known:
        if key in required and key not in value and key not in misspelt:
            decoder.report(path, "missing-key", key=key)


def unknown_key(place: Place, key: str, known: Iterable[str]) -> Problem:
    """Return the problem of an unknown key, with the nearest known one."""
    names = sorted(known)
    near = nearest(key, names)
    if near:
        return Problem(place, "unknown-key-near", {"key": _excerpt(key), "near": near})
    return Problem(place, "unknown-key", {"key": _excerpt(key), "known": ", ".join(names)})


def unknown_sections(
    data: Mapping[str, Value], known: Collection[str], document: Document
) -> list[Problem]:
    """Return the problems of unknown sections of a document."""
    return [unknown_key(document.key_place(key), key, known) for key in data if key not in known]


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most like this one, or an empty one."""
    matches = difflib.get_close_matches(word[:60], list(known), n=1, cutoff=0.6)
    return matches[0] if matches else ""


def _last_key(path: Keys) -> str:
    return str(next((step for step in reversed(path) if isinstance(step, str)), ""))


def _excerpt(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value).replace("\n", " ")[:40] if isinstance(value, str | int) else "…"
