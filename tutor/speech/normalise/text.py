"""Text before and after the rules: `prepare_text` makes it plain; `Token`s have the spoken words.

Prepared text is composed (NFC), with plain characters for look-alike ones; each character knows the index of
its source. Between the two, a text is a list of `Piece`s.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

# Placeholder for a numeral that is not a digit (½, Ⅷ); its value comes from the source character.
NUMERAL = "\ue001"
# Overwrites text that a rule has matched; no rule matches this character.
MATCHED = "\ue000"

_SAME = {
    **dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000\ue000\ue001", " "),
    **dict.fromkeys("’ʼ＇", "'"),
    **dict.fromkeys("\u2010\u2011\u00ad", "-"),
    **dict.fromkeys("⁃∙·", "•"),
    "º": "°",
    # Its lower case is two characters, a letter and a mark.
    "İ": "I",
}
# Texts of these characters alone need no check of each character.
_USUAL = re.compile(
    r"[\n\x20-\x7e\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u012f\u0131-\u0233\u1ea0-\u1ef9"
    r"“”‘…–—•●°×÷−←→↑↓✓▶«»₫€]*"
)
_MARK = re.compile(r"[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class PreparedText:
    """`text` is what rules read; character i of it comes from the source at `starts[i]`.

    `composed` is the text before characters were made plain; both are of one length.
    """

    text: str
    composed: str
    starts: Sequence[int]


def prepare_text(source: str) -> PreparedText:
    """Compose the letters of a text and replace look-alikes by plain characters.

    A mark that no letter is written with remains silent: it would part a word from its neighbours.
    """
    composed = source
    starts: Sequence[int] = range(len(source) + 1)
    if not unicodedata.is_normalized("NFC", source) or _MARK.search(source):
        composed, starts = _compose(source)
    if _USUAL.fullmatch(composed):
        return PreparedText(composed, composed, starts)
    return PreparedText("".join(map(_plain, composed)), composed, starts)


def _compose(source: str) -> tuple[str, Sequence[int]]:
    parts: list[str] = []
    starts: list[int] = []
    begin = 0
    for index in range(1, len(source) + 1):
        if index < len(source) and _joins(source[begin:index], source[index]):
            continue
        part = unicodedata.normalize("NFC", source[begin:index])
        if _MARK.search(part):
            # A look-alike may compose with its mark once it is plain.
            part = _MARK.sub("", unicodedata.normalize("NFC", _plain(part[0]) + part[1:])) or " "
        parts.append(part)
        # All characters of such a part refer to its first source character.
        starts += [begin] * len(part)
        begin = index
    starts.append(len(source))
    return "".join(parts), starts


def _joins(before: str, character: str) -> bool:
    if unicodedata.combining(character):
        return True
    # Some letters compose with the letter before them (parts of Korean syllables).
    composed = unicodedata.normalize("NFC", before)
    own = unicodedata.normalize("NFC", character)
    return unicodedata.normalize("NFC", before + character) != composed + own


def _plain(character: str) -> str:
    if character.isascii():
        return character if character.isprintable() or character == "\n" else " "
    if character in _SAME:
        return _SAME[character]
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    folded = unicodedata.normalize("NFKC", character)
    if category in ("No", "Nl"):
        return folded if len(folded) == 1 and folded.isdecimal() else NUMERAL
    if len(folded) == 1 and folded.isalnum() and not folded.isdecimal():
        return folded
    return character


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
    SPOKEN = 2  # its spoken words are final
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
