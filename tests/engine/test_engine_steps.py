"""Each step kind: what is judged, the three rungs of the hint ladder, and the right move last."""

from dataclasses import replace

import pytest
from engine_samples import (
    ALOUD,
    CALL,
    CHOOSE,
    COMPARE,
    ERRORLESS,
    GENUINE_CHAT,
    GENUINE_SPOT,
    LABEL,
    NOW,
    ORDER,
    PAIRS,
    PRACTISE,
    RECAP,
    SEVERAL,
    SHOW,
    SORT,
    SPOT,
    TYPE,
    script_of,
)
from hypothesis import given
from hypothesis import strategies as st

from tutor.content.step_parts import Answer, Node, OrderItem
from tutor.content.steps import Step
from tutor.engine import responses as r
from tutor.engine.events import HINTED, SHOWN, UNAIDED, Attempted, ConversationEnded, Event
from tutor.engine.run import Script, begin, respond
from tutor.engine.state import LessonState, Ordering, Practising, Sorting, StepState, Talking
from tutor.engine.steps_talk import HEAR_AFTER_ALL, tactics_met, unsaid_lines
from tutor.phone import Gesture


class Player:
    """Plays one step, followed by a recap."""

    def __init__(self, step: Step) -> None:
        self.script: Script = script_of(step, RECAP)
        self.state: LessonState = begin(self.script, "run", "seed", NOW)[0]
        self.events: list[Event] = []

    def __call__(self, *run: r.Response) -> StepState:
        for response in run:
            self.state, events = respond(self.script, self.state, response, NOW)
            self.events.extend(events)
        return self.state.moment.step

    @property
    def attempts(self) -> list[tuple[str, int, str]]:
        found = [e for e in self.events if isinstance(e, Attempted)]
        return [(a.verdict, a.rung, a.outcome) for a in found]

    @property
    def passed(self) -> bool:
        return self.state.moment.index == 1


NEXT, HINT = r.Next(), r.Hint()


def test_a_wrong_choice_is_told_then_hinted_then_shown_and_ends_on_the_right_one() -> None:
    play = Player(CHOOSE)
    assert play(r.Choose(1)).phase == "explain"  # type: ignore[union-attr]
    assert play(NEXT).rung == HINTED  # type: ignore[union-attr]
    play(r.Choose(3))
    assert play(NEXT).rung == SHOWN  # type: ignore[union-attr]
    before = play.state
    play(r.Choose(1))
    assert play.state == before
    play(r.Choose(2))
    assert play.attempts == [("wrong", 0, ""), ("wrong", HINTED, ""), ("right", SHOWN, "")]
    play(NEXT)
    assert play.passed


def test_several_right_options_are_found_one_after_another_in_any_order() -> None:
    play = Player(SEVERAL)
    assert play(r.Choose(3)).phase == "explain"  # type: ignore[union-attr]
    before = play(NEXT)
    assert play(r.Choose(3)) == before
    assert play(r.Choose(1), NEXT).rung == HINTED  # type: ignore[union-attr]
    assert play(r.Choose(2)).phase == "done"  # type: ignore[union-attr]
    play(NEXT)
    assert play.passed
    assert [event.item for event in play.events if isinstance(event, Attempted)] == [0, 1, 1]
    assert play.attempts == [("right", 0, ""), ("wrong", 0, ""), ("right", HINTED, "")]


@pytest.mark.parametrize("step", [CHOOSE, SORT, SPOT, CALL, GENUINE_CHAT, ORDER, TYPE, PRACTISE])
def test_asking_for_help_climbs_to_the_answer_without_being_wrong(step: Step) -> None:
    play = Player(step)
    play(HINT, HINT, HINT)
    assert play(HINT).rung == SHOWN  # type: ignore[union-attr]
    assert play.attempts == []


def test_enter_answers_no_question() -> None:
    for step in (CHOOSE, SORT, SPOT, CALL, ORDER, TYPE, PRACTISE):
        play = Player(step)
        play(NEXT, NEXT)
        assert not play.passed


