"""Pages: blocks at their places, and how blocks flow from page to page.

A `Band` is a row of blocks side by side; `flow` fills pages with bands from top to bottom.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from tutor.lesson.view import Line
from tutor.ui.layout.blocks import Block, EntryBlock, Ink, text_block
from tutor.ui.layout.rows import Row, Run, pad, width_of
from tutor.ui.layout.sizes import Viewport


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block with its left upper corner on the page."""

    block: Block
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Page:
    """What is seen at once, `width` by `height` cells.

    `bar_numbers` can be picked in the key bar while it is seen; `bar_sentences` are read of them.
    """

    placed: tuple[PlacedBlock, ...]
    width: int
    height: int
    bar_numbers: tuple[int, ...] = ()
    bar_sentences: tuple[int, ...] = ()

    @property
    def sentences(self) -> tuple[int, ...]:
        """The places in the order of reading of the sentences on this page."""
        places = (p.block.sentence for p in self.placed if p.block.sentence is not None)
        return tuple(sorted({*places, *self.bar_sentences}))

    @property
    def numbers(self) -> tuple[int, ...]:
        """What can be picked on this page, in the order of reading."""
        numbers = (p.block.number for p in self.placed if p.block.number is not None)
        return tuple(dict.fromkeys(numbers))

    @property
    def picks(self) -> tuple[int, ...]:
        """What can be picked while this page is seen, in the key bar as well."""
        return (*self.numbers, *self.bar_numbers)

    @property
    def takes_text(self) -> bool:
        """Whether what is typed appears on this page."""
        return any(isinstance(p.block, EntryBlock) for p in self.placed)

    def beside(self, drawing: Block, end: int) -> "Page":
        """Return the page with a drawing to the right of its words, which ends before this column."""
        placed = (*self.placed, PlacedBlock(drawing, end - drawing.width, 0))
        height = max(self.height, drawing.height)
        return replace(self, placed=placed, height=height)

    def rows(self, ink: Ink) -> tuple[Row, ...]:
        """Draw the page: `height` rows of `width` cells."""
        drawn: list[list[tuple[int, Row]]] = [[] for _ in range(self.height)]
        for placed in self.placed:
            block = placed.block
            if block.sentence is not None and block.sentence == ink.spoken:
                seen = replace(ink, airless=self._airless(placed))
            else:
                seen = ink
            for offset, row in enumerate(block.draw(seen)):
                drawn[placed.y + offset].append((placed.x, row))
        return tuple(_join_parts(parts, self.width) for parts in drawn)

    def _airless(self, placed: PlacedBlock) -> bool:
        """Tell whether words stand right below or above a block, with no row or border between."""
        return any(_touch(placed, other) or _touch(other, placed) for other in self.placed)

    def at(self, x: int, y: int) -> int | None:
        """Return the number that stands at this cell, None where nothing can be picked."""
        numbers = (p.block.number for p in self._under(x, y) if p.block.number is not None)
        return next(numbers, None)

    def types(self, x: int, y: int) -> str:
        """Return what the cap of a keyboard at this cell types, "" where there is none."""
        signs = (p.block.types(x - p.x, y - p.y) for p in self._under(x, y))
        return next((sign for sign in signs if sign), "")

    def _under(self, x: int, y: int) -> Iterator[PlacedBlock]:
        """Yield the blocks that hold a cell."""
        for p in self.placed:
            if p.x <= x < p.x + p.block.width and p.y <= y < p.y + p.block.height:
                yield p


def first_page(pages: Sequence[Page], fits: Callable[[Page], bool], default: int = 0) -> int:
    """Return the index of the first page that fits, else the default."""
    return next((i for i, page in enumerate(pages) if fits(page)), default)


def with_notice(pages: Sequence[Page], index: int, notice: str, port: Viewport) -> tuple[Page, ...]:
    """Return pages with a notice above one of them, or on a page of its own before it without room there.

    Who has turned pages stays where they are.
    """
    page, block = pages[index], text_block(Line(notice, "keep"), None, port.text_columns)
    below = block.height + 1
    if page.height + below > port.body_rows:
        alone = Page((PlacedBlock(block, 0, 0),), page.width, block.height)
        return (*pages[:index], alone, *pages[index:])
    moved = (replace(placed, y=placed.y + below) for placed in page.placed)
    longer = replace(page, placed=(PlacedBlock(block, 0, 0), *moved), height=page.height + below)
    return (*pages[:index], longer, *pages[index + 1 :])


