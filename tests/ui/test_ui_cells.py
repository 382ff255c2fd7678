"""What is measured on the cells of real screens: contrast, clipping, one focus mark, targets, symbols."""

import unicodedata
from collections.abc import Iterator

import pytest
from rich.color import Color, ColorSystem
from rich.segment import Segment
from solver import stagings, walk
from ui_kit import LIBRARY, NOW, SIZES, Stage, staged

from tutor.engine.run import Script
from tutor.engine.state import LessonState
from tutor.play.present import present
from tutor.play.view import View
from tutor.ui.draw.blocks import Ink, TileBlock
from tutor.ui.draw.pages import Page, paginate
from tutor.ui.draw.rows import width_of
from tutor.ui.draw.sizes import viewport
from tutor.ui.themes import THEMES, colours, rich_styles

LINES = frozenset("─│╭╮╰╯━┃┏┓┗┛")
SYMBOLS = frozenset("▶●○✓■←→↵▌█▀▄•–“”…")


def luminance(rgb: tuple[int, int, int]) -> float:
    def channel(value: int) -> float:
        c = value / 255
        return c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4

    r, g, b = (channel(v) for v in rgb)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(fore: tuple[int, int, int], back: tuple[int, int, int]) -> float:
    light, dark = sorted((luminance(fore), luminance(back)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def rgb(color: Color) -> tuple[int, int, int]:
    return tuple(color.get_truecolor())  # type: ignore[return-value]


def assert_legible(row: list[Segment]) -> None:
    for segment in row:
        style = segment.style
        assert style is not None
        assert style.color is not None
        assert style.bgcolor is not None
        seen = {c for c in segment.text if not c.isspace()}
        if not seen:
            continue
        ratio = contrast(rgb(style.color), rgb(style.bgcolor))
        least = 3 if seen <= LINES else 7
        assert ratio >= least, (segment.text, style, ratio)


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


def test_focus_is_told_by_more_than_colour() -> None:
    for theme in THEMES:
        assert colours(theme)["focus"] != colours(theme)["text"]


def lesson_views(language: str) -> Iterator[tuple[str, View]]:
    phrases = LIBRARY.phrases(language, "bac")
    for entry in LIBRARY.catalogue.lessons(language):
        script: Script = LIBRARY.script(entry.id, language)
        for earlier, played in stagings(script).items():
            for astray in (False, True):
                seats = 3 if astray else 1
                state: LessonState
                for state, _ in walk(played, astray=astray, now=NOW, earlier=earlier, seats=seats):
                    if not state.finished:
                        yield entry.id, present(played, state, phrases)


def words(text: str) -> list[str]:
    return text.replace("*", "").split()


def shown(pages: tuple[Page, ...], focus: int | None = None) -> str:
    rows = (row for page in pages for row in page.rows(Ink(focus=focus)))
    text = "\n".join("".join(run.text for run in row) for row in rows)
    return "".join(c for c in text if c not in LINES)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_of_any_lesson_is_clipped_or_lost(language: str, size: tuple[int, int]) -> None:
    port = viewport(*size)
    for lesson, view in lesson_views(language):
        pages = paginate(view, port)
        for page in pages:
            assert page.height <= port.body_rows, lesson
            for row in page.rows(Ink(spoken=0, focus=1)):
                assert width_of(row) == port.columns, lesson
        seen = "".join(shown(pages).split())
        for line in view.lines:
            assert all(word in seen for word in words(line.text)), (lesson, line.text)
        for choice in view.numbered():
            assert str(choice.number) in seen
            assert all(word in seen for word in words(choice.text)), (lesson, choice.text)
        if view.phone is not None:
            assert "".join(view.phone.label.split()) in seen


@pytest.mark.parametrize("size", SIZES[:3])
def test_targets_are_three_rows_tall_and_full_width(size: tuple[int, int]) -> None:
    port = viewport(*size)
    for _, view in lesson_views("vi"):
        for page in paginate(view, port):
            for placed in page.placed:
                if isinstance(placed.block, TileBlock):
                    assert placed.block.height >= 3
                    assert placed.block.width >= 14


def test_every_page_of_the_phone_says_that_it_is_for_practice() -> None:
    for size in SIZES:
        port = viewport(*size)
        for _, view in lesson_views("vi"):
            if view.phone is None:
                continue
            for page in paginate(view, port):
                tiles = [p for p in page.placed if isinstance(p.block, TileBlock)]
                if tiles:
                    assert "ĐIỆN THOẠI TẬP" in shown((page,))


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
            ("2",),
            ("6",),
            ("2",),
            ("enter",),
            ("down",),
            ("enter",),
        ):
            await stage.press(*keys)
            check_cells(stage)


def check_cells(stage: Stage) -> None:
    cells = stage.cells()
    for row in cells:
        assert_legible(row)
    text = stage.text()
    assert text.count("▶") <= 1
    for character in set(text):
        plain = character.isspace() or character.isascii()
        letter = unicodedata.category(character)[0] in "LN"
        assert plain or letter or character in LINES | SYMBOLS, character
    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("size", SIZES)
async def test_the_key_bar_stands_in_the_same_place_on_every_screen(
    size: tuple[int, int],
) -> None:
    async with staged(size, people=("Vinh",)) as stage:
        rows = 1 if size[1] == 9 else 3
        for key in ("1", "h", "backspace", "2", "backspace", "enter"):
            await stage.press(key)
            bar = stage.lines()[-2] if rows == 3 else stage.lines()[-1]
            assert "←" in bar
            assert bar.index("←") < bar.index("R") < bar.index("H") < bar.index("F2")
