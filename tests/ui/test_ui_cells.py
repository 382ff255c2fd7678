"""What is measured on the cells of real screens: contrast, clipping, one focus mark, targets, symbols."""

from collections.abc import Iterable
from functools import lru_cache
from math import atan, degrees

import pytest
from cells_kit import (
    LEAST_OF_FILL,
    LINES,
    MARKS,
    TARGET_COLUMNS,
    contrast,
    faults,
    illegible,
    least_rows,
    luminance,
    picture,
    rgb,
)
from rich.color import Color, ColorSystem
from rich.segment import Segment
from shipped import IN_ALL_WINDOWS, SIZES, paginated
from ui_kit import Stage, staged

from tutor.lesson.view import Choice
from tutor.ui.layout.blocks import Ink, TileBlock, tile_block
from tutor.ui.layout.rows import Row, width_of
from tutor.ui.layout.sizes import SMALLEST_COLUMNS, SMALLEST_ROWS, size_step, viewport
from tutor.ui.themes import THEMES, colours, rich_styles

__all__ = ["assert_legible", "check_cells"]


def assert_legible(row: list[Segment]) -> None:
    assert list(illegible(picture([row], THEMES[0]))) == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("depth", [ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT])
def test_every_style_of_both_themes_is_legible_in_full_and_in_256_colours(
    theme: str, depth: ColorSystem
) -> None:
    for name, style in rich_styles(theme).items():
        assert style.color is not None
        assert style.bgcolor is not None
        fore, back = style.color.downgrade(depth), style.bgcolor.downgrade(depth)
        assert contrast(rgb(fore), rgb(back)) >= (3 if name == "line" else 7), name


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("bordered", [True, False])
def test_a_grey_picture_tells_the_focus_by_mark_border_and_fill(theme: str, bordered: bool) -> None:
    tile = tile_block(Choice(1, "Cúp máy"), None, 40, bordered=bordered)

    def grey(ink: Ink) -> tuple[str, set[str], float]:
        """Its mark, the signs of its border, and how bright it is behind its words."""
        rows = tile.draw(ink)
        words = next(run for row in rows for run in row if "Cúp" in run.text)
        signs = {sign for row in rows for run in row for sign in run.text}
        red, green, blue = rgb(Color.parse(colours(theme)[words.style][1]))
        return "".join(signs & MARKS), signs & LINES, luminance((red, green, blue))

    mark, border, fill = grey(Ink(focus=1))
    other_mark, other_border, other_fill = grey(Ink())
    assert (mark, other_mark) == ("▶", "")
    assert border.isdisjoint(other_border)
    assert bool(border) is bordered
    dark, light = sorted((fill, other_fill))
    assert (light + 0.05) / (dark + 0.05) >= LEAST_OF_FILL


# How a projector's picture may be shaped, in widths to its height.
SHAPES = (4 / 3, 16 / 10, 16 / 9)
# Of the font that our own window and the web page have, in its size: high letters, a letter's width, a row.
CAP, ADVANCE, LINE = 0.73, 0.60, 1.32
READ_FROM, MINUTES_PREFERRED = 6, 22


def test_the_largest_letters_are_legible_from_six_picture_heights() -> None:
    columns = [n for n in range(SMALLEST_COLUMNS, 100) if size_step(n, 99) == 4]
    rows = [n for n in range(SMALLEST_ROWS, 99) if size_step(100, n) == 4]
    # The font's size in heights of the picture, where the columns fill its width or the rows its height.
    fonts = [shape / (n * ADVANCE) for n in columns for shape in SHAPES]
    fonts += [1 / (n * LINE) for n in rows]
    smallest = degrees(atan(min(fonts) * CAP / READ_FROM)) * 60
    assert smallest >= MINUTES_PREFERRED


def words(text: str) -> list[str]:
    return text.replace("*", "").split()


_WITHOUT_LINES = {ord(sign): None for sign in LINES}


