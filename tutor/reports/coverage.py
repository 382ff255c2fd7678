"""How far the movement has come by its own four measures, each with a denominator of its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from tutor.classroom.follow_up import classes_held
from tutor.content.text import fold_case, one_line
from tutor.dates import day_in_figures
from tutor.engine.evidence import MASTERY
from tutor.i18n import N_
from tutor.learning.skills import SkillsOf, explained
from tutor.records.class_views import Session
from tutor.records.people import Person
from tutor.reports.about import Asked
from tutor.reports.kept import Kept, day_of
from tutor.reports.progress import mastered
from tutor.reports.suppression import Sum, counted, protected
from tutor.reports.table import Cell, Column, Hidden, Plot, Report, Table, share, table
from tutor.reports.targets import HamletTotals, Measure, Sure, Target, Targets
from tutor.reports.where import Spot, Whereabouts, by_commune

Total = Literal["residents", "households"]

_SURE: Mapping[Sure | None, str] = {
    "counted": N_("at least; the total was counted"),
    "estimated": N_("at least; the total is an estimate"),
    None: N_("at least; no total is known"),
}
_TOO_SMALL = N_("the total is below what was counted: please check it")
_PROFICIENT = N_(
    "Proficient: whoever has mastered at least {skills} skills. Only people in these records can count, so "
    "that each figure is the least that it can be."
)
_NOTES = (
    N_(
        "Four different measures: people proficient, homes reached, people with a class in their hamlet, "
        "classes held. None can be added to or compared with another."
    ),
    N_("People are those of 60 and older, as the volunteers' file counts them."),
    N_("A home is reached when one of it came to a class, was visited, or finished a lesson."),
    N_("There is access where a class was held in the hamlet itself."),
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A hamlet, or a whole commune, with what the volunteers' file says of it."""

    commune: str
    spot: Spot | None
    spots: tuple[Spot, ...]
    totals: Mapping[Spot, HamletTotals | None]
    targets: tuple[Target, ...]

    def total(self, name: Total) -> int | None:
        """Return the total of all its hamlets; None unless it is known of each."""
        known = [None if one is None else _total(one, name) for one in self.totals.values()]
        return _sum(known) if known else None

    def sure(self) -> Sure:
        """Return how sure its totals are: no surer than the least of them."""
        counted_all = all(one is not None and one.sure == "counted" for one in self.totals.values())
        return "counted" if counted_all else "estimated"

    def source(self) -> str:
        """Return who said the totals."""
        return "; ".join(
            dict.fromkeys(one.source for one in self.totals.values() if one and one.source)
        )

    def as_of(self) -> date | None:
        """Return since when the totals hold, the oldest of several."""
        return min((one.as_of for one in self.totals.values() if one and one.as_of), default=None)

    def target(self, measure: Measure, today: date) -> Target | None:
        """Return the target that comes due next, the last where all are past."""
        dated = sorted(
            (one for one in self.targets if one.measure == measure), key=lambda one: one.by
        )
        return next((one for one in dated if one.by >= today), dated[-1] if dated else None)


def _total(totals: HamletTotals, name: Total) -> int | None:
    return totals.households if name == "households" else totals.residents


def _sum(numbers: Iterable[int | None]) -> int | None:
    """Return the sum of numbers, None where one of them is not known."""
    known = list(numbers)
    return None if None in known else sum(one for one in known if one is not None)


def coverage(
    kept: Kept, skills_of: SkillsOf, targets: Targets, where: Whereabouts, asked: Asked
) -> Report:
    """Return the four measures by hamlet and commune."""
    people: dict[Spot, list[Person]] = {}
    for one in kept.learners:
        people.setdefault(where.spot(one.commune, one.hamlet), []).append(one)
    sessions: dict[Spot, list[Session]] = {}
    for session in kept.sessions:
        if session.form == "class" and asked.scope.holds(session.day):
            sessions.setdefault(where.spot(session.commune, session.hamlet), []).append(session)
    rows = _rows({*people, *sessions}, targets, where, asked)
    return asked.report(
        "coverage",
        (
            _residents(rows, people, kept, skills_of, targets, where, asked),
            _households(rows, people, kept, where, asked),
            _access(rows, sessions, where, asked),
            _classes(rows, sessions, where, asked),
        ),
        (
            *asked.sayings(_NOTES),
            asked.say(_PROFICIENT, skills=targets.proficient_skills),
            explained(MASTERY, asked.translate),
        ),
        where,
    )


