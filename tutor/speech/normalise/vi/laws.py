"""Vietnamese laws: their points, clauses and articles, and the year behind a number."""

import re

from tutor.speech.normalise.rules import Rule, Voice, rule
from tutor.speech.normalise.text import MATCHED


def _points(match: re.Match[str], voice: Voice) -> str:
    return re.sub(r"(?<!\w)[a-zđ](?!\w)", lambda m: voice.spell(m[0]), match["x"])


def _law(match: re.Match[str], voice: Voice) -> str:
    return f"{voice.plain(match['n'])}, năm {voice.cardinal(match['y'])}"


LAWS: tuple[Rule, ...] = (
    # The number and the year of a law, not a month.
    rule(
        r"(?:thông\stư|nghị\sđịnh|nghị\squyết|quyết\sđịnh|công\svăn|chỉ\sthị|luật|tờ\strình|kế\shoạch|(?-i:NĐ|QĐ|NQ|TT|CV|KH))"
        r"\s(?:số\s)?(?P<x>(?P<n>\d{1,4})/(?P<y>20\d\d))(?![\w/]|[.,]\d)",
        _law,
        "/",
    ),
    rule(
        r"(?<![\w/.,-])(?P<x>(?P<n>1[3-9]|[2-9]\d|\d{3,4})/(?P<y>(?:19|20)\d\d))(?![\w/-]|[.,]\d)",
        _law,
        "/",
    ),
    rule(r"(?<![\w.])(?P<x>Đ\.\s?)(?=\d)", "điều", any_case=False),
    rule(r"(?<![\w.])(?P<x>K\.\s?)(?=\d)", "khoản", any_case=False),
    rule(r"(?<![\w.])(?P<x>[Kk])(?=\d{1,2}\s(?:Đ|[Đđ]iều))", "khoản", any_case=False),
    rule(
        r"(?<![\w.])(?P<x>Đ)(?=\d{1,3},?\s(?:Nghị|NĐ|[Ll]uật|L\s|BL|Bộ|Thông|TT|của|[Kk]hoản))",
        "điều",
        any_case=False,
    ),
    rule(
        rf"(?<!\w)(?i:theo|tại|khoản\s\d{{1,2}}|[k{MATCHED}]\d{{1,2}}|và|điểm\s[a-zđ])\s(?P<x>Đ)(?=\d{{1,3}}(?![\w/]))",
        "điều",
        "Đ",
        any_case=False,
    ),
    # The points of a law.
    rule(
        r"(?<!\w)(?i:điểm|tiết|mục|ý)\s(?P<x>[a-zđ](?:(?:,\s?|;\s?|\svà\s|\shoặc\s|\s?-\s?)[a-zđ](?!\w))*)(?!\w)",
        _points,
        "",
        any_case=False,
    ),
)
