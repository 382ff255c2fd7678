"""Pages of a list of people or lessons: a row for each, a cursor, and below the rows what digits do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len
from typing_extensions import override

from tutor.lesson.view import Choice, Line
from tutor.ui.layout.blocks import Block, Ink, text_block
from tutor.ui.layout.flow import Page, PlacedBlock
from tutor.ui.layout.rows import Row, Run, Style, pad, restyle, wrap
from tutor.ui.layout.sizes import Viewport

_POINTER = 2
_BETWEEN = 2
_FEW_ROWS = 4


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list: its text, a value at the right end, and the heading that it stands under."""

    text: str
    value: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class RowBlock(Block):
    """One row of a list; the cursor shows by its mark, which is filled, and bold words.

    The words have no fill: those of the next row stand right below, and the marks of their capitals would
    touch it.
    """

    rows: tuple[Row, ...]
    width: int
    number: int
    sentence: int | None
    bordered: bool = False

    @property
    @override
    def height(self) -> int:
        return len(self.rows)

    @override
    def draw(self, ink: Ink) -> tuple[Row, ...]:
        focused = ink.focus == self.number
        bold: Style = "focus-strong" if focused else "strong"
        words: Style = "strong" if focused else "text"
        return tuple(
            pad(
                (Run("▶ " if focused and not i else "  ", bold), *restyle(row, words, "strong")),
                self.width,
            )
            for i, row in enumerate(self.rows)
        )


def _row_block(row: ListRow, number: int, sentence: int, width: int) -> RowBlock:
    # A cell of air on the right: a value must not touch the edge of the window.
    room = width - _POINTER - 1
    rows = list(wrap(row.text, room))
    if row.value:
        free = room - sum(run.width for run in rows[-1]) - cell_len(row.value)
        if free >= _BETWEEN:
            rows[-1] = (*rows[-1], Run(" " * free), Run(row.value, "strong"))
        else:
            rows.extend(wrap(row.value, room, strong=True))
    return RowBlock(tuple(rows), width, number, sentence)


@dataclass(frozen=True, slots=True)
class ActionBlock(Block):
    """A digit and what it does; `stacked` where these take several rows."""

    choice: Choice
    width: int
    sentence: int | None
    stacked: bool = False
    bordered: bool = False

    @property
    @override
    def height(self) -> int:
        return 1

    @property
    @override
    def number(self) -> int:
        return self.choice.number

    @override
    def draw(self, ink: Ink) -> tuple[Row, ...]:
        badge = Run(f" {self.choice.number} ", "strong" if self.stacked else "badge")
        return (pad((badge, Run(" "), Run(_label(self.choice))), self.width),)


def _label(choice: Choice) -> str:
    return f"{choice.text}: {choice.value}" if choice.value else choice.text


def list_pages(
    head: Sequence[Line],
    actions: Sequence[Choice],
    rows: Sequence[ListRow],
    first_number: int,
    port: Viewport,
) -> tuple[Page, ...]:
    """Return the pages of a list, each with its head and with what digits do; rows count from a number.

    Where there is no room for both, the head gives way: names and digits are what is worked with.
    """
    width = port.text_columns
    foot = action_rows(actions, len(head), width)
    top = _head(head, width, port.body_rows - len(foot))
    bodies = _bodies(rows, len(head) + len(actions), first_number, width)
    room = port.body_rows - len(foot) - sum(block.height for block in top)
    pages: list[list[Block]] = [[]]
    group = ""
    for row, block in zip(rows, bodies, strict=True):
        new: list[Block] = [block]
        if row.group and (row.group != group or not pages[-1]):
            new.insert(0, text_block(Line(row.group, "note"), None, width))
        used = sum(block.height for block in pages[-1])
        if pages[-1] and used + sum(block.height for block in new) > room:
            pages.append([])
            if row.group and len(new) == 1:
                new.insert(0, text_block(Line(row.group, "note"), None, width))
        group = row.group
        pages[-1] += new
    return tuple(_page(top, body, foot, port) for body in pages)


def _bodies(
    rows: Sequence[ListRow], sentence: int, first_number: int, width: int
) -> Iterator[RowBlock]:
    for i, row in enumerate(rows):
        yield _row_block(row, first_number + i, sentence + i, width)


def _head(head: Sequence[Line], width: int, room: int) -> list[Block]:
    """Return the first lines, as many as leave room for a few rows; below a line to be seen, for one."""
    kept: list[Block] = []
    for i, line in enumerate(head):
        block = text_block(line, i, width)
        least = 1 if line.role == "keep" else _FEW_ROWS
        if sum(block.height for block in kept) + block.height + least > room:
            break
        kept.append(block)
    return kept


def action_rows(
    actions: Sequence[Choice], sentence: int, width: int
) -> tuple[tuple[PlacedBlock, ...], ...]:
    """Return the digits in rows, as many beside each other as fit."""
    rows: list[list[tuple[ActionBlock, int]]] = []
    x = width
    for i, choice in enumerate(actions):
        taken = min(width, 4 + cell_len(_label(choice)))
        if x + taken > width:
            rows.append([])
            x = 0
        rows[-1].append((ActionBlock(choice, taken, sentence + i), x))
        x += taken + _BETWEEN
    stacked = len(rows) > 1
    return tuple(
        tuple(PlacedBlock(replace(block, stacked=stacked), x, 0) for block, x in row)
        for row in rows
    )


def _page(
    top: Sequence[Block],
    body: Sequence[Block],
    foot: Sequence[Sequence[PlacedBlock]],
    port: Viewport,
) -> Page:
    placed: list[PlacedBlock] = []
    y = 0
    for block in (*top, *body):
        placed.append(PlacedBlock(block, 0, y))
        y += block.height
    y = max(y, port.body_rows - len(foot))
    for pieces in foot:
        placed += [PlacedBlock(piece.block, piece.x, y) for piece in pieces]
        y += 1
    return Page(tuple(placed), port.columns, y)
