"""What every way to a goal must pass, so that the search for the shortest one need not look everywhere.

The phone is seen with one simplification: what once became true stays true. Anything that every way must
pass there, it must pass on the real phone as well; and what can't be reached there can't be reached at all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tutor.content.phone_model import Scalar
from tutor.phone.acts import Act, Fact, acts_by_name
from tutor.phone.moves import Texts
from tutor.phone.world import PhoneWorld


@dataclass(frozen=True, slots=True)
class _Made:
    """An act by the numbers of the facts that it needs and makes true; `leads_back` to a screen unknown."""

    needs: tuple[int, ...]
    makes: tuple[int, ...]
    leads_back: bool


class Landmarks:
    """The landmarks of one goal from one state, as the bits of a mask; `possible` is false for no way.

    A way keeps a mask of the landmarks that it has passed; `left` is then never more than the number of
    presses that are still to come.
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
        for place, one in enumerate(made):
            for number in set(one.needs):
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
        for one in made:
            mask = self._screens if one.leads_back else 0
            for number in one.makes:
                mask |= 1 << number
            for number in one.makes:
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

    def left(self, mask: int, screen: str, values: Mapping[str, Scalar]) -> int:
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
