import re
from collections.abc import Iterator
from itertools import chain

import pytest
from phone_worlds import LESSONS, shipped

from tutor.content.model import Effect, PhoneItem, Scalar, sentences
from tutor.content.phones import load_phone
from tutor.phone import (
    EDGE_KINDS,
    SWIPES,
    Gesture,
    PhoneWorld,
    press,
    shown,
    start,
    targets,
    way,
)
from tutor.phone.state import effect_of, gesture_of

WORLDS = {language: shipped(language) for language in ("vi", "en")}
SCREENS = sorted(WORLDS["vi"].screens)
EDGE_WORDS = [str(Gesture(kind)) for kind in EDGE_KINDS]


def effects_of(item: PhoneItem) -> Iterator[Effect]:
    yield from (effect for effect in (item.tap, item.hold) if effect is not None)


def effects(world: PhoneWorld) -> Iterator[Effect]:
    for screen_id, screen in world.screens.items():
        yield from world.gestures[screen_id].values()
        yield from chain.from_iterable(effects_of(item) for item in screen.items)


def texts(world: PhoneWorld) -> Iterator[str]:
    for screen in world.screens.values():
        yield screen.title
        for item in screen.items:
            yield from (item.label, item.detail, item.sample)
    yield from (effect.says for effect in effects(world))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_shipped_phone_has_no_problems(language: str) -> None:
    apps, problems = load_phone(LESSONS, language)
    assert problems == []
    assert {"home", "calls", "messages", "contacts", "settings", "system"} <= set(apps)


def test_both_languages_are_the_same_phone() -> None:
    def bare(world: PhoneWorld) -> object:
        return [
            (name, [(i.kind, i.id, i.when, i.tap and (i.tap.goes, i.tap.sets)) for i in s.items])
            for name, s in world.screens.items()
        ]

    assert bare(WORLDS["vi"]) == bare(WORLDS["en"])
    assert WORLDS["vi"].values == WORLDS["en"].values


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_can_be_reached_from_home_and_left_again(screen: str) -> None:
    world = WORLDS["vi"]
    state = start(world, {})
    there = way(world, state, {"screen": screen})
    assert there is not None
    assert len(there) <= 21
    for gesture in there:
        state = press(world, state, gesture)
    assert shown(world, state) == screen
    back = way(world, state, {"screen": "home"})
    assert back is not None
    assert len(back) <= (5 if screen.startswith("system/") else 1)


@pytest.mark.parametrize(
    ("goal", "most"),
    [
        ({"wifi.network": "NhaVanHoa"}, 4),
        ({"letters": 4}, 4),
        ({"volume": 8}, 6),
        ({"locked": False}, 0),
        ({"airplane.on": True}, 2),
    ],
)
def test_what_lessons_ask_for_is_near(goal: dict[str, Scalar], most: int) -> None:
    world = WORLDS["vi"]
    path = way(world, start(world, {}), goal)
    assert path is not None
    assert len(path) <= most


def test_everything_that_can_be_pressed_answers() -> None:
    world = WORLDS["vi"]
    for name, screen in world.screens.items():
        for item in screen.items:
            if item.kind in ("text", "message", "field"):
                continue
            values = {**world.values, **item.when}
            effect = effect_of(world, name, gesture_of(item), values)
            assert effect is not None, (name, item.id)
            assert effect.goes or effect.says, (name, item.id)


def test_every_move_of_the_hand_is_a_number_somewhere() -> None:
    world = WORLDS["vi"]
    shown_moves = {
        str(target.gesture)
        for name in world.screens
        for target in targets(world, start(world, {"screen": name}))
    }
    assert {*(f"swipe {way}" for way in SWIPES), *EDGE_WORDS, "hold power"} <= shown_moves


def test_what_can_be_held_has_a_number_for_holding() -> None:
    world = WORLDS["vi"]
    for name, screen in world.screens.items():
        keys = {gesture_of(item) for item in screen.items if item.kind == "key"}
        for item in screen.items:
            assert item.hold is None or Gesture("hold", item.id) in keys, (name, item.id)


NAMES = {"Nguyễn", "Văn", "Tập", "Đồng", "Sen", "Hưng", "Yên", "Thôn", "Đông"}


def test_only_names_are_vietnamese_in_the_english_texts() -> None:
    for text in texts(WORLDS["en"]):
        for word in re.findall(r"[^\W\d_]+", text):
            assert word.isascii() or word in NAMES, text


def test_a_screen_fits_the_drawn_phone() -> None:
    world = WORLDS["vi"]
    for name, screen in world.screens.items():
        assert len({item.id for item in screen.items}) <= 8, name
        state = start(world, {"screen": name})
        assert sum(target.number < 8 for target in targets(world, state)) <= 7


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_the_phone_says_is_one_sentence(language: str) -> None:
    for effect in effects(WORLDS[language]):
        assert len(sentences(effect.says)) <= 1
        assert not effect.says or effect.says.endswith(".")
        assert len(effect.says) <= 4 * 34


@pytest.mark.parametrize("language", ["vi", "en"])
def test_long_numbers_are_masked(language: str) -> None:
    for text in texts(WORLDS[language]):
        numbers = re.sub(r"\d{1,3}(?:[.,]\d{3})+ (?:đồng|dong)", "", text)
        assert not re.search(r"\d{7,}", re.sub(r"[ .]", "", numbers)), text


def test_no_form_of_address_stands_in_the_texts_of_the_phone() -> None:
    for text in texts(WORLDS["vi"]):
        words = set(re.sub(r"ghi chú|kết bạn|bạn bè", "", text.lower()).split())
        assert not words & {"bác", "ông", "bà", "cụ", "cô", "chú", "bạn"}, text


def test_what_the_phone_says_is_calm() -> None:
    for language in WORLDS:
        for effect in effects(WORLDS[language]):
            scolds = r"!|sai rồi|lỗi|nhanh lên|không hợp lệ|you are wrong|error|invalid"
            assert not re.search(scolds, effect.says.lower()), effect.says
