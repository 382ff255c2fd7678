"""What lessons ask for on the phone stays as near as it is: goals.yaml says from where, and how far."""

from pathlib import Path
from typing import TypedDict, cast

import pytest
import yaml
from phone_worlds import shipped

from tutor.content.model import Scalar
from tutor.phone import goal_is_reached, press, shortest_path, start

WORLDS = {language: shipped(language) for language in ("vi", "en")}


class Wish(TypedDict):
    """One line of the data: the lesson's id, where its step starts, its goal, and the presses to it."""

    lesson: str
    phone: dict[str, Scalar]
    goal: dict[str, Scalar]
    presses: int


WISHES = cast(
    list[Wish], yaml.safe_load((Path(__file__).parent / "goals.yaml").read_text(encoding="utf-8"))
)


def test_the_list_covers_what_the_lessons_practise() -> None:
    assert len(WISHES) >= 40
    assert len({wish["lesson"] for wish in WISHES}) >= 30


@pytest.mark.parametrize("language", sorted(WORLDS))
@pytest.mark.parametrize("wish", WISHES, ids=lambda wish: f"{wish['lesson']}-{wish['presses']}")
def test_a_goal_is_as_many_presses_away_as_recorded(wish: Wish, language: str) -> None:
    world = WORLDS[language]
    for name, value in (*wish["phone"].items(), *wish["goal"].items()):
        known = world.find(str(value)) if name == "screen" else world.fits(name, value)
        assert known, f"{name}: {value}"
    state = start(world, wish["phone"])
    path = shortest_path(world, state, wish["goal"])
    assert path is not None
    assert len(path) == wish["presses"], [str(gesture) for gesture in path]
    for gesture in path:
        assert not goal_is_reached(world, state, wish["goal"])
        state = press(world, state, gesture)
    assert goal_is_reached(world, state, wish["goal"])
