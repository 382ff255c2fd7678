"""Roman numerals."""

import re

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_WELL_FORMED = re.compile(r"M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})")


def roman_value(letters: str) -> int | None:
    """Return the number that capital letters write; None when they write none."""
    if not letters or not _WELL_FORMED.fullmatch(letters):
        return None
    values = [_VALUES[letter] for letter in letters]
    return sum(
        -v if v < following else v for v, following in zip(values, [*values[1:], 0], strict=True)
    )
