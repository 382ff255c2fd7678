"""What can be seen through in a practice call or chat: signs, tactics, what they wanted, who watches."""

from dataclasses import replace

import pytest
from engine_samples import CALL, GENUINE_CHAT, NOW, RECAP, script_of

from tutor.content.placeholders import Filler
from tutor.content.signs import SIGNS, signs_met
from tutor.content.step_parts import TACTICS, Answer, Node
from tutor.content.steps import Call, Step
from tutor.engine import responses as r
from tutor.engine.events import RunStarted
from tutor.engine.run import begin, respond, resume, shows_signs
from tutor.engine.state import Talking
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.plain_page import remarks
from tutor.lesson.present import present
from tutor.lesson.speaking import utterances
from tutor.lesson.view import View

PHRASES = LessonPhrases(Filler("en"))
WANTING = replace(CALL, wants="tiền trong sổ của {bac}")
GENUINE_CALL = Call(
    text="Cuộc gọi của con gái",
    id="con-gai-goi",
    caller=GENUINE_CHAT.caller,
    genuine=True,
    nodes=GENUINE_CHAT.nodes,
)
NEXT, HANG_UP = r.Next(), r.Choose(9)


def seen(step: Step, *run: r.Response, seats: int = 1, first_talk: bool = True) -> View:
    script = script_of(step, RECAP)
    state, _ = begin(script, "run", "seed", NOW, seats=seats, first_talk=first_talk)
    for response in run:
        state, _ = respond(script, state, response, NOW)
    return present(script, state, PHRASES)


def pressure(view: View) -> list[str]:
    return [line.text for line in view.lines if line.role == "pressure"]


def texts(view: View) -> list[str]:
    return [line.text for line in view.lines]


def test_each_line_of_the_caller_marks_the_signs_met_so_far() -> None:
    assert pressure(seen(CALL)) == ["○ HURRY  ○ HIDE  ○ MONEY/CODE"]
    assert pressure(seen(CALL, r.Choose(1))) == ["○ HURRY  ● HIDE  ○ MONEY/CODE"]
    asked_on = seen(CALL, r.Choose(1), r.Choose(2), NEXT)
    assert pressure(asked_on) == ["○ HURRY  ● HIDE  ○ MONEY/CODE"], "what was heard stays heard"


def test_without_the_scaffold_the_signs_are_shown_only_when_the_call_is_looked_back_on() -> None:
    assert pressure(seen(CALL, first_talk=False)) == []
    assert pressure(seen(CALL, r.Choose(1), first_talk=False)) == []
    ended = seen(CALL, r.Choose(1), HANG_UP, first_talk=False)
    assert pressure(ended) == ["● HIDE", "○ HURRY  ● HIDE  ○ MONEY/CODE"]


def test_only_the_first_conversation_of_a_lesson_has_the_scaffold() -> None:
    script = script_of(CALL, GENUINE_CHAT, RECAP)
    state, (event, *_) = begin(script, "run", "seed", NOW, first_talk=True)
    assert isinstance(event, RunStarted)
    assert event.first_talk
    assert shows_signs(script, state)
    for response in (HANG_UP, NEXT):
        state, _ = respond(script, state, response, NOW)
    assert isinstance(state.moment.step, Talking)
    assert not shows_signs(script, state)
    again = resume(script, "run", "seed", (HANG_UP, NEXT), first_talk=True)
    assert again == state


def test_praise_claims_no_more_than_what_happened() -> None:
    assert "They got nothing." in texts(seen(CALL, HANG_UP))
    believed = (r.Choose(1), r.Choose(1), NEXT, r.Choose(1), NEXT)
    ended = texts(seen(CALL, *believed, HANG_UP))
    assert "This time you stopped it." in ended
    assert "They got nothing." not in ended


def test_a_genuine_writer_has_the_same_line_with_nothing_met() -> None:
    assert pressure(seen(GENUINE_CHAT)) == ["○ HURRY  ○ HIDE  ○ MONEY/CODE"]
    ended = seen(GENUINE_CHAT, r.Choose(1))
    assert pressure(ended) == ["○ HURRY  ○ HIDE  ○ MONEY/CODE"]
    assert "None of the three signs was there." in texts(ended)


@pytest.mark.parametrize(
    ("tactic", "signs"),
    [
        ("urgency", {"hurry"}),
        ("fear", {"hurry"}),
        ("secrecy", {"hide"}),
        ("payment", {"money"}),
        ("link", {"money"}),
        ("install", {"money"}),
        ("photo", {"money"}),
        ("greed", set()),
        ("authority", set()),
        ("affection", set()),
    ],
)
def test_a_tactic_shows_its_sign_and_winning_trust_shows_none(tactic: str, signs: set[str]) -> None:
    assert tactic in TACTICS
    assert signs_met([tactic]) == signs
    assert signs <= set(SIGNS)


