"""Pages of the practice phone: whole on one page, below the words or as much of them as there is room for.

A sentence that names the next press shares its page with what is to be pressed; other words make way. Only
where letters are largest may a phone be taller than a page: its places then flow from page to page.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, count, groupby, product

from typing_extensions import override

from tutor.content.model import MAX_ITEMS
from tutor.lesson.view import Line, PhoneFrame
from tutor.ui.layout.blocks import TextBlock, TileBlock, text_block
from tutor.ui.layout.density import in_company, is_lonely
from tutor.ui.layout.flow import Band, Page, PlacedBlock, flow, on_one_page
from tutor.ui.layout.phone_screen import (
    brief_phone,
    head_parts,
    phone_lists,
    phone_pads,
    tile_rows,
)
from tutor.ui.layout.sentences import side_by_side
from tutor.ui.layout.sizes import Viewport

_Bands = Sequence[Band]
# What of the words stands on pages before the phone, above it and after it.
_Arrangement = tuple[_Bands, _Bands, _Bands]


def phone_pages(
    phone: PhoneFrame, words: _Bands, sentence: int, port: Viewport
) -> tuple[Page, ...]:
    """Return the pages of the words and the phone.

    `sentence` is the place of the phone's title in the order of reading.
    """
    pads = _Drawn(phone_pads(phone, sentence, port))
    lists = _Drawn(phone_lists(phone, sentence, port))
    brief = partial(_brief, phone, sentence=sentence, port=port)
    together, split = list(_together(words, port)), list(_split(words))
    if not phone.live:
        tries = (together, split if phone.together else [])
        ways = tuple(_arranged(some, screens, port) for screens in (pads, lists) for some in tries)
    elif any(band.role in ("lead", "body") for band in words):
        # An opening gets a page of its own before the pad gives way.
        tries = (together, split)
        arranged = [_arranged(some, screens, port) for screens in (pads, lists) for some in tries]
        ways = (*arranged, brief(split))
    else:
        if phone.together and not any(band.role == "press" for band in words):
            # What was typed is seen first, and what to press then.
            split = [((), (), words)]
        # An answer to a press belongs to what comes next: they come together, with a list if need be.
        without_task = list(_without_task(words))
        ways = (
            _arranged(together, pads, port),
            _arranged(together, lists, port),
            _arranged(without_task, lists, port),
            brief([*together, *without_task]),
            *(_arranged(split, screens, port) for screens in (pads, lists)),
            brief(split),
        )
    whole = chain(*ways)
    pages = next(whole, ())
    if pages and is_lonely(pages[-1], port):
        others = (way for way in whole if len(way) <= len(pages))
        pages = next((way for way in others if not is_lonely(way[-1], port)), pages)
    return _joined(pages or _parted(phone, words, sentence, port), port)


class _Drawn(Iterable[Page]):
    """Screens of the phone, each drawn when it is first asked for: mostly the first one fits."""

    def __init__(self, screens: Iterator[Page]) -> None:
        self._screens = screens
        self._here: list[Page] = []

    @override
    def __iter__(self) -> Iterator[Page]:
        for place in count():
            while place >= len(self._here):
                screen = next(self._screens, None)
                if screen is None:
                    return
                self._here.append(screen)
            yield self._here[place]


def _joined(pages: Sequence[Page], port: Viewport) -> tuple[Page, ...]:
    """Return pages with each short sentence that has one for itself on top of the next, if there is room."""
    joined: list[Page] = []
    for page in pages:
        below = _on_top(joined[-1], page, port) if joined else None
        if below is None:
            joined.append(page)
        else:
            joined[-1] = below
    return tuple(joined)


def _on_top(words: Page, page: Page, port: Viewport) -> Page | None:
    """Return a page with a short sentence on top, None where it is long or has no room there."""
    top = min((p.y for p in page.placed), default=0)
    height = page.height - top + words.height
    if not is_lonely(words, port) or height > port.body_rows:
        return None
    down = port.body_rows - page.height if page.height == port.body_rows else words.height - top
    placed = (*words.placed, *(replace(p, y=p.y + down) for p in page.placed))
    return Page(placed, port.columns, max(page.height, height))


def _arranged(
    arrangements: Iterable[_Arrangement], screens: Iterable[Page], port: Viewport
) -> Iterator[tuple[Page, ...]]:
    """Yield the pages with each of these screens that fits, the roomiest of them first."""
    laid_out = [(before, _flow(above, port), after) for before, above, after in arrangements]
    for screen in screens:
        for (before, above_it, after), gap in product(laid_out, (1, 0)):
            page = _below(above_it, screen, gap, port)
            if page is not None:
                yield (*_words(before, port), page, *_after(after, screen, port))


def _after(words: _Bands, screen: Page, port: Viewport) -> tuple[Page, ...]:
    """Return the page of the words that come after the phone: it stands there once more, if it can.

    Without the phone a task that was read before is left out: it would lead away from what is pressed.
    """
    page = _below(_flow(words, port), screen, 0, port) if words else None
    fresh = [band for band in words if band.role != "again"]
    return _flow(fresh, port) if page is None else (page,)


def _brief(
    phone: PhoneFrame, arrangements: Iterable[_Arrangement], sentence: int, port: Viewport
) -> Iterator[tuple[Page, ...]]:
    """Yield pages with the whole phone in brief, and those of its places that say more.

    These come before it, but after it where it is known what to press: that is seen at once.
    """
    screen = brief_phone(phone, sentence, port)
    head, _, tiles = _bands(phone, sentence, port.text_columns)
    details = {choice.number for choice in phone.choices if choice.detail}
    for before, above, after in arrangements:
        page = _below(_flow(above, port), screen, 0, port)
        if page is not None:
            more = _deal(head, [band for band in tiles if details & set(_numbers(band))], port)
            pages = (page, *more) if phone.together else (*more, page)
            yield (*_words(before, port), *pages, *_after(after, screen, port))


def _together(words: _Bands, port: Viewport) -> Iterator[_Arrangement]:
    """Yield arrangements with all words on the page of the phone, from airy to close."""
    yield (), words, ()
    yield (), _close(words), ()
    # A task beside what came of a press would read as one: the press stands beside that before.
    for own_rows in (("again", "press"), ("again",), ("press",)):
        yield (), list(_side_by_side(words, port.text_columns, own_rows)), ()


def _without_task(words: _Bands) -> Iterator[_Arrangement]:
    """Yield the arrangement with all words but the task, which was read before: it comes after them."""
    again = [band for band in words if band.role == "again"]
    fresh = [band for band in _close(words) if band.role != "again"]
    if again and fresh:
        yield (), fresh, again


def _side_by_side(words: _Bands, width: int, own_rows: Sequence[str]) -> Iterator[Band]:
    """Yield the words with short sentences beside each other, but those of some roles in their own rows."""
    for has_own_row, group in groupby(_close(words), lambda band: band.role in own_rows):
        bands = list(group)
        blocks = [block for band in bands for _, block in band.parts]
        if has_own_row:
            yield from bands
        else:
            texts = [block for block in blocks if isinstance(block, TextBlock)]
            yield from side_by_side(texts, width, "note", gap=0)


def _split(words: _Bands) -> Iterator[_Arrangement]:
    """Yield arrangements where one sentence stays above: the one that names the press, or else the task."""
    close = _close(words)
    naming = [band for band in close if band.role == "press"]
    if naming:
        yield [band for band in words if band.role != "press"], naming, ()
        return
    tasks = [band for band in close if band.role in ("lead", "again")]
    for above in (tasks[-1:], []):
        yield words, above, ()


def _close(bands: _Bands) -> list[Band]:
    return [replace(band, gap=0) for band in bands]


def _below(above: Sequence[Page], screen: Page, gap: int, port: Viewport) -> Page | None:
    """Return one page with the phone below the pages of some words, None where they do not fit."""
    if len(above) > 1:
        return None
    words = above[0] if above else Page((), port.columns, 0)
    if (words.height + gap if above else 0) + screen.height > port.body_rows:
        return None
    # It ends where the page does: its lowest places never move.
    y = port.body_rows - screen.height
    placed = (*words.placed, *(PlacedBlock(p.block, p.x, p.y + y) for p in screen.placed))
    return Page(placed, port.columns, port.body_rows)


def _flow(bands: _Bands, port: Viewport) -> tuple[Page, ...]:
    return flow(bands, port) if bands else ()


def _words(bands: _Bands, port: Viewport) -> tuple[Page, ...]:
    """Return the pages of words that stand before the phone."""
    return in_company(bands, port.text_columns, port, partial(flow, port=port)) if bands else ()


def _parted(phone: PhoneFrame, words: _Bands, sentence: int, port: Viewport) -> tuple[Page, ...]:
    """Return the pages of a phone that is taller than a page: its head and words on each of them."""
    head, lines, tiles = _bands(phone, sentence, port.text_columns)
    if not phone.live and not phone.together:
        return _looked_at(words, [replace(head[0], gap=1), *head[1:], *lines], tiles, port)
    wanted = [band for n in phone.together for band in tiles if n in _numbers(band)]
    wanted = list(dict.fromkeys(wanted))
    tops = [[*head, *lines], head]
    arrangements = list(_split(words))[-1:]
    if phone.live and phone.together and not any(band.role == "lead" for band in words):
        arrangements = [*_together(words, port), *_without_task(words), *arrangements]
    for arrangement, most, top in product(arrangements, (None, 1), tops):
        needed = [band for band in tiles if band in wanted[:most]]
        if _fits([*arrangement[1], *top, *(needed or tiles[:1])], port):
            break
    before, above, _ = arrangement
    chosen = _grow([*above, *top], needed, tiles, port, live=phone.live)
    page = flow([*above, *top, *chosen], port)
    seen = _deal(head, lines, port) if top is head else ()
    if not phone.live:
        return (*_words(before, port), *seen, *_around(head, wanted, chosen, tiles, port), *page)
    rest = [band for band in tiles if band not in chosen]
    repeated = tops[0] if all(_fits([*tops[0], band], port) for band in rest) else head
    first = (*page, *seen) if phone.together else (*seen, *page)
    return (*_words(before, port), *first, *_deal(repeated, rest, port))


def _looked_at(words: _Bands, screen: _Bands, tiles: _Bands, port: Viewport) -> tuple[Page, ...]:
    """Return the pages of a phone where nothing is pressed any more: as many places as there is room for."""
    least = [*words, *screen, *(tiles[:1] if len(screen) == 1 else ())]
    above, before = ([*words, *screen], []) if _fits(least, port) else (screen, words)
    chosen = _grow(above, [], tiles, port, live=False)
    return (*_words(before, port), *flow([*above, *chosen], port))


def _bands(
    phone: PhoneFrame, sentence: int, width: int
) -> tuple[list[Band], list[Band], list[Band]]:
    """Return the head of each page of the phone, what can be read on it, and its rows of places."""
    head = [Band(parts, gap=0) for parts in head_parts(phone, sentence, width, "─", "─")]
    lines = [
        Band(((0, text_block(Line(text, "quote"), sentence + 1 + i, width)),), gap=0)
        for i, text in enumerate(phone.lines)
    ]
    return head, lines, [Band(parts, gap=0) for parts in tile_rows(phone, width)]


def _fits(bands: _Bands, port: Viewport) -> bool:
    return not bands or on_one_page(bands, port)


def _grow(
    above: _Bands, needed: _Bands, tiles: _Bands, port: Viewport, *, live: bool
) -> list[Band]:
    """Return rows of places that fit on one page below these bands: those needed, then as many as fit.

    They are in the order of their numbers. Of a phone that is only watched the nearest ones come first, and
    its own keys are left out: nobody presses them.
    """
    others = [band for band in tiles if band not in needed]
    if not live:
        others = [band for band in others if max(_numbers(band)) <= MAX_ITEMS]
        near = tiles.index(needed[0]) if needed else 0
        others.sort(key=lambda band: abs(tiles.index(band) - near))
    chosen = list(needed)
    for band in others:
        more = [one for one in tiles if one in chosen or one is band]
        if _fits([*above, *more], port):
            chosen = more
        elif live:
            break
    return chosen


def _around(
    head: _Bands, wanted: _Bands, chosen: _Bands, tiles: _Bands, port: Viewport
) -> tuple[Page, ...]:
    """Return a page that shows where the thing is that is pressed next, if the page of the press does not."""
    if not wanted:
        return ()
    at = tiles.index(wanted[0])
    items = [band for band in tiles if max(_numbers(band)) <= MAX_ITEMS]
    if all(band in chosen for band in items[max(at - 1, 0) : at + 2]):
        return ()
    near = _grow(head, wanted[:1], tiles, port, live=False)
    return flow([*head, *near], port) if len(near) > 1 else ()


def _deal(top: _Bands, bands: _Bands, port: Viewport) -> tuple[Page, ...]:
    """Return pages that all begin with the same bands, with the others below in their order."""
    pages: list[list[Band]] = []
    for band in bands:
        if pages and _fits([*top, *pages[-1], band], port):
            pages[-1].append(band)
        else:
            pages.append([band])
    return tuple(page for group in pages for page in flow([*top, *group], port))


def _numbers(band: Band) -> tuple[int, ...]:
    return tuple(block.choice.number for _, block in band.parts if isinstance(block, TileBlock))
