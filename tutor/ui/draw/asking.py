"""How a question and its answers share pages where they do not fit on one together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tutor.ui.draw.blocks import TileBlock
from tutor.ui.draw.flow import Band, flow
from tutor.ui.draw.page import Page
from tutor.ui.draw.sizes import Viewport


@dataclass(frozen=True, slots=True)
class _Way:
    """What goes on pages of its own, and what stands right above the answers."""

    before: tuple[Band, ...]
    above: tuple[Band, ...]


class _Room:
    """The pages that bands are laid out on, each with the head."""

    def __init__(self, port: Viewport, head: Band | None) -> None:
        self._port = port
        self._head = head

    def pages(self, bands: Sequence[Band]) -> tuple[Page, ...]:
        return flow(_close_to_the_signs(bands), self._port, head=self._head) if bands else ()

    def fits(self, bands: Sequence[Band]) -> bool:
        return len(self.pages(bands)) == 1


def asked(
    text: Sequence[Band],
    reminder: Sequence[Band],
    answers: Sequence[Sequence[Band]],
    port: Viewport,
    head: Band | None,
) -> tuple[Page, ...]:
    """Keep answers together below what asks; where they do not fit one page, never leave one alone.

    `answers` are the same ones in the ways that they can be set, the best first. Once the hint ladder
    shows the answer, the sentence that names it and the answer stand together.
    """
    room = _Room(port, head)
    told = next((band for band in text if band.role == "shown"), None)
    ways = list(_ways(text, reminder, told))
    for way in ways:
        for together in answers:
            if room.fits([*way.above, *together]):
                return _shared_out(way, [together], room)
    return _shared_out(
        *(_dealt(ways, answers, room) if told is None else _told(ways, answers[0], room)), room
    )


def _ways(text: Sequence[Band], reminder: Sequence[Band], told: Band | None) -> Iterator[_Way]:
    """Yield how text may be shared out, the best way first.

    The question is to stand with the answers; hints can be read before it. Else all of the text comes
    before, and what asks is repeated above the answers, or at least the signs met.
    """
    whole = tuple(text)
    yield _Way((), whole)
    start = _where_it_asks(text)
    if start is not None:
        yield _Way(whole[:start], whole[start:])
        hints = tuple(band for band in whole[start:] if band.role == "hint")
        if hints:
            rest = tuple(band for band in whole[start:] if band.role != "hint")
            yield _Way((*whole[:start], *hints), rest)
    if told is not None:
        at = whole.index(told)
        yield _Way(whole[:at], whole[at:])
        yield _Way(whole, (told,))
        return
    repeated = (*reminder, *(band for band in whole if band.role == "pressure"))
    for first in range(len(repeated) + 1):
        yield _Way(whole, repeated[first:])


def _where_it_asks(text: Sequence[Band]) -> int | None:
    """Return where the question begins: its last leading sentence, or what somebody says, with who does."""
    at = next((i for i in reversed(range(len(text))) if text[i].role in ("lead", "quote")), None)
    if at is None or text[at].role == "lead":
        return at
    while at and text[at].close:
        at -= 1
    return at


Dealing = list[list[Band]]


def _dealt(
    ways: Sequence[_Way], answers: Sequence[Sequence[Band]], room: _Room
) -> tuple[_Way, Dealing]:
    """Deal answers out on as few pages as can be, none of them alone where that is possible."""
    hands = [(way, _deal(way.above, set_so, room)) for way in ways for set_so in answers]
    hands = [hand for hand in hands if room.fits([*hand[0].above, *hand[1][0]])] or hands[-1:]
    begun = [hand for hand in hands if not _alone(hand[1][0])]
    in_company = [hand for hand in begun if not any(map(_alone, hand[1]))]
    return min(in_company or begun or hands[-1:], key=lambda hand: len(hand[1]))


def _told(ways: Sequence[_Way], answers: Sequence[Band], room: _Room) -> tuple[_Way, Dealing]:
    """Deal answers out so that the one that is marked stands below the sentence that names it."""
    order = _spaced(sorted(answers, key=lambda band: not _holds_the_mark(band)), answers)
    # A border is air enough where there is no row to spare between them.
    for first_gap in (order[0].gap, 0):
        order[0] = replace(order[0], gap=first_gap)
        hands = [(way, _deal(way.above, order, room)) for way in ways]
        fitting = [hand for hand in hands if room.fits([*hand[0].above, *hand[1][0]])]
        if fitting:
            break
    way, (first, *others) = min(fitting or hands[-1:], key=lambda hand: len(hand[1]))
    gaps = [band.gap for band in first]
    in_order = sorted(first, key=_number)
    first = [replace(band, gap=gap) for band, gap in zip(in_order, gaps, strict=True)]
    return way, [first, *others]


def _deal(above: Sequence[Band], answers: Sequence[Band], room: _Room) -> Dealing:
    pages: Dealing = [[]]
    for answer in answers:
        on_top = above if len(pages) == 1 else ()
        if pages[-1] and not room.fits([*on_top, *pages[-1], answer]):
            pages.append([])
        pages[-1].append(answer)
    if len(pages) > 1 and _alone(pages[-1]) and len(pages[-2]) > 2:
        together = [pages[-2][-1], *pages[-1]]
        if room.fits(together):
            pages[-2:] = [pages[-2][:-1], together]
    return pages


def _alone(bands: Sequence[Band]) -> bool:
    return sum(len(band.parts) for band in bands) == 1


def _number(band: Band) -> int:
    return band.parts[0][1].number or 0


def _spaced(bands: Sequence[Band], like: Sequence[Band]) -> list[Band]:
    """Give bands in another order the gaps that they had in theirs."""
    return [replace(band, gap=one.gap) for band, one in zip(bands, like, strict=False)]


def _holds_the_mark(band: Band) -> bool:
    """Tell whether what the words tell to press is among the tiles of a band."""
    return any(
        isinstance(block, TileBlock) and block.choice.mark == "shown" for _, block in band.parts
    )


def _shared_out(way: _Way, dealing: Sequence[Sequence[Band]], room: _Room) -> tuple[Page, ...]:
    """Lay out what comes before, then page by page the answers, the first of them below what asks.

    The signs met are left to where they stand with the answers.
    """
    with_signs = any(band.role == "pressure" for band in way.above)
    before = [band for band in way.before if not (with_signs and band.role == "pressure")]
    first, *others = dealing
    return tuple(
        page for bands in (before, [*way.above, *first], *others) for page in room.pages(bands)
    )


def _close_to_the_signs(bands: Sequence[Band]) -> list[Band]:
    """Let answers with a border stand right below the signs: the border is air enough, and rows are few."""
    closer = list(bands)
    for i, (above, below) in enumerate(pairwise(bands)):
        tiled = all(isinstance(block, TileBlock) and block.bordered for _, block in below.parts)
        if above.role == "pressure" and tiled:
            closer[i + 1] = replace(below, gap=0)
    return closer
