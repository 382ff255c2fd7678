"""Vietnamese measures: percent, degrees, and the units of the lexicon."""

import re

from tutor.speech.normalise.lexicon import look_up
from tutor.speech.normalise.rules import Rule, rule
from tutor.speech.normalise.vi.numbers import DASH, NUMBER
from tutor.speech.normalise.vi.quantities import amount
from tutor.speech.normalise.voice import Voice


def _rate(written: str, voice: Voice) -> str | None:
    base, _, per = written.partition("/")
    one, each = (look_up(voice.lexicon.units, part) for part in (base, per))
    return f"{one} một {each or per}" if one and per else None


def _measure(match: re.Match[str], voice: Voice) -> str | None:
    written = match["unit"]
    unit = look_up(voice.lexicon.units, written) or _rate(written, voice)
    if unit is None:
        return None
    said = amount(match["a"], voice)
    if match["b"]:
        said += f" đến {amount(match['b'], voice)}"
    sign = match["sign"] or ""
    below = "âm " if sign in ("-", "−") and written[0] in "°%đ" else ""
    return f"{below}{said} {unit}"


_PLAIN = rf"(?:{NUMBER}(?!\d|[.,]\d)|\d+\.\d+)"

UNITS: tuple[Rule, ...] = (
    rule(
        rf"""(?<![\w.,/])(?<!\d[-–])(?P<x>(?:(?<![\w)])(?P<sign>[-−+]))?(?P<a>{_PLAIN})
        (?:%?{DASH}(?P<b>{_PLAIN}))?
        \s?(?P<unit>°[CF]?|độ\ [CF]|%|‰|[A-Za-zµ]{{1,5}}[23]?
            (?:/(?:h|s|giờ|giây|ngày|phút|tháng|m[23]|kg|l|người))?)
        (?![\w°]|/\w))""",
        _measure,
    ),
    rule(
        r"(?:độ)\s+(?P<x>C|F)(?!\w)",
        lambda m, v: v.spell(m["x"]),
        "CF",
        any_case=False,
    ),
)
