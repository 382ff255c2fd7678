"""The shortest way from any state of a practice phone to a goal, so that hints need no authoring."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush

from tutor.content.phone_model import Scalar
from tutor.phone.acts import goal_facts, relevant_acts
from tutor.phone.gestures import Gesture
from tutor.phone.landmarks import Landmarks
from tutor.phone.moves import Move, changed_by, moves_on, texts_asked_for
from tutor.phone.state import PhoneState, apply, items_on, met, reached, shown_screen
from tutor.phone.world import PhoneWorld

MAX_STATES = 50_000
# Of two ways of one length the one that changes less is better: a press weighs more than any change.
_PRESS = 1000


@dataclass(frozen=True, slots=True)
class _Concern:
    """What matters for a goal: the items that serve it, and the values to tell states apart by."""

    items: frozenset[int]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Node:
    screens: tuple[str, ...]
    values: dict[str, Scalar]
    cost: int = 0
    passed: int = 0
    path: tuple[int, ...] = ()
    came_from: "_Node | None" = None
    by: Gesture | None = None


def way(
    world: PhoneWorld, state: PhoneState, goal: Mapping[str, Scalar]
) -> tuple[Gesture, ...] | None:
    """Return the fewest gestures that reach the goal, none if it holds already, None if there is no way.

    Only what is seen on the screen is used. What the goal does not ask for is left alone where it can be:
    a conversation is never deleted only because that also leads back. A way out, such as hanging up, is
    better than the phone's own back and home.
    """
    return _way(world, state, tuple((name, type(goal[name]), goal[name]) for name in sorted(goal)))


# Hints, the pointing hand and the progress of a goal need the same way several times a press.
# The type belongs to the key because True == 1.
@lru_cache(maxsize=1024)
def _way(
    world: PhoneWorld, state: PhoneState, items: tuple[tuple[str, type, Scalar], ...]
) -> tuple[Gesture, ...] | None:
    goal = {name: value for name, _, value in items}
    if reached(world, state, goal):
        return ()
    if not _possible(world, goal):
        return None
    first = _Node(state.screens, dict(state.values))
    texts = texts_asked_for(world, goal)
    facts = goal_facts(world, goal)
    acts, names = relevant_acts(world, facts, texts, first.screens[-1], first.values)
    landmarks = Landmarks(world, first.screens, first.values, facts, acts, texts)
    if not landmarks.possible:
        return None
    leaving = _ways_out(world)
    serving = frozenset(id(act.item) for act in acts) | leaving.keys()
    concern = _Concern(serving, tuple(sorted(names.union(*leaving.values()))))
    moves: dict[tuple[object, ...], list[Move]] = {}
    best = {_key(first, concern): 0}
    # Equally good ways come in the order of the items on the screens; no two have one path.
    queue: list[tuple[int, tuple[int, ...], _Node]] = [(0, (), first)]
    while queue:
        _, _, node = heappop(queue)
        if best[_key(node, concern)] < node.cost:
            continue
        if met(world, node.screens, node.values, goal):
            return _gestures(node)
        if len(best) > MAX_STATES:
            return None
        screen = shown_screen(world, node.screens, node.values)
        here = (screen, *(node.values.get(n) for n in _guards(world)[screen]))
        if here not in moves:
            moves[here] = list(moves_on(world, screen, node.values, texts))
        for place, move in enumerate(moves[here]):
            if not _helps(world, move, node.screens, concern):
                continue
            after = _make(world, node, move, place, goal, landmarks)
            key = _key(after, concern)
            if key not in best or after.cost < best[key]:
                best[key] = after.cost
                left = landmarks.left(after.passed, after.screens[-1], after.values)
                heappush(queue, (after.cost + left * _PRESS, after.path, after))
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


def _make(
    world: PhoneWorld,
    node: _Node,
    move: Move,
    place: int,
    goal: Mapping[str, Scalar],
    landmarks: Landmarks,
) -> _Node:
    values = dict(node.values)
    kept = world.kept(move.fills, move.gesture.text) if move.fills else None
    if kept is not None:
        values[move.fills] = kept
    screens = apply(world, node.screens, values, move.effect)
    cost = node.cost + _PRESS + _changes(world, node, move, goal)
    passed = landmarks.passed(node.passed, screens[-1], values, move.changed)
    return _Node(screens, values, cost, passed, (*node.path, place), node, move.gesture)


def _changes(world: PhoneWorld, node: _Node, move: Move, goal: Mapping[str, Scalar]) -> int:
    """Return how much worse a press is than another one: by what it changes, or leaves as it should not."""
    if move.item is not None:
        return 0 if move.item.way_out else sum(name not in goal for name in move.changed)
    seen = items_on(world, shown_screen(world, node.screens, node.values), node.values)
    return int(any(item.way_out for item in seen))


@lru_cache(maxsize=16)
def _ways_out(world: PhoneWorld) -> Mapping[int, frozenset[str]]:
    """Return what each way out of a screen changes, by the identity of its item."""
    return {
        id(item): changed_by(world, item.tap)
        for screen in world.screens.values()
        for item in screen.items
        if item.way_out and item.tap is not None
    }


def _helps(world: PhoneWorld, move: Move, screens: tuple[str, ...], concern: _Concern) -> bool:
    """Tell whether a move can be part of a shortest way: it serves the goal, or only leads back."""
    goes = move.effect.goes
    if goes in ("back", "home") or world.find(goes) in screens:
        if not move.changed:
            return True
        if move.item is not None and move.item.way_out:
            return True
        # Something that changes more than it need is no way back.
        return id(move.item) in concern.items and not move.changed.isdisjoint(concern.values)
    return id(move.item) in concern.items


@lru_cache(maxsize=16)
def _guards(world: PhoneWorld) -> Mapping[str, tuple[str, ...]]:
    return {
        screen_id: tuple(sorted({name for item in screen.items for name in item.when}))
        for screen_id, screen in world.screens.items()
    }
