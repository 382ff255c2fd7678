"""Reasons of wrong answers: the second one says something new, and what comes too early says why."""

from dataclasses import replace

from engine_samples import ALOUD, CHOOSE, LABEL, NOW, ORDER, RECAP, SORT, script_of

from tutor.content.placeholders import Filler
from tutor.content.step_parts import OrderItem
from tutor.content.steps import Step
from tutor.engine import responses as r
from tutor.engine.run import begin, respond
from tutor.engine.state import Ordering, Sorting
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.present import present
from tutor.lesson.view import Line

PHRASES = LessonPhrases(Filler("en"))
NEXT = r.Next()


def lines_after(step: Step, *run: r.Response) -> tuple[Line, ...]:
    script = script_of(step, RECAP)
    state, _ = begin(script, "run", "seed", NOW)
    for response in run:
        state, _ = respond(script, state, response, NOW)
    return present(script, state, PHRASES).lines


def reasons(step: Step, *run: r.Response) -> list[str]:
    return [line.text for line in lines_after(step, *run) if line.role == "because"]


def explained(step: Step, *run: r.Response) -> list[str]:
    return [line.text for line in lines_after(step, *run)]


def test_the_second_wrong_option_gives_its_second_reason() -> None:
    first, *others = CHOOSE.options
    step = replace(CHOOSE, options=(replace(first, because_again="Như chìa khóa nhà."), *others))
    assert reasons(step, r.Choose(1)) == ["Tiền đi khó lấy lại."]
    assert reasons(step, r.Choose(1), NEXT, r.Choose(1)) == ["Như chìa khóa nhà."]


def test_an_option_without_a_second_reason_repeats_its_first() -> None:
    assert reasons(CHOOSE, r.Choose(1), NEXT, r.Choose(1)) == ["Tiền đi khó lấy lại."]


def test_a_card_gives_its_second_reason_after_a_second_wrong_answer() -> None:
    step = replace(SORT, cards=tuple(replace(c, because_again="Lần hai.") for c in SORT.cards))
    state = begin(script_of(step), "run", "seed", NOW)[0].moment.step
    assert isinstance(state, Sorting)
    wrong = r.Choose(2 - list(step.sides).index(step.cards[state.card].side))
    assert reasons(step, wrong) == [step.cards[state.card].because]
    assert reasons(step, wrong, NEXT, wrong) == ["Lần hai."]


def test_another_part_says_what_it_is_where_details_are_looked_for() -> None:
    assert reasons(LABEL, r.Choose(1)) == ["Đây là ngày làm ra."]
    assert not any("suspicious" in line for line in explained(LABEL, r.Choose(2)))


def test_the_voice_leaves_the_answer_that_is_said_aloud_to_the_learner() -> None:
    said = ALOUD.sentence
    assert [line.said.strip() for line in lines_after(ALOUD) if said in line.text] == [f"“{said}”"]
    again = lines_after(ALOUD, NEXT)
    assert [line.said.strip() for line in again if said in line.text] == [""]


def test_what_is_chosen_too_early_says_why_it_comes_later() -> None:
    items = (*ORDER.items[:2], OrderItem(text="Kể lại", because="Gọi xong mới kể."))
    step = replace(ORDER, items=items)
    state = begin(script_of(step), "run", "seed", NOW)[0].moment.step
    assert isinstance(state, Ordering)
    assert reasons(step, r.Choose(state.shuffled.index(2) + 1)) == ["Gọi xong mới kể."]


def test_who_was_careful_with_a_genuine_card_is_thanked_and_not_stopped() -> None:
    sides = {"safe": "Tin thật", "scam": "Tin giả"}
    genuine = replace(SORT, sides=sides, cards=tuple(replace(c, side="safe") for c in SORT.cards))
    deceived = replace(genuine, cards=tuple(replace(c, side="scam") for c in SORT.cards))
    stop = PHRASES("Let us stop here for a moment.")
    assert stop not in explained(genuine, r.Choose(2))
    assert stop in explained(deceived, r.Choose(1))


def test_thanks_for_care_stand_before_the_first_reason_alone() -> None:
    sides = {"safe": "Tin thật", "scam": "Tin giả"}
    thanked = (replace(c, side="safe", careful="Hỏi thêm cũng hay.") for c in SORT.cards)
    step = replace(SORT, sides=sides, cards=tuple(thanked))
    state = begin(script_of(step), "run", "seed", NOW)[0].moment.step
    assert isinstance(state, Sorting)
    because = step.cards[state.card].because
    assert reasons(step, r.Choose(2)) == ["Hỏi thêm cũng hay.", because]
    assert reasons(step, r.Choose(2), NEXT, r.Choose(2)) == [because]
    assert "Hỏi thêm cũng hay." not in explained(step, r.Choose(1))
