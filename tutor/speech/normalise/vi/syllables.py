"""Vietnamese syllables by their letters, with or without their marks."""

import re
import unicodedata
from functools import cache

_ONSET = r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|g|h|k|l|m|n|p|r|s|t|v|x)?"
_RHYME = (
    r"(?:(?:a|ă|e|i|o|oa|oe|u|ua|ue|ie|ye|uo|uy|uye|y|oo)(?:ch|c|m|ng|nh|n|p|t)"
    r"|a|e|i|o|u|y|ai|ao|au|ay|eo|eu|ia|iu|ieu|yeu|oa|oai|oay|oeo|oe|oi|ua|uay|ue|ui|uoi|uou|uu|uya|uyu|uy|uo|ya|uao|oao)"
)
_SYLLABLE = re.compile(_ONSET + _RHYME)
_LONGEST = 7


@cache
def bare(word: str) -> str:
    """Return a word in small letters without its marks, đ as d."""
    parts = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    return "".join(c for c in parts if not unicodedata.combining(c))


def is_syllable(word: str) -> bool:
    """Tell whether the letters can be a Vietnamese syllable, marks left aside."""
    return len(word) <= _LONGEST and _SYLLABLE.fullmatch(bare(word)) is not None


def split_syllables(word: str) -> list[str]:
    """Split letters written as one into the fewest syllables; empty when they are not such."""
    best: list[list[str] | None] = [[], *[None] * len(word)]
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST), end):
            head = best[start]
            # A longer last part wins: "lenh|bat" rather than "len|hbat" has no say, "le|nhbat" neither.
            if head is not None and is_syllable(word[start:end]):
                now = best[end]
                if now is None or len(head) + 1 < len(now):
                    best[end] = [*head, word[start:end]]
    return best[len(word)] or []
