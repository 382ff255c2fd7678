"""The attendance report: who came to the classes, who came back to the next, and why others did not."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tutor.classroom import labels
from tutor.classroom.follow_up import classes_held
from tutor.i18n import N_
from tutor.records.class_views import Attendance, Session
from tutor.reports.hamlets import Hamlet
from tutor.reports.report import Cell, Column, Plot, Report, ReportData, ReportRequest, Table, share

HOURS = N_("Hours of the team and the helpers")
_NOTES = (
    N_("A person counts once at each class. The team does not count."),
    N_(
        "“Not written down” are people who were there and do not want their names noted: they are counted "
        "by the team, are among those present, and are in no share."
    ),
    N_(
        "“Came back” is of those who were at the class before in the same hamlet. Who was erased since "
        "counts among those present alone, so that erasing lowers no share."
    ),
)

FIGURES = (
    Column("there", N_("Present")),
    Column("unnamed", N_("Of these, not written down")),
    Column("late", N_("Of these, late")),
    Column("absent", N_("Absent")),
    Column("there-share", N_("Present, of those called"), "percent"),
    Column("before", N_("Present at the class before")),
    Column("back", N_("Of these, came back")),
    Column("back-share", N_("Came back, share"), "percent"),
)


@dataclass(frozen=True, slots=True)
class HeldClass:
    """One class with its roll call, and the people who were at the class before it in the hamlet."""

    session: Session
    hamlet: Hamlet
    attendances: tuple[Attendance, ...]
    before: frozenset[str]
    team: int = 0
    """How many of the team were there."""

    @property
    def helping_hours(self) -> float:
        """The hours that the team and those who sat beside the learners gave, all together."""
        return (self.team + self.session.helpers) * self.session.minutes / 60

    def count(self, *states: str) -> int:
        """Return how many people were called with one of these states."""
        return sum(attendance.state in states for attendance in self.attendances)

    @property
    def came_back(self) -> int:
        """The number of people of the class before who came to this one too."""
        return len(self.before & self.present)

    @property
    def present(self) -> frozenset[str]:
        """The ids of the people who came."""
        return _present(self.attendances)


def attendance(data: ReportData, request: ReportRequest) -> Report:
    """Return attendance by month and by class, and the reasons of absence."""
    classes = held_classes(data, request)
    return request.report(
        "attendance",
        (
            _by_month(classes, request),
            _by_class(classes, request),
            _by_reason(classes, request),
            _helpers(classes, request),
        ),
        map(request.translate, _NOTES),
    )


def held_classes(data: ReportData, request: ReportRequest) -> list[HeldClass]:
    """Return the classes held in the scope, by day."""
    roll_calls: dict[str, list[Attendance]] = {}
    team: Counter[str] = Counter()
    for attendance in data.attendances:
        if attendance.learner in data.staff:
            team[attendance.session] += attendance.state != "absent"
        else:
            roll_calls.setdefault(attendance.session, []).append(attendance)
    classes: list[HeldClass] = []
    last: dict[Hamlet, frozenset[str]] = {}
    for session in classes_held(data.sessions):
        hamlet = request.hamlets.find(session.commune, session.hamlet)
        attendances = tuple(roll_calls.get(session.id, ()))
        # Without a roll call nobody knows who came back.
        before = last.get(hamlet, frozenset()) if attendances else frozenset()
        if attendances:
            last[hamlet] = _present(attendances)
        if request.includes(hamlet) and request.scope.includes(session.day):
            classes.append(HeldClass(session, hamlet, attendances, before, team[session.id]))
    return classes


def _present(attendances: Iterable[Attendance]) -> frozenset[str]:
    """Return who was there; erased people have no id."""
    return frozenset(
        attendance.learner
        for attendance in attendances
        if attendance.learner and attendance.state != "absent"
    )


def attendance_figures(classes: Sequence[HeldClass]) -> tuple[Cell, ...]:
    """Return the figures of one row, in the order of `FIGURES`."""
    return figure_cells(
        present=sum(each.count("present") for each in classes),
        late=sum(each.count("late") for each in classes),
        absent=sum(each.count("absent") for each in classes),
        unnamed=sum(each.session.unnamed for each in classes),
        before=sum(len(each.before) for each in classes),
        back=sum(each.came_back for each in classes),
    )


def figure_cells(
    *, present: int, late: int, absent: int, unnamed: int, before: int, back: int
) -> tuple[Cell, ...]:
    """Return the figures of one row, in the order of `FIGURES`; who was late is not among `present`."""
    came = present + late
    return (
        came + unnamed,
        unnamed,
        late,
        absent,
        share(came, came + absent),
        before,
        back,
        share(back, before),
    )


def _months(
    classes: Iterable[HeldClass], request: ReportRequest
) -> Mapping[str, Sequence[HeldClass]]:
    """Return the classes by the name of their month, in their order."""
    months: dict[str, list[HeldClass]] = {}
    for each in classes:
        month = request.translate(N_("month {month}"), month=f"{each.session.day:%m/%Y}")
        months.setdefault(month, []).append(each)
    return months


def _by_month(classes: Iterable[HeldClass], request: ReportRequest) -> Table:
    months = _months(classes, request)
    columns = (
        Column("month", N_("Month"), "text"),
        Column("classes", N_("Classes held")),
        *FIGURES,
    )
    rows = [(month, len(those), *attendance_figures(those)) for month, those in months.items()]
    notes = () if months else (request.translate(N_("No class was held yet.")),)
    plot = Plot(0, len(columns) - 1)
    return request.table("months", N_("By month"), columns, rows, notes, plot)


def _by_class(classes: Iterable[HeldClass], request: ReportRequest) -> Table:
    columns = (Column("day", N_("Day"), "date"), Column("hamlet", N_("Hamlet"), "text"), *FIGURES)
    rows = [
        (each.session.day, request.hamlets.hamlet_name(each.hamlet), *attendance_figures([each]))
        for each in classes
    ]
    return request.table("classes", N_("By class"), columns, rows)


def _by_reason(classes: Iterable[HeldClass], request: ReportRequest) -> Table:
    absences = [
        attendance.reason
        for each in classes
        for attendance in each.attendances
        if attendance.state == "absent"
    ]
    rows = [
        (request.translate(label), absences.count(reason))
        for reason, label in labels.ABSENCE.items()
        if reason in absences
    ]
    columns = Column("reason", N_("Reason"), "text"), Column("times", N_("Times"))
    return request.table("reasons", N_("Why people were not there"), columns, rows)


def _helpers(classes: Iterable[HeldClass], request: ReportRequest) -> Table:
    """Return by month who helped and for how long: counts alone, for nobody's name is asked."""
    months = _months(classes, request)
    rows = [
        (
            month,
            sum(each.team for each in those),
            sum(each.session.helpers for each in those),
            round(sum(each.helping_hours for each in those)),
        )
        for month, those in months.items()
    ]
    columns = (
        Column("month", N_("Month"), "text"),
        Column("team", N_("Of the team, all classes together")),
        Column("helpers", N_("Beside the learners: grandchildren, neighbours, friends")),
        Column("hours", HOURS),
    )
    note = N_("Hours are those of the plan of each class, for everybody who helped at it.")
    notes = (request.translate(note),) if months else ()
    return request.table("helpers", N_("Who helped"), columns, rows, notes)
