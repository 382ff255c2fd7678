"""From a View to pages: wrap, then page; never shrink, scroll or cut."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len

from tutor.content.model import MAX_ITEMS
from tutor.play.view import Choice, Line, PhoneFrame, View
from tutor.ui.draw.blocks import (
    MARGIN,
    Block,
    EdgeBlock,
    EntryBlock,
    Ink,
    TextBlock,
    TileBlock,
    text_block,
    tile_block,
    wrap_draft,
)
from tutor.ui.draw.rows import Row, Run, padded, width_of, wrap
from tutor.ui.draw.sizes import Viewport

PHONE_COLUMNS = 46
_GUTTER = 3
_LONGEST_LINE = 80
_NARROWEST_TILE = 22


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with its left upper corner on the page."""

    block: Block
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Page:
    """What is seen at once; `sentences` are the places in the reading order that stand on it."""

    placed: tuple[Placed, ...]
    width: int
    height: int

    @property
    def sentences(self) -> tuple[int, ...]:
        """The sentences on this page in the order of reading."""
        found = (p.block.sentence for p in self.placed if p.block.sentence is not None)
        return tuple(sorted(set(found)))

    @property
    def numbers(self) -> tuple[int, ...]:
        """What can be picked on this page, in the order of reading."""
        found = (p.block.number for p in self.placed if p.block.number is not None)
        return tuple(dict.fromkeys(found))

    def rows(self, ink: Ink) -> tuple[Row, ...]:
        """Draw the page: `height` rows of `width` cells."""
        drawn: list[list[tuple[int, Row]]] = [[] for _ in range(self.height)]
        for placed in self.placed:
            for offset, row in enumerate(placed.block.draw(ink)):
                drawn[placed.y + offset].append((placed.x, row))
        return tuple(_joined(parts, self.width) for parts in drawn)

    def at(self, x: int, y: int) -> int | None:
        """Return the number that stands at this cell, None where nothing can be picked."""
        for p in self.placed:
            inside = p.x <= x < p.x + p.block.width and p.y <= y < p.y + p.block.height
            if inside and p.block.number is not None:
                return p.block.number
        return None


def _joined(parts: Iterable[tuple[int, Row]], width: int) -> Row:
    runs: list[Run] = []
    used = 0
    for x, row in sorted(parts, key=lambda part: part[0]):
        if x > used:
            runs.append(Run(" " * (x - used)))
            used = x
        runs.extend(row)
        used += width_of(row)
    return padded(runs, width)


@dataclass(frozen=True, slots=True)
class _Band:
    """Blocks side by side; `gap` is the empty rows above it unless it begins a page."""

    parts: tuple[tuple[int, Block], ...]
    gap: int = 1
    head: bool = False

    @property
    def height(self) -> int:
        return max(block.height for _, block in self.parts)


def paginate(
    view: View, port: Viewport, draft: str = "", *, notice: str = "", menu: bool = False
) -> tuple[Page, ...]:
    """Return the pages of a view, at least one; each fits the viewport's body.

    A notice stands above the first page and is no part of what is read aloud. A question's answers are
    kept together on one page where they fit one; a menu begins at once.
    """
    width, height = port.columns, port.body_rows
    reading = _Reading(view, notice)
    if view.phone is not None and port.step == 1:
        return _beside(view.phone, reading, view, port)
    text = list(reading.bands(view, min(width, _LONGEST_LINE), port, draft))
    choices = list(reading.choice_bands(view.choices, min(width, _LONGEST_LINE), port))
    if menu:
        return _flow([*text, *choices], width, height)
    if view.phone is None:
        return _flowed_in_two(text, choices, width, height)
    phone = list(reading.phone_bands(view.phone, min(width, _LONGEST_LINE), port))
    head = _flow(text, width, height)
    if len(head) == 1 and head[0].height <= height // 2:
        return _flow([*text, *phone], width, height)
    return (*head, *_flow(phone, width, height))


class _Reading:
    """Numbers the sentences of a view as they are read: lines, choices, the phone's title and words."""

    def __init__(self, view: View, notice: str) -> None:
        self._notice = notice
        self._first_choice = len(view.lines)
        self._first_phone = self._first_choice + len(view.choices)

    def bands(self, view: View, width: int, port: Viewport, draft: str) -> Iterator[_Band]:
        if self._notice:
            yield _Band(((0, text_block(Line(self._notice, "keep"), None, width)),))
        for i, line in enumerate(view.lines):
            block: Block = text_block(line, i, width)
            yield _Band(((0, block),), gap=_gap(view.lines, i, port))
        if view.entry is not None:
            lines = len(wrap_draft(draft, width - 6))
            yield _Band(((0, EntryBlock(width, lines)),))

    def choice_bands(
        self, choices: Sequence[Choice], width: int, port: Viewport
    ) -> Iterator[_Band]:
        bordered = port.step < 4
        for i, choice in enumerate(choices):
            block = tile_block(choice, self._first_choice + i, width, bordered=bordered)
            yield _Band(((0, block),), gap=1 if i == 0 or not bordered else 0)

    def phone_bands(self, phone: PhoneFrame, width: int, port: Viewport) -> Iterator[_Band]:
        yield _Band(((0, _phone_head(phone, width, self._first_phone)),), head=True)
        bordered = port.step < 4
        for i, text in enumerate(phone.lines):
            block = text_block(Line(text, "quote"), self._first_phone + 1 + i, width)
            yield _Band(((0, block),), gap=0 if i else 1)
        choices = phone.choices
        if not phone.live and port.step > 1:
            # A phone that is only watched: no paging through all that it does not press.
            choices = tuple(choice for choice in choices if choice.mark == "shown")
        across = 2 if width // 2 >= _NARROWEST_TILE else 1
        items = [choice for choice in choices if choice.number <= MAX_ITEMS]
        own_keys = [choice for choice in choices if choice.number > MAX_ITEMS]
        for group in (items, own_keys):
            for i in range(0, len(group), across):
                yield _tile_row(group[i : i + across], width, across, bordered, live=phone.live)


