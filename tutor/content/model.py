"""Data of lesson folders besides the steps: facts, words, pictures, the practice phone, problems."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

# The largest picture, in dots, and the characters of a dot.
WIDEST, HIGHEST = 20, 12
INK, PAPER = "X", "."

# Two dots, one above the other, as one character.
_HALF_BLOCKS = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}

# Pictures without dots: the laptop's keyboard with one key marked.
KEY_PICTURES = {f"key-{key}": key for key in ("enter", "left", "r", "h", *"123456789")}

Certainty = Literal["A", "B", "C"]


def written(
    *, key: str = "", one_or_more: bool = False, text_as: str = ""
) -> Mapping[str, str | bool]:
    """Return the metadata of a field that a file writes in another way than under its name.

    `one_or_more`: a single text may stand for a list. `text_as`: a text may stand for an item of the list,
    of which it is then this field.
    """
    return {"key": key, "one_or_more": one_or_more, "text_as": text_as}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file; line and column count from 1, 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a file: `code` names its kind, `details` fill the sentences that describe it.

    `tutor.content.messages` makes the sentences from the code, in the program's language.
    """

    place: Place
    code: str
    details: Mapping[str, str] = field(default_factory=dict)
    warning: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A claim that lessons may make: its value in each language, its source and when it was verified."""

    key: str
    value: Mapping[str, str]
    source: str
    certainty: Certainty
    verified_on: date
    recheck_after: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalContact:
    """A contact that the volunteers of a place fill in, by language; `fallback` is said without a value."""

    key: str
    fallback: Mapping[str, str]
    value: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A term that learners meet on screens, in each language: its name, what it means, what it is like.

    `also` are other spellings of the same word. A spelling in small letters stands for capitals too.
    """

    key: str
    name: Mapping[str, str]
    means: Mapping[str, str]
    like: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def spellings(self, language: str) -> tuple[str, ...]:
        """Return all spellings in a language, the name first; none where the language lacks the word."""
        name = self.name.get(language)
        return (name, *self.also.get(language, ())) if name else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing made of dots, crisp at every letter size.

    `dots` has a line for each row of dots; `says` describes the picture in each language.
    """

    key: str
    says: Mapping[str, str]
    dots: str

    @property
    def width(self) -> int:
        """The cells of a row."""
        return max((len(line) for line in self.dots.splitlines()), default=0)

    @property
    def rows(self) -> tuple[str, ...]:
        """The drawing in half blocks: two rows of dots in one row of cells, all `width` cells wide."""
        lines = [line.ljust(self.width, PAPER) for line in self.dots.splitlines()]
        if len(lines) % 2:
            lines.append(PAPER * self.width)
        return tuple(
            "".join(
                _HALF_BLOCKS[top == INK, bottom == INK] for top, bottom in zip(*pair, strict=True)
            )
            for pair in zip(lines[::2], lines[1::2], strict=True)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photograph of the author's own: a file of the folder `media`, and what it shows in words."""

    file: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A sound of the author's own: a file of the folder `media`, and what is heard in words."""

    file: str
    says: str


Scalar = bool | int | str
Keyboard = Literal["number", "telex", "any"]
ItemKind = Literal["button", "toggle", "field", "message", "text", "key"]

# Digits 1 to 7 press the items of a screen; 8 is the phone's back and 9 its home.
MAX_ITEMS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The effect of a gesture, in this order: `copies`, `sets`, `toggles`, `steps`, `goes`, `says`.

    `copies` maps a value to the value whose content before the gesture it takes, so that a sent text leaves
    its field. `toggles` names a boolean value. `steps` adds to a number within the app's `ranges`; the addend
    is a number, the name of a number, or that name after `-`. `goes` is `app`, `app/screen`, `back` or
    `home`. `says` is a text that the phone shows.
    """

    copies: Mapping[str, str] = field(default_factory=dict)
    sets: Mapping[str, Scalar] = field(default_factory=dict)
    toggles: str = ""
    steps: Mapping[str, int | str] = field(default_factory=dict)
    goes: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneItem:
    """An item of a screen: its label, the condition under which it is there, and its effects.

    `shows` names a value that is written beside the label, a number with its `unit`. The item is there while
    all values of `when` hold; of items with one id only the first of these is there. A `field` keeps typed
    text in the value that `fills` names (a numeric value gets a number, 0 for other text); its tap effect
    follows the typing, `sample` is the text to type where no goal asks for another, `keyboard` opens for it.
    A `key` is a button on the phone's edge or a move of the hand; `gesture` names it: `power`, `volume up`,
    `swipe up`, `hold photo`. `way_out` marks the right way to leave the screen, such as hanging up, where
    back and home leave something running.
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
    """A screen of an app; a dialog and a folder of icons are screens too.

    `gestures` maps gestures in words, such as `swipe up` or `power`, to effects.
    """

    id: str
    title: str
    items: tuple[PhoneItem, ...]
    gestures: Mapping[str, Effect] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneApp:
    """An app: its screens (the first one opens first), its values and the ranges of its numbers.

    `over` names computed boolean values: each is true while one number is greater than another, or than a
    constant.
    """

    id: str
    title: str
    screens: tuple[PhoneScreen, ...]
    values: Mapping[str, Scalar] = field(default_factory=dict)
    ranges: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    over: Mapping[str, tuple[str, int | str]] = field(default_factory=dict)
