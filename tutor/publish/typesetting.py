"""Makes a PDF from a template and JSON data by typst. Text of lessons and people is never markup."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typst import Fonts

FONT = "Be Vietnam Pro"
_TEMPLATES = Path(__file__).parent / "templates"


def typeset(template: str, page: Mapping[str, object]) -> bytes:
    """Return the PDF of `templates/<template>.typ`, which reads the page's texts as plain strings.

    The same texts give the same bytes on every machine: its fonts and its clock are left out.
    """
    import typst

    return typst.compile(
        _TEMPLATES / f"{template}.typ",
        root=_TEMPLATES,
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
