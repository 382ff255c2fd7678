"""Vietnamese dates and times of day."""

import re

from tutor.speech.normalise.rules import Rule, Voice, rule
from tutor.speech.normalise.vi.numbers import DASH, nth

_YEAR = r"(?P<y>(?:1[6-9]|2[01])\d\d)"
_DAY = r"(?P<d>0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?P<m>0?[1-9]|1[0-2])"

# After these words a date gets no further "ngày"; a street is called đường ba tháng hai.
_NAMED_DAY = re.compile(r"(?:đường|phố|ngày|mùng|mồng|lễ|khánh|dịp|ngày:)\s*$", re.IGNORECASE)
# With these words 1/5 is a date, not a fraction.
_DAY_BEFORE = re.compile(
    r"(?:ngày|mùng|mồng|hôm|lễ|dịp|khánh|sáng|trưa|chiều|tối|đêm|từ|đến|tới|trước|sau|hạn|kể|hết|qua|vào|"
    r"thứ\s\w+|chủ\ nhật|cn|rằm|đợt|hạn\ chót)[\s,(:]*$",
    re.IGNORECASE,
)
_LONGEST_WORD = 16


def _date(match: re.Match[str], voice: Voice) -> str:
    groups = match.groupdict()
    words: list[str] = []
    if groups.get("d"):
        if not _NAMED_DAY.search(_before(match)):
            words.append("ngày")
        words.append(voice.cardinal(groups["d"]))
    words += ["tháng", _month(groups["m"], voice)]
    if year := groups.get("y"):
        words += ["năm", voice.cardinal(_full_year(year))]
    return " ".join(words)


def _day_and_month(match: re.Match[str], voice: Voice) -> str | None:
    before = _before(match)
    follows = match.string[match.end("x") :]
    if _DAY_BEFORE.search(before) is None and re.match(r"\s+[^\W\d_]", follows):
        # "1/2 viên" is a fraction; "1/7 này" and "1/7 là" are dates.
        top, bottom = int(match["d"]), int(match["m"])
        day_follows = re.match(
            r"\s+(?:này|là|thì|năm|và|đến|tới|hằng|hàng|hoặc|vừa|mình|tôi|bác|ông|bà|con|cháu|xã|có|được|mới|"
            r"âm\ lịch|dương\ lịch|tại|ở|lúc)\b",
            follows,
            re.IGNORECASE,
        )
        if top < bottom <= 10 and not day_follows:
            return None
    return _date(match, voice)


def _days(match: re.Match[str], voice: Voice) -> str:
    day = "" if _NAMED_DAY.search(_before(match)) else "ngày "
    first = f"{day}{voice.cardinal(match['d1'])}"
    if month := match["m1"]:
        first += f" tháng {_month(month, voice)}"
    last = f"ngày {voice.cardinal(match['d'])} tháng {_month(match['m'], voice)}"
    year = f" năm {voice.cardinal(_full_year(match['y']))}" if match["y"] else ""
    return f"{first} đến {last}{year}"


def _season(match: re.Match[str], voice: Voice) -> str | None:
    year = int(match["y"])
    if int(match["s"]) != (year + 1) % 100:
        return None
    return f"{voice.cardinal(year)} đến {voice.cardinal(year + 1)}"


_QUARTERS = ("I", "II", "III", "IV")


def _quarters(match: re.Match[str], voice: Voice) -> str:
    first, last = (voice.cardinal(_QUARTERS.index(match[side]) + 1) for side in "ab")
    return f"{first} đến {last}" + (f" năm {voice.cardinal(match['y'])}" if match["y"] else "")


def _expiry(match: re.Match[str], voice: Voice) -> str:
    spoken = _date(match, voice)
    is_named = re.search(r"tháng\s$", _before(match), re.IGNORECASE)
    return spoken.removeprefix("tháng ") if is_named else spoken


def _month(written: str, voice: Voice) -> str:
    return nth(int(written), "tháng", voice)


def _full_year(written: str) -> str:
    if len(written) > 2:
        return written
    return f"{'19' if int(written) > 50 else '20'}{written}"


