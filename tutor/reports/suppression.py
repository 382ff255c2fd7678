"""Keeps small groups out of sight: figures about fewer than five people, and those that give them away."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import TypeVar

from tutor.reports.table import Hidden

FEWEST = 5
Key = TypeVar("Key", bound=Hashable)
Sum = tuple[Sequence[Key], Sequence[Key]]
"""Two groups of cells that come to the same: parts and their total, or one whole parted in two ways."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure and how many people are behind it."""

    value: int
    people: int


def counted(people: int) -> Counted:
    """Return a number of people as a figure."""
    return Counted(people, people)


def protected(
    cells: Mapping[Key, Counted], sums: Iterable[Sum[Key]] = ()
) -> dict[Key, int | Hidden]:
    """Return what may be shown of figures; nobody is behind a zero, so that it stays.

    What is hidden must not follow from what is shown by any one of the sums: more is hidden, the smallest
    first, until it does not. Several sums taken together are not searched for what they may give away.
    """
    found: dict[Key, int | Hidden] = {key: _alone(one) for key, one in cells.items()}
    equations = tuple(sums)
    changed = True
    while changed:
        changed = False
        for equation in equations:
            given_away = next(
                (key for key in _keys(equation) if _certain(key, equation, found)), None
            )
            more = None if given_away is None else _next_to_hide(given_away, equation, found)
            if more is not None:
                found[more] = Hidden.WITHHELD
                changed = True
    return found


def _alone(one: Counted) -> int | Hidden:
    if not 0 < one.people < FEWEST:
        return one.value
    return Hidden.FEW if one.value < FEWEST else Hidden.WITHHELD


def _keys(equation: Sum[Key]) -> tuple[Key, ...]:
    return (*equation[0], *equation[1])


def _range(cell: int | Hidden) -> tuple[float, float]:
    """Return between which values a cell lies, for whoever reads the report."""
    match cell:
        case Hidden.FEW:
            return 1, FEWEST - 1
        case Hidden.WITHHELD:
            return 0, inf
        case _:
            return cell, cell


def _certain(key: Key, equation: Sum[Key], found: Mapping[Key, int | Hidden]) -> bool:
    """Tell whether a hidden cell has one value alone that fits the others."""
    if not isinstance(found[key], Hidden):
        return False
    here, there = equation if key in equation[0] else (equation[1], equation[0])
    beside = [_range(found[one]) for one in here if one != key]
    across = [_range(found[one]) for one in there]
    low, high = _range(found[key])
    low = max(low, sum(least for least, _ in across) - sum(most for _, most in beside))
    high = min(high, sum(most for _, most in across) - sum(least for least, _ in beside))
    return low == high


def _next_to_hide(key: Key, equation: Sum[Key], found: Mapping[Key, int | Hidden]) -> Key | None:
    """Return the smallest figure still shown beside a cell, or else across from it."""
    sides = equation if key in equation[0] else (equation[1], equation[0])
    for side in sides:
        open_cells = {one: value for one in side if isinstance(value := found[one], int) and value}
        if open_cells:
            return min(open_cells, key=lambda one: open_cells[one])
    return None
