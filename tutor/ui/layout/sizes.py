"""The four size steps: a terminal has no letter size; large letters are few columns on a full screen."""

from collections.abc import Sequence
from dataclasses import dataclass

SMALLEST_COLUMNS, SMALLEST_ROWS = 32, 8
SIZE_STEPS = (1, 2, 3, 4)

# Longer rows of text are hard to read.
_LONGEST_ROW = 80
# The columns that a page needs at most; in a wider window it stands in the middle.
_WIDEST = 100
# The least columns and rows of each step.
_AT_LEAST = {1: (80, 18), 2: (60, 15), 3: (43, 12), 4: (SMALLEST_COLUMNS, SMALLEST_ROWS)}

# The least rows of a screen that is narrow, but not small.
_UPRIGHT_ROWS = 18


@dataclass(frozen=True, slots=True)
class Viewport:
    """The columns and rows that a screen is laid out for, and the size step they amount to."""

    columns: int
    rows: int
    step: int

    @property
    def usable(self) -> bool:
        """Whether anything but a request for smaller letters fits."""
        return self.columns >= SMALLEST_COLUMNS and self.rows >= SMALLEST_ROWS

    @property
    def is_largest(self) -> bool:
        """Whether letters are largest."""
        return self.step == SIZE_STEPS[-1]

    @property
    def text_columns(self) -> int:
        """The columns of a row of text."""
        return min(self.columns, _LONGEST_ROW)

    @property
    def footer_rows(self) -> int:
        """The rows of the key bar: its targets are three rows tall wherever there is room."""
        return 3 if self._has_rows else 1

    @property
    def header_rows(self) -> int:
        """The rows of the title bar and the empty row that keeps capitals' marks clear of it."""
        return 2 if self._has_rows else 0

    @property
    def _has_rows(self) -> bool:
        """Whether bars may take several rows; at the largest step only on an upright screen."""
        return not self.is_largest or self.rows >= _UPRIGHT_ROWS

    @property
    def body_rows(self) -> int:
        """The rows left for a page."""
        return self.rows - self.footer_rows - self.header_rows


def size_step(columns: int, rows: int) -> int:
    """Return the size step of a window of this many columns and rows."""
    for step in SIZE_STEPS:
        least_columns, least_rows = _AT_LEAST[step]
        if columns >= least_columns and rows >= least_rows:
            return step
    return SIZE_STEPS[-1]


def viewport(columns: int, rows: int) -> Viewport:
    """Return what to lay out for in a window of this many columns and rows: no more columns than are used."""
    return Viewport(min(columns, _WIDEST), rows, size_step(columns, rows))


def usable_scales(columns: int, rows: int, scales: Sequence[int]) -> list[int]:
    """Return the scales at which a window of this many columns and rows has room for the app."""
    return [k for k in scales if columns // k >= SMALLEST_COLUMNS and rows // k >= SMALLEST_ROWS]


def step_on_screen(columns: int, rows: int, fills: tuple[float, float]) -> int:
    """Return the size step of a window by its letters: that of a full screen with letters of this size.

    `fills` is the part of the screen's width and height that the window takes, each above 0 and at most 1.
    """
    across, down = fills
    return size_step(int(columns / across), int(rows / down))


def scale_for(
    columns: int,
    rows: int,
    wanted: int | None,
    scales: Sequence[int],
    kept: int = 1,
    fills: tuple[float, float] = (1.0, 1.0),
) -> int:
    """Return how many times to magnify letters in a window so that they have the wanted step.

    It is the largest scale that does not overshoot the step. It is never below `kept` as long as the app
    stays usable: enlarging the terminal's font must not shrink the app's letters.
    """

    def step_at(scale: int) -> int:
        return step_on_screen(columns // scale, rows // scale, fills)

    usable = usable_scales(columns, rows, scales)
    enough = [1] if wanted is None or (wanted <= step_at(1) and fills == (1.0, 1.0)) else usable
    fitting = (k for k in enough if k == 1 or step_at(k) <= (wanted or 1))
    return max(*fitting, 1, *(k for k in usable if k <= kept))


def nearness(columns: int, rows: int, wanted: int) -> float:
    """Return how near a window comes to a step, from 0 to 1 (reached)."""
    if wanted <= size_step(columns, rows):
        return 1.0
    columns_below, rows_below = _AT_LEAST[wanted - 1]
    return max((columns_below - 1) / columns, (rows_below - 1) / rows)
