"""Keys pressed while the laptop hesitates: they were meant for a page that is gone, and do nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from test_ui_screens import lesson_of
from textual.events import Key
from ui_kit import Stage, staged

from tutor.lesson import run
from tutor.records.store import Store
from tutor.ui.app import TutorApp

LESSON = "lam-quen-phim"


def send(app: TutorApp, *keys: str) -> None:
    """Let keys arrive at once, without a drawing between them."""
    for key in keys:
        app.post_message(Key(key, {"enter": "\r"}.get(key, key)))


def hesitate(stage: Stage, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function as a slow laptop runs it: a second later it has returned."""

    def slow(*arguments: Any, **options: Any) -> Any:
        stage.clock[0] += 1.0
        return function(*arguments, **options)

    return slow


async def test_a_second_enter_in_the_first_run_makes_no_second_learner(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with staged() as stage:
        await stage.press("enter", "enter")
        stage.assert_on("SoundScreen")
        monkeypatch.setattr(Store, "add_person", hesitate(stage, Store.add_person))
        monkeypatch.setattr(run, "open_run", hesitate(stage, run.open_run))
        stage.clock[0] += 1.0
        send(stage.app, "enter", "enter", "enter")
        await stage.pilot.pause()
        stage.assert_on("LessonScreen")
        assert len(stage.app.session.people()) == 1
        assert lesson_of(stage).page_index == 0
        assert lesson_of(stage).run_now.state.moment.index == 0


@pytest.mark.parametrize("key", ["1", "enter"])
async def test_keys_for_the_page_before_turn_no_page_of_the_lesson(
    monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    async with staged(people=("Vinh",)) as stage:
        await stage.press("1")
        stage.assert_on("HomeScreen")
        monkeypatch.setattr(run, "open_run", hesitate(stage, run.open_run))
        stage.clock[0] += 1.0
        send(stage.app, "1", key)
        await stage.pilot.pause()
        stage.assert_on("LessonScreen")
        assert lesson_of(stage).page_index == 0
        assert lesson_of(stage).run_now.state.moment.index == 0


async def test_the_quiet_time_of_a_key_starts_when_its_page_is_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with staged(people=("Vinh",)) as stage:
        await stage.press("1")
        monkeypatch.setattr(run, "open_run", hesitate(stage, run.open_run))
        await stage.press("enter")
        stage.assert_on("LessonScreen")
        before = lesson_of(stage).run_now.state
        stage.clock[0] += 0.5
        send(stage.app, "enter")
        await stage.pilot.pause()
        assert (lesson_of(stage).page_index, lesson_of(stage).run_now.state) == (0, before)
        await stage.press("enter")
        assert (lesson_of(stage).page_index, lesson_of(stage).run_now.state) != (0, before)


@pytest.mark.parametrize("lesson", [None, LESSON])
async def test_keys_before_the_first_page_is_drawn_do_nothing(
    monkeypatch: pytest.MonkeyPatch, lesson: str | None
) -> None:
    start = TutorApp.on_event

    async def hurry(app: TutorApp, event: Any) -> None:
        await start(app, event)
        if type(event).__name__ == "Mount":
            send(app, "enter", "1", "enter")

    monkeypatch.setattr(TutorApp, "on_event", hurry)
    async with staged(lesson=lesson) as stage:
        stage.assert_on("LessonScreen" if lesson else "WhoScreen")
        assert stage.app.session.people() == ()
        if lesson:
            assert lesson_of(stage).page_index == 0
            assert lesson_of(stage).run_now.state.moment.index == 0