def test_sorting_keeps_the_four_outcomes_apart() -> None:
    play = Player(SORT)
    play(r.Choose(2), NEXT, r.Choose(1), NEXT, r.Choose(1), NEXT, r.Choose(2), NEXT)
    assert play.passed
    assert play.attempts == [
        ("wrong", 0, "genuine-refused"),
        ("right", HINTED, ""),
        ("wrong", 0, "scam-believed"),
        ("right", HINTED, ""),
    ]
    play = Player(SORT)
    play(r.Choose(1), NEXT, r.Choose(2), NEXT)
    assert [a[2] for a in play.attempts] == ["genuine-accepted", "scam-refused"]


def test_taking_the_genuine_message_for_the_false_one_is_believing_the_scam() -> None:
    play = Player(COMPARE)
    play(r.Choose(1), NEXT, r.Choose(2), NEXT)
    assert play.passed
    assert play.attempts == [("wrong", 0, "scam-believed"), ("right", HINTED, "")]
    play = Player(COMPARE)
    play(r.Choose(2))
    assert play.attempts == [("right", 0, "scam-refused")]


def test_a_sentence_is_said_alone_and_then_as_an_answer() -> None:
    play = Player(ALOUD)
    passed = []
    for _ in range(2):
        play(NEXT)
        passed.append(play.passed)
    assert passed == [False, True]
    assert play.attempts == []


def test_each_of_the_pairs_is_matched_among_all_meanings() -> None:
    play = Player(PAIRS)
    for _ in PAIRS.items:
        state = play()
        assert isinstance(state, Sorting)
        assert play(r.Choose(2 if state.card == 0 else 1)).phase == "explain"  # type: ignore[union-attr]
        play(NEXT, r.Choose(state.card + 1), NEXT)
    assert play.passed
    assert play.attempts == [("wrong", 0, ""), ("right", HINTED, "")] * len(PAIRS.items)


def test_every_flag_of_a_message_is_found_one_by_one() -> None:
    play = Player(SPOT)
    play(r.Choose(2), NEXT, r.Choose(3), NEXT)
    assert play.passed
    assert play.attempts == [("right", 0, "scam-refused"), ("right", 0, "")]


def test_details_that_are_found_say_nothing_of_scams() -> None:
    play = Player(LABEL)
    play(r.Choose(1), NEXT, r.Choose(3), NEXT, r.Choose(2), NEXT)
    assert play.passed
    assert play.attempts == [("wrong", 0, ""), ("wrong", HINTED, ""), ("right", SHOWN, "")]


def test_missed_flags_are_shown_and_pointed_at_last() -> None:
    play = Player(SPOT)
    play(r.Choose(4), NEXT, r.Choose(1), NEXT)
    assert play.attempts == [("wrong", 0, "scam-believed"), ("wrong", HINTED, "")]
    before = play.state
    play(r.Choose(4))
    assert play.state == before
    play(r.Choose(3), NEXT, r.Choose(2), NEXT)
    assert play.passed


def test_nothing_is_suspicious_is_the_answer_to_a_genuine_message() -> None:
    play = Player(GENUINE_SPOT)
    play(r.Choose(3), NEXT)
    assert play.passed
    assert play.attempts == [("right", 0, "genuine-accepted")]
    play = Player(GENUINE_SPOT)
    play(r.Choose(1), NEXT, r.Choose(3), NEXT)
    assert [a[2] for a in play.attempts] == ["genuine-refused", ""]


def ended(play: Player) -> list[tuple[str, int, str]]:
    found = [e for e in play.events if isinstance(e, ConversationEnded)]
    return [(e.ending, e.turns, e.outcome) for e in found]


def test_hanging_up_on_a_scam_is_right_at_any_point() -> None:
    for first, turns in (((), 1), ((r.Choose(1),), 2)):
        play = Player(CALL)
        play(*first, r.Choose(9))
        assert ended(play) == [("hang-up", turns, "scam-refused")]
        play(NEXT)
        assert play.passed


def test_believing_a_scam_is_explained_and_tried_again_from_there() -> None:
    play = Player(CALL)
    play(r.Choose(1), r.Choose(1))
    state = play(NEXT)
    assert isinstance(state, Talking)
    assert (state.node, state.rung) == ("doa", HINTED)
    play(r.Choose(1), NEXT)
    before = play.state
    play(r.Choose(1))
    assert play.state == before
    play(r.Choose(9))
    assert [outcome for _, _, outcome in ended(play)] == [
        "scam-believed",
        "scam-believed",
        "scam-refused",
    ]