def test_the_signs_are_shown_and_not_said_and_the_caller_has_a_second_voice() -> None:
    view = seen(CALL)
    places, said = utterances(view, "vi", range(len(view.lines)))
    assert all(view.lines[place].role != "pressure" for place in places)
    callers = {view.lines[p].text for p, u in zip(places, said, strict=True) if u.caller}
    assert callers == {"“Tôi là công an.”"}
    assert not any(u.caller for u in utterances(seen(RECAP), "vi", [0])[1])


def test_plain_mode_prints_the_signs_too() -> None:
    view = seen(CALL, r.Choose(1))
    assert "○ HURRY  ● HIDE  ○ MONEY/CODE" in [line.text for line in view.lines]
    assert "The signs so far: hiding." in list(remarks(view, PHRASES))


def test_a_refused_scam_is_looked_back_on_line_by_line() -> None:
    shown = texts(seen(WANTING, r.Choose(1), HANG_UP))
    assert shown[-8:] == [
        "What they wanted: tiền trong sổ của you.",
        "You still have it.",
        "What they tried:",
        "Line 1 – claiming to be somebody you trust: “Tôi là công an.”",
        "Line 2 – telling you to hide it and ask nobody: “Không được nói với ai.”",
        "● HIDE",
        "The signs you saw: hiding.",
        "○ HURRY  ● HIDE  ○ MONEY/CODE",
    ]


def test_one_sentence_says_that_nothing_was_lost() -> None:
    assert "They got nothing." not in texts(seen(WANTING, HANG_UP)), "below stands what is kept"


def test_lines_are_counted_with_those_that_used_no_tactic() -> None:
    quiet = Node(says="A lô?", answers=(Answer(text="Ai đấy?", to="dau"),))
    step = replace(CALL, nodes={"alo": quiet, **CALL.nodes})
    shown = texts(seen(step, r.Choose(1), HANG_UP))
    assert "Line 2 – claiming to be somebody you trust: “Tôi là công an.”" in shown


def test_a_scam_that_was_believed_is_looked_back_on_once_it_is_refused() -> None:
    believed = (r.Choose(1), r.Choose(1), NEXT, r.Choose(1), NEXT)
    assert not any(text.startswith("Line ") for text in texts(seen(WANTING, *believed[:2])))
    shown = texts(seen(WANTING, *believed, HANG_UP))
    assert sum(text.startswith("Line ") for text in shown) == 2
    assert "What they wanted: tiền trong sổ của you." in shown
    assert "You still have it." not in shown, "it was lost at first"


def test_a_line_that_used_several_tricks_marks_each_sign_and_is_looked_back_on_with_all() -> None:
    code = replace(CALL.nodes["doa"], tactic=("payment", "secrecy"))
    step = replace(CALL, nodes={**CALL.nodes, "doa": code})
    assert pressure(seen(step, r.Choose(1))) == ["○ HURRY  ● HIDE  ● MONEY/CODE"]
    shown = texts(seen(step, r.Choose(1), HANG_UP))
    assert (
        "Line 2 – asking for money or a code, telling you to hide it and ask nobody: "
        "“Không được nói với ai.”" in shown
    )
    told = texts(seen(step, r.Choose(1), HANG_UP, NEXT, r.Choose(1), seats=2))
    assert told[-7:-5] == [
        "Their trick was this: asking for money or a code, telling you to hide it and ask nobody.",
        "What they tried:",
    ]


def test_a_first_line_that_may_not_have_been_seen_is_not_said_to_be_met() -> None:
    line = replace(CALL.nodes["dau"], tactic=("fear",))
    shown = texts(seen(replace(CALL, nodes={**CALL.nodes, "dau": line}), HANG_UP))
    assert shown[-4:] == [
        "This is how they begin:",
        "Line 1 – frightening you: “Tôi là công an.”",
        "The signs in their first words: hurry.",
        "● HURRY  ○ HIDE  ○ MONEY/CODE",
    ]


def test_what_was_stopped_early_is_said_to_be_so() -> None:
    won = texts(seen(CALL, HANG_UP))
    assert "They had only just begun: none of the three signs was there yet." in won
    quiet = replace(
        CALL, nodes={"alo": Node(says="A lô?", answers=(Answer(text="Chào", to="lost"),))}
    )
    assert "You stopped before any of the three signs came." in texts(seen(quiet, HANG_UP))


