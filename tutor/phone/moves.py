"""Moves on a screen, and acts: effects that do not depend on a state.

The search for the shortest way tries the moves; the acts tell which of them can serve a goal.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

from tutor.content.model import Effect, PhoneItem, Scalar
from tutor.phone.gestures import Gesture
from tutor.phone.state import effect_of, field_text, gesture_of, items_on, same
from tutor.phone.view import can_press
from tutor.phone.world import LOCK, STATE_SCREENS, SYSTEM_APP, PhoneWorld, amount

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
                if world.field_value(item.fills, text) is None:
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
        name: field_text(str(value))
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
    return tuple(
        text for text in dict.fromkeys((first or field_text(item.sample), *others)) if text
    )


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
            fresh = [source for source in nearest.get(waiting.pop(), ()) if source not in known]
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
                    for source in (name, *_sources(world).get(name, ())):
                        found.setdefault(source, []).append(field_text(str(value)))
    return {name: tuple(texts) for name, texts in found.items()}


class Fact(NamedTuple):
    """Something that can be true of a phone: a value is (or is not) `value`, or a screen is on top.

    A screen is a fact without a value, named by its id.
    """

    name: str
    value: Scalar | None = None
    wanted: bool = True

    def holds(self, screen: str, values: Mapping[str, Scalar]) -> bool:
        """Tell whether the fact is true of a phone that has this screen on top."""
        if self.value is None:
            return self.name == screen
        return (self.name in values and same(values[self.name], self.value)) is self.wanted

    def true_of(self, value: Scalar) -> bool:
        """Tell whether the fact is true once its value has become this one."""
        return self.value is not None and same(value, self.value) is self.wanted


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """The use of an item, whatever else holds: the facts it needs, and what it can make true.

    Of `doubts` one at least must be true as well. `goes` is the screen that it leads to by name.
    """

    item: PhoneItem
    needs: tuple[Fact, ...]
    doubts: tuple[Fact, ...]
    effect: Effect
    goes: str
    sets: tuple[tuple[str, Scalar], ...]
    field_value: Callable[[str], Scalar | None]
    follows: frozenset[str]
    changed: frozenset[str]

    def outcomes(self, texts: Texts) -> tuple[Scalar, ...]:
        """Return what a field may be filled with, a single empty text for any other item."""
        if self.item.kind != "field":
            return ("",)
        values = (self.field_value(text) for text in texts_for(self.item, texts))
        return tuple(value for value in values if value is not None)

    def may_become(self, fact: Fact, texts: Texts, *, true: bool) -> bool:
        """Tell whether the act can make a fact true, or else untrue."""
        if fact.value is None:
            return true and self.goes == fact.name
        effect = self.effect
        if fact.name == effect.toggles or fact.name in (
            *effect.steps,
            *effect.copies,
            *self.follows,
        ):
            return True
        if any(name == fact.name and fact.true_of(value) is true for name, value in self.sets):
            return True
        return (
            self.item.kind == "field"
            and fact.name == self.item.fills
            and any(fact.true_of(value) is true for value in self.outcomes(texts))
        )

    def only_steps(self) -> str:
        """Return the name of the number that the act steps, an empty one if it does anything else."""
        effect = self.effect
        if effect.goes or effect.sets or effect.copies or effect.toggles or len(effect.steps) != 1:
            return ""
        name, step = next(iter(effect.steps.items()))
        return "" if self.item.fills or isinstance(step, str) else name


def goal_facts(world: PhoneWorld, goal: Mapping[str, Scalar]) -> tuple[Fact, ...]:
    """Return the facts that make up a goal."""
    found: dict[Fact, None] = {}
    for name, value in goal.items():
        if name == "screen":
            found |= dict.fromkeys(_seen(world, world.find(str(value)) or ""))
        else:
            found[Fact(name, value)] = None
    return tuple(found)


def relevant_acts(
    world: PhoneWorld,
    goal: tuple[Fact, ...],
    texts: Texts,
    screen: str,
    values: Mapping[str, Scalar],
) -> tuple[tuple[Act, ...], frozenset[str]]:
    """Return the acts that can be part of a shortest way, and the names of the values that tell states apart.

    An act serves if it makes something true that is needed and that is untrue at first, or that another such
    act may make untrue.
    """
    makers = acts_by_name(world)
    acts: dict[int, Act] = {}
    changing: dict[str, list[Act]] = {}
    resting: dict[str, set[Fact]] = {}
    known = set(goal)
    waiting = list(goal)
    names: set[str] = set()
    while waiting:
        fact = waiting.pop()
        rests = fact.value is not None and fact.holds(screen, values)
        if rests and not any(
            act.may_become(fact, texts, true=False) for act in changing.get(fact.name, ())
        ):
            resting.setdefault(fact.name, set()).add(fact)
            continue
        if fact.name == world.home:
            # The home button leads there at least as well as anything.
            continue
        if fact.value is not None:
            names.add(fact.name)
            names.update(term for term in world.over.get(fact.name, ()) if isinstance(term, str))
        for act in makers.get(fact.name, ()):
            if not act.may_become(fact, texts, true=True):
                continue
            source = act.effect.copies.get(fact.name)
            if source:
                # What is copied has to be there first.
                copied = Fact(source, fact.value, fact.wanted)
                if copied not in known:
                    known.add(copied)
                    waiting.append(copied)
            if id(act) in acts:
                continue
            acts[id(act)] = act
            by_name = (step for step in act.effect.steps.values() if isinstance(step, str))
            names.update(step.removeprefix("-") for step in by_name)
            for name in act.changed:
                changing.setdefault(name, []).append(act)
                # What was true at first may need to be made true again.
                roused = {f for f in resting.get(name, ()) if act.may_become(f, texts, true=False)}
                if roused:
                    resting[name] -= roused
                    waiting += sorted(roused, key=str)
            fresh = [f for f in (*act.needs, *act.doubts) if f not in known]
            known.update(fresh)
            waiting += fresh
    return tuple(acts.values()), frozenset(names)


@lru_cache(maxsize=16)
def acts_by_name(world: PhoneWorld) -> Mapping[str, tuple[Act, ...]]:
    """Return all acts of a phone by what they change: a value's name, or the screen that they lead to."""
    found: dict[str, list[Act]] = {}
    for screen_id, screen in world.screens.items():
        for place, item in enumerate(screen.items):
            if not can_press(item):
                continue
            earlier = [other for other in screen.items[:place] if other.id == item.id]
            for effect in effects_of(world, screen_id, item):
                act = _act(world, screen_id, item, earlier, effect)
                for name in {*act.changed, act.goes}:
                    found.setdefault(name, []).append(act)
    return {name: tuple(acts) for name, acts in found.items()}