def _rows(
    found: Iterable[Spot], targets: Targets, where: Whereabouts, asked: Asked
) -> tuple[_Row, ...]:
    """Return each hamlet, and after those of a commune the commune."""
    totals = {where.spot(one.commune, one.hamlet): one for one in targets.hamlets}
    spots = [spot for spot in {*found, *totals} if where.inside(spot, asked.scope)]
    rows: list[_Row] = []
    for commune, those in by_commune(spots).items():
        for spot in those:
            known = totals.get(spot)
            rows.append(_Row(commune, spot, (spot,), {spot: known}, _targets(spot, known, targets)))
        # Who lives in a hamlet that was not noted lives in the commune all the same.
        named = {spot: totals.get(spot) for spot in those if spot.hamlet}
        shares = tuple(one for one in targets.targets if one.measure != "classes")
        if commune and not asked.scope.hamlet:
            rows.append(_Row(commune, None, those, named, shares))
    return tuple(rows)


def _targets(spot: Spot, known: HamletTotals | None, targets: Targets) -> tuple[Target, ...]:
    """Return the targets of a hamlet: those of all places, unless it has its own of a measure."""
    own = () if known is None else known.targets
    measures = {one.measure for one in own}
    common = (one for one in targets.targets if one.measure not in measures)
    return (*own, *common) if spot.hamlet else ()


def _sources(rows: Sequence[_Row], measure: Measure, asked: Asked) -> tuple[str, ...]:
    """Say who set the targets."""
    set_by = dict.fromkeys(
        (one.by, one.source)
        for row in rows
        if (one := row.target(measure, asked.today)) is not None and one.source
    )
    said = N_("Target by {day}: {source}.")
    return tuple(
        asked.say(said, day=day_in_figures(by), source=one_line(source).rstrip("."))
        for by, source in set_by
    )


def _names(row: _Row, where: Whereabouts, asked: Asked) -> tuple[Cell, Cell]:
    hamlet = asked.translate(N_("whole commune")) if row.spot is None else where.hamlet(row.spot)
    return where.commune(row.commune), hamlet


def _place(asked: Asked) -> tuple[Column, ...]:
    return asked.columns(("commune", N_("Commune"), "text"), ("hamlet", N_("Hamlet"), "text"))


def _against(asked: Asked) -> tuple[Column, ...]:
    return asked.columns(
        ("share", N_("Share reached"), "percent"),
        ("target", N_("Target"), "percent"),
        ("by", N_("Target by"), "date"),
        ("sure", N_("How sure"), "text"),
        ("source", N_("Total from"), "text"),
        ("as-of", N_("Total as of"), "date"),
    )


def _compared(
    row: _Row, part: int | Hidden | None, total: int | None, measure: Measure, asked: Asked
) -> tuple[Cell, ...]:
    """Return a share beside its target, and how sure it is."""
    target = row.target(measure, asked.today)
    goal = (None, None) if target is None else (target.value, target.by)
    if total is None or part is None:
        return (None, *goal, asked.translate(_SURE[None]), "", None)
    too_small = isinstance(part, int) and part > total
    sure = asked.translate(_TOO_SMALL if too_small else _SURE[row.sure()])
    reached = None if too_small else share(part, total)
    return (reached, *goal, sure, row.source(), row.as_of())


def _summed(rows: Sequence[_Row]) -> list[Sum[int]]:
    """Return of which rows, by their places, a commune is the sum."""
    place = {row.spot: at for at, row in enumerate(rows) if row.spot is not None}
    return [
        ([place[spot] for spot in row.spots], [at])
        for at, row in enumerate(rows)
        if row.spot is None
    ]


def _protected(rows: Sequence[_Row], figures: Mapping[Spot, int]) -> Mapping[int, int | Hidden]:
    """Return by row what may be shown of figures about people."""
    cells = {
        at: counted(sum(figures.get(spot, 0) for spot in row.spots)) for at, row in enumerate(rows)
    }
    return protected(cells, _summed(rows))


def _residents(
    rows: Sequence[_Row],
    people: Mapping[Spot, Sequence[Person]],
    kept: Kept,
    skills_of: SkillsOf,
    targets: Targets,
    where: Whereabouts,
    asked: Asked,
) -> Table:
    proficient = {
        spot: sum(
            mastered(kept, one.id, skills_of, asked.scope) >= targets.proficient_skills
            for one in those
        )
        for spot, those in people.items()
    }
    shown = _protected(rows, proficient)
    columns = asked.columns(
        ("proficient", N_("People proficient"), "count"),
        ("residents", N_("People of 60+"), "count"),
    )
    return _measured("residents", N_("People proficient"), columns, rows, shown, where, asked)


