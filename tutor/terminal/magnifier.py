"""Rewrites the output of Textual into the same with letters two or three times as large.

There are two ways. With double-size lines of DEC terminals, every row is written twice: once for the upper
and once for the lower halves of its letters. With kitty's text sizing, every run of letters is wrapped in a
sequence that names its size.
"""

import re

from rich.cells import cell_len

from tutor.terminal.probe import Way

_MOVE = re.compile(r"\x1b\[(\d*)(?:;(\d*))?[Hf]")
# Anything but letters and colours; a colour is CSI, digits, m.
_OTHER = re.compile(
    r"(\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b[PX^_][^\x1b]*\x1b\\"
    r"|\x1b\[(?:[0-9;:]*[@-ln-~]|[0-?]*[<-?][0-?]*[@-~]|[0-?]*[ -/]+[@-~])"
    r"|\x1b[ -/]+[0-~]|\x1b[0-OQ-WYZ\\`-~]"
    r"|[\x00-\x1a\x1c-\x1f\x7f])"
)
_COLOURS = re.compile(r"\x1b\[[0-9;:]*m")
_USUAL = re.compile(r"\x1b\[[0-9;:]*[mHf]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f]")
_ONLY_COLOURS = re.compile(r"(?:\x1b\[[0-9;:]*m)+")
# One sequence of text sizing may carry 4096 bytes, and a letter has at most four.
_PIECES = re.compile(r"\x1b\[[0-9;:]*m|[^\x1b]{1,1000}")
_PLAIN = "\x1b[0m"
_RESETS = frozenset({_PLAIN, "\x1b[m"})
_CLEAR = "\x1b[2J\x1b[H"
# xterm draws the light lines of some fonts in pieces when it doubles them, the heavy ones larger.
_HEAVY = str.maketrans("─│┌┐└┘├┤┬┴┼╭╮╰╯╴╵╶╷", "━┃┏┓┗┛┣┫┳┻╋┏┓┗┛╸╹╺╻")
# It draws the underline of a lower half on the row below, where nothing erases it. Single digits come first.
_UNDERLINE, _NO_UNDERLINE = re.compile(r"(\x1b\[(?:\d;)*)4(?=[;m])"), r"\g<1>24"
_UPPER, _LOWER, _NORMAL = "\x1b#3", "\x1b#4", "\x1b#5"


