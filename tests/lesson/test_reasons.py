"""Reasons of wrong answers: the second one says something new, and what comes too early says why."""

from dataclasses import replace

from engine_samples import CHOOSE, NOW, ORDER, RECAP, SORT, script_of

from tutor.content.placeholders import Filler
from tutor.content.steps import OrderItem, Step
from tutor.engine import responses as r
from tutor.engine.run import begin, respond
from tutor.engine.state import Ordering, Sorting
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.present import present

PHRASES = LessonPhrases(Filler("en"))
NEXT = r.Next()


def reasons(step: Step, *run: r.Response) -> list[str]:
    script = script_of(step, RECAP)
    state, _ = begin(script, "run", "seed", NOW)
    for response in run:
        state, _ = respond(script, state, response, NOW)
    return [line.text for line in present(script, state, PHRASES).lines if line.role == "because"]


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


def test_what_is_chosen_too_early_says_why_it_comes_later() -> None:
    items = (*ORDER.items[:2], OrderItem(text="Kể lại", because="Gọi xong mới kể."))
    step = replace(ORDER, items=items)
    state = begin(script_of(step), "run", "seed", NOW)[0].moment.step
    assert isinstance(state, Ordering)
    assert reasons(step, r.Choose(state.shuffled.index(2) + 1)) == ["Gọi xong mới kể."]