@lru_cache(maxsize=1)
def drawn(language: str, size: tuple[int, int]) -> tuple[tuple[tuple[Row, ...], ...], ...]:
    """The rows of each page of each view, its first choice in focus and its first sentence read."""
    ink = Ink(spoken=0, focus=1)
    return tuple(tuple(page.rows(ink) for page in pages) for _, pages in paginated(language, size))


def text_of(pages: Iterable[tuple[Row, ...]]) -> str:
    rows = (row for page in pages for row in page)
    return "\n".join("".join(run.text for run in row) for row in rows).translate(_WITHOUT_LINES)


PRACTICE_PHONE = {"vi": "ĐIỆN THOẠI TẬP", "en": "PRACTICE PHONE"}


@IN_ALL_WINDOWS
def test_nothing_of_any_lesson_is_clipped_or_lost(language: str, size: tuple[int, int]) -> None:
    port = viewport(*size)
    for (moment, pages), rows in zip(paginated(language, size), drawn(language, size), strict=True):
        view = moment.view
        assert all(page.height <= port.body_rows for page in pages), view
        assert all(width_of(row) == port.columns for page in rows for row in page), view
        seen = "".join(text_of(rows).split())
        for choice in view.choices:
            # The key bar names the way out.
            seen += f"{choice.number}{choice.text}".replace(" ", "") if choice.in_bar else ""
        for line in view.lines:
            if line.role == "again" and size not in SIZES[:2]:
                continue  # a task that was read before makes way for the phone where rows are few
            texts = (text for text in (line.text, line.brief) if text)
            assert any(all(word in seen for word in words(text)) for text in texts), line.text
        for choice in view.numbered():
            assert str(choice.number) in seen
            assert all(word in seen for word in words(choice.text)), choice.text
        if view.phone is not None:
            assert "".join(view.phone.label.split()) in seen


@IN_ALL_WINDOWS
def test_targets_are_as_tall_and_wide_as_a_thumb_needs(
    language: str, size: tuple[int, int]
) -> None:
    for moment, pages in paginated(language, size):
        view = moment.view
        for page in pages:
            for placed in page.placed:
                if isinstance(placed.block, TileBlock) and placed.block.number is not None:
                    assert placed.block.height >= least_rows(size[1]), view
                    assert placed.block.width >= TARGET_COLUMNS, view


@IN_ALL_WINDOWS
def test_every_page_of_the_phone_says_that_it_is_for_practice(
    language: str, size: tuple[int, int]
) -> None:
    for (moment, pages), rows in zip(paginated(language, size), drawn(language, size), strict=True):
        if moment.view.phone is None:
            continue
        for page, text in zip(pages, rows, strict=True):
            if any(isinstance(placed.block, TileBlock) for placed in page.placed):
                assert PRACTICE_PHONE[language] in text_of([text])


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
async def test_screens_are_legible_have_one_focus_and_allowed_symbols(
    size: tuple[int, int], theme: str
) -> None:
    async with staged(size, theme=theme, people=("Vinh", "Hạnh"), hold=True) as stage:
        for keys in (
            (),
            ("1",),
            ("h",),
            ("down",),
            ("escape", "backspace"),
            ("7",),
            ("6",),
            ("2",),
            ("enter",),
            ("down",),
            ("enter",),
        ):
            await stage.press(*keys)
            check_cells(stage)


def check_cells(stage: Stage) -> None:
    assert list(faults(stage)) == []


@pytest.mark.parametrize("size", SIZES)
async def test_the_key_bar_stands_in_the_same_place_on_every_screen(
    size: tuple[int, int],
) -> None:
    async with staged(size, people=("Vinh",)) as stage:
        rows = 1 if size[1] == 9 else 3
        for key in ("1", "h", "backspace", "7", "backspace", "enter"):
            await stage.press(key)
            bar = stage.lines()[-2] if rows == 3 else stage.lines()[-1]
            assert "←" in bar
            assert bar.index("←") < bar.index("R") < bar.index("H") < bar.index("F2")
