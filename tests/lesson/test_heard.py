"""What the voice leaves out of a page because it was heard on an earlier page of the same step."""

from engine_samples import CHOOSE, NOW, ORDER, RECAP, SORT, script_of

from tutor.content.placeholders import Filler
from tutor.content.steps import Step
from tutor.engine import responses as r
from tutor.engine.run import begin, respond
from tutor.engine.state import Ordering, Sorting
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.present import present
from tutor.lesson.speaking import new_places, spoken_texts
from tutor.lesson.view import Line, View, as_heard

PHRASES = LessonPhrases(Filler("en"))
NEXT = r.Next()


def said(view: View) -> list[str]:
    """Return what is read aloud of a view that comes up."""
    texts = spoken_texts(view)
    return [texts[place] for place in new_places(view, range(len(texts))) if texts[place]]


def after(step: Step, *run: r.Response) -> View:
    script = script_of(step, RECAP)
    state, _ = begin(script, "run", "seed", NOW)
    for response in run:
        state, _ = respond(script, state, response, NOW)
    return present(script, state, PHRASES)


def first_of_order() -> r.Choose:
    state = begin(script_of(ORDER), "run", "seed", NOW)[0].moment.step
    assert isinstance(state, Ordering)
    return r.Choose(state.shuffled.index(state.following) + 1)


def side(right: bool) -> r.Choose:
    state = begin(script_of(SORT), "run", "seed", NOW)[0].moment.step
    assert isinstance(state, Sorting)
    number = list(SORT.sides).index(SORT.cards[state.card].side) + 1
    return r.Choose(number if right else 3 - number)


def test_what_is_in_its_place_is_not_read_again_with_every_further_one() -> None:
    assert said(after(ORDER))[0] == ORDER.text.strip()
    following = after(ORDER, first_of_order())
    assert said(following)[0] == "What comes next?"
    assert [line.text for line in following.lines][:2] == [
        ORDER.text.strip(),
        f"✓ {ORDER.items[0].text}",
    ]


def test_the_question_is_read_with_the_first_card_and_after_a_wrong_answer() -> None:
    question = after(SORT).lines[0].text
    assert said(after(SORT))[0] == question
    assert said(after(SORT, side(right=True), NEXT))[0] == "Card 2 of 2"
    assert said(after(SORT, side(right=False), NEXT))[0] == question


def test_a_question_that_was_answered_wrongly_is_read_as_it_stands() -> None:
    assert said(after(CHOOSE, r.Choose(1), NEXT))[0] == CHOOSE.text.strip()


def test_a_page_on_which_nothing_is_new_is_read_all_the_same() -> None:
    lines = (*as_heard((Line("Which is it?"),)), Line("It is this one."))
    view = View("", lines)
    assert new_places(view, range(2)) == (1,)
    assert new_places(view, [0]) == (0,), "a page of a small window may hold no more"
