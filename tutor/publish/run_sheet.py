"""What happens in a class minute by minute, on paper for the wall or the hand of whoever leads."""

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.content.text import one_line
from tutor.i18n import N_, Translator
from tutor.publish.typesetting import typeset


@dataclass(frozen=True, slots=True)
class RunRow:
    """One item of a class: when it begins, such as "0" or "19:42", what it is, and what to think of."""

    minute: str
    title: str
    note: str = ""


def run_sheet(
    title: str,
    rows: Sequence[RunRow],
    translate: Translator,
    about: str = "",
    below: Sequence[str] = (),
) -> bytes:
    """Return a table of a class, as many A4 pages as it takes; no row is parted between two.

    `about` stands below the title, the lines `below` after the table. All texts are printed as they
    are: they come translated and filled.
    """
    return typeset(
        "run-sheet",
        {
            "language": translate.language,
            "title": one_line(title),
            "about": one_line(about),
            "headings": [
                translate(N_("Minute")),
                translate(N_("What we do")),
                translate(N_("Think of")),
            ],
            "rows": [list(map(one_line, (row.minute, row.title, row.note))) for row in rows],
            "below": list(map(one_line, below)),
        },
    )
