"""Pages of a question and its answers, where they do not all fit on one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tutor.ui.layout.blocks import TileBlock
from tutor.ui.layout.bubble import FragmentBlock
from tutor.ui.layout.flow import Band, Page, flow, on_one_page
from tutor.ui.layout.sizes import Viewport


@dataclass(frozen=True, slots=True)
class _Split:
    """A way to split the text: what comes on pages before the answers, and what stands right above them."""

    before: tuple[Band, ...]
    above: tuple[Band, ...]


class Paginator:
    """Lays out bands on pages that all begin with the head."""

    def __init__(self, port: Viewport, head: Band | None) -> None:
        self._port = port
        self._head = head

    def pages(self, bands: Sequence[Band]) -> tuple[Page, ...]:
        """Return the pages of some bands, none without bands."""
        return flow(_close_to_the_signs(bands), self._port, head=self._head) if bands else ()

    def closest(
        self, above: Sequence[Band], answers: Sequence[Sequence[Band]]
    ) -> Iterator[list[Band]]:
        """Yield answers right below somebody's words: where letters are largest, that is air enough."""
        words = any(band.role == "quote" for band in above)
        if self._port.is_largest and words and above[-1].bordered:
            yield from ([replace(first, gap=0), *rest] for first, *rest in answers)

    def fits(self, bands: Sequence[Band]) -> bool:
        """Tell whether one page holds some bands."""
        return bool(bands) and on_one_page(_close_to_the_signs(bands), self._port, head=self._head)


def paginate_question(
    text: Sequence[Band],
    reminder: Sequence[Band],
    answers: Sequence[Sequence[Band]],
    port: Viewport,
    head: Band | None,
) -> tuple[Page, ...]:
    """Return the pages of a question: answers stay together below it, and none is left alone on a page.

    `answers` holds the same answers in several arrangements, the best first. Once the hint ladder shows the
    answer, the sentence that names it and that answer share a page.
    """
    paginator = Paginator(port, head)
    naming = next((band for band in text if band.role == "shown"), None)
    if naming is not None:
        # What a picture shows leads to the question.
        text = sorted(text, key=lambda band: band.role != "caption")
    splits = list(_splits(text, reminder, naming))
    # Answers rather stand on two pages than without any of what they answer.
    asking = [split for split in splits if split.above]
    for split in asking:
        for together in (*answers, *paginator.closest(split.above, answers)):
            if paginator.fits([*split.above, *together]):
                return _lay_out(split, [together], paginator)
    if naming is None:
        split, dealing = _deal_evenly(asking, answers, paginator, reminder)
    else:
        split, dealing = _deal_below_naming(splits, answers[-2], paginator)
    return _lay_out(split, dealing, paginator, reminder)


def _splits(
    text: Sequence[Band], reminder: Sequence[Band], naming: Band | None
) -> Iterator[_Split]:
    """Yield candidate splits of the text, best first.

    First the question stands with the answers, and hints may come before it. Then all of the text comes
    before, and what asks is repeated above the answers, or at least the signs found so far.
    """
    whole = tuple(text)
    yield _Split((), whole)
    start = _where_it_asks(text)
    if start is not None:
        yield _Split(whole[:start], whole[start:])
        hints = tuple(band for band in whole[start:] if band.role == "hint")
        if hints:
            rest = tuple(band for band in whole[start:] if band.role != "hint")
            yield _Split((*whole[:start], *hints), rest)
    quotes = tuple(band for band in whole if band.role == "quote")
    if quotes and whole[-1].role != "lead" and naming is None:
        # All that somebody said, without who it is.
        yield _Split(whole, quotes)
        yield _Split(whole, (replace(quotes[0], gap=0), *quotes[1:]))
    if naming is not None:
        at = whole.index(naming)
        decides = quotes or tuple(band for band in whole if band.role == "lead")[-1:]
        for gap in (1, 0):
            # What decides stands once more above the sentence that names the answer.
            close = (*_close(decides), replace(naming, gap=gap))
            yield _Split(whole[:at], close)
        yield _Split(whole[:at], whole[at:])
        yield _Split(whole, (naming,))
        return
    signs = tuple(band for band in whole if band.role == "pressure")
    for repeated in ((*reminder, *signs), tuple(reminder), signs, ()):
        yield _Split(whole, repeated)


def _close(bands: Sequence[Band]) -> Iterator[Band]:
    return (replace(band, gap=0) for band in bands)


def _where_it_asks(text: Sequence[Band]) -> int | None:
    """Return where the question begins: its last leading sentence, or somebody's words with who says them."""
    at = next((i for i in reversed(range(len(text))) if text[i].role in ("lead", "quote")), None)
    if at is None or text[at].role == "lead":
        return at
    while at and text[at].close:
        at -= 1
    return at


