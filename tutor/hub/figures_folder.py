"""Figures without names of a laptop's month, and the files of them in the folder of a stick."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tutor.hub.figures import Fault, Figures, FiguresError, figures_of
from tutor.hub.figures_file import LARGEST_FILE, read_figures, write_figures
from tutor.hub.signers import Signer
from tutor.i18n import Translator
from tutor.paths import write_atomic
from tutor.records.store import Store
from tutor.reports.build import make_request
from tutor.reports.report import Scope, load_report_data
from tutor.reports.subjects import Subjects
from tutor.vietnamese import unmarked

_NAME = "so-lieu"
_NAMED = 4


@dataclass(frozen=True, slots=True)
class FoundFigures:
    """A file of figures, or why it cannot be used."""

    file: Path
    figures: Figures | None
    fault: Fault | None = None


def month_before(day: date) -> date:
    """Return the first day of the month before that of a day."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def last_day(first: date) -> date:
    """Return the last day of a month, given its first."""
    return first.replace(day=monthrange(first.year, first.month)[1])


def make_figures(
    store: Store,
    subjects: Subjects,
    home: Path,
    translate: Translator,
    *,
    first: date,
    today: date,
    by: str,
) -> Figures:
    """Return the figures of this laptop of a month; raise TargetsError, StoreUnavailable."""
    scope = Scope(since=first, until=last_day(first))
    request = make_request(subjects, home, translate=translate, today=today, scope=scope)
    laptop, number = store.exchange.device()
    data = load_report_data(store, with_events=True)
    return figures_of(data, request, laptop=laptop, number=number, by=by, made_on=today)


def read_file(file: Path) -> Figures:
    """Return the figures of a file; raise OSError, FiguresError."""
    with file.open("rb") as opened:
        # One byte more than may be read, so that the reader knows that it is too much.
        return read_figures(opened.read(LARGEST_FILE + 1))


def figures_in(folder: Path) -> list[FoundFigures]:
    """Return the files of figures in a folder by their names, without those of other programs."""
    found: list[FoundFigures] = []
    for file in sorted(folder.glob("*.json")):
        try:
            found.append(FoundFigures(file, read_file(file)))
        except FiguresError as error:
            if error.fault != "foreign":
                found.append(FoundFigures(file, None, error.fault))
        except OSError:
            continue
    return found


def put_into(folder: Path, figures: Figures, signer: Signer | None) -> Path:
    """Write figures into a folder, over those of the same laptop or the same sum; raise OSError."""
    words = re.findall("[a-z0-9]+", unmarked(figures.by).lower())[:_NAMED]
    whose = figures.parts[0].laptop[:4] if len(figures.parts) == 1 else "cong"
    name = "-".join((_NAME, figures.month, *words, whose))
    return write_atomic(folder / f"{name}.json", write_figures(figures, signer), durable=True)
