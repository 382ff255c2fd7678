"""The one key map: the same keys mean the same everywhere, on the keyboard, the number pad and a clicker."""

from typing import Literal

Action = Literal[
    "next",
    "back",
    "again",
    "help",
    "pause",
    "size",
    "focus-next",
    "focus-previous",
    "leave",
]
Meaning = Action | int | None

_KEYS: dict[str, Action] = {
    "enter": "next",
    "space": "next",
    "right": "next",
    "plus": "next",
    "pagedown": "next",
    "backspace": "back",
    "left": "back",
    "minus": "back",
    "pageup": "back",
    "r": "again",
    "0": "again",
    "h": "help",
    "f1": "help",
    "escape": "help",
    "asterisk": "help",
    "p": "pause",
    "slash": "pause",
    "full_stop": "pause",
    "b": "pause",
    "f2": "size",
    "down": "focus-next",
    "tab": "focus-next",
    "up": "focus-previous",
    "shift+tab": "focus-previous",
    "ctrl+c": "leave",
    "ctrl+q": "leave",
}

# While something is typed, letters and digits are text; these keys still act.
_WHILE_TYPING: dict[str, Action] = {
    "enter": "next",
    "f1": "help",
    "escape": "help",
    "f2": "size",
    "pageup": "back",
    "pagedown": "next",
    "ctrl+c": "leave",
    "ctrl+q": "leave",
}


def meaning(key: str) -> Meaning:
    """Return what a key means: an action, a digit 1 to 9 as a number, None when it means nothing."""
    lower = key.lower() if len(key) == 1 else key.removeprefix("upper_")
    if len(lower) == 1 and lower in "123456789":
        return int(lower)
    return _KEYS.get(lower)


def meaning_while_typing(key: str) -> Action | None:
    """Return what a key means where text is typed, None when it is text."""
    return _WHILE_TYPING.get(key)
