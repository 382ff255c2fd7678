"""Vietnamese days of the week and months as T2 and T12, told apart by the words before them."""

import re

from tutor.speech.normalise.rules import Rule, Voice, rule
from tutor.speech.normalise.vi.numbers import DASH, nth

_WEEKDAY = r"(?:T[2-7]|CN)"
_MONTH = r"(?:1[0-2]|0?[1-9])"
# After these words T2 is February, otherwise Monday.
_MONTHLY = re.compile(
    r"(?:cước|kỳ|kỳ \d|lương|hưu|điện|nước|tiền|học phí|tháng)\s*$", re.IGNORECASE
)
_LONGEST_BEFORE = 12


def _weekday(written: str, voice: Voice) -> str:
    if written.upper() == "CN":
        return "chủ nhật"
    return f"thứ {nth(int(written[1]), 'thứ', voice)}"


def _weekdays(match: re.Match[str], voice: Voice) -> str:
    return f"{_weekday(match['first'], voice)} đến {_weekday(match['last'], voice)}"


def _month(match: re.Match[str], voice: Voice) -> str:
    year = match.groupdict().get("y")
    month = f"tháng {nth(int(match['m']), 'tháng', voice)}"
    full_year = f"20{year[-2:]}" if year else ""
    return month + (f" năm {voice.cardinal(full_year)}" if year else "")


def _day(match: re.Match[str], voice: Voice) -> str:
    before = match.string[max(0, match.start() - _LONGEST_BEFORE) : match.start()]
    if int(match["m"]) not in range(2, 8) or _MONTHLY.search(before):
        return _month(match, voice)
    return _weekday(f"T{match['m']}", voice)


WEEKDAYS: tuple[Rule, ...] = (
    rule(
        rf"(?<![\w/.-])(?P<x>T(?P<m>{_MONTH})(?:\s?[/-]\s?|\.(?=20))(?P<y>20\d\d|2[3-9]|3\d))(?![\w/-])",
        _month,
        any_case=False,
    ),
    rule(
        rf"(?<![\w/.-])(?P<x>(?P<first>{_WEEKDAY}){DASH}(?P<last>{_WEEKDAY}))(?![\w/-])",
        _weekdays,
    ),
    rule(
        r"(?<![\w/.-])(?P<x>T[2-7](?:(?:-[2-7]){2,5}|(?:,\s?[2-7]){1,5}))(?![\w/-]|[.,]\d)",
        lambda m, v: ", ".join(_weekday(f"T{day}", v) for day in re.findall(r"[2-7]", m["x"])),
        any_case=False,
    ),
    rule(rf"(?<![\w/.-])(?P<x>T(?P<m>{_MONTH}))(?![\w/-]|\.\d)", _day, any_case=False),
)
