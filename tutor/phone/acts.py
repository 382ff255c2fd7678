"""What pressing an item needs and brings about, seen from outside any state, and what of it serves a goal."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from tutor.content.phone_model import Effect, PhoneItem, Scalar
from tutor.phone.moves import Texts, changed_by, effects_of, texts_for
from tutor.phone.state import same
from tutor.phone.view import can_press
from tutor.phone.world import LOCK, STATE_SCREENS, SYSTEM_APP, PhoneWorld


@dataclass(frozen=True, slots=True)
class Fact:
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
    kept: Callable[[str], Scalar | None]
    follows: frozenset[str]
    changed: frozenset[str]

    def outcomes(self, texts: Texts) -> tuple[Scalar, ...]:
        """Return what a field may be filled with, a single empty text for any other item."""
        if self.item.kind != "field":
            return ("",)
        kept = (self.kept(text) for text in texts_for(self.item, texts))
        return tuple(value for value in kept if value is not None)

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
        kept=partial(world.kept, fills),
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
