"""The row that every page of a talk repeats: that it is for practice, and who speaks."""

from collections.abc import Sequence
from dataclasses import replace

from tutor.lesson.view import Line
from tutor.ui.layout.blocks import MARGIN, TextBlock, text_block
from tutor.ui.layout.flow import Band
from tutor.ui.layout.rows import width_of


def split_head(
    bands: Sequence[Band], lines: Sequence[Line], width: int, *, brief: bool
) -> tuple[Band | None, list[Band]]:
    """Return the row that every page repeats, None when there is none, and all other sentences.

    Who speaks, one of the `lines`, stands in it on the left, if there is room beside what it says. Where
    there is not, what is said or who speaks is shorter, if they may be `brief`.
    """
    head = next((band for band in bands if band.head), None)
    text = [band for band in bands if not band.head]
    at = next((i for i, band in enumerate(text) if band.role == "sender"), None)
    if head is None or at is None:
        return head, text
    named = _named(head, text[at], lines, width, brief=brief)
    if named is None:
        return head, text
    below = [replace(band, close=False, gap=1) for band in text[at + 1 : at + 2]]
    return named, [*text[:at], *below, *text[at + 2 :]]


def _named(
    head: Band, sender: Band, lines: Sequence[Line], width: int, *, brief: bool
) -> Band | None:
    """Return the head with who speaks on its left, None where there is no room for that."""
    labels = _forms(head, lines, width, brief=brief)
    for name in _forms(sender, lines, width, brief=brief):
        for label in labels:
            taken = width_of(label.rows[0]) + 2 * MARGIN
            if width_of(name.rows[0]) + MARGIN + taken <= width:
                left = replace(name, width=width - taken, style="banner", strong="banner")
                return replace(
                    head, parts=((0, left), (width - taken, replace(label, width=taken)))
                )
    return None


def _forms(band: Band, lines: Sequence[Line], width: int, *, brief: bool) -> list[TextBlock]:
    """Return a sentence as it is written, and in brief, as far as these take one row."""
    ((_, whole),) = band.parts
    if not isinstance(whole, TextBlock) or whole.sentence is None:
        return []
    forms, line = [whole], lines[whole.sentence]
    if brief and line.brief:
        forms.append(
            text_block(replace(line, text=line.brief, spoken=line.said), whole.sentence, width)
        )
    return [form for form in forms if form.height == 1]
