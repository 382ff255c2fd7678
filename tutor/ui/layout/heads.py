"""The row that every page of a talk repeats: that it is for practice, and who speaks."""

from collections.abc import Sequence
from dataclasses import replace

from tutor.lesson.view import Line
from tutor.ui.layout.blocks import MARGIN, TextBlock, text_block
from tutor.ui.layout.flow import Band
from tutor.ui.layout.rows import width_of


def parted_head(
    bands: Sequence[Band], label: Line | None, width: int, *, brief: bool
) -> tuple[Band | None, list[Band]]:
    """Return the row that every page repeats, None when there is none, and all other sentences.

    `label` is what that row says. Who speaks stands in it on the left, if there is room beside it, or beside
    the `brief` label.
    """
    head = next((band for band in bands if band.head), None)
    text = [band for band in bands if not band.head]
    at = next((i for i, band in enumerate(text) if band.role == "sender"), None)
    if head is None or label is None or at is None:
        return head, text
    named = _named(head, text[at], label if brief else replace(label, brief=""), width)
    if named is None:
        return head, text
    below = [replace(band, close=False, gap=1) for band in text[at + 1 : at + 2]]
    return named, [*text[:at], *below, *text[at + 2 :]]


def _named(head: Band, sender: Band, label: Line, width: int) -> Band | None:
    """Return the head with who speaks on its left, None where there is no room for that."""
    (_, whole), (_, name) = head.parts[0], sender.parts[0]
    if not (isinstance(whole, TextBlock) and isinstance(name, TextBlock)) or name.height > 1:
        return None
    shorter = text_block(replace(label, text=label.brief, spoken=label.said), whole.sentence, width)
    for block in (whole, shorter) if label.brief else (whole,):
        taken = width_of(block.rows[0]) + 2 * MARGIN
        if block.height == 1 and width_of(name.rows[0]) + MARGIN + taken <= width:
            left = replace(name, width=width - taken, style="banner", strong="banner")
            return replace(head, parts=((0, left), (width - taken, replace(block, width=taken))))
    return None
