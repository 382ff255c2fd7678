"""A page: blocks at their places, drawn as rows, and what stands at each cell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tutor.ui.draw.blocks import Block, EntryBlock, Ink
from tutor.ui.draw.keyboard import KeyboardBlock
from tutor.ui.draw.rows import Row, Run, padded, width_of


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with its left upper corner on the page."""

    block: Block
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Page:
    """What is seen at once; `sentences` are the places in the reading order that stand on it."""

    placed: tuple[Placed, ...]
    width: int
    height: int

    @property
    def sentences(self) -> tuple[int, ...]:
        """The sentences on this page in the order of reading."""
        found = (p.block.sentence for p in self.placed if p.block.sentence is not None)
        return tuple(sorted(set(found)))

    @property
    def numbers(self) -> tuple[int, ...]:
        """What can be picked on this page, in the order of reading."""
        found = (p.block.number for p in self.placed if p.block.number is not None)
        return tuple(dict.fromkeys(found))

    @property
    def takes_text(self) -> bool:
        """Whether what is typed appears on this page."""
        return any(isinstance(p.block, EntryBlock) for p in self.placed)

    def rows(self, ink: Ink) -> tuple[Row, ...]:
        """Draw the page: `height` rows of `width` cells."""
        drawn: list[list[tuple[int, Row]]] = [[] for _ in range(self.height)]
        for placed in self.placed:
            block = placed.block
            if block.sentence is not None and block.sentence == ink.spoken:
                seen = replace(ink, airless=self._airless(placed))
            else:
                seen = ink
            for offset, row in enumerate(block.draw(seen)):
                drawn[placed.y + offset].append((placed.x, row))
        return tuple(_joined(parts, self.width) for parts in drawn)

    def _airless(self, placed: Placed) -> bool:
        """Tell whether words stand right below or above a block, with no row or border between."""
        return any(_touch(placed, one) or _touch(one, placed) for one in self.placed)

    def at(self, x: int, y: int) -> int | None:
        """Return the number that stands at this cell, None where nothing can be picked."""
        numbers = (p.block.number for p in self._under(x, y) if p.block.number is not None)
        return next(numbers, None)

    def types(self, x: int, y: int) -> str:
        """Return what the cap of a keyboard at this cell types, "" where there is none."""
        for p in self._under(x, y):
            if isinstance(p.block, KeyboardBlock):
                return p.block.types(x - p.x, y - p.y)
        return ""

    def _under(self, x: int, y: int) -> Iterator[Placed]:
        """Yield the blocks that hold a cell."""
        for p in self.placed:
            if p.x <= x < p.x + p.block.width and p.y <= y < p.y + p.block.height:
                yield p


def _joined(parts: Iterable[tuple[int, Row]], width: int) -> Row:
    runs: list[Run] = []
    used = 0
    for x, row in sorted(parts, key=lambda part: part[0]):
        if x > used:
            runs.append(Run(" " * (x - used)))
            used = x
        runs.extend(row)
        used += width_of(row)
    return padded(runs, width)


def _touch(upper: Placed, lower: Placed) -> bool:
    """Tell whether the words of a block stand in the row right below another block."""
    below = upper.y + upper.block.height == lower.y
    beside = lower.x < upper.x + upper.block.width and upper.x < lower.x + lower.block.width
    return below and beside and not (upper.block.bordered or lower.block.bordered)
