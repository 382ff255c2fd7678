"""The form of a voice profile in a file, checked with pydantic; the first error becomes a phrase.

A module of its own, so that the voice worker need not import pydantic.
"""

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, ValidationError
from pydantic_core import ErrorDetails

from tutor.speech.speaker import SPEEDS, Speed

_UNKNOWN = "extra_forbidden"
_SENTENCES = {
    _UNKNOWN: "is unknown: correct or remove it",
    **dict.fromkeys(("string_type", "string_too_short"), "must be text"),
    **dict.fromkeys(("dict_type", "mapping_type", "model_type"), "must hold named values"),
    "float_type": "must be a number",
    "greater_than_equal": "must be a number, at least {ge:g}",
    "less_than_equal": "must be a number, at most {le:g}",
    "literal_error": "must be one of {expected}",
    "missing": "is missing",
    "value_error": "{error}",
}

_T = TypeVar("_T")


def _for_every_speed(values: Mapping[Speed, _T]) -> Mapping[Speed, _T]:
    if len(values) < len(SPEEDS):
        raise ValueError(f"must hold {', '.join(SPEEDS)}")
    return values


def _by_system(order: Any) -> Any:
    return order if isinstance(order, dict) else {"": order}


_Text = Annotated[str, Field(min_length=1)]
_Seconds = Annotated[float, Field(strict=True, ge=0, le=5)]
_Rate = Annotated[float, Field(strict=True, ge=1, le=1000)]
_BySpeed = Annotated[Mapping[Speed, _T], AfterValidator(_for_every_speed)]


class _Pauses(BaseModel):
    comma: _Seconds
    sentence: _Seconds
    question: _Seconds


class _EngineVoice(BaseModel):
    voice: str = ""
    rate: _BySpeed[_Rate] | None = None


class _Profile(BaseModel, extra="forbid"):
    name: _Text
    language: _Text
    engines: dict[str, _EngineVoice]
    order: Annotated[dict[str, list[str]], BeforeValidator(_by_system)] = {}
    pauses: _BySpeed[_Pauses]
    region: str = ""
    title: str = ""
    attribution: str = ""


def fault_in_profile(values: Any) -> str:
    """Return the place and the fault of the first error in the values of a profile file; empty for none.

    Unknown names come first: a misspelt name is missing too.
    """
    try:
        profile = _Profile.model_validate(values)
    except ValidationError as error:
        return _describe(min(error.errors(), key=lambda problem: problem["type"] != _UNKNOWN))
    for system, names in profile.order.items():
        if not set(names) <= set(profile.engines):
            return f"{f'order.{system}'.rstrip('.')} must be a list of names under engines"
    return ""


def _describe(problem: ErrorDetails) -> str:
    place = ".".join(str(part) for part in problem["loc"] if part != "[key]") or "the file"
    sentence = _SENTENCES.get(problem["type"])
    return f"{place} {sentence.format(**problem.get('ctx', {})) if sentence else problem['msg']}"
