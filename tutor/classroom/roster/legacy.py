"""The two sets of letters of before Unicode, TCVN3 (ABC) and VNI, as they look where Unicode is expected.

Both put Vietnamese letters where other languages have theirs, and the font did the rest. What a set has
no meaning for becomes U+FFFD, so that text of another kind is not taken for one of these.
"""

import re
import unicodedata

UNKNOWN = "\ufffd"

# TCVN3: one code a letter. Capitals with a tone have none: a font of capitals (.VnTimeH) showed them.
_TCVN3_RUNS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
TCVN3 = {
    chr(start + place): letter
    for start, letters in _TCVN3_RUNS.items()
    for place, letter in enumerate(letters)
}

# VNI: i, đ, ơ, ư and ỵ have codes of their own; all other marks are a second letter after the vowel.
VNI_LETTERS = {
    "ñ": "đ",
    "ô": "ơ",
    "ö": "ư",
    "í": "í",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
    "î": "ỵ",
}
VNI_LETTERS |= {sign.upper(): letter.upper() for sign, letter in VNI_LETTERS.items()}
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_ROOF, _BREVE = "\u0302", "\u0306"
VNI_MARKS = {
    "ø": _GRAVE,
    "ù": _ACUTE,
    "û": _HOOK,
    "õ": _TILDE,
    "ï": _DOT,
    "â": _ROOF,
    "à": _ROOF + _GRAVE,
    "á": _ROOF + _ACUTE,
    "å": _ROOF + _HOOK,
    "ã": _ROOF + _TILDE,
    "ä": _ROOF + _DOT,
    "ê": _BREVE,
    "è": _BREVE + _GRAVE,
    "é": _BREVE + _ACUTE,
    "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}
_MARKS = "".join(VNI_MARKS)
_VNI = re.compile(f"([aeouyôö])([{_MARKS}])|([^\\x00-\\xa0])", re.IGNORECASE)
# Quotes and dashes that Windows had beside all of these letters.
_BESIDE = frozenset("‘’“”–—…•")


def from_tcvn3(text: str) -> str:
    """Return text that was typed with a TCVN3 (ABC) font in the letters that it showed."""
    return "".join(TCVN3.get(sign) or _kept(sign) for sign in text)


def from_vni(text: str) -> str:
    """Return text that was typed with a VNI font in the letters that it showed."""
    return _VNI.sub(_vni_letter, text)


def _vni_letter(match: re.Match[str]) -> str:
    base, mark, single = match.groups()
    if single:
        return VNI_LETTERS.get(single) or _kept(single)
    letter = unicodedata.normalize("NFC", VNI_LETTERS.get(base, base) + VNI_MARKS[mark.lower()])
    # Only vowels of Vietnamese are one letter then, and of these a breve stands on the a alone.
    return letter if len(letter) == 1 and letter not in "ĕĔŏŎŭŬûÛŷŶ" else UNKNOWN


def _kept(sign: str) -> str:
    return sign if sign <= "\xa0" or sign in _BESIDE else UNKNOWN
