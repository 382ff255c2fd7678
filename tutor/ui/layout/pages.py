"""From a View to pages: wrap, then page; never shrink, scroll or cut.

What few views show (phone, drawings, keyboard) is imported with the first of them: the first screen is
there without it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tutor.lesson.view import Choice, Entry, Line, View
from tutor.ui.layout.blocks import (
    Block,
    EntryBlock,
    stretch,
    text_block,
    tile_block,
    wrap_draft,
)
from tutor.ui.layout.flow import Band, Page, Placed, flow
from tutor.ui.layout.sizes import Viewport

if TYPE_CHECKING:
    from tutor.content.model import Picture

_GUTTER = 3
# Words that stand beside a picture have at least this much room, or it stands above them.
_NARROWEST_TEXT = 40
# The way out may stand beside the last answer, where all answers then fit on one page.
_WAY_OUT_COLUMNS = 20
_OPENING = '“"«'


def paginate(
    view: View, port: Viewport, draft: str = "", *, notice: str = "", menu: bool = False
) -> tuple[Page, ...]:
    """Return the pages of a view, at least one; each fits the viewport's body.

    A notice stands above the first page and is not read aloud. The answers of a question stay together
    below it if they fit one page; those of a `menu` flow from page to page.
    """
    reading = _Reading(view, notice)
    width = port.text_columns
    if view.picture is not None:
        room = port.columns - view.picture.width - _GUTTER
        if room >= (width if view.choices else _NARROWEST_TEXT):
            words = replace(view, picture=None)
            narrow = replace(port, columns=min(room, width))
            pages = paginate(words, narrow, draft, notice=notice, menu=menu)
            return _with_picture(pages, _drawing(view.picture), port)
    head, text = reading.head_and_text(view, width, port, draft)
    choices = list(reading.choice_bands(view.choices, width, port))
    if view.entry is not None and not choices:
        pages = _to_type(text, port, head)
        return _with_keyboard(pages, text, view.entry, port, head)
    if menu:
        return flow([*text, *choices], port)
    if view.phone is not None:
        said = list(reading.bands(view, width, port, ""))
        from tutor.ui.layout.phone_pages import phone_pages

        return phone_pages(view.phone, said, reading.first_phone, port)
    if not text or len(choices) < 2:
        # One alone stays with the words above it.
        return flow([*text, *(replace(band, close=True) for band in choices)], port, head=head)
    squeezed = list(reading.choice_bands(view.choices, width, port, squeezed=True))
    from tutor.ui.layout.questions import paginate_question

    return paginate_question(
        text, list(reading.reminder(view, width)), (choices, squeezed), port, head
    )


def fits(view: View, port: Viewport, *, menu: bool = False) -> bool:
    """Tell whether one page holds a view."""
    return len(paginate(view, port, menu=menu)) == 1


def first_that_fits(
    views: Sequence[View], port: Viewport, *, default: View, menu: bool = False
) -> View:
    """Return the first of several versions of a view that one page holds, else the default."""
    versions = views if port.usable else ()
    return next((view for view in versions if fits(view, port, menu=menu)), default)


class _Reading:
    """Numbers the sentences of a view as they are read: lines, choices, the phone's title and its lines."""

    def __init__(self, view: View, notice: str) -> None:
        self._notice = notice
        self._first_choice = len(view.lines)
        self.first_phone = self._first_choice + len(view.choices)

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
            drawing = _drawing(view.picture)
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
            yield Band(((0, EntryBlock(width, lines, view.entry.means)),))

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
            left, right = (stretch(tile, tallest) for tile in tiles)
            yield Band(((0, left), (each[0], right)), gap=1 if last == 0 else 0)


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


def _with_keyboard(
    pages: tuple[Page, ...],
    text: Sequence[Band],
    entered: Entry,
    port: Viewport,
    head: Band | None,
) -> tuple[Page, ...]:
    """Put the keyboard below the place to type; where there is no room for it, on a page of its own after it.

    With it stands as much of what to type as there is room for.
    """
    from tutor.ui.layout.drawings import keyboard_block

    *words, entry = text
    width = entry.parts[0][1].width
    boarded = [keyboard_block(board, width, bordered=port.step < 4) for board in entered.boards]
    bands = [Band((((width - block.width) // 2, block),)) for block in boarded]
    for band in bands:
        together = flow([*text, replace(band, gap=0)], port, head=head)
        if len(together) == 1:
            return together
    low = Band(((0, EntryBlock(width, means=entered.means, bordered=False)),), gap=0)
    close = [replace(band, gap=0) for band in words]
    for first in range(len(close) + 1):
        for place in (replace(entry, gap=0), low):
            for band in bands:
                last = flow([*close[first:], place, replace(band, gap=0)], port, head=head)
                if len(last) == 1:
                    return (*pages, *last) if first else last
    return pages


def _with_picture(pages: tuple[Page, ...], drawing: Block, port: Viewport) -> tuple[Page, ...]:
    """Put a picture to the right of the first page's words."""
    first, *others = pages
    placed = (*first.placed, Placed(drawing, port.columns - drawing.width, 0))
    height = max(first.height, drawing.height)
    return (
        replace(first, placed=placed, width=port.columns, height=height),
        *(replace(page, width=port.columns) for page in others),
    )


def _drawing(picture: "Picture") -> Block:
    from tutor.ui.layout.drawings import PictureBlock

    return PictureBlock(picture.rows)
