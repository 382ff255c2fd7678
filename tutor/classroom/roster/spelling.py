"""How much a text looks like Vietnamese: which of its words with marks can be syllables."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STOPPED = ("c", "ch", "p", "t")
_ONSET = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
_RHYME = "|".join(
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
_SYLLABLE = re.compile(f"{_ONSET}(?:{_RHYME})")
# A small letter before a capital: no one writes so, but letters read in the wrong way look so.
_CROOKED = re.compile("[a-z].*[A-ZĐ]")
_APART = re.compile(r"[\s\x00-\x40\x5b-\x60\x7b-\xa0‘’“”–—…•]+")
_ENOUGH = 50_000

# Words with marks that lists of people are full of: surnames, middle names, headings.
_USUAL = frozenset(
    """
    nguyễn trần lê phạm hoàng huỳnh vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn vương trịnh trương lương lưu
    phùng tô hà tạ triệu thái hứa lục lò giàng sùng mã thị văn đức hữu ngọc xuân đình bá thế họ tên và thôn
    xóm bản ấp tổ hộ chủ ghi chú xưng hô giới tính nữ ngày năm số điện thoại địa chỉ bác ông bà cụ cô danh
    sách xã đệm học viên
    """.split()  # noqa: SIM905 - words are read more easily so
)


@dataclass(frozen=True, slots=True)
class Look:
    """How many words with marks are syllables, how many are usual ones, and how many are neither."""

    spelled: int
    usual: int
    odd: int

    @property
    def points(self) -> int:
        """How much speaks for it."""
        return self.spelled + 2 * self.usual - 2 * self.odd

    @property
    def is_vietnamese(self) -> bool:
        """Whether it can be Vietnamese at all; a foreign word now and then does no harm."""
        return self.odd == 0 or self.spelled >= 3 * self.odd


def look(text: str) -> Look:
    """Look at the words of a text that are more than plain letters."""
    spelled = usual = odd = 0
    for word in _APART.split(unicodedata.normalize("NFC", text[:_ENOUGH])):
        if not word.isascii():
            spelled += is_spelled(word)
            usual += word.lower() in _USUAL and is_spelled(word)
            odd += not is_spelled(word)
    return Look(spelled, usual, odd)


@cache
def is_spelled(word: str) -> bool:
    """Tell whether a word is a Vietnamese syllable with all its marks where they belong."""
    if len(word) > 7 or _CROOKED.search(word):
        return False
    apart = unicodedata.normalize("NFD", word.lower())
    tones = _TONES.findall(apart)
    plain = unicodedata.normalize("NFC", _TONES.sub("", apart))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(plain):
        return False
    # Syllables that end in c, ch, p or t have one of two tones; ă and â do so as all others.
    return not plain.endswith(_STOPPED) or tones in (["\u0301"], ["\u0323"])
