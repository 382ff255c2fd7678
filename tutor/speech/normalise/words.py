"""Reads the text that no rule matched: words by the lexicon, words in capitals, marks as pauses."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from tutor.speech.normalise.lexicon import Lexicon, look_up
from tutor.speech.normalise.rules import Voice
from tutor.speech.normalise.text import NUMERAL, Kind, Piece, PreparedText

_PIECE = re.compile(
    r"(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<space>\s+)|(?P<pause>\.{3,}|[.,;:?!…])|(?P<digits>\d+)|(?P<other>.)",
    re.DOTALL,
)
# The smallest parts that have characters of their own.
_FINEST = 320

_BREAKS = frozenset("()[]{}–—−|→><•")


def pieces(prepared: PreparedText, matched: Sequence[Piece], voice: Voice) -> list[Piece]:
    """Return the whole text as pieces in order: the matched ones, and words and marks between them."""
    raw: list[Piece] = []
    place = 0
    for piece in matched:
        raw.extend(_cut(prepared, place, piece.start, voice))
        raw.append(piece)
        place = piece.end
    raw.extend(_cut(prepared, place, len(prepared.text), voice))
    return _read_words(raw, prepared.text, voice)


def settle_phrases(pieces: Sequence[Piece], lexicon: Lexicon) -> None:
    """Apply lexicon forms of several words also where only signs or capitals separate the words.

    In the spoken text such words are adjacent, and a second normalisation would match them.
    """
    words = [(piece, word) for piece in pieces for word in piece.spoken.split()]
    lowered = [word.lower() for _, word in words]
    place = 0
    while place < len(words):
        for count in lexicon.phrases.get(lowered[place], ()):
            spoken = lexicon.compounds.get(" ".join(lowered[place : place + count]))
            if spoken is not None:
                _merge_words(words, place, count, spoken)
                place += count - 1
                break
        place += 1


def _merge_words(words: list[tuple[Piece, str]], place: int, count: int, spoken: str) -> None:
    phrase = [piece for piece, _ in words[place : place + count]]
    words[place : place + count] = [(piece, "") for piece in phrase]
    words[place] = (phrase[0], spoken)
    for piece in phrase:
        piece.spoken = " ".join(word for owner, word in words if owner is piece and word)


def _cut(prepared: PreparedText, start: int, end: int, voice: Voice) -> Iterator[Piece]:
    for match in _PIECE.finditer(prepared.text, start, end):
        kind = match.lastgroup
        first, last = match.span()
        if kind == "word":
            yield from _word_pieces(match[0], first, voice)
        elif kind == "space":
            yield Piece(first, last, "", Kind.SILENT)
        elif kind == "pause":
            yield Piece(first, last, "…" if last - first > 1 else match[0], Kind.PAUSE)
        elif kind == "digits":
            yield Piece(first, last, voice.plain(match[0]), Kind.SPOKEN)
        elif match[0] == NUMERAL:
            yield Piece(first, last, _numeral(prepared.composed[first], voice), Kind.SPOKEN)
        else:
            yield Piece(first, last, *_sign(prepared.text, first))


def _word_pieces(word: str, start: int, voice: Voice) -> Iterator[Piece]:
    inner = word[1:]
    if (
        inner.islower()
        or not inner
        or word.isupper()
        or look_up(voice.lexicon.words, word) is not None
    ):
        yield Piece(start, start + len(word), word, Kind.WORD)
        return
    cuts = _camel_parts(word)
    for cut, following in zip(cuts, [*cuts[1:], len(word)], strict=True):
        part = word[cut:following].strip("'")
        # A single capital within a word is a letter, not a Roman numeral.
        yield Piece(
            start + cut, start + following, part if len(part) > 1 else part.lower(), Kind.WORD
        )


def _camel_parts(word: str) -> list[int]:
    """Return the start indices of the parts of a word such as NhaVanHoa, 0 first."""
    cuts = [0]
    for index, (left, right) in enumerate(pairwise(word), 1):
        after = word[index + 1 : index + 2]
        if (right.isupper() and not left.isupper()) or (
            left.isupper() and right.isupper() and after.islower()
        ):
            cuts.append(index)
    return cuts


def _numeral(character: str, voice: Voice) -> str:
    value = Fraction(unicodedata.numeric(character, 0)).limit_denominator(_FINEST)
    if value < 0:
        return ""
    top = voice.cardinal(value.numerator)
    return (
        top if value.denominator == 1 else f"{top} {voice.over} {voice.cardinal(value.denominator)}"
    )


def _sign(text: str, place: int) -> tuple[str, Kind]:
    sign = text[place]
    # A pictogram parts what stands beside it.
    if sign in _BREAKS or unicodedata.category(sign) == "So":
        return ",", Kind.BREAK
    if sign in "-/" and not (
        text[place - 1 : place].strip() and text[place + 1 : place + 2].strip()
    ):
        return ",", Kind.BREAK
    return "", Kind.SILENT


def _read_words(raw: list[Piece], text: str, voice: Voice) -> list[Piece]:
    settled: list[Piece] = []
    place = 0
    while place < len(raw):
        piece = raw[place]
        if piece.kind is Kind.WORD:
            piece, place = _dotted(raw, place, text, voice) or (piece, place)
        if piece.kind is Kind.WORD:
            piece.spoken = _word(raw, place, text, voice)
        settled.append(piece)
        place += 1
    return settled


def _dotted(raw: list[Piece], place: int, text: str, voice: Voice) -> tuple[Piece, int] | None:
    """Return the abbreviation formed by this word and the dot after it, and its last index; else None."""
    piece = raw[place]
    if text[piece.end : piece.end + 1] != "." or place + 1 == len(raw):
        return None
    spoken = look_up(voice.lexicon.dotted, piece.spoken)
    if spoken is None or raw[place + 1].kind is not Kind.PAUSE:
        return None
    return Piece(piece.start, raw[place + 1].end, spoken, Kind.SPOKEN), place + 1


def _word(raw: list[Piece], place: int, text: str, voice: Voice) -> str:
    word = raw[place].spoken
    entries = voice.lexicon.words
    lowered = word.lower()
    if (spoken := entries.get(lowered)) is not None:
        return spoken
    if (spoken := entries.get(word)) is not None:
        # Among other words in capitals it is an ordinary word, not the abbreviation of the same letters.
        among_capitals = any(
            _is_next_to_capitals(raw, place, step, text, voice) for step in (-1, 1)
        )
        return lowered if among_capitals and voice.capitals(word, voice) == lowered else spoken
    if len(word) == 1:
        return voice.letter(word, voice)
    if word[1:].islower() or not any(c.isupper() for c in word):
        return voice.foreign(voice.respell(word))
    return voice.capitals(word, voice) if word.isupper() else voice.foreign(voice.respell(lowered))


def _is_next_to_capitals(raw: list[Piece], place: int, step: int, text: str, voice: Voice) -> bool:
    """Return whether the next word on a side is an ordinary word in capitals."""
    place += step
    while 0 <= place < len(raw) and raw[place].kind in (Kind.SILENT, Kind.BREAK):
        place += step
    if not 0 <= place < len(raw):
        return False
    word = text[raw[place].start : raw[place].end]
    ordinary = look_up(voice.lexicon.words, word) is None
    return (
        ordinary
        and len(word) > 1
        and word.isalpha()
        and word.isupper()
        and voice.capitals(word, voice) == word.lower()
    )
