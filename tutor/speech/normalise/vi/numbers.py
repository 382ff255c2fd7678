"""Vietnamese numbers in words: quantities, ranges, parts, ordinals."""

import re
from dataclasses import dataclass

from tutor.speech.normalise.rules import Rule, Voice, rule

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")

# A dash between two numbers has a space on both sides or on none.
DASH = r"(?:\ [-–—~]\ |[-–—~])"

# A quantity as Vietnamese write it: dots between thousands, a comma before decimals.
NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?!\d)|\d+)(?:,\d+(?!\d|,\d))?"


@dataclass(frozen=True, slots=True)
class Style:
    """Words that differ between regions: a thousand, the link before units, four after tens."""

    thousand: str
    link: str
    four: str


STYLES = {"bac": Style("nghìn", "linh", "tư"), "nam": Style("ngàn", "lẻ", "bốn")}


def cardinal(number: int, style: Style) -> str:
    """Return a quantity below 10^18 in words."""
    high, low = divmod(number, 10**9)
    if not high:
        return " ".join(_millions(low, style, full=False)) or DIGITS[0]
    words = [*_millions(high, style, full=False), "tỷ"]
    if low:
        words += _millions(low, style, full=True)
    return " ".join(words)


def _millions(number: int, style: Style, *, full: bool) -> list[str]:
    words: list[str] = []
    for size, name in ((10**6, "triệu"), (10**3, style.thousand), (1, "")):
        part = number // size % 1000
        if part:
            words += _hundreds(part, style, full=full or bool(words))
            if name:
                words.append(name)
    return words


def _hundreds(number: int, style: Style, *, full: bool) -> list[str]:
    hundreds, tens, units = number // 100, number // 10 % 10, number % 10
    words: list[str] = []
    if hundreds or full:
        words += [DIGITS[hundreds], "trăm"]
    if tens == 0:
        if units:
            words += [style.link, DIGITS[units]] if words else [DIGITS[units]]
        return words
    words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if units:
        after_tens = {5: "lăm"} if tens == 1 else {1: "mốt", 4: style.four, 5: "lăm"}
        words.append(after_tens.get(units, DIGITS[units]))
    return words


def nth(number: int, word: str, voice: Voice) -> str:
    """Return a number after `thứ` or another word; the first month is an ordinary "một"."""
    irregular = {1: "nhất", 4: "tư"} if word == "thứ" else {4: "tư"} if word == "tháng" else {}
    return irregular.get(number) or voice.cardinal(number)


SIGNS = {
    "+": "cộng", "-": "trừ", "−": "trừ", "–": "trừ", "×": "nhân", "x": "nhân", "*": "nhân",
    "÷": "chia", ":": "chia", "/": "chia", "=": "bằng", "<": "nhỏ hơn", ">": "lớn hơn",
    "≤": "nhỏ hơn hoặc bằng", "≥": "lớn hơn hoặc bằng", "≈": "gần bằng", "≠": "khác",
}  # fmt: skip

