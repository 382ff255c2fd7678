"""Pages of the practice phone: its screen beside the words or, where columns are few, on pages of its own.

A sentence that names the next press shares its page with what is to be pressed; other words make way.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product

from rich.cells import cell_len

from tutor.content.model import MAX_ITEMS
from tutor.lesson.view import Choice, Line, PhoneFrame
from tutor.ui.layout.blocks import (
    MARGIN,
    TextBlock,
    TileBlock,
    stretch,
    text_block,
    tile_block,
)
from tutor.ui.layout.drawings import EdgeBlock
from tutor.ui.layout.flow import Band, Page, Placed, flow
from tutor.ui.layout.rows import Run, wrap
from tutor.ui.layout.sizes import Viewport

PHONE_COLUMNS = 46
_GUTTER = 3
_NARROWEST_TILE = 22

# The head of each page of the phone, and all that stands below it.
_Grid = tuple[Band, Sequence[Band]]


def phone_by_turns(
    phone: PhoneFrame, words: Sequence[Band], sentence: int, width: int, port: Viewport
) -> tuple[Page, ...]:
    """Return the pages of words and phone by turns; few words stand above the phone.

    `sentence` is the place of the phone's title in the order of reading.
    """
    across = 2 if width // 2 >= _NARROWEST_TILE else 1
    # A row of two may be too tall because of the one that is not meant.
    grids: list[_Grid] = []
    for columns in dict.fromkeys((across, 1)):
        head, bands = _bands(phone, sentence, width, columns, bordered=port.step < 4)
        wanted = _wanted_bands(phone, bands)
        if not phone.live:
            # Nobody presses back and home there: the little room is for what the screen itself holds.
            bands = [b for b in bands if b in wanted or max((*_numbers(b), 0)) <= MAX_ITEMS]
        if not wanted:
            return _pages_without_press(phone, words, head, bands, port)
        grids.append((head, bands))
    return _pages_naming_press(phone, words, grids, port)


def _pages_naming_press(
    phone: PhoneFrame, words: Sequence[Band], grids: Sequence[_Grid], port: Viewport
) -> tuple[Page, ...]:
    """Return pages that show what to press below the sentence that names it; none if it is too tall for that.

    What is said of the last press stands there too where it fits in any grid: it belongs to what comes next.
    """
    fresh = [band for band in words if band.role != "again"]
    naming = [band for band in words if band.role == "press"]
    # An opening has its own page before it stands without air; so has all that is said on a watched phone.
    opens = not phone.live or any(band.role in ("lead", "body") for band in fresh)
    close = [] if opens else [(fresh, 0)]
    said, alone = ((words, 1), (fresh, 1), *close), ((naming, 1), (naming, 0))
    for most, tries, (head, bands) in product((None, 1), (said, alone), grids):
        wanted = _wanted_bands(phone, bands)
        for above, gap in tries:
            near = [replace(band, gap=band.gap * gap) for band in above]
            chosen = _fitting_bands(near, head, wanted, bands, port, live=phone.live)
            if all(band in chosen for band in wanted[:most]):
                before = [band for band in words if band not in above]
                again = [band for band in before if band.role == "again"]
                # A short word of the last press would have a page to itself: the task fills it up.
                if above is not naming or len(flow(before, port)) > 1:
                    before = [band for band in before if band not in again]
                else:
                    again = []
                page = _one_page(near, head, chosen, port)
                return _pages_around(phone, page, chosen, (head, bands), before, again, port)
    return ()


def phone_beside(
    phone: PhoneFrame,
    words: Callable[[int], Sequence[Band]],
    sentence: int,
    port: Viewport,
) -> tuple[Page, ...]:
    """Put the phone on the left and the words, cut for the room there is, on the right.

    On pages of the phone that do not show what is to be pressed, nothing names it.
    """
    right_x = PHONE_COLUMNS + _GUTTER
    right_width = min(port.columns - right_x, port.text_columns)
    inside = PHONE_COLUMNS - 2
    head, bands = _bands(phone, sentence, inside, 2, bordered=True)
    narrow = replace(port, columns=inside, rows=port.rows - 1)
    chosen = _fitting_bands([], head, _wanted_bands(phone, bands), bands, narrow, live=phone.live)
    rest = [band for band in bands if band not in chosen]
    if not phone.live:
        rest = [band for band in rest if not _numbers(band)]
    left = [_frame(_one_page([], head, chosen, narrow))] if chosen else []
    if rest or not left:
        left += map(_frame, flow(rest, narrow, head=head))
    said = words(right_width)
    right = flow(said, replace(port, columns=right_width)) if said else ()
    naming = {b.sentence for band in said if band.role == "press" for _, b in band.parts}
    pairs = [(left[0], page.placed) for page in right] or [(left[0], ())]
    last = pairs[-1][1]
    kept = tuple(placed for placed in last if placed.block.sentence not in naming)
    pairs += [(page, kept) for page in left[1:]]
    return tuple(_side_by_side(page, words_there, right_x, port) for page, words_there in pairs)


def _side_by_side(left: Page, words: Sequence[Placed], x: int, port: Viewport) -> Page:
    placed = [*left.placed, *(Placed(p.block, p.x + x, p.y) for p in words)]
    height = max([left.height, *(p.y + p.block.height for p in words)])
    return Page(tuple(placed), port.columns, height)


def _bands(
    phone: PhoneFrame, sentence: int, width: int, across: int, *, bordered: bool
) -> tuple[Band, list[Band]]:
    """Return the head of each page of the phone, and all that stands below it in the order of numbers."""
    head = Band(((0, _phone_head(phone, width, sentence)),), head=True)
    bands = [
        Band(((0, text_block(Line(text, "quote"), sentence + 1 + i, width)),), gap=0 if i else 1)
        for i, text in enumerate(phone.lines)
    ]
    items = [choice for choice in phone.choices if choice.number <= MAX_ITEMS]
    own_keys = [choice for choice in phone.choices if choice.number > MAX_ITEMS]
    for group in (items, own_keys):
        for i in range(0, len(group), across):
            tiles = group[i : i + across]
            bands.append(_tile_row(tiles, width, across, bordered=bordered, live=phone.live))
    return head, bands


def _wanted_bands(phone: PhoneFrame, bands: Sequence[Band]) -> list[Band]:
    """Return the bands that must be on one page, the most needed first."""
    found = (band for number in phone.together for band in bands if number in _numbers(band))
    return list(dict.fromkeys(found))


def _fitting_bands(
    above: Sequence[Band],
    head: Band,
    wanted: Sequence[Band],
    bands: Sequence[Band],
    port: Viewport,
    *,
    live: bool,
) -> list[Band]:
    """Return what fits on one page below these words: what is wanted, then as much else as there is room.

    It is in the order of the numbers; none where the first that is wanted does not fit. Of a phone that is
    only watched the nearest things come first.
    """
    place = {id(band): i for i, band in enumerate(bands)}
    others = [band for band in bands if band not in wanted]
    if wanted and not live:
        near = place[id(wanted[0])]
        others.sort(key=lambda band: (bool(_numbers(band)), abs(place[id(band)] - near)))
    chosen: list[Band] = []
    for band in (*wanted, *others):
        more = sorted((*chosen, band), key=lambda band: place[id(band)])
        if len(_pages(above, head, more, port)) == 1:
            chosen = more
        elif band in wanted[:1]:
            return []
    return chosen


def _pages(
    above: Sequence[Band], head: Band, below: Sequence[Band], port: Viewport
) -> tuple[Page, ...]:
    """Return the pages of words and the phone below them."""
    words = flow(above, port) if above else ()
    if words:
        pages = flow(below, port, head=head, onto=words[-1])
        if not below or len(pages[0].placed) > len(words[-1].placed) + 1:
            return (*words[:-1], *pages)
    # The head alone would have room below the words, with nothing of what it stands above.
    return (*words, *flow(below, port, head=head))


def _one_page(above: Sequence[Band], head: Band, below: Sequence[Band], port: Viewport) -> Page:
    (page,) = _pages(above, head, below, port)
    return page


def _pages_around(
    phone: PhoneFrame,
    page: Page,
    chosen: Sequence[Band],
    whole: tuple[Band, Sequence[Band]],
    before: Sequence[Band],
    again: Sequence[Band],
    port: Viewport,
) -> tuple[Page, ...]:
    """Return the pages before and after the one that names what to press and shows it."""
    head, bands = whole
    rest = [band for band in bands if band not in chosen]
    first = flow(before, port) if before else ()
    if phone.live:
        after = _pages(again, head, rest, port) if rest else flow(again, port) if again else ()
        return (*first, page, *after)
    # A phone that is watched is seen before Enter moves it: what does not fit beside the sentence that names
    # the move stands on a page before that, and only so much of it as shows where the thing is.
    lines = [band for band in rest if not _numbers(band)]
    tiles = [band for band in bands if _numbers(band)]
    seen = flow(lines, port, head=head) if lines else ()
    if sum(len(_numbers(band)) for band in chosen) == 1:
        around = _fitting_bands([], head, _wanted_bands(phone, tiles), tiles, port, live=False)
        if len(around) > 1:
            seen = (*seen, _one_page([], head, around, port))
    return (*first, *seen, page)


def _pages_without_press(
    phone: PhoneFrame,
    text: Sequence[Band],
    head: Band,
    bands: Sequence[Band],
    port: Viewport,
) -> tuple[Page, ...]:
    """Return pages where nothing is to be pressed: words, then the phone; few words stand above it."""
    words = flow(text, port) if text else ()
    few = len(words) == 1 and words[0].height <= port.body_rows // 2
    above, before = (text, ()) if few else ((), words)
    if phone.live:
        return (*before, *_pages(above, head, bands, port))
    # Nothing is pressed any more: it is only looked at, so no page is turned for its buttons.
    lines = [band for band in bands if not _numbers(band)]
    pages = _pages(above, head, lines, port)
    if len(pages) > 1:
        return (*before, *pages)
    chosen = _fitting_bands(above, head, [], bands, port, live=False)
    if chosen or not bands:
        return (*before, _one_page(above, head, chosen, port))
    return (
        *words,
        _one_page([], head, _fitting_bands([], head, [], bands, port, live=False), port),
    )


def _numbers(band: Band) -> tuple[int, ...]:
    return tuple(block.choice.number for _, block in band.parts if isinstance(block, TileBlock))


def _tile_row(
    choices: Sequence[Choice], width: int, across: int, *, bordered: bool, live: bool
) -> Band:
    each = width // across
    tiles = [
        tile_block(choice, None, each, bordered=bordered, live=live or choice.mark == "shown")
        for choice in choices
    ]
    tallest = max(len(tile.rows) for tile in tiles)
    parts = tuple((i * each, stretch(tile, tallest)) for i, tile in enumerate(tiles))
    return Band(parts, gap=0 if bordered else 1)


def _phone_head(phone: PhoneFrame, width: int, sentence: int) -> TextBlock:
    """Say on every page of the phone that it is the practice phone, and which screen it shows."""
    room = width - MARGIN
    space = room - cell_len(phone.title) - cell_len(phone.label) - 1
    if space >= 2:
        one = (Run(f"{phone.title}{' ' * space}{phone.label} ", "phone"),)
        return TextBlock((one,), width, sentence, "", "phone", "phone")
    rows = (*wrap(phone.label, room), *wrap(phone.title, room))
    return TextBlock(rows, width, sentence, "", "phone", "phone")


def _frame(page: Page) -> Page:
    """Put the edge of a phone around a page."""
    side = EdgeBlock(1, page.height)
    foot = EdgeBlock(page.width + 2, 1)
    placed = [Placed(p.block, p.x + 1, p.y) for p in page.placed]
    placed += [Placed(side, 0, 0), Placed(side, page.width + 1, 0), Placed(foot, 0, page.height)]
    return Page(tuple(placed), page.width + 2, page.height + 1)
