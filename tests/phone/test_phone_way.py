from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from phone_worlds import (
    SMALL,
    goals,
    plain_search,
    random_gestures,
    random_worlds,
    shipped,
)

from tutor.content.model import Scalar
from tutor.phone import (
    Gesture,
    PhoneState,
    PhoneWorld,
    goal_is_reached,
    press,
    shortest_path,
    start,
    targets,
)
from tutor.phone.moves import effects_of
from tutor.phone.search import Landmarks

SHIPPED = shipped()


def words(world: PhoneWorld, setup: dict[str, Scalar], goal: dict[str, Scalar]) -> list[str] | None:
    path = shortest_path(world, start(world, setup), goal)
    return None if path is None else [str(gesture) for gesture in path]


def test_a_goal_that_holds_needs_nothing() -> None:
    assert words(SMALL, {}, {"wifi": False}) == []


def test_a_field_is_filled_on_the_way() -> None:
    assert words(SMALL, {}, {"network": "hall"}) == [
        "tap settings",
        "tap wifi",
        "tap join",
        "type password lotus",
        "tap go",
    ]
    assert words(SMALL, {"wifi": True, "screen": "settings"}, {"password": "rose"}) == [
        "tap join",
        "type password rose",
    ]


@pytest.mark.parametrize(
    "goal",
    [{"network": "cafe"}, {"volume": 9}, {"unknown": 1}, {"screen": "nowhere"}, {"wifi": "on"}],
)
def test_there_is_no_way_to_what_cannot_be(goal: dict[str, Scalar]) -> None:
    assert words(SMALL, {}, goal) is None


def test_no_path_deletes_something_only_to_go_back() -> None:
    assert words(SHIPPED, {"screen": "messages/stranger"}, {"screen": "messages"}) == ["back"]
    assert words(SMALL, {"screen": "photos/menu"}, {"screen": "photos"}) == ["back"]


@pytest.mark.parametrize(
    ("setup", "goal", "path"),
    [
        (
            {},
            {"wifi.network": "NhaVanHoa"},
            ["tap settings", "tap wifi", "tap wifi-on", "tap nha-van-hoa"],
        ),
        ({}, {"letters": 4}, ["tap settings", "tap display", "tap bigger", "tap bigger"]),
        ({}, {"volume": 8}, ["tap settings", "tap sound", *["volume up"] * 4]),
        ({"locked": True}, {"locked": False}, ["swipe up"]),
        ({"awake": False}, {"locked": False}, ["power", "swipe up"]),
        ({"power": False}, {"locked": False}, ["hold power", "swipe up"]),
        ({}, {"locked": False}, []),
        ({}, {"airplane.on": True}, ["tap settings", "tap airplane"]),
        (
            {},
            {"restarted": True, "locked": False},
            ["hold power", "tap restart", "tap wait", "swipe up"],
        ),
        ({"screen": "calls/calling", "call.on": True}, {"call.on": False}, ["tap hang-up"]),
        (
            {"contacts.hoa": False},
            {"contact.name": "Hoa", "contact.number": "0123", "contact.saved": True},
            ["tap contacts", "tap new", "type name Hoa", "type number 0123", "tap save"],
        ),
    ],
)
def test_ways_on_the_shipped_phone(
    setup: dict[str, Scalar], goal: dict[str, Scalar], path: list[str]
) -> None:
    assert words(SHIPPED, setup, goal) == path


# What only the start of a step can bring about, since it happens to a phone and is not done with it.
FROM_OUTSIDE = {
    ("call.from", "stranger"),
    ("call.to", "stranger"),
    ("eid.activated", False),
    ("eid.installed", False),
    ("bank.sticker", False),
    ("chat.asks", True),
    ("stranger.story", "courier"),
    ("note.about", "name"),
    ("market.fault", "broken"),
}


def settable(world: PhoneWorld) -> set[tuple[str, Scalar]]:
    """What any press may make of a value, other than what it is at first."""
    found: set[tuple[str, Scalar]] = set()
    copies: set[tuple[str, str]] = set()
    for name, screen in world.screens.items():
        for item in screen.items:
            for effect in effects_of(world, name, item):
                found |= set(effect.sets.items())
                copies |= set(effect.copies.items())
                if effect.toggles:
                    found |= {(effect.toggles, True), (effect.toggles, False)}
                # What is paid off a balance, or was sent in all, is no wish: it follows from other ones.
                steps = [
                    (n, s) for n, s in effect.steps.items() if isinstance(s, int) and abs(s) < 100
                ]
                found |= {(n, world.ranges[n][step > 0]) for n, step in steps}
            if item.fills:
                kept = world.field_value(item.fills, item.sample)
                assert kept is not None, item
                found.add((item.fills, kept))
    found |= {(name, True) for name in world.over}
    typed = dict(pair for pair in found if pair[0] in {source for _, source in copies} and pair[1])
    while copied := {
        (n, typed[source]) for n, source in copies if source in typed and n not in typed
    }:
        typed |= dict(copied)
        found |= copied
    return {(name, value) for name, value in found if value != world.values[name]} - FROM_OUTSIDE


def test_every_value_can_become_what_a_press_makes_of_it() -> None:
    wishes = settable(SHIPPED)
    assert len(wishes) > 150
    assert {name for name, _ in wishes} >= {
        name for name in SHIPPED.values if not name.startswith("contacts.")
    } - {name for name, _ in FROM_OUTSIDE} - {
        "locked",
        "awake",
        "power",
        "restarting",
        "bank.balance",
        "bank.sent-earlier",
        "bank.sent-total",
    }
    for name, value in sorted(wishes, key=str):
        assert words(SHIPPED, {}, {name: value}), (name, value)


