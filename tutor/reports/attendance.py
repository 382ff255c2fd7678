"""Who came to the classes, who came back to the next, and why others did not come: over time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tutor.classroom import labels
from tutor.classroom.follow_up import classes_held
from tutor.i18n import N_
from tutor.records.class_events import AbsenceReason
from tutor.records.class_views import Attendance, Session
from tutor.reports.about import Asked
from tutor.reports.kept import Kept
from tutor.reports.suppression import Counted, Sum, protected
from tutor.reports.table import Cell, Column, Hidden, Plot, Report, Table, share, table
from tutor.reports.where import Spot, Whereabouts

_FIGURES = ("there", "late", "absent", "before", "back")
# Who is meant by the rest of a figure that another is a part of, which the reader can subtract.
_RESTS = {"in-time": ("there", "late"), "stayed-away": ("before", "back"), "new": ("there", "back")}
_NOTES = (
    N_("A person counts once at each class. The team does not count."),
    N_(
        "“Came back” is of those who were at the class before in the same hamlet; who was erased since "
        "counts as there, and not as come back."
    ),
)

Key = tuple[str, str]
"""Which row and which figure."""


@dataclass(frozen=True, slots=True)
class _Class:
    """One class: who was there and who was not; of those of the one before, who came back."""

    session: Session
    spot: Spot
    called: tuple[Attendance, ...]
    before: frozenset[str]

    def people(self, figure: str) -> list[str]:
        """Return the people behind a figure, one who was erased as nobody else."""
        match figure:
            case "before":
                return sorted(self.before)
            case "back":
                return sorted(self.before & _there(self.called)) if self.called else []
            case "in-time" | "stayed-away" | "new":
                whole, part = map(self.people, _RESTS[figure])
                return sorted(set(whole) - set(part))
            case _:
                states = {"there": ("present", "late"), "late": ("late",), "absent": ("absent",)}
                return _names(self, [one for one in self.called if one.state in states[figure]])


def attendance(kept: Kept, where: Whereabouts, asked: Asked) -> Report:
    """Return attendance by month and by class, and the reasons of those who did not come."""
    classes = _classes(kept, where, asked)
    months: dict[str, list[_Class]] = {}
    for one in classes:
        months.setdefault(f"{one.session.day:%m/%Y}", []).append(one)
    reasons = {
        reason: [one for c in classes for one in _absent(c, reason)] for reason in labels.ABSENCE
    }
    cells: dict[Key, Counted] = {}
    rests: dict[Key, Counted] = {}
    sums: list[Sum[Key]] = []
    for name, those in (*months.items(), *((one.session.id, [one]) for one in classes)):
        cells |= {(name, figure): _counted(those, figure) for figure in _FIGURES}
        for rest, (whole, part) in _RESTS.items():
            rests[name, rest] = _counted(those, rest)
            sums.append(([(name, part), (name, rest)], [(name, whole)]))
    for name, those in months.items():
        sums += [([(one.session.id, f) for one in those], [(name, f)]) for f in _FIGURES]
    sums += _those_before(classes)
    for reason, people in reasons.items():
        cells["reasons", reason] = Counted(len(people), len(set(people)))
    sums.append(
        ([("reasons", reason) for reason in reasons], [(month, "absent") for month in months])
    )
    shown = protected(cells, sums, rests)
    return asked.report(
        "attendance",
        (
            _by_month(months, shown, asked),
            _by_class(classes, shown, where, asked),
            _by_reason(reasons, shown, asked),
        ),
        asked.sayings(_NOTES),
        where,
    )


def _classes(kept: Kept, where: Whereabouts, asked: Asked) -> tuple[_Class, ...]:
    """Return the classes held in a place and a time, by day, each with those of the one before there."""
    called: dict[str, list[Attendance]] = {}
    for one in kept.attendances:
        if one.learner not in kept.staff:
            called.setdefault(one.session, []).append(one)
    found: list[_Class] = []
    last: dict[Spot, frozenset[str]] = {}
    for session in classes_held(kept.sessions):
        spot = where.spot(session.commune, session.hamlet)
        here = tuple(called.get(session.id, ()))
        # Where nobody was called there is no telling who came back.
        before = last.get(spot, frozenset()) if here else frozenset()
        if here:
            last[spot] = _there(here)
        if where.inside(spot, asked.scope) and asked.scope.holds(session.day):
            found.append(_Class(session, spot, here, before))
    return tuple(found)


def _there(called: Sequence[Attendance]) -> frozenset[str]:
    return frozenset(one.learner for one in called if one.learner and one.state != "absent")


def _absent(one: _Class, reason: AbsenceReason) -> list[str]:
    absent = [each for each in one.called if each.state == "absent" and each.reason == reason]
    return _names(one, absent)


def _names(one: _Class, called: Sequence[Attendance]) -> list[str]:
    """Return who was called, those who were erased each as somebody of their own."""
    return [each.learner or f"{one.session.id} {i}" for i, each in enumerate(called)]


def _counted(classes: Sequence[_Class], figure: str) -> Counted:
    people = [person for one in classes for person in one.people(figure)]
    return Counted(len(people), len(set(people)))


def _those_before(classes: Sequence[_Class]) -> list[Sum[Key]]:
    """Return where it stands twice how many were at a class: there, and at the next one of the hamlet."""
    found: list[Sum[Key]] = []
    last: dict[Spot, _Class] = {}
    for one in classes:
        earlier = last.get(one.spot)
        if earlier is not None and len(one.before) == len(earlier.people("there")):
            found.append(([(earlier.session.id, "there")], [(one.session.id, "before")]))
        if one.called:
            last[one.spot] = one
    return found


def _columns(asked: Asked) -> tuple[Column, ...]:
    return asked.columns(
        ("there", N_("Present"), "count"),
        ("late", N_("Of these, late"), "count"),
        ("absent", N_("Absent"), "count"),
        ("there-share", N_("Present, of those called"), "percent"),
        ("before", N_("Present at the class before"), "count"),
        ("back", N_("Of these, came back"), "count"),
        ("back-share", N_("Came back, share"), "percent"),
    )


def _figures(name: str, shown: Mapping[Key, int | Hidden]) -> tuple[Cell, ...]:
    """Return the figures of one row; a share is shown only where all that it follows from is."""
    there, late, absent, before, back = (shown[name, figure] for figure in _FIGURES)
    called: int | Hidden = Hidden.WITHHELD
    if isinstance(there, int) and isinstance(absent, int):
        called = there + absent
    return (there, late, absent, share(there, called), before, back, share(back, before))


def _by_month(
    months: Mapping[str, Sequence[_Class]], shown: Mapping[Key, int | Hidden], asked: Asked
) -> Table:
    columns = (
        *asked.columns(("month", N_("Month"), "text"), ("classes", N_("Classes held"), "count")),
        *_columns(asked),
    )
    return table(
        "months",
        asked.translate(N_("By month")),
        columns,
        [
            (asked.say(N_("month {month}"), month=month), len(those), *_figures(month, shown))
            for month, those in months.items()
        ],
        notes=() if months else (asked.translate(N_("No class was held yet.")),),
        plot=Plot(0, len(columns) - 1),
    )


def _by_class(
    classes: Sequence[_Class],
    shown: Mapping[Key, int | Hidden],
    where: Whereabouts,
    asked: Asked,
) -> Table:
    columns = (
        *asked.columns(("day", N_("Day"), "date"), ("hamlet", N_("Hamlet"), "text")),
        *_columns(asked),
    )
    rows: list[tuple[Cell, ...]] = [
        (one.session.day, where.hamlet(one.spot), *_figures(one.session.id, shown))
        for one in classes
    ]
    return table("classes", asked.translate(N_("By class")), columns, rows)


def _by_reason(
    reasons: Mapping[AbsenceReason, Sequence[str]],
    shown: Mapping[Key, int | Hidden],
    asked: Asked,
) -> Table:
    rows = [
        (asked.translate(labels.ABSENCE[reason]), shown["reasons", reason])
        for reason, people in reasons.items()
        if people
    ]
    return table(
        "reasons",
        asked.translate(N_("Why people were not there")),
        asked.columns(("reason", N_("Reason"), "text"), ("times", N_("Times"), "count")),
        rows,
    )