def test_an_explanation_stands_before_the_next_line_of_the_caller() -> None:
    play = Player(CALL)
    state = play(r.Choose(1), r.Choose(2))
    assert isinstance(state, Talking)
    assert state.aside == "Hỏi là đúng."
    state = play(NEXT)
    assert isinstance(state, Talking)
    assert (state.node, state.aside) == ("dau", "")
    assert tactics_met(CALL, state) == ("authority", "secrecy")


def test_hanging_up_works_while_an_explanation_is_read() -> None:
    play = Player(CALL)
    play(r.Choose(1), r.Choose(2), r.Choose(1))
    assert ended(play) == []
    state = play(r.Choose(9))
    assert isinstance(state, Talking)
    assert ended(play) == [("hang-up", 3, "scam-refused")]
    assert tactics_met(CALL, state) == ("authority", "secrecy")


def test_blocking_a_genuine_writer_is_a_false_alarm_that_can_be_mended() -> None:
    play = Player(GENUINE_CHAT)
    play(r.Choose(9))
    assert ended(play) == [("block", 1, "genuine-refused")]
    play(r.Choose(HEAR_AFTER_ALL), r.Choose(2), r.Choose(1), NEXT)
    assert play.passed
    assert play.attempts == [
        ("unneeded", UNAIDED, "genuine-refused"),
        ("right", UNAIDED, "genuine-accepted"),
    ], "it takes no step on the hint ladder"


@pytest.mark.parametrize("helped", [0, 1, 2])
def test_ending_a_genuine_call_ends_the_step_at_once(helped: int) -> None:
    play = Player(GENUINE_CHAT)
    play(*[r.Hint()] * helped, r.Choose(9))
    state = play.state.moment.step
    assert isinstance(state, Talking)
    assert (state.phase, state.ending) == ("done", "block")
    assert {a[0] for a in play.attempts} == {"unneeded"}
    play(NEXT)
    assert play.passed


def test_what_a_genuine_writer_would_still_have_written_follows_the_shortest_way() -> None:
    longer = replace(GENUINE_CHAT.nodes["dau"], answers=(Answer(text="Về lúc nào?", to="gio"),))
    chat = replace(GENUINE_CHAT, nodes={**GENUINE_CHAT.nodes, "dau": longer})
    assert unsaid_lines(GENUINE_CHAT, Talking("dau")) == ("Chiều con về ạ.",)
    assert unsaid_lines(chat, Talking("dau")) == ("Chiều con về ạ.", "Năm giờ ạ.")
    assert unsaid_lines(chat, Talking("dau", (("dau", 0),))) == ("Năm giờ ạ.",)
    assert unsaid_lines(chat, Talking("gio", (("dau", 0),))) == ()


def test_an_answer_that_ends_a_genuine_call_is_as_free_as_the_way_out() -> None:
    later = replace(
        GENUINE_CHAT.nodes["dau"],
        answers=(Answer(text="Chặn", to="block"), Answer(text="Ừ", to="end")),
    )
    play = Player(replace(GENUINE_CHAT, nodes={"dau": later}))
    play(r.Hint(), r.Hint(), r.Choose(1), NEXT)
    assert play.passed


ASKS_TO_BE_RUNG_BACK = replace(
    GENUINE_CHAT,
    nodes={
        **GENUINE_CHAT.nodes,
        "gio": Node(
            says="Mẹ gọi lại cho con cũng được.",
            answers=(
                Answer(text="Có phải gửi tiền không?", to="tien", because="Hỏi là tốt."),
                Answer(text="Ừ, để mẹ gọi", to="end", because="Gọi lại là chắc nhất.", stops=True),
            ),
        ),
        "tien": Node(says="Không ạ.", answers=(Answer(text="Ừ", to="end"),)),
    },
)


