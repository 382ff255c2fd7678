"""Running text on a ground of its own: what a caller says, a message with numbered parts, the signs met."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len
from typing_extensions import override

from tutor.content.text import strip_emphasis
from tutor.lesson.view import ChatMessage
from tutor.ui.layout.blocks import Block, Ink
from tutor.ui.layout.flow import Band
from tutor.ui.layout.rows import Row, Run, Style, cut_word, join_numbers, wrap

_BAR = "▌ "
# A bubble of a chat leaves at least this share of the row free on the side of the other one.
_INDENT_SHARE = 8
_MET = "●"


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence of the text, or one part of a message that can be picked by its number.

    `said_before` is how many characters the voice says before the text: the number and a full stop.
    """

    text: str
    sentence: int
    number: int | None = None
    style: Style = "speech"
    sign: str = ""
    said_before: int = 0
    marked: bool = False


@dataclass(frozen=True, slots=True)
class FragmentBlock(Block):
    """The part of a piece that stands in one row; `start` is its place in what is said.

    A `marked` one is what the words tell to press.
    """

    text: str
    style: Style = "speech"
    sentence: int | None = None
    number: int | None = None
    start: int | None = None
    marked: bool = False
    height: int = field(default=1, init=False)
    bordered: bool = field(default=True, init=False)

    @property
    @override
    def width(self) -> int:
        return cell_len(self.text)

    @override
    def draw(self, ink: Ink) -> tuple[Row, ...]:
        if self.sentence is not None and self.sentence == ink.spoken:
            return (tuple(self._spoken(ink.word)),)
        focused = self.number is not None and self.number == ink.focus
        if focused and self.style == "badge":
            return ((Run(f"▶{self.text[1:]}", "focus-strong"),),)
        return ((Run(self.text, "focus-strong" if focused else self.style),),)

    def _spoken(self, word: tuple[int, int] | None) -> Iterator[Run]:
        if word is None or self.start is None:
            yield Run(self.text, "spoken-strong")
            return
        first = min(max(word[0] - self.start, 0), len(self.text))
        last = min(max(word[1] - self.start, first), len(self.text))
        parts = (
            Run(self.text[:first], "spoken-strong"),
            Run(self.text[first:last], "word"),
            Run(self.text[last:], "spoken-strong"),
        )
        yield from (part for part in parts if part.text)


def bubble_bands(
    pieces: Sequence[Piece], width: int, role: str, gap: int = 1, *, snug: bool = False
) -> list[Band]:
    """Return the rows of a bubble; all but the first stay on the page of the row above.

    A `snug` one is no wider than its longest row.
    """
    rows: list[list[FragmentBlock]] = [[]]
    room = width - len(_BAR) - 1
    used = 0
    for piece in pieces:
        fragments = list(_fragments(piece, room))
        for i, fragment in enumerate(fragments):
            # A piece begins after a space; a number stays with its first word.
            space = 1 if rows[-1] else 0
            needed = wide = fragment.width
            if fragment.style == "badge" and i + 1 < len(fragments):
                needed += 1 + fragments[i + 1].width
            if rows[-1] and used + space + needed > room:
                rows.append([])
                used = 0
            elif space:
                before = rows[-1][-1].style
                inside = i > 0 and before != "badge"
                # The band of the voice goes on between the words of a sentence.
                air = (before, piece.sentence) if inside else ("speech", None)
                rows[-1].append(FragmentBlock(" ", *air))
                used += 1
            rows[-1].append(fragment)
            used += wide
    if snug:
        width = len(_BAR) + 1 + max(sum(block.width for block in row) for row in rows)
    return [
        Band(tuple(_row(row, width)), gap=0 if n else gap, close=n > 0, role=role)
        for n, row in enumerate(rows)
    ]


def history_bands(messages: Sequence[ChatMessage], width: int, gap: int) -> Iterator[Band]:
    """Yield the rows of what was written before: the other side's on the left, the learner's on the right."""
    room = width - max(len(_BAR), width // _INDENT_SHARE)
    for message in messages:
        rows = ["".join(run.text for run in row) for row in wrap(message.text, room - 2)]
        wide = max(map(cell_len, rows))
        x = width - wide - 2 if message.own else len(_BAR)
        style: Style = "own" if message.own else "earlier"
        for n, row in enumerate(rows):
            block = FragmentBlock(f" {row}{' ' * (wide - cell_len(row))} ", style)
            yield Band(((x, block),), gap=0 if n else gap, close=n > 0, role="history")


def signs_band(text: str, sentence: int, width: int, gap: int) -> Band:
    """Return the row of the three signs: those that were met are filled."""
    parts = text.split("  ")
    air = " " if len(_BAR) + sum(cell_len(part) + 3 for part in parts) <= width else ""
    signs: list[FragmentBlock] = []
    for part in parts:
        style: Style = "badge" if part.startswith(_MET) else "speech"
        signs += [FragmentBlock(f"{air}{part}{air}", style, sentence), FragmentBlock(" ")]
    return Band(tuple(_row(signs[:-1], width)), gap=gap, close=True, role="pressure")


def _fragments(piece: Piece, room: int) -> Iterator[FragmentBlock]:
    """Yield the number and the words of a piece."""
    if piece.number is not None:
        sign = f" {piece.sign} {piece.number} " if piece.sign else f" {piece.number} "
        yield FragmentBlock(sign, "badge", piece.sentence, piece.number, marked=piece.marked)
    text = strip_emphasis(piece.text).replace("\n", " ")
    at = 0
    for word in join_numbers(text.split(" ")):
        for part in cut_word(word, room) if cell_len(word) > room else (word,):
            if part:
                at = text.index(part, at)
                start = piece.said_before + at
                yield FragmentBlock(part, piece.style, piece.sentence, piece.number, start)
                at += len(part)


def _row(fragments: Sequence[FragmentBlock], width: int) -> Iterator[tuple[int, Block]]:
    yield 0, FragmentBlock(_BAR)
    x = len(_BAR)
    for fragment in fragments:
        yield x, fragment
        x += fragment.width
    if x < width:
        yield x, FragmentBlock(" " * (width - x))
