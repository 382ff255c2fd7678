"""Vietnamese numbers in words: quantities, ranges, parts, measures, ordinals, Roman numerals."""

import re
from dataclasses import dataclass

from tutor.speech.normalise.lexicon import look_up
from tutor.speech.normalise.rules import Rule, Voice, rule

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")

# A dash between two numbers has a space on both sides or on none.
DASH = r"(?:\ [-–—~]\ |[-–—~])"

# A quantity as Vietnamese write it: dots between thousands, a comma before decimals.
NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?!\d)|\d+)(?:,\d+(?![\d,]))?"


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


_SIGNS = {
    "+": "cộng", "-": "trừ", "−": "trừ", "–": "trừ", "×": "nhân", "x": "nhân", "*": "nhân",
    "÷": "chia", ":": "chia", "/": "chia", "=": "bằng", "<": "nhỏ hơn", ">": "lớn hơn",
    "≤": "nhỏ hơn hoặc bằng", "≥": "lớn hơn hoặc bằng", "≈": "gần bằng", "≠": "khác",
}  # fmt: skip

# A position in a sequence: step 3 of 8.
_OF = (
    r"bước|câu|trang|bài|mức|phần|màn|đúng|được|điểm|đạt|lượt|vòng|(?<!giỗ\ )tổ|tỷ\ lệ|tỉ\ lệ|huyết\ áp|bậc|"
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
    spoken = voice.plain(whole)
    return f"{spoken} phẩy {_decimals(decimals, voice)}" if decimals else spoken


def _decimals(digits: str, voice: Voice) -> str:
    if len(digits) > 2 or digits[0] == "0":
        return voice.digits(digits)
    return voice.cardinal(digits)


def _range(match: re.Match[str], voice: Voice) -> str:
    numbers = re.split(r"\s?[-–—~]\s?", match["x"])
    spoken = [amount(number, voice) for number in numbers]
    if re.search(r"t[ỷỉ] số(?: là)?\s*$", match.string[: match.start("x")], re.IGNORECASE):
        return " ".join(spoken)
    # A second number that is not larger ends no range: the score of a game.
    if len(numbers) == 2 and _is_score(numbers):
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
        return _share(match, voice)
    return None


def _share(match: re.Match[str], voice: Voice) -> str | None:
    """Return a part of a whole in words, such as two thirds."""
    top, bottom = int(match["a"]), int(match["b"])
    if top >= bottom:
        return None
    return f"{voice.cardinal(top)} phần {'tư' if bottom == 4 else voice.cardinal(bottom)}"


def _calculation(match: re.Match[str], voice: Voice) -> str | None:
    parts = re.split(rf"\s*([{re.escape(''.join(_SIGNS))}])\s*", match["x"], flags=re.IGNORECASE)
    signs = {sign.lower() for sign in parts[1::2]}
    if signs <= {"-", "–", "/", ":", "*"}:
        return None
    words = [amount(part, voice) for part in parts[::2]]
    spoken = [words[0]]
    for sign, word in zip(parts[1::2], words[1:], strict=True):
        spoken += [_SIGNS[sign.lower()], word]
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
        _share,
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
        r"(?<!\w)(?P<word>thứ|tháng)\s+(?P<x>\d{1,3})(?!\w|[.,]\d)",
        _ordinal,
    ),
    rule(r"(?<![\w.,])(?P<x>(?P<a>\d{1,3})\+)(?![\w+])", "{a} trở lên"),
    rule(r"(?<![\w.,])(?<!năm\ )(?P<x>\d{3,4}(?:\ \d{3,4})+)(?![\w]|[.,]\d)", _groups),
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


_DATE_WORDS = frozenset({
    "ngày", "mùng", "mồng", "hôm", "lễ", "dịp", "khánh", "sáng", "trưa", "chiều", "tối", "đêm",
    "từ", "đến", "tới", "trước", "sau", "hạn", "kể", "hết", "tuần", "rằm", "hai", "ba", "tư", "năm",
    "sáu", "bảy", "nhật",
})  # fmt: skip


