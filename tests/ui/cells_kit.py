"""What is measured on the cells of a screen: each measure yields a sentence for every fault."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from rich.color import Color
from rich.segment import Segment
from ui_kit import Stage

from tutor.ui.layout.blocks import TileBlock
from tutor.ui.layout.bubble import FragmentBlock
from tutor.ui.layout.list_pages import ActionBlock, RowBlock
from tutor.ui.layout.sizes import Viewport, size_step
from tutor.ui.screens.base import PagedScreen
from tutor.ui.screens.volunteer.messages import CodeScreen
from tutor.ui.themes import THEMES, colours

Rgb = tuple[int, int, int]

LINES = frozenset("─│╭╮╰╯━┃┏┓┗┛├┤┬┴┼")
BLOCKS = frozenset("▌█▀▄")
MARKS = frozenset("▶●○✓■←→↵")
PUNCTUATION = frozenset("–—“”‘’…•·")
ALLOWED = LINES | BLOCKS | MARKS | PUNCTUATION
LEAST_OF_TEXT, LEAST_OF_LINES = 7.0, 3.0
# So much must the grey of what has the focus differ from that of the page: it is seen beside it.
LEAST_OF_FILL = 1.2
# Laptops here have screens of 768 rows of pixels. WCAG 2.2 asks for targets of 24, better of 44: so they are
# unless letters are smallest.
SCREEN_PIXELS = 768
TARGET_COLUMNS = 12


def least_rows(rows: int) -> int:
    """Return the rows of a target in a window of so many rows that fills the screen."""
    least = 24 if size_step(100, rows) == 1 else 44
    return next(n for n in range(1, rows) if n * SCREEN_PIXELS / rows >= least)


def luminance(rgb: Rgb) -> float:
    def channel(value: int) -> float:
        c = value / 255
        return c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4

    r, g, b = (channel(v) for v in rgb)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(fore: Rgb, back: Rgb) -> float:
    light, dark = sorted((luminance(fore), luminance(back)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def rgb(color: Color) -> Rgb:
    return tuple(color.get_truecolor())  # type: ignore[return-value]


@cache
def between(fore: Color, back: Color) -> float:
    return contrast(rgb(fore), rgb(back))


@dataclass(frozen=True, slots=True)
class Picture:
    """A screen as it is seen: of each row its signs and the colour behind each of them."""

    segments: list[list[Segment]]
    signs: list[str]
    backs: list[list[Color]]
    page: Color


def picture(rows: list[list[Segment]], theme: str) -> Picture:
    signs, backs = [], []
    for row in rows:
        signs.append("".join(segment.text for segment in row))
        backs.append([back for segment in row for back in [_back(segment)] * len(segment.text)])
    return Picture(rows, signs, backs, Color.parse(colours(theme)["text"][1]))


def _back(segment: Segment) -> Color:
    assert segment.style is not None
    assert segment.style.bgcolor is not None
    return segment.style.bgcolor


def illegible(seen: Picture) -> Iterator[str]:
    """Text has a contrast of 7 at least, lines of 3."""
    for row in seen.segments:
        for segment in row:
            inked = set(segment.text) - {" ", "\u00a0"}
            style = segment.style
            if not inked or style is None or style.color is None or style.bgcolor is None:
                continue
            least = LEAST_OF_LINES if inked <= LINES else LEAST_OF_TEXT
            ratio = between(style.color, style.bgcolor)
            if ratio < least:
                yield f"{segment.text!r} has a contrast of {ratio:.1f}"


def strange_signs(seen: Picture) -> Iterator[str]:
    """Only letters, digits, ASCII and the few signs that every font of ours has."""
    text = "\n".join(seen.signs)
    if not unicodedata.is_normalized("NFC", text):
        yield "not NFC"
    for sign in sorted(set(text)):
        plain = sign.isspace() or sign.isascii()
        if not plain and sign not in ALLOWED and unicodedata.category(sign)[0] not in "LN":
            yield f"{sign!r} is no sign of ours"


def under_a_fill(seen: Picture, rows: int) -> Iterator[str]:
    """No letter on the page's own ground stands right below a filled cell, in the first so many rows.

    Its marks would touch the fill: Ẫ is as high as its row. Within a filled area, and from one to the next,
    there is no such edge; a border gives air.
    """
    for y in range(1, rows):
        above, below, signs = seen.backs[y - 1], seen.backs[y], seen.signs[y]
        if all(back == seen.page for back in above):
            continue
        touched = "".join(
            sign
            for sign, over, under in zip(signs, above, below, strict=True)
            if over != seen.page and under == seen.page and sign.isalpha()
        )
        if touched:
            yield f"{touched!r} of row {y} is right below a fill: {signs.strip()!r}"


def marked_capitals(seen: Picture, port: Viewport) -> Iterator[str]:
    """The key bar may stand right below a fill where rows are few: its capitals have no marks."""
    bar = seen.signs[-1] if port.step == 4 else ""
    for sign in bar:
        if sign.isupper() and len(unicodedata.normalize("NFD", sign)) > 1:
            yield f"{sign!r} in the key bar"


def focus(seen: Picture) -> Iterator[str]:
    """One place at most has the focus, and a grey picture of it tells which."""
    at = [(x, y) for y, row in enumerate(seen.signs) for x, sign in enumerate(row) if sign == "▶"]
    if len(at) > 1:
        yield "more than one focus mark"
    for x, y in at:
        line = seen.signs[y]
        heavy = any(sign in "┃┏┗" for sign in line[max(0, x - 2) : x])
        filled = between(seen.backs[y][x], seen.page) >= LEAST_OF_FILL
        if not (heavy or filled):
            yield f"only its mark tells the focus: {line.strip()!r}"


def small_targets(stage: Stage, port: Viewport) -> Iterator[str]:
    """What can be picked is tall and wide enough for a thumb.

    Rows of a list and the digits below it are the volunteers' own: they are worked by keys, and a class of
    thirty has to fit.
    """
    screen = paged(stage)
    for placed in screen._pages[screen.page_index].placed:
        block = placed.block
        if block.number is None:
            continue
        if isinstance(block, RowBlock | ActionBlock):
            if "volunteer" not in type(screen).__module__:
                yield "a list among a learner's screens"
        elif isinstance(block, FragmentBlock):
            continue  # A part of a message is as tall as a row, and as wide as its words.
        elif not isinstance(block, TileBlock):
            yield f"{type(block).__name__} is a target"
        elif block.height < least_rows(port.rows) or block.width < TARGET_COLUMNS:
            yield f"a target of {block.width} x {block.height}"


def clipped(stage: Stage, seen: Picture, port: Viewport) -> Iterator[str]:
    """All rows of the page are seen and fit the window; every key has its words, and its place."""
    screen = paged(stage)
    page = screen._pages[screen.page_index]
    if page.height > port.body_rows:
        yield f"a page of {page.height} rows where {port.body_rows} fit"
    for row in stage.sheet._rows:
        if (wide := sum(run.width for run in row)) > port.columns:
            yield f"a row of {wide} cells: {''.join(run.text for run in row)!r}"
    bar = seen.signs[-1 if port.step == 4 else -2]
    placed = stage.sheet._placed
    if isinstance(screen, CodeScreen) and not placed:
        # A code takes the whole window, with its only key in words beside it.
        yield from () if "ENTER" in "".join(seen.signs) else ("a code without its way back",)
        return
    for key in placed:
        if key.label.casefold() not in bar[key.x : key.x + key.width].casefold():
            yield f"the key {key.label!r} is cut: {bar!r}"
    if placed[0].x != 0 or placed[-1].x + placed[-1].width != port.columns:
        yield f"the key bar is not in its place: {bar!r}"
    if len(placed) > 1 and placed[0].key.action != "back":
        yield f"the first key is not Back: {bar!r}"


def paged(stage: Stage) -> PagedScreen:
    assert isinstance(stage.app.screen, PagedScreen)
    return stage.app.screen


def faults(stage: Stage, *, read: bool = True) -> Iterator[str]:
    """Yield all that is wrong with what is seen now, in both themes, and while it is `read`."""
    screen, sheet = paged(stage), stage.sheet
    port, now = screen.port, sheet._theme
    rows = port.rows - (1 if port.step == 4 else 0)
    for theme in THEMES:
        sheet._theme = theme
        seen = picture(stage.cells(), theme)
        yield from illegible(seen)
        yield from focus(seen)
    yield from under_a_fill(seen, rows)
    sheet._theme = now
    quiet = screen._ink
    for sentence in screen._pages[screen.page_index].sentences if read else ():
        # While it is read, its first letters said just now.
        screen._ink = replace(quiet, spoken=sentence, word=(0, 3))
        screen._draw()
        yield from under_a_fill(picture(stage.cells(), now), rows)
    screen._ink = quiet
    screen._draw()
    yield from strange_signs(seen)
    yield from marked_capitals(seen, port)
    yield from small_targets(stage, port)
    yield from clipped(stage, seen, port)
