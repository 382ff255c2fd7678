"""The practice phone as one piece: a number pad of nine places, or rows where room is short."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Literal

from rich.cells import cell_len

from tutor.content.model import MAX_ITEMS
from tutor.lesson.view import Choice, Line, PhoneFrame
from tutor.ui.layout.blocks import (
    MARGIN,
    Block,
    TextBlock,
    TileBlock,
    stretch,
    text_block,
    tile_block,
)
from tutor.ui.layout.drawings import DrawingBlock
from tutor.ui.layout.flow import Page, PlacedBlock
from tutor.ui.layout.rows import Run, width_of, wrap
from tutor.ui.layout.sizes import Viewport

_PLACES = 3
# What a pointer, a number and air take beside a text without a border.
_NUMBER_COLUMNS = 6
_NARROWEST_TARGET = 12
# A column of a pad narrower than this breaks too many words.
_NARROWEST_PLACE = 19
# The rows of a page that are left to what is not a place: the words, the lines of the phone, and its borders.
_ROWS_OF_WORDS = 13


# How much air a pad has: around what can be read on it, and lines between its rows; those lines alone; no
# lines between its rows; no rows without places; no lower edge.
_Air = Literal["framed", "ruled", "close", "tight", "open"]


def phone_pads(phone: PhoneFrame, sentence: int, port: Viewport) -> Iterator[Page]:
    """Yield the whole phone as a number pad, the usual one first, none where columns cut a word.

    How tall its places usually are follows from the window alone, so they stay where they are. `sentence` is
    the place of the phone's title in the order of reading. It may be taller than a page.
    """
    width = port.text_columns
    room = width // _PLACES - _NUMBER_COLUMNS + 1
    if width // _PLACES <= _NARROWEST_PLACE or _longest_word(phone.choices) > room:
        return
    usual = max(1, (port.body_rows - _ROWS_OF_WORDS) // _PLACES)
    framed = range(usual, 0, -1) if port.step == 1 else ()
    for rows in framed:
        yield _as_pad(phone, sentence, width, rows, "framed")
    airs: tuple[_Air, ...] = ("ruled", "close", "tight", "open")
    for air in airs:
        yield _as_pad(phone, sentence, width, 1, air)


def phone_lists(phone: PhoneFrame, sentence: int, port: Viewport) -> Iterator[Page]:
    """Yield the whole phone as rows of numbers and texts, in two columns, then packed closer."""
    width = port.text_columns
    yield _as_list(phone, sentence, width, tile_rows(phone, width))
    yield _as_list(phone, sentence, width, _packed_rows(phone, width))


def brief_phone(phone: PhoneFrame, sentence: int, port: Viewport) -> Page:
    """Return the whole phone without the second lines of its places."""
    choices = tuple(replace(choice, detail="") for choice in phone.choices)
    brief = replace(phone, choices=choices)
    return _as_list(brief, sentence, port.text_columns, _packed_rows(brief, port.text_columns))


def _as_pad(phone: PhoneFrame, sentence: int, width: int, rows: int, air: _Air) -> Page:
    """Draw the places three by three, each at least `rows` tall."""
    stack = _Stack(width)
    stack.add_head(phone, sentence, "╭", "╮")
    framed, is_tight = air == "framed", air in ("tight", "open")
    if framed:
        stack.add_between_edges(None)
    for i, line in enumerate(phone.lines):
        stack.add_between_edges(text_block(Line(line, "quote"), sentence + 1 + i, width - 2))
    if framed and phone.lines:
        stack.add_between_edges(None)
    at = _columns(width)
    choices = {choice.number: choice for choice in phone.choices}
    rows_of_places = [range(first, first + _PLACES) for first in range(1, 10, _PLACES)]
    placed = [
        dict(_widest_tiles([choices.get(n) for n in places], at, live=phone.live))
        for places in rows_of_places
        if not is_tight or choices.keys() & set(places)
    ]
    above: Sequence[int] = (0, width - 1)
    for i, tiles in enumerate(placed):
        lines = _upright_lines(tiles, at)
        below_text = i == 0 and bool(framed or phone.lines) and not is_tight
        if below_text or (i and air in ("framed", "ruled")):
            stack.add_rule(above, lines, "├┤")
        stack.add_places(tiles, lines, rows)
        above = lines
    if air != "open":
        stack.add_rule(above, (), "╰╯")
    return stack.page()


def _widest_tiles(
    choices: Sequence[Choice | None], at: Sequence[int], *, live: bool
) -> Iterator[tuple[int, TileBlock]]:
    """Yield the tiles of a row of places with their columns.

    One takes the room of the empty places to its right where that saves rows.
    """
    for i, choice in enumerate(choices):
        if choice is None:
            continue
        tile = _place(choice, at[i + 1] - at[i] - 1, live=live)
        free = len(list(takewhile(lambda other: other is None, choices[i + 1 :])))
        if free and tile.height > 1:
            wide = _place(choice, at[i + 1 + free] - at[i] - 1, live=live)
            tile = min(tile, wide, key=lambda block: block.height)
        yield at[i] + 1, tile


def _upright_lines(tiles: Mapping[int, TileBlock], at: Sequence[int]) -> tuple[int, ...]:
    """Return the columns of the upright lines of a row of places: those that no tile covers."""
    covered = [range(x, x + tile.width) for x, tile in tiles.items()]
    return tuple(x for x in at if not any(x in columns for columns in covered))


_PlaceRows = Iterable[tuple[tuple[int, TileBlock], ...]]


def _as_list(phone: PhoneFrame, sentence: int, width: int, rows: _PlaceRows) -> Page:
    stack = _Stack(width)
    stack.add_head(phone, sentence, "─", "─")
    for i, line in enumerate(phone.lines):
        stack.add((0, text_block(Line(line, "quote"), sentence + 1 + i, width)))
    for row in rows:
        stack.add(*row)
    return stack.page()


def tile_rows(phone: PhoneFrame, width: int) -> Iterator[tuple[tuple[int, TileBlock], ...]]:
    """Yield rows of places, each place with its first column; back and home share the last row.

    Two stand side by side unless they take fewer rows one below the other, or a word would be cut.
    """
    each = width // 2
    for two in _pairs(phone):
        narrow = [_place(choice, each, live=phone.live) for choice in two]
        wide = [_place(choice, width, live=phone.live) for choice in two]
        tallest = max(tile.height for tile in narrow)
        shorter = tallest <= sum(tile.height for tile in wide)
        if shorter and _longest_word(two) <= each - _NUMBER_COLUMNS:
            yield tuple((n * each, stretch(tile, tallest)) for n, tile in enumerate(narrow))
        else:
            yield from (((0, tile),) for tile in wide)


def _packed_rows(phone: PhoneFrame, width: int) -> Iterator[tuple[tuple[int, TileBlock], ...]]:
    """Yield rows of places with the second line of each right after its text."""
    for two in _pairs(phone):
        wide = [_one_line(choice, width, live=phone.live) for choice in two]
        taken = [_columns_of(tile) for tile in wide]
        each = width // 2 if max(taken) <= width // 2 else taken[0]
        each = max(each, _NARROWEST_TARGET)
        side_by_side = each + max(taken[-1], _NARROWEST_TARGET) <= width
        if len(two) == 2 and side_by_side and all(tile.height == 1 for tile in wide):
            left, right = two
            yield (
                (0, _one_line(left, each, live=phone.live)),
                (each, _one_line(right, width - each, live=phone.live)),
            )
        else:
            yield from (((0, tile),) for tile in wide)


def _columns_of(tile: TileBlock) -> int:
    """Return the columns of a place with its state right after its text."""
    value = tile.choice.value
    if value and tile.height == 1:
        text = sum(run.width for run in tile.rows[0] if run.text.strip() and run.text != value)
        return text + 2 + cell_len(value) + _NUMBER_COLUMNS
    return max(map(width_of, tile.rows)) + _NUMBER_COLUMNS


def _longest_word(choices: Iterable[Choice]) -> int:
    words = " ".join(f"{choice.text} {choice.value} {choice.detail}" for choice in choices).split()
    return max(map(cell_len, words), default=0)


def _pairs(phone: PhoneFrame) -> Iterator[tuple[Choice, ...]]:
    """Yield the places two by two, the phone's own keys apart from the others."""
    items = tuple(choice for choice in phone.choices if choice.number <= MAX_ITEMS)
    own_keys = tuple(choice for choice in phone.choices if choice.number > MAX_ITEMS)
    for group in (items, own_keys):
        yield from (group[i : i + 2] for i in range(0, len(group), 2))


