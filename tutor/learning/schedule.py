"""When a skill is due again: FSRS gives its retrievability, the class days give the date.

The state of FSRS is computed from the events each time and never stored. It counts calendar days, so that
two classes at different hours are a whole week apart.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

from tutor.engine.events import SHOWN, UNAIDED
from tutor.engine.evidence import Recall
from tutor.records.class_events import SkillObserved

if TYPE_CHECKING:
    from fsrs import Card, Rating, Scheduler

LONGEST_DAYS = 30
"""A warning against scams wears off within weeks: however well a skill is known, it comes back."""

WAIT_DAYS = 14
"""A class that is farther away than this after the due day is not waited for, as over harvest and Tết."""


@dataclass(frozen=True, slots=True)
class Memory:
    """How one skill is remembered: shown `last`, due on a day, and the chance that it is known today."""

    last: date
    due: date
    chance: float
    stability: float


def memory_of(
    runs: Iterable[Recall], observed: Iterable[SkillObserved], today: date
) -> Memory | None:
    """Return how a skill is remembered, None where it was never asked for."""
    ratings = [(run.at, _rating_of_run(run)) for run in runs]
    ratings += [(seen.at, _rating_of_observation(seen)) for seen in observed]
    if not ratings:
        return None
    scheduler = _scheduler()
    card = _new_card()
    for at, rating in sorted(ratings, key=lambda rating: rating[0]):
        card, _ = scheduler.review_card(card, rating, _midnight(at.date()))
    last = max(at for at, _ in ratings).date()
    chance = scheduler.get_card_retrievability(card, _midnight(max(today, last)))
    return Memory(last, card.due.date(), chance, card.stability or 0.0)


def _rating_of_run(run: Recall) -> "Rating":
    """Return a run as FSRS counts recall: without help it was good, with it hard, and shown it was none.

    Most of its questions decide; a scam that was believed weighs more than all of them.
    """
    from fsrs import Rating

    if run.believed or run.usual_rung >= SHOWN:
        return Rating.Again
    return Rating.Good if run.usual_rung == UNAIDED else Rating.Hard


def _rating_of_observation(seen: SkillObserved) -> "Rating":
    """Return what was seen in life: alone on the own phone is more than any practice."""
    from fsrs import Rating

    return Rating.Easy if seen.alone else Rating.Hard


@cache
def _scheduler() -> "Scheduler":
    """Return FSRS as it is used here: in whole days from the first time on, and never by chance."""
    from fsrs import Scheduler

    return Scheduler(
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,
    )


def _new_card() -> "Card":
    from fsrs import Card

    return Card(card_id=0, due=_midnight(date.min))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def day_to_ask(memory: Memory, sessions: Sequence[date], today: date) -> date:
    """Return the day on which a skill is best asked for again; never one that is past.

    That is the last class on or before the day when it is due, unless less than half of the time until then
    is over by that class: it would be too early to have forgotten anything. Else it is the first class after
    it, unless that is far away, and else the due day itself. Better recall never makes it an earlier day.
    """
    days = sorted({day for day in sessions if day >= today})
    half = memory.last + timedelta(days=-((memory.last - memory.due).days // 2))
    at = bisect_right(days, memory.due)
    if at and days[at - 1] >= half:
        return days[at - 1]
    due = max(memory.due, today)
    after = bisect_left(days, due)
    if after < len(days) and days[after] <= due + timedelta(days=WAIT_DAYS):
        return days[after]
    return due


def is_due(memory: Memory, sessions: Sequence[date], today: date) -> bool:
    """Tell whether a skill is to be asked for today: its class is, or it is due.

    Between two classes a skill that is due can be practised at once.
    """
    return memory.due <= today or day_to_ask(memory, sessions, today) <= today
