"""The visible content of a phone: title, lines and numbered targets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tutor.content.model import MAX_ITEMS, ItemKind, Keyboard, PhoneItem, Scalar
from tutor.phone.gestures import Gesture
from tutor.phone.state import PhoneState, gesture_of, items_on, top_screen
from tutor.phone.world import DARK_SCREENS, STATE_SCREENS, PhoneWorld

BACK = MAX_ITEMS + 1
HOME = MAX_ITEMS + 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Something that can be pressed: its number, what is written on it and the gesture it stands for.

    `value` is the state written beside the label: on or off, a number (with its `unit`) or a text; None when
    there is none.
    A field's gesture is `type` with no text yet: the text is for the learner to add, on its `keyboard`.
    """

    number: int
    label: str
    detail: str = ""
    gesture: Gesture
    kind: ItemKind
    value: Scalar | None = None
    unit: str = ""
    keyboard: Keyboard = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something that is shown and cannot be pressed."""

    kind: ItemKind
    label: str
    detail: str = ""
    value: Scalar | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneView:
    """A phone's face: `screen` is the id of what is seen, `dark` a screen without light.

    `rows` holds the items in the order they stand in, lines and targets mixed; the phone's back and home
    are among `targets` only.
    """

    screen: str
    title: str
    targets: tuple[Target, ...]
    lines: tuple[Line, ...]
    rows: tuple[Target | Line, ...]
    dark: bool
    message: str


def targets(world: PhoneWorld, state: PhoneState) -> tuple[Target, ...]:
    """Return what can be pressed now by number: items 1 to 7, back 8 and home 9 where they work."""
    return view(world, state).targets


def samples(world: PhoneWorld, state: PhoneState) -> Mapping[str, Sequence[str]]:
    """Return the texts that fields name as samples while the state lasts, by the value that they fill."""
    values, found = dict(state.values), dict[str, list[str]]()
    for screen in _with_samples(world):
        for item in items_on(world, screen, values):
            if item.fills and item.sample:
                found.setdefault(item.fills, []).append(item.sample)
    return found


@lru_cache(maxsize=16)
def _with_samples(world: PhoneWorld) -> tuple[str, ...]:
    return tuple(
        name
        for name, screen in world.screens.items()
        if any(item.fills and item.sample for item in screen.items)
    )


def view(world: PhoneWorld, state: PhoneState) -> PhoneView:
    """Return all that a phone shows now."""
    values = dict(state.values)
    screen_id = top_screen(world, state.screens, values)
    pressed: list[Target] = []
    rows: list[Target | Line] = []
    for item in items_on(world, screen_id, values):
        value = values.get(item.shows or item.fills or (item.tap.toggles if item.tap else ""))
        if not can_press(item):
            rows.append(
                Line(
                    kind=item.kind,
                    label=item.label,
                    detail=item.detail,
                    value=value,
                    unit=item.unit,
                )
            )
        elif len(pressed) < MAX_ITEMS:
            target = Target(
                number=len(pressed) + 1,
                label=item.label,
                detail=item.detail,
                gesture=gesture_of(item),
                kind=item.kind,
                value=value,
                unit=item.unit,
                keyboard=item.keyboard,
            )
            pressed.append(target)
            rows.append(target)
    if screen_id not in STATE_SCREENS:
        pressed.append(_own_key(world, BACK, Gesture("back")))
        pressed.append(_own_key(world, HOME, Gesture("home")))
    return PhoneView(
        screen=screen_id,
        title=world.screens[screen_id].title,
        targets=tuple(pressed),
        lines=tuple(row for row in rows if isinstance(row, Line)),
        rows=tuple(rows),
        dark=screen_id in DARK_SCREENS,
        message=state.message,
    )


def can_press(item: PhoneItem) -> bool:
    """Tell whether an item takes a number: plain texts and messages do not."""
    return item.kind not in ("text", "message") or item.tap is not None


def _own_key(world: PhoneWorld, number: int, gesture: Gesture) -> Target:
    label = world.own_keys.get(gesture.kind, "")
    return Target(number=number, label=label, gesture=gesture, kind="key")