Dealing = list[list[Band]]


def _deal_evenly(
    splits: Sequence[_Split],
    answers: Sequence[Sequence[Band]],
    paginator: Paginator,
    reminder: Sequence[Band],
) -> tuple[_Split, Dealing]:
    """Deal the answers out on as few pages as possible, none of them alone if that can be.

    Rather with room on each page for what asks.
    """
    before = (*splits[0].before, *splits[0].above)
    dealings = [
        (split, _deal(split.above, arrangement, paginator))
        for split in splits
        for arrangement in answers
    ]
    dealings = [
        dealing for dealing in dealings if paginator.fits([*dealing[0].above, *dealing[1][0]])
    ] or [(_Split(before, ()), _deal((), answers[-1], paginator))]
    begun = [dealing for dealing in dealings if not _is_alone(dealing[1][0])]
    in_company = [dealing for dealing in begun if not any(map(_is_alone, dealing[1]))]
    return min(
        in_company or begun or dealings[-1:],
        key=lambda dealing: (
            len(dealing[1]),
            sum(not paginator.fits([*reminder, *bands]) for bands in dealing[1][1:]),
        ),
    )


def _deal_below_naming(
    splits: Sequence[_Split], answers: Sequence[Band], paginator: Paginator
) -> tuple[_Split, Dealing]:
    """Deal the answers out so that the marked one stands below the sentence that names it."""
    order = _with_gaps_of(sorted(answers, key=lambda band: not holds_the_mark(band)), answers)
    dealings: list[tuple[_Split, Dealing]] = []
    # A border is air enough where there is no row to spare between them.
    for first_gap in (order[0].gap, 0):
        order[0] = replace(order[0], gap=first_gap)
        dealings += [(split, _deal(split.above, order, paginator)) for split in splits]
    fitting = [
        dealing for dealing in dealings if paginator.fits([*dealing[0].above, *dealing[1][0]])
    ]
    split, (first, *others) = min(fitting or dealings[-1:], key=lambda dealing: len(dealing[1]))
    gaps = [band.gap for band in first]
    in_order = sorted(first, key=_number)
    first = [replace(band, gap=gap) for band, gap in zip(in_order, gaps, strict=True)]
    return split, [first, *others]


def _deal(above: Sequence[Band], answers: Sequence[Band], paginator: Paginator) -> Dealing:
    pages: Dealing = [[]]
    for answer in answers:
        on_top = above if len(pages) == 1 else ()
        if pages[-1] and not paginator.fits([*on_top, *pages[-1], answer]):
            pages.append([])
        pages[-1].append(answer)
    if len(pages) > 1 and _is_alone(pages[-1]) and len(pages[-2]) > 2:
        together = [pages[-2][-1], *pages[-1]]
        if paginator.fits(together):
            pages[-2:] = [pages[-2][:-1], together]
    return pages


def _is_alone(bands: Sequence[Band]) -> bool:
    return sum(len(band.parts) for band in bands) == 1


def _number(band: Band) -> int:
    return band.parts[0][1].number or 0


def _with_gaps_of(bands: Sequence[Band], like: Sequence[Band]) -> list[Band]:
    """Give bands in another order the gaps that they had in theirs."""
    return [replace(band, gap=other.gap) for band, other in zip(bands, like, strict=False)]


def holds_the_mark(band: Band) -> bool:
    """Tell whether a band has the tile that the words tell to press."""
    return any(
        (isinstance(block, TileBlock) and block.choice.mark == "shown")
        or (isinstance(block, FragmentBlock) and block.marked)
        for _, block in band.parts
    )


def _lay_out(
    split: _Split,
    dealing: Sequence[Sequence[Band]],
    paginator: Paginator,
    reminder: Sequence[Band] = (),
) -> tuple[Page, ...]:
    """Lay out what comes before, then page by page the answers, below what asks.

    The signs met are left to where they stand with the answers.
    """
    with_signs = any(band.role == "pressure" for band in split.above)
    before = [band for band in split.before if not (with_signs and band.role == "pressure")]
    first, *rest = dealing
    others = [
        [*reminder, *bands] if paginator.fits([*reminder, *bands]) else bands for bands in rest
    ]
    return tuple(
        page
        for bands in (before, [*split.above, *first], *others)
        for page in paginator.pages(bands)
    )


def _close_to_the_signs(bands: Sequence[Band]) -> list[Band]:
    """Let answers with a border stand right below the signs: the border is air enough, and rows are few."""
    closer = list(bands)
    for i, (above, below) in enumerate(pairwise(bands)):
        if above.role == "pressure" and all(
            isinstance(block, TileBlock) and block.bordered for _, block in below.parts
        ):
            closer[i + 1] = replace(below, gap=0)
    return closer
