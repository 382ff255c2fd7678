"""A run as a whole: total, undoable, replayable."""

import json
from dataclasses import replace

import pytest
from engine_samples import (
    AFTER_WRONG,
    ALL_STEPS,
    CHOOSE,
    DO,
    NOW,
    RECAP,
    SAY,
    script_of,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.engine import responses as r
from tutor.engine.events import Responded, RunFinished, StepReached, from_payload, to_payload
from tutor.engine.run import begin, place_in_lesson, respond, resume, resume_at
from tutor.engine.state import LessonState
from tutor.engine.steps_phone import without_remark
from tutor.phone import Gesture

SCRIPT = script_of(*ALL_STEPS)

gestures = st.sampled_from(
    [
        Gesture("tap", "settings"),
        Gesture("tap", "wifi-on"),
        Gesture("tap", "nothing-like-it"),
        Gesture("back"),
        Gesture("home"),
        Gesture("swipe", "up"),
        Gesture("type", "note", "xin chào"),
        Gesture("power"),
    ]
)
responses = st.one_of(
    st.just(r.Next()),
    st.just(r.Next()),
    st.just(r.Back()),
    st.just(r.Hint()),
    st.integers(-2, 12).map(r.Choose),
    st.sampled_from(["Vũ Quý", "vũ  quý", "", "khác", "\x1b[2J"]).map(r.Enter),
    gestures.map(r.Act),
)


def played(run: list[r.Response]) -> tuple[LessonState, list[object]]:
    state, events = begin(SCRIPT, "run-1", "seed-1", NOW)
    seen: list[object] = list(events)
    for response in run:
        state, events = respond(SCRIPT, state, response, NOW)
        seen.extend(events)
    return state, seen


@settings(max_examples=150)
@given(st.lists(responses, max_size=60))
def test_any_response_in_any_state_gives_a_state_that_the_journal_restores(
    run: list[r.Response],
) -> None:
    state, events = played(run)
    told = [e.response for e in events if isinstance(e, Responded)]
    through_json = [r.from_json(json.loads(json.dumps(dict(x)))) for x in told]
    assert None not in through_json
    assert resume(SCRIPT, "run-1", "seed-1", [x for x in through_json if x is not None]) == state


@settings(max_examples=100)
@given(st.lists(responses, max_size=40), responses)
def test_back_undoes_whatever_changed_the_state(run: list[r.Response], last: r.Response) -> None:
    """What was said of a press is said once: neither it nor a moment of nothing else comes back."""
    state, _ = played(run)
    if isinstance(last, r.Back):
        return
    after, events = respond(SCRIPT, state, last, NOW)
    if not events:
        assert after == state
        return
    undone, _ = respond(SCRIPT, after, r.Back(), NOW)
    calm = replace(state, moment=replace(state.moment, step=without_remark(state.moment.step)))
    if state.past and undone.past == state.past[:-1]:
        before = state.past[-1]
        assert replace(before, step=without_remark(before.step)) == calm.moment
        calm = replace(calm, past=undone.past)
    assert undone == calm


@settings(max_examples=100)
@given(st.lists(responses, max_size=60))
def test_events_survive_their_payload(run: list[r.Response]) -> None:
    _, events = played(run)
    for event in events:
        payload = json.loads(json.dumps(to_payload(event)))  # type: ignore[arg-type]
        assert from_payload(event.kind, NOW, payload) == event  # type: ignore[attr-defined]


def test_an_event_of_an_unknown_kind_or_shape_is_left_out() -> None:
    assert from_payload("something-new", NOW, {}) is None
    assert from_payload("run-finished", NOW, {"run": "x"}) is None


def test_enter_alone_passes_the_reading_steps_and_finishes_the_run() -> None:
    script = script_of(SAY, RECAP)
    state, _ = begin(script, "run", "seed", NOW)
    state, events = respond(script, state, r.Next(), NOW)
    assert [type(e) for e in events] == [Responded, StepReached]
    assert state.moment.index == 1
    state, events = respond(script, state, r.Next(), NOW)
    assert state.finished
    assert isinstance(events[-1], RunFinished)
    again, none = respond(script, state, r.Next(), NOW)
    assert (again, none) == (state, ())


def test_a_step_for_those_who_were_wrong_is_played_only_by_them() -> None:
    script = script_of(CHOOSE, AFTER_WRONG, RECAP)

    def ends_at(*run: r.Response) -> int:
        state, _ = begin(script, "run", "seed", NOW)
        for response in run:
            state, _ = respond(script, state, response, NOW)
        return state.moment.index

    assert ends_at(r.Choose(2), r.Next()) == 2
    assert ends_at(r.Choose(1), r.Next(), r.Choose(2), r.Next()) == 1


@pytest.mark.parametrize(
    ("when", "first", "played"),
    [
        ("right lam-gi", 2, True),
        ("right lam-gi", 1, False),
        ("wrong  lam-gi", 1, True),
        ("chose lam-gi 1", 1, True),
        ("chose lam-gi 1", 3, False),
        ("chose lam-gi 2", 1, True),
        ("chose lam-gi 2", 2, True),
    ],
)
def test_a_step_with_a_condition_is_played_where_it_holds(
    when: str, first: int, played: bool
) -> None:
    script = script_of(CHOOSE, replace(AFTER_WRONG, when=when), RECAP)
    responses: list[r.Response] = [r.Choose(2), r.Next()]
    if first != 2:
        responses = [r.Choose(first), r.Next(), *responses]
    state, _ = begin(script, "run", "seed", NOW)
    for response in responses:
        state, _ = respond(script, state, response, NOW)
    assert state.moment.index == (1 if played else 2)
    assert resume(script, "run", "seed", responses) == state
    back, _ = respond(script, state, r.Back(), NOW)
    assert not any(condition.startswith("right") for condition in back.moment.conditions)


@pytest.mark.parametrize(
    ("first", "places"),
    [(2, [(1, 2), (1, 2), (2, 2)]), (1, [(1, 2), (1, 2), (1, 2), (1, 2), (1, 2), (2, 2)])],
)
def test_a_step_that_is_played_only_after_a_wrong_answer_has_the_number_before_it(
    first: int, places: list[tuple[int, int]]
) -> None:
    script = script_of(CHOOSE, AFTER_WRONG, RECAP)
    again = (r.Choose(2), r.Next()) if first == 1 else ()
    state, _ = begin(script, "run", "seed", NOW)
    seen = [place_in_lesson(script.lesson, state.moment)]
    for response in (r.Choose(first), r.Next(), *again, *([r.Next()] if again else [])):
        state, _ = respond(script, state, response, NOW)
        seen.append(place_in_lesson(script.lesson, state.moment))
    assert seen == places


def test_steps_that_come_only_after_a_wrong_answer_are_none_of_those_left() -> None:
    script = script_of(CHOOSE, AFTER_WRONG, RECAP)
    state, events = begin(script, "run", "seed", NOW)
    for response in (r.Choose(2), r.Next()):
        state, more = respond(script, state, response, NOW)
        events += more
    reached = [event for event in events if isinstance(event, StepReached)]
    assert [event.steps - event.step for event in reached] == [2, 1]


def test_a_rewritten_lesson_goes_on_at_the_same_step() -> None:
    assert resume_at(SCRIPT, "run", "seed", 4).moment.index == 4
    assert resume_at(SCRIPT, "run", "seed", 99).moment.index == len(ALL_STEPS) - 1


def test_ticks_are_recorded_when_the_checklist_is_left() -> None:
    script = script_of(DO, RECAP)
    state, _ = begin(script, "run", "seed", NOW)
    state, _ = respond(script, state, r.Choose(2), NOW)
    state, events = respond(script, state, r.Next(), NOW)
    ticked = next(e for e in events if e.kind == "checklist-ticked")
    assert ticked.ticked == (1,)  # type: ignore[union-attr]