def _before(match: re.Match[str]) -> str:
    start = match.start("x")
    return match.string[max(0, start - _LONGEST_WORD) : start]


def _time(match: re.Match[str], voice: Voice) -> str | None:
    spoken = _clock(match["h"], match["min"], match["s"], voice)
    if match["h2"]:
        return f"{spoken} đến {_clock(match['h2'], match['min2'], None, voice)}"
    return spoken


def _clock(hour: str, minute: str | None, second: str | None, voice: Voice) -> str:
    words = [voice.cardinal(hour), "giờ"]
    if (minute and int(minute)) or second:
        words += [voice.cardinal(minute or "0"), "phút"]
    if second:
        words += [voice.cardinal(second), "giây"]
    return " ".join(words)


def _colon_time(match: re.Match[str], voice: Voice) -> str | None:
    ratio = re.search(
        r"(?:t[ỷỉ] (?:lệ|số)(?: là)?|pha(?: loãng)?|trộn)\s*$", _before(match), re.IGNORECASE
    )
    return None if ratio else _time(match, voice)


_H = r"(?:[01]?\d|2[0-4])"
_M = r"[0-5]\d"

DATES: tuple[Rule, ...] = (
    # A season: 2026/27.
    rule(
        r"(?<![\w/.,-])(?P<x>(?P<y>20\d\d)/(?P<s>\d\d))(?![\w/-]|[.,]\d)",
        _season,
        "/",
    ),
    # Months of a bill: (9, 10/2026).
    rule(
        r"\((?P<x>(?P<m>1[0-2]|[1-9])),\s(?=(?:1[0-2]|[1-9])/20\d\d)",
        lambda m, v: f"tháng {_month(m['m'], v)}",
        "/",
    ),
    rule(
        r"quý\s+(?P<x>(?P<a>I{1,3}|IV)\s?[-–]\s?(?P<b>I{1,3}|IV)(?:\s?/\s?(?P<y>20\d\d))?)(?!\w)",
        _quarters,
        "I",
        any_case=False,
    ),
    rule(
        rf"(?<!\w)(?:đợt|lần|khóa|vụ|phiên|kỳ|học\skỳ)\s[1-4](?P<x>\s?[/-]\s?{_YEAR})(?![\w/-])",
        "năm {y}",
    ),
    rule(rf"quý\s+(?:[IV]+|\d)(?P<x>\s?[/-]\s?{_YEAR})(?![\w/-])", "năm {y}"),
    # 27/6–1/7/2025, 1-15/10
    rule(
        rf"(?<![\w/.,-])(?P<x>(?P<d1>0?[1-9]|[12]\d|3[01])(?:/(?P<m1>0?[1-9]|1[0-2]))?{DASH}"
        rf"{_DAY}/{_MONTH}(?:/{_YEAR})?)(?![\w/-]|[.,]\d)",
        _days,
    ),
    rule(
        rf"(?<![\w/.-])(?P<x>{_DAY}\s?(?P<sep>[/.-])\s?{_MONTH}\s?(?P=sep)\s?{_YEAR})(?![\w/-]|[.,]\d)",
        _date,
    ),
    rule(rf"(?<![\w/.-])(?P<x>{_YEAR}-{_MONTH}-{_DAY})(?![\w/-]|[.,]\d)", _date),
    rule(
        r"(?<![\w/.-])(?P<x>(?P<d>[0-3]?\d)/(?P<m>0?[1-9]|1[0-2])/(?P<y>\d\d))(?![\w/-]|[.,]\d)",
        _date,
    ),
    rule(
        rf"(?:tháng\s+|(?<![\w/.-]))(?P<x>(?P<m>0?[1-9]|1[0-2])\s?[/-]\s?{_YEAR})(?![\w/-]|[.,]\d)",
        lambda m, v: _date(m, v).removeprefix("tháng ") if m[0][0] in "tT" else _date(m, v),
    ),
    # The end of a card: 09/28.
    rule(
        r"(?<!\w)(?:hết\shạn|hiệu\slực|hạn|HSD|exp|đến|tới|tháng|từ)\s?:?\s(?:(?:vào|dùng|đến|tháng|thẻ)\s)*"
        r"(?P<x>(?P<m>0?[1-9]|1[0-2])/(?P<y>2[3-9]|3\d))(?![\w/-]|[.,]\d)",
        _expiry,
        "/",
    ),
    rule(
        rf"(?<![\w/.,-])(?P<x>{_YEAR}{DASH}(?P<y2>(?:1[6-9]|2[01])\d\d))(?![\w/.-])", "{y} đến {y2}"
    ),
)

