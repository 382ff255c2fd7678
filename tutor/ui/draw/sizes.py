"""The four size steps. A terminal has no letter size: large letters are few columns on a full screen."""

from dataclasses import dataclass

SMALLEST_COLUMNS, SMALLEST_ROWS = 32, 8
SIZE_STEPS = (1, 2, 3, 4)

# The least columns and rows of each step, and the most that a step chosen by F2 uses of a larger window.
_AT_LEAST = {1: (80, 18), 2: (60, 15), 3: (44, 12), 4: (SMALLEST_COLUMNS, SMALLEST_ROWS)}
_AT_MOST = {2: (66, 17), 3: (50, 13), 4: (34, 9)}


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
    def footer_rows(self) -> int:
        """The rows of the key bar: its targets are three rows tall wherever there is room."""
        return 1 if self.step == 4 else 3

    @property
    def header_rows(self) -> int:
        """The rows of the title bar and the empty row that keeps capitals' marks clear of it."""
        return 0 if self.step == 4 else 2

    @property
    def body_rows(self) -> int:
        """The rows left for a page."""
        return self.rows - self.footer_rows - self.header_rows


def size_step(columns: int, rows: int) -> int:
    """Return the size step that a window of this many columns and rows shows."""
    for step in SIZE_STEPS:
        least_columns, least_rows = _AT_LEAST[step]
        if columns >= least_columns and rows >= least_rows:
            return step
    return SIZE_STEPS[-1]


def viewport(columns: int, rows: int, wanted: int | None) -> Viewport:
    """Return what to lay out for: the window, or the part of it that a larger wanted step uses."""
    step = size_step(columns, rows)
    if wanted is None or wanted <= step:
        return Viewport(columns, rows, step)
    most_columns, most_rows = _AT_MOST[wanted]
    return Viewport(min(columns, most_columns), min(rows, most_rows), wanted)


def next_step(current: int) -> int:
    """Return the size step after this one; after the largest comes the smallest."""
    return current % SIZE_STEPS[-1] + 1
