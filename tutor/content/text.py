"""Text of lessons and of users: removal of unsafe characters, *emphasis*, sentences."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from tutor.vietnamese import CAPITALS

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset("\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u3164\ufeff\uffa0")
# Those of _INVISIBLE that Python counts as printable.
_PRINTABLE_INVISIBLE = tuple(filter(str.isprintable, sorted(_INVISIBLE)))
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

# Stars around whole words, so that "2*3 và 4*5" has none; `\\*` is a star.
_EMPHASIS = re.compile(r"(?<![\w\\*])\*(?![\s*])((?:\\\*|[^*\n])*(?<![\s\\]))\*(?![\w*])")
# A sentence ends at . ? ! or … with closing quotes and stars, before white space; "1.000" has no end.
_SENTENCE_END = re.compile(r"[.?!…][\"”’»)*]*(\s+)(?=\S)")
# The dot of a title or a kind of place ends no sentence before a name: BS. Hà, TP. Huế, P. Hàng Bạc. A single
# letter may also be a key ("bấm T. Máy"), so two words of a name have to follow it.
_TITLES = "PGS GS TS ThS BS DS LS KS TP Tp TX TT KP Mr Mrs Ms Dr".split()  # noqa: SIM905 - read more easily
_BEFORE_TITLE = r"(?<![^\W_])"
_TITLE = re.compile(
    rf"\.(?=\s+[{CAPITALS}])(?:"
    + "|".join(rf"(?<={_BEFORE_TITLE}{title}\.)" for title in _TITLES)
    + rf"|(?<={_BEFORE_TITLE}(?<!bấm )(?<!phím )(?<!chữ )(?<!gõ )[QPHXTĐ]\.)(?=\s+\w+\s+[{CAPITALS}]))"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters of one weight."""

    text: str
    strong: bool = False


def is_unsafe(character: str) -> bool:
    """Return whether a character can control a terminal or is invisible; a line break is safe."""
    if character == "\n":
        return False
    if character in _BIDI or character in _INVISIBLE:
        return True
    return unicodedata.category(character) in _DROPPED_CATEGORIES


def is_plainly_safe(text: str) -> bool:
    """Return whether a quick look shows that a text has no unsafe character; False means unknown."""
    return text.replace("\n", "").isprintable() and not any(
        map(text.__contains__, _PRINTABLE_INVISIBLE)
    )


def clean(text: str) -> str:
    """Return text in NFC without control, direction, invisible or unassigned characters.

    No name, lesson or file can then control a terminal. Tabs become spaces, line breaks stay.
    """
    if text.isascii() and text.isprintable():
        return text
    flat = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if is_plainly_safe(flat):
        return unicodedata.normalize("NFC", flat)
    return unicodedata.normalize("NFC", "".join(c for c in flat if not is_unsafe(c)))


def one_line(text: str) -> str:
    """Return text as one line without unsafe characters and with single spaces."""
    return " ".join(clean(text).split())


def split_emphasis(text: str) -> tuple[Span, ...]:
    """Split text at its *emphasis*; a star without a partner, or after a backslash, is plain text."""
    if "*" not in text:
        return (Span(text),) if text else ()
    parts: list[Span] = []
    end = 0
    for match in _EMPHASIS.finditer(text):
        if match.start() > end:
            parts.append(Span(_with_stars(text[end : match.start()])))
        parts.append(Span(_with_stars(match.group(1)), strong=True))
        end = match.end()
    if end < len(text):
        parts.append(Span(_with_stars(text[end:])))
    return tuple(parts)


def strip_emphasis(text: str) -> str:
    """Return text without the stars of *emphasis*."""
    return _without_stars(text) if "*" in text else text


# Several checks, and the pages and the voice of a step, ask for the same text.
@lru_cache(maxsize=512)
def _without_stars(text: str) -> str:
    return _with_stars(_EMPHASIS.sub(r"\1", text))


def _with_stars(text: str) -> str:
    return text.replace("\\*", "*")


def with_stop(text: str) -> str:
    """Return text with a full stop at its end where no mark ends it yet."""
    return text if text[-1:] in tuple(".?!…:") else f"{text}."


def fold_case(text: str) -> str:
    """Return text for comparison: NFC, without case, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


# Several checks, and the pages and the voice of a step, part the same text.
@lru_cache(maxsize=512)
def split_sentences(text: str) -> tuple[str, ...]:
    """Split text into sentences; a line break ends a sentence too."""
    parts: list[str] = []
    for line in text.split("\n"):
        start = 0
        for match in _SENTENCE_END.finditer(line):
            if _TITLE.match(line, match.start()):
                continue
            parts.append(line[start : match.start(1)].strip())
            start = match.end()
        parts.append(line[start:].strip())
    return tuple(part for part in parts if part)
