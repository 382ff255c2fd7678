"""A terminal in memory: as much of xterm, kitty and the rest as large letters need."""

import re
from dataclasses import dataclass, field
from typing import Literal

from rich.cells import cell_len

# What each kind does: double-size lines, sized text (drawn at its size, drawn plain, left out), answers.
Sized = Literal["drawn", "plain", "ignored"]
KINDS: dict[str, tuple[bool, Sized, bool]] = {
    "xterm": (True, "ignored", True),
    "kitty": (False, "drawn", True),
    "foot": (False, "plain", True),
    "vte": (False, "ignored", True),
    "tmux": (False, "ignored", True),
    "silent": (False, "ignored", False),
}
_TOKEN = re.compile(
    r"\x1b\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)|\x1b\[(?P<csi>[0-?]*[ -/]*[@-~])"
    r"|\x1b#(?P<line>.)|\x1b(?P<esc>[^\[\]#])|(?P<control>[\x00-\x1f\x7f])|(?P<letter>[^\x1b])",
    re.DOTALL,
)
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?|#)?$")


@dataclass(frozen=True)
class Cell:
    letter: str = " "
    colours: tuple[str, ...] = ()
    # Of sized text: how large, and which cell of its block this is.
    scale: int = 1
    at: tuple[int, int] = (0, 0)


BLANK = Cell()


