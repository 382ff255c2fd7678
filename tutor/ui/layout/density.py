"""How close sentences stand: with less air, or parted elsewhere, where one would have a page for itself."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise, takewhile

from tutor.ui.layout.blocks import Block, TextBlock
from tutor.ui.layout.flow import Band, Page
from tutor.ui.layout.sentences import side_by_side
from tutor.ui.layout.sizes import Viewport

_Pages = tuple[Page, ...]
# A sentence is short if it takes at most this part of a page's rows.
_SHORT = 3


def in_company(
    text: Sequence[Band],
    width: int,
    port: Viewport,
    lay_out: Callable[[Sequence[Band]], _Pages],
    *,
    parts: bool = True,
) -> _Pages:
    """Return the pages that `lay_out` makes of a text, none of them with one short sentence, if that can be.

    First sentences of one kind stand close, unless there is but one kind; then a sentence goes over to the
    page of the one that would be alone; then all air goes. Above answers a text `parts` only where a question
    or somebody's words begin.
    """
    pages = lay_out(text)
    lonely = lonely_pages(pages, port)
    if not lonely:
        return pages
    best, fewest = pages, lonely
    for words in _other_ways(text, width, parts=parts):
        others = lay_out(words)
        lonely = lonely_pages(others, port)
        if not lonely and len(others) <= len(pages):
            return others
        if (lonely, len(others)) < (fewest, len(best)) and len(others) <= len(pages):
            best, fewest = others, lonely
    return best


def is_lonely(page: Page, port: Viewport) -> bool:
    """Tell whether a page holds nothing but one short sentence below its head."""
    blocks = [p.block for p in page.placed if not _is_head(p.block)]
    if len(blocks) != 1 or page.numbers:
        return False
    (block,) = blocks
    framed = block.bordered and not _is_filled(block)
    return isinstance(block, TextBlock) and not framed and block.height * _SHORT <= port.body_rows


def _is_filled(block: Block) -> bool:
    return isinstance(block, TextBlock) and block.style == "banner"


def _is_head(block: Block) -> bool:
    return _is_filled(block) and not block.bordered


def lonely_pages(pages: Sequence[Page], port: Viewport) -> int:
    """Return how many of several pages hold nothing but one short sentence."""
    return sum(is_lonely(page, port) for page in pages) if len(pages) > 1 else 0


def _other_ways(text: Sequence[Band], width: int, *, parts: bool) -> Iterator[list[Band]]:
    """Yield a text with less and less air."""
    paragraphs = list(_paragraphs(text))
    if not parts or len({band.role for band in text} - {"picture", "caption"}) > 1:
        yield paragraphs
    yield list(_name_below_head(text))
    for i in range(len(text) - 1, 0, -1):
        begins = text[i].role in ("lead", "quote") and text[i - 1].role != text[i].role
        if not text[i].close and (parts or begins):
            yield [*text[:i], replace(text[i], breaks=True), *text[i + 1 :]]
    yield [replace(band, gap=0) for band in text]
    running = list(_running(paragraphs, width))
    yield running
    yield [replace(band, gap=0) for band in running]
    yield _hint_first(text)
    parted = list(_parted_from_title(text))
    yield parted
    airless = [replace(band, gap=0) for band in parted]
    yield airless
    for i in range(len(airless) - 1, 0, -1):
        # A title takes what was told before it along to the next page.
        if airless[i].role == "note" and parted != list(text):
            yield [*airless[:i], replace(airless[i], breaks=True), *airless[i + 1 :]]


def _paragraphs(text: Sequence[Band]) -> Iterator[Band]:
    """Yield a text without air between the sentences of one role."""
    yield from text[:1]
    for above, band in pairwise(text):
        yield replace(band, gap=0) if band.role == above.role else band


def _name_below_head(text: Sequence[Band]) -> Iterator[Band]:
    """Yield a text with who speaks on the ground of the head, right below it."""
    for band in text:
        (x, block), *others = band.parts
        if band.role == "sender" and not others and isinstance(block, TextBlock):
            filled = replace(block, style="banner", strong="banner", bordered=True)
            yield replace(band, parts=((x, filled),), gap=0)
        else:
            yield band


def _hint_first(text: Sequence[Band]) -> list[Band]:
    """Return a text with its hints after the question that opens it, as they are read before the answers."""
    opening = list(takewhile(lambda band: band.role == "lead", text))
    rest = text[len(opening) :]
    hints = [band for band in rest if band.role == "hint"]
    return [*opening, *hints, *(band for band in rest if band.role != "hint")]


def _parted_from_title(text: Sequence[Band]) -> Iterator[Band]:
    """Yield a text where what announces a card or a line may end the page before it.

    A card is announced by its count, a line that is looked back on by a title.
    """
    yield from text[:1]
    for above, band in pairwise(text):
        announced = above.role == "note" and band.role in ("quote", "heard")
        yield replace(band, close=False) if announced else band


def _running(text: Sequence[Band], width: int) -> Iterator[Band]:
    """Yield a text with the short sentences of one role beside each other."""
    for role, group in groupby(text, lambda band: band.role):
        bands = list(group)
        blocks = [block for band in bands for _, block in band.parts]
        sentences = [block for block in blocks if isinstance(block, TextBlock)]
        apart = len(sentences) < len(blocks) or any(band.close or band.breaks for band in bands)
        yield from (bands if apart else side_by_side(sentences, width, role, gap=bands[0].gap))
