"""What answers say of a skill: how much help they took, on which days, and when that is enough."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from engine_samples import NOW
from hypothesis import given
from hypothesis import strategies as st

from tutor.engine.drill import DRILL, DrillItem, item_of_step, parse_drill_item
from tutor.engine.events import (
    EXPLAINED,
    HINTED,
    SHOWN,
    UNAIDED,
    Attempted,
    Event,
    RunFinished,
    RunStarted,
    ScamOutcome,
    Verdict,
)
from tutor.engine.evidence import (
    MASTERY,
    Evidence,
    Mastery,
    Recall,
    outcomes,
    practised,
    recalls,
)

SKILLS_OF = {"goi": ("cup-may", "giu-ma"), "tin": ("giu-ma",)}


def started(
    run: str = "run", *, seats: int = 1, earlier: int = 0, lesson: str = "goi"
) -> RunStarted:
    return RunStarted(
        at=NOW,
        run=run,
        lesson=lesson,
        language="vi",
        revision="",
        seed=run,
        steps=3,
        seats=seats,
        earlier=earlier,
    )


def attempt(
    rung: int = UNAIDED,
    verdict: Verdict = "right",
    *,
    step_id: str = "hoi",
    run: str = "run",
    lesson: str = "goi",
    outcome: ScamOutcome | None = None,
) -> Attempted:
    return Attempted(
        at=NOW,
        run=run,
        lesson=lesson,
        step=0,
        step_id=step_id,
        verdict=verdict,
        rung=rung,
        answer="x",
        outcome=outcome or "",
    )


def finished(run: str = "run", lesson: str = "goi") -> Event:
    return RunFinished(at=NOW, run=run, lesson=lesson)


@pytest.mark.parametrize(
    ("answers", "rung"),
    [
        ([attempt()], UNAIDED),
        ([attempt(EXPLAINED)], EXPLAINED),
        ([attempt(HINTED)], HINTED),
        ([attempt(SHOWN)], SHOWN),
        ([attempt(verdict="wrong"), attempt(HINTED)], HINTED),
        # Going back takes the wrong answer off the screen, not what was learned from it.
        ([attempt(verdict="wrong"), attempt()], HINTED),
        ([attempt(verdict="wrong"), attempt(HINTED, "wrong"), attempt(SHOWN)], SHOWN),
    ],
)
def test_a_question_counts_by_the_most_help_that_it_took(
    answers: list[Attempted], rung: int
) -> None:
    (outcome,) = outcomes([started(), *answers, finished()])
    assert (outcome.rung, outcome.finished) == (rung, True)


def test_to_end_a_genuine_call_says_nothing_against_a_skill() -> None:
    hung_up = attempt(verdict="unneeded", outcome="genuine-refused")
    scam = attempt(step_id="lua", outcome="scam-refused")
    for answers in ([hung_up], [hung_up, hung_up], [hung_up, attempt()]):
        found = outcomes([started(), *answers, scam, finished()])
        (recall,) = recalls(found, SKILLS_OF)["cup-may"]
        assert recall.unaided
    met, _ = outcomes([started(), hung_up, scam, finished()])
    assert (met.step_id, met.tells) == ("hoi", False), "it was met all the same"
    alone = outcomes([started(), hung_up, finished()])
    assert recalls(alone, SKILLS_OF) == {}


def test_answers_of_several_people_count_as_helped() -> None:
    (outcome,) = outcomes([started(seats=2), attempt(), finished()])
    assert outcome.rung == HINTED


def test_a_later_answer_does_not_undo_a_believed_scam() -> None:
    believed = attempt(verdict="wrong", outcome="scam-believed")
    (outcome,) = outcomes([started(), believed, attempt(HINTED, outcome="scam-refused")])
    assert (outcome.believed, outcome.finished) == (True, False)


def test_an_answer_in_a_drill_counts_for_the_lesson_that_the_step_is_of() -> None:
    part = DrillItem("tin", "hoi", 2)
    drilled = attempt(lesson=DRILL, step_id=str(part))
    (outcome,) = outcomes([started(lesson=DRILL, earlier=5), drilled])
    assert (outcome.lesson, outcome.step_id, outcome.variant) == ("tin", "hoi", 2)
    assert set(recalls([outcome], SKILLS_OF)) == {"giu-ma"}


def test_the_variant_of_an_outcome_is_that_of_its_run() -> None:
    (outcome,) = outcomes([started(earlier=3), attempt()])
    assert outcome.variant == 3
    chosen = replace(started(earlier=3), faces={"hoi": 0, "khac": 1})
    (outcome,) = outcomes([chosen, attempt()])
    assert outcome.variant == 0


def test_a_step_that_names_its_skills_counts_for_these_alone() -> None:
    begun = replace(started(), asks={"hoi": ["giu-ma", "of-another-lesson"]})
    named, whole = outcomes([begun, attempt(HINTED), attempt(step_id="khac"), finished()])
    assert named.skills(SKILLS_OF) == ("giu-ma",)
    assert whole.skills(SKILLS_OF) == ("cup-may", "giu-ma")
    found = recalls([named, whole], SKILLS_OF)
    assert [run.rungs for run in found["cup-may"]] == [(UNAIDED,)]
    assert [run.rungs for run in found["giu-ma"]] == [(HINTED, UNAIDED)]


@pytest.mark.parametrize("text", ["", "goi", "goi:hoi", "goi::1", ":hoi:1", "goi:hoi:x", "a:b:-1"])
def test_a_text_that_names_no_drill_item_is_read_as_none(text: str) -> None:
    assert parse_drill_item(text) is None
    assert item_of_step(DRILL, text) is None


@given(st.from_regex(r"[a-z0-9-]+", fullmatch=True), st.integers(0, 999))
def test_a_drill_item_is_parsed_from_its_text(name: str, variant: int) -> None:
    part = DrillItem(name, f"{name}-hoi", variant)
    assert parse_drill_item(str(part)) == part


def run_of(*rungs: int, day: int = 0, believed: bool = False, over: bool = True) -> Recall:
    return Recall(NOW + timedelta(days=day), rungs, believed, over)


def test_practice_is_counted_by_help_and_days_only_where_a_whole_run_took_none() -> None:
    runs = [
        run_of(UNAIDED, EXPLAINED, SHOWN),
        run_of(UNAIDED, UNAIDED, day=1),
        run_of(UNAIDED, day=1),
        run_of(UNAIDED, day=2, over=False),
        run_of(UNAIDED, day=3, believed=True),
    ]
    found = practised(runs)
    assert (found.answer_shown, found.hinted, found.unaided) == (1, 1, 6)
    assert found.unaided_days == (NOW.date() + timedelta(days=1),)


def test_each_skill_of_a_lesson_gets_what_its_runs_showed() -> None:
    events = [
        *(started("1"), attempt(run="1"), attempt(HINTED, run="1", step_id="xep"), finished("1")),
        *(started("2", lesson="tin"), attempt(run="2", lesson="tin"), finished("2", "tin")),
    ]
    found = recalls(outcomes(events), SKILLS_OF)
    assert [run.rungs for run in found["cup-may"]] == [(UNAIDED, HINTED)]
    assert [run.rungs for run in found["giu-ma"]] == [(UNAIDED, HINTED), (UNAIDED,)]


def day(number: int) -> date:
    return NOW.date() + timedelta(days=number)


@pytest.mark.parametrize(
    ("evidence", "reached"),
    [
        (Evidence(), False),
        (Evidence(unaided=9, unaided_days=(day(0),)), False),
        (Evidence(unaided_days=(day(0), day(7))), True),
        (Evidence(alone_days=(day(0),)), True),
        (Evidence(helped_days=(day(0), day(7), day(9))), False),
        (Evidence(statement="can"), False),
    ],
)
def test_mastery_needs_two_unaided_days_or_one_day_alone_on_the_own_phone(
    evidence: Evidence, reached: bool
) -> None:
    assert MASTERY.is_met_by(evidence) is reached


def test_the_text_of_mastery_names_its_version_and_days() -> None:
    stricter = replace(MASTERY, version="2", unaided_days=3)
    assert str(stricter) != str(MASTERY)
    assert str(Mastery()) == str(MASTERY)


RUNGS = st.lists(st.sampled_from((UNAIDED, EXPLAINED, HINTED, SHOWN)), min_size=1, max_size=6)


@given(RUNGS, st.data())
def test_less_help_with_one_question_is_never_more_help_on_the_whole(
    rungs: list[int], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(rungs) - 1))
    better = [*rungs]
    better[place] = data.draw(st.integers(0, rungs[place]))
    assert run_of(*better).usual_rung <= run_of(*rungs).usual_rung


@given(st.permutations([started(), attempt(verdict="wrong"), attempt(HINTED), finished()]))
def test_the_order_of_times_does_not_change_the_outcomes(events: list[Event]) -> None:
    (outcome,) = outcomes(events)
    assert (outcome.rung, outcome.finished) == (HINTED, True)


def test_the_day_is_that_of_the_last_answer() -> None:
    late = replace(attempt(step_id="xep"), at=datetime(2026, 11, 25, 1, tzinfo=NOW.tzinfo))
    (run,) = recalls(outcomes([started(), attempt(), late]), SKILLS_OF)["cup-may"]
    assert run.at == late.at
