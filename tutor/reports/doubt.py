"""What else could be so, for all that a reader sees: other figures that would look the same in a report.

A hidden figure is safe where it may as well be another one. That is shown by a move: the figure is changed,
and then others, until every sum holds again and each figure still looks as it did; where none is found, the
move that takes the least more to hide.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from math import inf

Part = tuple[int, int]
"""A figure in a sum, and +1 or -1: on which side of it the figure stands."""


@dataclass(slots=True)
class Figure:
    """A figure that takes part in sums, and between which values it lies for who sees how it is shown.

    `wider` is what it may lie between once more of it is hidden, which has a price.
    """

    value: int
    low: float
    high: float
    wider: tuple[float, float] | None = None
    price: float = 0.0

    @property
    def fixed(self) -> bool:
        """Whether it is shown as it is."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Move:
    """By how much which figures change so that all sums still hold, and of which more is hidden for it."""

    changes: Mapping[int, int]
    hides: frozenset[int]


@dataclass(frozen=True, slots=True)
class Try:
    """One way to search: for how many steps, and how much what was paid, what is left to pay and a sum count.

    The more the latter two count, the sooner something is found, and the dearer it may be.
    """

    steps: int
    paid: float = 1.0
    left: float = 0.0
    off: float = 1.0


# How long and how hastily was found out with reports of a year: hardly any need more than the first.
CAREFUL = Try(60)
TRIES = (Try(300), Try(600, 1.0, 1.0, 10.0), Try(1000, 0.5, 1.0, 10.0), Try(1500, 0.3, 1.0, 20.0))


@dataclass(slots=True)
class _Begun:
    """A move on its way: by how much which figures moved, and by how much which sums are off.

    `ends` are figures of one sum alone, which take up what it is off by.
    """

    ways: dict[int, int] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)
    off: dict[int, int] = field(default_factory=dict)


_Way = tuple[float, int, int]
"""A price, a figure, and how far it is moved then."""


class Doubt:
    """Figures and the sums between them, as a reader sees them."""

    def __init__(self, figures: Sequence[Figure], sums: Sequence[Sequence[Part]]) -> None:
        self.figures, self.sums = figures, sums
        self.sums_of: list[list[tuple[int, int]]] = [[] for _ in figures]
        for number, parts in enumerate(sums):
            for at, side in parts:
                self.sums_of[at].append((number, side))
        # Of each sum what is not fixed: what stands in no other sum, and the rest.
        self.ends: list[list[Part]] = [[] for _ in sums]
        self.free: list[list[Part]] = [[] for _ in sums]
        self.priced = [
            sorted((part for part in parts if figures[part[0]].wider), key=self._price_of)
            for parts in sums
        ]
        for at, one in enumerate(figures):
            if not one.fixed:
                self._set_free(at)

    def _price_of(self, part: Part) -> float:
        return self.figures[part[0]].price

    def _set_free(self, at: int) -> None:
        where = self.free if len(self.sums_of[at]) > 1 else self.ends
        for number, side in self.sums_of[at]:
            where[number].append((at, side))

    def around(self, at: int, sums: float = inf) -> set[int]:
        """Return what a figure hangs together with by at most so many sums in a row, itself with it."""
        found = new = {at}
        while new and sums:
            sums -= 1
            numbers = {number for one in new for number, _ in self.sums_of[one]}
            new = {one for number in numbers for one, _ in self.sums[number]} - found
            found = found | new
        return found

    def hide(self, at: int) -> None:
        """Let a figure lie between its wider bounds, if it has any left."""
        one = self.figures[at]
        if one.wider is None:
            return
        if one.fixed:
            self._set_free(at)
        (one.low, one.high), one.wider = one.wider, None
        for number, side in self.sums_of[at]:
            self.priced[number].remove((at, side))

    def move(
        self,
        starts: Sequence[Part],
        amount: int = 1,
        dearest: float = inf,
        since: Mapping[int, int] | None = None,
        tries: Sequence[Try] = TRIES,
    ) -> Move | None:
        """Return a move that begins with one of `starts`, by steps of `amount`, and a cheap one at that.

        It goes on from the changes `since` the truth. Nothing is hidden that costs over `dearest`.
        """
        search = _Search(self, since or {}, amount)
        found = (search.found(starts, dearest, one) for one in tries)
        return next((move for move in found if move is not None), None)


