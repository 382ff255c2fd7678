"""Worlds for the tests: a small one by hand, random ones, the shipped one, and a plain search."""

from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tutor.content.model import Effect, PhoneApp, PhoneItem, PhoneScreen, Scalar
from tutor.content.phone_reader import load_phone
from tutor.phone import (
    STATE_SCREENS,
    Gesture,
    PhoneState,
    PhoneWorld,
    goal_is_reached,
    press,
    targets,
)

LESSONS = Path(__file__).parents[2] / "lessons"


@cache
def shipped(language: str = "vi") -> PhoneWorld:
    """Return the shipped phone; it is read once for all test modules."""
    return PhoneWorld(load_phone(LESSONS, language)[0])


def button(item_id: str, **effect: object) -> PhoneItem:
    return PhoneItem(kind="button", id=item_id, label=item_id, tap=Effect(**effect))  # type: ignore[arg-type]


def screen(screen_id: str, *items: PhoneItem, **gestures: Effect) -> PhoneScreen:
    words = {name.replace("_", " "): effect for name, effect in gestures.items()}
    return PhoneScreen(id=screen_id, title=screen_id, items=items, gestures=words)


def app(app_id: str, *screens: PhoneScreen, **values: Scalar) -> PhoneApp:
    return PhoneApp(id=app_id, title=app_id, screens=screens, values=values)


SMALL = PhoneWorld(
    {
        "home": app(
            "home",
            screen(
                "main",
                button("settings", goes="settings"),
                button("photos", goes="photos"),
                PhoneItem(kind="text", id="news", label="news"),
            ),
        ),
        "settings": PhoneApp(
            id="settings",
            title="settings",
            values={"wifi": False, "network": "", "password": "", "volume": 3},
            ranges={"volume": (0, 5)},
            screens=(
                screen(
                    "main",
                    PhoneItem(
                        kind="toggle",
                        id="wifi",
                        label="wifi",
                        tap=Effect(toggles="wifi", says="Ok."),
                    ),
                    PhoneItem(
                        kind="button",
                        id="join",
                        label="join",
                        when={"wifi": True},
                        tap=Effect(goes="settings/join"),
                    ),
                    PhoneItem(kind="key", id="louder", label="louder", gesture="volume up"),
                    PhoneItem(kind="text", id="loud", label="loud", shows="volume"),
                    volume_up=Effect(steps={"volume": 1}),
                    volume_down=Effect(steps={"volume": -1}),
                ),
                screen(
                    "join",
                    PhoneItem(kind="field", id="password", label="password", fills="password"),
                    PhoneItem(
                        kind="button",
                        id="go",
                        label="go",
                        when={"password": "lotus"},
                        tap=Effect(sets={"network": "hall"}, goes="back"),
                    ),
                    PhoneItem(kind="button", id="go", label="not yet", tap=Effect(says="Not yet.")),
                ),
            ),
        ),
        "photos": PhoneApp(
            id="photos",
            title="photos",
            values={"kept": True},
            screens=(
                screen(
                    "main",
                    PhoneItem(
                        kind="button",
                        id="garden",
                        label="garden",
                        tap=Effect(goes="photos/garden"),
                        hold=Effect(goes="photos/menu"),
                        when={"kept": True},
                    ),
                    PhoneItem(kind="key", id="menu", label="menu", gesture="hold garden"),
                ),
                screen("garden", swipe_left=Effect(goes="photos/menu")),
                screen("menu", button("delete", sets={"kept": False}, goes="photos")),
            ),
        ),
    }
)

_NAMES: dict[str, SearchStrategy[Scalar]] = {
    "on": st.booleans(),
    "open": st.booleans(),
    "count": st.integers(0, 2),
    "word": st.sampled_from(["", "xin", "chao"]),
    "other": st.sampled_from(["", "xin", "chao"]),
    "many": st.booleans(),
}
_SCREENS = ("home/main", "home/two", "app/main", "app/two", "app/three")


@st.composite
def _settings(draw: DrawFn, most: int) -> dict[str, Scalar]:
    names = draw(st.lists(st.sampled_from(sorted(_NAMES)), max_size=most, unique=True))
    return {name: draw(_NAMES[name]) for name in names}


