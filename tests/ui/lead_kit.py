"""A class that is being led in tests: the panel, its clock on the wall, and the way into a lesson."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from ui_kit import NOW, Stage, staged
from volunteer_kit import enrol, opened, plan_today

from tutor.records.classes import ClassRecords
from tutor.ui.screens.volunteer.class_view import ClassLessonScreen, VoteScreen
from tutor.ui.screens.volunteer.lead import LeadScreen
from tutor.ui.voting import Ballot, Room, question_of

LESSONS = ("ld-ba-dau-hieu", "ld-gia-cong-an")


class Wall:
    """A clock on the wall that a test turns."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def go(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


@dataclass
class Lead(Stage):
    """A stage on which a class is led."""

    wall: Wall = field(default_factory=Wall)
    session: str = ""

    @property
    def classes(self) -> ClassRecords:
        return self.app.session.services.store.classes

    @property
    def panel(self) -> LeadScreen:
        assert isinstance(self.app.screen, LeadScreen)
        return self.app.screen

    @property
    def lesson(self) -> ClassLessonScreen:
        assert isinstance(self.app.screen, ClassLessonScreen)
        return self.app.screen

    def lesson_room(self) -> Room:
        assert isinstance(self.app.screen, VoteScreen)
        return self.app.screen._room

    @property
    def ballot(self) -> Ballot:
        assert isinstance(self.app.screen, VoteScreen)
        return self.app.screen.ballot

    async def to_count(self) -> None:
        """Have the class raise its cards."""
        while self.ballot.stage != "count":
            await self.press("enter")


@asynccontextmanager
async def leading(
    size: tuple[int, int] = (100, 26),
    *,
    home: Path | None = None,
    language: str = "en",
    lessons: tuple[str, ...] = LESSONS,
    go_on: bool = False,
    learners: int = 10,
) -> AsyncIterator[Lead]:
    """Stand on the panel of a class that has just begun, or of the one that is in the records."""
    wall = Wall()
    async with staged(size, language=language, home=home, wall=wall) as stage:
        classes = stage.app.session.services.store.classes
        if go_on:
            session = classes.sessions()[0].id
        else:
            enrol(stage.app, learners)
            session = plan_today(stage.app, NOW.date(), *lessons).id
            classes.start_session(session)
        lead = Lead(stage.app, stage.pilot, stage.speaker, stage.clock, wall, session)
        await _to_the_panel(lead)
        yield lead


async def _to_the_panel(stage: Lead) -> None:
    await opened(stage)
    stage.app.push_screen(LeadScreen(stage.session))
    await stage.pilot.pause()
    stage.assert_on("LeadScreen")


def states(stage: Lead) -> dict[str, str]:
    return {one.key: one.state for one in stage.classes.items(stage.session)}


async def to_the_lesson(stage: Lead) -> None:
    """Go on to the first lesson of the plan."""
    for _ in range(3):
        await stage.press("enter")
    assert states(stage)["lesson:ld-ba-dau-hieu"] == "started"


async def in_the_lesson(stage: Lead) -> None:
    await to_the_lesson(stage)
    await stage.press("v")
    stage.assert_on("ClassLessonScreen")


async def to_a_question(stage: Lead) -> None:
    """Go on in the lesson until something can be answered with cards."""
    for _ in range(40):
        if question_of(stage.lesson.run_now, stage.app.session.phrases) is not None:
            return
        await stage.press("enter")
    raise AssertionError(stage.text())
