"""Signs between Vietnamese words: said where they mean something, silent as decoration."""

import re

from tutor.speech.normalise.rules import Rule, rule
from tutor.speech.normalise.shown import CLAIMED
from tutor.speech.normalise.voice import Voice

_ARROWS = {"←": "sang trái", "→": "sang phải", "↑": "lên", "↓": "xuống"}
_DIRECTION = re.compile(r"(?:trái|phải|lên|xuống)\s*[(“]?\s*$", re.IGNORECASE)
_ARROW = re.compile(r"mũi tên\s*[(“]?\s*$", re.IGNORECASE)
_KEY = re.compile(r"(?:phím|nút|bấm|gõ|dấu|hoặc|và|là|chọn|các|hai|,|^)\s*[(“]?\s*$", re.IGNORECASE)
_LONGEST_BEFORE = 16


def _arrow(match: re.Match[str], _: Voice) -> str:
    place = match.start("x")
    before = match.string[max(0, place - _LONGEST_BEFORE) : place]
    if _DIRECTION.search(before):
        return ""
    if _ARROW.search(before):
        return _ARROWS[match["x"]]
    if _KEY.search(before) or before.rstrip()[-1:] in _ARROWS:
        return f"mũi tên {_ARROWS[match['x']]}"
    return ","


def _named(match: re.Match[str], voice: Voice) -> str:
    return voice.lexicon.signs.get(match["x"], "")


def _district(match: re.Match[str], _: Voice) -> str:
    return "quận" if match["x"] == "Q." else "phường"


ABBREVIATIONS: tuple[Rule, ...] = (
    rule(r"(?<!\w)(?P<x>[QP]\.)(?=\s?\d)", _district, any_case=False),
)

SIGNS: tuple[Rule, ...] = (
    rule(r"(?P<x>[←→↑↓])", _arrow, "←→↑↓"),
    rule(
        r"(?:dấu|phím|nút|bấm|gõ|ký\ tự|chữ)\s+[“\"'(]?(?P<x>[*#@.,/+=?!&%_:;-])(?![\w*#])",
        _named,
        "*#@.,/+=?!&%_:;-",
    ),
    rule(r"\((?P<x>\*)\)", lambda _m, _v: "dấu sao", "*"),
    rule(r"(?<=[^\W\d_])\s*(?P<x>[&])\s*(?=\w)", _named, "&"),
    rule(r"(?<=[\w)])\s?(?P<x>[+])\s?(?=[^\W_])", _named, "+"),
    rule(r"(?<=\w)\s(?P<x>[=×÷])\s(?=\w)", _named, "=×÷"),
    rule(r"(?<=ngày)/(?=tháng)|(?<=tháng)/(?=năm)", lambda _m, _v: "", "/"),
    rule(
        rf"(?<=[{CLAIMED}\w])(?P<x>/)(?=(?:ngày|tuần|tháng|năm|giờ|phút|lần|người|buổi|đêm|hộ|suất|ca)(?!\w))",
        lambda _m, _v: "một",
        "/",
    ),
    rule(r"(?<=[^\W\d_])(?P<x>/)(?=[^\W\d_])", lambda _m, _v: "hoặc", "/"),
    rule(
        r"(?<!\w)(?P<x>\#)(?=[^\W_])",
        lambda m, v: "số" if m.string[m.end()].isdecimal() else v.lexicon.signs.get("#", ""),
        "#",
    ),
    rule(r"(?P<x>%)", lambda _m, _v: "phần trăm", "%"),
    rule(r"(?<!\w)(?P<x>@)(?!\w)", _named, "@"),
    rule(r"(?<=\d)(?P<x>°)", lambda _m, _v: "độ", "°"),
)
