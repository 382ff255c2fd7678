"""A validator of the keywords of JSON Schema that the project's schemas use; a new keyword is an error."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Schema = Mapping[str, Any]
_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: type(value) is int,
    "boolean": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}
# What says nothing about the value, and what is read beside another keyword.
_TALK = {
    *("$schema", "$defs", "description", "default", "defaultSnippets", "then", "else"),
    *("errorMessage", "patternErrorMessage", "minContains", "maxContains", "additionalProperties"),
}


def accepts(schema: Schema, value: Any, whole: Schema | None = None) -> bool:
    """Return whether a value of YAML fits a schema; `whole` is the one with the definitions."""
    whole = whole or schema
    unknown = set(schema) - _TALK - set(_KEYWORDS)
    assert not unknown, f"the validator of the tests does not know {unknown}"

    def fits(inner: Schema, part: Any) -> bool:
        return accepts(inner, part, whole)

    def refer(name: str) -> Schema:
        found: Schema = whole["$defs"][name.rpartition("/")[2]]
        return found

    names = set(schema) & set(_KEYWORDS)
    names |= {"properties"} & {"properties" if "additionalProperties" in schema else ""}
    return all(_KEYWORDS[name](schema, value, fits, refer) for name in names)


_Fits = Callable[[Schema, Any], bool]


def _type(schema: Schema, value: Any, *_: Any) -> bool:
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return any(_TYPES[kind](value) for kind in kinds)


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)


def _properties(schema: Schema, value: Any, fits: _Fits, _: Any) -> bool:
    if not isinstance(value, dict):
        return True
    known = schema.get("properties", {})
    others = schema.get("additionalProperties", True)
    for key, part in value.items():
        if key in known:
            if not fits(known[key], part):
                return False
        elif others is False or (isinstance(others, Mapping) and not fits(others, part)):
            return False
    return True


def _contains(schema: Schema, value: Any, fits: _Fits, _: Any) -> bool:
    if not isinstance(value, list):
        return True
    count = sum(fits(schema["contains"], part) for part in value)
    least, most = schema.get("minContains", 1), schema.get("maxContains", count)
    return bool(least <= count <= most)


def _if(schema: Schema, value: Any, fits: _Fits, _: Any) -> bool:
    branch = "then" if fits(schema["if"], value) else "else"
    return branch not in schema or fits(schema[branch], value)


def _sized(
    keyword: str, kind: type, right: Callable[[int, int], bool]
) -> Callable[[Schema, Any, _Fits, Any], bool]:
    def check(schema: Schema, value: Any, _: _Fits, __: Any) -> bool:
        if kind is int:
            return type(value) is not int or right(value, schema[keyword])
        sized = isinstance(value, str | list | dict) and isinstance(value, kind)
        return not sized or right(len(value), schema[keyword])

    return check


def _at_least(value: int, limit: int) -> bool:
    return value >= limit


def _at_most(value: int, limit: int) -> bool:
    return value <= limit


def _dependent(schema: Schema, value: Any, *_: Any) -> bool:
    needed: Mapping[str, Sequence[str]] = schema["dependentRequired"]
    return not isinstance(value, dict) or all(
        key not in value or set(others) <= value.keys() for key, others in needed.items()
    )


_KEYWORDS: Mapping[str, Callable[[Schema, Any, _Fits, Any], bool]] = {
    "type": _type,
    "$ref": lambda schema, value, fits, refer: fits(refer(schema["$ref"]), value),
    "enum": lambda schema, value, *_: any(_same(value, choice) for choice in schema["enum"]),
    "const": lambda schema, value, *_: _same(value, schema["const"]),
    "pattern": lambda schema, value, *_: (
        not isinstance(value, str) or re.search(schema["pattern"], value) is not None
    ),
    "minLength": _sized("minLength", str, _at_least),
    "maxLength": _sized("maxLength", str, _at_most),
    "minimum": _sized("minimum", int, _at_least),
    "maximum": _sized("maximum", int, _at_most),
    "minItems": _sized("minItems", list, _at_least),
    "maxItems": _sized("maxItems", list, _at_most),
    "minProperties": _sized("minProperties", dict, _at_least),
    "maxProperties": _sized("maxProperties", dict, _at_most),
    "required": lambda schema, value, *_: (
        not isinstance(value, dict) or set(schema["required"]) <= value.keys()
    ),
    "dependentRequired": _dependent,
    "properties": _properties,
    "propertyNames": lambda schema, value, fits, _: (
        not isinstance(value, dict) or all(fits(schema["propertyNames"], key) for key in value)
    ),
    "items": lambda schema, value, fits, _: (
        not isinstance(value, list) or all(fits(schema["items"], part) for part in value)
    ),
    "contains": _contains,
    "allOf": lambda schema, value, fits, _: all(fits(part, value) for part in schema["allOf"]),
    "anyOf": lambda schema, value, fits, _: any(fits(part, value) for part in schema["anyOf"]),
    "oneOf": lambda schema, value, fits, _: sum(fits(p, value) for p in schema["oneOf"]) == 1,
    "not": lambda schema, value, fits, _: not fits(schema["not"], value),
    "if": _if,
}
