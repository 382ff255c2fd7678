"""What else could be so, for all that a reader sees: other figures that look the same in a report.

A hidden figure is safe if there is such a village in which it is another one. Such villages are found from the
true one by moves: one figure is changed, then others until every sum holds again, at the least price of what has
to be hidden for it.
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
    """A figure that takes part in sums, and between which values it lies for who sees only how it is shown.

    `dearer` is a second such range, which it has once more of it is hidden, at a price.
    """

    value: int
    low: float
    high: float
    dearer: tuple[float, float] | None = None
    price: float = 0.0

    @property
    def fixed(self) -> bool:
        """Whether it is shown as it is."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Move:
    """By how much which figures change so that all sums still hold, and which have to be hidden for it."""

    changes: Mapping[int, int]
    dearer: frozenset[int]


@dataclass(slots=True)
class _Begun:
    """A move on its way: which figures went up or down, and by how much which sums do not hold yet.

    `ends` are figures of one sum alone, which take up what it is off by.
    """

    ways: dict[int, int] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)
    off: dict[int, int] = field(default_factory=dict)


_Way = tuple[float, int, int]
"""A price, a figure, and how far it is moved then."""


@dataclass(frozen=True, slots=True)
class Try:
    """One way to search: for how long, and how much a price counts, what is left to pay, and a sum that is off.

    The more the latter two count, the sooner something is found, and the dearer it may be.
    """

    steps: int
    price: float = 1.0
    rest: float = 0.0
    off: float = 1.0


CAREFUL = Try(60)
TRIES = (Try(300), Try(600, 1.0, 1.0, 10.0), Try(1000, 0.5, 1.0, 10.0), Try(1500, 0.3, 1.0, 20.0))


class Doubt:
    """Figures and the sums between them, as a reader sees them."""

    def __init__(self, figures: Sequence[Figure], sums: Sequence[Sequence[Part]]) -> None:
        self.figures, self._sums = figures, sums
        self._in: list[list[tuple[int, int]]] = [[] for _ in figures]
        for number, parts in enumerate(sums):
            for at, sign in parts:
                self._in[at].append((number, sign))
        self._free: list[list[Part]] = [[] for _ in sums]
        self._ends: list[list[Part]] = [[] for _ in sums]
        for at, one in enumerate(figures):
            if not one.fixed:
                self._set_free(at)
        self._priced = [
            sorted((part for part in parts if figures[part[0]].dearer), key=self._price_of)
            for parts in sums
        ]

    def _set_free(self, at: int) -> None:
        where = self._free if len(self._in[at]) > 1 else self._ends
        for number, sign in self._in[at]:
            where[number].append((at, sign))

    def _price_of(self, part: Part) -> float:
        return self.figures[part[0]].price

    def around(self, at: int, sums: float = inf) -> set[int]:
        """Return what a figure hangs together with by at most so many sums in a row, itself with it."""
        found = new = {at}
        while new and sums:
            sums -= 1
            numbers = {number for one in new for number, _ in self._in[one]}
            new = {one for number in numbers for one, _ in self._sums[number]} - found
            found = found | new
        return found

    def hide(self, at: int) -> None:
        """Give a figure its second range: more of it is hidden now."""
        one = self.figures[at]
        if one.dearer is None:
            return
        if one.fixed:
            self._set_free(at)
        (one.low, one.high), one.dearer = one.dearer, None
        for number, sign in self._in[at]:
            self._priced[number].remove((at, sign))

    def move(
        self,
        starts: Sequence[Part],
        amount: int = 1,
        dearest: float = inf,
        since: Mapping[int, int] | None = None,
        tries: Sequence[Try] = TRIES,
    ) -> Move | None:
        """Return a move that begins with one of `starts`, a cheap one; each figure moves by `amount`.

        It goes on from the changes `since` the truth. No single figure is hidden that costs over `dearest`.
        """
        search = _Search(
            self.figures, self._in, self._free, self._ends, self._priced, since or {}, amount
        )
        found = (search.found(starts, dearest, one) for one in tries)
        return next((move for move in found if move is not None), None)


