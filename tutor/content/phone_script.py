"""What the files of the practice phone hold, from which the phone's model is built in one language."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from dataclasses import field as field_of
from typing import Annotated, Literal, NoReturn, get_args

from tutor.content.decoding import Refused
from tutor.content.model import (
    Effect,
    ItemKind,
    Keyboard,
    PhoneApp,
    PhoneItem,
    PhoneScreen,
    Scalar,
    written,
)
from tutor.content.yaml_reader import Value
from tutor.i18n import N_

# The phone is drawn 34 columns wide: a label stands beside its number and value, a detail below it.
MAX_LABEL = 22
MAX_DETAIL = 40

_KINDS: tuple[ItemKind, ...] = get_args(ItemKind)
NEEDED: Mapping[str, str] = {"key": "gesture", "field": "fills"}
ITEM_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
VALUE_NAME = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
GESTURE = re.compile(
    r"power|volume[ -](?:up|down)|swipe (?:up|down|left|right)|hold [a-z0-9]+(?:-[a-z0-9]+)*"
)


# Checks of single values, which take the language of texts as well.


def _refuse_type(wanted: str) -> NoReturn:
    raise Refused("phone-wrong-type", wanted=wanted)


def _text(limit: int = 0) -> Callable[[Value, str], str]:
    """Return the check of a text by language, or of one text for all languages."""

    def check(value: Value, language: str) -> str:
        if isinstance(value, dict):
            if language not in value:
                raise Refused("phone-no-language", language=language)
            value = value[language]
        if not isinstance(value, str):
            _refuse_type(N_("a text, such as {vi: …, en: …}"))
        if limit and len(value) > limit:
            raise Refused("phone-long", text=value, count=str(len(value)), limit=str(limit))
        return value

    return check


def _name(pattern: re.Pattern[str]) -> Callable[[Value, str], str]:
    """Return the check of a name that lessons refer to; YAML reads some as numbers."""

    def check(value: Value, _language: str) -> str:
        name = str(value) if type(value) is int else value
        if isinstance(name, str) and pattern.fullmatch(name):
            return name
        raise Refused("bad-id", id=str(value))

    return check


def _gesture(value: Value, _language: str) -> str:
    if isinstance(value, str) and GESTURE.fullmatch(value):
        return value
    raise Refused("phone-gesture", words=str(value))


def _range(value: Value, _language: str) -> tuple[int, int]:
    match value:
        case [int(low), int(high)] if low < high and bool not in (type(low), type(high)):
            return low, high
    _refuse_type(N_("the least and the greatest number, such as [0, 10]"))


def _comparison(value: Value, _language: str) -> tuple[str, int | str]:
    match value:
        case [str(name), int() | str() as other] if not isinstance(other, bool):
            return name, other
    _refuse_type(N_("a number's name and a number or its name, such as [paid, 100]"))


_Id = Annotated[str, _name(ITEM_ID)]
_ValueName = Annotated[str, _name(VALUE_NAME)]
_Label = Annotated[str, _text(MAX_LABEL)]
_Detail = Annotated[str, _text(MAX_DETAIL)]
_Gesture = Annotated[str, _gesture]


# What the files hold: the model of the phone, as it is written.


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectScript(Effect):
    """The effect of a gesture, whose text stands in several languages."""

    says: Annotated[str, _text()] = ""

    def build(self) -> Effect:
        """Return the effect of the phone model."""
        return Effect(**{part.name: getattr(self, part.name) for part in fields(Effect)})


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemScript(EffectScript):
    """An item; one key names its kind and holds its label, its tap effect stands beside it."""

    button: _Label | None = None
    toggle: _Label | None = None
    field: _Label | None = None
    message: _Detail | None = None
    text: _Detail | None = None
    key: _Label | None = None
    id: _Id
    detail: _Detail = ""
    shows: str = ""
    unit: _Label = ""
    fills: str = ""
    gesture: _Gesture = ""
    sample: _Detail = ""
    keyboard: Keyboard = "any"
    way_out: bool = field_of(default=False, metadata=written(key="way-out"))
    when: Mapping[str, Scalar] = field_of(default_factory=dict)
    hold: EffectScript | None = None

    def __post_init__(self) -> None:
        kinds = [kind for kind in _KINDS if getattr(self, kind) is not None]
        if len(kinds) != 1:
            raise Refused("phone-item-kind", known=", ".join(_KINDS))
        needed = NEEDED.get(kinds[0])
        if needed and not getattr(self, needed):
            raise Refused("missing-key", key=needed)

    def build_item(self) -> PhoneItem:
        """Return the item of the phone model."""
        kind = next(kind for kind in _KINDS if getattr(self, kind) is not None)
        tap = self.build()
        return PhoneItem(
            kind=kind,
            label=getattr(self, kind),
            tap=None if tap == Effect() else tap,
            hold=None if self.hold is None else self.hold.build(),
            **{name: getattr(self, name) for name in _SAME_IN_MODEL},
        )


_SAME_IN_MODEL = (
    *("id", "detail", "shows", "unit", "fills", "gesture", "sample", "keyboard", "way_out"),
    "when",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenScript:
    """A screen under its id; its items are numbered as in the file, also where a faulty one is left out."""

    title: _Label
    items: Mapping[int, ItemScript]
    gestures: Mapping[_Gesture, EffectScript] = field_of(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppScript:
    """A whole file."""

    format: Literal[1]
    app: _Id
    title: _Label
    screens: Mapping[_Id, ScreenScript]
    values: Mapping[_ValueName, Scalar] = field_of(default_factory=dict)
    ranges: Mapping[str, Annotated[tuple[int, int], _range]] = field_of(default_factory=dict)
    over: Mapping[str, Annotated[tuple[str, int | str], _comparison]] = field_of(
        default_factory=dict
    )

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
