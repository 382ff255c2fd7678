"""The volunteers' file `targets.yaml`: how many people and homes each hamlet has, and the targets.

It lies beside the records; docs/reports.md describes it.
"""

from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from tutor import places
from tutor.content.messages import line_of
from tutor.content.text import fold_case, one_line
from tutor.content.yaml_reader import read_path
from tutor.dates import parse_day
from tutor.i18n import N_, Message, Translator

Measure = Literal["residents", "households", "access", "classes"]
Certainty = Literal["counted", "estimated"]

PROFICIENT_SKILLS = 5
"""How many mastered skills make somebody proficient, where the file does not state it."""

_LARGEST_NUMBER = 10_000_000


class TargetsError(Exception):
    """The file cannot be used; each of `lines` states a place and a fault in the reader's language."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def load_targets(
    file: Path, translate: Translator, topics: Collection[str] | None = None
) -> "Targets":
    """Read the file, which need not exist; with `topics`, a topic that it names has to be one of them.

    Raises TargetsError with all faults in it.
    """
    if not file.exists():
        return Targets()
    document, problems = read_path(file, file.name)
    if document is None or problems:
        raise TargetsError(tuple(line_of(problem, translate) for problem in problems))
    try:
        data = document.data
        # A file has to state its format, for which the model has a default.
        whole = {"format": None, **data} if isinstance(data, dict) else data
        return Targets.model_validate(whole, context={"topics": topics})
    except ValidationError as error:
        faults = [
            (document.place(*_path(details)).line or 1, _message(details).translated(translate))
            for details in error.errors()
        ]
    raise TargetsError(tuple(one_line(f"{file.name}:{line}: {text}") for line, text in faults))


# Faults.


def _fault(text: str, **values: object) -> PydanticCustomError:
    """Return an error that carries a message of the catalogue."""
    return PydanticCustomError("fault", "{text}", {"text": text, "values": values})


def _path(details: ErrorDetails) -> tuple[int | str, ...]:
    """Return the path of a fault in the document; the validator of a list adds the path within it."""
    inner: tuple[int | str, ...] = details.get("ctx", {}).get("values", {}).get("path", ())
    return (*details["loc"], *inner)


def _message(details: ErrorDetails) -> Message:
    *path, last = details["loc"] or ("",)
    if details["type"] == "extra_forbidden":
        known = ", ".join(sorted(_model(path).model_fields))
        return Message(
            N_("`{name}` is not known here; known are {names}."), {"name": last, "names": known}
        )
    if details["type"] == "fault":
        return Message(details["ctx"]["text"], details["ctx"]["values"])
    # Everything else has a validator of its own: what is left is no mapping where one is needed.
    example = min(_model([*path, last]).model_fields)
    return Message(N_("here have to be lines such as `{name}: …`."), {"name": example})


def _model(path: list[int | str]) -> type[BaseModel]:
    """Return the model of the mapping at this path."""
    lists = [name for name in path if name in ("hamlets", "targets")]
    if not lists:
        return Targets
    return HamletTotals if lists[-1] == "hamlets" else Target


# Single values.


def _text(value: object, info: ValidationInfo) -> str:
    if isinstance(value, str | int) and not isinstance(value, bool):
        return one_line(str(value))
    raise _fault(N_("`{name}` needs a text."), name=info.field_name)


def _day(value: object, info: ValidationInfo) -> date:
    day = parse_day(str(value))
    if day is None:
        raise _fault(N_("`{name}` needs a day such as 31/12/2026."), name=info.field_name)
    return day


def _whole_number(least: int, most: int) -> Callable[[object, ValidationInfo], int]:
    def check(value: object, info: ValidationInfo) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        message = N_("`{name}` needs a whole number from {least} to {most}.")
        raise _fault(message, name=info.field_name, least=least, most=most)

    return check


def _list(value: object, info: ValidationInfo) -> object:
    if isinstance(value, list | tuple):
        return value
    message = N_("`{name}` needs a list: lines that begin with `- `.")
    raise _fault(message, name=info.field_name)


def _commune(value: object, info: ValidationInfo) -> str:
    asked = _text(value, info)
    try:
        return places.find_one(asked).code if asked else ""
    except places.UnclearCommuneError as error:
        raise _fault(error.message.text, **error.message.values) from None


def _topic(value: object, info: ValidationInfo) -> str:
    topic = _text(value, info)
    known = (info.context or {}).get("topics")
    if known is None or not topic or topic in known:
        return topic
    names = ", ".join(sorted(known))
    raise _fault(N_("`{name}` is a topic: {names}."), name=info.field_name, names=names)


def _one_of(values: Collection[object], message: str) -> BeforeValidator:
    """Return the validator of one of these values; the message may name them."""

    def validate(value: object) -> object:
        if value in values:
            return value
        raise _fault(message, names=", ".join(map(str, values)))

    return BeforeValidator(validate)


def _unless_none(
    check: Callable[[object, ValidationInfo], object], default: object = None
) -> BeforeValidator:
    """Return the validator of a value that may be left out."""

    def validate(value: object, info: ValidationInfo) -> object:
        return default if value is None else check(value, info)

    return BeforeValidator(validate)


def _required_field() -> Any:
    """Return a field without a default whose own validator reports that the value is missing."""
    return Field(default=None, validate_default=True)


_Source = Annotated[str, _unless_none(_text, "")]
_Count = Annotated[int | None, _unless_none(_whole_number(0, _LARGEST_NUMBER))]
_Percent = Annotated[int | None, _unless_none(_whole_number(0, 100))]


# The file.


class _Mapping(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Target(_Mapping):
    """What is to be reached by a day: of classes a count, of every other measure a percentage."""

    measure: Annotated[Measure, _one_of(get_args(Measure), N_("`measure` is one of {names}."))] = (
        _required_field()
    )
    percent: _Percent = None
    count: _Count = None
    by: Annotated[date, BeforeValidator(_day)] = _required_field()
    source: _Source = ""

    @model_validator(mode="after")
    def _check_size(self) -> "Target":
        unit = "count" if self.measure == "classes" else "percent"
        if getattr(self, unit) is None:
            message = N_("a target of `{measure}` needs `{unit}`, and nothing else as its size.")
            raise _fault(message, measure=self.measure, unit=unit)
        return self

    @property
    def value(self) -> float:
        """The share to reach, from 0 to 1; of classes, how many."""
        return float(self.count or 0) if self.measure == "classes" else (self.percent or 0) / 100


_TargetList = Annotated[tuple[Target, ...], BeforeValidator(_list)]


class HamletTotals(_Mapping):
    """How many people a hamlet has, how many of them over 60, how many homes; who stated it, and when."""

    commune: Annotated[str, BeforeValidator(_commune)] = _required_field()
    hamlet: Annotated[str, BeforeValidator(_text)] = _required_field()
    residents: _Count = None
    over_60: _Count = None
    households: _Count = None
    sure: Annotated[
        Certainty, _one_of(get_args(Certainty), N_("`sure` is `counted` or `estimated`."))
    ] = "estimated"
    source: _Source = ""
    as_of: Annotated[date | None, _unless_none(_day)] = None
    targets: _TargetList = ()

    @model_validator(mode="after")
    def _check_residents(self) -> "HamletTotals":
        if self.residents is not None and (self.over_60 or 0) > self.residents:
            raise _fault(N_("`over_60` is larger than `residents`, which counts everybody."))
        return self


class Targets(_Mapping):
    """The whole file; empty where there is none.

    Proficient is whoever mastered `proficient_skills` skills, or as many of the topic `proficient_of` where
    it is named. `organisation` stands at the top of pages that are handed out.
    """

    format: Annotated[int, _one_of((1,), N_("the first line has to say `format: 1`."))] = 1
    proficient_skills: Annotated[
        int, _unless_none(_whole_number(1, _LARGEST_NUMBER), PROFICIENT_SKILLS)
    ] = PROFICIENT_SKILLS
    proficient_of: Annotated[str, _unless_none(_topic, "")] = ""
    organisation: _Source = ""
    targets: _TargetList = ()
    hamlets: Annotated[tuple[HamletTotals, ...], BeforeValidator(_list)] = ()

    @field_validator("hamlets")
    @classmethod
    def _check_hamlets(cls, hamlets: tuple[HamletTotals, ...]) -> tuple[HamletTotals, ...]:
        seen: set[tuple[str, str]] = set()
        for index, totals in enumerate(hamlets):
            key = (totals.commune, fold_case(totals.hamlet))
            if key in seen and totals.hamlet:
                message = N_("{hamlet} stands here twice; please keep one of them.")
                raise _fault(message, hamlet=totals.hamlet, path=(index, "hamlet"))
            seen.add(key)
        return hamlets
