"""When a skill is due: better recall is never asked for sooner, and the days of classes decide."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.engine.events import HINTED, SHOWN, UNAIDED
from tutor.engine.evidence import Recall
from tutor.learning.refresh import when_next
from tutor.learning.schedule import (
    LONGEST_DAYS,
    WAIT_DAYS,
    Memory,
    day_to_ask,
    is_due,
    memory_of,
)
from tutor.records.class_events import SkillObserved

FIRST = datetime(2026, 3, 3, 19, 30, tzinfo=UTC)
# From no recall at all to the best there is.
HELP = (SHOWN, HINTED, UNAIDED)


def on(day: int) -> date:
    return FIRST.date() + timedelta(days=day)


def run(day: int, rung: int, *, believed: bool = False) -> Recall:
    return Recall(FIRST + timedelta(days=day), (rung,), believed, finished=True)


def seen(day: int, *, alone: bool) -> SkillObserved:
    at = FIRST + timedelta(days=day)
    return SkillObserved(at=at, learner="x", skill="y", lesson="", alone=alone)


def memory(runs: Sequence[Recall], today: int = 0) -> Memory:
    found = memory_of(runs, (), on(today))
    assert found is not None
    return found


def test_a_skill_without_answers_is_not_due() -> None:
    assert memory_of((), (), on(0)) is None


def test_help_brings_a_skill_back_sooner_and_recall_later() -> None:
    days = [(memory([run(0, 0), run(7, rung)]).due - on(7)).days for rung in HELP]
    assert days == sorted(set(days))
    assert days[0] == 1


def test_a_scam_that_was_believed_comes_back_as_if_nothing_was_known() -> None:
    fooled = memory([run(0, UNAIDED), run(7, UNAIDED, believed=True)])
    assert fooled == memory([run(0, UNAIDED), run(7, SHOWN)])


def test_alone_on_the_own_phone_is_worth_more_than_practice() -> None:
    practised = memory([run(0, UNAIDED)])
    alone = memory_of([], [seen(0, alone=True)], on(0))
    helped = memory_of([], [seen(0, alone=False)], on(0))
    assert alone is not None
    assert helped is not None
    assert helped.due < practised.due < alone.due


def test_a_skill_is_due_again_within_a_month() -> None:
    runs = [run(day, UNAIDED) for day in (0, 7, 30, 60, 120)]
    assert (memory(runs).due - on(120)).days == LONGEST_DAYS


def test_classes_at_different_hours_are_a_week_apart_all_the_same() -> None:
    early = Recall(FIRST + timedelta(days=7, hours=-3), (UNAIDED,), believed=False, finished=True)
    assert memory([run(0, UNAIDED), early]).due == memory([run(0, 0), run(7, 0)]).due


def test_the_chance_that_it_is_known_falls_with_the_days() -> None:
    chances = [memory([run(0, UNAIDED)], today).chance for today in (0, 3, 10, 40)]
    assert chances == sorted(set(chances), reverse=True)


GAPS = st.lists(st.integers(0, 60), min_size=1, max_size=6)
RUNGS = st.lists(st.sampled_from(HELP), min_size=6, max_size=6)


def history(gaps: Sequence[int], rungs: Sequence[int]) -> list[Recall]:
    days = [sum(gaps[: i + 1]) for i in range(len(gaps))]
    return [run(day, rung) for day, rung in zip(days, rungs, strict=False)]


@given(GAPS, RUNGS, st.data())
def test_better_recall_is_never_due_sooner(
    gaps: list[int], rungs: list[int], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(gaps) - 1))
    better = [*rungs]
    better[place] = data.draw(st.sampled_from([r for r in HELP if r <= rungs[place]]))
    assert memory(history(gaps, better)).due >= memory(history(gaps, rungs)).due


@given(st.lists(st.integers(1, 60), min_size=1, max_size=6), RUNGS, st.data())
def test_the_same_events_give_the_same_due_day(
    gaps: list[int], rungs: list[int], data: st.DataObject
) -> None:
    runs = history(gaps, rungs)
    assert memory(data.draw(st.permutations(runs))) == memory(runs)


DAYS = st.lists(st.integers(-10, 90), max_size=8)
INTERVAL = st.integers(1, LONGEST_DAYS)


def remembered(interval: int) -> Memory:
    return Memory(on(0), on(interval), 0.9, 1.0)


@given(DAYS, INTERVAL, st.integers(0, 60))
def test_the_planned_day_is_a_class_or_the_due_day_and_never_past(
    days: list[int], interval: int, today: int
) -> None:
    one, classes = remembered(interval), [on(day) for day in days]
    found = day_to_ask(one, classes, on(today))
    assert found >= on(today)
    assert found in classes or found == max(one.due, on(today))
    assert (found - on(0)).days >= interval / 2
    assert found <= max(one.due, on(today)) + timedelta(days=WAIT_DAYS)


@given(DAYS, INTERVAL, INTERVAL, st.integers(0, 60))
def test_a_later_due_day_is_never_planned_sooner(
    days: list[int], one: int, other: int, today: int
) -> None:
    sooner, later = sorted((one, other))
    classes = [on(day) for day in days]
    first, second = (day_to_ask(remembered(i), classes, on(today)) for i in (sooner, later))
    assert first <= second


@pytest.mark.parametrize(
    ("due", "classes", "today", "expected"),
    [
        # The last class by then, not one after it, and not one so early that nothing can be forgotten yet.
        (10, (7, 14), 1, 7),
        (14, (7, 14), 1, 14),
        (20, (7, 21), 1, 21),
        (20, (7,), 1, 20),
        # The class of today, though it is due only on Friday.
        (10, (7, 14), 7, 7),
        # Long after it was due: the next class. A class after the harvest is not waited for.
        (3, (7, 14), 5, 7),
        (3, (40,), 5, 5),
        (3, (), 1, 3),
    ],
)
def test_the_days_of_classes_decide(
    due: int, classes: tuple[int, ...], today: int, expected: int
) -> None:
    found = day_to_ask(remembered(due), [on(day) for day in classes], on(today))
    assert found == on(expected)


def test_a_due_skill_can_be_practised_between_two_classes() -> None:
    one, classes = remembered(5), [on(8)]
    assert day_to_ask(one, classes, on(6)) == on(8)
    assert [is_due(one, classes, on(day)) for day in (4, 5, 6, 8)] == [False, True, True, True]


def test_nothing_is_due_again_on_the_day_it_was_practised() -> None:
    for rung in HELP:
        one = replace(memory([run(0, rung)]), last=on(0))
        assert not is_due(one, [on(0)], on(0))


def test_the_next_time_is_said_in_plain_words() -> None:
    said = [when_next(on(day), (), on(0)) for day in (1, 3, 7, 14, 21, 30)]
    assert len(set(said)) == len(said)
    assert not any(char.isdigit() for text in said for char in text)
    assert when_next(on(7), [on(0), on(7), on(14)], on(0)) not in said
    assert when_next(on(14), [on(7), on(14)], on(0)) == said[3]
