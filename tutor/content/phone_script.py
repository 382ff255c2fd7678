"""The form of the files of the practice phone, as pydantic models that read it in one language.

The context of a validation holds the language. An error of a validator has the code of a problem as its type.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any, NoReturn, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from tutor.content.model import Effect, ItemKind, Keyboard, PhoneApp, PhoneItem, PhoneScreen
from tutor.i18n import N_

# The phone is drawn 34 columns wide: a label stands beside its number and value, a detail below it.
MAX_LABEL = 22
MAX_DETAIL = 40

_KINDS: tuple[ItemKind, ...] = get_args(ItemKind)
_NEEDED: Mapping[str, str] = {"key": "gesture", "field": "fills"}
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_VALUE_NAME = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_GESTURE = re.compile(
    r"power|volume[ -](?:up|down)|swipe (?:up|down|left|right)|hold [a-z0-9]+(?:-[a-z0-9]+)*"
)
# What a container holds, by its key.
CONTAINERS = {
    "screens": N_("screens by their ids"),
    "values": N_("values by their names"),
    "ranges": N_("ranges by the names of values"),
    "over": N_("pairs of numbers by the names of values"),
    "items": N_("a list of items"),
    "gestures": N_("effects by gestures"),
    "copies": N_("names of values by names of values"),
    "sets": N_("values by their names"),
    "when": N_("values by their names"),
    "steps": N_("steps by values"),
}


# Single values.


def _fail(code: Any, **details: str) -> NoReturn:
    raise PydanticCustomError(code, code, details)


def _wrong_type(wanted: str) -> NoReturn:
    _fail("phone-wrong-type", wanted=wanted)


def _of_type(wanted: str, *types: type) -> BeforeValidator:
    """Return the validator of a value of exactly one of the types; a bool is no int here."""

    def check(value: Any) -> Any:
        return value if type(value) in types else _wrong_type(wanted)

    return BeforeValidator(check)


def _text(limit: int = 0) -> BeforeValidator:
    """Return the validator of a text by language, or of one text for all languages."""

    def check(value: Any, info: ValidationInfo) -> str:
        language = str((info.context or {})["language"])
        if isinstance(value, dict):
            if language not in value:
                _fail("phone-no-language", language=language)
            value = value[language]
        if not isinstance(value, str):
            _wrong_type(N_("a text, such as {vi: …, en: …}"))
        if limit and len(value) > limit:
            _fail("phone-long", text=value, count=str(len(value)), limit=str(limit))
        return value

    return BeforeValidator(check)


def _named(pattern: re.Pattern[str]) -> BeforeValidator:
    """Return the validator of a name that lessons refer to; YAML reads some as numbers."""

    def check(value: Any) -> str:
        name = str(value) if type(value) is int else value
        if isinstance(name, str) and pattern.fullmatch(name):
            return name
        _fail("phone-id", id=str(value))

    return BeforeValidator(check)


def _gesture(value: Any) -> str:
    if not isinstance(value, str):
        _wrong_type(N_("one name"))
    if not _GESTURE.fullmatch(value):
        _fail("phone-gesture", words=value)
    return value


def _keyboard(value: Any) -> Any:
    known = get_args(Keyboard)
    return value if value in known else _wrong_type(", ".join(known))


def _range(value: Any) -> tuple[int, int]:
    if isinstance(value, list) and [type(end) for end in value] == [int, int]:
        low, high = value
        if low < high:
            return low, high
    _wrong_type(N_("the least and the greatest number, such as [0, 10]"))


def _comparison(value: Any) -> tuple[str, int | str]:
    types = [type(part) for part in value] if isinstance(value, list) else []
    if types in ([str, int], [str, str]):
        return value[0], value[1]
    _wrong_type(N_("a number's name and a number or its name, such as [paid, 100]"))


class Items(dict[int, Any]):
    """The items of a screen by their number, so that leaving one out changes no other path."""


def _items(value: Any) -> Any:
    return value if isinstance(value, Items) else _wrong_type(CONTAINERS["items"])


_Id = Annotated[str, _named(_ID)]
_Word = Annotated[str, _of_type(N_("one name"), str)]
_Label = Annotated[str, _text(MAX_LABEL)]
_Detail = Annotated[str, _text(MAX_DETAIL)]
_Gesture = Annotated[str, BeforeValidator(_gesture)]
_ANY_SCALAR = N_("true, false, a number or a text")
_Value = Annotated[Any, _of_type(_ANY_SCALAR, bool, int, str)]
_Step = Annotated[Any, _of_type(N_("a whole number"), int, str)]
_YesNo = Annotated[bool, _of_type(N_("true or false"), bool)]


# The file.


class Script(BaseModel):
    """Base class: a mapping without other keys."""

    model_config = ConfigDict(extra="forbid")


class EffectScript(Script):
    """The effect of a gesture; see `Effect`."""

    copies: dict[str, _Word] = {}
    sets: dict[str, _Value] = {}
    toggles: _Word = ""
    steps: dict[str, _Step] = {}
    goes: _Word = ""
    says: Annotated[str, _text()] = ""

    def build(self) -> Effect:
        """Return the effect of the phone model."""
        return Effect(**{name: getattr(self, name) for name in EffectScript.model_fields})


class ItemScript(EffectScript):
    """An item; the first key names its kind and holds its label, its tap effect stands beside it."""

    button: _Label = ""
    toggle: _Label = ""
    field: _Label = ""
    message: _Detail = ""
    text: _Detail = ""
    key: _Label = ""
    id: _Id
    detail: _Detail = ""
    shows: _Word = ""
    unit: _Label = ""
    fills: _Word = ""
    gesture: _Gesture = ""
    sample: _Detail = ""
    keyboard: Annotated[Keyboard, BeforeValidator(_keyboard)] = "any"
    way_out: _YesNo = Field(default=False, alias="way-out")
    when: dict[str, _Value] = {}
    hold: EffectScript = EffectScript()

    @model_validator(mode="before")
    @classmethod
    def _check_kind(cls, data: Any) -> Any:
        if isinstance(data, dict) and data:
            kinds = [kind for kind in _KINDS if kind in data]
            if len(kinds) != 1:
                _fail("phone-item-kind", known=", ".join(_KINDS))
            needed = _NEEDED.get(kinds[0])
            if needed and needed not in data:
                _fail("phone-missing-key", key=needed)
        return data

    def build_item(self) -> PhoneItem:
        """Return the item of the phone model."""
        kind = next(kind for kind in _KINDS if kind in self.model_fields_set)
        taps = self.model_fields_set & set(EffectScript.model_fields)
        return PhoneItem(
            kind=kind,
            label=getattr(self, kind),
            tap=self.build() if taps else None,
            hold=self.hold.build() if "hold" in self.model_fields_set else None,
            **{name: getattr(self, name) for name in _SAME_IN_MODEL},
        )


_SAME_IN_MODEL = (
    *("id", "detail", "shows", "unit", "fills", "gesture", "sample", "keyboard", "way_out"),
    "when",
)


class ScreenScript(Script):
    """A screen under its id."""

    title: _Label
    items: Annotated[dict[int, ItemScript], BeforeValidator(_items)]
    gestures: dict[_Gesture, EffectScript] = {}


class AppScript(Script):
    """A whole file."""

    format: Any
    app: _Id
    title: _Label
    values: dict[Annotated[str, _named(_VALUE_NAME)], _Value] = {}
    ranges: dict[str, Annotated[tuple[int, int], BeforeValidator(_range)]] = {}
    over: dict[str, Annotated[tuple[str, int | str], BeforeValidator(_comparison)]] = {}
    screens: dict[_Id, ScreenScript]

    def build(self) -> PhoneApp:
        """Return the app of the phone model."""
        return PhoneApp(
            id=self.app,
            title=self.title,
            values=self.values,
            ranges=self.ranges,
            over=self.over,
            screens=tuple(
                PhoneScreen(
                    id=name,
                    title=screen.title,
                    items=tuple(item.build_item() for item in screen.items.values()),
                    gestures={words: effect.build() for words, effect in screen.gestures.items()},
                )
                for name, screen in self.screens.items()
            ),
        )
