"""Gestures on a phone, and their notation in lesson files."""

from dataclasses import dataclass
from typing import Literal, get_args

GestureKind = Literal[
    "tap", "hold", "swipe", "back", "home", "power", "volume-up", "volume-down", "type"
]
SWIPES = ("up", "down", "left", "right")
# Gestures that need no target.
EDGE_KINDS: tuple[GestureKind, ...] = ("back", "home", "power", "volume-up", "volume-down")

_KINDS: tuple[GestureKind, ...] = get_args(GestureKind)
_BY_WORDS: dict[str, GestureKind] = {kind.replace("-", " "): kind for kind in _KINDS}


@dataclass(frozen=True, slots=True)
class Gesture:
    """One move of the hand. `target` is an item's id, or the direction of a swipe.

    `text` is what a `type` gesture types into the field that `target` names. `str()` gives the words that
    `parse_gesture` reads: "tap messages", "swipe up", "volume down", "type search xin chao".
    """

    kind: GestureKind
    target: str = ""
    text: str = ""

    def __str__(self) -> str:
        words = [self.kind.replace("-", " ")]
        if self.target:
            words.append(self.target)
        if self.text:
            words.append(self.text)
        return " ".join(words)


def parse_gesture(words: str) -> Gesture | None:
    """Return the gesture that these words name, None when they name none.

    What follows the field of a `type` gesture is typed as it stands, spaces included.
    """
    kind_word, _, rest = words.lstrip().partition(" ")
    if kind_word == "type":
        target, _, text = rest.partition(" ")
        return Gesture("type", target, text) if target and not target.isspace() else None
    parts = words.split()
    kind = _BY_WORDS.get(" ".join(parts).replace("-", " "))
    if kind in EDGE_KINDS:
        return Gesture(kind)
    if len(parts) != 2 or parts[0] not in ("tap", "hold", "swipe"):
        return None
    kind = _BY_WORDS[parts[0]]
    if kind == "swipe" and parts[1] not in SWIPES:
        return None
    return Gesture(kind, parts[1])