def visited(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count the states that the guide looks at."""
    counter = [0]
    left = Landmarks.presses_left

    def counted(self: Landmarks, *where: Any) -> int:
        counter[0] += 1
        return left(self, *where)

    monkeypatch.setattr(Landmarks, "presses_left", counted)
    return counter


def test_a_hint_is_found_without_looking_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A state takes some thirty millionths of a second, so that a hint comes at once."""
    counter = visited(monkeypatch)
    screens: list[tuple[str, Scalar]] = [("screen", name) for name in SHIPPED.screens]
    wishes = sorted((*settable(SHIPPED), *screens), key=str)
    setups: tuple[tuple[dict[str, Scalar], int], ...] = (
        ({}, 1),
        ({"awake": False}, 9),
        ({"screen": "contacts/new"}, 9),
    )
    for setup, every in setups:
        state = start(SHIPPED, setup)
        for name, value in wishes[::every]:
            counter[0] = 0
            assert shortest_path(SHIPPED, state, {name: value}) is not None, (name, value)
            assert counter[0] <= 1_000, (setup, name, value)


def test_a_goal_that_nothing_brings_about_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    counter = visited(monkeypatch)
    for goal in ({"call.to": "stranger"}, {"eid.activated": False}, {"wifi.network": "Quan"}):
        assert words(SHIPPED, {}, dict(goal)) is None
    assert counter[0] == 0


@pytest.mark.parametrize(
    "goal",
    [
        {"volume": 10, "brightness": 5},
        {"wifi.network": "TapHoaCoLan", "volume": 0},
        {"contact.saved": True, "restarted": True},
        {"call.to": "hoa", "call.on": False, "letters": 4},
        {"portal.sent": True, "airplane.on": True},
        {"sale.delivered": True, "locked": True},
    ],
)
def test_two_wishes_in_two_apps_are_found_too(
    monkeypatch: pytest.MonkeyPatch, goal: dict[str, Scalar]
) -> None:
    counter = visited(monkeypatch)
    assert words(SHIPPED, {}, goal)
    assert counter[0] <= 3_000


Task = tuple[PhoneWorld, PhoneState, dict[str, Scalar]]


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """A random phone after a few gestures, and a goal on it."""
    world = draw(random_worlds())
    state = start(world, {})
    for gesture in draw(st.lists(random_gestures(world), max_size=4)):
        state = press(world, state, gesture)
    return world, state, draw(goals)


@given(tasks())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_the_way_leads_to_the_goal_and_none_is_shorter(task: Task) -> None:
    world, state, goal = task
    path = shortest_path(world, state, goal)
    shortest = plain_search(world, state, goal, ("xin", "chao", "0", "1", "2"))
    if path is None:
        assert shortest is None
        return
    assert len(path) == shortest
    for gesture in path:
        assert gesture in {t.gesture for t in targets(world, state)} or gesture.kind == "type"
        state = press(world, state, gesture)
    assert goal_is_reached(world, state, goal)


@given(tasks())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_after_a_press_on_the_way_the_rest_of_it_is_the_way(task: Task) -> None:
    world, state, goal = task
    path = shortest_path(world, state, goal) or ()
    for place, gesture in enumerate(path, start=1):
        state = press(world, state, gesture)
        assert shortest_path(world, state, goal) == path[place:]
        assert shortest_path(PhoneWorld(world.apps), state, goal) == path[place:]


@pytest.mark.parametrize(
    "goal",
    [{"wifi.on": True}, {"letters": 3}, {"screen": "photos/menu"}, {"stranger.message": False}],
)
def test_no_way_on_the_shipped_phone_is_longer_than_it_must_be(goal: dict[str, Scalar]) -> None:
    state = start(SHIPPED, {})
    path = shortest_path(SHIPPED, state, goal)
    assert path is not None
    assert len(path) == plain_search(SHIPPED, state, goal)


def test_the_menu_of_the_power_button_above_the_lock_leads_home_too() -> None:
    asleep = start(SHIPPED, {"screen": "system/asleep"})
    menu = press(SHIPPED, asleep, Gesture("tap", "hold-power"))
    assert shortest_path(SHIPPED, menu, {"screen": "home"}) is not None


@pytest.mark.parametrize("calling", ["calls/calling", "chat/video"])
def test_a_running_call_is_left_by_hanging_up(calling: str) -> None:
    running: dict[str, Scalar] = {"call.on": True, "call.to": "nam", "video.on": True}
    path = words(SHIPPED, {"screen": calling, **running}, {"screen": calling.split("/")[0]})
    assert path == ["tap hang-up"]


def test_hanging_up_comes_before_the_call_that_is_asked_for() -> None:
    state = start(SHIPPED, {"screen": "home"})
    for move in ("contacts", "nam", "call"):
        state = press(SHIPPED, state, Gesture("tap", move))
    path = shortest_path(SHIPPED, state, {"call.on": True, "call.to": "hoa"})
    assert path is not None
    assert [str(gesture) for gesture in path] == ["tap hang-up", "back", "tap hoa", "tap call"]


def test_a_call_that_has_to_go_on_is_not_ended() -> None:
    setup: dict[str, Scalar] = {"screen": "calls/calling", "call.on": True}
    assert words(SHIPPED, setup, {"screen": "home", "call.on": True}) == ["home"]
    assert words(SHIPPED, setup, {"screen": "calls", "call.on": True}) == ["back"]
