"""How sure a share of answers is."""

from math import sqrt

_Z = 1.959964  # of 100 such ranges 95 hold the true share


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Return the range in which the share lies that so many answers are a sample of (Wilson, 95 %)."""
    if not whole:
        return 0.0, 1.0
    share, square = part / whole, _Z * _Z
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    reach = _Z * sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    reach /= 1 + square / whole
    return max(0.0, middle - reach), min(1.0, middle + reach)
