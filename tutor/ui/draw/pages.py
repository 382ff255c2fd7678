"""From a View to pages: wrap, then page; never shrink, scroll or cut."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.cells import cell_len

from tutor.content.model import MAX_ITEMS
from tutor.play.view import Choice, Line, PhoneFrame, View
from tutor.ui.draw.asking import asked, holds_the_mark
from tutor.ui.draw.blocks import (
    MARGIN,
    Block,
    EdgeBlock,
    EntryBlock,
    PictureBlock,
    TextBlock,
    TileBlock,
    text_block,
    tile_block,
    wrap_draft,
)
from tutor.ui.draw.flow import Band, flow
from tutor.ui.draw.page import Page, Placed
from tutor.ui.draw.rows import Run, wrap
from tutor.ui.draw.sizes import Viewport

PHONE_COLUMNS = 46
_GUTTER = 3
_LONGEST_LINE = 80
_NARROWEST_TILE = 22
# Words that stand beside a picture have at least this much room, or it stands above them.
_NARROWEST_TEXT = 40
# The way out may stand beside the last answer, where all answers then fit on one page.
_WAY_OUT_COLUMNS = 20
_OPENING = '“"«'


def paginate(
    view: View, port: Viewport, draft: str = "", *, notice: str = "", menu: bool = False
) -> tuple[Page, ...]:
    """Return the pages of a view, at least one; each fits the viewport's body.

    A notice stands above the first page and is no part of what is read aloud. A question's answers are
    kept together below what asks where they fit one page; a menu begins at once.
    """
    reading = _Reading(view, notice)
    if view.phone is not None and port.step == 1:
        return _beside(view.phone, reading, view, port)
    width = min(port.columns, _LONGEST_LINE)
    if view.picture is not None:
        room = port.columns - view.picture.width - _GUTTER
        if room >= (width if view.choices else _NARROWEST_TEXT):
            words = replace(view, picture=None)
            narrow = replace(port, columns=min(room, width))
            pages = paginate(words, narrow, draft, notice=notice, menu=menu)
            return _with_picture(pages, PictureBlock(view.picture.rows), port)
    head, text = reading.head_and_text(view, width, port, draft)
    choices = list(reading.choice_bands(view.choices, width, port))
    if view.entry is not None and not choices:
        return _to_type(text, port, head)
    if menu:
        return flow([*text, *choices], port)
    if view.phone is not None:
        return _on_the_phone(reading, view.phone, text, width, port)
    if not text or len(choices) < 2:
        # One alone stays with the words above it.
        return flow([*text, *(replace(one, close=True) for one in choices)], port, head=head)
    squeezed = list(reading.choice_bands(view.choices, width, port, squeezed=True))
    return asked(text, list(reading.reminder(view, width)), (choices, squeezed), port, head)


class _Reading:
    """Numbers the sentences of a view as they are read: lines, choices, the phone's title and words."""

    def __init__(self, view: View, notice: str) -> None:
        self._notice = notice
        self._first_choice = len(view.lines)
        self._first_phone = self._first_choice + len(view.choices)

    def head_and_text(
        self, view: View, width: int, port: Viewport, draft: str
    ) -> tuple[Band | None, list[Band]]:
        """Return the line that every page repeats, None when there is none, and all other sentences."""
        bands = list(self.bands(view, width, port, draft))
        heads = [band for band in bands if band.head]
        return (heads[0] if heads else None), [band for band in bands if not band.head]

    def bands(self, view: View, width: int, port: Viewport, draft: str) -> Iterator[Band]:
        if self._notice:
            yield Band(((0, text_block(Line(self._notice, "keep"), None, width)),))
        order = list(range(len(view.lines)))
        if view.picture is not None:
            drawing = PictureBlock(view.picture.rows)
            yield Band((((width - drawing.width) // 2, drawing),))
            # What a picture shows is read last, but stands right below it.
            order.sort(key=lambda i: view.lines[i].role != "caption")
        for i in order:
            line = view.lines[i]
            block: Block = text_block(line, i, width)
            gap = _gap(view.lines, i, port)
            close = line.role == "pressure" or _goes_on(view.lines, i)
            head = line.role == "banner"
            yield Band(((0, block),), gap=gap, head=head, close=close, role=line.role)
        if view.entry is not None:
            lines = len(wrap_draft(draft, width - 6))
            yield Band(((0, EntryBlock(width, lines)),))

    def reminder(self, view: View, width: int) -> Iterator[Band]:
        """Yield the sentence that asks, to stand above answers that are on a page of their own."""
        asking = [i for i, line in enumerate(view.lines) if line.role in ("lead", "quote")]
        for i in asking[-1:]:
            line = view.lines[i]
            if line.role == "quote" and _goes_on(view.lines, i) and line.text[:1] not in _OPENING:
                # The end of what somebody says: where it was begun is on the page before.
                line = replace(line, text=f"“… {line.text}", spoken=line.said)
            yield Band(((0, text_block(line, i, width)),), role=line.role)

    def choice_bands(
        self, choices: Sequence[Choice], width: int, port: Viewport, *, squeezed: bool = False
    ) -> Iterator[Band]:
        """Yield the answers one below the other; squeezed, with the way out beside the last of them."""
        bordered = port.step < 4
        beside = squeezed and bordered and len(choices) > 1 and choices[-1].way_out
        last = len(choices) - 2 if beside else len(choices)
        for i, choice in enumerate(choices[:last]):
            block = tile_block(choice, self._first_choice + i, width, bordered=bordered)
            yield Band(((0, block),), gap=1 if i == 0 or not bordered else 0)
        if beside:
            each = (width - _WAY_OUT_COLUMNS, _WAY_OUT_COLUMNS)
            tiles = [
                tile_block(choice, self._first_choice + last + i, each[i], bordered=True)
                for i, choice in enumerate(choices[-2:])
            ]
            tallest = max(len(tile.rows) for tile in tiles)
            left, right = (_stretched(tile, tallest) for tile in tiles)
            yield Band(((0, left), (each[0], right)), gap=1 if last == 0 else 0)

    def phone_bands(self, phone: PhoneFrame, width: int, port: Viewport) -> Iterator[Band]:
        yield Band(((0, _phone_head(phone, width, self._first_phone)),), head=True)
        bordered = port.step < 4
        for i, text in enumerate(phone.lines):
            block = text_block(Line(text, "quote"), self._first_phone + 1 + i, width)
            yield Band(((0, block),), gap=0 if i else 1)
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
) -> Band:
    each = width // across
    tiles = [
        tile_block(choice, None, each, bordered=bordered, live=live or choice.mark == "shown")
        for choice in choices
    ]
    tallest = max(len(tile.rows) for tile in tiles)
    parts = tuple((i * each, _stretched(tile, tallest)) for i, tile in enumerate(tiles))
    return Band(parts, gap=0 if bordered else 1)


def _stretched(tile: TileBlock, rows: int) -> TileBlock:
    return replace(tile, rows=(*tile.rows, *(((),) * (rows - len(tile.rows)))))


def _phone_head(phone: PhoneFrame, width: int, sentence: int) -> TextBlock:
    """Say on every page of the phone that it is the practice phone, and which screen it shows."""
    room = width - MARGIN
    space = room - cell_len(phone.title) - cell_len(phone.label) - 1
    if space >= 2:
        one = (Run(f"{phone.title}{' ' * space}{phone.label} ", "phone"),)
        return TextBlock((one,), width, sentence, "", "phone", "phone")
    rows = (*wrap(phone.label, room), *wrap(phone.title, room))
    return TextBlock(rows, width, sentence, "", "phone", "phone")


def _gap(lines: Sequence[Line], index: int, port: Viewport) -> int:
    """Leave an empty row between sentences; where rows are few, none within a list of short quotes.

    Nor is there one between somebody's words and who says them, or the signs that belong to them.
    """
    if not index or port.step == 1:
        return 1
    return 0 if lines[index].role == "pressure" or _goes_on(lines, index) else 1


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Tell whether somebody's words go on from the sentence before, or from who says them."""
    return index > 0 and lines[index].role == "quote" and lines[index - 1].role in ("quote", "note")


def _to_type(text: list[Band], port: Viewport, head: Band | None) -> tuple[Page, ...]:
    """Keep as much of the words as fits above the place to type: what to type must be seen there."""
    pages = flow(text, port, head=head)
    *words, entry = text
    if len(pages) == 1 or len(pages[-1].placed) > 1:
        return pages
    for first in range(len(words)):
        close = [replace(band, gap=0) for band in words[first:]]
        last = flow([*close, entry], port, head=head)
        if len(last) == 1:
            return (*flow(words, port, head=head), *last)
    return pages


def _on_the_phone(
    reading: "_Reading", phone: PhoneFrame, text: list[Band], width: int, port: Viewport
) -> tuple[Page, ...]:
    """Let words and phone alternate; few words stand above the phone."""
    head, *bands = reading.phone_bands(phone, width, port)
    if len(flow(bands, port, head=head)) > 1:
        # What the words tell to press comes first; the numbers stay what they are.
        bands.sort(key=lambda band: not holds_the_mark(band))
    words = flow(text, port) if text else ()
    if len(words) == 1 and words[0].height <= port.body_rows // 2:
        return flow(bands, port, head=head, onto=words[0])
    return (*words, *flow(bands, port, head=head))


def _beside(phone: PhoneFrame, reading: _Reading, view: View, port: Viewport) -> tuple[Page, ...]:
    """Put the phone on the left and the words on the right, as many pages as the longer one needs."""
    right_x = PHONE_COLUMNS + _GUTTER
    right_width = min(port.columns - right_x, _LONGEST_LINE)
    inside = PHONE_COLUMNS - 2
    head, *bands = reading.phone_bands(phone, inside, port)
    narrow = replace(port, columns=inside, rows=port.rows - 1)
    left = [_framed(page) for page in flow(bands, narrow, head=head)]
    words = list(reading.bands(view, right_width, port, ""))
    right = flow(words, replace(port, columns=right_width)) if words else ()
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


def _with_picture(
    pages: tuple[Page, ...], drawing: PictureBlock, port: Viewport
) -> tuple[Page, ...]:
    """Put a picture to the right of the first page's words."""
    first, *others = pages
    placed = (*first.placed, Placed(drawing, port.columns - drawing.width, 0))
    height = max(first.height, drawing.height)
    return (
        replace(first, placed=placed, width=port.columns, height=height),
        *(replace(page, width=port.columns) for page in others),
    )


def _framed(page: Page) -> Page:
    """Put the phone's edge around a page of it, so that it looks like a thing to hold."""
    side = EdgeBlock(1, page.height)
    foot = EdgeBlock(page.width + 2, 1)
    placed = [Placed(p.block, p.x + 1, p.y) for p in page.placed]
    placed += [Placed(side, 0, 0), Placed(side, page.width + 1, 0), Placed(foot, 0, page.height)]
    return Page(tuple(placed), page.width + 2, page.height + 1)
