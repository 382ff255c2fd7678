"""What every report of a place and a time begins with and is read by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tutor.content.text import one_line
from tutor.dates import day_in_figures
from tutor.i18n import N_, Translator
from tutor.reports import places
from tutor.reports.kept import Scope
from tutor.reports.suppression import FEWEST
from tutor.reports.table import Column, Kind, Report, Table
from tutor.reports.where import Whereabouts

ReportKind = Literal["progress", "attendance", "coverage", "scam"]

TITLES: Mapping[ReportKind, str] = {
    "progress": N_("Progress: what people can do"),
    "attendance": N_("Attendance: who comes and comes back"),
    "coverage": N_("Coverage: how far against the targets"),
    "scam": N_("Scams: refused, believed, told apart"),
}
_SMALL = N_(
    "“<{fewest}” stands for 1 to {most} people; “hidden” for a figure about so few people, or one from which "
    "such a figure would follow."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a report is asked for: which part of the records, on which day, in whose words."""

    translate: Translator
    today: date
    scope: Scope = field(default_factory=Scope)

    def about(self) -> str:
        """Return the place and the time in one line."""
        scope, translate = self.scope, self.translate
        commune = places.commune(scope.commune) if scope.commune else None
        place = [scope.hamlet, "" if commune is None else str(commune)]
        since, until = scope.since, scope.until or self.today
        if since is None:
            time = translate(N_("up to {until}"), until=day_in_figures(until))
        else:
            time = translate(
                N_("from {since} to {until}"),
                since=day_in_figures(since),
                until=day_in_figures(until),
            )
        where = ", ".join(part for part in place if part) or translate(N_("everywhere"))
        return one_line(f"{where}; {time}")

    def report(
        self, kind: ReportKind, tables: Sequence[Table], notes: Sequence[str], where: Whereabouts
    ) -> Report:
        """Return a report of its tables, with all that is to be known to read it."""
        return Report(
            key=kind,
            title=self.translate(TITLES[kind]),
            about=self.about(),
            made_on=self.today,
            tables=tuple(tables),
            notes=(*notes, self.small_groups(), *where.notes()),
        )

    def small_groups(self) -> str:
        """Return how hidden figures are to be read."""
        return self.say(_SMALL, fewest=FEWEST, most=FEWEST - 1)

    def columns(self, *given: tuple[str, str, Kind]) -> tuple[Column, ...]:
        """Return columns with their titles in the words of the reader."""
        return tuple(Column(key, self.translate(title), kind) for key, title, kind in given)

    def say(self, message: str, **values: object) -> str:
        """Return a sentence with its values filled in."""
        return self.translate(message, **values)

    def sayings(self, messages: Sequence[str]) -> tuple[str, ...]:
        """Return sentences in the words of the reader."""
        return tuple(map(self.translate, messages))
