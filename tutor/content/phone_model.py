"""The practice phone as data: apps, their screens, and what a press on an item does.

Texts are in one language: the reader picks it when it loads `lessons/phone/*.yaml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Scalar = bool | int | str
Keyboard = Literal["number", "telex", "any"]
ItemKind = Literal["button", "toggle", "field", "message", "text", "key"]

# Digits 1 to 7 press the items of a screen; 8 is always the phone's back and 9 its home.
MAX_ITEMS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a gesture does, in this order: `copies` and `sets` values, `steps` numbers, `goes` on, `says`.

    `copies` gives a value what another one held before the gesture, so that a sent text leaves its field.
    `goes` names a screen as `app` or `app/screen`, or one of `back` and `home`. `toggles` turns one yes or
    no value over. `steps` adds to a number and stops at the ends that the app's `ranges` give; what it adds
    may be another number by its name, or with `-` before that is taken off.
    """

    copies: Mapping[str, str] = field(default_factory=dict)
    sets: Mapping[str, Scalar] = field(default_factory=dict)
    toggles: str = ""
    steps: Mapping[str, int | str] = field(default_factory=dict)
    goes: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneItem:
    """Something on a screen: what it shows, when it is there, and what tap and hold do to it.

    `shows` names a value whose state is written beside the label, a number with its `unit`. The item is
    there while all values of `when` hold; of items with one id only the first that can be there is. A
    `field` holds typed text in the value that `fills` names (a number where that is one, 0 for what is
    none), its tap effect follows the typing, `sample` is a text to type where a goal asks for none of its
    own, `keyboard` the one that opens for it. A `key` is a button on the phone's edge or a move of the
    hand: `gesture` says which in words, such as `power`, `volume up`, `swipe up` or `hold photo`. `way_out`
    marks the right way to leave its screen, as hanging up in a call: the phone's own back and home leave
    something running.
    """

    kind: ItemKind
    id: str
    label: str
    detail: str = ""
    shows: str = ""
    unit: str = ""
    fills: str = ""
    gesture: str = ""
    sample: str = ""
    keyboard: Keyboard = "any"
    way_out: bool = False
    when: Mapping[str, Scalar] = field(default_factory=dict)
    tap: Effect | None = None
    hold: Effect | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneScreen:
    """One screen of an app; a dialog and a folder of icons are screens as well.

    `gestures` maps gestures in words, such as `swipe up` or `power`, to effects.
    """

    id: str
    title: str
    items: tuple[PhoneItem, ...]
    gestures: Mapping[str, Effect] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneApp:
    """An app: its screens (the first opens first), the values it keeps and the ends of its numbers.

    `over` names values that nobody sets: each tells whether one number is over another, or over a value.
    """

    id: str
    title: str
    screens: tuple[PhoneScreen, ...]
    values: Mapping[str, Scalar] = field(default_factory=dict)
    ranges: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    over: Mapping[str, tuple[str, int | str]] = field(default_factory=dict)
