"""Answers and cards are shown in an order of the run's seed, and recorded as the lesson file counts them."""

from collections import Counter
from dataclasses import replace

import pytest
from engine_samples import CALL, CHOOSE, GENUINE_CHAT, NOW, RECAP, SORT, script_of
from hypothesis import given
from hypothesis import strategies as st

from tutor.content.placeholders import Filler
from tutor.content.shuffle import shown_order
from tutor.content.step_parts import Option
from tutor.content.steps import Step
from tutor.engine import responses as r
from tutor.engine.events import Responded, RunStarted
from tutor.engine.run import answer_order, begin, choose, respond, resume
from tutor.engine.state import LessonState, Sorting
from tutor.engine.steps_talk import WAY_OUT
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.present import present

STEPS: tuple[Step, ...] = (CHOOSE, SORT, CALL, GENUINE_CHAT)
PHRASES = LessonPhrases(Filler("en"))
seeds = st.text(max_size=8)


def started(step: Step, seed: str) -> LessonState:
    state, _ = begin(script_of(step, RECAP), "run", seed, NOW)
    return state


@given(seed=seeds, step=st.sampled_from([CHOOSE, SORT]))
def test_an_order_holds_every_position_once_and_texts_do_not_change_it(
    seed: str, step: Step
) -> None:
    assert isinstance(step, type(CHOOSE) | type(SORT))
    order = shown_order(step, seed)
    assert sorted(order) == list(range(len(order)))
    assert shown_order(replace(step, text="In another language"), seed) == order


@pytest.mark.parametrize("step", STEPS)
def test_a_fixed_step_is_shown_in_the_order_of_the_file(step: Step) -> None:
    assert isinstance(step, type(CHOOSE) | type(SORT) | type(CALL) | type(GENUINE_CHAT))
    fixed = replace(step, fixed=True)
    for seed in map(str, range(20)):
        node = next(iter(getattr(step, "nodes", ("",))))
        order = shown_order(fixed, seed, node)
        assert order == tuple(range(len(order)))


def test_no_place_is_the_right_one_much_more_often_than_another() -> None:
    step = replace(CHOOSE, options=(*CHOOSE.options, Option(text="Other", because="No."))[:3])
    places = Counter(shown_order(step, f"run-{n}").index(0) for n in range(600))
    assert set(places) == set(range(len(step.options)))
    assert max(places.values()) < 600 / len(step.options) * 1.25


@given(seed=seeds, step=st.sampled_from([CHOOSE, CALL, GENUINE_CHAT]))
def test_each_shown_number_picks_the_answer_that_it_stands_at(seed: str, step: Step) -> None:
    script, state = script_of(step, RECAP), started(step, seed)
    texts = {c.number: c.text for c in present(script, state, PHRASES).choices if not c.way_out}
    answers = getattr(step, "options", ()) or next(iter(step.nodes.values())).answers  # type: ignore[union-attr]
    for number, text in texts.items():
        assert answers[choose(script, state, number).number - 1].text == text


@given(seed=seeds, step=st.sampled_from([CALL, GENUINE_CHAT]))
def test_the_way_out_is_always_number_nine(seed: str, step: Step) -> None:
    script, state = script_of(step, RECAP), started(step, seed)
    assert choose(script, state, WAY_OUT) == r.Choose(WAY_OUT)
    (way_out,) = (c for c in present(script, state, PHRASES).choices if c.way_out)
    assert way_out.number == WAY_OUT


@given(seed=seeds, presses=st.lists(st.integers(0, 10), max_size=40))
def test_recorded_responses_lead_to_the_same_state(seed: str, presses: list[int]) -> None:
    """Press shown numbers, 0 for Enter and 10 for Back: the journal holds the positions of the file."""
    script = script_of(*STEPS, RECAP)
    state, _ = begin(script, "run", seed, NOW)
    recorded: list[r.Response] = []
    for number in presses:
        keys: dict[int, r.Response] = {0: r.Next(), 10: r.Back()}
        response = keys.get(number) or choose(script, state, number)
        state, events = respond(script, state, response, NOW)
        stored = (r.from_json(e.response) for e in events if isinstance(e, Responded))
        recorded += [response for response in stored if response is not None]
    again = resume(script, "run", seed, recorded)
    assert again == state
    if not state.finished:
        assert answer_order(script, again) == answer_order(script, state)


def test_going_back_shows_the_same_order_again() -> None:
    script, state = script_of(CALL, RECAP), started(CALL, "a seed")
    order = answer_order(script, state)
    later, _ = respond(script, state, choose(script, state, 1), NOW)
    back, _ = respond(script, later, r.Back(), NOW)
    assert answer_order(script, back) == order


@given(seed=seeds)
def test_a_run_of_an_earlier_version_is_resumed_in_the_order_of_the_file(seed: str) -> None:
    script = script_of(SORT, CHOOSE, RECAP)
    state = resume(script, "run", seed, (), shuffled=False)
    assert isinstance(state.moment.step, Sorting)
    assert state.moment.step.order == tuple(range(len(SORT.cards)))
    answers = (
        r.Choose(list(SORT.sides).index(card.side) + 1) if turn == 0 else r.Next()
        for card in SORT.cards
        for turn in range(2)
    )
    asked = resume(script, "run", seed, answers, shuffled=False)
    assert (asked.moment.index, answer_order(script, asked)) == (1, ())


def test_the_record_of_a_start_says_that_answers_are_shuffled() -> None:
    _, (event, *_) = begin(script_of(CHOOSE, RECAP), "run", "seed", NOW)
    assert isinstance(event, RunStarted)
    assert event.shuffled
