"""Lesson text: cleaning what comes from outside, emphasis, and the sentences that are read aloud."""

import re
import unicodedata
from dataclasses import dataclass

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u3164\ufeff\uffa0")
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

_EMPHASIS = re.compile(r"\*(\S(?:[^*\n]*\S)?)\*")
# A sentence ends at . ? ! or … with its closing quotes and stars, before white space; "1.000" does not.
_SENTENCE_END = re.compile(r"(?<=[.?!…])([\"”’»)*]*)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of shown characters that are all strong or all plain."""

    text: str
    strong: bool = False


def unsafe(character: str) -> bool:
    """Tell whether a character may act on a terminal or hide in a text, a line break excepted."""
    if character == "\n":
        return False
    if character in _BIDI or character in _INVISIBLE:
        return True
    return unicodedata.category(character) in _DROPPED_CATEGORIES


def clean(text: str) -> str:
    """Return text in NFC without control, direction, invisible or unassigned characters.

    Tabs become spaces and line breaks stay, so that no name, lesson or file can steer a terminal.
    """
    flat = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    # Nearly every text takes this way, twenty times faster than looking at each character.
    if flat.replace("\n", "").isprintable() and _INVISIBLE.isdisjoint(flat):
        return unicodedata.normalize("NFC", flat)
    kept = "".join(c for c in flat if not unsafe(c))
    return unicodedata.normalize("NFC", kept)


def one_line(text: str) -> str:
    """Return text from anywhere as one clean line."""
    return " ".join(clean(text).split())


def spans(text: str) -> tuple[Span, ...]:
    """Split text at its *emphasis*; a star without a partner is an ordinary character."""
    found: list[Span] = []
    end = 0
    for match in _EMPHASIS.finditer(text):
        if match.start() > end:
            found.append(Span(text[end : match.start()]))
        found.append(Span(match.group(1), strong=True))
        end = match.end()
    if end < len(text):
        found.append(Span(text[end:]))
    return tuple(found)


def plain(text: str) -> str:
    """Return text without its emphasis stars, as it is shown and spoken."""
    return _EMPHASIS.sub(r"\1", text)


def folded(text: str) -> str:
    """Return what was typed as it is compared: NFC, without case, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def sentences(text: str) -> tuple[str, ...]:
    """Split text into the sentences that are shown and read one by one; a line break ends one too."""
    found: list[str] = []
    for line in text.split("\n"):
        start = 0
        for match in _SENTENCE_END.finditer(line):
            found.append(line[start : match.end(1)].strip())
            start = match.end()
        found.append(line[start:].strip())
    return tuple(s for s in found if s)
