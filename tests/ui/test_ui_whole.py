"""The second window of a class, where nobody turns pages: all answers are seen at once."""

from datetime import UTC, datetime

import pytest
from lead_kit import Lead, leading
from solver import walk
from ui_kit import LIBRARY

from tutor.authoring.right_way import right_response
from tutor.engine.state import Spotting
from tutor.languages import CLASS_ADDRESS
from tutor.lesson.present import present
from tutor.lesson.view import Choice, Line, View
from tutor.ui.layout.pages import first_that_fits, paginate
from tutor.ui.layout.sizes import viewport
from tutor.ui.screens.volunteer.projector import largest_step, ways_to_show

NOW = datetime(2026, 11, 24, tzinfo=UTC)
SIZES = ((100, 26), (80, 24), (66, 17), (40, 12))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lesson", ["ld-gia-cong-an", "dt-bat-tat-khoa", "dv-cong-qg"])
def test_every_moment_of_a_lesson_is_seen_at_once_with_all_its_answers(
    lesson: str, size: tuple[int, int]
) -> None:
    port = viewport(*size)
    script = LIBRARY.script(lesson, "vi")
    phrases = LIBRARY.phrases("vi", CLASS_ADDRESS.id)
    for state, _ in walk(script, astray=True, now=NOW):
        view = present(script, state, phrases)
        shown = first_that_fits(ways_to_show(view), port, default=view)
        (page,) = paginate(shown, port)
        lines = " ".join(line.text for line in shown.lines)
        for choice in view.numbered():
            assert choice.number in page.numbers or f"*{choice.number}.* {choice.text}" in lines


def test_a_view_that_fits_is_not_shortened_and_gets_the_largest_letters() -> None:
    answers = tuple(Choice(i, f"answer {i}") for i in (1, 2, 3))
    view = View("title", (Line("What now?", "lead"),), answers)
    ports = [viewport(columns, rows) for columns, rows in ((120, 32), (60, 16), (40, 10), (30, 8))]
    ways = ways_to_show(view)
    assert first_that_fits(ways, ports[0], default=view) == view
    step = largest_step(lambda _: ways, ports)
    assert step == max(i + 1 for i in range(3) if len(paginate(view, ports[i])) == 1)


def test_answers_that_fit_nowhere_are_left_to_be_turned_to() -> None:
    view = View("", (Line("?", "lead"),), tuple(Choice(i, "long " * 40) for i in range(1, 9)))
    port = viewport(34, 9)
    assert first_that_fits(ways_to_show(view), port, default=view) == view
    assert largest_step(lambda _: ways_to_show(view), [port] * 4) == 1


async def to_the_message(stage: Lead) -> None:
    """Be in the lesson at the step with a message of six answers."""
    for _ in range(3):
        await stage.press("enter")
    await stage.press("v")
    stage.assert_on("ClassLessonScreen")
    while not isinstance(stage.lesson.run_now.state.moment.step, Spotting):
        run = stage.lesson.run_now
        await stage.lesson.respond(right_response(run.script, run.state))


async def test_no_cards_are_raised_where_there_are_more_answers_than_cards() -> None:
    async with leading((100, 26), lessons=("ld-gia-cong-an",)) as stage:
        await to_the_message(stage)
        assert "Raise cards" not in stage.text()
        await stage.press("t")
        assert stage.screen == "ClassLessonScreen"
        assert "This question has many answers." in stage.text()
