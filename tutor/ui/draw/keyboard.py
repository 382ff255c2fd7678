"""A phone's keyboard: caps in rows, each of them something to press."""

from dataclasses import dataclass

from rich.cells import cell_len

from tutor.play.view import Board, Cap
from tutor.ui.draw.blocks import Ink
from tutor.ui.draw.rows import Row, Run, Style, padded

# A cap wider than this looks like a row of answers.
_WIDEST = 14


@dataclass(frozen=True, slots=True)
class KeyboardBlock:
    """A board of caps; with borders a row of them is three rows tall, and shares one with the row below."""

    board: Board
    unit: int
    bordered: bool = True
    number: int | None = None
    sentence: int | None = None

    @property
    def width(self) -> int:
        """The cells of its widest row."""
        return self.unit * max(sum(cap.columns for cap in row) for row in self.board)

    @property
    def height(self) -> int:
        """One row for each row of caps; with borders one more for each, and one below the last."""
        return 2 * len(self.board) + 1 if self.bordered else len(self.board)

    def draw(self, ink: Ink) -> tuple[Row, ...]:
        """Draw the caps, the one that was pressed last filled."""
        rows: list[Row] = []
        for caps in self.board:
            if self.bordered:
                rows.append(self._edge(caps, "╭─╮"))
            rows.append(tuple(run for cap in caps for run in self._cap(cap, ink.pressed)))
        if self.bordered:
            rows.append(self._edge(self.board[-1], "╰─╯"))
        return tuple(padded(row, self.width) for row in rows)

    def types(self, x: int, y: int) -> str:
        """Return what the cap at a cell of the block types, "" where there is none."""
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

    def split(self, height: int) -> None:  # noqa: ARG002 - a keyboard stays in one piece
        """Return None: a keyboard is never parted."""
        return


def keyboard_block(board: Board, columns: int, *, bordered: bool) -> KeyboardBlock:
    """Return a board as wide as the columns allow."""
    across = max(sum(cap.columns for cap in row) for row in board)
    return KeyboardBlock(board, min(columns // across, _WIDEST), bordered)


def _middle(text: str, width: int) -> str:
    left = (width - cell_len(text)) // 2
    return f"{' ' * left}{text}{' ' * (width - left - cell_len(text))}"
