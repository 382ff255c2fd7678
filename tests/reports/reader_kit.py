"""A reader who takes everything together that a report shows, and asks what else a hidden figure could be."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import chain

from hypothesis import reject

from tutor.reports.suppression import FEWEST
from tutor.reports.table import Hidden

MOST = 400
MOST_VILLAGES = 3000
Bounds = dict[Hashable, tuple[int, int]]
Sums = Sequence[tuple[Sequence[Hashable], Sequence[Hashable]]]


class Reader:
    """Knows how figures are shown and which sums hold; `truth` only tells where to look first.

    Of an unprinted figure that is none, a reader does not know it; that a small one is one, this one does.
    """

    def __init__(
        self,
        truth: Mapping[Hashable, int],
        shown: Mapping[Hashable, int | Hidden],
        sums: Sums,
    ) -> None:
        self.truth = truth
        self.bounds: Bounds = {}
        for key, value in truth.items():
            match shown.get(key):
                case None:
                    self.bounds[key] = (1 if 0 < value < FEWEST else 0, MOST)
                case Hidden.FEW:
                    self.bounds[key] = (1, FEWEST - 1)
                case Hidden.WITHHELD:
                    self.bounds[key] = (FEWEST if value >= FEWEST else 1, MOST)
                case int() as figure:
                    self.bounds[key] = (figure, figure)
        self.sums = [([*((k, 1) for k in here), *((k, -1) for k in there)]) for here, there in sums]
        assert all(sum(sign * truth[key] for key, sign in parts) == 0 for parts in self.sums)
        self.villages = 0
        self.of: dict[Hashable, list[int]] = {}
        for number, parts in enumerate(self.sums):
            for key, _ in parts:
                self.of.setdefault(key, []).append(number)

    def could_be_another(self, key: Hashable) -> bool:
        """Tell whether there is another value of a figure with which all that is shown can be so."""
        self.villages = 0
        low, high = self.bounds[key]
        true = self.truth[key]
        tried = (true + by for far in range(1, 6) for by in (far, -far))
        return any(
            self._possible({**self.bounds, key: (value, value)}, [key])
            for value in tried
            if low <= value <= high
        )

    def _possible(self, bounds: Bounds, changed: Iterable[Hashable]) -> bool:
        """Tell whether there is a village within bounds: they are narrowed, then those of one figure set."""
        self.villages += 1
        if self.villages > MOST_VILLAGES:
            # Some examples would take hours: nothing is said of them.
            reject()
        if not self._narrow(bounds, changed):
            return False
        off = next((parts for parts in self.sums if self._off(bounds, parts)), None)
        if off is None:
            return True
        key = min(
            (key for key, _ in off if bounds[key][0] < bounds[key][1]),
            key=lambda one: bounds[one][1] - bounds[one][0],
        )
        low, high = bounds[key]
        here = self._likely(bounds, key)
        tried = chain([here], (here + by for far in range(1, 6) for by in (far, -far)))
        return any(
            self._possible({**bounds, key: (value, value)}, [key])
            for value in tried
            if low <= value <= high
        )

    def _likely(self, bounds: Bounds, key: Hashable) -> int:
        low, high = bounds[key]
        return min(max(self.truth[key], low), high)

    def _off(self, bounds: Bounds, parts: Sequence[tuple[Hashable, int]]) -> int:
        return sum(sign * self._likely(bounds, key) for key, sign in parts)

    def _narrow(self, bounds: Bounds, changed: Iterable[Hashable]) -> bool:
        waiting = {number for key in changed for number in self.of.get(key, ())}
        while waiting:
            parts = self.sums[waiting.pop()]
            ranges = [
                bounds[k] if sign > 0 else (-bounds[k][1], -bounds[k][0]) for k, sign in parts
            ]
            least, most = sum(low for low, _ in ranges), sum(high for _, high in ranges)
            for (key, sign), (low, high) in zip(parts, ranges, strict=True):
                new = max(low, high - most), min(high, low - least)
                if new[0] > new[1]:
                    return False
                if new != (low, high):
                    bounds[key] = new if sign > 0 else (-new[1], -new[0])
                    waiting.update(self.of[key])
        return True