@dataclass
class FakeTerminal:
    kind: str
    columns: int
    rows: int
    row: int = 0
    column: int = 0
    wraps: bool = True
    colours: tuple[str, ...] = ()
    modes: dict[str, bool] = field(default_factory=dict)
    bells: int = 0
    ground: str = ""
    grounds: int = 0
    _held: str = ""

    def __post_init__(self) -> None:
        self.doubles, self.sized, self.answers = KINDS[self.kind]
        self.cells = [[BLANK] * self.columns for _ in range(self.rows)]
        self.marks = ["5"] * self.rows

    def resize(self, columns: int, rows: int) -> None:
        """Cut and pad as terminals do; what stood there stays."""
        self.cells = [
            (line + [BLANK] * columns)[:columns]
            for line in [*self.cells, *self._blank(rows)][:rows]
        ]
        self.marks = [*self.marks, *["5"] * rows][:rows]
        self.columns, self.rows = columns, rows

    def _blank(self, rows: int) -> list[list[Cell]]:
        return [[BLANK] * self.columns for _ in range(rows)]

    def feed(self, data: str) -> str:
        """Show what a program writes; return what the terminal answers."""
        data = self._held + data
        unfinished = _UNFINISHED.search(data)
        self._held = unfinished.group() if unfinished else ""
        answer = ""
        for token in _TOKEN.finditer(data.removesuffix(self._held)):
            match token.lastgroup:
                case "csi":
                    answer += self._csi(token["csi"])
                case "osc":
                    self._osc(token["osc"])
                case "line" if self.doubles:
                    self.marks[self.row] = token["line"]
                    self.column = min(self.column, self._width() - 1)
                case "control":
                    self._control(token["control"])
                case "letter":
                    self._letter(token["letter"], 1)
        return answer

    def _width(self) -> int:
        return self.columns if self.marks[self.row] == "5" else self.columns // 2

    def _csi(self, sequence: str) -> str:
        body, final = sequence[:-1], sequence[-1]
        if body.startswith("?") and final in "hl":
            for mode in body[1:].split(";"):
                self.modes[mode] = final == "h"
            if "7" in body[1:].split(";"):
                self.wraps = final == "h"
        elif final == "H":
            row, _, column = body.partition(";")
            self.row = min(int(row or 1), self.rows) - 1
            self.column = min(int(column or 1), self._width()) - 1
        elif final == "m":
            self.colours = () if body in ("", "0") else (*self.colours, body)
        elif sequence == "2J":
            self.cells = self._blank(self.rows)
            self.marks = ["5"] * self.rows
        elif sequence == "6n" and self.answers:
            return f"\x1b[{self.row + 1};{min(self.column, self._width() - 1) + 1}R"
        return ""

    def _osc(self, body: str) -> None:
        if body.startswith("11"):
            self.ground = body.removeprefix("11;") if body != "111" else ""
            self.grounds += 1
        if not body.startswith("66;") or self.sized == "ignored":
            return
        _, options, text = body.split(";", 2)
        assert len(text.encode()) <= 4096
        scale = int(options.removeprefix("s=")) if self.sized == "drawn" else 1
        for letter in text:
            self._letter(letter, scale)

    def _control(self, code: str) -> None:
        if code == "\n":
            self.row, self.column = self.row + 1, 0
            if self.row == self.rows:
                assert self.modes.get("1049") is False, "the app's screen would scroll"
                self.cells = [*self.cells[1:], *self._blank(1)]
                self.marks = [*self.marks[1:], "5"]
                self.row -= 1
        elif code == "\r":
            self.column = 0
        elif code == "\x07":
            self.bells += 1

    def _letter(self, letter: str, scale: int) -> None:
        width = cell_len(letter) * scale
        if width == 0:
            return
        if self.column + width > self._width():
            if self.wraps:
                self.row, self.column = min(self.row + 1, self.rows - 1), 0
            else:
                self.column = self._width() - width
        for down in range(scale):
            for across in range(width):
                self._put(self.row + down, self.column + across, letter, scale, (down, across))
        self.column += width

    def _put(self, row: int, column: int, letter: str, scale: int, at: tuple[int, int]) -> None:
        if row >= self.rows:
            return
        old = self.cells[row][column]
        same = (old.scale, old.at, cell_len(old.letter)) == (scale, at, cell_len(letter))
        if old != BLANK and not same:
            self._erase_block(row - old.at[0], column - old.at[1], old)
        self.cells[row][column] = Cell(letter, self.colours, scale, at)

    def _erase_block(self, top: int, left: int, cell: Cell) -> None:
        # A window that became narrower has cut what stood at its edge.
        right = min(left + cell.scale * cell_len(cell.letter), self.columns)
        for row in range(top, min(top + cell.scale, self.rows)):
            for column in range(left, right):
                self.cells[row][column] = BLANK

    # What an eye sees.

    @property
    def plain(self) -> bool:
        """Whether nothing of large letters is left."""
        return set(self.marks) == {"5"} and all(c.scale == 1 for line in self.cells for c in line)

    def lines(self) -> list[str]:
        """The text of each row of the window."""
        return ["".join(cell.letter for cell in line).rstrip() for line in self.cells]

    def seen(self, scale: int) -> list[list[tuple[str, tuple[str, ...]]]]:
        """Return letters and colours as if each large letter were one; fails where its parts differ."""
        if scale == 1:
            assert self.plain
            return [[(c.letter, c.colours) for c in line] for line in self.cells]
        columns, rows = self.columns // scale, self.rows // scale
        edge = [line[columns * scale :] for line in self.cells] + self.cells[rows * scale :]
        if self.doubles:
            # An odd column shows half of a letter.
            edge += [line[columns:] for line in self.cells[: rows * 2]]
            assert self.marks[: rows * 2] == ["3", "4"] * rows
            assert self.marks[rows * 2 :] == ["5"] * (self.rows % 2)
            upper, lower = self.cells[0 : rows * 2 : 2], self.cells[1 : rows * 2 : 2]
            assert [line[:columns] for line in upper] == [line[:columns] for line in lower]
            shown = [line[:columns] for line in upper]
        else:
            shown = [self._blocks(row * scale, scale) for row in range(rows)]
        assert all(cell == BLANK for line in edge for cell in line), "something stands at the edge"
        return [[(cell.letter, cell.colours) for cell in line] for line in shown]

    def _blocks(self, row: int, scale: int) -> list[Cell]:
        line: list[Cell] = []
        for column in range(0, self.columns // scale * scale, scale):
            cell = self.cells[row][column]
            assert cell == BLANK or cell.scale == scale
            if cell != BLANK:
                for down in range(scale):
                    for across in range(scale):
                        part = self.cells[row + down][column + across]
                        wanted = (down, cell.at[1] + across)
                        assert (part.letter, part.colours) == (cell.letter, cell.colours)
                        assert part.at == wanted
            line.append(cell)
        return line
