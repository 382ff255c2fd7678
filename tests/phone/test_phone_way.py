import time

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
from tutor.phone import Gesture, PhoneWorld, press, reached, start, targets, way

SHIPPED = shipped()


def words(world: PhoneWorld, setup: dict[str, Scalar], goal: dict[str, Scalar]) -> list[str] | None:
    path = way(world, start(world, setup), goal)
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


def test_nothing_is_deleted_only_to_get_back() -> None:
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


def test_every_value_can_be_changed_but_those_that_only_lessons_set() -> None:
    for name, value in SHIPPED.values.items():
        if name.startswith("contacts."):
            continue
        other: Scalar
        match value:
            case bool():
                other = not value
            case int():
                other = value + 1
            case _:
                other = {"wifi.network": "NhaVanHoa", "call.to": "hoa"}.get(name, "xin chao")
        assert words(SHIPPED, {}, {name: other}), name


def test_a_hint_comes_at_once_for_any_two_wishes() -> None:
    slowest = 0.0
    for setup in ({}, {"awake": False}, {"screen": "contacts/new"}):
        state = start(SHIPPED, setup)
        wishes: tuple[dict[str, Scalar], ...] = (
            {"volume": 10, "brightness": 5},
            {"wifi.network": "TapHoaCoLan", "volume": 0},
            {"contact.saved": True, "restarted": True},
            {"call.to": "hoa", "call.on": False, "letters": 4},
        )
        for goal in wishes:
            began = time.perf_counter()
            assert way(SHIPPED, state, goal)
            slowest = max(slowest, time.perf_counter() - began)
    # A hint takes some milliseconds; the bound leaves room for a busy machine.
    assert slowest < 0.5


@given(st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_the_way_leads_to_the_goal_and_none_is_shorter(data: st.DataObject) -> None:
    world = data.draw(random_worlds())
    state = start(world, {})
    for gesture in data.draw(st.lists(random_gestures(world), max_size=4)):
        state = press(world, state, gesture)
    goal = data.draw(goals)
    path = way(world, state, goal)
    shortest = plain_search(world, state, goal, ("xin", "chao"))
    if path is None:
        assert shortest is None
        return
    assert len(path) == shortest
    for gesture in path:
        assert gesture in {t.gesture for t in targets(world, state)} or gesture.kind == "type"
        state = press(world, state, gesture)
    assert reached(world, state, goal)


@pytest.mark.parametrize(
    "goal",
    [{"wifi.on": True}, {"letters": 3}, {"screen": "photos/menu"}, {"stranger.message": False}],
)
def test_no_way_on_the_shipped_phone_is_longer_than_it_must_be(goal: dict[str, Scalar]) -> None:
    state = start(SHIPPED, {})
    path = way(SHIPPED, state, goal)
    assert path is not None
    assert len(path) == plain_search(SHIPPED, state, goal)


def test_the_menu_of_the_power_button_above_the_lock_leads_home_too() -> None:
    asleep = start(SHIPPED, {"screen": "system/asleep"})
    menu = press(SHIPPED, asleep, Gesture("tap", "hold-power"))
    assert way(SHIPPED, menu, {"screen": "home"}) is not None
