"""Short sentences beside each other, as in running text, where rows are few."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tutor.ui.layout.blocks import MARGIN, TextBlock
from tutor.ui.layout.flow import Band
from tutor.ui.layout.rows import width_of


def side_by_side(
    sentences: Sequence[TextBlock], width: int, role: str, *, gap: int
) -> Iterator[Band]:
    """Yield the rows of these sentences, the first with this gap above it, no gap between them."""
    row: list[tuple[int, TextBlock]] = []
    used = 0
    for block in sentences:
        taken = width_of(block.rows[0]) + MARGIN if block.height == 1 else width
        if row and used + taken > width:
            yield Band(tuple(_filled(row, used, width)), gap=gap, role=role)
            row, used, gap = [], 0, 0
        row.append((used, replace(block, width=taken, inline=used > 0)))
        used += taken
    if row:
        yield Band(tuple(_filled(row, used, width)), gap=gap, role=role)


def _filled(
    row: Sequence[tuple[int, TextBlock]], used: int, width: int
) -> Iterator[tuple[int, TextBlock]]:
    """Yield the blocks of a row, the last of them as wide as what is left."""
    *others, (x, last) = row
    yield from others
    yield x, replace(last, width=last.width + width - used)
