"""The shortest way from any state of a practice phone to a goal, so that hints need no authoring."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tutor.content.model import Effect, PhoneItem, Scalar
from tutor.phone.gestures import Gesture
from tutor.phone.state import (
    PhoneState,
    apply,
    effect_of,
    gesture_of,
    items_on,
    met,
    reached,
    shown_screen,
    typed,
)
from tutor.phone.view import can_press
from tutor.phone.world import STATE_SCREENS, PhoneWorld

MAX_STATES = 200_000


@dataclass(frozen=True, slots=True)
class _Concern:
    """What matters for a goal: the values to tell states apart by, and the screens worth going to."""

    values: tuple[str, ...]
    screens: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Move:
    """A gesture that can be made on a screen, and all it does; a field takes `text` into `fills`."""

    gesture: Gesture
    effect: Effect
    fills: str = ""


@dataclass(frozen=True, slots=True)
class _Node:
    screens: tuple[str, ...]
    values: dict[str, Scalar]
    came_from: "_Node | None" = None
    by: Gesture | None = None


def way(
    world: PhoneWorld, state: PhoneState, goal: Mapping[str, Scalar]
) -> tuple[Gesture, ...] | None:
    """Return the fewest gestures that reach the goal, none if it holds already, None if there is no way.

    Only what is seen on the screen is used. What the goal does not ask for is left alone where it can be:
    a conversation is never deleted only because that also leads back.
    """
    if reached(world, state, goal):
        return ()
    if not _possible(world, goal):
        return None
    first = _Node(state.screens, dict(state.values))
    # The lock may lie beneath what is seen: the power menu opens above it.
    covered = any(first.values.get(name) is value for name, value in STATE_SCREENS.values())
    concern = _concern(
        world,
        frozenset(name for name in goal if name != "screen"),
        world.find(str(goal.get("screen", ""))) or "",
        covered,
    )
    texts = _texts(world, goal)
    moves: dict[tuple[object, ...], list[_Move]] = {}
    known = {_key(first, concern)}
    queue = deque([first])
    while queue:
        node = queue.popleft()
        screen = shown_screen(world, node.screens, node.values)
        here = (screen, *(node.values.get(n) for n in _guards(world)[screen]))
        if here not in moves:
            found = _moves(world, screen, node.values, texts)
            # Of two ways of one length, the one that changes less comes first.
            moves[here] = sorted(found, key=lambda move: any(_changed(world, move.effect)))
        for move in moves[here]:
            if not _helps(world, move, node.screens, concern):
                continue
            after = _make(world, node, move)
            key = _key(after, concern)
            if key in known:
                continue
            if met(world, after.screens, after.values, goal):
                return _gestures(after)
            known.add(key)
            queue.append(after)
        if len(known) > MAX_STATES:
            return None
    return None


def _possible(world: PhoneWorld, goal: Mapping[str, Scalar]) -> bool:
    return all(
        world.find(str(value)) is not None if name == "screen" else world.fits(name, value)
        for name, value in goal.items()
    )


def _key(node: _Node, concern: _Concern) -> tuple[object, ...]:
    return (node.screens, *(node.values.get(name) for name in concern.values))


def _gestures(last: _Node) -> tuple[Gesture, ...]:
    found: list[Gesture] = []
    node: _Node | None = last
    while node is not None and node.by is not None:
        found.append(node.by)
        node = node.came_from
    return tuple(reversed(found))


def _make(world: PhoneWorld, node: _Node, move: _Move) -> _Node:
    values = dict(node.values)
    if move.fills:
        values[move.fills] = move.gesture.text
    return _Node(apply(world, node.screens, values, move.effect), values, node, move.gesture)


def _moves(
    world: PhoneWorld,
    screen: str,
    values: Mapping[str, Scalar],
    texts: Mapping[str, tuple[str, ...]],
) -> Iterator[_Move]:
    for item in items_on(world, screen, values):
        if not can_press(item):
            continue
        if item.kind == "field":
            for text in texts.get(item.fills) or _unique([typed(item.sample)]):
                yield _Move(Gesture("type", item.id, text), item.tap or Effect(), item.fills)
            continue
        gesture = gesture_of(item)
        effect = effect_of(world, screen, gesture, values)
        if effect is not None:
            yield _Move(gesture, effect)
    if screen not in STATE_SCREENS:
        yield _Move(Gesture("back"), Effect(goes="back"))
        yield _Move(Gesture("home"), Effect(goes="home"))


def _helps(world: PhoneWorld, move: _Move, screens: tuple[str, ...], concern: _Concern) -> bool:
    """Tell whether a move can be part of a shortest way.

    It changes a value that matters, leads on to a screen that matters, or does nothing but lead back.
    """
    changed = set(_changed(world, move.effect, move.fills))
    if not changed.isdisjoint(concern.values):
        return True
    goes = move.effect.goes
    target = world.find(goes)
    if goes in ("back", "home") or target in screens:
        return not changed
    return target in concern.screens


def _changed(world: PhoneWorld, effect: Effect, fills: str = "") -> Iterator[str]:
    yield from effect.sets
    yield from effect.steps
    if effect.toggles:
        yield effect.toggles
    if fills:
        yield fills
    brings_up = STATE_SCREENS.get(world.find(effect.goes) or "")
    if brings_up:
        yield brings_up[0]


@lru_cache(maxsize=256)
def _concern(world: PhoneWorld, names: frozenset[str], screen: str, covered: bool) -> _Concern:
    """Work back from the goal: what changes its values, what leads there, and what must hold for that."""
    values = set(names)
    screens = {screen}
    states = {name for name, _ in STATE_SCREENS.values()} & set(world.values)
    if covered:
        values |= states
    size = -1
    while size != len(values) + len(screens):
        size = len(values) + len(screens)
        if not values.isdisjoint(states) or not screens.isdisjoint(STATE_SCREENS):
            values |= states
        for here, seen in world.screens.items():
            for item in seen.items:
                if any(
                    not values.isdisjoint(_changed(world, effect, item.fills))
                    or (effect.goes not in ("back", "home") and world.find(effect.goes) in screens)
                    for effect in _effects(world, here, item)
                ):
                    screens.add(here)
                    involved = (item.id, gesture_of(item).target)
                    values.update(*(i.when for i in seen.items if i.id in involved))
    return _Concern(tuple(sorted(values)), frozenset(screens))


def _effects(world: PhoneWorld, screen: str, item: PhoneItem) -> Iterator[Effect]:
    """All that using an item can do, whatever else is on the screen."""
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


@lru_cache(maxsize=16)
def _guards(world: PhoneWorld) -> Mapping[str, tuple[str, ...]]:
    return {
        screen_id: tuple(sorted({name for item in screen.items for name in item.when}))
        for screen_id, screen in world.screens.items()
    }


def _texts(world: PhoneWorld, goal: Mapping[str, Scalar]) -> dict[str, tuple[str, ...]]:
    """What is worth typing into the field of each value: what the goal or an item's presence asks for."""
    wanted = [*goal.items(), *_guard_texts(world)]
    return {
        name: _unique(typed(v) for n, v in wanted if n == name and isinstance(v, str))
        for name, _ in wanted
    }


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


@lru_cache(maxsize=16)
def _guard_texts(world: PhoneWorld) -> tuple[tuple[str, Scalar], ...]:
    return tuple(
        (name, value)
        for screen in world.screens.values()
        for item in screen.items
        for name, value in item.when.items()
        if isinstance(value, str)
    )
