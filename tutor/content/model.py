"""Data of lesson folders other than the steps: facts, contacts, pictures, and problems of files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

# The largest picture, in dots, and the characters of a dot.
WIDEST, HIGHEST = 20, 12
INK, PAPER = "X", "."

# Two dots, one above the other, as one character.
_HALF_BLOCKS = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}

Certainty = Literal["A", "B", "C"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file; line and column count from 1, 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a file: `code` names its kind, `details` fill the sentences that describe it.

    `tutor.content.messages` makes the sentences from the code, in the program's language.
    """

    place: Place
    code: str
    details: Mapping[str, str] = field(default_factory=dict)
    warning: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A claim that lessons may make: its value in each language, its source and when it was verified."""

    key: str
    value: Mapping[str, str]
    source: str
    certainty: Certainty
    verified_on: date
    recheck_after: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalContact:
    """A contact that the volunteers of a place fill in, by language; `fallback` is said without a value."""

    key: str
    fallback: Mapping[str, str]
    value: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing made of dots, crisp at every letter size.

    `dots` has a line for each row of dots; `says` describes the picture in each language.
    """

    key: str
    says: Mapping[str, str]
    dots: str

    @property
    def width(self) -> int:
        """The cells of a row."""
        return max((len(line) for line in self.dots.splitlines()), default=0)

    @property
    def rows(self) -> tuple[str, ...]:
        """The drawing in half blocks: two rows of dots in one row of cells, all `width` cells wide."""
        lines = [line.ljust(self.width, PAPER) for line in self.dots.splitlines()]
        if len(lines) % 2:
            lines.append(PAPER * self.width)
        return tuple(
            "".join(
                _HALF_BLOCKS[top == INK, bottom == INK] for top, bottom in zip(*pair, strict=True)
            )
            for pair in zip(lines[::2], lines[1::2], strict=True)
        )
