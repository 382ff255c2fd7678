"""Blocks that are not read: drawings, the edge of the phone, and its keyboard."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from typing_extensions import override

from tutor.lesson.view import Board, Cap, MarkedKey, PhotoFrame
from tutor.ui.layout.blocks import Block, Ink, PhotoBlock
from tutor.ui.layout.rows import Row, Run, Style, pad

if TYPE_CHECKING:
    from tutor.content.model import Picture

# A cap wider than this looks like a row of answers.
_WIDEST = 14


@dataclass(frozen=True, slots=True)
class DrawingBlock(Block):
    """Rows that are drawn as they are: a picture of half blocks, or lines of the phone's edge."""

    drawn: tuple[str, ...]
    style: Style = "text"
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
        return tuple((Run(row, self.style),) for row in self.drawn)


def drawings_of(picture: "Picture | MarkedKey | PhotoFrame") -> Sequence[Block]:
    """Return the drawings of a picture, best first."""
    if isinstance(picture, PhotoFrame):
        return [PhotoBlock(picture.file, picture.columns, picture.rows)]
    if isinstance(picture, MarkedKey):
        return [LaptopKeysBlock(picture.key, small) for small in (False, True)]
    return [DrawingBlock(picture.rows)]


# The keys of a laptop that the program uses, with those around them, row by row.
_KEYS_WIDE, _KEYS_NARROW = 3, 2
_LAPTOP_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_LAST_KEYS = {2: ("enter", "ENTER"), 3: ("left", "←")}


@dataclass(frozen=True, slots=True)
class LaptopKeysBlock(Block):
    """The keyboard of a laptop with one key marked; a `small` one has narrow keys and no frame."""

    key: str
    small: bool = False
    number: int | None = None
    sentence: int | None = None
    bordered: bool = True

    @property
    @override
    def width(self) -> int:
        return 28 if self.small else 40

    @property
    @override
    def height(self) -> int:
        return len(_LAPTOP_ROWS) + (0 if self.small else 2 + self._has_gap())

    @override
    def draw(self, ink: Ink) -> tuple[Row, ...]:
        room = self.width if self.small else self.width - 2
        rows: list[Row] = []
        under = (0, 0)
        for at, keys in enumerate(_LAPTOP_ROWS):
            text, (start, end) = self._line(at, keys, room)
            if under[1] and not self.small:
                rows.append((Run(" " * room, "muted"),))
            elif under[1]:
                # The letters right below the mark would touch its fill.
                below = "".join(" " if sign.isalpha() else sign for sign in text[slice(*under)])
                text = text[: under[0]] + below + text[under[1] :]
            runs: tuple[tuple[str, Style], ...] = (
                (text[:start], "muted"),
                (text[start:end], "focus-strong"),
                (text[end:], "muted"),
            )
            rows.append(tuple(Run(part, style) for part, style in runs if part))
            under = start, end
        if self.small:
            return tuple(rows)
        side, across = Run("│", "line"), "─" * room
        return (
            (Run(f"╭{across}╮", "line"),),
            *((side, *row, side) for row in rows),
            (Run(f"╰{across}╯", "line"),),
        )

    def _has_gap(self) -> bool:
        """Tell whether an empty row stands below the marked key, so that no letter touches its fill."""
        return self._line(len(_LAPTOP_ROWS) - 1, _LAPTOP_ROWS[-1], self.width)[1] == (0, 0)

    def _line(self, at: int, keys: str, room: int) -> tuple[str, tuple[int, int]]:
        """Return a row of keys, a little further right than the one above, and where the mark is in it."""
        width = _KEYS_NARROW if self.small else _KEYS_WIDE
        text, mark = " " * (at if self.small else at + 1), (0, 0)
        for key in keys:
            mark = (len(text), len(text) + width) if key == self.key else mark
            text += key.upper().center(width)
        if at in _LAST_KEYS:
            key, label = _LAST_KEYS[at]
            text = text.ljust(room - len(label) - 3)
            mark = (len(text), len(text) + len(label) + 2) if key == self.key else mark
            text += f" {label} "
        return text.ljust(room), mark


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
            # A fill would touch the letters right below it.
            text = f"[{cap.text}]" if cap.types == pressed else cap.text
            return (Run(_middle(text, width), "strong"),)
        return (Run("│", "line"), Run(_middle(cap.text, width - 2), fill), Run("│", "line"))


def keyboard_block(board: Board, columns: int, *, bordered: bool) -> KeyboardBlock:
    """Return a board as wide as the columns allow."""
    across = max(sum(cap.columns for cap in row) for row in board)
    return KeyboardBlock(board, min(columns // across, _WIDEST), bordered)


def _middle(text: str, width: int) -> str:
    left = (width - cell_len(text)) // 2
    return f"{' ' * left}{text}{' ' * (width - left - cell_len(text))}"