def _one_line(choice: Choice, width: int, *, live: bool) -> TileBlock:
    between = " " if choice.text[-1:] in ".!?:,…" else ": "
    text = between.join(part for part in (choice.text, choice.detail) if part)
    return replace(_place(replace(choice, text=text, detail=""), width, live=live), choice=choice)


def _place(choice: Choice, width: int, *, live: bool) -> TileBlock:
    acts = live or choice.mark == "shown"
    return tile_block(choice, None, width, bordered=False, live=acts, dense=True)


def _columns(width: int) -> tuple[int, ...]:
    """Return the columns of the four upright lines."""
    return tuple(round(i * (width - 1) / _PLACES) for i in range(_PLACES + 1))


def head_parts(
    phone: PhoneFrame, sentence: int, width: int, left: str, right: str
) -> tuple[tuple[tuple[int, Block], ...], ...]:
    """Return rows that say what the phone shows, and that it is for practice, as parts of its upper edge."""
    title, label = cell_len(phone.title) + MARGIN + 1, cell_len(phone.label) + MARGIN
    for begin, end in (
        (f"{left}─ {phone.status} ", f" ─{right}"),
        (f"{left}─", f" ─{right}"),
        ("", ""),
    ):
        x = cell_len(begin)
        between = width - x - title - label - cell_len(end)
        if between >= 0 and (phone.status or begin[2:] != "  "):
            edges = ((0, begin), (x + title, "─" * between), (width - cell_len(end), end))
            return (
                (
                    *((at, _edge(edge)) for at, edge in edges if edge),
                    (x, _head_text(phone.title, sentence, title)),
                    (x + title + between, _head_text(phone.label, None, label)),
                ),
            )
    rows = wrap(phone.title, width - MARGIN, strong=True)
    line = _edge(f" {'─' * (width - label - 2)}{right}")
    return (
        ((0, _head_text(phone.label, None, label)), (label, line)),
        ((0, TextBlock(rows, width, sentence, phone.title, "strong")),),
    )