@st.composite
def _effects(draw: DrawFn) -> Effect:
    if draw(st.booleans()):
        return Effect(goes=draw(st.sampled_from(_SCREENS)))
    # What changes a value leads to no screen by name: the guide would not use it as a way back there.
    return Effect(
        copies=draw(st.sampled_from([{}, {}, {"other": "word"}, {"word": "other"}])),
        sets=draw(_settings(1)),
        toggles=draw(st.sampled_from(["", "", "on", "open"])),
        steps=draw(st.sampled_from([{}, {}, {"count": 1}, {"count": -1}])),
        goes=draw(st.sampled_from(["", "", "home", "back"])),
    )


@st.composite
def _items(draw: DrawFn) -> PhoneItem:
    kind = draw(st.sampled_from(["button", "button", "toggle", "field", "key"]))
    return PhoneItem(
        kind=kind,  # type: ignore[arg-type]
        id=draw(st.sampled_from("abcd")),
        label="item",
        fills=draw(st.sampled_from(["word", "word", "count"])) if kind == "field" else "",
        sample="xin" if kind == "field" else "",
        gesture=draw(st.sampled_from(["swipe left", "power"])) if kind == "key" else "",
        when=draw(_settings(1)),
        tap=draw(st.none() | _effects()),
    )


@st.composite
def random_worlds(draw: DrawFn) -> PhoneWorld:
    found: dict[str, list[PhoneScreen]] = {"home": [], "app": []}
    for name in _SCREENS:
        app_id, _, screen_id = name.partition("/")
        items = draw(st.lists(_items(), max_size=4))
        gestures = {"power": draw(_effects())} if draw(st.booleans()) else {}
        found[app_id].append(
            PhoneScreen(id=screen_id, title=name, items=tuple(items), gestures=gestures)
        )
    return PhoneWorld(
        {
            "home": app("home", *found["home"]),
            "app": PhoneApp(
                id="app",
                title="app",
                screens=tuple(found["app"]),
                values={
                    "on": False,
                    "open": True,
                    "count": 1,
                    "word": "",
                    "other": "",
                    "many": False,
                },
                ranges={"count": (0, 2)},
                over={"many": ("count", 1)},
            ),
        }
    )


goals: SearchStrategy[dict[str, Scalar]] = st.one_of(
    _settings(2), st.sampled_from(_SCREENS).map(lambda name: {"screen": name})
)


def random_gestures(world: PhoneWorld) -> SearchStrategy[Gesture]:
    """Gestures that mean something somewhere, and many that do not."""
    ids = sorted({item.id for s in world.screens.values() for item in s.items})
    return st.one_of(
        st.builds(
            Gesture,
            st.sampled_from(["tap", "tap", "tap", "hold"]),
            st.sampled_from([*ids, "no-such-item"]),
        ),
        st.builds(Gesture, st.just("swipe"), st.sampled_from(["up", "down", "left", "right"])),
        st.builds(Gesture, st.sampled_from(["back", "home", "power", "volume-up", "volume-down"])),
        st.builds(Gesture, st.just("type"), st.sampled_from([*ids, "none"]), st.text(max_size=8)),
    )


def check_legal(world: PhoneWorld, state: PhoneState) -> None:
    assert state.screens[0] == world.home
    assert len(set(state.screens)) == len(state.screens)
    assert set(state.screens) <= set(world.screens)
    assert not set(state.screens) & set(STATE_SCREENS)
    assert {name for name, _ in state.values} == set(world.values)
    assert _starts_legal(world)
    assert all(
        value is world.values[name] or world.fits(name, value) for name, value in state.values
    )
    assert hash(state) == hash(replace(state, message="Other."))


@cache
def _starts_legal(world: PhoneWorld) -> bool:
    return all(world.fits(name, value) for name, value in world.values.items())


def plain_search(
    world: PhoneWorld,
    state: PhoneState,
    goal: Mapping[str, Scalar],
    texts: tuple[str, ...] = (),
    most: int = 20_000,
) -> int | None:
    """The number of gestures of a shortest way, found by trying everything that can be pressed."""
    far = {state: 0}
    queue = deque([state])
    while queue and len(far) < most:
        here = queue.popleft()
        if goal_is_reached(world, here, goal):
            return far[here]
        for target in targets(world, here):
            gesture = target.gesture
            tries = (
                [Gesture("type", gesture.target, text) for text in texts]
                if gesture.kind == "type"
                else [gesture]
            )
            for attempt in tries:
                after = press(world, here, attempt)
                if after not in far:
                    far[after] = far[here] + 1
                    queue.append(after)
    return None
