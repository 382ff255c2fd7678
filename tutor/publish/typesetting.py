"""Makes a PDF from a template and JSON data by typst, such as the timetable of a class.

Text of lessons and people is never markup.
"""

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING

from tutor.content.text import one_line
from tutor.i18n import N_, Translator

if TYPE_CHECKING:
    from typst import Fonts

FONT = "Be Vietnam Pro"
_TEMPLATES = Path(__file__).parent / "templates"


def typeset(
    template: str, page: Mapping[str, object], photos: Mapping[str, bytes] = MappingProxyType({})
) -> bytes:
    """Return the PDF of `templates/<template>.typ`, which reads the page's texts as plain strings.

    The `photos` lie beside the templates by their names. The same texts give the same bytes on every
    machine: its fonts and its clock are left out.
    """
    if not photos:
        return _compiled(_TEMPLATES, template, page)
    with TemporaryDirectory() as folder:
        copied = Path(shutil.copytree(_TEMPLATES, Path(folder) / "page"))
        for name, data in photos.items():
            (copied / name).write_bytes(data)
        return _compiled(copied, template, page)


def _compiled(templates: Path, template: str, page: Mapping[str, object]) -> bytes:
    import typst

    return typst.compile(
        templates / f"{template}.typ",
        root=templates,
        font_paths=_fonts(),
        sys_inputs={"page": json.dumps(page, ensure_ascii=False)},
        format="pdf",
        timestamp=0,
    )


@cache
def _fonts() -> "Fonts":
    """Return Be Vietnam Pro, and the fonts inside of typst for letters that it lacks."""
    from fontpkg_be_vietnam_pro import ROOT
    from typst import Fonts

    return Fonts(include_system_fonts=False, font_paths=[ROOT / "files"])


# So many empty rows are below the names of a sign-in sheet, for those who come along.
_EMPTY_ROWS = 6


def sign_in_sheet(
    about: str, names: Sequence[str], team: Sequence[str], translate: Translator
) -> bytes:
    """Return the list of a class to sign on paper: empty rows below the names, then the team apart."""
    # Why somebody is away is nothing to write where all others read it.
    headings = ("", N_("Name"), N_("Signature"))
    return typeset(
        "sign-in",
        {
            "language": translate.language,
            "title": translate(N_("Sign-in sheet")),
            "about": one_line(about),
            "headings": [translate(heading) if heading else "" for heading in headings],
            "names": [*map(one_line, names), *[""] * _EMPTY_ROWS],
            "team_label": translate(N_("The team")),
            "team": list(map(one_line, team)),
        },
    )


def class_sheet(
    title: str,
    rows: Iterable[tuple[str, str, str]],
    translate: Translator,
    headings: Sequence[str],
    about: str = "",
    below: Sequence[str] = (),
) -> bytes:
    """Return the timetable of a class as a PDF; no row is split between two pages.

    Each row has a minute or time, such as "0" or "19:42", a title and a note; `headings` stand above these
    three columns. `about` stands below the title, the lines `below` after the table. All texts come
    translated and filled.
    """
    return typeset(
        "class-sheet",
        {
            "language": translate.language,
            "title": one_line(title),
            "about": one_line(about),
            "headings": list(headings),
            "rows": [list(map(one_line, row)) for row in rows],
            "below": list(map(one_line, below)),
        },
    )
