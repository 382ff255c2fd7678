"""Draws contact sheets: every screen at the four letter sizes side by side, as the cells of the app say.

`make pictures` writes them for both themes and languages into build/pictures. The page docs/screens.md with
its sheets, and the screens that other pages show one by one, go into docs. A full screen is the same size in
every column, so the letters grow from left to right. Names of scenes after the command draw these alone, and
leave docs/screens.md as it is.
"""

import asyncio
import os
import sys
from collections.abc import Coroutine, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from fontpkg_jetbrains_mono import ROOT as FONT_ROOT
from palette import few_colours
from PIL import Image, ImageDraw, ImageFont
from rich.segment import Segment

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "ui"), str(ROOT / "tests" / "support")]

from cheap_keys import make_cheap_keys  # noqa: E402
from laptop_kit import close_laptop  # noqa: E402 - the tests know how to close a laptop
from parsed_styles import parse_styles_once  # noqa: E402 - with one parse of the styles
from scenes import IN_DOCS, SCENES, Scene  # noqa: E402 - after the path above
from turning_loop import TurningLoop, without_real_time  # noqa: E402 - without sleeping
from ui_kit import SIZES  # noqa: E402

from tutor.paths import HOME_VARIABLE  # noqa: E402

SCREEN = (400, 210)
ALONE = (800, 420)
GAP, AROUND = 8, (128, 128, 128)
ROWS_A_SHEET = 2
BUILT, PICTURES = ROOT / "build" / "pictures", ROOT / "docs" / "pictures"
# A language and a theme.
Look = tuple[str, str]
LOOKS: tuple[Look, ...] = tuple(
    (one, theme) for one in ("vi", "en") for theme in ("paper", "board")
)
# Both languages and both themes are seen in the documentation, each once.
LOOKS_IN_DOCS: tuple[Look, ...] = (("vi", "paper"), ("en", "board"))
LANGUAGES = {"vi": "Vietnamese", "en": "English"}
THEMES = {"paper": "dark letters on paper", "board": "light letters on a board"}
FONT_FILE = str(FONT_ROOT / "files" / "JetBrainsMono[wght].ttf")
REGULAR, BOLD = 400, 700
# How much of a cell's height an em takes where the whole line box of JetBrains Mono fills the cell.
EM = 1 / 1.32
# The parts of a cell that these symbols fill: no font draws them without seams. A ring and a tick are
# drawn as well, for JetBrains Mono has none and a terminal takes them from another font.
BLOCKS = {
    "█": (0.0, 0.0, 1.0, 1.0),
    "▀": (0.0, 0.0, 1.0, 0.5),
    "▄": (0.0, 0.5, 1.0, 1.0),
    "▌": (0.0, 0.0, 0.5, 1.0),
}


Drawn = TypeVar("Drawn")


@cache
def font(pixels: float, weight: int) -> ImageFont.FreeTypeFont:
    """Return the font at a size, in one of its weights."""
    face = ImageFont.truetype(FONT_FILE, pixels)
    face.set_variation_by_axes([weight])
    return face


def draw_screen(cells: Sequence[Sequence[Segment]], size: tuple[int, int] = SCREEN) -> Image.Image:
    """Draw the cells of one screen, scaled so that the whole of it takes so many pixels."""
    rows = len(cells)
    columns = sum(segment.cell_length for segment in cells[0])
    scale = 2
    width, height = size[0] * scale, size[1] * scale
    wide, high = width / columns, height / rows
    faces = {weight: font(min(high * EM, wide / 0.6), weight) for weight in (REGULAR, BOLD)}
    image = Image.new("RGB", (width, height))
    pen = ImageDraw.Draw(image)
    for y, row in enumerate(cells):
        x = 0
        for segment in row:
            style = segment.style
            assert style is not None
            assert style.color is not None
            assert style.bgcolor is not None
            fore = tuple(style.color.get_truecolor())
            back = tuple(style.bgcolor.get_truecolor())
            end = x + segment.cell_length
            pen.rectangle((x * wide, y * high, end * wide, (y + 1) * high), fill=back)
            face = faces[BOLD if style.bold else REGULAR]
            for offset, letter in enumerate(segment.text):
                left, top = (x + offset) * wide, y * high
                if letter in BLOCKS:
                    a, b, c, d = BLOCKS[letter]
                    box = (left + a * wide, top + b * high, left + c * wide, top + d * high)
                    pen.rectangle(box, fill=fore)
                elif letter == "○":
                    ring = min(wide, high) * 0.38
                    middle, line = (left + wide / 2, top + high / 2), max(1, round(wide / 8))
                    box = (middle[0] - ring, middle[1] - ring, middle[0] + ring, middle[1] + ring)
                    pen.ellipse(box, outline=fore, width=line)
                elif letter == "✓":
                    ends = ((0.1, 0.55), (0.4, 0.75), (0.9, 0.25))
                    points = [(left + x * wide, top + y * high) for x, y in ends]
                    pen.line(points, fill=fore, width=max(1, round(wide / 6)))
                elif not letter.isspace():
                    pen.text((left, top + high / 2), letter, font=face, fill=fore, anchor="lm")
            x = end
    # The mean of four pixels: other ways to make it small draw a light or dark seam around letters.
    return image.resize(size, Image.Resampling.BOX)


