"""`PhoneState` and its transitions: `press(world, state, gesture)`."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tutor.content.model import Effect, PhoneItem, Scalar
from tutor.content.text import one_line
from tutor.phone.gestures import Gesture, parse_gesture
from tutor.phone.world import (
    DARK_SCREENS,
    LOCK,
    STATE_SCREENS,
    SYSTEM_APP,
    PhoneWorld,
    amount,
    within,
)

MAX_TYPED = 120


@dataclass(frozen=True, slots=True)
class PhoneState:
    """A phone at one moment: the screens behind each other, the last on top, and all values by name.

    `message` is the line that the last gesture brought; it does not tell two states apart.
    """

    screens: tuple[str, ...]
    values: tuple[tuple[str, Scalar], ...]
    message: str = field(default="", compare=False)


def start(world: PhoneWorld, setup: Mapping[str, Scalar]) -> PhoneState:
    """Return a phone as a lesson wants it: `screen` names the screen, the other keys are values.

    Names that the phone does not know and values of another type are passed over, numbers brought
    within their ends. A dark phone is locked as well, since waking it shows the lock.
    """
    values = dict(world.values)
    for name, value in setup.items():
        if name in values and type(value) is type(values[name]):
            values[name] = within(value, world.ranges.get(name))
    world.settle(values)
    screens: tuple[str, ...] = (world.home,)
    asked = world.find(str(setup.get("screen", "")))
    if asked is not None:
        if asked not in STATE_SCREENS:
            screens = _go(world, screens, world.first_of(asked), values)
        screens = _go(world, screens, asked, values)
    if "locked" in values and top_screen(world, screens, values) in DARK_SCREENS:
        values["locked"] = True
    return _state(screens, values)


def values_of(world: PhoneWorld, state: PhoneState) -> Mapping[str, Scalar]:
    """Return every value of the phone by name."""
    return {**world.values, **dict(state.values)}


def visible_screen(world: PhoneWorld, state: PhoneState) -> str:
    """Return the id of the screen that is seen: a dark or locked phone hides what lies beneath.

    Screens of the system itself, such as the power menu, are seen over the lock.
    """
    return top_screen(world, state.screens, dict(state.values))


def goal_is_reached(world: PhoneWorld, state: PhoneState, goal: Mapping[str, Scalar]) -> bool:
    """Tell whether every value of the goal holds; the key `screen` names the screen that is seen.

    Texts are compared without regard to capitals.
    """
    return goal_holds(world, state.screens, dict(state.values), goal)


def press(world: PhoneWorld, state: PhoneState, gesture: Gesture) -> PhoneState:
    """Return the phone after a gesture; one that means nothing here changes nothing and says nothing."""
    values = dict(state.values)
    screen = top_screen(world, state.screens, values)
    match gesture.kind:
        case "back" | "home" if screen in STATE_SCREENS:
            return replace(state, message="")
        case "back":
            return _state(state.screens[:-1] or state.screens, values)
        case "home":
            return _state((world.home,), values)
        case "type":
            pointed = _pointed(items_on(world, screen, values), gesture)
            text = field_text(gesture.text)
            if pointed is None or not pointed.fills or not text:
                return replace(state, message="")
            value = world.field_value(pointed.fills, text)
            if value is None:
                return replace(state, message="")
            values[pointed.fills] = value
            return _apply(world, state.screens, values, pointed.tap or Effect())
        case _:
            effect = effect_of(world, screen, gesture, values)
            if effect is None:
                return replace(state, message="")
            return _apply(world, state.screens, values, effect)


def unread(world: PhoneWorld, state: PhoneState, gesture: Gesture) -> bool:
    """Tell whether a gesture types something into a field for a number that is not read as one."""
    text = field_text(gesture.text)
    if gesture.kind != "type" or not text:
        return False
    values = dict(state.values)
    pointed = _pointed(items_on(world, top_screen(world, state.screens, values), values), gesture)
    if pointed is None or not pointed.fills:
        return False
    return world.field_value(pointed.fills, text) is None


def top_screen(world: PhoneWorld, screens: tuple[str, ...], values: Mapping[str, Scalar]) -> str:
    """Return the id of the screen that is seen, given the screens behind each other and the values."""
    top = screens[-1]
    for screen, (name, value) in STATE_SCREENS.items():
        if values.get(name) is value and screen in world.screens:
            if screen == LOCK and top.startswith(f"{SYSTEM_APP}/"):
                continue
            return screen
    return top


def goal_holds(
    world: PhoneWorld,
    screens: tuple[str, ...],
    values: Mapping[str, Scalar],
    goal: Mapping[str, Scalar],
) -> bool:
    """Tell whether a goal holds, given the screens behind each other and the values."""
    return all(
        top_screen(world, screens, values) == world.find(str(value))
        if name == "screen"
        else name in values and same(values[name], value)
        for name, value in goal.items()
    )


def items_on(world: PhoneWorld, screen: str, values: Mapping[str, Scalar]) -> tuple[PhoneItem, ...]:
    """Return the items that are on a screen while these values hold, in order, no id twice."""
    found: dict[str, PhoneItem] = {}
    for item in world.screens[screen].items:
        if item.id not in found and (not item.when or holds(item.when, values)):
            found[item.id] = item
    return tuple(found.values())


def holds(conditions: Mapping[str, Scalar], values: Mapping[str, Scalar]) -> bool:
    """Tell whether every one of the conditions is met by the values."""
    return all(name in values and same(values[name], v) for name, v in conditions.items())


def same(one: Scalar, other: Scalar) -> bool:
    """Tell whether two values are the same, texts without regard to capitals."""
    if isinstance(one, str) and isinstance(other, str):
        return one == other or one.casefold() == other.casefold()
    return type(one) is type(other) and one == other


def field_text(text: str) -> str:
    """Return a text as a field keeps it: on one line, without needless spaces, of at most 120 letters."""
    return one_line(text)[:MAX_TYPED].strip()


def gesture_of(item: PhoneItem) -> Gesture:
    """Return the gesture by which an item is used; for a field it has no text yet."""
    if item.kind == "field":
        return Gesture("type", item.id)
    return parse_gesture(item.gesture) or Gesture("tap", item.id)


def effect_of(
    world: PhoneWorld, screen: str, gesture: Gesture, values: Mapping[str, Scalar]
) -> Effect | None:
    """Return what a gesture does on a screen while these values hold, None for nothing.

    A key's own effect comes first, then that of the item it points at, then the screen's gestures.
    """
    items = items_on(world, screen, values)
    for item in items:
        if item.kind == "key" and item.tap and gesture in (gesture_of(item), _tap(item)):
            return item.tap
    pointed = _pointed(items, gesture)
    if pointed is not None:
        stands_for = gesture_of(pointed)
        if gesture.kind == "tap" and stands_for.kind not in ("tap", "type"):
            return effect_of(world, screen, stands_for, values)
        effect = pointed.hold if gesture.kind == "hold" else pointed.tap
        if effect is not None and pointed.kind != "field":
            return effect
    return world.gestures[screen].get(gesture)


def _tap(item: PhoneItem) -> Gesture:
    return Gesture("tap", item.id)


def _pointed(items: tuple[PhoneItem, ...], gesture: Gesture) -> PhoneItem | None:
    if gesture.kind not in ("tap", "hold", "type"):
        return None
    return next((item for item in items if item.id == gesture.target), None)


def _apply(
    world: PhoneWorld, screens: tuple[str, ...], values: dict[str, Scalar], effect: Effect
) -> PhoneState:
    screens = apply(world, screens, values, effect)
    return _state(screens, values, effect.says)


def apply(
    world: PhoneWorld, screens: tuple[str, ...], values: dict[str, Scalar], effect: Effect
) -> tuple[str, ...]:
    """Change the values as an effect does and return the screens behind each other after it."""
    before = {name: values[source] for name, source in effect.copies.items() if source in values}
    for name, value in (*before.items(), *effect.sets.items()):
        if world.fits(name, value):
            values[name] = value
    if effect.toggles:
        values[effect.toggles] = not values.get(effect.toggles, False)
    for name, step in effect.steps.items():
        number = values.get(name)
        if type(number) is int:
            values[name] = within(number + amount(values, step), world.ranges.get(name))
    world.settle(values)
    match effect.goes:
        case "":
            return screens
        case "back":
            return screens[:-1] or screens
        case "home":
            return (world.home,)
        case name:
            target = world.find(name)
            return screens if target is None else _go(world, screens, target, values)


def _go(
    world: PhoneWorld, screens: tuple[str, ...], target: str, values: dict[str, Scalar]
) -> tuple[str, ...]:
    if target in STATE_SCREENS:
        name, value = STATE_SCREENS[target]
        values[name] = value
        return screens
    if target == world.home:
        return (target,)
    # A screen that lies further back comes to the front, so that back never runs in circles.
    if target in screens:
        return screens[: screens.index(target) + 1]
    return (*screens, target)


def _state(screens: tuple[str, ...], values: Mapping[str, Scalar], message: str = "") -> PhoneState:
    return PhoneState(screens, tuple(sorted(values.items())), message)
