"""The pictures of the documentation have the colours that people see."""

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageColor, ImageDraw

from tutor.ui.themes import THEMES, colours

SCRIPT = Path(__file__).parents[2] / "scripts" / "palette.py"
GREY = (128, 128, 128)


def drawn(theme: str) -> Image.Image:
    """Every pair of a theme's colours, with smooth edges, side by side on grey."""
    image = Image.new("RGB", (800, 80), GREY)
    pen = ImageDraw.Draw(image)
    for at, (fore, back) in enumerate(colours(theme).values()):
        pen.rectangle((40 * at, 8, 40 * at + 39, 70), fill=back)
        pen.text((40 * at + 4, 10), "Aệ", fill=fore, font_size=40)
        pen.rectangle((40 * at + 4, 60, 40 * at + 12, 70), fill=fore)
    return image.resize((400, 40), Image.Resampling.BOX)


@pytest.mark.parametrize("theme", THEMES)
def test_colours_of_a_theme_stay_exact_and_edges_near(theme: str) -> None:
    few: Callable[..., Image.Image] = runpy.run_path(str(SCRIPT))["few_colours"]
    whole = drawn(theme)
    palette = few(whole, theme, GREY)
    assert palette.mode == "P"
    small = palette.convert("RGB")
    exact = {GREY, *(ImageColor.getrgb(one) for pair in colours(theme).values() for one in pair)}
    near = 0
    for y in range(whole.height):
        for x in range(whole.width):
            before, after = whole.getpixel((x, y)), small.getpixel((x, y))
            if before in exact:
                assert after == before
            near += before != after
    assert 0 < near < whole.width * whole.height / 4


def test_rows_of_a_picture_are_in_their_order() -> None:
    few: Callable[..., Image.Image] = runpy.run_path(str(SCRIPT))["few_colours"]
    image = Image.new("RGB", (3, 2), "#fffdf5")
    image.putpixel((2, 0), (20, 20, 15))
    small = few(image, "paper").convert("RGB")
    assert small.tobytes() == image.tobytes()


def test_a_ground_stays_exact_where_no_letter_on_it_is_wide_enough() -> None:
    few: Callable[..., Image.Image] = runpy.run_path(str(SCRIPT))["few_colours"]
    image = Image.new("RGB", (9, 9), "#0b4d2c")
    image.putpixel((4, 4), (200, 215, 207))
    small = few(image, "paper").convert("RGB")
    assert small.getpixel((0, 0)) == (11, 77, 44)
