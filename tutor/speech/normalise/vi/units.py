"""Vietnamese measures: lengths, weights, degrees, rates, and what compares them."""

import re

from tutor.speech.normalise.lexicon import look_up
from tutor.speech.normalise.rules import Rule, Voice, rule
from tutor.speech.normalise.text import MATCHED
from tutor.speech.normalise.vi.numbers import DASH, NUMBER, SIGNS, amount, decimal


def _rate(written: str, voice: Voice) -> str | None:
    base, _, per = written.partition("/")
    unit, other = (look_up(voice.lexicon.units, part) for part in (base, per))
    return f"{unit} một {other or per.lower()}" if unit and per else None


def _measure(match: re.Match[str], voice: Voice) -> str | None:
    written = match["unit"]
    unit = look_up(voice.lexicon.units, written) or _rate(written, voice)
    if unit is None:
        return None
    spoken = decimal(match["a"], voice)
    if match["b"]:
        spoken += f" đến {decimal(match['b'], voice)}"
    # After "giảm" a sign says nothing.
    is_said = re.search(r"(?:tăng|giảm)\s\Z", match.string[: match.start("x")], re.IGNORECASE)
    sign = "" if is_said else match["sign"] or ""
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
    rule(r"(?<!\w)(?P<x>(?P<n>[2-6])G)(?=/\dG)", "{n} gờ", "G", any_case=False),
    rule(
        r"\((?P<x>(?P<sign>[-−+])(?P<a>\d+(?:[.,]\d+)?)\s?%)\)",
        lambda m, v: f"{'tăng' if m['sign'] == '+' else 'giảm'} {decimal(m['a'], v)} phần trăm",
        "%",
    ),
    rule(
        r"(?<=[^\W\d_])(?P<x>/)(?=\d+\s?(?:km|ml|lít|kg|ha|g)(?!\w))", "trên", "/", any_case=False
    ),
    rule(r"(?P<x>≈)(?=\s?\d)", "khoảng", "≈"),
    rule(rf"(?<=\d)(?P<x>[x×])(?=[\d{MATCHED}])", "nhân", "x×"),
    rule(
        r"(?<![\w.,/])(?P<x>\d{1,2}\.\d{1,2})(?=\s(?:điểm|độ|tạ|tấn|lít|sào|mẫu|cây|chỉ|lượng|héc)(?!\w))",
        lambda m, v: decimal(m["x"], v),
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
            f"{SIGNS[m['sign']]} {v.cardinal(m['a'])} phẩy {v.cardinal(m['b'])}"
            + (" đi ốp" if m["unit"] else "")
        ),
    ),
    rule(
        r"(?<!\w)(?:tv|tivi|ti\ vi|màn\ hình|máy\ tính)(?!\w)[^.,;\d]{0,20}"
        r"(?P<x>(?P<a>\d{1,2}(?:[.,]\d)?)[\"”″])",
        lambda m, v: f"{decimal(m['a'], v)} inh",
    ),
    rule(
        rf"(?<![\w.,])(?P<x>(?P<a>{_PLAIN})\s?°\s?(?P<where>[BĐN]))(?!\w)",
        lambda m, v: f"{decimal(m['a'], v)} độ {_WHERE[m['where']]}",
        "°",
        any_case=False,
    ),
    rule(rf"(?P<x>>)(?=\s?{NUMBER}\s?{_COMPARED})", "trên", ">"),
    rule(rf"(?P<x><)(?=\s?{NUMBER}\s?{_COMPARED})", "dưới", "<"),
    rule(r"(?P<x>(?:≥|>=)\s?(?P<a>\d{1,3})\s?tuổi)(?!\w)", _at_least, "≥>"),
    rule(r"(?<![\w.,/])(?P<x>(?P<a>\d\d)/(?P<b>\d\d)\s?°C)(?!\w)", "{a} đến {b} độ xê"),
    rule(r"(?<![\w.,/])(?P<x>(?P<a>\d\d)°(?P<b>\d))(?!\w)", "{a} độ {b}"),
    rule(
        r"(?<!\w)(?:dài|cao|sâu|ngang)\s(?P<x>\dm[23])(?!\w)",
        lambda m, v: metres(m["x"], v),
        any_case=False,
    ),
    rule(
        r"(?<![\w.,/])(?P<x>\dm(?:\d\d|[14-9]))(?!\w)",
        lambda m, v: metres(m["x"], v),
        any_case=False,
    ),
    rule(
        rf"""(?<![\w.,/])(?<!\d[-–])(?P<x>(?:(?<![\w)])(?P<sign>[-−+]))?(?P<a>{_PLAIN})
        (?:%?{DASH}(?P<b>{_PLAIN}))?
        \s?(?P<unit>(?:°[CF]?|độ\ [CF]|%|‰|[A-Za-zµμ]{{1,5}}[23]?)
            (?:/(?:h|s|m[23]|kg|l|dl|ml|g|ha|lít|đợt|bình|hố|gốc|khóm|{PER}))?)
        (?![\w°]|/[^\W\d]))""",
        _measure,
    ),
    rule(r"(?<![\w.,])(?P<x>(?P<n>\d{1,3})o)(?!\w)", "{n} độ", any_case=False),
    rule(r"(?<![\w.,])(?P<x>(?P<a>\d)l(?P<b>\d{1,2}))(?!\w)", "{a} lít {b}", any_case=False),
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
