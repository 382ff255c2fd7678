"""Two colour themes. Contrast: text at least 7:1, lines at least 3:1; red never stands beside green."""

from functools import cache
from typing import Literal

from rich.style import Style as RichStyle

from tutor.ui.layout.rows import Style

ThemeName = Literal["paper", "board"]
THEMES: tuple[ThemeName, ...] = ("paper", "board")

Colours = tuple[str, str]  # foreground, background

_PAPER, _INK = "#fffdf5", "#14140f"
_BOARD, _CHALK = "#10140f", "#f7f4e6"
_YELLOW = "#ffd60a"
# A camera reads dark on light alone, whatever the theme.
_SCAN = "#000000", "#ffffff"

# Light, as printed paper: dark on light reads better for most, above all at small sizes.
_LIGHT: dict[Style, Colours] = {
    "text": (_INK, _PAPER),
    "strong": (_INK, _PAPER),
    "muted": ("#45453c", _PAPER),
    "line": ("#6b6650", _PAPER),
    "badge": (_PAPER, _INK),
    "title": ("#ffffff", "#0b4d2c"),
    "spoken": (_INK, "#ffe98a"),
    "spoken-strong": (_INK, "#ffe98a"),
    "word": (_PAPER, _INK),
    "focus": (_INK, _YELLOW),
    "focus-strong": (_INK, _YELLOW),
    "go": ("#ffffff", "#0b4d2c"),
    "pick": (_INK, _YELLOW),
    "hang": ("#ffffff", "#9c0f0f"),
    "banner": ("#ffffff", "#7a1414"),
    "speech": (_INK, "#e9e4cf"),
    "earlier": ("#3d3d35", "#f1edde"),
    "own": (_INK, "#d5e8d8"),
    "found": ("#ffffff", "#7a1414"),
    "dark": ("#f7f4e6", "#14140f"),
    "phone": ("#ffffff", "#26282d"),
    "scan": _SCAN,
}

# Dark, as chalk on a board, for eyes that glare tires.
_DARK: dict[Style, Colours] = {
    "text": (_CHALK, _BOARD),
    "strong": ("#ffffff", _BOARD),
    "muted": ("#c9c5b0", _BOARD),
    "line": ("#9a957c", _BOARD),
    "badge": (_BOARD, _CHALK),
    "title": (_BOARD, "#9fd8b4"),
    "spoken": (_INK, "#ffe98a"),
    "spoken-strong": (_INK, "#ffe98a"),
    "word": (_CHALK, "#000000"),
    "focus": (_INK, _YELLOW),
    "focus-strong": (_INK, _YELLOW),
    "go": (_BOARD, "#9fd8b4"),
    "pick": (_INK, _YELLOW),
    "hang": ("#ffffff", "#9c0f0f"),
    "banner": ("#ffffff", "#7a1414"),
    "speech": ("#ffffff", "#2a3128"),
    "earlier": ("#d3cfbc", "#1e241c"),
    "own": (_CHALK, "#1d3b2a"),
    "found": ("#ffffff", "#7a1414"),
    "dark": (_CHALK, "#000000"),
    "phone": (_BOARD, "#c9c5b0"),
    "scan": _SCAN,
}

_BOLD: frozenset[Style] = frozenset(
    {
        "strong",
        "spoken-strong",
        "word",
        "focus-strong",
        "badge",
        "title",
        "go",
        "pick",
        "hang",
        "banner",
        "speech",
        "found",
        "phone",
    }
)


def colours(theme: str) -> dict[Style, Colours]:
    """Return foreground and background of each style of a theme; an unknown one is the light theme."""
    return _DARK if theme == "board" else _LIGHT


@cache
def rich_styles(theme: str) -> dict[Style, RichStyle]:
    """Return the styles of a theme as Rich draws them."""
    return {
        name: RichStyle(color=fore, bgcolor=back, bold=name in _BOLD)
        for name, (fore, back) in colours(theme).items()
    }


def other_theme(theme: str) -> ThemeName:
    """Return the theme that is not this one."""
    return "paper" if theme == "board" else "board"
