"""From a View to pages: wrap, then page; never shrink, scroll or cut.

What few views show (phone, drawings, keyboard, somebody's words) is imported with the first of them: the
first screen is there without it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from tutor.lesson.view import Choice, Line, Mark, MarkedKey, View
from tutor.ui.layout.blocks import (
    MARGIN,
    Block,
    EntryBlock,
    TextBlock,
    stretch,
    text_block,
    tile_block,
    wrap_draft,
)
from tutor.ui.layout.density import in_company, lonely_pages
from tutor.ui.layout.flow import Band, Page, flow
from tutor.ui.layout.heads import split_head
from tutor.ui.layout.rows import Style
from tutor.ui.layout.sentences import side_by_side
from tutor.ui.layout.sizes import Viewport

if TYPE_CHECKING:
    from tutor.ui.layout.bubble import Piece

_GUTTER = 3
# Words that stand beside a picture have at least this much room, or it stands above them.
_NARROWEST_TEXT = 38
_NARROWEST_ANSWERS = 24
Manner = Literal["boxes", "rows", "close", "pairs"]
# In a chat at least this wide what the learner writes is set in by so much.
_OWN_INDENT, _WIDE_CHAT = 10, 60
# The size steps at which answers have boxes where there is room.
_BOXED_STEPS = 2
# A sign of a scam that was found, and a detail.
_FOUND: dict[Mark, tuple[Style, str]] = {"found": ("found", "●"), "placed": ("go", "✓")}
_OPENING = '“"«'


def paginate(
    view: View, port: Viewport, draft: str = "", *, notice: str = "", menu: bool = False
) -> tuple[Page, ...]:
    """Return the pages of a view, at least one; each fits the viewport's body.

    A notice stands above the first page and is not read aloud. The answers of a question stay together
    below it if they fit one page; those of a `menu` flow from page to page. The way out of a talk is not
    on the pages: it stands in the key bar. A drawn keyboard takes no page more: it is smaller or left out.
    """
    drawings: Sequence[Block] = ()
    if view.picture is not None:
        from tutor.ui.layout.drawings import drawings_of

        drawings = drawings_of(view.picture)
    if isinstance(view.picture, MarkedKey):
        words = _paginate(replace(view, picture=None), None, port, draft, notice, menu=menu)
        narrow = (keys for keys in drawings if keys.width <= port.columns)
        drawn = (_paginate(view, keys, port, draft, notice, menu=menu) for keys in narrow)
        return next((pages for pages in drawn if len(pages) <= len(words)), words)
    return _paginate(view, next(iter(drawings), None), port, draft, notice, menu=menu)


def _paginate(
    view: View, drawing: Block | None, port: Viewport, draft: str, notice: str, *, menu: bool
) -> tuple[Page, ...]:
    """Return the pages of a view with this drawing of its picture."""
    reading = _Reading(view, drawing, notice)
    width = port.text_columns
    if drawing is not None:
        beside = _beside(view, drawing, port, draft, notice, menu=menu)
        if beside:
            return beside
    if view.phone is not None:
        from tutor.ui.layout.phone_pages import phone_pages

        sentences = list(reading.bands(view, width, port, ""))
        return phone_pages(view.phone, sentences, reading.first_phone, port)
    head, text = reading.head_and_text(view, width, port, draft)
    if not view.choices:
        text = _picture_after_words(text, port)
    answers = [choice for choice in view.choices if not (choice.in_bar or choice.within)]
    message = tuple(reading.piece(choice) for choice in view.choices if choice.within)
    manners: tuple[Manner, ...] = ("boxes", "rows", "close", "pairs")
    # Where letters are large a row is tall enough for a thumb without a box.
    arranged = [
        list(reading.choice_bands(answers, width, manner))
        for manner in (manners if port.step <= _BOXED_STEPS else manners[1:])
    ]
    if view.entry is not None and not answers:
        from tutor.ui.layout.entry_pages import entry_pages

        return entry_pages(text, view.entry, port, head)
    if menu:
        # Never two in a row, as in a list; the first of the shortest is the one with most air.
        *listed, _ = arranged
        if len(answers) > 1:
            # A list stands close to the words above it rather than on two pages.
            listed.append(_airless(listed[-1]))
        return min((flow([*text, *bands], port) for bands in listed), key=len)
    if message:
        from tutor.ui.layout.message_pages import Message, paginate_message
        from tutor.ui.layout.questions import Paginator

        others = tuple(map(reading.piece, answers))
        whole = Message(message, others, width)
        paginator = Paginator(port, head)

        def with_message(words: Sequence[Band]) -> tuple[Page, ...]:
            return paginate_message(words, whole, arranged, paginator)

        return in_company(text, width, port, with_message, parts=False)
    reminder = list(reading.reminder(view, width))

    def with_answers(words: Sequence[Band]) -> tuple[Page, ...]:
        return _with_answers(words, reminder, arranged, port, head)

    def lay_out(words: Sequence[Band]) -> tuple[Page, ...]:
        return in_company(words, width, port, with_answers, parts=not answers)

    pages = lay_out(text)
    if reading.is_chat and len(pages) > 1:
        # The first message stands with what leads to it, if it can.
        text, pages = min(
            ((some, lay_out(some)) for some in (text, list(_opening_in_brief(text, width)))),
            key=lambda way: len(way[1]),
        )
    if view.history:
        from tutor.ui.layout.chat_pages import with_history

        without = pages
        pages = with_history(without, view.history, text, width, lay_out)
        if pages == without and port.is_largest:
            roomy = with_answers(text)
            pages = with_history(roomy, view.history, text, width, with_answers)
            if pages == roomy or lonely_pages(pages, port):
                fresh = replace(view, history=())
                return _paginate(fresh, drawing, port, draft, notice, menu=menu)
    return tuple(reading.with_way_out(page, view.choices) for page in pages)


def _beside(
    view: View, drawing: Block, port: Viewport, draft: str, notice: str, *, menu: bool
) -> tuple[Page, ...]:
    """Return the pages of a view with its drawing beside the words, or the answers; none without room."""
    room = port.columns - drawing.width - _GUTTER - MARGIN
    asks = bool(view.choices) and not menu
    if room < (_NARROWEST_ANSWERS if asks else _NARROWEST_TEXT):
        return ()
    narrow = replace(port, columns=min(room, port.text_columns))
    words = replace(view, picture=None)
    pages = list(_paginate(words, None, narrow, draft, notice, menu=menu))
    at = len(pages) - 1 if asks and room < port.text_columns else 0
    if at and not set(pages[at].numbers) >= {choice.number for choice in view.choices}:
        return ()
    pages[at] = pages[at].beside(drawing, port.columns - MARGIN)
    return tuple(replace(page, width=port.columns) for page in pages)


def _with_answers(
    text: Sequence[Band],
    reminder: Sequence[Band],
    arranged: Sequence[Sequence[Band]],
    port: Viewport,
    head: Band | None,
) -> tuple[Page, ...]:
    """Return the pages of a text with the choices below it, which are arranged in one of several ways."""
    if text and len(arranged[0]) > 1:
        from tutor.ui.layout.questions import paginate_question

        return paginate_question(text, reminder, arranged, port, head)
    # One alone stays with the words above it.
    ways = [
        flow([*text, *(replace(band, close=True) for band in some)], port, head=head)
        for some in arranged
    ]
    return next((way for way in ways if len(way) == 1), ways[0])


def _opening_in_brief(text: Sequence[Band], width: int) -> Iterator[Band]:
    """Yield a text with the sentences that lead to what somebody writes beside each other."""
    first = list(takewhile(lambda band: band.role in ("lead", "body", "note"), text))
    blocks = [block for band in first for _, block in band.parts if isinstance(block, TextBlock)]
    yield from side_by_side(blocks, width, "body", gap=1)
    yield from text[len(first) :]


def _picture_after_words(text: list[Band], port: Viewport) -> list[Band]:
    """Return a text whose picture comes last, with what it shows, if it would have a page before the words.

    A question keeps its picture above it: nothing parts the question from its answers.
    """
    shown = [band for band in text if band.role in ("picture", "caption")]
    words = [band for band in text if band not in shown]
    if not (shown and words) or len(flow([*shown, words[0]], port)) == 1:
        return text
    below = [replace(band, close=True) for band in shown[1:]]
    if len(flow([shown[0], *below], port)) > 1:
        below = _airless(below)
    return [*words, shown[0], *below]


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

    def __init__(self, view: View, drawing: Block | None, notice: str) -> None:
        self._drawing = drawing
        self._notice = notice
        self._first_choice = len(view.lines)
        self._choices = view.choices
        self.is_chat = any(choice.own for choice in view.choices)
        self.first_phone = self._first_choice + len(view.choices)

    def head_and_text(
        self, view: View, width: int, port: Viewport, draft: str
    ) -> tuple[Band | None, list[Band]]:
        """Return the line that every page repeats, None when there is none, and all other sentences."""
        bands = list(self.bands(view, width, port, draft))
        # Where letters are largest, what was written before keeps the name company.
        brief = not (view.history and port.is_largest)
        return split_head(bands, view.lines, width, brief=brief)

    def bands(self, view: View, width: int, port: Viewport, draft: str) -> Iterator[Band]:
        if self._notice:
            yield Band(((0, text_block(Line(self._notice, "keep"), None, width)),))
        order = list(range(len(view.lines)))
        drawing = self._drawing
        picture = None
        if drawing is not None:
            picture = Band((((width - drawing.width) // 2, drawing),), role="picture")
        # A key is named first, then shown.
        shown_last = isinstance(view.picture, MarkedKey)
        if picture is not None and not shown_last:
            yield picture
            # What a picture shows is read last, but stands right below it.
            order.sort(key=lambda i: view.lines[i].role != "caption")
        for i in order:
            line = view.lines[i]
            if line.caller:
                if not (i and view.lines[i - 1].caller):
                    yield from self._speech(view.lines, i, width, 0 if port.step == 4 else 1)
                continue
            if line.role == "reply":
                if not (i and view.lines[i - 1].role == "reply"):
                    yield from _reply_bands(view.lines, i, width)
                continue
            if line.role == "pressure":
                from tutor.ui.layout.bubble import signs_band

                yield signs_band(line.text, i, width, _gap(view.lines, i, port))
                continue
            block: Block = text_block(line, i, width)
            gap = _gap(view.lines, i, port)
            introduced = line.role == "heard" and i > 0 and view.lines[i - 1].role == "note"
            numbered = i > 0 and line.role == view.lines[i - 1].role == "ring"
            close = introduced or numbered or _goes_on(view.lines, i)
            head = line.role == "banner"
            alone = port.step <= _BOXED_STEPS and _stands_alone(view.lines, i)
            yield Band(((0, block),), gap=gap, head=head, close=close, role=line.role, breaks=alone)
        if picture is not None and shown_last:
            yield picture
        if view.entry is not None:
            lines = len(wrap_draft(draft, width - 6))
            yield Band(((0, EntryBlock(width, lines, view.entry.means)),))

    def _speech(self, lines: Sequence[Line], first: int, width: int, gap: int) -> Sequence[Band]:
        """Return the rows of all that a caller says from this line on."""
        said = takewhile(lambda i: lines[i].caller, range(first, len(lines)))
        return self._bubble({i: lines[i].text for i in said}, width, gap)

    def _bubble(self, said: Mapping[int, str], width: int, gap: int) -> Sequence[Band]:
        from tutor.ui.layout.bubble import Piece, bubble_bands

        pieces = [Piece(text, i) for i, text in said.items()]
        return bubble_bands(pieces, width, "quote", gap, snug=self.is_chat)

    def reminder(self, view: View, width: int) -> Iterator[Band]:
        """Yield the sentence that asks, to stand above answers that are on a page of their own."""
        asking = [i for i, line in enumerate(view.lines) if line.role in ("lead", "quote")]
        for i in asking[-1:]:
            line = view.lines[i]
            if line.role == "quote" and _goes_on(view.lines, i) and line.text[:1] not in _OPENING:
                # The end of what somebody says: where it was begun is on the page before.
                line = replace(line, text=f"“… {line.text}", spoken=line.said)
            if line.caller:
                yield from self._bubble({i: line.text}, width, 0)
                continue
            yield Band(((0, text_block(line, i, width)),), role=line.role)

    def choice_bands(self, choices: Sequence[Choice], width: int, manner: Manner) -> Iterator[Band]:
        """Yield the answers in boxes, as rows with air between, as rows close together, or two in a row."""
        across = 2 if manner == "pairs" else 1
        boxed, air = manner == "boxes", manner == "rows"
        # What the learner writes stands on the right of a chat, unless it would take more rows there.
        own = across == 1 and width >= _WIDE_CHAT and any(choice.own for choice in choices)
        right = _OWN_INDENT if own else 0
        if own and any(
            tile_block(choice, None, width - right, bordered=boxed).height
            > tile_block(choice, None, width, bordered=boxed).height
            for choice in choices
        ):
            right = 0
        each = (width - right) // across
        for first in range(0, len(choices), across):
            tiles = [
                tile_block(
                    choice, self._place(choice), each, bordered=boxed, dense=not (boxed or air)
                )
                for choice in choices[first : first + across]
            ]
            tallest = max(len(tile.rows) for tile in tiles)
            parts = tuple(
                (right + i * each, stretch(tile, tallest)) for i, tile in enumerate(tiles)
            )
            yield Band(parts, gap=1 if air or first == 0 else 0)

    def _place(self, choice: Choice) -> int:
        """Return the place of a choice in the order of reading."""
        return self._first_choice + self._choices.index(choice)

    def piece(self, choice: Choice) -> "Piece":
        """Return a choice as a numbered part of running text."""
        from tutor.ui.layout.bubble import Piece

        style, sign = _FOUND.get(choice.mark, ("speech", ""))
        return Piece(
            choice.text,
            self._place(choice),
            choice.number,
            style,
            sign,
            len(f"{choice.number}. "),
            choice.mark == "shown",
        )

    def with_way_out(self, page: Page, choices: Sequence[Choice]) -> Page:
        """Return a page that knows of the way out in the key bar; it is read after the answers."""
        ways_out = [(self._first_choice + i, c) for i, c in enumerate(choices) if c.in_bar]
        if not ways_out:
            return page
        return replace(
            page,
            bar_numbers=tuple(choice.number for _, choice in ways_out),
            bar_sentences=tuple(place for place, _ in ways_out) if page.numbers else (),
        )


def _gap(lines: Sequence[Line], index: int, port: Viewport) -> int:
    """Leave an empty row between sentences; where rows are few, none within a list of short quotes.

    Nor is there one between somebody's words and who says them, or the signs that belong to them.
    """
    if index and lines[index].role == lines[index - 1].role == "ring":
        return 0
    if not index or port.step == 1:
        return 1
    return 0 if lines[index].role == "pressure" or _goes_on(lines, index) else 1


def _reply_bands(lines: Sequence[Line], first: int, width: int) -> Iterator[Band]:
    """Yield the rows of all sentences of a reply from this line on."""
    said = takewhile(lambda i: lines[i].role == "reply", range(first, len(lines)))
    blocks = [text_block(lines[i], i, width) for i in said]
    return side_by_side(blocks, width, "reply", gap=1)


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a sentence begins a page: each line of a talk that is looked back on, and what follows.

    The first of them has what leads to it above it.
    """
    heard = [i for i, line in enumerate(lines) if line.role == "heard"]
    if len(heard) < 2 or lines[index].role == "pressure":
        return False
    before = next((i for i in reversed(range(index)) if lines[i].role != "pressure"), -1)
    return index == heard[0] - 1 or index in heard[1:] or (before in heard and index > heard[-1])


def _airless(bands: Sequence[Band]) -> list[Band]:
    """Return bands with no empty row above or between them."""
    return [replace(band, gap=0) for band in bands]


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Tell whether somebody's words go on from the sentence before, or from who says them."""
    return (
        index > 0
        and lines[index].role == "quote"
        and lines[index - 1].role in ("quote", "note", "sender")
    )
