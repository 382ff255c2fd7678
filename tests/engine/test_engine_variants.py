"""Later runs: another variant of each step, and less shown of the phone each time."""

import json
from dataclasses import replace

import pytest
from engine_samples import (
    ALL_STEPS,
    CALL,
    ERRORLESS,
    NOW,
    PRACTISE,
    RECAP,
    SORT,
    SPOT,
    lesson_of,
    script_of,
    small_world,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from test_engine_run import responses

from tutor.content.step_parts import Caller, Node
from tutor.content.steps import Call, Chat, Practise, Sort, Spot, Step
from tutor.engine import responses as r
from tutor.engine.events import HINTED, SHOWN, UNAIDED, Attempted, Event, Responded, RunStarted
from tutor.engine.run import Script, begin, resolve_variants, respond, resume
from tutor.engine.state import LessonState, Practising, Talking
from tutor.phone import Gesture

AS_CHAT = Chat(
    text="Tin nhắn lạ",
    id=CALL.id,
    caller=Caller(name="Người lạ"),
    genuine=False,
    nodes={
        "tin": Node(
            says="Đọc mã giúp cháu.", tactic=("payment",), answers=CALL.nodes["dau"].answers[1:]
        )
    },
)
OTHER_CALL = replace(CALL, text="Cuộc gọi khác")
VARIED_CALL = replace(CALL, variants=(AS_CHAT, OTHER_CALL))
VARIED_SORT = replace(SORT, variants=(replace(SORT, cards=SORT.cards[::-1]),))
VARIED_SPOT = replace(SPOT, variants=(replace(SPOT, message=replace(SPOT.message, sender="Lạ")),))
VARIED = Script(
    lesson_of(ERRORLESS, VARIED_CALL, VARIED_SORT, VARIED_SPOT, *ALL_STEPS), small_world()
)


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [(0, CALL), (1, AS_CHAT), (2, OTHER_CALL), (3, CALL), (31, AS_CHAT)],
)
def test_each_run_plays_the_next_variant_and_after_the_last_the_first(
    earlier: int, expected: Step
) -> None:
    script = resolve_variants(script_of(VARIED_CALL, RECAP), earlier)
    assert script.lesson.steps == (expected, RECAP)


def test_a_call_that_comes_back_as_a_chat_is_played_as_one() -> None:
    script = resolve_variants(script_of(VARIED_CALL, RECAP), 1)
    state, _ = begin(script, "run", "seed", NOW, earlier=1)
    assert state.moment.step == Talking("tin")
    state, events = respond(script, state, r.Choose(9), NOW)
    assert [e.ending for e in events if e.kind == "conversation-ended"] == ["block"]  # type: ignore[union-attr]


def test_the_script_of_a_run_has_no_variants() -> None:
    for earlier in range(4):
        for step in resolve_variants(VARIED, earlier).lesson.steps:
            if isinstance(step, Call | Chat | Sort | Spot):
                assert step.variants == ()


def test_the_start_records_earlier_runs_and_variants() -> None:
    _, events = begin(VARIED, "run", "seed", NOW, earlier=2, mastery="due", seats=3)
    (started,) = [event for event in events if isinstance(event, RunStarted)]
    assert (started.earlier, started.mastery, started.seats) == (2, "due", 3)


@settings(max_examples=100)
@given(
    st.lists(responses | st.integers(0, 4).map(r.Sit), max_size=50),
    st.integers(0, 4),
    st.integers(1, 3),
)
def test_a_run_in_any_variant_is_resumed_exactly(
    run: list[r.Response], earlier: int, seats: int
) -> None:
    script = resolve_variants(VARIED, earlier)
    state, _ = begin(script, "run", "seed", NOW, earlier=earlier, seats=seats)
    told: list[Event] = []
    for response in run:
        state, events = respond(script, state, response, NOW)
        told.extend(events)
    kept = [json.loads(json.dumps(dict(e.response))) for e in told if isinstance(e, Responded)]
    known = [x for x in map(r.from_json, kept) if x is not None]
    again = resume(
        resolve_variants(VARIED, earlier), "run", "seed", known, earlier=earlier, seats=seats
    )
    assert again == state


class Hands:
    """Plays a phone step that leads to a recap."""

    def __init__(self, step: Practise, earlier: int) -> None:
        self.script = script_of(step, RECAP)
        self.state: LessonState = begin(self.script, "run", "seed", NOW, earlier=earlier)[0]
        self.attempts: list[tuple[str, int]] = []

    def __call__(self, *run: r.Response) -> Practising:
        for response in run:
            self.state, events = respond(self.script, self.state, response, NOW)
            self.attempts += [(e.verdict, e.rung) for e in events if isinstance(e, Attempted)]
        step = self.state.moment.step
        assert isinstance(step, Practising)
        return step


SETTINGS, WIFI, NOTES = (Gesture("tap", name) for name in ("settings", "wifi-on", "notes"))


@pytest.mark.parametrize(
    ("earlier", "rungs", "recorded"),
    [
        pytest.param(0, (SHOWN, SHOWN), SHOWN, id="each press is shown"),
        pytest.param(1, (HINTED, UNAIDED), HINTED, id="the first press is shown"),
        pytest.param(2, (UNAIDED, UNAIDED), UNAIDED, id="none is shown"),
        pytest.param(9, (UNAIDED, UNAIDED), UNAIDED, id="nor ever after"),
    ],
)
def test_help_on_an_errorless_step_fades_from_run_to_run(
    earlier: int, rungs: tuple[int, int], recorded: int
) -> None:
    play = Hands(ERRORLESS, earlier)
    assert (play().rung, play(r.Act(SETTINGS)).rung) == rungs
    play(r.Act(WIFI), r.Act(WIFI), r.Choose(1))
    assert play.attempts == [("right", recorded)], "once, by the highest rung of the step"


@pytest.mark.parametrize("earlier", [0, 1, 2])
def test_a_step_that_is_not_errorless_starts_unaided(earlier: int) -> None:
    assert Hands(PRACTISE, earlier)().rung == UNAIDED


def test_an_errorless_step_ignores_other_presses_in_the_first_run_only() -> None:
    first, later = Hands(ERRORLESS, 0), Hands(ERRORLESS, 1)
    before = first().phone
    assert first(r.Act(NOTES)).phone == before
    assert first.attempts == []
    assert later(r.Act(NOTES)).phone != before
    assert later.attempts == [("wrong", HINTED)]