async def scene_at(
    scene: Scene,
    at: tuple[int, int],
    look: Look,
    size: tuple[int, int] = SCREEN,
) -> Image.Image:
    """Play the app to a scene in a window of so many cells, and draw what it shows."""
    async with scene.stage(at, *look) as stage:
        # Beside the sheet an author has the problems of the file.
        screen = stage.app.screen
        strips = screen._compositor.render_strips()
        rows = [list(Segment.apply_style(strip, screen.rich_style)) for strip in strips]
        return draw_screen(rows, size)


def sheet(rows: Sequence[Sequence[Image.Image]]) -> Image.Image:
    """Put screens beside and below each other."""
    across = GAP + len(rows[0]) * (SCREEN[0] + GAP)
    down = GAP + len(rows) * (SCREEN[1] + GAP)
    page = Image.new("RGB", (across, down), AROUND)
    for y, row in enumerate(rows):
        for x, screen in enumerate(row):
            page.paste(screen, (GAP + x * (SCREEN[0] + GAP), GAP + y * (SCREEN[1] + GAP)))
    return page


def sheets(scenes: Sequence[Scene]) -> Iterator[tuple[int, Sequence[Scene]]]:
    """Yield the number of each sheet, from 1, and its scenes."""
    for number, start in enumerate(range(0, len(scenes), ROWS_A_SHEET), 1):
        yield number, scenes[start : start + ROWS_A_SHEET]


def screens_page(scenes: Sequence[Scene]) -> str:
    """Return the page of the documentation that shows all sheets."""
    columns = ", ".join(f"{columns} by {rows}" for columns, rows in SIZES)
    lines = [
        "# Every screen",
        "",
        "Generated by `make pictures`; do not edit. Each row is one screen, its columns are",
        "the four letter sizes:",
        f"windows of {columns} cells, all drawn equally large.",
    ]
    for language, theme in LOOKS_IN_DOCS:
        lines += ["", f"## {LANGUAGES[language]}, {THEMES[theme]}"]
        for number, some in sheets(scenes):
            names = ", ".join(scene.name for scene in some)
            lines += ["", f"![{names}](pictures/screens-{language}-{theme}-{number}.png)"]
    return "\n".join(lines) + "\n"


async def rows_of(scenes: Sequence[Scene], look: Look) -> list[list[Image.Image]]:
    """Return the screens of scenes at all sizes."""
    return [[await scene_at(scene, at, look) for at in SIZES] for scene in scenes]


def named(*names: str) -> list[Scene]:
    """Return scenes by their names: the ways to them can't be handed to another process."""
    return [scene for scene in SCENES if scene.name in names]


def run(work: Coroutine[Any, Any, Drawn]) -> Drawn:
    """Run what draws, without waiting for real time, on a laptop with a stick and a home of its own."""
    with TemporaryDirectory() as folder, asyncio.Runner(loop_factory=TurningLoop) as runner:
        # No picture shows where it was drawn.
        os.chdir(folder)
        os.environ[HOME_VARIABLE] = "tutor"
        Path("tutor").mkdir()
        without_real_time(setattr)
        close_laptop(setattr, Path("stick"))
        make_cheap_keys(setattr)
        return runner.run(work)


def draw_sheet(number: int, names: Sequence[str], look: Look, *, documented: bool) -> None:
    """Draw a sheet into build/pictures, and small into docs/pictures where the documentation shows it."""
    page = sheet(run(rows_of(named(*names), look)))
    name = f"screens-{'-'.join(look)}-{number}.png"
    page.save(BUILT / name, optimize=True)
    if documented:
        few_colours(page, look[1], AROUND).save(PICTURES / name, optimize=True)


def draw_alone(name: str) -> None:
    """Draw a screen that a page of the documentation shows by itself."""
    (scene,) = named(name)
    look = LOOKS_IN_DOCS[0]
    alone = run(scene_at(scene, IN_DOCS[name], look, ALONE))
    few_colours(alone, look[1]).save(PICTURES / f"{name}.png", optimize=True)


def main() -> None:
    """Write all sheets and the pictures of the documentation, one for each processor at once."""
    asked = sys.argv[1:]
    scenes = [scene for scene in SCENES if not asked or scene.name in asked]
    parse_styles_once(setattr)
    BUILT.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(os.cpu_count() or 1, get_context("fork")) as pool:
        drawn = [
            pool.submit(
                draw_sheet,
                number,
                [scene.name for scene in some],
                look,
                documented=not asked and look in LOOKS_IN_DOCS,
            )
            for look in LOOKS
            for number, some in sheets(scenes)
        ]
        drawn += [pool.submit(draw_alone, one.name) for one in scenes if one.name in IN_DOCS]
        for one in drawn:
            one.result()
    if not asked:
        (ROOT / "docs" / "screens.md").write_text(screens_page(scenes), "utf-8")


if __name__ == "__main__":
    main()
