"""The one key map: the same keys mean the same everywhere, on the keyboard, the number pad and a clicker."""

import unicodedata
from typing import Literal

Action = Literal[
    "next",
    "on",
    "back",
    "again",
    "help",
    "pause",
    "size",
    "focus-next",
    "focus-previous",
    "leave",
    "volunteer",
    "vote",
]
Meaning = Action | int | None

_KEYS: dict[str, Action] = {
    "enter": "next",
    "space": "next",
    "right": "on",
    "plus": "on",
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
    "v": "volunteer",
    "t": "vote",
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


# The keys that a laptop may send other signs for: layouts change no others that the program uses.
FIRST_DIGITS, MORE_DIGITS = "1234", "56789"
LEARNT_KEYS = frozenset((*FIRST_DIGITS, *MORE_DIGITS, "r"))
# On the number pad these act, so no other key may be taken for them.
_PAD_SIGNS = frozenset(" +-*/.")


def learnable(sign: str, key: str) -> bool:
    """Tell whether a sign that arrived may stand for a key (one of LEARNT_KEYS) from now on.

    Plain letters, digits and the signs of the number pad have a meaning of their own. A Vietnamese letter
    for R comes from an input method, which sends it only after a vowel.
    """
    if len(sign) != 1 or not sign.isprintable() or sign in _PAD_SIGNS:
        return False
    if sign.isascii() and sign.isalnum():
        return False
    return key != "r" or not is_vietnamese(sign)


def is_vietnamese(sign: str) -> bool:
    """Tell whether a sign is a Latin letter with marks, as input methods write them."""
    return sign in "đĐ" or (
        sign.isalpha() and not sign.isascii() and unicodedata.normalize("NFD", sign)[0].isascii()
    )