class _Search:
    """One search for a move."""

    def __init__(
        self,
        figures: Sequence[Figure],
        sums_of: Sequence[Sequence[tuple[int, int]]],
        free: Sequence[Sequence[Part]],
        ends: Sequence[Sequence[Part]],
        priced: Sequence[Sequence[Part]],
        since: Mapping[int, int],
        amount: int,
    ) -> None:
        self._figures, self._in, self._free = figures, sums_of, free
        self._ends, self._priced, self._since, self._amount = ends, priced, since, amount

    def found(self, starts: Sequence[Part], dearest: float, how: Try) -> Move | None:
        """Return the move found first; what looks cheapest to bring to its end is gone on with first."""
        numbers = count()
        heap: list[tuple[float, int, int, float, float, _Begun, _Way, Iterator[_Way]]] = []

        def push(
            paid: float, rest: float, begun: _Begun, way: _Way, others: Iterator[_Way]
        ) -> None:
            if way[0] <= dearest:
                whole = how.price * paid + way[0] + how.rest * rest + how.off * len(begun.off)
                whole, depth = whole + len(begun.ways), -len(begun.ways)
                heappush(heap, (whole, depth, next(numbers), paid, rest, begun, way, others))

        ways = iter(sorted((self._price(at, way), at, way) for at, way in starts))
        if first := next(ways, None):
            push(0.0, 0.0, _Begun(), first, ways)
        for _ in range(how.steps):
            if not heap:
                break
            _, _, _, paid, rest, begun, way, others = heappop(heap)
            if another := next(others, None):
                push(paid, rest, begun, another, others)
            further = self._further(begun, way)
            if not further.off:
                return self._done(further)
            chosen = self._hardest(further)
            if chosen is not None:
                push(paid + way[0], chosen[2], further, chosen[0], chosen[1])
        return None

    def _further(self, begun: _Begun, way: _Way) -> _Begun:
        """Return a move with one more figure in it, and with all that makes sums hold and touches no other."""
        _, at, moved = way
        step = moved - begun.ways.get(at, 0)
        further = _Begun({**begun.ways, at: moved}, begun.ends.copy(), begun.off.copy())
        for number, side in self._in[at]:
            off = further.off.pop(number, 0) + side * step
            if off and (off := self._settled(further, number, off)):
                further.off[number] = off
        return further

    def _settled(self, begun: _Begun, number: int, off: int) -> int:
        """Take up what a sum is off by in figures that stand in no other sum, and return what remains."""
        towards = -1 if off > 0 else 1
        for at, side in self._ends[number]:
            while off and at not in begun.ways:
                way = begun.ends.get(at, 0) + side * towards
                if self._price(at, way):
                    break
                begun.ends[at] = way
                off += towards
        return off

    def _hardest(self, begun: _Begun) -> tuple[_Way, Iterator[_Way], float] | None:
        """Return the ways to mend the sum that costs most to mend, and what the other sums cost at least.

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
        for at, side in self._free[number]:
            if (way := self._on(begun, at, side * towards)) and not self._price(at, way):
                yield 0.0, at, way
        for at, side in self._priced[number]:
            if (way := self._on(begun, at, side * towards)) and 0 < (
                price := self._price(at, way)
            ) < inf:
                yield price, at, way

    def _on(self, begun: _Begun, at: int, way: int) -> int:
        """Return how far a figure is moved by one step more, 0 if it was moved the other way."""
        before = begun.ways.get(at, 0)
        return 0 if at in begun.ends or before * way < 0 else before + way

    def _price(self, at: int, way: int) -> float:
        """Return what it costs to move a figure one way, inf where nothing makes that possible."""
        one = self._figures[at]
        value = one.value + self._since.get(at, 0) + way * self._amount
        if one.low <= value <= one.high:
            return 0.0
        if one.dearer and one.dearer[0] <= value <= one.dearer[1]:
            return one.price
        return inf

    def _done(self, begun: _Begun) -> Move:
        ways = begun.ways | begun.ends
        dearer = frozenset(at for at, way in ways.items() if self._price(at, way))
        return Move({at: way * self._amount for at, way in ways.items()}, dearer)
