"""Vietnamese letters from plain keys, as a phone's keyboard makes them (Telex).

Vowels are doubled or take w (aa â, aw ă, oo ô, ow ơ, uw ư), dd is đ, and s f r x j set the tone of a word;
z removes it. Of two final vowels the first has the tone (hòa, khỏe, thủy). A key that has no mark to add adds
its letter; pressed once more, a key undoes its mark and adds its letter.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_CIRCUMFLEX_KEYS = "aeo"
_VOWELS = "aeiouy"


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter without its marks, the mark that makes another letter of it, and the tone on it."""

    base: str
    mark: str = ""
    tone: str = ""

    @property
    def low(self) -> str:
        return self.base.lower()

    @property
    def vowel(self) -> bool:
        return self.low in _VOWELS

    def __str__(self) -> str:
        return unicodedata.normalize("NFC", self.base + self.mark + self.tone)


_Word = tuple[_Letter, ...]


def telex(text: str, key: str) -> str:
    """Return a text after one key on the keyboard."""
    ending = "".join(takewhile(str.isalpha, reversed(text)))[::-1]
    before, word = text.removesuffix(ending), tuple(map(_letter, ending))
    change = _apply_mark_key(word, key.lower()) if word else None
    if change is None:
        return before + _joined(_with_letter(word, key))
    new_word, undone = change
    return before + _joined(new_word) + (key if undone else "")


def _letter(sign: str) -> _Letter:
    parts = unicodedata.normalize("NFD", sign)
    base, marks = parts[0], parts[1:]
    tone = "".join(mark for mark in marks if mark in _TONES.values())
    return _Letter(base, "".join(mark for mark in marks if mark not in tone), tone)


def _joined(word: _Word) -> str:
    return "".join(map(str, word))


def _with_letter(word: _Word, key: str) -> _Word:
    """Return a word with a further letter: the tone may move, and uơ becomes ươ before another letter."""
    if not key.isalpha():
        return (*word, _Letter(key))
    if len(word) > 1 and _is(word[-1], "o", _HORN) and _is(word[-2], "u") and not _after_q(word):
        word = (*word[:-2], replace(word[-2], mark=_HORN), word[-1])
    return _place_tone((*word, _letter(key)), _tone_of(word))


def _apply_mark_key(word: _Word, key: str) -> tuple[_Word, bool] | None:
    """Return the word after a mark key, and whether the key undid a mark; None if it changes nothing."""
    if key in _TONES or key == "z":
        return _with_tone(word, _TONES.get(key, ""))
    if key == "d":
        return _with_stroke(word)
    if key == "w":
        return _with_hook(word)
    return _with_circumflex(word, key) if key in _CIRCUMFLEX_KEYS else None


def _with_tone(word: _Word, tone: str) -> tuple[_Word, bool] | None:
    present = _tone_of(word)
    if not _nucleus(word) or (not tone and not present):
        return None
    return _place_tone(word, "" if tone == present else tone), bool(tone) and tone == present


def _with_stroke(word: _Word) -> tuple[_Word, bool] | None:
    first, rest = word[0], word[1:]
    if first.low == "d":
        return (_Letter("Đ" if first.base.isupper() else "đ"), *rest), False
    if first.low == "đ":
        return (_Letter("D" if first.base.isupper() else "d"), *rest), True
    return None


def _with_circumflex(word: _Word, key: str) -> tuple[_Word, bool] | None:
    """Put the circumflex on the last letter, or on the vowel before the final consonants."""
    nucleus = _nucleus(word)
    closed = bool(nucleus) and nucleus[-1] + 1 < len(word)
    there = [i for i in nucleus if word[i].low == key]
    if not there or (there[-1] != len(word) - 1 and not closed):
        return None
    return _toggle_mark(word, there[-1:], _CIRCUMFLEX)


def _with_hook(word: _Word) -> tuple[_Word, bool] | None:
    """Make ă of a, ơ of o, ư of u, ưa of ua, ưu of uu, and ươ of uo before further letters."""
    nucleus = _nucleus(word)
    vowels = "".join(word[i].low for i in nucleus)
    if "uo" in vowels:
        at = vowels.index("uo")
        last = nucleus[at + 1] == len(word) - 1
        both = nucleus[at : at + 2]
        if last and not word[both[0]].mark and not word[both[1]].mark:
            return _toggle_mark(word, both[1:], _HORN)
        return _toggle_mark(word, both, _HORN)
    for pair in ("ua", "uu"):
        if pair in vowels:
            return _toggle_mark(word, (nucleus[vowels.index(pair)],), _HORN)
    hooked = [i for i in nucleus if word[i].low in "aou"]
    if not hooked:
        return None
    return _toggle_mark(word, hooked[-1:], _BREVE if word[hooked[-1]].low == "a" else _HORN)


def _toggle_mark(word: _Word, places: Sequence[int], mark: str) -> tuple[_Word, bool]:
    undone = all(word[i].mark == mark for i in places)
    new_word = tuple(
        replace(letter, mark="" if undone else mark) if i in places else letter
        for i, letter in enumerate(word)
    )
    return _place_tone(new_word, _tone_of(word)), undone


def _tone_of(word: _Word) -> str:
    return next((letter.tone for letter in word if letter.tone), "")


def _place_tone(word: _Word, tone: str) -> _Word:
    """Return the word with its tone on the right vowel."""
    nucleus = _nucleus(word)
    at = _tone_position(word, nucleus) if nucleus else -1
    return tuple(replace(letter, tone=tone if i == at else "") for i, letter in enumerate(word))


def _tone_position(word: _Word, nucleus: tuple[int, ...]) -> int:
    marked = [i for i in nucleus if word[i].mark]
    if marked:
        return marked[-1]
    if len(nucleus) == 3:
        return nucleus[1]
    closed = nucleus[-1] + 1 < len(word)
    return nucleus[-1] if closed else nucleus[0]


def _nucleus(word: _Word) -> tuple[int, ...]:
    """Return the indices of the vowels that follow one another, without the u of qu and the i of gi."""
    start = next((i for i, letter in enumerate(word) if letter.vowel), len(word))
    end = next((i for i in range(start, len(word)) if not word[i].vowel), len(word))
    before = word[start - 1].low if start else ""
    glides = end - start > 1 and f"{before}{word[start].low}" in ("qu", "gi")
    return tuple(range(start + 1 if glides else start, end))


def _after_q(word: _Word) -> bool:
    return len(word) > 2 and word[-3].low == "q"


def _is(letter: _Letter, base: str, mark: str = "") -> bool:
    return letter.low == base and letter.mark == mark
