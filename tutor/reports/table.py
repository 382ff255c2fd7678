"""A report as data: tables of cells with a type, which every way of writing them down shows alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Literal

from tutor.content.text import one_line
from tutor.dates import day_in_figures
from tutor.i18n import N_, Translator

# percent: a share from 0 to 1; number: with at most one decimal.
Kind = Literal["text", "count", "percent", "number", "date"]


class Hidden(Enum):
    """Why a figure is not shown: fewer than five people are behind it, or it would give away one of those."""

    FEW = "<5"
    WITHHELD = "withheld"


Cell = str | int | float | date | Hidden | None


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds; the title names what is counted."""

    key: str
    title: str
    kind: Kind = "count"


@dataclass(frozen=True, slots=True)
class Plot:
    """Which column says when or where, and which one is drawn as bars."""

    label: int
    value: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the texts are in the reader's language and on one line each. None is unknown."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    plot: Plot | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Tables that belong together, `about` which place and time they are, and how they are to be read."""

    key: str
    title: str
    about: str
    made_on: date
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()


_WITHHELD = N_("hidden")


def table(
    key: str,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    notes: Sequence[str] = (),
    plot: Plot | None = None,
) -> Table:
    """Return a table whose texts are clean and on one line each, whoever wrote them."""
    cells = (
        tuple(one_line(cell) if isinstance(cell, str) else cell for cell in row) for row in rows
    )
    return Table(key, title, tuple(columns), tuple(cells), tuple(notes), plot)


def share(part: int | Hidden, whole: int | Hidden) -> Cell:
    """Return a share as every form of a report shows it, to a tenth of a percent."""
    if isinstance(part, Hidden) or isinstance(whole, Hidden):
        return Hidden.WITHHELD
    return round(part / whole, 3) if whole else None


def shown(cell: Cell, kind: Kind, translate: Translator) -> str:
    """Return a cell as people read it."""
    match cell:
        case None:
            return ""
        case Hidden.FEW:
            return Hidden.FEW.value
        case Hidden.WITHHELD:
            return translate(_WITHHELD)
        case date():
            return day_in_figures(cell)
        case float():
            figure = f"{cell * 100:.1f}\u00a0%" if kind == "percent" else f"{cell:g}"
            return translate.decimal(figure)
        case _:
            return str(cell)