@pytest.mark.parametrize(
    ("step", "told", "offer"),
    [
        (
            GENUINE_CALL,
            [
                "Being careful is good: you may hang up at any time.",
                "This call is genuine.",
                "Hanging up does no harm: you can ring back on a number you know.",
                "This is what they would have said:",
                "“Chiều con về ạ.”",
            ],
            "Hear the rest",
        ),
        (
            GENUINE_CHAT,
            [
                "Being careful is good: you may block a sender at any time.",
                "These messages are genuine.",
                "Blocking does no harm: you can ring a number you know and ask.",
                "This is what they would have written:",
                "“Chiều con về ạ.”",
            ],
            "Read them all the same",
        ),
    ],
    ids=["call", "chat"],
)
def test_who_ended_a_genuine_contact_is_told_what_it_was_and_may_take_it_up_again(
    step: Step, told: list[str], offer: str
) -> None:
    view = seen(step, HANG_UP)
    assert (texts(view)[1:], view.next_label) == (told, "Continue")
    assert [(choice.number, choice.text) for choice in view.choices] == [(1, offer)]
    again = seen(step, HANG_UP, r.Choose(1))
    assert "“Chiều con về ạ.”" in texts(again)
    assert step.text not in texts(again), "who it is was said already"
    assert texts(seen(step, HANG_UP, r.Choose(1), HANG_UP))[1:] == told
    assert RECAP.text in " ".join(texts(seen(step, HANG_UP, NEXT)))


@pytest.mark.parametrize(("seats", "times"), [(1, 0), (2, 1), (3, 1)])
def test_who_watches_is_asked_to_notice_once_before_the_first_line(seats: int, times: int) -> None:
    notice = "If you are watching, notice how they speak."
    assert texts(seen(CALL, seats=seats)).count(notice) == times
    assert notice not in texts(seen(CALL, r.Choose(1), seats=seats))


def test_who_watched_is_asked_by_names_of_tactics_and_told_the_right_one() -> None:
    asked = seen(CALL, r.Choose(1), HANG_UP, NEXT, seats=3)
    assert "“Không được nói với ai.”" in texts(asked)
    right = [c.number for c in asked.choices if c.text == "telling you to hide it and ask nobody"]
    assert len(right) == 1
    for number in (1, 2, 3):
        told = texts(seen(CALL, r.Choose(1), HANG_UP, NEXT, r.Choose(number), seats=3))
        assert told[told.index("What they tried:") - 1] == (
            "Their trick was this: telling you to hide it and ask nobody."
        )
        assert ("That is right." in told) == (number == right[0])
        assert not any("!" in text for text in told)


def test_who_watched_does_not_read_the_answer_before_the_question() -> None:
    run = (r.Choose(1), HANG_UP)
    alone = texts(seen(WANTING, *run))
    back = alone[alone.index("What they wanted: tiền trong sổ của you.") :]
    ended = texts(seen(WANTING, *run, seats=2))
    assert ended == alone[: -len(back)]
    told = texts(seen(WANTING, *run, NEXT, r.Choose(1), seats=2))
    assert told[-len(back) :] == back


def test_where_who_watched_is_asked_nothing_it_is_looked_back_on_at_once() -> None:
    quiet = Node(says="A lô?", answers=(Answer(text="Chào", to="lost"),))
    step = replace(WANTING, nodes={"alo": quiet})
    assert texts(seen(step, HANG_UP, seats=2)) == texts(seen(step, HANG_UP))
    assert "What they wanted: tiền trong sổ của you." in texts(seen(step, HANG_UP, seats=2))


def test_names_of_tactics_begin_small_within_a_sentence() -> None:
    line = replace(CALL.nodes["dau"], tactic=("fear", "authority"))
    step = replace(CALL, nodes={**CALL.nodes, "dau": line})
    in_vietnamese = LessonPhrases(Filler("vi"))
    script = script_of(step, RECAP)
    shown: list[str] = []
    state, _ = begin(script, "run", "seed", NOW, seats=2)
    for response in (HANG_UP, NEXT, r.Choose(1)):
        state, _ = respond(script, state, response, NOW)
        shown = texts(present(script, state, in_vietnamese))
    assert "Mánh của họ ở câu này: dọa cho sợ, xưng là người mình tin." in shown
    assert "Câu 1 – Dọa cho sợ, xưng là người mình tin: “Tôi là công an.”" in shown


def test_practice_is_never_taken_for_real_by_who_watches() -> None:
    for run in ((HANG_UP, NEXT), (HANG_UP, NEXT, r.Choose(1))):
        view = seen(CALL, *run, seats=2)
        assert [line.text for line in view.lines if line.role == "banner"] == ["Practice call"]
