from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phone_worlds import (
    SMALL,
    app,
    button,
    check_legal,
    random_gestures,
    random_worlds,
    screen,
    shipped,
)

from tutor.content.model import PhoneItem, Scalar
from tutor.phone import (
    STATE_SCREENS,
    Gesture,
    PhoneState,
    PhoneWorld,
    goal_is_reached,
    parse_gesture,
    press,
    shortest_path,
    start,
    values_of,
    visible_screen,
)

SHIPPED = shipped()


def after(world: PhoneWorld, state: PhoneState, *words: str) -> PhoneState:
    for each in words:
        gesture = parse_gesture(each)
        assert gesture is not None
        state = press(world, state, gesture)
    return state


def test_a_tap_opens_an_app_and_back_returns() -> None:
    phone = start(SMALL, {})
    opened = after(SMALL, phone, "tap settings")
    assert visible_screen(SMALL, opened) == "settings/main"
    assert after(SMALL, opened, "back") == phone
    assert after(SMALL, phone, "back") == phone


def test_home_shows_the_home_screen_and_keeps_what_was_set() -> None:
    phone = after(SMALL, start(SMALL, {}), "tap settings", "tap wifi", "tap join", "home")
    assert phone.screens == ("home/main",)
    assert values_of(SMALL, phone)["wifi"] is True


def test_a_press_says_its_line_and_the_next_one_takes_it_away() -> None:
    phone = after(SMALL, start(SMALL, {"screen": "settings"}), "tap wifi")
    assert phone.message == "Ok."
    assert after(SMALL, phone, "tap news").message == ""


@pytest.mark.parametrize(
    "words",
    ["tap no-such-item", "hold settings", "swipe left", "power", "type settings a", "volume up"],
)
def test_a_gesture_without_meaning_changes_nothing(words: str) -> None:
    phone = replace(start(SMALL, {}), message="Before.")
    pressed = after(SMALL, phone, words)
    assert pressed == phone
    assert pressed.message == ""


def test_what_is_hidden_cannot_be_pressed() -> None:
    phone = start(SMALL, {"screen": "settings"})
    assert after(SMALL, phone, "tap join") == phone


def test_numbers_stop_at_their_ends() -> None:
    phone = start(SMALL, {"screen": "settings", "volume": 4})
    louder = after(SMALL, phone, "volume up", "volume up", "volume up")
    assert values_of(SMALL, louder)["volume"] == 5


def test_copies_take_what_was_there_before_and_sets_come_after() -> None:
    send = button("send", copies={"older": "last", "last": "text"}, sets={"text": ""})
    field = PhoneItem(kind="field", id="write", label="write", fills="text", sample="hi")
    world = PhoneWorld(
        {"home": app("home", screen("main", field, send), older="", last="", text="")}
    )
    state = after(
        world, start(world, {}), "type write one", "tap send", "type write two", "tap send"
    )
    assert values_of(world, state) == {"older": "one", "last": "two", "text": ""}
    path = shortest_path(world, start(world, {}), {"older": "one", "text": "three"})
    assert path is not None
    assert [str(gesture) for gesture in path[:2]] == ["type write one", "tap send"]
    assert [str(gesture) for gesture in path[2:]] == ["tap send", "type write three"]


def test_a_key_can_be_tapped_as_well() -> None:
    phone = start(SMALL, {"screen": "settings"})
    assert after(SMALL, phone, "tap louder") == after(SMALL, phone, "volume up")


def test_typed_text_is_kept_on_one_line_and_without_invisible_letters() -> None:
    phone = start(SMALL, {"screen": "settings/join"})
    typed = press(SMALL, phone, Gesture("type", "password", "  xin\n\u200b chao\x1b "))
    assert values_of(SMALL, typed)["password"] == "xin chao"
    assert press(SMALL, typed, Gesture("type", "password", " ")) == typed


def test_of_items_with_one_id_the_first_that_can_be_there_counts() -> None:
    phone = start(SMALL, {"screen": "settings/join"})
    assert after(SMALL, phone, "tap go").message == "Not yet."
    joined = after(SMALL, phone, "type password Lotus", "tap go")
    assert values_of(SMALL, joined)["network"] == "hall"
    assert visible_screen(SMALL, joined) == "settings/main"


def test_hold_and_swipe_are_gestures_of_their_own() -> None:
    phone = start(SMALL, {"screen": "photos"})
    assert visible_screen(SMALL, after(SMALL, phone, "tap garden")) == "photos/garden"
    assert visible_screen(SMALL, after(SMALL, phone, "hold garden")) == "photos/menu"
    assert visible_screen(SMALL, after(SMALL, phone, "tap garden", "swipe left")) == "photos/menu"


def test_a_screen_that_lies_further_back_comes_to_the_front() -> None:
    phone = after(
        SMALL, start(SMALL, {"screen": "photos"}), "tap garden", "swipe left", "tap delete"
    )
    assert phone.screens == ("home/main", "photos/main")


def test_a_start_takes_what_fits_and_passes_over_the_rest() -> None:
    phone = start(
        SMALL,
        {"screen": "settings/join", "volume": 99, "wifi": 1, "network": "hall", "unknown": True},
    )
    assert phone.screens == ("home/main", "settings/main", "settings/join")
    values = values_of(SMALL, phone)
    assert (values["volume"], values["wifi"], values["network"]) == (5, False, "hall")
    assert "unknown" not in values
    assert start(SMALL, {"screen": "no/such"}) == start(SMALL, {})


