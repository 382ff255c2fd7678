"""How scams and genuine calls were met: four counts that are never mixed, before and after training."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import Literal

from tutor.engine.events import Attempted, ConversationEnded, Event, RunStarted
from tutor.engine.outcomes import Judgement, judgement
from tutor.i18n import N_
from tutor.records.journal import StoredEvent
from tutor.reports.about import Asked
from tutor.reports.certainty import wilson
from tutor.reports.kept import Kept, Scope, day_of
from tutor.reports.progress import living_in
from tutor.reports.suppression import Counted, counted, protected
from tutor.reports.table import Cell, Hidden, Plot, Report, Table, share, table
from tutor.reports.where import Whereabouts

Stage = Literal["first", "later", "drill"]

_STAGES: Mapping[Stage, str] = {
    "first": N_("First time, before training"),
    "later": N_("Lesson taken again"),
    "drill": N_("Refresh drill"),
}
_COUNTS: Mapping[str, Callable[[Judgement], int]] = {
    "scams-refused": lambda one: one.scams_refused,
    "scams-believed": lambda one: one.scams_believed,
    "genuine-accepted": lambda one: one.genuine_accepted,
    "genuine-refused": lambda one: one.genuine_refused,
}
_NOTES = (
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
        "(Wilson)."
    ),
    N_("Runs of several people at one computer are left out."),
)


def scam(kept: Kept, where: Whereabouts, asked: Asked) -> Report:
    """Return the four counts for the first runs, for later ones and for drills."""
    learners = [one.id for one in living_in(kept.learners, where, asked.scope)]
    met: dict[Stage, list[Judgement]] = {stage: [] for stage in _STAGES}
    for learner in learners:
        for stage, events in _by_stage(kept.events.get(learner, ()), asked.scope).items():
            met[stage].append(judgement(events))
    met = {stage: [one for one in those if _answers(one)] for stage, those in met.items()}
    shown = protected(
        {
            (stage, key): value
            for stage, those in met.items()
            for key, value in _figures(those).items()
        }
    )
    by_stage = {stage: {key: shown[stage, key] for key in _keys()} for stage in _STAGES}
    return asked.report(
        "scam",
        (
            _counts(by_stage, met, asked),
            _shares(by_stage, asked),
        ),
        asked.sayings(_NOTES),
        where,
    )


def _counts(
    shown: Mapping[Stage, Mapping[str, int | Hidden]],
    met: Mapping[Stage, Sequence[Judgement]],
    asked: Asked,
) -> Table:
    columns = asked.columns(
        ("stage", N_("Which time"), "text"),
        ("people", N_("People"), "count"),
        ("scams-refused", N_("Scams refused"), "count"),
        ("scams-believed", N_("Scams believed"), "count"),
        ("genuine-accepted", N_("Genuine accepted"), "count"),
        ("genuine-refused", N_("Genuine refused"), "count"),
        ("turns", N_("Turns until hanging up, middle value"), "number"),
    )
    rows = [
        (
            asked.translate(name),
            shown[stage]["people"],
            *(shown[stage][key] for key in _COUNTS),
            _middle(shown[stage]["turns"], met[stage]),
        )
        for stage, name in _STAGES.items()
    ]
    return table("counts", asked.translate(N_("The four counts")), columns, rows)


def _shares(shown: Mapping[Stage, Mapping[str, int | Hidden]], asked: Asked) -> Table:
    columns = asked.columns(
        ("stage", N_("Which time"), "text"),
        ("refused-share", N_("Of scams, refused"), "percent"),
        ("refused-from", N_("Likely at least"), "percent"),
        ("refused-to", N_("Likely at most"), "percent"),
        ("accepted-share", N_("Of what is genuine, accepted"), "percent"),
        ("accepted-from", N_("Likely at least"), "percent"),
        ("accepted-to", N_("Likely at most"), "percent"),
    )
    rows = [
        (
            asked.translate(name),
            *_sure(shown[stage]["scams-refused"], shown[stage]["scams-believed"]),
            *_sure(shown[stage]["genuine-accepted"], shown[stage]["genuine-refused"]),
        )
        for stage, name in _STAGES.items()
    ]
    title = asked.translate(N_("Before and after training"))
    return table("shares", title, columns, rows, plot=Plot(0, 1))


def _by_stage(stored: Iterable[StoredEvent], scope: Scope) -> dict[Stage, list[Event]]:
    """Return the events of one person by the stage of their runs; those of several people are left out."""
    stages: dict[str, Stage] = {}
    found: dict[Stage, list[Event]] = {}
    for one in stored:
        if one.kind == RunStarted.kind:
            event = one.event
            if isinstance(event, RunStarted) and event.seats == 1 and _in_time(one, scope):
                stages[event.run] = _stage(event)
        elif one.kind in (Attempted.kind, ConversationEnded.kind) and one.run in stages:
            event = one.event
            if isinstance(event, Attempted | ConversationEnded):
                found.setdefault(stages[one.run], []).append(event)
    return found


def _stage(started: RunStarted) -> Stage:
    if started.parts:
        return "drill"
    return "later" if started.earlier else "first"


def _in_time(stored: StoredEvent, scope: Scope) -> bool:
    """Tell whether a run began in the time of a report; of no certain day, only where time is left open."""
    day = day_of(stored)
    return scope.holds(day) if day is not None else scope.since is scope.until is None


def _answers(one: Judgement) -> int:
    return sum(count(one) for count in _COUNTS.values()) + len(one.turns)


def _keys() -> Iterator[str]:
    yield from ("people", *_COUNTS, "turns")


def _figures(met: Sequence[Judgement]) -> dict[str, Counted]:
    """Return the counts of several people, each with how many people are behind it."""
    figures = {
        key: Counted(sum(map(count, met)), sum(count(one) > 0 for one in met))
        for key, count in _COUNTS.items()
    }
    turns = Counted(sum(len(one.turns) for one in met), sum(bool(one.turns) for one in met))
    return {"people": counted(len(met)), **figures, "turns": turns}


def _middle(turns: int | Hidden, met: Sequence[Judgement]) -> Cell:
    """Return the middle of the turns of several people."""
    if isinstance(turns, Hidden):
        return Hidden.WITHHELD
    known = [turn for one in met for turn in one.turns]
    return round(float(median(known)), 1) if known else None


def _sure(part: int | Hidden, rest: int | Hidden) -> tuple[Cell, Cell, Cell]:
    """Return a share and the range that it lies in."""
    if isinstance(part, Hidden) or isinstance(rest, Hidden):
        return Hidden.WITHHELD, Hidden.WITHHELD, Hidden.WITHHELD
    if not part + rest:
        return None, None, None
    low, high = wilson(part, part + rest)
    return share(part, part + rest), round(low, 3), round(high, 3)
