"""`PhoneWorld`: the apps of a practice phone, indexed by screen, value and gesture."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tutor.content.model import Effect, PhoneApp, PhoneScreen, Scalar
from tutor.phone.gestures import Gesture, parse_gesture
from tutor.vietnamese import number_in

HOME_APP = "home"
SYSTEM_APP = "system"
# Never seen itself: its gestures work on every screen that does not give them another meaning, and its
# items `back` and `home` name the phone's own keys.
ANYWHERE = "system/anywhere"
LOCK = "system/lock"
# Screens that a value brings up over everything else; an earlier one lies above a later one.
STATE_SCREENS: Mapping[str, tuple[str, bool]] = {
    "system/off": ("power", False),
    "system/asleep": ("awake", False),
    "system/restarting": ("restarting", True),
    LOCK: ("locked", True),
}
DARK_SCREENS = frozenset({"system/off", "system/asleep"})
# The ends of a number for which no app gives a range.
DEFAULT_RANGE = (0, 10)


@dataclass(frozen=True, slots=True, eq=False)
class PhoneWorld:
    """The apps of a practice phone by id; two worlds are equal only when they are the same object.

    `screens` maps "app/screen" to the screen, `home` is the screen that the home button shows, `values`
    holds what every value is at first, `ranges` the ends of every number, `over` the values that follow from
    numbers, `gestures` what a gesture that belongs to no item does on a screen, `own_keys` the names of the
    phone's own keys `back` and `home`.
    """

    apps: Mapping[str, PhoneApp]
    screens: Mapping[str, PhoneScreen] = field(init=False)
    home: str = field(init=False)
    values: Mapping[str, Scalar] = field(init=False)
    ranges: Mapping[str, tuple[int, int]] = field(init=False)
    over: Mapping[str, tuple[str, int | str]] = field(init=False)
    gestures: Mapping[str, Mapping[Gesture, Effect]] = field(init=False)
    own_keys: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        screens = {
            f"{app_id}/{screen.id}": screen
            for app_id, app in self.apps.items()
            for screen in app.screens
        }
        everywhere = screens.pop(ANYWHERE, None)
        if not screens:
            raise ValueError("a practice phone needs a screen")
        values = {k: v for app in self.apps.values() for k, v in app.values.items()}
        given = {k: v for app in self.apps.values() for k, v in app.ranges.items()}
        ranges = {k: given.get(k, DEFAULT_RANGE) for k, v in values.items() if type(v) is int}
        anywhere = _by_gesture(everywhere) if everywhere else {}
        own_keys = {item.id: item.label for item in everywhere.items} if everywhere else {}
        put = object.__setattr__
        put(self, "screens", screens)
        put(self, "ranges", ranges)
        over = {k: v for app in self.apps.values() for k, v in app.over.items() if k in values}
        put(self, "over", over)
        first = {k: within(v, ranges.get(k)) for k, v in values.items()}
        self.settle(first)
        put(self, "values", first)
        put(self, "gestures", {k: {**anywhere, **_by_gesture(s)} for k, s in screens.items()})
        put(self, "own_keys", own_keys)
        put(self, "home", self.find(HOME_APP) or next(iter(screens)))

    def find(self, name: str) -> str | None:
        """Return the id "app/screen" that a name means ("app" is its first screen), None for no screen."""
        if name in self.screens:
            return name
        app = self.apps.get(name)
        first = f"{name}/{app.screens[0].id}" if app and app.screens else ""
        return first if first in self.screens else None

    def first_of(self, screen: str) -> str:
        """Return the id of the first screen of the app that a screen belongs to."""
        return self.find(screen.partition("/")[0]) or screen

    def fits(self, name: str, value: Scalar) -> bool:
        """Tell whether a value is known by this name, of the right type and within its ends."""
        known = self.values.get(name)
        return type(value) is type(known) and within(value, self.ranges.get(name)) == value

    def field_value(self, name: str, text: str) -> Scalar | None:
        """Return what a field that fills this value keeps of a typed text.

        None where it is to be a number and no sure one within its ends stands there.
        """
        if type(self.values.get(name)) is not int:
            return text
        number = number_in(text)
        return number if number is not None and self.fits(name, number) else None

    def settle(self, values: dict[str, Scalar]) -> None:
        """Bring the values that follow from numbers in line with them."""
        for name, (more, less) in self.over.items():
            values[name] = amount(values, more) > amount(values, less)

    def following(self, names: Iterable[str]) -> frozenset[str]:
        """Return the values that follow from numbers of these names."""
        changed = frozenset(names)
        return frozenset(name for name, pair in self.over.items() if not changed.isdisjoint(pair))


def amount(values: Mapping[str, Scalar], term: int | str) -> int:
    """Return a number, or the one that a name stands for, taken off with `-` before it."""
    if isinstance(term, int):
        return term
    number = values.get(term.removeprefix("-"), 0)
    assert isinstance(number, int)
    return -number if term.startswith("-") else number


def within(value: Scalar, ends: tuple[int, int] | None) -> Scalar:
    """Return a number brought within its ends; anything else as it is."""
    if ends is None or type(value) is not int:
        return value
    return max(ends[0], min(ends[1], value))


def _by_gesture(screen: PhoneScreen) -> dict[Gesture, Effect]:
    found: dict[Gesture, Effect] = {}
    for words, effect in screen.gestures.items():
        gesture = parse_gesture(words)
        if gesture is not None:
            found[gesture] = effect
    return found
