"""A hand that presses whatever it finds: the phone stays whole, and home is never far."""

import random

import pytest
from phone_worlds import check_legal, shipped

from tutor.phone import (
    STATE_SCREENS,
    SWIPES,
    Gesture,
    GestureKind,
    PhoneState,
    PhoneWorld,
    goal_is_reached,
    press,
    shortest_path,
    start,
    targets,
    visible_screen,
)

WORLD = shipped()
IDS = sorted({item.id for screen in WORLD.screens.values() for item in screen.items})
TEXTS = sorted(
    {item.sample for screen in WORLD.screens.values() for item in screen.items if item.fills}
    | {str(v) for s in WORLD.screens.values() for i in s.items for v in i.when.values()}
)
EDGES: tuple[GestureKind, ...] = ("back", "power", "volume-up", "volume-down")


def any_gesture(chance: random.Random, world: PhoneWorld, state: PhoneState) -> Gesture:
    """Mostly what the screen offers, now and then a key on the edge or a press beside everything."""
    lot = chance.random()
    if lot < 0.8:
        gesture = chance.choice(targets(world, state)[:7]).gesture
        if gesture.kind == "type":
            return Gesture("type", gesture.target, chance.choice(TEXTS))
        return gesture
    if lot < 0.88:
        return Gesture(chance.choice(EDGES))
    if lot < 0.93:
        return Gesture("swipe", chance.choice(SWIPES))
    kind: GestureKind = chance.choice(("tap", "hold"))
    return Gesture(kind, chance.choice(IDS))


def press_at_random(times: int, seed: int, home_every: int) -> set[str]:
    """Press, and return the screens that were seen."""
    chance = random.Random(seed)
    screens = sorted(WORLD.screens)
    seen: set[str] = set()
    state = start(WORLD, {})
    for number in range(times):
        if number % 200 == 0:
            state = start(WORLD, {"screen": chance.choice(screens)})
        state = press(WORLD, state, any_gesture(chance, WORLD, state))
        check_legal(WORLD, state)
        on = visible_screen(WORLD, state)
        seen.add(on)
        numbers = [target.number for target in targets(WORLD, state)]
        assert numbers == sorted(set(numbers))
        assert set(numbers) <= set(range(1, 10))
        if on not in STATE_SCREENS:
            home = visible_screen(WORLD, press(WORLD, state, Gesture("home")))
            assert home in (WORLD.home, "system/lock"), on
        if number % home_every == 0:
            path = shortest_path(WORLD, state, {"screen": "home"})
            assert path is not None
            for gesture in path:
                state = press(WORLD, state, gesture)
            assert goal_is_reached(WORLD, state, {"screen": "home", "locked": False})
    return seen


def test_twenty_thousand_random_gestures_leave_the_phone_whole() -> None:
    assert len(press_at_random(20_000, seed=1, home_every=100)) > 100


@pytest.mark.slow
def test_a_million_random_gestures_leave_the_phone_whole() -> None:
    assert press_at_random(1_000_000, seed=2, home_every=500) == set(WORLD.screens)