@pytest.mark.parametrize("number", [2, 9])
def test_the_way_out_is_what_a_genuine_caller_asked_for_where_an_answer_says_so(
    number: int,
) -> None:
    play = Player(ASKS_TO_BE_RUNG_BACK)
    state = play(r.Choose(2), r.Choose(number))
    assert isinstance(state, Talking)
    assert (state.phase, state.ending, state.aside) == ("done", "end", "Gọi lại là chắc nhất.")
    assert ended(play) == [("end", 2, "genuine-accepted")]
    assert play.attempts == [("right", UNAIDED, "genuine-accepted")]
    play(NEXT)
    assert play.passed


def test_they_may_be_rung_back_too_while_their_next_line_is_not_heard_yet() -> None:
    play = Player(ASKS_TO_BE_RUNG_BACK)
    play(r.Choose(2), r.Choose(1), r.Choose(9))
    assert ended(play) == [("end", 3, "genuine-accepted")]


def test_elsewhere_in_that_conversation_the_way_out_is_not_asked_for() -> None:
    play = Player(ASKS_TO_BE_RUNG_BACK)
    play(r.Choose(9))
    assert ended(play) == [("block", 1, "genuine-refused")]


def test_order_shuffles_and_takes_items_only_in_their_order() -> None:
    play = Player(ORDER)
    state = play.state.moment.step
    assert isinstance(state, Ordering)
    assert state.shuffled != (0, 1, 2)
    number = {item: position + 1 for position, item in enumerate(state.shuffled)}
    play(r.Choose(number[1]))
    assert play.attempts == [("wrong", 0, "")]
    play(NEXT, r.Choose(number[0]), r.Choose(number[1]), r.Choose(number[2]), NEXT)
    assert play.passed


@pytest.mark.parametrize("text", ["Vũ Quý", " vũ   quý ", "Vu\u0303 Quy\u0301", "XÃ VŨ QUÝ"])
def test_a_typed_text_is_compared_without_case_spaces_or_form(text: str) -> None:
    play = Player(TYPE)
    play(r.Enter(text), NEXT)
    assert play.passed


def test_a_shown_text_can_be_passed_without_typing() -> None:
    play = Player(TYPE)
    play(r.Enter("a"), NEXT, r.Enter("b"), NEXT)
    assert not play.passed
    play(NEXT)
    assert play.passed


def test_show_makes_one_move_for_each_enter() -> None:
    play = Player(SHOW)
    play(NEXT, NEXT)
    assert not play.passed
    play(NEXT)
    assert play.passed


def test_wrong_presses_climb_the_ladder_until_the_place_of_the_first_is_passed() -> None:
    play = Player(PRACTISE)
    play(r.Act(Gesture("tap", "notes")))
    play(r.Act(Gesture("tap", "nothing")), r.Act(Gesture("swipe", "left")))
    state = play.state.moment.step
    assert isinstance(state, Practising)
    assert (state.rung, state.strayed) == (SHOWN, True)
    state = practising(play(r.Act(Gesture("home"))))
    assert (state.rung, state.strayed, state.astray) == (SHOWN, False, True)
    state = practising(play(r.Act(Gesture("tap", "settings"))))
    assert (state.rung, state.peak, state.astray) == (UNAIDED, SHOWN, False)
    play(r.Act(Gesture("tap", "wifi-on")))
    assert play.attempts[-1] == ("right", SHOWN, "")
    play(NEXT)
    assert play.passed


def test_help_stays_from_the_first_wrong_press_until_the_place_of_it_is_passed() -> None:
    play = Player(PRACTISE)
    pressed = [("tap", "notes"), ("back", ""), ("tap", "settings"), ("swipe", "left")]
    on_the_way = [practising(play(r.Act(Gesture(kind, target)))) for kind, target in pressed]  # type: ignore[arg-type]
    assert [(state.rung, state.astray) for state in on_the_way] == [
        (HINTED, True),
        (HINTED, True),
        (UNAIDED, False),
        (HINTED, True),
    ]
    play(r.Act(Gesture("tap", "wifi-on")))
    assert play.attempts == [("wrong", UNAIDED, ""), ("wrong", UNAIDED, ""), ("right", HINTED, "")]