_LONGEST_MONTH = 31
# A position in a sequence: step 3 of 8.
_OF = (
    r"bước|câu|trang|bài|mức|phần|màn|đúng|được|điểm|đạt|lượt|lớp|vòng|(?<!giỗ\ )tổ|tỷ\ lệ|tỉ\ lệ|"
    r"huyết\ áp|bậc|thẻ|ô|chặng|mục|ngõ|ngách|hẻm|kiệt|số\ nhà"
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
    spoken = voice.plain(whole)
    return f"{spoken} phẩy {_decimals(decimals, voice)}" if decimals else spoken


def decimal(written: str, voice: Voice) -> str:
    """Return a quantity in words, also where a point stands for the comma: 6.5 mmol/L."""
    is_decimal = re.fullmatch(r"\d+\.\d{1,2}", written)
    return amount(written.replace(".", ",") if is_decimal else written, voice)


def _decimals(digits: str, voice: Voice) -> str:
    if len(digits) > 2 or digits[0] == "0":
        return voice.digits(digits)
    return voice.cardinal(digits)


def _range(match: re.Match[str], voice: Voice) -> str:
    numbers = re.split(r"\s?[-–—~]\s?", match["x"])
    if any(re.fullmatch(r"0\d{2,}", number) for number in numbers):
        return ", ".join(voice.grouped(number) for number in numbers)
    spoken = [amount(number, voice) for number in numbers]
    if re.search(r"t[ỷỉ] số(?: là)?\s*$", match.string[: match.start("x")], re.IGNORECASE):
        return " ".join(spoken)
    # A second number that is not larger ends no range: the score of a game.
    ends = re.match(r"\s*(?:[.,;)]|\Z)", match.string[match.end("x") :])
    is_lost = numbers[0] == "0" and len(numbers[-1]) == 1 and ends
    if len(numbers) == 2 and (_is_score(numbers) or is_lost):
        return " ".join(spoken)
    return " đến ".join(spoken) if len(spoken) == 2 else ", ".join(spoken)


def _is_score(numbers: list[str]) -> bool:
    short = all(number.isdecimal() and len(number) <= 2 for number in numbers)
    return short and int(numbers[0]) >= int(numbers[1])


def _part(match: re.Match[str], voice: Voice) -> str | None:
    top, bottom = int(match["a"]), int(match["b"])
    if match["of"]:
        return f"{voice.cardinal(top)} trên {voice.cardinal(bottom)}"
    if 0 < top < bottom <= 10 and match["noun"]:
        return share(match, voice)
    return None


def share(match: re.Match[str], voice: Voice) -> str | None:
    """Return a part of a whole in words, such as two thirds."""
    top, bottom = int(match["a"]), int(match["b"])
    if top >= bottom:
        return None
    return f"{voice.cardinal(top)} phần {'tư' if bottom == 4 else voice.cardinal(bottom)}"


def _calculation(match: re.Match[str], voice: Voice) -> str | None:
    parts = re.split(rf"\s*([{re.escape(''.join(SIGNS))}])\s*", match["x"], flags=re.IGNORECASE)
    signs = {sign.lower() for sign in parts[1::2]}
    if signs <= {"-", "–", "/", ":", "*"}:
        return None
    words = [amount(part, voice) for part in parts[::2]]
    spoken = [words[0]]
    for sign, word in zip(parts[1::2], words[1:], strict=True):
        spoken += [SIGNS[sign.lower()], word]
    return " ".join(spoken)


def _ordinal(match: re.Match[str], voice: Voice) -> str:
    return nth(int(match["x"]), match["word"].lower(), voice)


def _groups(match: re.Match[str], voice: Voice) -> str:
    digits = match["x"].replace(" ", "")
    if match["x"].endswith(" 000") and match["x"][0] != "0":
        return voice.cardinal(digits)
    return voice.grouped(match["x"])


def _number(match: re.Match[str], voice: Voice) -> str:
    written = match["n"]
    if written.isdecimal() and len(written) > 6 and not written.endswith("000"):
        return voice.grouped(written)
    spoken = amount(written, voice)
    return f"âm {spoken}" if match["minus"] else spoken


def _of_all(match: re.Match[str], voice: Voice) -> str | None:
    part, whole = int(match["a"]), int(match["b"])
    likely = whole > _LONGEST_MONTH and part <= whole
    return f"{voice.cardinal(part)} trên {voice.cardinal(whole)}" if likely else None


def _house(match: re.Match[str], voice: Voice) -> str:
    letter = voice.letter(match["letter"], voice).lower()
    return f"{voice.cardinal(match['a'])} trên {voice.cardinal(match['b'])} {letter}"


PARTS: tuple[Rule, ...] = (
    rule(
        r"(?<![\w.,/-])(?P<x>(?P<a>\d{1,4})/(?P<b>\d{1,3})(?P<letter>[A-H]))(?![\w/-])",
        _house,
        any_case=False,
    ),
    rule(
        rf"(?<![\w.,/-])(?:(?P<of>{_OF})(?:\s+(?:là|số))?\s+)(?P<x>(?P<a>\d{{1,3}})(?:\s?/\s?|:|\s:\s)(?P<b>\d{{1,3}}))"
        r"(?P<noun>)(?![\w/]|[.,]\d|\s(?:ÂL|AL|âm\ lịch))",
        _part,
    ),
    rule(
        r"(?<!\w)(?:còn|bằng|gần|hơn|chiếm|giảm|mất)\s(?P<x>(?P<a>[1-9])/(?P<b>[2-9]|10))(?=[,.;)]|$)",
        share,
    ),
    rule(
        r"(?<![\w.,/-])(?P<x>(?P<a>\d{1,2},\d{1,2})/(?P<b>10))(?![\w/]|[.,]\d)",
        lambda m, v: f"{amount(m['a'], v)} trên {v.cardinal(m['b'])}",
        "/",
    ),
    rule(
        r"(?<![\w.,/-])(?<!ngày\ )(?P<x>(?P<a>\d{1,3})/(?P<b>\d{1,3}))"
        r"(?=\s(?:điểm|tiêu\ chí|chỉ\ tiêu|phiếu|đại\ biểu|(?:đảng|thành)\ viên|học\ sinh|HS)(?!\w))",
        "{a} trên {b}",
    ),
    rule(
        r"(?<![\w.,/-])(?P<of>)(?P<x>(?P<a>\d{1,2})/(?P<b>\d{1,2}))"
        r"(?=\s+(?!và\b|là\b|thì\b|đến\b|tới\b|hoặc\b|hằng\b|hàng\b|năm\b|này\b|nhé\b|vừa\b)"
        r"(?P<noun>[^\W\d_]))(?![\w/])",
        lambda m, v: None if _dated(m) else _part(m, v),
    ),
)

QUANTITIES: tuple[Rule, ...] = (
    rule(r"ngã\ (?P<x>4)(?!\w)", "tư"),
    rule(
        r"(?<!\w)thứ\ (?P<x>(?P<a>[2-7])\s?[-–]\s?(?P<b>[2-7]))(?![\w/-]|[.,]\d)",
        lambda m, v: f"{nth(int(m['a']), 'thứ', v)} đến thứ {nth(int(m['b']), 'thứ', v)}",
        "-–",
    ),
    rule(r"thứ\ \d\s?(?P<x>[-–—])\s?(?=thứ\ \d)", "đến"),
    rule(r"\d\s?(?P<x>[-–])\s?(?=(?:mùng|mồng|rằm)\s)", "đến"),
    rule(r"(?<=[^\W\d_])\s(?P<x>[-–])\s(?=(?:mùng|mồng)\s\d)", "đến"),
    rule(r"(?<=[^\W\d_]\s)(?P<x>>)(?=\s?\d)", "trên", ">"),
    rule(
        rf"(?<![\w.,/])(?P<x>{NUMBER}(?:\s*[+×÷=<>≤≥≈≠]\s*{NUMBER}|(?:\s+[-−–xX*:/]\s+|x){NUMBER})+)(?!\w)",
        _calculation,
    ),
    rule(
        rf"(?<![\w.,/-])(?P<x>{NUMBER}(?:{DASH}{NUMBER})+)(?![\w/])",
        _range,
    ),
    rule(
        r"(?<!\w)(?:pha(?:\ loãng)?|trộn|t[ỷỉ]\ lệ(?:\ là)?)\s(?P<x>(?P<a>\d{1,2}):(?P<b>\d{1,4}))"
        r"(?![\w:]|[.,]\d)",
        "{a} trên {b}",
    ),
    rule(
        r"(?<!\w)thứ\ (?P<x>[2-7](?:,\s?[2-7])+)(?![\w/]|[.,]\d)",
        lambda m, v: ", ".join(nth(int(day), "thứ", v) for day in re.findall(r"\d", m["x"])),
    ),
    rule(
        r"(?<!\w)(?P<word>thứ|tháng)\s+(?P<x>\d{1,3})(?!\w|[.,]\d)",
        _ordinal,
    ),
    rule(r"(?<![\w.,])(?P<x>(?P<a>\d{1,3})\+)(?![\w+])", "{a} trở lên"),
    rule(r"(?<![\w.,])(?<!năm\ )(?P<x>\d{3,4}(?:\ \d{3,4})+)(?![\w]|[.,]\d)", _groups),
)

NUMBERS: tuple[Rule, ...] = (
    # So many of so many, where no date is meant: 150/152.
    rule(r"(?<![\w.,/-])(?P<x>(?P<a>\d{2,3})/(?P<b>\d{2,3}))(?![\w/]|[.,]\d)", _of_all, "/"),
    rule(
        rf"""(?:(?P<minus>(?<![\w)])−|(?<=[^\W\d_]\ )-))?
        (?P<n>\d{{1,3}}(?:,\d{{3}}){{2,}}(?!\d)|(?<![\d.])\d+(?:\.\d+){{2,}}(?!\d|[.,]\d)|{NUMBER}(?!\d|[.,]\d)|\d+\.\d+|\d+)""",
        _number,
    ),
)


def _dated(match: re.Match[str]) -> bool:
    before = match.string[: match.start()].rstrip().rsplit(" ", 1)[-1].lower().strip("(,")
    return before in _DATE_WORDS


_DATE_WORDS = frozenset({
    "ngày", "mùng", "mồng", "hôm", "lễ", "dịp", "khánh", "sáng", "trưa", "chiều", "tối", "đêm",
    "từ", "đến", "tới", "trước", "sau", "hạn", "kể", "hết", "tuần", "rằm", "hai", "ba", "tư", "năm",
    "sáu", "bảy", "nhật",
})  # fmt: skip
