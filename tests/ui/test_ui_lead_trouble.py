"""Leading a class while nothing can be written, and from two panels at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import pytest
from lead_kit import Lead, in_the_lesson, leading, states, to_the_lesson
from ui_kit import SIZES, Stage, staged
from volunteer_kit import enrol, opened, plan_today

from tutor.records.class_events import ItemFinished, ItemStarted
from tutor.records.database import StoreUnavailable
from tutor.records.store import Store
from tutor.ui.screens.volunteer.class_view import ClassLessonScreen
from tutor.ui.screens.volunteer.lead import LeadScreen


def _fails(*_: object) -> NoReturn:
    raise StoreUnavailable("disk-full", "full")


@contextmanager
def full_disk(store: Store) -> Iterator[None]:
    """Have nothing written; what was written before can be read."""
    places: list[Any] = [store, store.classes]
    before = [one._writing for one in places]
    for one in places:
        one._writing = _fails
    try:
        yield
    finally:
        for one, writing in zip(places, before, strict=True):
            one._writing = writing


def panel_of(stage: Stage) -> LeadScreen:
    return next(one for one in stage.app.screen_stack if isinstance(one, LeadScreen))


async def looked(stage: Stage) -> None:
    """Have the panel look at its clock, as it does every few seconds."""
    await panel_of(stage)._look()
    await stage.pilot.pause()


def words(stage: Stage) -> str:
    return " ".join(stage.text().split())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_class_begins_and_goes_on_on_a_full_disk(size: tuple[int, int]) -> None:
    async with staged(size, language="en") as stage:
        enrol(stage.app, 5)
        session = plan_today(stage.app).id
        store = stage.app.session.services.store
        await opened(stage)
        before = len(list(store.events()))
        with full_disk(store):
            await stage.press("1")
            stage.assert_on("ClassMenuScreen")
            await stage.press("2")
            stage.assert_on("LeadScreen")
            assert "The class goes on, and this is written later." in words(stage)
            await stage.press("enter")
            assert "written later" not in words(stage)
            for _ in range(2):
                await stage.press("enter")
            await stage.press("1")
            stage.assert_on("ClassLessonScreen")
            lesson = stage.app.screen
            assert isinstance(lesson, ClassLessonScreen)
            while lesson.run_now.state.moment.index == 0:
                await stage.press("enter")
            await stage.press("v")
            stage.assert_on("LeadScreen")
            # Somebody goes out of the panel, and comes back to the same step.
            await stage.press("left")
            stage.assert_on("ClassMenuScreen")
            await stage.press("2")
            stage.assert_on("LeadScreen")
            assert "Step 2 / " in words(stage)
            assert len(list(store.events())) == before
        await looked(stage)
        kinds = [one.kind for one in store.events()][before:]
        assert kinds[:1] == ["session-started"]
        assert kinds[1:] == ["item-started", *["item-finished", "item-started"] * 3]
        now = store.classes.session(session)
        assert now is not None
        assert now.state == "running"


async def test_trouble_is_told_again_when_it_comes_again() -> None:
    async with leading((66, 17)) as stage:
        for _ in range(2):
            with full_disk(stage.app.session.services.store):
                await stage.press("enter")
                assert "written later" in words(stage)
                await stage.press("enter")
                assert "written later" not in words(stage)
            await looked(stage)
        # Nobody opened it.
        assert states(stage)["lesson:ld-ba-dau-hieu"] == "dropped"


async def test_waiting_events_are_written_while_another_screen_is_above_the_panel() -> None:
    async with leading() as stage:
        with full_disk(stage.app.session.services.store):
            await stage.press("enter")
            await stage.press("9")
            stage.assert_on("WrapUpScreen")
        await looked(stage)
        assert states(stage)["roll-call"] == "started"


def led_on_elsewhere(stage: Lead) -> str:
    """Go on as a panel in another window does; return the title of what is on then."""
    rows = stage.panel._rows()
    place = next(i for i, row in enumerate(rows) if row.status == "now")
    now = stage.wall()
    before, after = rows[place].item, rows[place + 1].item
    stage.classes.note_events(
        [
            ItemFinished(at=now, session=stage.session, index=place, key=before.key),
            ItemStarted(at=now, session=stage.session, index=place + 1, key=after.key),
        ]
    )
    return stage.panel._texts.name(after)


@pytest.mark.parametrize("key", ["enter", "1", "3", "v"])
async def test_a_panel_that_was_left_behind_shows_what_is_on_before_it_does_anything(
    key: str,
) -> None:
    async with leading((66, 17), lessons=("ld-ba-dau-hieu",)) as stage:
        await in_the_lesson(stage)
        await stage.press("v")
        stage.assert_on("LeadScreen")
        title = led_on_elsewhere(stage)
        before = states(stage)
        await stage.press(key)
        assert stage.screen == "LeadScreen"
        assert "gone on in another window" in words(stage)
        assert title in stage.text()
        assert states(stage) == before
        # What is open in the room is no lesson that is over.
        await stage.press("v")
        stage.assert_on("ClassCardScreen")
        await stage.press("v", "enter")
        assert states(stage) != before


async def test_a_panel_that_looks_at_its_clock_follows_the_other_one() -> None:
    async with leading() as stage:
        title = led_on_elsewhere(stage)
        await looked(stage)
        assert f"▶ {title}" in stage.text()
        before = states(stage)
        await stage.press("enter")
        assert states(stage) != before


async def test_an_item_started_in_another_window_is_not_skipped() -> None:
    async with leading() as stage:
        await to_the_lesson(stage)
        droppable = [row.item for row in stage.panel._rows() if row.item.droppable]
        await stage.press("2")
        stage.assert_on("PickScreen")
        index = [row.item for row in panel_of(stage)._rows()].index(droppable[0])
        began = ItemStarted(
            at=stage.wall(), session=stage.session, index=index, key=droppable[0].key
        )
        stage.classes.note_events([began])
        await stage.press("1")
        stage.assert_on("LeadScreen")
        assert states(stage)[droppable[0].key] == "started"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_class_that_is_not_written_yet_is_not_over(size: tuple[int, int]) -> None:
    async with leading(size) as stage:
        with full_disk(stage.app.session.services.store):
            await stage.press("enter")
            await stage.press("9")
            stage.assert_on("WrapUpScreen")
            assert "Please keep the program open." in words(stage)
            await stage.press("8")
            assert stage.screen == "WrapUpScreen"
            assert "cannot write" in words(stage)
            now = stage.classes.session(stage.session)
            assert now is not None
            assert now.state == "running"
        await stage.press("8")
        stage.assert_on("VolunteerHomeScreen")
        assert states(stage)["roll-call"] == "started"
        now = stage.classes.session(stage.session)
        assert now is not None
        assert now.state == "ended"


async def test_a_plan_that_could_not_be_changed_says_so() -> None:
    async with staged((66, 17), language="en") as stage:
        enrol(stage.app, 5)
        plan_today(stage.app)
        await opened(stage)
        await stage.press("2", "1", "3")
        stage.assert_on("PickScreen")
        with full_disk(stage.app.session.services.store):
            await stage.press("1")
            stage.assert_on("PlanScreen")
            assert "cannot write" in words(stage)
            assert "90" in stage.text()
