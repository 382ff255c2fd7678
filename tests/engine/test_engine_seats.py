"""Several at one laptop: who watched a conversation is asked about one line of it."""

from dataclasses import replace

from engine_samples import CALL, GENUINE_CHAT, NOW, RECAP, script_of
from hypothesis import given
from hypothesis import strategies as st

from tutor.content.signs import signs_met
from tutor.content.step_parts import TACTICS, Answer, Node, Tactic
from tutor.content.steps import Step
from tutor.engine import responses as r
from tutor.engine.events import Attempted, Event
from tutor.engine.run import begin, respond
from tutor.engine.state import LessonState, Watching
from tutor.engine.steps_talk import WATCHED_ITEM


def play(step: Step, seats: int, *run: r.Response) -> tuple[LessonState, list[Event]]:
    script = script_of(step, RECAP)
    state, _ = begin(script, "run", "seed", NOW, seats=seats)
    seen: list[Event] = []
    for response in run:
        state, events = respond(script, state, response, NOW)
        seen += events
    return state, seen


HANG_UP, NEXT = r.Choose(9), r.Next()


def watching(*run: r.Response) -> Watching:
    step = play(CALL, 3, *run)[0].moment.step
    assert isinstance(step, Watching)
    return step


def test_who_is_alone_is_asked_nothing_more() -> None:
    assert play(CALL, 1, HANG_UP, NEXT)[0].moment.index == 1


def test_who_watched_is_asked_about_the_last_line_that_used_a_tactic() -> None:
    asked = watching(r.Choose(1), HANG_UP, NEXT)
    assert asked.node == "doa"
    assert "secrecy" in asked.tactics
    assert len(set(asked.tactics)) == len(asked.tactics) == 3
    assert "authority" not in asked.tactics, "who claimed to be the police still does"


def test_a_line_that_used_several_is_answered_right_by_each_of_them() -> None:
    line = replace(CALL.nodes["doa"], tactic=("payment", "urgency"))
    several = replace(CALL, nodes={**CALL.nodes, "doa": line})
    run = (r.Choose(1), HANG_UP, NEXT)
    asked = play(several, 2, *run)[0].moment.step
    assert isinstance(asked, Watching)
    assert {"payment", "urgency"} < set(asked.tactics)
    for number, tactic in enumerate(asked.tactics, 1):
        _, events = play(several, 2, *run, r.Choose(number))
        told = [e for e in events if isinstance(e, Attempted)][-1]
        assert told.verdict == ("right" if tactic in line.tactic else "wrong")


@given(
    heard=st.lists(
        st.lists(st.sampled_from(TACTICS), max_size=4).map(tuple), min_size=1, max_size=6
    )
)
def test_who_watched_is_never_told_wrong_for_what_may_be_in_the_line(
    heard: list[tuple[Tactic, ...]],
) -> None:
    nodes = {
        f"n{i}": Node(says="…", tactic=used, answers=(Answer(text="Vâng", to=f"n{i + 1}"),))
        for i, used in enumerate(heard)
    }
    step = replace(CALL, nodes=nodes)
    answers = [r.Choose(1)] * (len(heard) - 1)
    asked = play(step, 2, *answers, HANG_UP, NEXT)[0].moment.step
    if not isinstance(asked, Watching):
        return
    line = nodes[asked.node].tactic
    before = {tactic for used in heard for tactic in used}
    wrong = [tactic for tactic in TACTICS if tactic in {*asked.tactics} - {*line}]
    assert 0 < len(set(asked.tactics) & set(line)) <= len(wrong)
    assert not {"authority", "affection", "fear"} & before & set(wrong)
    assert not signs_met(line) & signs_met(wrong)
    assert len(set(asked.tactics)) == len(asked.tactics) <= 4


def test_whatever_they_say_is_told_once_and_leads_on() -> None:
    for right in (True, False):
        asked = watching(r.Choose(1), HANG_UP, NEXT)
        number = 1 + next(i for i, t in enumerate(asked.tactics) if (t == "secrecy") == right)
        run = (r.Choose(1), HANG_UP, NEXT, r.Choose(number))
        state, events = play(CALL, 2, *run)
        told = [e for e in events if isinstance(e, Attempted)][-1]
        assert (told.verdict, told.item, told.outcome) == (
            "right" if right else "wrong",
            WATCHED_ITEM,
            "",
        )
        assert state.moment.conditions == frozenset(), "no step is added for it"
        assert play(CALL, 2, *run, NEXT)[0].moment.index == 1


def test_others_may_sit_down_in_the_middle_and_get_up_again() -> None:
    state, events = play(CALL, 1, r.Choose(1), r.Sit(2), HANG_UP, NEXT)
    assert isinstance(state.moment.step, Watching)
    assert len(events) > 0
    alone, _ = play(CALL, 3, r.Sit(1), HANG_UP, NEXT)
    assert alone.moment.index == 1


def test_going_back_undoes_the_answer_and_not_who_sits_there() -> None:
    state, _ = play(CALL, 1, r.Choose(1), r.Sit(2), r.Back())
    before, _ = play(CALL, 1)
    assert (state.moment, state.seats) == (before.moment, 2)


def test_there_are_one_to_three_seats() -> None:
    for seats in (-1, 0, 1, 4):
        state, events = play(CALL, 1, r.Sit(seats))
        assert (state.seats, events) == (1, [])


def test_enter_does_not_answer_for_them() -> None:
    assert watching(HANG_UP, NEXT, NEXT, NEXT).phase == "ask"


def test_nothing_is_asked_where_no_tactic_was_used() -> None:
    state, _ = play(GENUINE_CHAT, 3, r.Choose(1), NEXT)
    assert state.moment.index == 1
