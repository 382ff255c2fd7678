"""Roman numerals in Vietnamese: after a word that announces one, in names and as headings."""

import re

from tutor.speech.normalise.rules import Rule, Voice, rule
from tutor.speech.normalise.text import MATCHED
from tutor.speech.normalise.vi.numbers import nth
from tutor.vietnamese import CAPITALS

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_WELL_FORMED = re.compile(r"M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})")


def roman_value(letters: str) -> int | None:
    """Return the value of a Roman numeral in capitals; None when it is invalid."""
    if not letters or not _WELL_FORMED.fullmatch(letters):
        return None
    values = [_VALUES[letter] for letter in letters]
    return sum(
        -v if v < following else v for v, following in zip(values, [*values[1:], 0], strict=True)
    )


def _roman(match: re.Match[str], voice: Voice) -> str | None:
    number = roman_value(match["x"])
    if number is None or (len(match["x"]) == 1 and match["x"] in "LCDM"):
        return None
    return nth(number, match["word"].lower(), voice)


ROMAN: tuple[Rule, ...] = (
    rule(
        r"(?<!\w)(?P<word>(?i:thứ|quý|khóa|khoá|thế\ kỷ|thế\ kỉ|thế\ chiến|chương|phần|mục|hạng|loại|cấp|lần|"
        r"đại\ hội|tập|kỳ|kì|đợt|vùng|khu|khu\ vực|giai\ đoạn|quyển|bảng|cụm|khối|lớp|nhóm|"
        r"độ|phụ\ lục|bậc|giải))"
        r"\s+(?P<x>[IVXL]+)(?!\w)",
        _roman,
        "IVXL",
        any_case=False,
    ),
    # Behind any other word: Thăng Long II; and the headings of a list. XX hides digits.
    rule(
        r"(?<![\w./-])(?P<word>)(?P<x>(?!X+\b)[IVX]{2,})(?![\w/-])",
        _roman,
        "IVX",
        any_case=False,
    ),
    rule(
        rf"(?:^|\n|[.;:]\s)(?P<word>)(?P<x>[IVX])(?=\.\s[{CAPITALS}][^\W\d_])",
        _roman,
        "IVX",
        any_case=False,
    ),
    # The second century of a range.
    rule(
        rf"{MATCHED}\s?[-–]\s?(?P<x>[IVX]{{2,}})(?!\w)",
        lambda m, v: v.cardinal(roman_value(m["x"]) or 0) if roman_value(m["x"]) else None,
        "IVX",
        any_case=False,
    ),
)
