"""Rows of styled cells, and the wrapping of text into rows: a word that fits a row is never cut."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len, chop_cells

from tutor.content.text import Span, split_emphasis

if TYPE_CHECKING:
    from tutor.content.words import WordPlace

Style = Literal[
    "text",
    "strong",
    "muted",
    "line",
    "badge",
    "title",
    "spoken",
    "spoken-strong",
    "word",
    "focus",
    "focus-strong",
    "go",
    "pick",
    "hang",
    "banner",
    "speech",
    "earlier",
    "own",
    "found",
    "dark",
    "phone",
    "scan",
]


@dataclass(frozen=True, slots=True)
class Run:
    """Cells of one style; a `term` is the key of a word that a click explains, and is underlined."""

    text: str
    style: Style = "text"
    term: str = ""

    @property
    def width(self) -> int:
        """The cells it takes."""
        return cell_len(self.text)


Row = tuple[Run, ...]

# More than a phone number with its prefix: a row of figures, which may be broken.
_LONGEST_NUMBER = 18
# Of a number; a dot stands for a figure that is hidden.
_FIGURE = re.compile("[0-9•]")
# The number of a place or a key, which follows what it numbers.
_ORDINAL = re.compile(r"[0-9]{1,2}[.,:;?!”]*")
# The cells of a word that is too short to be the last row of a text.
_ORPHAN = 4
# An address may be broken before a dot, and after a slash or a hyphen.
_PARTS_OF_AN_ADDRESS = re.compile(r"[.]?[^./-]*[/-]?|.", re.DOTALL)


def width_of(row: Iterable[Run]) -> int:
    """Return the cells that a row takes."""
    return sum(run.width for run in row)


def pad(row: Iterable[Run], width: int, style: Style = "text") -> Row:
    """Return a row filled up with spaces to a width; a row that is longer stays as it is."""
    runs = tuple(row)
    missing = width - width_of(runs)
    return (*runs, Run(" " * missing, style)) if missing > 0 else runs


def restyle(row: Row, style: Style, strong: Style) -> Row:
    """Return a row in other styles: one for its strong parts, one for the rest."""
    return tuple(Run(run.text, strong if run.style == "strong" else style, run.term) for run in row)


def mark_word(rows: Iterable[Row], text: str, word: tuple[int, int]) -> Iterator[Row]:
    """Yield the rows of a wrapped text, its characters `word` (start, end) in the style of a word."""
    return _change(rows, text, word, lambda run: replace(run, style="word"))


def mark_terms(rows: tuple[Row, ...], text: str, terms: "Iterable[WordPlace]") -> tuple[Row, ...]:
    """Return the rows of a wrapped text with the words in it that can be explained."""
    for word, start, end in terms:
        mark = partial(replace, term=word)
        rows = tuple(_change(rows, text, (start, end), mark))
    return rows


def _change(
    rows: Iterable[Row], text: str, part: tuple[int, int], change: Callable[[Run], Run]
) -> Iterator[Row]:
    """Yield the rows of a wrapped text, its characters from `start` to before `end` changed."""
    at = 0
    for row in rows:
        line = "".join(run.text for run in row)
        at = max(at, text.find(line, at))
        yield tuple(_change_row(row, part[0] - at, part[1] - at, change))
        at += len(line)


def _change_row(row: Row, start: int, end: int, change: Callable[[Run], Run]) -> Iterator[Run]:
    at = 0
    for run in row:
        first = min(max(start - at, 0), len(run.text))
        last = min(max(end - at, first), len(run.text))
        parts = (
            replace(run, text=run.text[:first]),
            change(replace(run, text=run.text[first:last])),
            replace(run, text=run.text[last:]),
        )
        yield from (part for part in parts if part.text)
        at += len(run.text)


# A page is laid out in several ways before one is taken, and the next page has most of its texts again.
@lru_cache(maxsize=512)
def wrap(text: str, width: int, *, strong: bool = False, emphasis: bool = True) -> tuple[Row, ...]:
    """Return text as rows of at most `width` cells, broken at spaces where they allow it.

    *Emphasis* is strong; without `emphasis` stars stand as they are. The last row has more than an “ạ.” or a
    “cô.”, if a word of the row above can join it.
    """
    rows: list[Row] = []
    current: list[Span] = []
    # Where the last word of the present row begins, and that row and place of the one before.
    used, begins = 0, 0
    above: tuple[list[Span], int] = ([], 0)
    spans = split_emphasis(text) if emphasis else (Span(text),)
    for word in _words(spans, strong=strong):
        length = sum(cell_len(part.text) for part in word)
        if current and used + 1 + length > width:
            rows.append(_row(current))
            above = (current, begins)
            current, used, begins = [], 0, 0
        if current:
            begins = len(current)
            current.append(Span(" ", word[0].strong and current[-1].strong))
            used += 1
        if length <= width:
            current.extend(word)
            used += length
            continue
        *pieces, last = cut_word("".join(part.text for part in word), width)
        rows.extend(_row([Span(piece, word[0].strong)]) for piece in pieces)
        current, used, begins = [Span(last, word[0].strong)], cell_len(last), 0
        above = ([], 0)
    if used <= _ORPHAN and above[1]:
        longer, at = above
        joining = [*longer[at + 1 :], Span(" ", longer[-1].strong and current[0].strong)]
        if used + sum(cell_len(part.text) for part in joining) <= width:
            rows[-1], current = _row(longer[:at]), [*joining, *current]
    if current:
        rows.append(_row(current))
    return tuple(rows) or ((),)


def cut_word(word: str, width: int) -> Iterator[str]:
    """Yield the pieces of a word longer than a row, mostly an address, cut at its dots if possible."""
    piece = ""
    for part in _PARTS_OF_AN_ADDRESS.findall(word):
        if piece and cell_len(piece) + cell_len(part) > width:
            yield piece
            piece = ""
        *whole, piece = chop_cells(piece + part, width)
        yield from whole
    yield piece


def _words(spans: Iterable[Span], *, strong: bool) -> Iterable[tuple[Span, ...]]:
    word: list[Span] = []
    for span in spans:
        pieces = join_numbers(span.text.replace("\n", " ").split(" "))
        for i, piece in enumerate(pieces):
            if i > 0 and word:
                yield tuple(word)
                word = []
            if piece:
                word.append(Span(piece, strong or span.strong))
    if word:
        yield tuple(word)


def join_numbers(pieces: Sequence[str]) -> list[str]:
    """Join what is read as one: the groups of digits of a phone number, and “số 3” with its digit."""
    if not any(map(_FIGURE.search, pieces)):
        return list(pieces)
    joined: list[str] = []
    for piece, after in pairwise([*pieces, ""]):
        before = joined[-1] if joined else ""
        of_a_number = _in_a_number(before[-1:]) and _in_a_number(piece[:1])
        numbers = before[-1:].isalpha() and _ORDINAL.fullmatch(piece)
        goes_on = _in_a_number(piece[-1:]) and _in_a_number(after[:1])
        together = of_a_number or (numbers and not goes_on)
        if together and cell_len(before) + 1 + cell_len(piece) <= _LONGEST_NUMBER:
            joined[-1] = f"{before} {piece}"
        else:
            joined.append(piece)
    return joined


def _in_a_number(sign: str) -> bool:
    return _FIGURE.match(sign) is not None


def _row(parts: list[Span]) -> Row:
    """Return words as a row; those of one style beside each other are one run."""
    return tuple(
        Run("".join(part.text for part in same), "strong" if strong else "text")
        for strong, same in groupby(parts, key=attrgetter("strong"))
    )