def _tile_row(
    choices: Sequence[Choice], width: int, across: int, bordered: bool, *, live: bool
) -> _Band:
    each = width // across
    tiles = [tile_block(choice, None, each, bordered=bordered, live=live) for choice in choices]
    tallest = max(len(tile.rows) for tile in tiles)
    parts = tuple((i * each, _stretched(tile, tallest)) for i, tile in enumerate(tiles))
    return _Band(parts, gap=0 if bordered else 1)


def _stretched(tile: TileBlock, rows: int) -> TileBlock:
    return replace(tile, rows=(*tile.rows, *(((),) * (rows - len(tile.rows)))))


def _phone_head(phone: PhoneFrame, width: int, sentence: int) -> TextBlock:
    """Say on every page of the phone that it is the practice phone, and which screen it shows."""
    room = width - MARGIN
    space = room - cell_len(phone.title) - cell_len(phone.label) - 1
    if space >= 2:
        one = (Run(f"{phone.title}{' ' * space}{phone.label} ", "phone"),)
        return TextBlock((one,), width, sentence, "phone", "phone")
    rows = (*wrap(phone.label, room), *wrap(phone.title, room))
    return TextBlock(rows, width, sentence, "phone", "phone")


def _gap(lines: Sequence[Line], index: int, port: Viewport) -> int:
    """Leave an empty row between sentences, but keep lists of short quotes together where rows are few."""
    if index and port.step > 1 and lines[index].role == lines[index - 1].role == "quote":
        return 0
    return 1


def _beside(phone: PhoneFrame, reading: _Reading, view: View, port: Viewport) -> tuple[Page, ...]:
    """Put the phone on the left and the words on the right, as many pages as the longer one needs."""
    right_x = PHONE_COLUMNS + _GUTTER
    right_width = min(port.columns - right_x, _LONGEST_LINE)
    inside = PHONE_COLUMNS - 2
    bands = list(reading.phone_bands(phone, inside, port))
    left = [_framed(page) for page in _flow(bands, inside, port.body_rows - 1)]
    words = list(reading.bands(view, right_width, port, ""))
    right = _flow(words, right_width, port.body_rows) if words else ()
    pages = []
    for i in range(max(len(left), len(right))):
        phone_page = left[min(i, len(left) - 1)]
        placed = list(phone_page.placed)
        heights = [phone_page.height]
        if right:
            page = right[min(i, len(right) - 1)]
            placed += [Placed(p.block, p.x + right_x, p.y) for p in page.placed]
            heights.append(page.height)
        pages.append(Page(tuple(placed), port.columns, max(heights)))
    return tuple(pages)


def _framed(page: Page) -> Page:
    """Put the phone's edge around a page of it, so that it looks like a thing to hold."""
    side = EdgeBlock(1, page.height)
    foot = EdgeBlock(page.width + 2, 1)
    placed = [Placed(p.block, p.x + 1, p.y) for p in page.placed]
    placed += [Placed(side, 0, 0), Placed(side, page.width + 1, 0), Placed(foot, 0, page.height)]
    return Page(tuple(placed), page.width + 2, page.height + 1)


def _flowed_in_two(
    text: list[_Band], choices: list[_Band], width: int, height: int
) -> tuple[Page, ...]:
    """Keep the answers on one page, apart from the question if need be, where they fit one."""
    together = _flow([*text, *choices], width, height)
    if len(together) == 1 or not choices or not text:
        return together
    answers = _flow(choices, width, height)
    if len(answers) == 1:
        return (*_flow(text, width, height), *answers)
    return together


def _flow(bands: Sequence[_Band], width: int, height: int) -> tuple[Page, ...]:
    pages: list[Page] = []
    placed: list[Placed] = []
    heads = [band for band in bands if band.head]
    y = 0

    def close() -> None:
        nonlocal placed, y
        pages.append(Page(tuple(placed), width, y))
        placed, y = [], 0

    waiting = list(bands)
    while waiting:
        band = waiting.pop(0)
        gap = band.gap if placed else 0
        if y + gap + band.height <= height:
            placed.extend(Placed(block, x, y + gap) for x, block in band.parts)
            y += gap + band.height
            continue
        parted = _parted(band, height - y - gap, alone=not placed)
        if parted is not None:
            waiting[:0] = list(parted)
            continue
        if not placed:
            # Nothing smaller is possible: the page takes what fits of it.
            placed.extend(Placed(block, x, 0) for x, block in band.parts)
            y = band.height
        else:
            waiting.insert(0, band)
        close()
        if heads and waiting and not waiting[0].head and _after_head(bands, waiting[0]):
            waiting.insert(0, heads[0])
    if placed or not pages:
        close()
    return tuple(pages)


def _after_head(bands: Sequence[_Band], band: _Band) -> bool:
    """Tell whether a band belongs under the phone's head line, which every page of it repeats."""
    for known in bands:
        if known.head:
            return True
        if known is band:
            return False
    return True


def _parted(band: _Band, room: int, *, alone: bool) -> tuple[_Band, _Band] | None:
    """Part a lone block between two pages, only where it could not stand whole on the next one."""
    if not alone or len(band.parts) != 1:
        return None
    x, block = band.parts[0]
    halves = block.split(room)
    if halves is None:
        return None
    first, rest = halves
    return replace(band, parts=((x, first),)), replace(band, parts=((x, rest),))
