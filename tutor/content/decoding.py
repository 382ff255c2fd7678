"""Decoder of plain values into the dataclasses of the model, with every fault at its place.

pydantic checks the dataclasses, which do not depend on it. Each class forbids unknown keys. The values go
through JSON, because only there strict validation takes lists for tuples and texts for dates.
"""

import difflib
import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

# Looking for plugins in all installed packages takes long, and none is wanted.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config
from pydantic_core import ErrorDetails, to_json

from tutor.content import model, steps
from tutor.content.model import Place, Problem
from tutor.content.yaml_reader import Document, Value

T = TypeVar("T")
# The keys and list positions that lead to a value.
Keys = tuple[str | int, ...]

for _cls in (*vars(model).values(), *vars(steps).values()):
    if isinstance(_cls, type) and is_dataclass(_cls):
        with_config(ConfigDict(extra="forbid"))(_cls)

_TYPE_CODES = {
    "string_type": "needs-text",
    "int_type": "needs-number",
    "bool_type": "needs-yes-no",
    "tuple_type": "needs-list",
    "dict_type": "needs-map",
    "dataclass_type": "needs-map",
    "date_parsing": "needs-date",
    "date_type": "needs-date",
}


_adapters: dict[type[Any], TypeAdapter[Any]] = {}


def adapter(cls: type[Any]) -> TypeAdapter[Any]:
    """Return the cached pydantic TypeAdapter of a model class."""
    if cls not in _adapters:
        _adapters[cls] = TypeAdapter(cls)
    return _adapters[cls]


def decode(
    cls: type[T],
    data: Value,
    document: Document,
    path: Keys = (),
    to_script: Callable[[Keys], Keys] = lambda path: path,
) -> tuple[T | None, list[Problem]]:
    """Return an instance of a model class from the values at path, or None and every problem.

    `to_script` turns a path of the model, relative to `path`, into the path of the script.
    """
    try:
        made: T = adapter(cls).validate_json(to_json(data), strict=True)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=True, include_input=True)
    else:
        return made, []
    problems: dict[Keys, Problem] = {}
    for fault in faults:
        inner = _known_part(fault, data)
        if inner not in problems:
            script = (*path, *to_script(inner))
            problems[inner] = _problem(fault, cls, inner, script, document, to_script)
    meant = {p.details["near"] for p in problems.values() if p.code == "unknown-key-near"}
    return None, [
        problem
        for problem in problems.values()
        if problem.code != "missing-key" or problem.details["key"] not in meant
    ]


def decode_named(
    cls: type[T], section: str, key: str, value: Value, document: Document
) -> tuple[T | None, list[Problem]]:
    """Decode an entry of a section, whose key becomes the field `key`; see `decode`."""
    entry = {**value, "key": key} if isinstance(value, dict) else value
    return decode(cls, entry, document, (section, key))


def missing_key(place: Place, key: str) -> Problem:
    """Return the problem of a missing key."""
    return Problem(place, "missing-key", {"key": key})


def unknown_key(place: Place, key: str, known: Iterable[str]) -> Problem:
    """Return the problem of an unknown key, with the nearest known one."""
    names = sorted(known)
    near = nearest(key, names)
    if near:
        return Problem(place, "unknown-key-near", {"key": _shown(key), "near": near})
    return Problem(place, "unknown-key", {"key": _shown(key), "known": ", ".join(names)})


def unknown_sections(
    data: Mapping[str, Value], known: Collection[str], document: Document
) -> list[Problem]:
    """Return the problems of unknown sections of a document."""
    return [unknown_key(document.key_place(key), key, known) for key in data if key not in known]


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most like this one, or an empty one."""
    found = difflib.get_close_matches(word[:60], list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def _known_part(fault: ErrorDetails, data: Value) -> Keys:
    """Return the path of a fault without the parts that pydantic adds, such as the branch of a union."""
    path: list[str | int] = []
    here: Any = data
    for step in fault["loc"]:
        if (isinstance(here, dict) and step in here) or (
            isinstance(here, list) and isinstance(step, int) and step < len(here)
        ):
            here = here[step]  # type: ignore[index]
        elif fault["type"] != "missing":
            break
        path.append(step)
    return tuple(path)


def _problem(
    fault: ErrorDetails,
    cls: type[Any],
    inner: Keys,
    script: Keys,
    document: Document,
    to_script: Callable[[Keys], Keys],
) -> Problem:
    key = str(next((s for s in reversed(script) if isinstance(s, str)), ""))
    value = fault["input"]
    match fault["type"]:
        case "missing":
            return missing_key(document.place(*script[:-1]), key)
        case "unexpected_keyword_argument":
            names = _field_names(cls, inner[:-1])
            known = [str(to_script((*inner[:-1], name))[-1]) for name in names]
            return unknown_key(document.key_place(*script), key, known)
        case "literal_error":
            allowed = re.findall(r"'([^']+)'", str(fault.get("ctx", {}).get("expected", "")))
            near = nearest(str(value), allowed)
            details = {"key": key, "value": _shown(value), "known": ", ".join(allowed)}
            code = "unknown-value-near" if near else "unknown-value"
            return Problem(document.place(*script), code, {**details, "near": near})
        case kind:
            place = document.place(*script)
            if value is None:
                return Problem(place, "empty-value", {"key": key})
            branches = len(fault["loc"]) > len(inner)
            code = "needs-value" if branches else _TYPE_CODES.get(kind, "needs-value")
            if code == "needs-text" and isinstance(value, bool | int):
                return Problem(place, "needs-quotes", {"key": key, "value": _shown(value)})
            return Problem(place, code, {"key": key, "value": _shown(value)})


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value).replace("\n", " ")[:40] if isinstance(value, str | int | float) else "…"


def _field_names(cls: type[Any], path: Keys) -> list[str]:
    """Return the field names of the class at a path within a class."""
    here: Any = cls
    for step in path:
        here = _inside(here, step)
    return [f.name for f in fields(here)] if is_dataclass(here) else []


def _inside(hint: Any, step: str | int) -> Any:
    if is_dataclass(hint):
        hint = get_type_hints(hint)[str(step)]
        return (
            next((a for a in get_args(hint) if is_dataclass(a)), hint) if _is_union(hint) else hint
        )
    return get_args(hint)[1 if get_origin(hint) in (dict, Mapping) else 0]


def _is_union(hint: Any) -> bool:
    return type(None) in get_args(hint)
