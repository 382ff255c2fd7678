"""The scam report: how people met scams and genuine calls, in four counts, the first time and later."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from math import sqrt
from statistics import median
from typing import Literal

from tutor.engine.events import Attempted, ConversationEnded, Event, RunStarted
from tutor.engine.scams import Judgement, judgement
from tutor.i18n import N_
from tutor.records.journal import StoredEvent
from tutor.reports.hamlets import Hamlet
from tutor.reports.report import (
    PLACE_COLUMNS,
    Cell,
    Column,
    Plot,
    Report,
    ReportData,
    ReportRequest,
    Scope,
    Table,
    day_of,
    share,
    withhold_if_small,
)

Stage = Literal["first", "later", "drill"]

_STAGES: Mapping[Stage, str] = {
    "first": N_("Lesson the first time"),
    "later": N_("Lesson taken again"),
    "drill": N_("Refresh drill"),
}
_SCAMS: Mapping[Column, Callable[[Judgement], int]] = {
    Column("scams-refused", N_("Scams refused")): lambda judged: judged.scams_refused,
    Column("scams-believed", N_("Scams believed")): lambda judged: judged.scams_believed,
}
_GENUINE: Mapping[Column, Callable[[Judgement], int]] = {
    Column("genuine-accepted", N_("Genuine accepted")): lambda judged: judged.genuine_accepted,
    Column("genuine-refused", N_("Genuine refused")): lambda judged: judged.genuine_refused,
}
_STAGE = Column("stage", N_("Which time"), "text")
_SCAM_COLUMNS = (Column("scam-people", N_("People who judged scams")), *_SCAMS)
_GENUINE_COLUMNS = (Column("genuine-people", N_("People who judged genuine ones")), *_GENUINE)
_SHARE_COLUMNS = (
    Column("refused-share", N_("Of scams, refused"), "percent"),
    Column("refused-from", N_("Likely at least"), "percent"),
    Column("refused-to", N_("Likely at most"), "percent"),
    Column("accepted-share", N_("Of what is genuine, accepted"), "percent"),
    Column("accepted-from", N_("Likely at least"), "percent"),
    Column("accepted-to", N_("Likely at most"), "percent"),
)
_NOTES = (
    N_(
        "The first time is no test before teaching: a lesson explains the signs before it asks. It shows how "
        "people do while they learn."
    ),
    N_(
        "Of each call, message and card of a run the first answer counts, if it was given without any hint."
    ),
    N_(
        "Refused scams alone do not tell who is safe: who refuses what is genuine too cannot yet tell "
        "them apart."
    ),
    N_(
        "Turns until hanging up are those of practice calls and chats that were ended as they should be."
    ),
    N_(
        "Between “likely at least” and “likely at most” lies the true share in 95 of 100 such samples "
        "(Wilson). Several answers of one person count there as one, because they are alike."
    ),
    N_("Runs of several people at one computer are left out."),
)
_Z_95 = 1.959964  # 97.5th percentile of the standard normal distribution

_People = Mapping[Hamlet, Sequence[Judgement]]
"""The people who answered anything at one stage, by the hamlet where they live."""


def scam(data: ReportData, request: ReportRequest) -> Report:
    """Return the four counts for first runs, later runs and drills."""
    stages: dict[Stage, dict[Hamlet, list[Judgement]]] = {stage: {} for stage in _STAGES}
    for learner in request.residents(data.learners):
        home = request.residence(learner)
        events = data.events.get(learner.id, ())
        for stage, answers in _by_stage(events, request.scope).items():
            judged = judgement(answers)
            if judged.turns or _judged(judged, _SCAMS) or _judged(judged, _GENUINE):
                stages[stage].setdefault(home, []).append(judged)
    everybody = {
        stage: [judged for those in people.values() for judged in those]
        for stage, people in stages.items()
    }
    by_hamlet = (
        _by_hamlet(
            "scams-by-hamlet", N_("Scams by hamlet"), _SCAM_COLUMNS, _SCAMS, stages, request
        ),
        _by_hamlet(
            *("genuine-by-hamlet", N_("Genuine ones by hamlet"), _GENUINE_COLUMNS, _GENUINE),
            *(stages, request),
        ),
    )
    return request.report(
        "scam",
        (
            _counts(everybody, request),
            _shares(everybody, request),
            *(table for table in by_hamlet if table.rows),
        ),
        (*map(request.translate, _NOTES), request.small_groups_note()),
    )


def _by_stage(stored: Iterable[StoredEvent], scope: Scope) -> dict[Stage, list[Event]]:
    """Return the answers of one person by the stage of their runs, without runs of several people."""
    stages: dict[str, Stage] = {}
    answers: dict[Stage, list[Event]] = {}
    for row in stored:
        if row.kind == RunStarted.kind:
            event = row.event
            if isinstance(event, RunStarted) and event.seats == 1 and _is_in_time(row, scope):
                stages[event.run] = _stage(event)
        elif row.kind in (Attempted.kind, ConversationEnded.kind) and row.run in stages:
            event = row.event
            if isinstance(event, Attempted | ConversationEnded):
                answers.setdefault(stages[row.run], []).append(event)
    return answers


def _stage(started: RunStarted) -> Stage:
    if started.parts:
        return "drill"
    return "later" if started.earlier else "first"


def _is_in_time(stored: StoredEvent, scope: Scope) -> bool:
    """Return whether a run began in the time of a report; without a sure day, only if that is open."""
    day = day_of(stored)
    return scope.includes(day) if day is not None else scope.since is scope.until is None


_Counts = Mapping[Column, Callable[[Judgement], int]]


def _judged(judged: Judgement, counts: _Counts) -> bool:
    """Return whether somebody judged anything that these figures count."""
    return any(count(judged) for count in counts.values())


def _figures(people: Sequence[Judgement], counts: _Counts) -> list[int]:
    """Return how many of the people judged anything that these figures count, and the figures."""
    return [
        sum(_judged(judged, counts) for judged in people),
        *(sum(map(count, people)) for count in counts.values()),
    ]


def _counts(stages: Mapping[Stage, Sequence[Judgement]], request: ReportRequest) -> Table:
    turns_column = Column("turns", N_("Turns until hanging up, middle value"), "number")
    rows: list[tuple[Cell, ...]] = []
    for stage, people in stages.items():
        scams, genuine = _figures(people, _SCAMS), _figures(people, _GENUINE)
        turns = [judged.turns for judged in people if judged.turns]
        middle = round(float(median(chain.from_iterable(turns))), 1) if turns else None
        rows.append(
            (
                request.translate(_STAGES[stage]),
                *withhold_if_small(scams[0], scams),
                *withhold_if_small(genuine[0], genuine),
                *withhold_if_small(len(turns), (middle,)),
            )
        )
    columns = (_STAGE, *_SCAM_COLUMNS, *_GENUINE_COLUMNS, turns_column)
    return request.table("counts", N_("The four counts"), columns, rows)


def _shares(stages: Mapping[Stage, Sequence[Judgement]], request: ReportRequest) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            request.translate(_STAGES[stage]),
            *_share_and_interval(*_figures(people, _SCAMS)),
            *_share_and_interval(*_figures(people, _GENUINE)),
        )
        for stage, people in stages.items()
    ]
    columns = (_STAGE, *_SHARE_COLUMNS)
    return request.table("shares", N_("The first time and later"), columns, rows, plot=Plot(0, 1))


def _by_hamlet(
    key: str,
    title: str,
    columns: tuple[Column, ...],
    counts: _Counts,
    stages: Mapping[Stage, _People],
    request: ReportRequest,
) -> Table:
    """Return these figures by hamlet; no rows where all people live in one hamlet.

    Only who judged anything of this is of a group: what is genuine says nothing of who met no such thing.
    """
    several = len({home for people in stages.values() for home in people}) > 1
    rows: list[tuple[Cell, ...]] = []
    for stage, people in stages.items() if several else ():
        those = {
            home: [judged for judged in members if _judged(judged, counts)]
            for home, members in people.items()
        }
        rows += [
            (request.translate(_STAGES[stage]), *names, *_figures(members, counts))
            for names, members in request.large_groups(those)
            if members
        ]
    return request.table(key, title, (_STAGE, *PLACE_COLUMNS, *columns), rows)


def _share_and_interval(people: int, part: int, other: int) -> tuple[Cell, ...]:
    """Return the share of `part` with its confidence interval, nothing where nobody answered."""
    if not part + other:
        return None, None, None
    proportion = part / (part + other)
    low, high = wilson_interval(proportion * people, people)
    figures = (share(part, part + other), round(low, 3), round(high, 3))
    return withhold_if_small(people, figures)


def wilson_interval(part: float, whole: int) -> tuple[float, float]:
    """Return the 95 % confidence interval of a share (Wilson 1927, score interval)."""
    if not whole:
        return 0.0, 1.0
    proportion, square = part / whole, _Z_95 * _Z_95
    scale = 1 + square / whole
    middle = (proportion + square / (2 * whole)) / scale
    reach = (
        _Z_95 * sqrt(proportion * (1 - proportion) / whole + square / (4 * whole * whole)) / scale
    )
    return max(0.0, middle - reach), min(1.0, middle + reach)
