"""`Token`, the spoken words for a span of shown text; joining tokens to the words of a sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

# Marks that make a voice pause, by strength. Of adjacent marks only the strongest remains.
STRENGTH = {",": 1, ";": 2, ":": 2, "…": 3, ".": 3, "!": 4, "?": 4}


@dataclass(frozen=True, slots=True)
class Token:
    """The spoken words for the characters `start` to `end` (exclusive); `spoken` may be empty."""

    start: int
    end: int
    spoken: str


class Kind(Enum):
    """The role of a piece in speech."""

    WORD = 1  # a written word; its neighbours may change its reading
    SAID = 2  # its spoken words are final
    PAUSE = 3  # a written mark that means a pause
    BREAK = 4  # a pause for a bracket, a dash or an arrow; dropped at the end
    SILENT = 5


@dataclass(slots=True)
class Piece:
    """A mutable token; its positions refer to the prepared text."""

    start: int
    end: int
    spoken: str
    kind: Kind


def settle_pauses(pieces: Iterable[Piece]) -> None:
    """Leave the strongest pause between two words, none before the first, no break after the last."""
    last: Piece | None = None
    begun = False
    for piece in pieces:
        if piece.kind in (Kind.PAUSE, Kind.BREAK):
            if not begun:
                piece.spoken = ""
            elif last is None:
                last = piece
            elif STRENGTH[piece.spoken] > STRENGTH[last.spoken]:
                last.spoken = ""
                last = piece
            else:
                # A written mark holds the place even where a break came first.
                if piece.kind is Kind.PAUSE:
                    last.kind = Kind.PAUSE
                piece.spoken = ""
        elif piece.spoken:
            begun = True
            last = None
    if last is not None and last.kind is Kind.BREAK:
        last.spoken = ""


def join_spoken(tokens: Iterable[Token]) -> str:
    """Return the words to speak, separated by single spaces; pause marks follow a word directly."""
    spoken = ""
    for place, token in place_spoken(tokens):
        spoken = spoken.ljust(place) + token.spoken
    return spoken


def place_spoken(tokens: Iterable[Token]) -> Iterator[tuple[int, Token]]:
    """Yield (index in the result of `join_spoken`, token) for each token with spoken words."""
    place = 0
    for token in tokens:
        if not token.spoken:
            continue
        if place and token.spoken not in STRENGTH:
            place += 1
        yield place, token
        place += len(token.spoken)
