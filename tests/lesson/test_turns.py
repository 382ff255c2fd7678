"""Two or three at one laptop answer by turns: each question calls one of them, and the title names them."""

from refresh_kit import LIBRARY
from shipped import NOW

from tutor.authoring.right_way import right_response
from tutor.engine import responses as r
from tutor.engine.run import begin, respond
from tutor.engine.state import LessonState, Sorting
from tutor.lesson.present import present
from tutor.lesson.turns import question, with_turn
from tutor.lesson.view import View

SCRIPT = LIBRARY.script("kn-wifi-du-lieu", "en")
PHRASES = LIBRARY.phrases("en", "bac")


def view_of(state: LessonState, *, called: bool = False) -> View:
    view = present(SCRIPT, state, PHRASES)
    return with_turn(view, SCRIPT, state, PHRASES, called=called)


def questions_of(seats: int) -> list[str]:
    """Return the titles of the questions of a lesson, as they are met on the right way."""
    state, _ = begin(SCRIPT, "run", "seed", NOW, seats=seats)
    titles: dict[tuple[int, int], str] = {}
    while not state.finished:
        if isinstance(right_response(SCRIPT, state), r.Choose | r.Enter | r.Act):
            titles.setdefault(question(state), view_of(state).title)
        state, _ = respond(SCRIPT, state, right_response(SCRIPT, state), NOW)
    return list(titles.values())


def test_the_title_names_who_answers_one_after_the_other() -> None:
    names = ["The first person", "The second person", "The third person"]
    for seats in (2, 3):
        turns = [title for title in questions_of(seats) if title in names]
        assert len(turns) > seats
        assert turns == [names[at % seats] for at in range(len(turns))]


def test_they_are_called_in_the_first_sentence_once() -> None:
    state, _ = begin(SCRIPT, "run", "seed", NOW, seats=2)
    while not isinstance(state.moment.step, Sorting):
        state, _ = respond(SCRIPT, state, right_response(SCRIPT, state), NOW)
    assert (
        view_of(state)
        .lines[0]
        .text.startswith(("The first person, please. ", "The second person, please. "))
    )
    assert view_of(state, called=True).lines == present(SCRIPT, state, PHRASES).lines


def test_for_one_alone_nothing_changes() -> None:
    assert set(questions_of(1)) == {SCRIPT.lesson.title}
