"""Named drawings that a step may show, made of dots so that they are crisp at every letter size."""

from collections.abc import Mapping
from dataclasses import dataclass

WIDEST, HIGHEST = 20, 12
INK, PAPER = "X", "."

_HALVES = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing: `dots` has a line for each row of dots, `says` tells in each language what it shows."""

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
            "".join(_HALVES[top == INK, bottom == INK] for top, bottom in zip(*pair, strict=True))
            for pair in zip(lines[::2], lines[1::2], strict=True)
        )