def _rate(written: str, voice: Voice) -> str | None:
    base, _, per = written.partition("/")
    unit, other = (look_up(voice.lexicon.units, part) for part in (base, per))
    return f"{unit} một {other or per.lower()}" if unit and per else None


def _with_comma(written: str) -> str:
    """Return a number with a decimal comma, also where foreign devices write a point: 6.5 mmol/L."""
    return written.replace(".", ",") if re.fullmatch(r"\d+\.\d{1,2}", written) else written


def _measure(match: re.Match[str], voice: Voice) -> str | None:
    written = match["unit"]
    unit = look_up(voice.lexicon.units, written) or _rate(written, voice)
    if unit is None:
        return None
    spoken = amount(_with_comma(match["a"]), voice)
    if match["b"]:
        spoken += f" đến {amount(_with_comma(match['b']), voice)}"
    sign = match["sign"] or ""
    below = "âm " if sign in ("-", "−") and written[0] in "°%đ" else ""
    above = "cộng " if sign == "+" else ""
    return f"{below}{above}{spoken} {unit}"


# What a rate counts by: six percent a year.
PER = (
    r"ngày|tuần|tháng|năm|quý|kỳ|giờ|phút|giây|lần|lượt|cuộc|người|khẩu|buổi|bữa|đêm|hộ|suất|ca|viên|hộp|gói|bao|"
    r"chai|vỉ|thùng|bộ|chiếc|cái|con|cây|sào|vụ|chuyến|tin|thẻ|đơn|tiết|môn|cháu|học\ sinh|hóa\ đơn"
)

_PLAIN = rf"(?:{NUMBER}(?!\d|[.,]\d)|\d+\.\d+)"


def _blood_pressure(match: re.Match[str], voice: Voice) -> str:
    unit = look_up(voice.lexicon.units, "mmhg")
    return f"{voice.cardinal(match['a'])} trên {voice.cardinal(match['b'])} {unit}"


def _at_least(match: re.Match[str], voice: Voice) -> str:
    return f"từ {amount(match['a'], voice)} tuổi trở lên"


# What a number measures, where a sign before it compares.
_COMPARED = (
    r"(?:tuổi|%|°C?|độ|[km]?g|m?m|mmHg|mmol|lít|triệu|tỷ|nghìn|đồng|đ|VND|VNĐ|người|ngày|tháng|năm|giờ|phút|lần)"
    r"(?!\w)"
)

_WHERE = {"B": "vĩ bắc", "N": "vĩ nam", "Đ": "kinh đông"}


def metres(written: str, voice: Voice) -> str:
    """Return a length such as 1m5 or 1m05."""
    whole, _, rest = written.partition("m")
    tail = voice.plain(rest) if rest else ""
    return f"{voice.cardinal(whole)} mét {tail}".strip()


