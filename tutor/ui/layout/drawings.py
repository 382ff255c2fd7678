"""Blocks that are not read: drawings, the edge of the phone, and its keyboard."""

from dataclasses import dataclass

from rich.cells import cell_len
from typing_extensions import override

from tutor.lesson.view import Board, Cap
from tutor.ui.layout.blocks import Block, Ink
from tutor.ui.layout.rows import Row, Run, Style, pad

# A cap wider than this looks like a row of answers.
_WIDEST = 14


@dataclass(frozen=True, slots=True)
class PictureBlock(Block):
    """A drawing made of half blocks."""

    drawn: tuple[str, ...]
    number: int | None = None
    sentence: int | None = None
    bordered: bool = True

    @property
    @override
    def width(self) -> int:
        return len(self.drawn[0])

    @property
    @override
    def height(self) -> int:
        return len(self.drawn)

    @override
    def draw(self, ink: Ink) -> tuple[Row, ...]:
        return tuple((Run(row),) for row in self.drawn)


@dataclass(frozen=True, slots=True)
class EdgeBlock(Block):
    """A part of the phone's edge: lines, and what stands among them."""

    drawn: tuple[str, ...]
    number: int | None = None
    sentence: int | None = None
    bordered: bool = True

    @property
    @override
    def width(self) -> int:
        return cell_len(self.drawn[0])

    @property
    @override
    def height(self) -> int:
        return len(self.drawn)

    @override
    def draw(self, ink: Ink) -> tuple[Row, ...]:
        return tuple((Run(row, "line"),) for row in self.drawn)


@dataclass(frozen=True, slots=True)
class KeyboardBlock(Block):
    """A board of caps; with borders a row of them is three rows tall, and shares one with the row below."""

    board: Board
    unit: int
    bordered: bool = True
    number: int | None = None
    sentence: int | None = None

    @property
    @override
    def width(self) -> int:
        return self.unit * max(sum(cap.columns for cap in row) for row in self.board)

    @property
    @override
    def height(self) -> int:
        return 2 * len(self.board) + 1 if self.bordered else len(self.board)

    @override
    def draw(self, ink: Ink) -> tuple[Row, ...]:
        rows: list[Row] = []
        for caps in self.board:
            if self.bordered:
                rows.append(self._edge(caps, "╭─╮"))
            rows.append(tuple(run for cap in caps for run in self._cap(cap, ink.pressed)))
        if self.bordered:
            rows.append(self._edge(self.board[-1], "╰─╯"))
        return tuple(pad(row, self.width) for row in rows)

    @override
    def types(self, x: int, y: int) -> str:
        row = min(y // 2, len(self.board) - 1) if self.bordered else y
        at = 0
        for cap in self.board[row]:
            at += cap.columns * self.unit
            if x < at:
                return cap.types
        return ""

    def _edge(self, caps: tuple[Cap, ...], signs: str) -> Row:
        left, across, right = signs[0], signs[1], signs[2]
        return tuple(
            Run(f"{left}{across * (width - 2)}{right}", "line")
            for cap in caps
            for width in (cap.columns * self.unit,)
        )

    def _cap(self, cap: Cap, pressed: str) -> tuple[Run, ...]:
        width = cap.columns * self.unit
        fill: Style = "focus-strong" if cap.types == pressed else "strong"
        if not self.bordered:
            return (Run(_middle(cap.text, width), fill),)
        return (Run("│", "line"), Run(_middle(cap.text, width - 2), fill), Run("│", "line"))


def keyboard_block(board: Board, columns: int, *, bordered: bool) -> KeyboardBlock:
    """Return a board as wide as the columns allow."""
    across = max(sum(cap.columns for cap in row) for row in board)
    return KeyboardBlock(board, min(columns // across, _WIDEST), bordered)


def _middle(text: str, width: int) -> str:
    left = (width - cell_len(text)) // 2
    return f"{' ' * left}{text}{' ' * (width - left - cell_len(text))}"