def _head_text(text: str, sentence: int | None, width: int) -> TextBlock:
    return TextBlock(((Run(text),),), width, sentence, text, "strong")


def _edge(*rows: str) -> DrawingBlock:
    """Return a part of the phone's edge."""
    return DrawingBlock(rows, "line")


class _Stack:
    """Places blocks row by row from top to bottom."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._placed: list[PlacedBlock] = []
        self._y = 0

    def page(self) -> Page:
        return Page(tuple(self._placed), self._width, self._y)

    def add(self, *parts: tuple[int, Block]) -> None:
        self._placed += [PlacedBlock(block, x, self._y) for x, block in parts]
        self._y += max(block.height for _, block in parts)

    def add_head(self, phone: PhoneFrame, sentence: int, left: str, right: str) -> None:
        for parts in head_parts(phone, sentence, self._width, left, right):
            self.add(*parts)

    def add_between_edges(self, block: Block | None) -> None:
        """Add a block, or an empty row, between the left edge and the right one."""
        edge = _edge(*("│",) * (1 if block is None else block.height))
        inner = () if block is None else ((1, block),)
        self.add((0, edge), *inner, (self._width - 1, edge))

    def add_rule(self, above: Sequence[int], below: Sequence[int], ends: str) -> None:
        """Add a level line between rows whose upright lines stand at these columns."""
        line = ["─"] * self._width
        for x in {*above, *below}:
            line[x] = "┼" if x in above and x in below else "┴" if x in above else "┬"
        line[0], line[-1] = ends[0], ends[1]
        self.add((0, _edge("".join(line))))

    def add_places(self, tiles: Mapping[int, TileBlock], lines: Sequence[int], rows: int) -> None:
        """Add a row of places, at least so many rows tall, between upright lines."""
        tallest = max((rows, *(len(tile.rows) for tile in tiles.values())))
        parts: list[tuple[int, Block]] = [(x, _edge(*("│",) * tallest)) for x in lines]
        # The phone's own keys stand in the last row, where they always are.
        for x, tile in tiles.items():
            if tile.choice.number > MAX_ITEMS:
                own = stretch(tile, max(rows, len(tile.rows)))
                self._placed.append(PlacedBlock(own, x, self._y + tallest - own.height))
            else:
                parts.append((x, stretch(tile, tallest)))
        self.add(*parts)