class Magnifier:
    """Translates output for the present scale; at scale 1 it is unchanged.

    `begin` and `end` return what to write to change the terminal itself. Both clear it, so everything is
    drawn again after them. Rows and columns beyond a multiple of the scale stay empty at the lower and
    right edge. With `heavy_boxes` boxes on lines of double size get heavy lines.
    """

    def __init__(self, *, xterm: bool = False) -> None:
        self._xterm = xterm
        self._scale = 1
        self._way: Way = "lines"
        self._rows = self._columns = self._window_rows = 0
        self._row = self._column = 0
        self._last = ""
        self._colours = ""

    def begin(self, way: Way, scale: int, columns: int, rows: int) -> str:
        """Magnify from now on, in a terminal of so many columns and rows; call it again when they change."""
        self._way, self._scale = way, scale
        self._columns, self._rows = columns // scale, rows // scale
        self._window_rows = rows
        self._row = self._column = 0
        self._last = self._colours = ""
        if way == "text":
            return _PLAIN + _CLEAR
        # Clearing makes lines normal again in some terminals: they are marked after it.
        marked = (f"\x1b[{row};1H{self._mark(row)}" for row in range(1, self._window_rows + 1))
        return f"{_PLAIN}{_CLEAR}{''.join(marked)}\x1b[H"

    def end(self) -> str:
        """Stop magnifying; return what makes all lines of the terminal normal."""
        lines = self._way == "lines" and self._scale > 1
        self._scale = 1
        if not lines:
            return _PLAIN + _CLEAR
        normal = (f"\x1b[{row};1H{_NORMAL}" for row in range(1, self._window_rows + 1))
        return f"{_PLAIN}{''.join(normal)}{_CLEAR}"

    def _mark(self, row: int) -> str:
        if row > self._rows * 2:
            return _NORMAL
        return _UPPER if row % 2 else _LOWER

    def translate(self, data: str) -> str:
        """Return the output for what Textual writes: whole escape sequences and letters."""
        if self._scale == 1:
            return data
        out: list[str] = []
        # Most writes are places, colours, letters and line ends: runs then need no closer look.
        usual = len(_USUAL.findall(data)) == data.count("\x1b") and not _CONTROL.search(data)
        before, *moves = _MOVE.split(data)
        self._write(before, out)
        for at in range(0, len(moves), 3):
            self._row = int(moves[at] or 1) - 1
            self._column = int(moves[at + 1] or 1) - 1
            self._last = ""
            run = moves[at + 2]
            if run.endswith("\n") and at + 3 < len(moves):
                run = run[:-1]
            if usual and run and "\n" not in run:
                self._run(run, out)
            else:
                self._write(run, out)
        if moves and not moves[-1]:
            # The cursor is hidden, but input methods open their window there.
            out.append(self._place(self._row * self._scale))
        return "".join(out)

    def _place(self, window_row: int) -> str:
        # Columns of a double-size line are themselves double.
        column = self._column * (self._scale if self._way == "text" else 1)
        return f"\x1b[{window_row + 1};{column + 1}H"

    def _write(self, chunk: str, out: list[str]) -> None:
        """Append letters at the present place, and other sequences unchanged."""
        for index, piece in enumerate(_OTHER.split(chunk)):
            if index % 2 == 0:
                if piece:
                    self._run(piece, out)
            elif piece == "\n":
                # Textual names the place after every line end; moving down could scroll.
                self._row, self._column, self._last = self._row + 1, 0, ""
            elif piece == "\r":
                self._column, self._last = 0, ""
            else:
                out.append(piece)

    def _run(self, text: str, out: list[str]) -> None:
        """Append letters with their colours at the present place."""
        if _ONLY_COLOURS.fullmatch(text):
            self._colours = _colours_after(self._colours, text)
            out.append(text)
            return
        if self._last:
            self._column += cell_len(_COLOURS.sub("", self._last))
        self._last = text
        before = self._colours
        self._colours = _colours_after(before, text)
        left = self._columns - self._column
        if self._row >= self._rows or left <= 0:
            # A frame for a larger window, drawn before Textual heard of the present one.
            out.extend(_COLOURS.findall(text))
            return
        if 2 * len(text) > left and cell_len(_COLOURS.sub("", text)) > left:
            # The same, but a part of it fits. No letter is wider than two cells.
            text = _cut(text, left)
        if self._way == "text":
            sized = f"\x1b]66;s={self._scale};"
            pieces = (
                piece if piece[0] == "\x1b" else f"{sized}{piece}\x1b\\"
                for piece in _PIECES.findall(text)
            )
            out.append(self._place(self._row * self._scale) + "".join(pieces))
        else:
            lower = text
            if self._xterm:
                text = text.translate(_HEAVY)
                lower = _UNDERLINE.sub(_NO_UNDERLINE, text)
            row = self._row * 2
            again = "" if self._colours == before else _PLAIN + before
            # The upper half is last: its underline lies where the lower half is.
            out.append(f"{self._place(row + 1)}{_LOWER}{lower}")
            out.append(f"{self._place(row)}{_UPPER}{again}{text}")


def _cut(text: str, cells: int) -> str:
    """Cut letters to a number of cells; all colours stay."""
    kept: list[str] = []
    for piece in _PIECES.findall(text):
        if piece[0] == "\x1b":
            kept.append(piece)
            continue
        fitting = piece
        while cell_len(fitting) > cells:
            fitting = fitting[:-1]
        kept.append(fitting)
        # Nothing may follow a letter that does not fit, however narrow it is.
        cells = cells - cell_len(fitting) if fitting == piece else 0
    return "".join(kept)


def _colours_after(colours: str, text: str) -> str:
    """Return the colour sequences in effect after a text, given those in effect before it."""
    if text.endswith(_PLAIN):
        return ""
    for sequence in _COLOURS.findall(text):
        colours = "" if sequence in _RESETS else colours + sequence
    return colours
