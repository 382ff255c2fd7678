"""Pages of a message with numbered parts: whole on one page wherever letters leave room for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from tutor.ui.layout.blocks import TextBlock
from tutor.ui.layout.bubble import Piece, bubble_bands
from tutor.ui.layout.flow import Band, Page
from tutor.ui.layout.questions import Paginator


@dataclass(frozen=True, slots=True)
class Message:
    """The parts of a message, and what can be picked besides them as the last row of the bubble."""

    parts: tuple[Piece, ...]
    others: tuple[Piece, ...]
    width: int

    def rows(self) -> list[Band]:
        """Return the rows of the parts."""
        return bubble_bands(self.parts, self.width, "quote")

    def rows_of(self, parts: Sequence[Piece], *, last: bool) -> list[Band]:
        """Return the rows of some parts, the `last` of them with what else can be picked below."""
        rows = bubble_bands(parts, self.width, "quote", 0)
        below = bubble_bands(self.others, self.width, "quote", 0) if last and self.others else []
        return [*rows, *(replace(band, close=bool(rows)) for band in below)]


def paginate_message(
    text: Sequence[Band],
    message: Message,
    answers: Sequence[Sequence[Band]],
    paginator: Paginator,
) -> tuple[Page, ...]:
    """Return the pages of a message and what else can be picked.

    The sentence that names a number stays above it. What is said of a part stands below the message.
    """
    above, below = _apart(text)
    naming = [replace(band, gap=0) for band in text if band.role == "shown"]
    others = [band for band in text if band.role != "shown"]
    rows = message.rows()
    close = [replace(rows[0], gap=0), *rows[1:]]
    for (before, on_top), some_rows, some in product(
        (([], above), ([band for band in above if band.role != "shown"], naming)),
        (rows, close),
        answers,
    ):
        if paginator.fits([*on_top, *some_rows, *below, *some]):
            page = paginator.pages([*on_top, *some_rows, *below, *some])
            return (*paginator.pages(before), *page)
    # The words that name a number have the ground of the line above them: no row is left empty.
    named = [replace(band, parts=tuple(_as_banner(band))) for band in naming]
    parted = list(_parted(message, named, paginator))
    return (
        *paginator.pages(others),
        *(page for bands in parted for page in paginator.pages(bands)),
    )


def _apart(text: Sequence[Band]) -> tuple[list[Band], list[Band]]:
    """Return the sentences above the message and those below it, at the end of the text."""
    at = len(text)
    while at and text[at - 1].role == "reply":
        at -= 1
    below = [replace(band, close=True, gap=0 if i else 1) for i, band in enumerate(text[at:])]
    return list(text[:at]), below


def _as_banner(band: Band) -> Iterator[tuple[int, TextBlock]]:
    for x, block in band.parts:
        if isinstance(block, TextBlock):
            yield x, replace(block, style="banner", strong="banner", bordered=True)


def _parted(message: Message, naming: Sequence[Band], paginator: Paginator) -> Iterator[list[Band]]:
    """Yield page by page as many whole parts as there is room for, what else can be picked on the last."""
    parts = list(message.parts)

    def page(some: Sequence[Piece], *, last: bool) -> list[Band]:
        shown = (*some, *message.others) if last else some
        above = naming if any(piece.marked for piece in shown) else ()
        return [*above, *message.rows_of(some, last=last)]

    while parts and not paginator.fits(page(parts, last=True)):
        count = max(1, len(parts) - 1)
        while count > 1 and not paginator.fits(page(parts[:count], last=False)):
            count -= 1
        yield page(parts[:count], last=False)
        parts = parts[count:]
    yield page(parts, last=True)
