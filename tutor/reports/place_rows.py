"""Rows of the coverage report: places with what the volunteers' file says of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tutor.reports.hamlets import Hamlet
from tutor.reports.targets import Certainty, HamletTotals, Measure, Target

TotalName = Literal["residents", "over_60", "households"]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One hamlet or several, with what the volunteers' file says of them; `names` are commune and hamlet."""

    names: tuple[str, str]
    hamlets: tuple[Hamlet, ...]
    totals: Mapping[Hamlet, HamletTotals | None]
    targets: tuple[Target, ...]
    hidden: bool = False

    @property
    def known(self) -> list[HamletTotals]:
        """The totals of the hamlets that the file lists."""
        return [totals for totals in self.totals.values() if totals is not None]

    def total(self, name: TotalName) -> int | None:
        """Return the total of the hamlets; None unless it is known of each."""
        numbers = [getattr(totals, name) if totals else None for totals in self.totals.values()]
        return sum_if_known(numbers) if numbers else None

    def certainty(self) -> Certainty:
        """Return how sure the total is: counted only if it was counted in each hamlet."""
        counted = all(totals and totals.sure == "counted" for totals in self.totals.values())
        return "counted" if counted else "estimated"

    def target(self, measure: Measure, today: date) -> Target | None:
        """Return the target that comes due next, the last one where all are past."""
        own = (target for target in self.targets if target.measure == measure)
        dated = sorted(own, key=lambda target: target.by)
        ahead = (target for target in dated if target.by >= today)
        return next(ahead, dated[-1] if dated else None)


def sum_if_known(numbers: Iterable[int | None]) -> int | None:
    """Return the sum of numbers, None where one of them is unknown."""
    known = list(numbers)
    return None if None in known else sum(filter(None, known))
