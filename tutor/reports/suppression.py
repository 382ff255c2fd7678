"""Keeps small groups out of sight: figures about fewer than five people, and those that give them away."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, sqrt
from typing import Generic, TypeVar

from tutor.reports.doubt import CAREFUL, Doubt, Figure, Move, Part
from tutor.reports.table import Hidden

FEWEST = 5
Key = TypeVar("Key", bound=Hashable)
Sum = tuple[Sequence[Key], Sequence[Key]]
"""Two groups of cells that come to the same: parts and their total, or one whole parted in two ways."""

_LEAST, _MOST = 1, FEWEST - 1
# What it costs to hide a figure at the most; to take back even that it is a small one is the last resort.
_DEAREST, _LAST = 40.0, 60.0


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure and how many people are behind it."""

    value: int
    people: int

    @property
    def small(self) -> bool:
        """Whether so few people are behind it that it is not to be known."""
        return 0 < self.people < FEWEST


def counted(people: int) -> Counted:
    """Return a number of people as a figure."""
    return Counted(people, people)


def protected(
    cells: Mapping[Key, Counted],
    sums: Iterable[Sum[Key]] = (),
    unprinted: Mapping[Key, Counted] | None = None,
) -> dict[Key, int | Hidden]:
    """Return what may be shown of figures; nobody is behind a zero, so that it stays.

    `unprinted` are figures that are not in the report, but in the sums, such as who of a whole is not in a
    printed part. Small ones must not follow from what is shown, by all sums taken together: as much more is
    hidden, small figures rather than large ones, as leaves every hidden figure and every small unprinted one
    another value that fits too. Of “<5” all that it says stays possible, so far as other “<5” allow it.
    """
    return _Hiding(cells, tuple(sums), unprinted or {}).shown()


class _Hiding(Generic[Key]):
    """What of a report is hidden so far, and of what a reader is known to be left in doubt."""

    def __init__(
        self,
        cells: Mapping[Key, Counted],
        sums: Sequence[Sum[Key]],
        unprinted: Mapping[Key, Counted],
    ) -> None:
        self._cells = cells
        self._at = {key: at for at, key in enumerate((*cells, *unprinted))}
        self._few = {at for at, one in enumerate(cells.values()) if one.small and _few(one)}
        totals = {
            here[0]
            for sides in sums
            for here, there in (sides, sides[::-1])
            if len(here) == 1 and here[0] in cells and sum(key in cells for key in there) > 1
        }
        self._figures = [
            *(_printed(one, key in totals) for key, one in cells.items()),
            *(Figure(one.value, _LEAST if one.small else 0, inf) for one in unprinted.values()),
        ]
        self._doubt = Doubt(self._figures, [self._parts(one) for one in sums])
        self._small = [
            at for at, one in enumerate((*cells.values(), *unprinted.values())) if one.small
        ]
        self._totals = {self._at[key] for key in totals if not cells[key].small}
        self._unsure: set[int] = set()
        self._blurred: set[int] = set()

    def _parts(self, sides: Sum[Key]) -> list[Part]:
        return [
            (self._at[key], sign) for side, sign in zip(sides, (1, -1), strict=True) for key in side
        ]

    def shown(self) -> dict[Key, int | Hidden]:
        """Hide until nothing small can be known, and return what is shown then."""
        for at in self._small:
            if at in self._few:
                self._reach(at, _LEAST)
                self._reach(at, _MOST)
            if at not in self._unsure:
                self._leave_in_doubt(at)
        while (more := self._hidden_for_nothing()) is not None:
            self._leave_in_doubt(more)
        return {key: self._as_shown(self._at[key], one) for key, one in self._cells.items()}

    def _hidden_for_nothing(self) -> int | None:
        """Return a hidden figure that may follow from the others all the same."""
        printed = range(len(self._cells))
        return next(
            (at for at in printed if not self._figures[at].fixed and at not in self._unsure), None
        )

    def _as_shown(self, at: int, one: Counted) -> int | Hidden:
        if self._figures[at].fixed:
            return one.value
        return Hidden.FEW if at in self._few and at not in self._blurred else Hidden.WITHHELD

    def _reach(self, at: int, goal: int) -> None:
        """Make it possible, if that can be, that a figure is as small or as large as it is shown to be."""
        since: dict[int, int] = {}
        while left := goal - self._figures[at].value - since.get(at, 0):
            start = [(at, 1 if left > 0 else -1)]
            # Rather one figure more that gives way far enough than one for each step.
            ways = dict.fromkeys(((1, 0.0), (abs(left), _DEAREST), (1, _DEAREST)))
            found = (self._doubt.move(start, *way, since, (CAREFUL,)) for way in ways)
            move = next((one for one in found if one is not None), None)
            if move is None:
                return
            self._take(move, since)

    def _leave_in_doubt(self, at: int) -> None:
        """Make it possible that a figure is another one: if need be by hiding all totals near it."""
        for sums in (0, 1, 2, 3):
            for one in self._totals & self._doubt.around(at, sums):
                self._hide(one)
            move = self._doubt.move([(at, 1), (at, -1)])
            if move is not None:
                self._take(move, {})
                return
        # With everything hidden twice as many of all would look the same.
        together = self._doubt.around(at)
        for one in together:
            self._hide(one)
        self._unsure |= together

    def _take(self, move: Move, since: dict[int, int]) -> None:
        for at in move.hides:
            self._hide(at)
        for at, change in move.changes.items():
            since[at] = since.get(at, 0) + change
        self._unsure |= {at for at, change in since.items() if change}

    def _hide(self, at: int) -> None:
        if at in self._few:
            self._blurred.add(at)
        self._doubt.hide(at)


def _few(one: Counted) -> bool:
    return one.value < FEWEST


def _printed(one: Counted, total: bool) -> Figure:
    """Return a printed figure as it is shown for itself; to hide a large one, or a total, costs more."""
    if not one.value:
        return Figure(0, 0, 0)
    if not one.small:
        return Figure(
            one.value,
            one.value,
            one.value,
            (FEWEST, inf),
            min(sqrt(one.value) * (1 + total), _DEAREST),
        )
    if _few(one):
        return Figure(one.value, _LEAST, _MOST, (_LEAST, inf), _LAST)
    return Figure(one.value, FEWEST, inf)