def _act(
    world: PhoneWorld, screen: str, item: PhoneItem, earlier: list[PhoneItem], effect: Effect
) -> Act:
    needs = [*_seen(world, screen), *(Fact(name, value) for name, value in item.when.items())]
    doubts: list[Fact] = []
    for other in earlier:
        # It shows only while none of the earlier ones does: what they ask for beyond it must not all hold.
        beyond = [pair for pair in other.when.items() if pair not in item.when.items()]
        missing = (Fact(name, value, wanted=False) for name, value in beyond)
        if len(beyond) == 1:
            needs += missing
        else:
            doubts += missing
    target = world.home if effect.goes == "home" else world.find(effect.goes) or ""
    brings_up = STATE_SCREENS.get(target)
    fills = item.fills if item.kind == "field" else ""
    changed = changed_by(world, effect, fills)
    return Act(
        item=item,
        needs=tuple(dict.fromkeys(needs)),
        doubts=tuple(doubts),
        effect=effect,
        goes="" if brings_up else target,
        sets=(*effect.sets.items(), *([brings_up] if brings_up else [])),
        field_value=partial(world.field_value, fills),
        follows=world.following(changed),
        changed=changed,
    )


def _seen(world: PhoneWorld, screen: str) -> Iterator[Fact]:
    """Yield what must be true for a screen to be seen: it is on top, and nothing lies over it."""
    if screen not in STATE_SCREENS:
        yield Fact(screen)
    for cover, (name, value) in STATE_SCREENS.items():
        if cover == screen:
            yield Fact(name, value)
            return
        over_lock = cover == LOCK and screen.startswith(f"{SYSTEM_APP}/")
        if cover in world.screens and name in world.values and not over_lock:
            yield Fact(name, value, wanted=False)
