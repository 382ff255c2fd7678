"""Vietnamese text: comparison without marks, syllables, and the spelling of names."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

_LONGEST = 7
_ONSET = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"

# With marks: what a Vietnamese word can be spelled like.
_MARKED_RHYME = "|".join(
    (
        "a(?:ch|ng|nh|[cmnptiouy])?",
        "ă(?:ng|[cmnpt])",
        "â(?:ng|[cmnptuy])",
        "e(?:ng|[cmnpto])?",
        "ê(?:ch|nh|ng|[cmnptu])?",
        "i(?:ch|nh|[mnptua])?",
        "iê(?:ng|[cmnptu])",
        "o(?:ng|[cmnpti])?",
        "oo(?:ng|c)",
        "oa(?:ch|ng|nh|[cmnptioy])?",
        "oă(?:ng|[cmnt])",
        "oe[nto]?",
        "ô(?:ng|[cmnpti])?",
        "ơ(?:[mnpti])?",
        "u(?:ng|[cmnptia])?",
        "uâ(?:ng|[nty])",
        "uê(?:ch|nh)?",
        "uơ",
        "uô(?:ng|[cmnti])",
        "uy(?:ch|nh|[tpnua])?",
        "uyê[nt]",
        "ư(?:ng|[cmntuai])?",
        "ươ(?:ng|[cmnptiu])",
        "y(?:ch|nh|[tnpu])?",
        "yê(?:ng|[mntu])",
    )
)
_MARKED = f"{_ONSET}(?:{_MARKED_RHYME})"
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STOPPED = ("c", "ch", "p", "t")

# Without marks: what a voice can say as a syllable; looser, because what it refuses is spelled out.
_UNMARKED = (
    _ONSET
    + r"(?:(?:a|ă|e|i|o|oa|oe|u|ua|ue|ie|ye|uo|uy|uye|y|oo)(?:ch|c|m|ng|nh|n|p|t)"
    + r"|a|e|i|o|u|y|ai|ao|au|ay|eo|eu|ia|iu|ieu|yeu|oa|oai|oay|oeo|oe|oi|ua|uay|ue|ui|uoi|uou|uu|uya|uyu"
    + r"|uy|uo|ya|uao|oao)"
)

# The capitals, for classes of regular expressions.
CAPITALS = "A-ZĐ" + "".join(
    unicodedata.normalize("NFC", letter + tone)
    for letter in "AĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
)

# A small letter before a capital: a sign of text decoded with the wrong encoding.
_MIXED_CASE = re.compile("[a-z].*[A-ZÀ-ÝĂĐĨŨƠƯ]")
_BETWEEN_WORDS = re.compile(r"[\s\x00-\x40\x5b-\x60\x7b-\xa0‘’“”–—…•]+")
_ENOUGH = 50_000

# Frequent words of lists of people: surnames, middle names, headings.
_USUAL = frozenset(
    """
    nguyễn trần lê phạm hoàng huỳnh vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn vương trịnh trương lương lưu
    phùng tô hà tạ triệu thái hứa lục lò giàng sùng mã thị văn đức hữu ngọc xuân đình bá thế họ tên và thôn
    xóm bản ấp tổ hộ chủ ghi chú xưng hô giới tính nữ ngày năm số điện thoại địa chỉ bác ông bà cụ cô danh
    sách xã đệm học viên
    """.split()  # noqa: SIM905 - words are read more easily so
)


# Compiled when a word is first looked at: the first screen looks at none.
_compiled = cache(re.compile)


@lru_cache(maxsize=4096)
def unmarked(text: str) -> str:
    """Return a text in small letters without Vietnamese marks, đ as d."""
    parts = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def is_syllable(word: str) -> bool:
    """Return whether a voice can say the letters as one Vietnamese syllable, marks ignored."""
    return len(word) <= _LONGEST and _compiled(_UNMARKED).fullmatch(unmarked(word)) is not None


def split_syllables(word: str) -> list[str]:
    """Split a run of letters into the fewest syllables; return an empty list where that is impossible."""
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


@cache
def is_spelled(word: str) -> bool:
    """Return whether a word is a Vietnamese syllable with all its marks in their places."""
    if len(word) > _LONGEST or _MIXED_CASE.search(word):
        return False
    parts = unicodedata.normalize("NFD", word.lower())
    tones = _TONES.findall(parts)
    toneless = unicodedata.normalize("NFC", _TONES.sub("", parts))
    if len(tones) > 1 or not _compiled(_MARKED).fullmatch(toneless):
        return False
    # Syllables that end in c, ch, p or t have one of two tones; ă and â do so as all others.
    return not toneless.endswith(_STOPPED) or tones in (["\u0301"], ["\u0323"])


@dataclass(frozen=True, slots=True)
class SpellingCount:
    """Counts of words with marks: Vietnamese syllables, frequent words among them, impossible words."""

    spelled: int
    usual: int
    odd: int

    @property
    def score(self) -> int:
        """Higher is more likely Vietnamese."""
        return self.spelled + 2 * self.usual - 2 * self.odd

    @property
    def is_vietnamese(self) -> bool:
        """Whether the text can be Vietnamese; a foreign word now and then does no harm."""
        return self.odd == 0 or self.spelled >= 3 * self.odd


def count_spelling(text: str) -> SpellingCount:
    """Count the words with marks in the first 50,000 characters of a text."""
    spelled = usual = odd = 0
    for word in _BETWEEN_WORDS.split(unicodedata.normalize("NFC", text[:_ENOUGH])):
        if not word.isascii():
            spelled += is_spelled(word)
            usual += word.lower() in _USUAL and is_spelled(word)
            odd += not is_spelled(word)
    return SpellingCount(spelled, usual, odd)


def capitalise_words(name: str) -> str:
    """Return a name with a capital at the start of each word; other letters stay as typed."""
    return " ".join(word[:1].upper() + word[1:] for word in name.split())


def capitalise_name(name: str) -> str:
    """Return a name with one capital at the start of each word, also when it was typed in capitals.

    The TCVN3 encoding has no capitals with tones: NGUYỄN arrives as NGUYễN.
    """
    return " ".join(map(_capitalise_word, name.split()))


def restore_capitals(text: str) -> str:
    """Return a text with words in capitals completed: XóM becomes XÓM."""
    return " ".join(word.upper() if _is_all_capitals(word) else word for word in text.split())


def _capitalise_word(word: str) -> str:
    if _is_all_capitals(word):
        return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
    return word[:1].upper() + word[1:]


def _is_all_capitals(word: str) -> bool:
    """Return whether most letters of a word are capitals; TCVN3 has none with tones."""
    return len(word) > 1 and sum(map(str.isupper, word)) > sum(map(str.islower, word))


# Without their marks too: not every keyboard has them.
_THOUSAND, _MILLION = ("k", "nghìn", "ngàn", "nghin", "ngan"), ("tr", "triệu", "trieu")
_UNITS = {"": 1, **dict.fromkeys(_THOUSAND, 1_000), **dict.fromkeys(_MILLION, 1_000_000)}
_NUMBER = re.compile(
    rf"(\d{{1,3}}(?:[., ]\d{{3}})+|\d+) ?({'|'.join((*_THOUSAND, *_MILLION))})? ?(?:đ|đồng|d|dong|vnd|vnđ)?"
)


def number_in(text: str) -> int | None:
    """Return the number that a text such as "500.000đ" or "5 triệu" means; None if it is not clear."""
    match = _NUMBER.fullmatch(text.casefold().strip())
    if match is None:
        return None
    return int(re.sub(r"[., ]", "", match[1])) * _UNITS[match[2] or ""]
