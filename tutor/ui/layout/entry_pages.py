"""Pages of a place to type: below what is to be typed, with a keyboard to click where one is drawn."""

from collections.abc import Sequence
from dataclasses import replace

from tutor.lesson.view import Entry
from tutor.ui.layout.blocks import EntryBlock
from tutor.ui.layout.drawings import keyboard_block
from tutor.ui.layout.flow import Band, Page, flow
from tutor.ui.layout.sizes import Viewport


def entry_pages(
    text: list[Band], entered: Entry, port: Viewport, head: Band | None
) -> tuple[Page, ...]:
    """Return the pages of a text that ends with the place to type."""
    return _with_keyboard(_to_type(text, port, head), text, entered, port, head)


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
