"""A text as a QR code of half blocks, dark on light, for the camera of a phone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from tutor.ui.layout.rows import Row, Run

# The standard asks for four light modules on each side; phones read a code with two.
QUIET = 4
_LEAST_QUIET = 2
_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


@dataclass(frozen=True, slots=True)
class Code:
    """A code with its light margin: the text that it holds, and its modules by row, True for dark."""

    text: str
    modules: tuple[tuple[bool, ...], ...]

    @property
    def columns(self) -> int:
        """The columns of a terminal that it takes."""
        return len(self.modules)

    @property
    def height(self) -> int:
        """The rows of a terminal that it takes."""
        return -(-len(self.modules) // 2)

    def rows(self) -> list[Row]:
        """Return it as rows of a page, two modules above each other in a cell."""
        light = (False,) * self.columns
        pairs = zip_longest(self.modules[::2], self.modules[1::2], fillvalue=light)
        return [(Run("".join(map(_block, upper, lower)), "scan"),) for upper, lower in pairs]


def _block(upper: bool, lower: bool) -> str:
    return _BLOCKS[upper, lower]


def code_that_fits(texts: Iterable[str], columns: int, rows: int) -> Code | None:
    """Return the code of the first text that fits into a window; None if none does.

    The margin is four modules where there is room, else two or three.
    """
    for text in texts:
        modules = _modules(text)
        for quiet in range(QUIET, _LEAST_QUIET - 1, -1):
            code = Code(text, _with_margin(modules, quiet))
            if code.columns <= columns and code.height <= rows:
                return code
    return None


def _modules(text: str) -> Sequence[Sequence[bool]]:
    # Imported here, because codes are seldom shown.
    import segno

    code = segno.make_qr(text, error="l", encoding="utf-8", boost_error=False)
    return [[bool(module) for module in row] for row in code.matrix]


def _with_margin(modules: Sequence[Sequence[bool]], quiet: int) -> tuple[tuple[bool, ...], ...]:
    size = len(modules) + 2 * quiet
    side, blank = (False,) * quiet, ((False,) * size,) * quiet
    return (*blank, *((*side, *row, *side) for row in modules), *blank)
