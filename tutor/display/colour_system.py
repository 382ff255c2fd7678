"""How many colours to ask of this terminal."""

from collections.abc import Mapping

# They understand 256 colours under any name; told of 16, they would show our dark letters as grey.
_SHOW_256 = ("xterm", "screen", "tmux", "rxvt", "konsole", "vte", "alacritty", "foot", "kitty")


def colour_system(environ: Mapping[str, str]) -> str:
    """Return what TEXTUAL_COLOR_SYSTEM should be: `256` where a terminal says too little of itself."""
    asked = environ.get("TEXTUAL_COLOR_SYSTEM")
    if asked:
        return asked
    term = environ.get("TERM", "")
    vague = not environ.get("COLORTERM") and "256color" not in term and "direct" not in term
    return "256" if vague and term.startswith(_SHOW_256) else "auto"
