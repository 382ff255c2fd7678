"""Two or three people at one laptop: sat down from help, asked after a practice call, then forgotten."""

import pytest
from ui_kit import SIZES, Stage, staged

from tutor.authoring.right_way import right_response
from tutor.engine import responses as r
from tutor.engine.run import respond
from tutor.engine.state import Talking, Watching
from tutor.lesson.run import LessonRun
from tutor.ui.screens.lesson import LessonScreen

LESSON = "ld-gia-cong-an"


def run_of(stage: Stage) -> LessonRun:
    assert isinstance(stage.app.screen, LessonScreen)
    return stage.app.screen.run_now


def play_to(run: LessonRun, kind: type[object]) -> None:
    """Answer by the right way, without the screen, until the step stands at such a moment."""
    while not isinstance(run.state.moment.step, kind):
        assert run.respond(right_response(run.script, run.state))


@pytest.mark.parametrize("size", SIZES)
async def test_a_helper_sits_two_or_three_down_in_two_keys_and_a_number(
    size: tuple[int, int],
) -> None:
    async with staged(size, lesson=LESSON) as stage:
        place = run_of(stage).state.moment
        await stage.press("h", "2")
        assert stage.screen == "CallHelperScreen"
        await stage.press("3")
        run = run_of(stage)
        assert (run.state.seats, run.state.moment) == (3, place)
        await stage.press("h", "2", "1")
        assert run_of(stage).state.seats == 1


async def test_a_learner_alone_only_sees_it_where_the_helper_is_called() -> None:
    async with staged(lesson=LESSON) as stage:
        await stage.press("h", "2", "enter")
        assert run_of(stage).state.seats == 1
        run = run_of(stage)
        play_to(run, Talking)
        stage.app.screen.show_view()
        await stage.pilot.pause()
        assert "Who watches" not in stage.text()
        assert "Người xem" not in stage.text()


async def test_the_next_lesson_has_as_many_and_somebody_else_begins_alone() -> None:
    async with staged(people=("Vinh",)) as stage:
        await stage.press("1", "h", "2", "2")
        assert stage.screen == "HomeScreen"
        await stage.press("enter")
        assert run_of(stage).state.seats == 2
        await stage.press("h", "8", "9")
        assert stage.screen == "WhoScreen"
        assert stage.app.session.seats == 1


@pytest.mark.parametrize("size", SIZES)
async def test_who_watched_answers_by_a_number_and_enter_goes_on(size: tuple[int, int]) -> None:
    async with staged(size, lesson=LESSON) as stage:
        await stage.press("h", "2", "2")
        run = run_of(stage)
        play_to(run, Watching)
        stage.app.screen.show_view()
        await stage.pilot.pause()
        right = right_response(run.script, run.state)
        assert isinstance(right, r.Choose)
        assert respond(run.script, run.state, r.Next(), stage.app.session.services.wall())[1] == ()
        place = run.state.moment.index
        for _ in range(4):
            await stage.press(str(right.number))
            if getattr(run.state.moment.step, "phase", "") == "done":
                break
        assert getattr(run.state.moment.step, "phase", "") == "done"
        assert isinstance(stage.app.screen, LessonScreen)
        for _ in stage.app.screen._pages:
            await stage.press("enter")
            if run.state.moment.index != place:
                break
        assert run.state.moment.index > place


@pytest.mark.parametrize("size", SIZES)
async def test_the_signs_stand_with_the_answers_right_under_what_the_caller_said(
    size: tuple[int, int],
) -> None:
    async with staged(size, lesson=LESSON) as stage:
        play_to(run_of(stage), Talking)
        stage.app.screen.show_view()
        await stage.pilot.pause()
        for _ in range(6):
            if "○" in "".join(stage.lines()[2 if size[1] > 9 else 0 :]):
                break
            await stage.press("enter")
        lines = [line.strip() for line in stage.lines()]
        (at,) = [
            n for n, line in enumerate(lines) if line.count("○") + line.count("●") == 3 and n > 0
        ]
        above = lines[at - 1] if size != SIZES[0] else lines[at - 2]
        assert above.endswith("”"), stage.text()
