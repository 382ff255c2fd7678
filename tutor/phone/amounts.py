"""Numbers as people type them: with dots, spaces, units and the words for thousands and millions."""

import re

_UNITS = {"": 1, "k": 1_000, "nghìn": 1_000, "ngàn": 1_000, "tr": 1_000_000, "triệu": 1_000_000}
_NUMBER = re.compile(
    r"(\d{1,3}(?:[., ]\d{3})+|\d+) ?(k|nghìn|ngàn|tr|triệu)? ?(?:đ|đồng|dong|vnd|vnđ)?"
)


def number_in(text: str) -> int | None:
    """Return the number that a typed text stands for, None where it is not sure which one is meant."""
    found = _NUMBER.fullmatch(text.casefold().strip())
    if found is None:
        return None
    return int(re.sub(r"[., ]", "", found[1])) * _UNITS[found[2] or ""]
