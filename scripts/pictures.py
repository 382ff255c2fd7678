"""Draws contact sheets: every screen at the four letter sizes side by side, as the cells of the app say.

`make pictures` writes them for both themes and languages into build/pictures, and a small choice of them
into docs/pictures. A full screen is the same size in every column, so the letters grow from left to right.
"""

import asyncio
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fontpkg_jetbrains_mono import ROOT as FONT_ROOT
from PIL import Image, ImageDraw, ImageFont
from rich.segment import Segment

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "ui"))

from ui_kit import SIZES, staged  # noqa: E402 - the tests know how to stage the app

SCREEN = (400, 210)
GAP = 8
ROWS_A_SHEET = 6
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


@dataclass(frozen=True)
class Scene:
    """One screen: how it is staged, and the keys that lead there."""

    name: str
    keys: tuple[str, ...] = ()
    lesson: str | None = None
    people: tuple[str, ...] = ("Vinh", "Hạnh")


SCENES = (
    Scene("who"),
    Scene("home", ("1",)),
    Scene("topics", ("1", "2")),
    Scene("help", ("h",)),
    Scene("words", lesson="dt-bat-tat-khoa"),
    Scene("question", lesson="ld-ba-dau-hieu", keys=("enter", "enter")),
)
IN_DOCS = (("vi", "paper"), ("vi", "board"))


def font(pixels: float, weight: int) -> ImageFont.FreeTypeFont:
    """Return the font at a size, in one of its weights."""
    face = ImageFont.truetype(FONT_FILE, pixels)
    face.set_variation_by_axes([weight])
    return face


def draw_screen(cells: Sequence[Sequence[Segment]]) -> Image.Image:
    """Draw the cells of one screen, scaled so that the whole of it takes SCREEN."""
    rows = len(cells)
    columns = sum(segment.cell_length for segment in cells[0])
    scale = 2
    width, height = SCREEN[0] * scale, SCREEN[1] * scale
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
    return image.resize(SCREEN, Image.Resampling.LANCZOS)


async def scene_at(scene: Scene, size: tuple[int, int], language: str, theme: str) -> Image.Image:
    """Play the app to a scene and draw what it shows."""
    async with staged(
        size, language=language, theme=theme, lesson=scene.lesson, people=scene.people
    ) as stage:
        await stage.press(*scene.keys)
        return draw_screen(stage.cells())


def sheet(rows: Sequence[Sequence[Image.Image]]) -> Image.Image:
    """Put screens beside and below each other, in few colours so that the file stays small."""
    across = GAP + len(rows[0]) * (SCREEN[0] + GAP)
    down = GAP + len(rows) * (SCREEN[1] + GAP)
    page = Image.new("RGB", (across, down), (128, 128, 128))
    for y, row in enumerate(rows):
        for x, screen in enumerate(row):
            page.paste(screen, (GAP + x * (SCREEN[0] + GAP), GAP + y * (SCREEN[1] + GAP)))
    return page.quantize(16, dither=Image.Dither.NONE)


async def sheets(language: str, theme: str) -> Iterable[Image.Image]:
    """Return the contact sheets of all scenes in one language and theme."""
    rows = [[await scene_at(scene, size, language, theme) for size in SIZES] for scene in SCENES]
    starts = range(0, len(rows), ROWS_A_SHEET)
    return [sheet(rows[start : start + ROWS_A_SHEET]) for start in starts]


def main() -> None:
    """Write all sheets into build/pictures, and those of the documentation into docs/pictures."""
    folder = ROOT / "build" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    for language in ("vi", "en"):
        for theme in ("paper", "board"):
            for number, page in enumerate(asyncio.run(sheets(language, theme)), start=1):
                name = f"screens-{language}-{theme}-{number}.png"
                page.save(folder / name, optimize=True)
                if (language, theme) in IN_DOCS:
                    page.save(ROOT / "docs" / "pictures" / name, optimize=True)


if __name__ == "__main__":
    main()
