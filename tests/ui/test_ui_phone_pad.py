"""The practice phone as a number pad: its places stay where they are, and words stand beside it."""

from collections.abc import Iterator

import pytest
from shipped import SIZES, paginated, windows
from test_ui_phone_help import flat, play_to_step
from test_ui_screens import lesson_of, play_right
from ui_kit import staged

from tutor.engine.events import HINTED
from tutor.engine.state import Practising
from tutor.lesson.view import PhoneFrame
from tutor.ui.layout.blocks import TileBlock
from tutor.ui.layout.flow import Page

PADS = windows(SIZES[:2])


def places(page: Page) -> dict[int, tuple[int, int]]:
    """Return the column and the row of each place of the phone."""
    return {
        p.block.choice.number: (p.x, p.y) for p in page.placed if isinstance(p.block, TileBlock)
    }


def phone_pages(
    language: str, size: tuple[int, int]
) -> Iterator[tuple[PhoneFrame, tuple[Page, ...]]]:
    """Yield each distinct view of the phone with its pages."""
    for moment, pages in paginated(language, size):
        if moment.view.phone is not None:
            yield moment.view.phone, pages


@PADS
def test_no_page_without_the_phone_follows_it(language: str, size: tuple[int, int]) -> None:
    for phone, pages in phone_pages(language, size):
        assert {choice.number for choice in phone.choices} == set(places(pages[-1])), phone


@PADS
def test_the_places_of_the_phone_stay_three_by_three(language: str, size: tuple[int, int]) -> None:
    """A screen with long words on most of its places becomes a list, if much is said beside it."""
    lists, met = 0, 0
    home_rows: set[int] = set()
    for _, pages in phone_pages(language, size):
        at = places(pages[-1])
        columns = [{x for number, (x, _) in at.items() if number % 3 == n} for n in (1, 2, 0)]
        met += 1
        if not all(len(column) < 2 for column in columns):
            lists += 1
        elif 9 in at:
            home_rows.add(at[9][1])
    assert lists * 50 < met
    assert max(home_rows) - min(home_rows) <= 1


@pytest.mark.parametrize(
    ("lesson", "step", "hint"),
    [
        ("tm-quet-qr", "ma-dan-de", "Tên trên màn hình có phải tên cô bán hàng không ạ?"),
        ("tm-ma-otp", "doc-tin", "Tin ghi mã ấy để tiền về, hay để tiền đi ạ?"),
    ],
)
async def test_a_hint_stands_with_its_phone_and_enter_presses_nothing(
    lesson: str, step: str, hint: str
) -> None:
    async with staged((66, 17), lesson=lesson) as stage:
        await play_to_step(stage, step)
        screen = lesson_of(stage)
        while screen._more():
            await stage.press("enter")
        await stage.press("enter")
        state = screen.run_now.state.moment.step
        assert isinstance(state, Practising)
        assert state.rung == HINTED
        assert hint in flat(stage.text())
        assert {1, 2, 3, 8, 9} <= set(screen._page.numbers)
        assert "▶" not in stage.text()


async def test_backspace_undoes_presses_and_asks_before_it_leaves_the_phone() -> None:
    async with staged((66, 17), lesson="tm-quet-qr") as stage:
        await play_to_step(stage, "quet-lai")
        screen = lesson_of(stage)
        index = screen.run_now.state.moment.index
        while not screen._page.numbers:
            await stage.press("enter")
        await stage.press("2", "backspace")
        assert screen.run_now.state.moment.index == index
        screen.page_index = 0
        for keys in (("backspace",), ("r", "backspace")):
            await stage.press(*keys)
            assert screen.run_now.state.moment.index == index
            assert "Bấm ← lần nữa để về bước trước." in stage.text()
        await stage.press("backspace")
        assert screen.run_now.state.moment.index < index


@pytest.mark.parametrize("size", [(100, 26), (66, 17), (50, 13), (34, 9)])
async def test_the_key_bar_says_that_enter_gives_a_hint(size: tuple[int, int]) -> None:
    async with staged(size, lesson="tm-quet-qr") as stage:
        await play_to_step(stage, "ma-dan-de")
        while lesson_of(stage)._more():
            await stage.press("enter")
        assert "ENTER gợi ý" in stage.text().splitlines()[-1 if size == (34, 9) else -2]


async def test_at_the_end_of_a_lesson_back_reads_the_page_again() -> None:
    async with staged((66, 17), lesson="lam-quen-phim", people=("Vinh",)) as stage:
        await play_right(stage)
        stage.assert_on("DoneScreen")
        said = len(stage.speaker.said)
        await stage.press("backspace")
        stage.assert_on("DoneScreen")
        assert len(stage.speaker.said) > said
