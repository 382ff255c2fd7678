"""Vietnamese sizes and rooms of houses, plots and goods, as advertisements write them."""

import re

from tutor.speech.normalise.rules import Rule, Voice, rule
from tutor.speech.normalise.vi.numbers import decimal
from tutor.speech.normalise.vi.units import metres

_SIZE = r"\d+(?:[.,]\d{1,2})?"


def _size(match: re.Match[str], voice: Voice) -> str:
    sides = " nhân ".join(decimal(match[side], voice) for side in "abc" if match[side])
    return f"{sides} {voice.lexicon.units[match['unit']]}"


BUILDING: tuple[Rule, ...] = (
    # 3x4m, 5,5x20m, 60x90cm
    rule(
        rf"(?<![\w.,/])(?P<x>(?P<a>{_SIZE})\s?(?:m|cm)?\s?[x×]\s?(?P<b>{_SIZE})(?:\s?[x×]\s?(?P<c>{_SIZE}))?"
        r"\s?(?P<unit>[mcd]?m2?))(?!\w)",
        _size,
        "x×",
    ),
    # The number of a house behind a letter.
    rule(
        r"(?<![\w.,/])(?P<x>(?P<a>\d{1,4})(?P<letter>[A-Z])/(?P<b>\d{1,4}))(?![\w/])",
        lambda m, v: f"{v.cardinal(m['a'])} {v.spell(m['letter'])} trên {v.cardinal(m['b'])}",
        "/",
        any_case=False,
    ),
    rule(
        r"(?<!\w)(?P<x>\dm\d{0,2}\s?[x×]\s?\dm\d{0,2})(?!\w)",
        lambda m, v: " nhân ".join(metres(side, v) for side in re.split(r"\s?[x×]\s?", m["x"])),
        "x×",
        any_case=False,
    ),
    # Rooms of a house for sale.
    rule(r"(?<!\w)(?P<x>(?P<n>\d{1,2})PN)(?!\w)", "{n} phòng ngủ", "P", any_case=False),
    rule(r"(?<!\w)(?P<x>(?P<n>\d{1,2})WC)(?!\w)", "{n} nhà vệ sinh", "W", any_case=False),
    rule(r"(?<!\w)(?P<x>(?P<a>\d)T(?P<b>\d)L)(?!\w)", "{a} tầng {b} lầu", "T", any_case=False),
    rule(r"(?<!\w)(?i:bê\stông|vữa)\s(?:[^\W\d_]+\s)?(?P<x>M(?P<n>\d{2,3}))(?!\w)", "mác {n}"),
)
