"""The shortest way from any state of a practice phone to a goal, so that hints need no authoring.

It is an A* search over the moves that can serve the goal. Its lower bound counts landmarks: facts that every
way must make true, found on a simplified phone where what once became true stays true.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush

from tutor.content.model import Scalar
from tutor.phone.gestures import Gesture
from tutor.phone.moves import (
    Act,
    Fact,
    Move,
    Texts,
    acts_by_name,
    changed_by,
    goal_facts,
    moves_on,
    relevant_acts,
    texts_asked_for,
)
from tutor.phone.state import PhoneState, apply, goal_holds, goal_is_reached, items_on, top_screen
from tutor.phone.world import PhoneWorld

MAX_STATES = 50_000
_MAX_WAYS = 4096
# Of two ways of one length the one that changes less is better: a press weighs more than any change.
_PRESS = 1000


_Way = tuple[Gesture, ...] | None
# Hints, the pointing hand and the progress of a goal need the same way several times a press, and after a
# press on the way the rest of it. The type of a goal's value belongs to the key because True == 1.
_ways: dict[tuple[PhoneWorld, PhoneState, tuple[tuple[str, type, Scalar], ...]], _Way] = {}


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


def shortest_path(
    world: PhoneWorld, state: PhoneState, goal: Mapping[str, Scalar], *, keep: bool = True
) -> tuple[Gesture, ...] | None:
    """Return the fewest gestures that reach the goal, none if it holds already, None if there is no way.

    Only what is seen on the screen is used. What the goal does not ask for is left alone where it can be:
    a conversation is never deleted only because that also leads back. A way out, such as hanging up, is
    better than the phone's own back and home. Without `keep` the way is not kept for the next who asks.
    """
    if not keep:
        return _path(_search(world, state, goal))
    asked = tuple((name, type(goal[name]), goal[name]) for name in sorted(goal))
    try:
        # Looked up once: the hash is of all values of the phone.
        return _ways[world, state, asked]
    except KeyError:
        last = _search(world, state, goal)
    if len(_ways) >= _MAX_WAYS:
        _ways.clear()
    rests = [(state, None)] if last is None else _rests(last)
    _ways.update(((world, after, asked), gestures) for after, gestures in rests)
    # The state asked about stands last.
    return rests[-1][1]


def _search(world: PhoneWorld, state: PhoneState, goal: Mapping[str, Scalar]) -> _Node | None:
    """Return the end of the shortest way from a state, None where there is no way."""
    first = _Node(state.screens, dict(state.values))
    if goal_is_reached(world, state, goal):
        return first
    if not _possible(world, goal):
        return None
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
    best: dict[tuple[object, ...], tuple[int, tuple[int, ...]]] = {_key(first, concern): (0, ())}
    # Of equally good ways the first in the order of the items on the screens is taken, so that the way from
    # a state on it is the rest of it. No two have one path.
    queue: list[tuple[int, tuple[int, ...], _Node]] = [(0, (), first)]
    while queue:
        _, _, node = heappop(queue)
        if best[_key(node, concern)] < (node.cost, node.path):
            continue
        if goal_holds(world, node.screens, node.values, goal):
            return node
        if len(best) > MAX_STATES:
            return None
        screen = top_screen(world, node.screens, node.values)
        here = (screen, *(node.values.get(n) for n in _guards(world)[screen]))
        if here not in moves:
            moves[here] = list(moves_on(world, screen, node.values, texts))
        for place, move in enumerate(moves[here]):
            if not _helps(world, move, node.screens, concern):
                continue
            after = _make(world, node, move, place, goal, landmarks)
            key = _key(after, concern)
            if key not in best or (after.cost, after.path) < best[key]:
                best[key] = after.cost, after.path
                ahead = landmarks.presses_left(after.passed, after.screens[-1], after.values)
                heappush(queue, (after.cost + ahead * _PRESS, after.path, after))
    return None


def _possible(world: PhoneWorld, goal: Mapping[str, Scalar]) -> bool:
    return all(
        world.find(str(value)) is not None if name == "screen" else world.fits(name, value)
        for name, value in goal.items()
    )


def _key(node: _Node, concern: _Concern) -> tuple[object, ...]:
    return (node.screens, *map(node.values.get, concern.values))


def _path(last: _Node | None) -> _Way:
    """Return the gestures of the way that ends here."""
    if last is None:
        return None
    path: list[Gesture] = []
    node: _Node | None = last
    while node is not None and node.by is not None:
        path.append(node.by)
        node = node.came_from
    return tuple(reversed(path))


def _rests(last: _Node) -> list[tuple[PhoneState, _Way]]:
    """Return each state on the way that ends here, with the gestures that are left from it."""
    rests: list[tuple[PhoneState, _Way]] = []
    left: tuple[Gesture, ...] = ()
    node: _Node | None = last
    while node is not None:
        # A state holds its values by name: a move changes values that are there.
        rests.append((PhoneState(node.screens, tuple(node.values.items())), left))
        left = left if node.by is None else (node.by, *left)
        node = node.came_from
    return rests


def _make(
    world: PhoneWorld,
    node: _Node,
    move: Move,
    place: int,
    goal: Mapping[str, Scalar],
    landmarks: "Landmarks",
) -> _Node:
    values = dict(node.values)
    value = world.field_value(move.fills, move.gesture.text) if move.fills else None
    if value is not None:
        values[move.fills] = value
    screens = apply(world, node.screens, values, move.effect)
    cost = node.cost + _PRESS + _changes(world, node, move, goal)
    passed = landmarks.passed(node.passed, screens[-1], values, move.changed)
    return _Node(screens, values, cost, passed, (*node.path, place), node, move.gesture)


def _changes(world: PhoneWorld, node: _Node, move: Move, goal: Mapping[str, Scalar]) -> int:
    """Return how much worse a press is than another one: by what it changes, or leaves as it should not."""
    if move.item is not None:
        return 0 if move.item.way_out else sum(name not in goal for name in move.changed)
    seen = items_on(world, top_screen(world, node.screens, node.values), node.values)
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


@dataclass(frozen=True, slots=True)
class _Made:
    """An act by the numbers of the facts that it needs and makes true; `leads_back` to a screen unknown."""

    needs: tuple[int, ...]
    makes: tuple[int, ...]
    leads_back: bool


class Landmarks:
    """The landmarks of one goal from one state, as the bits of a mask; `possible` is false for no way.

    A way keeps a mask of the landmarks that it has passed; `presses_left` is then never more than the number
    of presses that are still to come.
    """

    def __init__(
        self,
        world: PhoneWorld,
        screens: tuple[str, ...],
        values: Mapping[str, Scalar],
        goal: tuple[Fact, ...],
        acts: Iterable[Act],
        texts: Texts,
    ) -> None:
        acts = tuple(acts)
        self._goal = goal
        self._facts = list(dict.fromkeys((*goal, *(fact for act in acts for fact in act.needs))))
        self._numbers = {fact: number for number, fact in enumerate(self._facts)}
        self._steps = _longest_steps(world, goal)
        made = self._made(acts, texts)
        masks = self._spread(
            made,
            [fact.holds(screens[-1], values) for fact in self._facts],
            [fact.name in screens or fact.name == world.home for fact in self._facts],
        )
        goals = [masks[self._numbers[fact]] for fact in goal]
        self.possible = None not in goals
        self._all = 0
        for mask in goals:
            self._all |= mask or 0
        self._screens = 0
        self._checks: dict[str, list[tuple[int, Fact]]] = {}
        for number, fact in enumerate(self._facts):
            if self._all >> number & 1:
                self._checks.setdefault(fact.name, []).append((1 << number, fact))
                if fact.value is None:
                    self._screens |= 1 << number
        self._rivals = self._rivals_of(made)

    def _made(self, acts: Iterable[Act], texts: Texts) -> list[_Made]:
        by_name: dict[str, list[int]] = {}
        for number, fact in enumerate(self._facts):
            by_name.setdefault(fact.name, []).append(number)
        made: list[_Made] = []
        for act in acts:
            needs = tuple(self._numbers[fact] for fact in act.needs)
            makes = list(by_name.get(act.goes, ()))
            for name, value in act.sets:
                makes += (n for n in by_name.get(name, ()) if self._facts[n].true_of(value))
            for name in (act.effect.toggles, *act.effect.steps, *act.effect.copies, *act.follows):
                makes += by_name.get(name, ())
            filled = by_name.get(act.item.fills, ()) if act.item.kind == "field" else ()
            for value in act.outcomes(texts):
                typed = (n for n in filled if self._facts[n].true_of(value))
                made.append(_Made(needs, (*makes, *typed), act.effect.goes == "back"))
        return made

    def _spread(self, made: list[_Made], true: list[bool], free: list[bool]) -> list[int | None]:
        """Return for each fact the mask of what every way to it passes, None where there is no way."""
        # The phone's own back and home lead to what is free, whatever else holds.
        masks: list[int | None] = [
            0 if true[number] else 1 << number if free[number] else None
            for number in range(len(self._facts))
        ]
        users: dict[int, list[int]] = {}
        for place, act in enumerate(made):
            for number in set(act.needs):
                users.setdefault(number, []).append(place)
        waiting = dict.fromkeys(range(len(made)))
        while waiting:
            place = next(iter(waiting))
            del waiting[place]
            before = 0
            for number in made[place].needs:
                mask = masks[number]
                if mask is None:
                    break
                before |= mask
            else:
                for number in made[place].makes:
                    if true[number]:
                        continue
                    old = masks[number]
                    new = (before if old is None else before & old) | 1 << number
                    if new != old:
                        masks[number] = new
                        waiting |= dict.fromkeys(users.get(number, ()))
        return masks

    def _rivals_of(self, made: list[_Made]) -> list[tuple[int, int]]:
        """Return for each landmark of a value its bit, and what one press may pass together with it."""
        rivals: dict[int, int] = {}
        for act in made:
            mask = self._screens if act.leads_back else 0
            for number in act.makes:
                mask |= 1 << number
            for number in act.makes:
                rivals[number] = rivals.get(number, 0) | mask
        return [
            (1 << number, rivals.get(number, 0) & (self._screens | ((1 << number) - 1)))
            for number, fact in enumerate(self._facts)
            if self._all >> number & 1 and fact.value is not None
        ]

    def passed(
        self, mask: int, screen: str, values: Mapping[str, Scalar], changed: frozenset[str]
    ) -> int:
        """Return the mask after a press that led to this screen and changed these values."""
        for name in (screen, *changed):
            for bit, fact in self._checks.get(name, ()):
                if not mask & bit and fact.holds(screen, values):
                    mask |= bit
        return mask

    def presses_left(self, mask: int, screen: str, values: Mapping[str, Scalar]) -> int:
        """Return a number of presses that any way from here to the goal needs at least."""
        todo = self._all & ~mask
        count = 0
        for fact in self._goal:
            if not fact.holds(screen, values):
                todo |= self._all & 1 << self._numbers[fact]
                if fact.name in self._steps:
                    count += self._presses(fact, values) - 1
        count += (todo & self._screens).bit_count()
        for bit, rivals in self._rivals:
            if todo & bit and not todo & rivals:
                count += 1
        return count

    def _presses(self, fact: Fact, values: Mapping[str, Scalar]) -> int:
        now, then = values[fact.name], fact.value
        assert isinstance(now, int)
        assert isinstance(then, int)
        return -(-abs(then - now) // self._steps[fact.name])


def _longest_steps(world: PhoneWorld, goal: Iterable[Fact]) -> dict[str, int]:
    """Return the longest step for each number of the goal that acts step and do nothing else to."""
    found: dict[str, int] = {}
    for fact in goal:
        acts = acts_by_name(world).get(fact.name, ())
        if acts and all(act.only_steps() == fact.name for act in acts):
            steps = (act.effect.steps[fact.name] for act in acts)
            found[fact.name] = max(abs(step) for step in steps if isinstance(step, int))
    return {name: step for name, step in found.items() if step}
