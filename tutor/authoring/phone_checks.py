"""Checks of the practice phone: its screens, and the lesson steps that use it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tutor.authoring.script import Script
from tutor.authoring.wording_checks import looks_real
from tutor.content.decoding import nearest
from tutor.content.model import Effect, PhoneItem, Place, Problem, Scalar
from tutor.content.steps import Practise, Show
from tutor.phone import (
    EDGE_KINDS,
    Gesture,
    PhoneWorld,
    can_press,
    gesture_of,
    parse_gesture,
    press,
    reached,
    shortest_path,
    start,
    targets,
)

_SCREEN = "screen"

# From where a goal is to be reached, and the goal: two steps that share both are one goal.
_Wish = tuple[tuple[tuple[str, Scalar], ...], tuple[tuple[str, Scalar], ...]]


@dataclass(frozen=True, slots=True)
class GoalReached:
    """A `practise` step whose goal can be reached: its place, and a shortest sequence of presses."""

    place: Place
    wish: _Wish
    presses: tuple[Gesture, ...]


class PhoneSteps:
    """Checks phone steps on one practice phone, and collects the goals that can be reached."""

    def __init__(self, world: PhoneWorld) -> None:
        self.world = world
        self.reached: list[GoalReached] = []
        self._moves_of_the_phone = frozenset(
            str(gesture_of(item))
            for screen in world.screens.values()
            for item in screen.items
            if can_press(item) and item.kind != "field"
        ) | {str(Gesture(kind)) for kind in EDGE_KINDS}
        self._ways: dict[_Wish, tuple[Gesture, ...] | None] = {}

    def check(self, script: Script) -> Iterator[Problem]:
        """Yield the problems of the phone steps of a lesson."""
        for index, step in enumerate(script.lesson.steps):
            if isinstance(step, Show | Practise):
                found = list(self._values(script, index, "phone", step.phone))
                if isinstance(step, Practise):
                    found += self._values(script, index, "goal", step.goal)
                    found += self._because(script, index, step)
                yield from found
                if not found:
                    yield from self._moves(script, index, step)

    def _values(
        self, script: Script, index: int, key: str, values: Mapping[str, Scalar]
    ) -> Iterator[Problem]:
        world = self.world
        if key == "goal" and not values:
            yield script.problem("goal-empty", index, key)
        for name, value in values.items():
            if name == _SCREEN:
                if world.find(str(value)) is None:
                    near = nearest(str(value), (*world.apps, *world.screens)) or "home"
                    yield script.problem(
                        "screen-unknown", index, key, name, screen=str(value), near=near
                    )
            elif name not in world.values:
                near = nearest(name, world.values) or "…"
                yield script.problem("phone-value-unknown", index, key, name, name=name, near=near)
            elif not world.fits(name, value):
                known = world.values[name]
                yield script.problem(
                    "phone-value-unfit",
                    index,
                    key,
                    name,
                    name=name,
                    value=_in_script(value),
                    like=_in_script(known),
                )

    def _moves(self, script: Script, index: int, step: Show | Practise) -> Iterator[Problem]:
        if isinstance(step, Practise):
            yield from self._goal(script, index, step)
            return
        if not step.moves:
            yield script.problem("needs-list", index, "moves", key="moves")
        state = start(self.world, step.phone)
        for i, words in enumerate(step.moves):
            gesture = parse_gesture(words)
            if gesture is None:
                yield script.problem("move-unknown", index, "moves", i, move=words)
                return
            after = press(self.world, state, gesture)
            if after == state and not after.message:
                here = [str(target.gesture) for target in targets(self.world, state)]
                near = nearest(words, here) or ", ".join(here[:4])
                yield script.problem("move-nothing", index, "moves", i, move=words, near=near)
                return
            state = after

    def _because(self, script: Script, index: int, step: Practise) -> Iterator[Problem]:
        """Yield moves in `because` that no screen of the phone has."""
        for move in step.because:
            if parse_gesture(move) is None:
                yield script.problem("move-unknown", index, "because", move, move=move)
            elif move not in self._moves_of_the_phone:
                near = nearest(move, self._moves_of_the_phone) or "back"
                yield script.problem("move-nowhere", index, "because", move, move=move, near=near)

    def _goal(self, script: Script, index: int, step: Practise) -> Iterator[Problem]:
        state = start(self.world, step.phone)
        if reached(self.world, state, step.goal):
            yield script.problem("goal-reached", index, "goal")
            return
        wish = (tuple(sorted(step.phone.items())), tuple(sorted(step.goal.items())))
        if wish not in self._ways:
            self._ways[wish] = shortest_path(self.world, state, step.goal)
        presses = self._ways[wish]
        if presses is None:
            yield script.problem("goal-unreachable", index, "goal")
        else:
            self.reached.append(GoalReached(script.step_place(index, "goal"), wish, presses))


def _in_script(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


PlaceOf = Callable[[str], Place]


def check_ways_home(world: PhoneWorld, place_of: PlaceOf) -> Iterator[Problem]:
    """Yield the screens from which no press leads to the home screen; `place_of` takes an app's id."""
    for name in world.screens:
        if shortest_path(world, start(world, {"screen": name}), {"screen": world.home}) is None:
            yield Problem(place_of(_app_of(name)), "phone-dead-end", {"screen": name})


def check_names(world: PhoneWorld, place_of: PlaceOf) -> Iterator[Problem]:
    """Yield every text and id, and every value that is set, that looks like a real name or link.

    A value that is set may be shown by a screen.
    """
    for app_id, app in world.apps.items():
        written = {
            text for screen in app.screens for text in _screen_texts(world, app_id, screen.id)
        }
        for text in sorted({app_id, app.title, *written}):
            if looks_real(text):
                yield Problem(place_of(app_id), "phone-real-name", {"text": text})


def _app_of(screen: str) -> str:
    return screen.partition("/")[0]


def _screen_texts(world: PhoneWorld, app_id: str, screen_id: str) -> Iterator[str]:
    screen = world.screens.get(f"{app_id}/{screen_id}")
    if screen is None:
        return
    yield from (screen.id, screen.title)
    for effect in screen.gestures.values():
        yield from _effect_texts(effect)
    for item in screen.items:
        yield from _item_texts(item)


def _item_texts(item: PhoneItem) -> Iterator[str]:
    yield from (item.id, item.label, item.detail, item.sample, *map(str, item.when.values()))
    for effect in (item.tap, item.hold):
        if effect is not None:
            yield from _effect_texts(effect)


def _effect_texts(effect: Effect) -> Iterator[str]:
    yield from (effect.says, *map(str, effect.sets.values()))
