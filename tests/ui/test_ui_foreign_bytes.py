"""Names and places of hamlets that would steer a terminal: no screen sends anything of them."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest
from lead_kit import leading
from test_ui_every_screen import (
    CLASS,
    LEARNER,
    NEWCOMER,
    ONLY_VIETNAMESE,
    VOLUNTEER,
    as_learner,
    as_newcomer,
    as_volunteer,
    in_class,
)
from ui_kit import SIZES, Stage, staged

from tutor.content.text import is_unsafe
from tutor.records import people
from tutor.records.people import Person
from tutor.ui.laptop import LaptopFile

# Writes to the clipboard, sets colours in two ways, turns the direction of reading, rings.
FOREIGN = "\x1b]52;c;aGk=\x07\x9b31m\x1b[2J\u202e\u200b\ufeff\x00\r"
Way = Callable[[Stage], AsyncIterator[str]]


@pytest.fixture(autouse=True)
def _foreign_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every text of a person begin with foreign signs, as if nothing cleaned what is read."""
    read = people._person

    def read_foreign(row: Any) -> Person:
        person = read(row)
        texts = {name: getattr(person, name) for name in ("name", "hamlet", "household")}
        # What was saved again has them once more, cleaned.
        plain = {name: text.rpartition("[2J")[2].strip() for name, text in texts.items()}
        return replace(person, **{name: FOREIGN + text for name, text in plain.items() if text})

    monkeypatch.setattr(people, "_person", read_foreign)


def foreign_signs(stage: Stage) -> set[str]:
    """Return the signs of what is drawn that are no letters for a reader."""
    return {sign for row in stage.cells() for part in row for sign in part.text if is_unsafe(sign)}


async def walk(way: Way, stage: Stage) -> set[str]:
    """Go over screens, look at each in all sizes; return the names of the screens."""
    screens = set()
    async for _ in way(stage):
        screens.add(stage.screen)
        before = stage.app.size
        for size in SIZES:
            await stage.resize(size)
            pages = len(stage.app.screen._pages)  # type: ignore[attr-defined]
            for page in range(pages):
                stage.app.screen._turn(page)  # type: ignore[attr-defined]
                assert foreign_signs(stage) == set(), stage.screen
        await stage.resize((before.width, before.height))
        stage.app.screen._turn(0)  # type: ignore[attr-defined]
    return screens


async def test_a_newcomers_screens() -> None:
    async with staged((100, 26), laptop=LaptopFile()) as stage:
        assert await walk(as_newcomer, stage) == NEWCOMER | ONLY_VIETNAMESE


async def test_a_learners_screens() -> None:
    async with staged((100, 26), people=("Vinh",)) as stage:
        assert await walk(as_learner, stage) == LEARNER
        assert FOREIGN in stage.app.session.people()[0].name


async def test_a_volunteers_screens() -> None:
    async with staged((100, 26)) as stage:
        assert await walk(as_volunteer, stage) == VOLUNTEER


async def test_the_screens_of_a_class() -> None:
    async with leading((100, 26)) as stage:
        assert await walk(in_class, stage) == CLASS  # type: ignore[arg-type]
