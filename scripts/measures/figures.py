"""A measured figure, its baseline and its bar, and the table of all figures."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """Samples of the program and of a baseline, in one unit.

    `bar` is the largest allowed `value`: a multiple of the baseline, or an amount where there is no
    baseline. None means no bar.
    """

    what: str
    unit: str
    ours: Sequence[float]
    baseline: Sequence[float]
    against: str
    bar: float | None

    @property
    def value(self) -> float:
        """The ratio of the medians, or the median where there is no baseline."""
        return median(self.ours) / median(self.baseline) if self.baseline else median(self.ours)


def percentile(samples: Sequence[float], share: float) -> float:
    """Return the sample below which this share of the samples lies."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as a table of plain text."""
    head = ("what", "N", "median", "baseline", "against", "figure", "bar", "met")
    rows = [head, *(_row(figure) for figure in figures)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    return "\n".join(
        "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _row(figure: Figure) -> tuple[str, ...]:
    mark = " x" if figure.baseline else f" {figure.unit}"
    met = "" if figure.bar is None else "yes" if figure.value <= figure.bar else "NO"
    return (
        figure.what,
        str(len(figure.ours)),
        f"{median(figure.ours):.3g} {figure.unit}",
        f"{median(figure.baseline):.3g} {figure.unit}" if figure.baseline else "",
        figure.against,
        f"{figure.value:.2f}{mark}",
        "" if figure.bar is None else f"{figure.bar:g}{mark}",
        met,
    )


def machine() -> str:
    """Return the processors and the load, on which absolute figures depend."""
    load = ", ".join(f"{average:.1f}" for average in os.getloadavg())
    return f"{os.cpu_count()} processors, load {load}"