DAYS: tuple[Rule, ...] = (
    rule(
        r"ngày\s(?P<x>(?P<d>\d{1,2})\s?[-–]\s?(?P<m>\d{1,2}))(?=\s(?:hằng|hàng|mỗi|tháng|âm)(?!\w))",
        "{d} đến {m}",
        "-–",
    ),
    rule(rf"(?<![\w/.,+-])(?P<x>{_DAY}/{_MONTH})(?![\w/%-]|[.,]\d)", _day_and_month),
    rule(rf"(?:ngày|mùng|mồng|hôm)\s+(?P<x>{_DAY}\s?[-.]\s?{_MONTH})(?![\w/-]|[.,]\d)", _date),
    rule(r"(?:ngày|mùng|mồng)\s+(?P<x>0(?P<d>[1-9]))(?![\w/-]|[.,]\d)", "{d}"),
    rule(
        rf"(?:đêm|sáng|chiều|tối|trưa)\s(?P<x>{_DAY}-{_MONTH})(?![\w/-]|[.,]\d"
        r"|\s?(?:h|giờ|viên|lần|độ|°|mm|ml|cốc|quả|người|%|lít|gói|bữa|con|kg|điểm|buổi|tiếng|miếng))",
        _date,
    ),
    rule(rf"từ\s+(?P<x>{_DAY}\.{_MONTH})(?=\s+(?:đến|tới)\s)", _date),
    rule(rf"(?:đến|tới)\s+(?P<x>{_DAY}\.{_MONTH})(?![\w/%-]|[.,]\d|\s[^\W\d_])", _date),
)

TIMES: tuple[Rule, ...] = (
    rule(
        rf"(?<![\w/.,-])(?<!\d:)(?P<x>(?P<h>{_H})\s?[hg](?:(?P<min>{_M})(?:p|ph|')?)?(?P<s>)?"
        rf"(?:{DASH}(?P<h2>{_H})\s?[hg](?P<min2>{_M})?(?:p|ph|')?)?)(?![\w:]|/\d)",
        _time,
    ),
    rule(
        rf"(?<![\w/.,:-])(?P<x>(?P<h>{_H}){DASH}(?P<h2>{_H})\s?[hg])(?![\w/:])", "{h} đến {h2} giờ"
    ),
    rule(
        rf"(?<![\w/.,:-])(?P<x>(?P<h>{_H}):(?P<min>{_M})(?::(?P<s>{_M}))?(?:\s?(?:h|giờ)(?!\w))?"
        rf"(?:{DASH}(?P<h2>{_H}):(?P<min2>{_M}))?)(?![\w/:]|[.,]\d)",
        _colon_time,
    ),
    rule(r"(?<![\w/.,:-])(?P<x>(?P<min>\d{1,3})'(?P<s>\d\d)[\"”″])", "{min} phút {s} giây", "'"),
    rule(r"(?<=[^\W\d_])(?P<x>/(?P<n>\d{1,2})\s?h)(?!\w)", "trong {n} giờ", "/"),
    rule(r"(?<!\w)(?P<x>(?P<min>\d{2,3})\+(?P<s>\d{1,2})')(?!\w)", "{min} cộng {s}", "'"),
    rule(r"(?:(?<![\w/.,:-])|(?<=\dx))(?P<x>(?P<min>\d{1,3})')(?!\w)", "{min} phút"),
    rule(r"\d\sgiờ\s(?P<x>00)(?!\w)", "", "0"),
    rule(r"\d\sgiờ\s(?P<x>0(?P<min>[1-9]))(?!\w|\sphút|[/.-]\d)", "{min} phút", "0"),
)
