"""Bands of blocks, filled into pages from top to bottom; what is close stays together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from tutor.ui.draw.blocks import Block
from tutor.ui.draw.page import Page, Placed
from tutor.ui.draw.sizes import Viewport


@dataclass(frozen=True, slots=True)
class Band:
    """Blocks side by side; `gap` is the empty rows above it unless it begins a page.

    A `close` one stays on the page of the band above it, `role` is that of its sentence.
    """

    parts: tuple[tuple[int, Block], ...]
    gap: int = 1
    head: bool = False
    close: bool = False
    role: str = ""

    @property
    def height(self) -> int:
        """The rows of its tallest block."""
        return max(block.height for _, block in self.parts)


def flow(
    bands: Sequence[Band], port: Viewport, *, head: Band | None = None, onto: Page | None = None
) -> tuple[Page, ...]:
    """Fill pages with bands from top to bottom; each page begins with the head, the first under `onto`."""
    width, height = port.columns, port.body_rows
    pages: list[Page] = []
    placed: list[Placed] = []
    y = 0

    def put(band: Band, gap: int) -> None:
        nonlocal y
        placed.extend(Placed(block, x, y + gap) for x, block in band.parts)
        y += gap + band.height

    def begin(page: Page | None) -> None:
        nonlocal placed, y
        placed, y = (list(page.placed), page.height) if page else ([], 0)
        if head is not None:
            put(head, 1 if y else 0)

    begin(onto)
    shared, empty = onto is not None, True
    waiting = list(bands)
    while waiting:
        band = waiting.pop(0)
        gap = band.gap if y else 0
        if empty and y and not all(block.bordered for _, block in band.parts):
            gap = 1  # no words right below the head, which is filled
        end = y + gap + band.height
        below = _kept_below(band, waiting, height - (0 if head is None else head.height + 1))
        if end + (0 if empty else below) <= height:
            put(band, gap)
            empty = False
            continue
        if empty and not shared:
            parted = _parted(band, height - y - gap)
            if parted is None:
                # Nothing smaller is possible: it stands without what is usually above it.
                placed, y = [], 0
                put(band, 0)
            else:
                put(parted[0], gap)
                waiting.insert(0, parted[1])
        else:
            waiting.insert(0, band)
        pages.append(Page(tuple(placed), width, y))
        begin(None)
        shared, empty = False, True
    if not empty or not pages:
        pages.append(Page(tuple(placed), width, y))
    return tuple(pages)


def _kept_below(band: Band, waiting: Sequence[Band], room: int) -> int:
    """Return the rows below a band that have to stand on its page: of what is close to it, all that can.

    Where it can't all stand on one page, only its last part is not left alone.
    """
    close = list(takewhile(lambda below: below.close, waiting))
    rows = sum(below.gap + below.height for below in close)
    if band.height + rows <= room:
        return rows
    return rows if len(close) == 1 else 0


def _parted(band: Band, room: int) -> tuple[Band, Band] | None:
    """Part a lone block between two pages, None where that is not possible."""
    if len(band.parts) != 1:
        return None
    x, block = band.parts[0]
    halves = block.split(room)
    if halves is None:
        return None
    first, rest = halves
    return replace(band, parts=((x, first),)), replace(band, parts=((x, rest),))
