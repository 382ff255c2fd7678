"""Vietnamese quantities: thousands, decimals, ranges, parts of a whole, reckoning, ordinals."""

import re

from tutor.speech.normalise.roman import roman_value
from tutor.speech.normalise.rules import Rule, rule
from tutor.speech.normalise.vi.numbers import DASH, NUMBER, ordinal
from tutor.speech.normalise.voice import Voice

_SIGNS = {
    "+": "cộng", "-": "trừ", "−": "trừ", "–": "trừ", "×": "nhân", "x": "nhân", "*": "nhân",
    "÷": "chia", ":": "chia", "/": "chia", "=": "bằng", "<": "nhỏ hơn", ">": "lớn hơn",
    "≤": "nhỏ hơn hoặc bằng", "≥": "lớn hơn hoặc bằng", "≈": "gần bằng", "≠": "khác",
}  # fmt: skip

# A place in a row: step 3 of 8.
_OF = (
    r"bước|câu|trang|bài|mức|phần|màn|đúng|được|điểm|đạt|lượt|vòng|tổ|tỷ\ lệ|tỉ\ lệ|huyết\ áp|bậc|"
    r"thẻ|ô|chặng|mục|ngõ|ngách|hẻm|kiệt|số\ nhà"
)


def amount(written: str, voice: Voice) -> str:
    """Return a quantity in words: 1.500 and 3,5 as Vietnamese write them, 3.5 and 1,500,000 as well."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", written):
        return voice.cardinal(written.replace(",", ""))
    whole, _, decimals = written.partition(",")
    if re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+", whole) and whole[0] != "0":
        whole = re.sub(r"\D", "", whole)
    if "." in whole:
        return " chấm ".join(voice.plain(part) for part in whole.split("."))
    said = voice.plain(whole)
    return f"{said} phẩy {_decimals(decimals, voice)}" if decimals else said


def _decimals(digits: str, voice: Voice) -> str:
    if len(digits) > 2 or digits[0] == "0":
        return voice.digits(digits)
    return voice.cardinal(digits)


def _range(match: re.Match[str], voice: Voice) -> str:
    numbers = re.split(r"\s?[-–—~]\s?", match["x"])
    said = [amount(number, voice) for number in numbers]
    if re.search(r"t[ỷỉ] số(?: là)?\s*$", match.string[: match.start("x")], re.IGNORECASE):
        return " ".join(said)
    return " đến ".join(said) if len(said) == 2 else ", ".join(said)


def _part(match: re.Match[str], voice: Voice) -> str | None:
    top, bottom = int(match["a"]), int(match["b"])
    said = (voice.cardinal(top), voice.cardinal(bottom))
    if match["of"]:
        return " trên ".join(said)
    if 0 < top < bottom <= 10 and match["noun"]:
        return f"{said[0]} phần {ordinal(bottom, said[1]) if bottom == 4 else said[1]}"
    return None


def _reckoning(match: re.Match[str], voice: Voice) -> str | None:
    parts = re.split(rf"\s*([{re.escape(''.join(_SIGNS))}])\s*", match["x"], flags=re.IGNORECASE)
    signs = {sign.lower() for sign in parts[1::2]}
    if signs <= {"-", "–", "/", ":", "*"}:
        return None
    words = [amount(part, voice) for part in parts[::2]]
    said = [words[0]]
    for sign, word in zip(parts[1::2], words[1:], strict=True):
        said += [_SIGNS[sign.lower()], word]
    return " ".join(said)


def _ordinal(match: re.Match[str], voice: Voice) -> str:
    number = int(match["x"])
    said = voice.cardinal(number)
    # Of the months the fourth alone has a name of its own: the first is "tháng một".
    return ordinal(number, said) if number == 4 or match["word"].lower() == "thứ" else said


def _roman(match: re.Match[str], voice: Voice) -> str | None:
    number = roman_value(match["x"])
    if number is None or (len(match["x"]) == 1 and match["x"] in "LCDM"):
        return None
    said = voice.cardinal(number)
    return ordinal(number, said) if match["word"].lower() == "thứ" else said


def _more(match: re.Match[str], voice: Voice) -> str:
    return f"{amount(match['a'], voice)} trở lên"


def _groups(match: re.Match[str], voice: Voice) -> str:
    digits = match["x"].replace(" ", "")
    if match["x"].endswith(" 000") and match["x"][0] != "0":
        return voice.cardinal(digits)
    return voice.grouped(match["x"])


def _number(match: re.Match[str], voice: Voice) -> str:
    written = match["n"]
    if written.isdecimal() and len(written) > 6 and not written.endswith("000"):
        return voice.grouped(written)
    said = amount(written, voice)
    return f"âm {said}" if match["minus"] else said


PARTS: tuple[Rule, ...] = (
    rule(
        rf"(?<![\w.,/-])(?:(?P<of>{_OF})(?:\s+(?:là|số))?\s+)(?P<x>(?P<a>\d{{1,3}})\s?[/:]\s?(?P<b>\d{{1,3}}))"
        r"(?P<noun>)(?![\w/]|[.,]\d)",
        _part,
    ),
    rule(
        r"(?<![\w.,/-])(?P<of>)(?P<x>(?P<a>\d{1,2})/(?P<b>\d{1,2}))"
        r"(?=\s+(?!và\b|là\b|thì\b|đến\b|tới\b|hoặc\b|hằng\b|hàng\b|năm\b|này\b|nhé\b|vừa\b)"
        r"(?P<noun>[^\W\d_]))(?![\w/])",
        lambda m, v: None if _dated(m) else _part(m, v),
    ),
)

QUANTITIES: tuple[Rule, ...] = (
    rule(r"thứ\ \d\s?(?P<x>[-–—])\s?(?=thứ\ \d)", lambda _m, _v: "đến"),
    rule(
        rf"(?<![\w.,/])(?P<x>{NUMBER}(?:\s*[+×÷=<>≤≥≈≠]\s*{NUMBER}|(?:\s+[-−–xX*:/]\s+|x){NUMBER})+)(?!\w)",
        _reckoning,
    ),
    rule(
        rf"(?<![\w.,/-])(?P<x>{NUMBER}(?:{DASH}{NUMBER})+)(?![\w/])",
        _range,
    ),
    rule(
        r"(?<!\w)(?P<word>thứ|tháng)\s+(?P<x>\d{1,3})(?!\w|[.,]\d)",
        _ordinal,
    ),
    rule(r"(?<![\w.,])(?P<x>(?P<a>\d{1,3})\+)(?![\w+])", _more),
    rule(r"(?<![\w.,])(?<!năm\ )(?P<x>\d{3,4}(?:\ \d{3,4})+)(?![\w]|[.,]\d)", _groups),
)

ROMAN: tuple[Rule, ...] = (
    rule(
        r"(?<!\w)(?P<word>(?i:thứ|quý|khóa|khoá|thế\ kỷ|thế\ kỉ|chương|phần|mục|hạng|loại|cấp|lần|"
        r"đại\ hội|tập|kỳ|kì|đợt|vùng|khu|nhóm))\s+(?P<x>[IVXLCDM]+)(?!\w)",
        _roman,
        "IVXLCDM",
        any_case=False,
    ),
)

NUMBERS: tuple[Rule, ...] = (
    rule(
        rf"""(?:(?P<minus>(?<![\w)])−|(?<=[^\W\d_]\ )-))?
        (?P<n>\d{{1,3}}(?:,\d{{3}}){{2,}}(?!\d)|(?<![\d.])\d+(?:\.\d+){{2,}}(?![\d.]|,\d)|{NUMBER}(?!\d|[.,]\d)|\d+\.\d+|\d+)""",
        _number,
    ),
)


def _dated(match: re.Match[str]) -> bool:
    before = match.string[: match.start()].rstrip().rsplit(" ", 1)[-1].lower().strip("(,")
    return before in _DATE_WORDS


_DATE_WORDS = frozenset(
    [
        "ngày",
        "mùng",
        "mồng",
        "hôm",
        "lễ",
        "dịp",
        "khánh",
        "sáng",
        "trưa",
        "chiều",
        "tối",
        "đêm",
        "từ",
        "đến",
        "tới",
        "trước",
        "sau",
        "hạn",
        "kể",
        "hết",
        "tuần",
        "rằm",
        "hai",
        "ba",
        "tư",
        "năm",
        "sáu",
        "bảy",
        "nhật",
    ]
)
