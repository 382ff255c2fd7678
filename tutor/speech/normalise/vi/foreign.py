"""Foreign words that the lexicon lacks, written as Vietnamese syllables: rubella, ru bê la.

Names of medicines and brands are read so, by their letters. A word whose letters do not tell it is left.
"""

import re
import unicodedata
from functools import lru_cache

from tutor.vietnamese import is_syllable

_SHORTEST = 4
_ACUTE = "\u0301"

_ONSETS = {
    "b": "b", "c": "c", "ch": "ch", "d": "đ", "f": "ph", "g": "g", "h": "h", "j": "gi", "k": "c", "l": "l",
    "m": "m", "n": "n", "p": "p", "ph": "ph", "qu": "qu", "r": "r", "s": "s", "sh": "s", "t": "t", "th": "th",
    "v": "v", "x": "x", "z": "d", "": "",
}  # fmt: skip
_CODAS = {
    "": "", "m": "m", "n": "n", "ng": "ng", "nh": "nh", "l": "n", "r": "", "h": "",
    "b": "p", "p": "p", "f": "p", "v": "p", "d": "t", "t": "t", "s": "t", "z": "t", "c": "c", "g": "c",
    "k": "c", "q": "c", "x": "c",
}  # fmt: skip
_STOPS = ("p", "t", "c", "ch")
_VOWELS = {
    "a": "a", "e": "ê", "i": "i", "o": "ô", "u": "u", "y": "i", "ee": "i", "oo": "u", "ai": "ai", "oi": "oi",
    "au": "au", "ou": "u",
}  # fmt: skip
# Before a coda e is open, and o but before n.
_CLOSED = {"e": "e", "o": "o"}

_CONSONANTS = "bcdfghjklmnpqrstvxz"
_SYLLABLE = re.compile(
    rf"(?P<onset>[{_CONSONANTS}]*)(?P<vowel>ee|oo|ai|oi|au|ou|[aeiouy])"
    rf"(?P<coda>(?:ng(?![aeiouylr])|[{_CONSONANTS}](?![aeiouy]|(?<=[bcdfgkpt])[lr][aeiouy]|(?<=[cpst])h[aeiouy]))?)"
)
_CLUSTER = re.compile(r"(?P<first>s(?=[ptckmnl])|[bcdfgkpt](?=[lr])|ch(?=[lr])|ph(?=[lr])|th(?=r))")


@lru_cache(maxsize=2048)
def as_syllables(word: str) -> str | None:
    """Return a foreign word as Vietnamese syllables; None where its letters do not tell how it is read."""
    letters = word.lower()
    if len(letters) < _SHORTEST or not letters.isascii() or is_syllable(letters) or "w" in letters:
        return None
    letters = (
        re.sub(r"(.)\1", r"\1", re.sub("ck", "k", letters)) if "oo" not in letters else letters
    )
    letters = re.sub(rf"(?<=[{_CONSONANTS}])e\Z", "", letters)
    letters = re.sub(r"[rs](?=[ckpt]\Z)|(?<=[ln])[dkpt]\Z|(?<=[aeiouy])r(?=s\Z)", "", letters)
    syllables: list[str] = []
    place = 0
    while place < len(letters):
        match = _SYLLABLE.match(letters, place)
        spoken = _syllables(match) if match else None
        if match is None or spoken is None:
            return None
        syllables += spoken
        place = match.end()
    sure = len(syllables) > 1 and all(map(is_syllable, syllables))
    return " ".join(syllables) if sure else None


def _syllables(match: re.Match[str]) -> list[str] | None:
    onset, vowel, coda = match["onset"], match["vowel"], match["coda"]
    syllables: list[str] = []
    while cluster := _CLUSTER.match(onset):
        first = cluster["first"]
        syllables.append("cờ" if first == "ch" else f"{_ONSETS[first]}ờ")
        onset = onset[cluster.end() :]
    if onset not in _ONSETS or coda not in _CODAS:
        return None
    begin = _ONSETS[onset]
    if vowel[0] in "eiy":
        begin = {"c": "k" if onset == "k" else "x", "g": "gi" if onset == "g" else begin}.get(
            begin, begin
        )
    begin = begin.removesuffix("i") if begin == "gi" and vowel in "iy" else begin
    end = _CODAS[coda]
    middle = _CLOSED.get(vowel, _VOWELS[vowel]) if end and vowel + end != "on" else _VOWELS[vowel]
    if end == "c" and vowel in ("e", "i", "y"):
        end = "ch"
        middle = _VOWELS[vowel]
    if len(middle) > 1 and end:
        return None
    if end in _STOPS:
        middle = unicodedata.normalize("NFC", middle + _ACUTE)
    return [*syllables, begin + middle + end]