def test_numbers_press_what_they_stand_beside() -> None:
    play = Player(PRACTISE)
    play(r.Choose(1), r.Choose(1), NEXT)
    assert play.passed
    assert play.attempts == [("right", 0, "")]


def test_errorless_lets_only_the_right_press_through() -> None:
    play = Player(ERRORLESS)
    before = play.state.moment.step
    assert isinstance(before, Practising)
    after = play(r.Act(Gesture("tap", "notes")))
    assert isinstance(after, Practising)
    assert after.phone == before.phone
    assert after.strayed
    play(r.Choose(1), r.Choose(1), NEXT)
    assert play.passed


def practising(state: object) -> Practising:
    assert isinstance(state, Practising)
    return state


def test_why_a_press_leads_no_nearer_is_said_in_place_of_a_general_remark() -> None:
    step = replace(ERRORLESS, because={"tap notes": "Đây là chỗ ghi chú."})
    play = Player(step)
    after = practising(play(r.Act(Gesture("tap", "notes"))))
    assert (after.reason, after.remark) == ("Đây là chỗ ghi chú.", "")
    other = practising(play(r.Act(Gesture("swipe", "left"))))
    assert (other.reason, other.remark) == ("", "other-button")


def test_a_refused_press_clears_the_message_of_the_phone() -> None:
    play = Player(replace(ERRORLESS, goal={"wifi.on": True, "volume": 3}))
    assert practising(play(r.Choose(1), r.Choose(1))).phone.message
    assert practising(play(r.Act(Gesture("back")))).phone.message == ""


def test_no_remark_stands_beside_what_the_phone_says_or_a_way_no_longer() -> None:
    play = Player(replace(PRACTISE, goal={"volume": 3}))
    play(r.Choose(1))
    spoke = practising(play(r.Act(Gesture("tap", "wifi-on"))))
    assert spoke.strayed
    assert (spoke.phone.message, spoke.remark) == ("Wi-Fi đã đổi.", "")
    lost = practising(play(r.Act(Gesture("home"))))
    assert lost.remark == "other-button"


def test_going_back_clears_a_refusal() -> None:
    play = Player(ERRORLESS)
    first = play.state
    play(r.Act(Gesture("tap", "notes")), r.Choose(1))
    play(r.Back())
    assert play.state == first
    play(r.Act(Gesture("tap", "notes")), r.Act(Gesture("swipe", "up")), r.Back())
    assert play.state == first


def test_the_field_that_was_filled_is_known_until_the_next_press() -> None:
    play = Player(replace(PRACTISE, goal={"note.text": "Hoa", "screen": "home"}))
    play(r.Choose(2))
    assert practising(play(r.Act(Gesture("type", "note", "Hao")))).filled == "note"
    assert practising(play(r.Act(Gesture("home")))).filled == ""


def ordering(play: Player) -> Ordering:
    state = play.state.moment.step
    assert isinstance(state, Ordering)
    return state


@given(order=st.permutations(range(4)))
def test_an_item_for_any_time_is_right_whenever_it_is_chosen(order: list[int]) -> None:
    """The items are chosen in each possible order; of those with a place the right one is waited for."""
    items = (
        *(OrderItem(text=f"Việc {n}") for n in range(3)),
        OrderItem(text="Hỏi người nhà", anytime=True),
    )
    play = Player(replace(ORDER, items=items))
    for item in order:
        before = ordering(play).placed
        play(r.Choose(ordering(play).shuffled.index(item) + 1))
        fits = item == 3 or set(range(item)) <= set(before)
        assert (item in ordering(play).placed) == fits
        assert (play.attempts[-1][0] == "right") == fits
        if not fits:
            break


def test_a_scam_that_is_believed_again_is_explained_by_the_second_reason() -> None:
    node = CALL.nodes["dau"]
    lost = Answer(text="Vâng", to="lost", because="Lý do một.", because_again="Lý do hai.")
    play = Player(replace(CALL, nodes={"dau": replace(node, answers=(lost,))}))
    play(r.Choose(1))
    assert play.state.moment.step.aside == "Lý do một."  # type: ignore[union-attr]
    play(NEXT, r.Choose(1))
    assert play.state.moment.step.aside == "Lý do hai."  # type: ignore[union-attr]