UNITS: tuple[Rule, ...] = (
    rule(r"(?<=\d)(?P<x>[x×])(?=\d)", "nhân", "x×"),
    rule(r"(?<!\w)(?P<x>(?P<n>[2-6])G)(?=/\dG)", "{n} gờ", "G", any_case=False),
    rule(
        r"(?<![\w.,/])(?P<x>\d{1,2}\.\d{1,2})(?=\s(?:điểm|độ|tạ|tấn|lít|sào|mẫu|cây|chỉ|lượng|héc)(?!\w))",
        lambda m, v: amount(_with_comma(m["x"]), v),
        ".",
    ),
    rule(r"(?<![\w.,/])(?P<x>(?P<a>\d{2,3})/(?P<b>\d{2,3})\s?mmHg)(?!\w)", _blood_pressure),
    rule(
        r"(?<![\w.,/])(?P<x>(?P<a>\d{1,3})/(?P<b>\d{1,3})\s?km/h)(?!\w)",
        lambda m, v: f"{v.cardinal(m['a'])} trên {v.cardinal(m['b'])} {v.lexicon.units['km/h']}",
    ),
    rule(r"(?<!\w)(?P<x>km\s?(?P<a>\d{1,4})\+(?P<b>\d{1,3}))(?!\w)", "ki lô mét {a} cộng {b}"),
    rule(r"(?<=\d)\s?(?P<x>l/p)(?!\w)", "lần một phút", "/", any_case=False),
    rule(
        rf"(?<![\w.,/-])(?P<x>(?!240|360|480|720|1080|1440|2160)(?P<a>{_PLAIN})(?:{DASH}(?P<b>\d+))?p)(?!\w)",
        lambda m, v: f"{' đến '.join(amount(m[side], v) for side in 'ab' if m[side])} phút",
        any_case=False,
    ),
    # The strength of spectacles: +2.50.
    rule(
        r"(?<![\w)])(?P<x>(?P<sign>[+−-])(?P<a>\d{1,2})[.,](?P<b>[05]0|[27]5)(?P<unit>\s?D)?)(?!\w|[.,]\d)",
        lambda m, v: (
            f"{_SIGNS[m['sign']]} {v.cardinal(m['a'])} phẩy {v.cardinal(m['b'])}"
            + (" đi ốp" if m["unit"] else "")
        ),
    ),
    rule(
        r"(?<!\w)(?:tv|tivi|ti\ vi|màn\ hình|máy\ tính)(?!\w)[^.,;\d]{0,20}"
        r"(?P<x>(?P<a>\d{1,2}(?:[.,]\d)?)[\"”″])",
        lambda m, v: f"{amount(m['a'].replace('.', ','), v)} inh",
    ),
    rule(
        rf"(?<![\w.,])(?P<x>(?P<a>{_PLAIN})\s?°\s?(?P<where>[BĐN]))(?!\w)",
        lambda m, v: f"{amount(_with_comma(m['a']), v)} độ {_WHERE[m['where']]}",
        "°",
        any_case=False,
    ),
    rule(rf"(?P<x>>)(?=\s?{NUMBER}\s?{_COMPARED})", "trên", ">"),
    rule(rf"(?P<x><)(?=\s?{NUMBER}\s?{_COMPARED})", "dưới", "<"),
    rule(r"(?P<x>(?:≥|>=)\s?(?P<a>\d{1,3})\s?tuổi)(?!\w)", _at_least, "≥>"),
    rule(r"(?<![\w.,/])(?P<x>(?P<a>\d\d)/(?P<b>\d\d)\s?°C)(?!\w)", "{a} đến {b} độ xê"),
    rule(r"(?<![\w.,/])(?P<x>(?P<a>\d\d)°(?P<b>\d))(?!\w)", "{a} độ {b}"),
    rule(
        r"(?<![\w.,/])(?P<x>\dm(?:\d\d|[14-9]))(?!\w)",
        lambda m, v: metres(m["x"], v),
        any_case=False,
    ),
    rule(
        rf"""(?<![\w.,/])(?<!\d[-–])(?P<x>(?:(?<![\w)])(?P<sign>[-−+]))?(?P<a>{_PLAIN})
        (?:%?{DASH}(?P<b>{_PLAIN}))?
        \s?(?P<unit>°[CF]?|độ\ [CF]|%|‰|[A-Za-zµμ]{{1,5}}[23]?
            (?:/(?:h|s|m[23]|kg|l|dl|ml|g|ha|lít|đợt|bình|hố|gốc|khóm|{PER}))?)
        (?![\w°]|/[^\W\d]))""",
        _measure,
    ),
    # So many plants a square metre.
    rule(
        r"(?<=[^\W\d_])(?P<x>/(?P<unit>m[23]|ha|kg|km2))(?!\w)",
        lambda m, v: f"một {v.lexicon.units[m['unit']]}",
        "/",
        any_case=False,
    ),
    rule(
        r"(?:độ)\s+(?P<x>C|F)(?!\w)",
        lambda m, v: v.spell(m["x"]),
        "CF",
        any_case=False,
    ),
)