def test_a_goal_is_reached_when_screen_and_values_hold() -> None:
    phone = start(SMALL, {"screen": "settings", "network": "Hall"})
    assert goal_is_reached(SMALL, phone, {"screen": "settings", "network": "hall"})
    assert goal_is_reached(SMALL, phone, {"screen": "settings/main", "wifi": False})
    assert not goal_is_reached(SMALL, phone, {"wifi": True})
    assert not goal_is_reached(SMALL, phone, {"wifi": 0})
    assert not goal_is_reached(SMALL, phone, {"unknown": True})
    assert not goal_is_reached(SMALL, phone, {"screen": "nowhere"})


def test_a_phone_needs_a_screen() -> None:
    with pytest.raises(ValueError, match="screen"):
        PhoneWorld({})


def test_a_world_without_a_home_app_starts_with_its_first_screen() -> None:
    world = PhoneWorld(
        {"only": app("only", screen("main", button("more", goes="only/more")), screen("more"))}
    )
    phone = after(world, start(world, {}), "tap more")
    assert visible_screen(world, phone) == "only/more"
    assert visible_screen(world, after(world, phone, "home")) == "only/main"


def test_sleep_wake_and_unlock() -> None:
    phone = start(SHIPPED, {"screen": "settings/wifi"})
    asleep = after(SHIPPED, phone, "power")
    assert visible_screen(SHIPPED, asleep) == "system/asleep"
    assert after(SHIPPED, asleep, "home") == asleep
    assert after(SHIPPED, asleep, "swipe up") == asleep
    woken = after(SHIPPED, asleep, "power")
    assert visible_screen(SHIPPED, woken) == "system/lock"
    assert after(SHIPPED, woken, "back") == woken
    assert visible_screen(SHIPPED, after(SHIPPED, woken, "swipe up")) == "settings/wifi"


def test_a_restart_ends_on_the_lock_screen() -> None:
    menu = after(SHIPPED, start(SHIPPED, {"screen": "settings/wifi"}), "hold power")
    assert visible_screen(SHIPPED, menu) == "system/power-menu"
    restarting = after(SHIPPED, menu, "tap restart")
    assert visible_screen(SHIPPED, restarting) == "system/restarting"
    on = after(SHIPPED, restarting, "tap wait")
    assert visible_screen(SHIPPED, on) == "system/lock"
    assert goal_is_reached(SHIPPED, on, {"restarted": True, "locked": True})
    assert visible_screen(SHIPPED, after(SHIPPED, on, "swipe up")) == "home/main"


def test_a_phone_is_turned_off_and_on_by_holding_the_power_button() -> None:
    off = after(SHIPPED, start(SHIPPED, {}), "hold power", "tap power-off")
    assert visible_screen(SHIPPED, off) == "system/off"
    assert after(SHIPPED, off, "power") == off
    assert after(SHIPPED, off, "power").message
    assert after(SHIPPED, off, "volume up") == off
    on = after(SHIPPED, off, "hold power")
    assert visible_screen(SHIPPED, on) == "system/lock"


def test_the_power_menu_lies_over_the_lock() -> None:
    menu = after(SHIPPED, start(SHIPPED, {"locked": True}), "hold power")
    assert visible_screen(SHIPPED, menu) == "system/power-menu"
    assert visible_screen(SHIPPED, after(SHIPPED, menu, "home")) == "system/lock"
    assert visible_screen(SHIPPED, after(SHIPPED, menu, "power", "power")) == "system/lock"


@pytest.mark.parametrize(
    ("setup", "seen"),
    [
        ({"locked": True}, "system/lock"),
        ({"awake": False}, "system/asleep"),
        ({"power": False}, "system/off"),
        ({"power": False, "awake": False, "screen": "settings"}, "system/off"),
        ({"screen": "system/lock"}, "system/lock"),
        ({"screen": "system/asleep"}, "system/asleep"),
        ({"screen": "system/off"}, "system/off"),
        ({"screen": "system/anywhere"}, "home/main"),
    ],
)
def test_a_phone_can_start_dark_or_locked(setup: dict[str, Scalar], seen: str) -> None:
    phone = start(SHIPPED, setup)
    assert visible_screen(SHIPPED, phone) == seen
    assert goal_is_reached(SHIPPED, phone, {"locked": seen != "home/main"})


def test_volume_keys_work_in_every_app() -> None:
    phone = after(SHIPPED, start(SHIPPED, {"screen": "contacts/new"}), "volume up")
    assert values_of(SHIPPED, phone)["volume"] == 5
    assert phone.message


@given(st.data())
@settings(max_examples=80)
def test_gestures_never_leave_the_legal_states(data: st.DataObject) -> None:
    world = data.draw(st.sampled_from([SMALL, SHIPPED]) | random_worlds())
    state = start(world, {"screen": data.draw(st.sampled_from(sorted(world.screens)))})
    for gesture in data.draw(st.lists(random_gestures(world), max_size=12)):
        after_one = press(world, state, gesture)
        assert after_one == press(world, state, gesture)
        assert after_one.message == press(world, state, gesture).message
        check_legal(world, after_one)
        state = after_one
    if visible_screen(world, state) not in STATE_SCREENS:
        assert visible_screen(world, press(world, state, Gesture("home"))) in (
            world.home,
            "system/lock",
        )


@given(st.data())
@settings(max_examples=60)
def test_there_is_always_a_way_home(data: st.DataObject) -> None:
    state = start(SHIPPED, {"screen": data.draw(st.sampled_from(sorted(SHIPPED.screens)))})
    for gesture in data.draw(st.lists(random_gestures(SHIPPED), max_size=10)):
        state = press(SHIPPED, state, gesture)
    path = shortest_path(SHIPPED, state, {"screen": "home"})
    assert path is not None
    for gesture in path:
        state = press(SHIPPED, state, gesture)
    assert goal_is_reached(SHIPPED, state, {"screen": "home", "locked": False})
