"""What a hand can do on each screen of a practice phone, seen from outside any state."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tutor.content.phone_model import Effect, PhoneItem, Scalar
from tutor.phone.gestures import Gesture
from tutor.phone.state import effect_of, gesture_of, items_on, typed
from tutor.phone.view import can_press
from tutor.phone.world import STATE_SCREENS, PhoneWorld, amount

Texts = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Move:
    """A gesture that can be made on a screen, and all it does; a field takes its text into `fills`.

    `item` is what it is made on, None for the phone's own back and home; `changed` names the values that it
    may change.
    """

    item: PhoneItem | None
    gesture: Gesture
    effect: Effect
    fills: str
    changed: frozenset[str]


def moves_on(
    world: PhoneWorld, screen: str, values: Mapping[str, Scalar], texts: Texts
) -> Iterator[Move]:
    """Yield what the numbers on a screen do while these values hold; `texts` are those asked for."""
    for item in items_on(world, screen, values):
        if not can_press(item):
            continue
        if item.kind == "field":
            for text in texts_for(item, texts):
                if world.kept(item.fills, text) is None:
                    continue
                effect = item.tap or Effect()
                gesture = Gesture("type", item.id, text)
                yield Move(item, gesture, effect, item.fills, changed_by(world, effect, item.fills))
            continue
        gesture = gesture_of(item)
        found = effect_of(world, screen, gesture, values)
        if found is not None:
            yield Move(item, gesture, found, "", changed_by(world, found))
    if screen not in STATE_SCREENS:
        yield Move(None, Gesture("back"), Effect(goes="back"), "", frozenset())
        yield Move(None, Gesture("home"), Effect(goes="home"), "", frozenset())


def changed_by(world: PhoneWorld, effect: Effect, fills: str = "") -> frozenset[str]:
    """Return the names of all values that an effect, and the typing before it, may change."""
    names = {*effect.copies, *effect.sets, *effect.steps, effect.toggles, fills}
    brings_up = STATE_SCREENS.get(world.find(effect.goes) or "")
    if brings_up:
        names.add(brings_up[0])
    names.discard("")
    return frozenset(names | world.following(names))


def effects_of(world: PhoneWorld, screen: str, item: PhoneItem) -> Iterator[Effect]:
    """Yield all that using an item can do, whatever else is on the screen."""
    if item.tap is not None:
        yield item.tap
    elif item.kind == "field":
        yield Effect()
    elif item.kind == "key":
        gesture = gesture_of(item)
        if gesture in world.gestures[screen]:
            yield world.gestures[screen][gesture]
        for other in world.screens[screen].items:
            if other.id == gesture.target and other.hold is not None:
                yield other.hold


def texts_asked_for(world: PhoneWorld, goal: Mapping[str, Scalar]) -> Texts:
    """Return the texts that are asked for by value: the goal's own (or an empty one), then those of items."""
    guards = _texts_of_guards(world)
    own = {
        name: typed(str(value))
        for name, value in goal.items()
        if isinstance(value, str)
        or (
            type(value) is int
            and not guards.keys().isdisjoint((name, *_sources(world).get(name, ())))
        )
    }
    wanted = {name: [text] for name, text in own.items()}
    for name, text in own.items():
        for source in _sources(world).get(name, ()):
            wanted.setdefault(source, []).append(text)
    return {name: (*wanted.get(name, [""]), *guards.get(name, ())) for name in {*guards, *wanted}}


def texts_for(item: PhoneItem, asked: Texts) -> tuple[str, ...]:
    """Return what is worth typing into a field, the best first: its sample, unless the goal has a text."""
    first, *others = asked.get(item.fills, ("",))
    return tuple(text for text in dict.fromkeys((first or typed(item.sample), *others)) if text)


@lru_cache(maxsize=16)
def _sources(world: PhoneWorld) -> Mapping[str, tuple[str, ...]]:
    """Return for each value that is copied into the values it can come from, over others as well."""
    effects = [effect for found in world.gestures.values() for effect in found.values()]
    for screen in world.screens.values():
        effects += (e for item in screen.items for e in (item.tap, item.hold) if e is not None)
    nearest: dict[str, dict[str, None]] = {}
    for effect in effects:
        for name, source in effect.copies.items():
            nearest.setdefault(name, {})[source] = None
    found: dict[str, tuple[str, ...]] = {}
    for name in nearest:
        known = {name: None}
        waiting = [name]
        while waiting:
            fresh = [one for one in nearest.get(waiting.pop(), ()) if one not in known]
            known.update(dict.fromkeys(fresh))
            waiting += fresh
        found[name] = tuple(known)[1:]
    return found


@lru_cache(maxsize=16)
def _texts_of_guards(world: PhoneWorld) -> Mapping[str, tuple[str, ...]]:
    fields = {item.fills for s in world.screens.values() for item in s.items}
    numbers = {name for name in fields if type(world.values.get(name)) is int}
    found: dict[str, list[str]] = {name: [] for name in numbers}
    bounds = [(amount(world.values, bound), number) for number, bound in world.over.values()]
    for least, number in sorted(bounds):
        if number in numbers:
            found[number] += (str(least), str(least + 1))
    for screen in world.screens.values():
        for item in screen.items:
            for name, value in item.when.items():
                if isinstance(value, str) or (type(value) is int and name in numbers):
                    for one in (name, *_sources(world).get(name, ())):
                        found.setdefault(one, []).append(typed(str(value)))
    return {name: tuple(texts) for name, texts in found.items()}
