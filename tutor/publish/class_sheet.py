"""The printed timetable of a class."""

from collections.abc import Iterable, Sequence

from tutor.content.text import one_line
from tutor.i18n import N_, Translator
from tutor.publish.typesetting import typeset


def class_sheet(
    title: str,
    rows: Iterable[tuple[str, str, str]],
    translate: Translator,
    about: str = "",
    below: Sequence[str] = (),
) -> bytes:
    """Return the timetable of a class as a PDF; no row is split between two pages.

    Each row has a minute or time, such as "0" or "19:42", a title and a note. `about` stands below the title,
    the lines `below` after the table. All texts come translated and filled.
    """
    return typeset(
        "class-sheet",
        {
            "language": translate.language,
            "title": one_line(title),
            "about": one_line(about),
            "headings": [
                translate(N_("Minute")),
                translate(N_("What we do")),
                translate(N_("Think of")),
            ],
            "rows": [list(map(one_line, row)) for row in rows],
            "below": list(map(one_line, below)),
        },
    )
