"""Pages of a chat: what was written before stands above the new message, as far as there is room."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product

from tutor.lesson.view import ChatMessage
from tutor.ui.layout.bubble import history_bands
from tutor.ui.layout.flow import Band, Page

_Pages = tuple[Page, ...]


def with_history(
    pages: _Pages,
    messages: Sequence[ChatMessage],
    text: Sequence[Band],
    width: int,
    paginate: Callable[[Sequence[Band]], _Pages],
) -> _Pages:
    """Return the pages with the latest of these messages that take no page more, and part nothing.

    `pages` are those that `paginate` makes of the text without them. The last message may take the air above
    the new one: that answers it.
    """
    new = next((i for i, band in enumerate(text) if band.role == "quote"), 0)
    snug = [replace(band, gap=0) for band in text[new : new + 1]]
    spaced = product(range(len(messages)), (1, 0), (text[new : new + 1],))
    for first, gap, begin in (*spaced, (len(messages) - 1, 0, snug)):
        earlier = history_bands(messages[first:], width, gap)
        longer = paginate([*text[:new], *earlier, *begin, *text[new + 1 :]])
        if len(longer) == len(pages) and longer[1:] == pages[1:]:
            return longer
    return pages