@dataclass(frozen=True, slots=True)
class _Search:
    """The search for a move: what looks cheapest to bring to its end is gone on with first."""

    doubt: Doubt
    since: Mapping[int, int]
    amount: int

    def found(self, starts: Sequence[Part], dearest: float, how: Try) -> Move | None:
        """Return the first move that one way to search comes to."""
        numbers = count()
        heap: list[tuple[float, int, int, float, float, _Begun, _Way, Iterator[_Way]]] = []

        def push(
            paid: float, left: float, begun: _Begun, way: _Way, others: Iterator[_Way]
        ) -> None:
            if way[0] <= dearest:
                whole = how.paid * paid + way[0] + how.left * left + how.off * len(begun.off)
                length = len(begun.ways)
                item = (whole + length, -length, next(numbers), paid, left, begun, way, others)
                heappush(heap, item)

        ways = iter(sorted((self._price(at, way), at, way) for at, way in starts))
        if first := next(ways, None):
            push(0.0, 0.0, _Begun(), first, ways)
        for _ in range(how.steps):
            if not heap:
                break
            _, _, _, paid, left, begun, way, others = heappop(heap)
            if another := next(others, None):
                push(paid, left, begun, another, others)
            further = self._further(begun, way)
            if not further.off:
                return self._done(further)
            if chosen := self._hardest(further):
                push(paid + way[0], chosen[2], further, chosen[0], chosen[1])
        return None

    def _further(self, begun: _Begun, way: _Way) -> _Begun:
        """Return a move gone on with by one figure, and by all that mends a sum and touches no other."""
        _, at, moved = way
        step = moved - begun.ways.get(at, 0)
        further = _Begun({**begun.ways, at: moved}, begun.ends.copy(), begun.off.copy())
        for number, side in self.doubt.sums_of[at]:
            off = further.off.pop(number, 0) + side * step
            if off and (off := self._settled(further, number, off)):
                further.off[number] = off
        return further

    def _settled(self, begun: _Begun, number: int, off: int) -> int:
        """Take up what a sum is off by in figures that stand in no other sum, and return what remains."""
        towards = -1 if off > 0 else 1
        for at, side in self.doubt.ends[number]:
            while off and at not in begun.ways:
                way = begun.ends.get(at, 0) + side * towards
                if self._price(at, way):
                    break
                begun.ends[at] = way
                off += towards
        return off

    def _hardest(self, begun: _Begun) -> tuple[_Way, Iterator[_Way], float] | None:
        """Return the ways to mend the sum that costs most to mend, and what the others cost at the least.

        None where one of them cannot be mended.
        """
        chosen: tuple[_Way, Iterator[_Way]] | None = None
        whole = 0.0
        for number, off in begun.off.items():
            ways = self._ways(begun, number, off)
            first = next(ways, None)
            if first is None:
                return None
            whole += first[0]
            if chosen is None or first[0] > chosen[0][0]:
                chosen = first, ways
        return None if chosen is None else (*chosen, whole - chosen[0][0])

    def _ways(self, begun: _Begun, number: int, off: int) -> Iterator[_Way]:
        """Yield the ways to bring a sum nearer to holding, what costs nothing first, then by price."""
        towards = -1 if off > 0 else 1
        for at, side in self.doubt.free[number]:
            way = self._on(begun, at, side * towards)
            if way and not self._price(at, way):
                yield 0.0, at, way
        for at, side in self.doubt.priced[number]:
            way = self._on(begun, at, side * towards)
            if way and 0 < (price := self._price(at, way)) < inf:
                yield price, at, way

    def _on(self, begun: _Begun, at: int, way: int) -> int:
        """Return how far a figure is moved by one step more, 0 if it was moved the other way."""
        before = begun.ways.get(at, 0)
        return 0 if at in begun.ends or before * way < 0 else before + way

    def _price(self, at: int, way: int) -> float:
        """Return what it costs to move a figure so far, inf where nothing makes that possible."""
        one = self.doubt.figures[at]
        value = one.value + self.since.get(at, 0) + way * self.amount
        if one.low <= value <= one.high:
            return 0.0
        if one.wider and one.wider[0] <= value <= one.wider[1]:
            return one.price
        return inf

    def _done(self, begun: _Begun) -> Move:
        ways = begun.ways | begun.ends
        hides = frozenset(at for at, way in ways.items() if self._price(at, way))
        return Move({at: way * self.amount for at, way in ways.items()}, hides)
