"""What the main screens look like at all four sizes, as text; reviewed when it changes."""

import pytest
from syrupy.assertion import SnapshotAssertion
from ui_kit import SIZES, staged

WAYS: dict[str, tuple[str, ...]] = {
    "who": (),
    "home": ("1",),
    "topics": ("1", "7"),
    "help": ("1", "h"),
    "leave": ("1", "ctrl+q"),
}
# The lesson, the step counted from 1 as the screen counts, and what is pressed there.
IN_LESSON: dict[str, tuple[str, int, tuple[str, ...]]] = {
    "choose": ("lam-quen-phim", 2, ()),
    "pictured": ("ld-gia-cong-an", 1, ()),
    "show": ("kn-wifi-du-lieu", 3, ()),
    "call": ("ld-gia-cong-an", 2, ()),
    "type": ("dv-cong-qg", 3, ("d", "i", "c", "h")),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("way", WAYS)
async def test_menus(way: str, size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    async with staged(size, people=("Vinh", "Hạnh")) as stage:
        await stage.press(*WAYS[way])
        assert stage.text() == snapshot


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("way", IN_LESSON)
async def test_lesson_steps(way: str, size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    lesson, step, keys = IN_LESSON[way]
    async with staged(size, lesson=lesson) as stage:
        pages = []
        while stage.app.screen._view.step < step:
            await stage.press("enter")
        await stage.press(*keys)
        for _ in range(len(stage.app.screen._pages)):
            pages.append(stage.text())
            if not stage.app.screen._view.entry:
                await stage.press("enter")
        assert "\n~~~\n".join(pages) == snapshot