def _measured(
    measure: Measure,
    title: str,
    columns: tuple[Column, ...],
    rows: Sequence[_Row],
    shown: Mapping[int, int | Hidden | None],
    where: Whereabouts,
    asked: Asked,
) -> Table:
    """Return one measure: how many, of how many, what share, against which target."""
    name: Total = "households" if measure == "households" else "residents"
    cells: list[tuple[Cell, ...]] = []
    for at, row in enumerate(rows):
        total = row.total(name)
        compared = _compared(row, shown[at], total, measure, asked)
        cells.append((*_names(row, where, asked), shown[at], total, *compared))
    plot = Plot(1, 2 + len(columns))
    titles = (*_place(asked), *columns, *_against(asked))
    notes = (*_missing(rows, name, asked), *_sources(rows, measure, asked))
    return table(measure, asked.translate(title), titles, cells, notes, plot)


def _missing(rows: Sequence[_Row], name: Total, asked: Asked) -> tuple[str, ...]:
    """Say which totals nobody has written down."""
    said = {
        "households": N_(
            "The number of homes is not known everywhere; without it there is no share."
        ),
        "residents": N_(
            "The number of people of 60 and older is not known everywhere; without it there is no share."
        ),
    }
    unknown = any(row.total(name) is None for row in rows)
    return (asked.translate(said[name]),) if unknown else ()


def _households(
    rows: Sequence[_Row],
    people: Mapping[Spot, Sequence[Person]],
    kept: Kept,
    where: Whereabouts,
    asked: Asked,
) -> Table:
    reached = _reached(kept, asked)
    homes = {
        spot: len(
            {fold_case(one.household) for one in those if one.household and one.id in reached}
        )
        for spot, those in people.items()
    }
    shown = _protected(rows, homes)
    columns = asked.columns(
        ("reached", N_("Homes reached"), "count"), ("households", N_("Homes"), "count")
    )
    found = _measured("households", N_("Homes reached"), columns, rows, shown, where, asked)
    homeless = sum(
        not one.household and one.id in reached
        for row in rows
        if row.spot is not None
        for one in people.get(row.spot, ())
    )
    figure = protected({"": counted(homeless)})[""]
    if not figure:
        return found
    said = N_("Of {count} people reached the home was not noted, so that it does not count.")
    count = figure.value if isinstance(figure, Hidden) else figure
    return replace(found, notes=(*found.notes, asked.say(said, count=count)))


def _reached(kept: Kept, asked: Asked) -> frozenset[str]:
    """Return who came to a class, was visited or finished a lesson in the time of a report."""
    scope = asked.scope
    days = {one.id: one.day for one in kept.sessions}
    came = {
        one.learner
        for one in kept.attendances
        if one.state != "absent" and one.session in days and scope.holds(days[one.session])
    }
    visited = {
        one.learner for one in kept.visits if one.done_at and scope.holds(one.done_at.date())
    }
    played = {
        learner
        for learner, events in kept.events.items()
        for one in events
        if one.kind == "run-finished" and scope.holds(day_of(one) or asked.today)
    }
    return frozenset(came | visited | played)


def _access(
    rows: Sequence[_Row],
    sessions: Mapping[Spot, Sequence[Session]],
    where: Whereabouts,
    asked: Asked,
) -> Table:
    with_class = {spot for spot, those in sessions.items() if classes_held(those)}
    shown: dict[int, int | Hidden | None] = {}
    for at, row in enumerate(rows):
        here = [one for spot, one in row.totals.items() if spot in with_class]
        shown[at] = _sum(None if one is None else one.residents for one in here)
    columns = asked.columns(
        ("with-access", N_("People with access"), "count"),
        ("residents", N_("People of 60+"), "count"),
    )
    title = N_("People with a class in their hamlet")
    return _measured("access", title, columns, rows, shown, where, asked)


def _classes(
    rows: Sequence[_Row],
    sessions: Mapping[Spot, Sequence[Session]],
    where: Whereabouts,
    asked: Asked,
) -> Table:
    columns = asked.columns(
        ("held", N_("Classes held"), "count"),
        ("planned", N_("Classes planned so far"), "count"),
        ("cancelled", N_("Classes cancelled"), "count"),
        ("target", N_("Target, classes"), "count"),
        ("by", N_("Target by"), "date"),
        ("share", N_("Held, share of the target"), "percent"),
    )
    cells: list[tuple[Cell, ...]] = []
    for row in rows:
        those = [one for spot in row.spots for one in sessions.get(spot, ())]
        due = [one for one in those if one.day <= asked.today or one.started_at is not None]
        cancelled = sum(one.state == "cancelled" for one in due)
        target = row.target("classes", asked.today)
        goal = None if target is None else int(target.value)
        cells.append(
            (
                *_names(row, where, asked),
                len(classes_held(those)),
                len(due) - cancelled,
                cancelled,
                goal,
                None if target is None else target.by,
                share(len(classes_held(those)), goal) if goal else None,
            )
        )
    title = asked.translate(N_("Classes held"))
    notes = _sources(rows, "classes", asked)
    return table("classes", title, (*_place(asked), *columns), cells, notes, Plot(1, 7))
