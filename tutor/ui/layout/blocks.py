"""The pieces a page is built of. Each knows its height before it is drawn, so nothing is ever clipped."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells
from typing_extensions import override

from tutor.lesson.view import Choice, Line
from tutor.ui.layout.rows import Row, Run, Style, mark_terms, mark_word, pad, restyle, wrap

MARGIN = 2
_SIDE_BAR = "▌ "
_TICK = "✓ "


@dataclass(frozen=True, slots=True)
class Ink:
    """What changes while a page is shown: the sentence and word under the voice, the focus, what is typed.

    `word` is the part of the sentence's plain text, from its first character to after its last. `airless`
    tells that words stand right below or above the sentence: the marks of their capitals would touch a fill.
    `pressed` is the sign of the key that was pressed last.
    """

    spoken: int | None = None
    word: tuple[int, int] | None = None
    focus: int | None = None
    draft: str = ""
    airless: bool = False
    pressed: str = ""


class Block:
    """A piece of a page, `width` by `height` cells; the size is known before it is drawn."""

    __slots__ = ()

    # Only declared: a dataclass takes an inherited attribute for the default of its field.
    if TYPE_CHECKING:

        @property
        def width(self) -> int:
            """The cells of each row."""

        @property
        def height(self) -> int:
            """The number of rows."""

        @property
        def number(self) -> int | None:
            """The number that a click on it picks, None when it is only read."""

        @property
        def sentence(self) -> int | None:
            """The place of its words in the order of reading, None when they are not read."""

        @property
        def bordered(self) -> bool:
            """Whether a border, or cells without words, keep its words clear of what is above and below."""

    def draw(self, ink: Ink) -> tuple[Row, ...]:
        """Return its rows: `height` of them, each `width` cells wide."""
        raise NotImplementedError

    def types(self, x: int, y: int) -> str:  # noqa: ARG002
        """Return what the cap of a keyboard at a cell of the block types, "" where there is none."""
        return ""

    def split(self, height: int) -> "tuple[Block, Block] | None":  # noqa: ARG002
        """Return a first part of this height and the rest, None when it stays in one piece."""
        return None


@dataclass(frozen=True, slots=True)
class TextBlock(Block):
    """One sentence. An `inline` one begins in the middle of a row: words may stand below its bar."""

    rows: tuple[Row, ...]
    width: int
    sentence: int | None
    text: str = ""
    style: Style = "text"
    strong: Style = "strong"
    number: int | None = None
    bordered: bool = False
    inline: bool = False

    @property
    @override
    def height(self) -> int:
        return len(self.rows)

    @override
    def draw(self, ink: Ink) -> tuple[Row, ...]:
        spoken = self.sentence is not None and self.sentence == ink.spoken
        if spoken and ink.airless:
            return tuple(self._beside_a_bar(ink.word))
        if spoken:
            filled = (restyle(row, "spoken", "spoken-strong") for row in self.rows)
            rows = filled if ink.word is None else mark_word(filled, self.text, ink.word)
            return tuple(
                pad((Run(_SIDE_BAR, "spoken-strong"), *row), self.width, "spoken") for row in rows
            )
        fill: Style = self.style if self.style in ("banner", "phone", "go") else "text"
        return tuple(
            pad(
                (Run(" " * MARGIN, fill), *restyle(row, self.style, self.strong)),
                self.width,
                fill,
            )
            for row in self.rows
        )

    def _beside_a_bar(self, word: tuple[int, int] | None) -> Iterator[Row]:
        """Yield the rows with the word that is said in bold, all of them where no word is known."""
        plain_rows = (restyle(row, "text", "text") for row in self.rows)
        if word is None:
            rows = (restyle(row, "strong", "strong") for row in self.rows)
        else:
            rows = (
                tuple(replace(run, style="strong") if run.style == "word" else run for run in row)
                for row in mark_word(plain_rows, self.text, word)
            )
        bar: Style = "strong" if self.inline else "spoken-strong"
        for row in rows:
            yield pad((Run(_SIDE_BAR, bar), *row), self.width)

    @override
    def split(self, height: int) -> "tuple[TextBlock, TextBlock] | None":
        if height < 1 or height >= self.height:
            return None
        return replace(self, rows=self.rows[:height]), replace(self, rows=self.rows[height:])


_STRONG = ("lead", "again", "keep", "banner", "ring", "gain")
# In rows at least this long there is room for a row of air.
_WIDE = 60


def text_block(line: Line, index: int | None, width: int) -> TextBlock:
    """Return the block of one sentence in the manner of its role."""
    strong = line.role in _STRONG
    if line.text.startswith(_TICK):
        # What goes on in a second row stands below the words, not below the tick.
        below = wrap(line.text.removeprefix(_TICK), width - MARGIN - len(_TICK), strong=strong)
        rows = tuple((Run(" " * len(_TICK) if i else _TICK), *row) for i, row in enumerate(below))
    else:
        rows = wrap(line.text, width - MARGIN, strong=strong, emphasis=not line.typed)
        rows = mark_terms(rows, line.plain, line.terms)
    # Where other words are spoken than are shown, their places mean nothing here.
    text = "" if line.spoken else line.plain
    match line.role:
        case "banner":
            return TextBlock(rows, width, index, text, "banner", "banner")
        case "ring":
            return TextBlock(rows, width, index, text, "phone", "phone", bordered=True)
        case "gain":
            tall = ((), *rows, ()) if width >= _WIDE else rows
            return TextBlock(tall, width, index, text, "go", "go", bordered=True)
        case "note" | "caption" | "pressure" | "sender":
            return TextBlock(rows, width, index, text, "muted", "strong")
        case _:
            return TextBlock(rows, width, index, text)


@dataclass(frozen=True, slots=True)
class TileBlock(Block):
    """A choice with its number: three rows or more with a border, or bare where rows are few.

    A `dense` one may have words right below it: only its number is filled, or the marks of their capitals
    would touch the fill. One that is not `live` cannot be picked and shows no number.
    """

    choice: Choice
    rows: tuple[Row, ...]
    width: int
    sentence: int | None
    bordered: bool = True
    live: bool = True
    dense: bool = False

    @property
    @override
    def number(self) -> int | None:
        return self.choice.number if self.live else None

    @property
    @override
    def height(self) -> int:
        return len(self.rows) + (2 if self.bordered else 0)

    @override
    def draw(self, ink: Ink) -> tuple[Row, ...]:
        focused = self.live and ink.focus == self.choice.number
        spoken = self.sentence is not None and self.sentence == ink.spoken
        heavy = focused or self.choice.mark == "shown"
        edge: Style = "focus-strong" if heavy else "line"
        pointer = "▶" if focused else "▌" if spoken else " "
        body = tuple(
            self._body(row, pointer if i == 0 else "", edge, heavy=heavy)
            for i, row in enumerate(self.rows)
        )
        if not self.bordered:
            return body
        top, bottom = ("┏━┓", "┗━┛") if heavy else ("╭─╮", "╰─╯")
        across = self.width - 2
        return (
            (Run(top[0] + top[1] * across + top[2], edge),),
            *body,
            (Run(bottom[0] + bottom[1] * across + bottom[2], edge),),
        )

    def _body(self, row: Row, pointer: str, edge: Style, *, heavy: bool) -> Row:
        """Draw one row of the text; the first one has a pointer, and with it the number."""
        fill: Style = "focus" if heavy and not self.dense else "text"
        bold: Style = "focus-strong" if heavy and not self.dense else "strong"
        words: Style = "strong" if heavy and self.dense else fill
        badge = Run("   " if pointer else "    ", fill)
        if pointer and self.live:
            marked = heavy and self.dense
            badge = Run(f" {self.choice.number} ", "focus-strong" if marked else "badge")
        lead = Run(pointer, "focus-strong" if heavy else "strong")
        inner = (lead, badge, Run(" ", fill), *restyle(row, words, bold))
        if not self.bordered:
            return pad(inner, self.width, fill)
        side = Run("┃" if heavy else "│", edge)
        return (side, *pad(inner, self.width - 2, fill), side)

    @override
    def split(self, height: int) -> "tuple[TileBlock, TileBlock] | None":
        fits = height - (2 if self.bordered else 0)
        if fits < 1 or fits >= len(self.rows):
            return None
        return replace(self, rows=self.rows[:fits]), replace(self, rows=self.rows[fits:])


_STATE_MARKS = {"ticked": "✓", "found": "●", "placed": "✓", "shown": "", "": ""}


def tile_block(
    choice: Choice,
    index: int | None,
    width: int,
    *,
    bordered: bool,
    live: bool = True,
    dense: bool = False,
) -> TileBlock:
    """Return the block of one choice; its state and second line stand below or beside its text."""
    room = width - (8 if bordered else 5)
    # A border keeps a value clear of what is beside the tile; without one it would touch the window's edge.
    air = 0 if bordered else 1
    value = " ".join(part for part in (_STATE_MARKS[choice.mark], choice.value) if part)
    rows = list(wrap(choice.text, room, strong=choice.mark in ("ticked", "found")))
    if value:
        last = rows[-1]
        used = sum(run.width for run in last)
        free = room - used - cell_len(value) - air
        if free >= 2:
            rows[-1] = (*last, Run(" " * free), Run(value, "strong"))
        else:
            rows.extend(wrap(value, room, strong=True))
    if choice.detail:
        rows.extend(wrap(choice.detail, room))
    return TileBlock(choice, tuple(rows), width, index, bordered, live, dense)


def stretch(tile: TileBlock, rows: int) -> TileBlock:
    """Return a tile with empty rows below its text, as tall as the one beside it."""
    missing = rows - len(tile.rows)
    return replace(tile, rows=(*tile.rows, *((),) * missing)) if missing > 0 else tile


@dataclass(frozen=True, slots=True)
class EntryBlock(Block):
    """The place where typed letters appear; it grows a row at a time with what is typed.

    Where rows are few it has no border, and shows the end of what is typed in a single row. What it means
    stands at the right end where there is room.
    """

    width: int
    lines: int = 1
    means: str = ""
    bordered: bool = True
    number: int | None = None
    sentence: int | None = None

    @property
    @override
    def height(self) -> int:
        return self.lines + 2 if self.bordered else 1

    @override
    def draw(self, ink: Ink) -> tuple[Row, ...]:
        room = self.width - 6
        rows = wrap_draft(ink.draft, room)[-self.lines :]
        free = room - cell_len(rows[-1]) - cell_len(self.means)
        if self.means and free >= 2:
            rows = (*rows[:-1], f"{rows[-1]}{' ' * free}{self.means}")
        if not self.bordered:
            return (pad((Run("▶", "focus-strong"), Run(f" {rows[-1]}", "strong")), self.width),)
        rows = (*rows, *("",) * (self.lines - len(rows)))
        across = "━" * (self.width - 2)
        return (
            (Run(f"┏{across}┓", "strong"),),
            *(
                (
                    Run("┃ ▶ " if i == 0 else "┃   ", "strong"),
                    *pad((Run(row, "strong"),), self.width - 5),
                    Run("┃", "strong"),
                )
                for i, row in enumerate(rows)
            ),
            (Run(f"┗{across}┛", "strong"),),
        )


def wrap_draft(draft: str, width: int) -> tuple[str, ...]:
    """Return a typed text with its cursor as rows of at most `width` cells, cut anywhere."""
    return tuple(chop_cells(f"{draft}█", width))


@dataclass(frozen=True, slots=True)
class PhotoBlock(Block):
    """The cells that a photograph covers."""

    file: Path
    width: int
    height: int
    number: int | None = None
    sentence: int | None = None
    bordered: bool = True

    @override
    def draw(self, ink: Ink) -> tuple[Row, ...]:
        return ((Run(" " * self.width),),) * self.height
