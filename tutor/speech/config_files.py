"""Reads the YAML files of `voices/` (profiles and lexicons) and validates them with pydantic.

The first error of pydantic becomes one sentence that names the file, the place and the fault.
"""

from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

_T = TypeVar("_T")

_UNKNOWN = ("extra_forbidden", "unexpected_keyword_argument")
_SENTENCES = {
    **dict.fromkeys(_UNKNOWN, "is unknown: correct or remove it"),
    **dict.fromkeys(("string_type", "string_too_short"), "must be text"),
    **dict.fromkeys(("dict_type", "mapping_type", "dataclass_type"), "must hold named values"),
    **dict.fromkeys(("float_type", "int_type"), "must be a number"),
    "greater_than_equal": "must be a number, at least {ge:g}",
    "less_than_equal": "must be a number, at most {le:g}",
    "literal_error": "must be one of {expected}",
    "missing": "is missing",
    "value_error": "{error}",
}


class ConfigError(ValueError):
    """A profile or a lexicon is invalid; the message names the file, the place and the fault."""


def load_yaml(file: Path, loader: Any, largest: int) -> Any:
    """Return the content of a YAML file of at most `largest` bytes; `loader` must be a safe loader.

    Raises:
        ConfigError: the file cannot be read, is too large or is not YAML.
    """
    try:
        data = file.read_bytes()
        if len(data) > largest:
            raise ConfigError(f"{file.name}: larger than {largest} bytes")
        return yaml.load(data.decode("utf-8"), Loader=loader)  # noqa: S506 - the caller's is safe
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ConfigError(f"{file.name}: cannot be read: {error}") from error


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    return TypeAdapter(model)


def check_values(file: Path, values: Any, model: type[_T]) -> _T:
    """Return the values converted to `model`.

    Raises:
        ConfigError: they do not match. An unknown name is reported first: a misspelt name is missing too.
    """
    try:
        checked: _T = _adapter(cast(Any, model)).validate_python(values)
    except ValidationError as error:
        first = min(error.errors(), key=lambda problem: problem["type"] not in _UNKNOWN)
        raise ConfigError(f"{file.name}: {_describe(first)}") from error
    return checked


def _describe(problem: ErrorDetails) -> str:
    place = ".".join(str(part) for part in problem["loc"] if part != "[key]") or "the file"
    sentence = _SENTENCES.get(problem["type"])
    return f"{place} {sentence.format(**problem.get('ctx', {})) if sentence else problem['msg']}"