def _join_parts(parts: Iterable[tuple[int, Row]], width: int) -> Row:
    runs: list[Run] = []
    used = 0
    for x, row in sorted(parts, key=lambda part: part[0]):
        if x > used:
            runs.append(Run(" " * (x - used)))
            used = x
        runs.extend(row)
        used += width_of(row)
    return pad(runs, width)


def _touch(upper: PlacedBlock, lower: PlacedBlock) -> bool:
    """Tell whether the words of a block stand in the row right below another block."""
    below = upper.y + upper.block.height == lower.y
    beside = lower.x < upper.x + upper.block.width and upper.x < lower.x + lower.block.width
    return below and beside and not (upper.block.bordered or lower.block.bordered)


@dataclass(frozen=True)
class Band:
    """Blocks side by side; `gap` is the empty rows above it unless it begins a page.

    A `close` one stays on the page of the band above it, one that `breaks` begins a page; `role` is that of
    its sentence.
    """

    parts: tuple[tuple[int, Block], ...]
    gap: int = 1
    head: bool = False
    close: bool = False
    role: str = ""
    breaks: bool = False

    @cached_property
    def height(self) -> int:
        """The rows of its tallest block."""
        return max(block.height for _, block in self.parts)

    @cached_property
    def bordered(self) -> bool:
        """Whether all of its blocks have a border."""
        return all(block.bordered for _, block in self.parts)


def flow(
    bands: Sequence[Band], port: Viewport, *, head: Band | None = None, onto: Page | None = None
) -> tuple[Page, ...]:
    """Fill pages with bands from top to bottom; each page begins with the head, the first under `onto`."""
    width, height = port.columns, port.body_rows
    pages: list[Page] = []
    placed: list[PlacedBlock] = []
    y = 0

    def put(band: Band, gap: int) -> None:
        nonlocal y
        placed.extend(PlacedBlock(block, x, y + gap) for x, block in band.parts)
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
        if band.breaks and not empty:
            pages.append(Page(tuple(placed), width, y))
            begin(None)
            shared, empty = False, True
        gap = _gap_of(band, y, empty=empty)
        end = y + gap + band.height
        below = _rows_close_below(band, waiting, height - (0 if head is None else head.height + 1))
        if end + (0 if empty else below) <= height:
            put(band, gap)
            empty = False
            continue
        if empty and not shared:
            halves = _part(band, height - y - gap)
            if halves is None:
                # Nothing smaller is possible: it stands without what is usually above it.
                placed, y = [], 0
                put(band, 0)
            else:
                put(halves[0], gap)
                waiting.insert(0, halves[1])
        else:
            waiting.insert(0, band)
        pages.append(Page(tuple(placed), width, y))
        begin(None)
        shared, empty = False, True
    if not empty or not pages:
        pages.append(Page(tuple(placed), width, y))
    return tuple(pages)


def on_one_page(bands: Sequence[Band], port: Viewport, *, head: Band | None = None) -> bool:
    """Tell whether `flow` needs one page for these bands; several are not laid out for that."""
    if len(bands) == 1:
        # One that is too tall is split, or stands without the head.
        return len(flow(bands, port, head=head)) == 1
    if any(band.breaks for band in bands[1:]):
        return False
    y = 0 if head is None else head.height
    for place, band in enumerate(bands):
        y += _gap_of(band, y, empty=place == 0) + band.height
    return y <= port.body_rows


def _gap_of(band: Band, y: int, *, empty: bool) -> int:
    """Return the empty rows above a band at row `y`; `empty`: nothing but the head stands above it."""
    if empty and y and not band.bordered:
        return 1  # no words right below the head, which is filled
    return band.gap if y else 0


def _rows_close_below(band: Band, waiting: Sequence[Band], room: int) -> int:
    """Return how many rows below a band must stand on its page: all that is close to it, if that fits.

    Otherwise only the last of several close bands is not left alone.
    """
    if not (waiting and waiting[0].close):
        return 0
    close = list(takewhile(lambda below: below.close, waiting))
    rows = sum(below.gap + below.height for below in close)
    if band.height + rows <= room:
        return rows
    return rows if len(close) == 1 else 0


def _part(band: Band, room: int) -> tuple[Band, Band] | None:
    """Part a lone block between two pages, None where that is not possible."""
    if len(band.parts) != 1:
        return None
    x, block = band.parts[0]
    halves = block.split(room)
    if halves is None:
        return None
    first, rest = halves
    return replace(band, parts=((x, first),)), replace(band, parts=((x, rest),))
