"""Numbers as people type them: with dots, spaces, units and the words for thousands and millions."""

import re

# Without their marks too: not every keyboard has them.
_THOUSAND, _MILLION = ("k", "nghìn", "ngàn", "nghin", "ngan"), ("tr", "triệu", "trieu")
_UNITS = {"": 1, **dict.fromkeys(_THOUSAND, 1_000), **dict.fromkeys(_MILLION, 1_000_000)}
_NUMBER = re.compile(
    rf"(\d{{1,3}}(?:[., ]\d{{3}})+|\d+) ?({'|'.join((*_THOUSAND, *_MILLION))})? ?(?:đ|đồng|d|dong|vnd|vnđ)?"
)


def number_in(text: str) -> int | None:
    """Return the number that a typed text stands for, None where it is not sure which one is meant."""
    found = _NUMBER.fullmatch(text.casefold().strip())
    if found is None:
        return None
    return int(re.sub(r"[., ]", "", found[1])) * _UNITS[found[2] or ""]
