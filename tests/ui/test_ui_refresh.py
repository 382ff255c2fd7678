"""Five minutes to refresh, as a learner meets them: from home through the drill to the next one."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from solver import walk
from test_ui_screens import lesson_of, play_right
from ui_kit import LIBRARY, NOW, SIZES, Stage, staged

from tutor.engine.drill import DRILL
from tutor.i18n import Translator
from tutor.learning.refresh import TITLE, when_next
from tutor.ui.screens.base import PagedScreen

LESSON = "ld-gia-cong-an"
words = Translator("vi")
NAME = words(TITLE)
CONTINUE, NEXT = (
    words(f"{what}: {{lesson}}").partition(":")[0] for what in ("Continue", "Next lesson")
)
PHRASES = LIBRARY.phrases("vi", "bac")
SOON = [
    PHRASES(when_next(NOW.date() + timedelta(days=days), (), NOW.date())) for days in (7, 14, 21)
]


def learned(stage: Stage, *, days_ago: int, lesson: str = LESSON, run: str = "before") -> None:
    """Let the one person of the laptop have finished a lesson so many days ago."""
    (person,) = stage.app.session.people()
    at = NOW - timedelta(days=days_ago)
    played = walk(LIBRARY.script(lesson, "vi"), astray=False, now=at)
    events = [replace(event, run=run) for _, events in played for event in events]
    stage.app.session.services.store.append(person.id, events)


def all_said(stage: Stage) -> str:
    """Return what stands on all pages of the present screen."""
    assert isinstance(stage.app.screen, PagedScreen)
    view = stage.app.screen._view
    return "\n".join((*(line.text for line in view.lines), *(c.text for c in view.choices)))


async def test_home_offers_nothing_to_refresh_before_anything_is_due() -> None:
    async with staged(people=("Vinh",)) as stage:
        await stage.press("1")
        assert NAME not in stage.text()
        learned(stage, days_ago=0)
        await stage.app.go_home()
        await stage.pilot.pause()
        assert NAME not in stage.text()


async def test_home_offers_what_is_due_before_the_next_lesson() -> None:
    async with staged((100, 26), people=("Vinh",)) as stage:
        learned(stage, days_ago=4)
        await stage.press("1")
        text = stage.text()
        title = LIBRARY.script(LESSON, "vi").lesson.title
        assert stage.app.screen.focus_number == 1
        assert title in text
        assert text.index(NAME) < text.index(NEXT)
        await stage.press("enter")
        assert lesson_of(stage).run_now.script.lesson.id == DRILL


async def test_what_was_left_comes_before_what_is_due() -> None:
    async with staged((100, 26), people=("Vinh",)) as stage:
        learned(stage, days_ago=4)
        await stage.press("1", "2", "enter", "h", "8")
        assert stage.screen == "HomeScreen"
        text = stage.text()
        assert text.index(CONTINUE) < text.index(NAME)
        await stage.press("enter")
        assert lesson_of(stage).run_now.script.lesson.id != DRILL


@pytest.mark.parametrize("size", SIZES)
async def test_a_drill_from_home_to_home(size: tuple[int, int]) -> None:
    async with staged(size, people=("Vinh",)) as stage:
        learned(stage, days_ago=4)
        await stage.press("1")
        assert NAME in all_said(stage)
        await stage.press("1")
        assert lesson_of(stage).run_now.script.lesson.id == DRILL
        assert LIBRARY.catalogue.title("ld-gia-cong-an", "vi") in stage.text()
        await stage.press("enter")
        await play_right(stage)
        assert stage.screen == "DoneScreen"
        assert any(said in all_said(stage) for said in SOON)
        await stage.press("2")
        assert stage.screen == "HomeScreen"
        assert NAME not in all_said(stage)


async def test_a_drill_that_was_left_goes_on_at_its_step_and_is_offered_once() -> None:
    async with staged((100, 26), people=("Vinh",)) as stage:
        learned(stage, days_ago=4)
        await stage.press("1", "1", "9", "enter")
        before = lesson_of(stage).run_now
        await stage.press("h", "8")
        assert stage.screen == "HomeScreen"
        assert stage.text().count(NAME) == 1
        await stage.press("enter")
        after = lesson_of(stage).run_now
        assert after is not before
        assert after.state == before.state
        assert after.script.parts == before.script.parts


async def test_a_drill_goes_on_in_the_other_language() -> None:
    async with staged((100, 26), people=("Vinh",)) as stage:
        learned(stage, days_ago=4)
        await stage.press("1", "1", "9", "enter")
        before = lesson_of(stage).run_now
        await stage.app.use_language("en")
        stage.app.screen.redraw()
        await stage.pilot.pause()
        after = lesson_of(stage).run_now
        assert after.script.lesson.language == "en"
        assert after.state == before.state
        assert TITLE in stage.text()


async def test_a_class_today_brings_back_what_is_due_before_the_next_one() -> None:
    async with staged((100, 26), people=("Vinh",)) as stage:
        learned(stage, days_ago=9)
        learned(stage, days_ago=7, run="again")
        await stage.press("1")
        assert NAME not in stage.text()
        store = stage.app.session.services.store
        for days in (0, 7):
            store.classes.plan_session(day=NOW.date() + timedelta(days=days))
        await stage.app.go_home()
        await stage.pilot.pause()
        assert NAME in stage.text()


async def test_records_that_cannot_be_read_offer_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from tutor.records.database import StoreUnavailable

    async with staged((100, 26), people=("Vinh",)) as stage:
        learned(stage, days_ago=4)

        def unreadable(_: str) -> None:
            raise StoreUnavailable("disk-fault", "")

        monkeypatch.setattr(stage.app.session.services.store, "events", unreadable)
        await stage.press("1")
        assert stage.screen == "HomeScreen"
        assert NAME not in stage.text()


def test_the_first_screen_imports_nothing_that_plays_or_reads_lessons() -> None:
    first = "tutor.cli.app, tutor.cli.wiring, tutor.ui.app, tutor.ui.screens.home"
    code = f"import sys, {first}; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    playing = ("tutor.engine", "tutor.phone", "tutor.learning.refresh", "tutor.content.steps")
    drawing = ("tutor.ui.layout.bubble", "tutor.ui.layout.drawings", "tutor.ui.layout.phone")
    late = ("fsrs", "pydantic", "yaml", "tutor.content.model", *playing, *drawing)
    assert [module for module in found.stdout.split() if module.startswith(late)] == []
