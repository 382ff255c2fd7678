"""The app in memory for tests: silent, with clocks that a test moves."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from recording_speaker import RecordingSpeaker
from rich.segment import Segment
from textual.pilot import Pilot

from tutor.lesson.library import Library
from tutor.records.store import open_store
from tutor.speech.speaker import Finished, SentenceFinished, SentenceStarted
from tutor.ui.app import TutorApp
from tutor.ui.laptop import Laptop, LaptopFile
from tutor.ui.session import Services, Settings
from tutor.ui.sheet import Sheet
from tutor.window.own import OwnWindow

LESSONS = Path(__file__).parents[2] / "lessons"
SIZES = ((100, 26), (66, 17), (50, 13), (34, 9))
LIBRARY = Library((LESSONS,))
# A laptop that was looked after: nothing is asked about it any more.
KNOWN = Laptop(keys_tried=True, letters_seen=frozenset({"test"}))
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


class TestSpeaker(RecordingSpeaker):
    """Tells what it says only while it holds: a page that is read at once needs no repaint a sentence."""

    __test__ = False

    def _tell(self, event: SentenceStarted | SentenceFinished | Finished) -> None:
        if self._hold:
            super()._tell(event)


@dataclass
class Stage:
    """One app with its makings; `press` is deliberate: each key comes long after the last."""

    app: TutorApp
    pilot: Pilot[Any]
    speaker: RecordingSpeaker
    clock: list[float] = field(default_factory=lambda: [0.0])

    def assert_on(self, screen: str) -> None:
        """Assert that the app shows a screen of this class."""
        assert self.screen == screen, f"{self.screen} instead of {screen}:\n{self.text()}"

    async def press(self, *keys: str) -> None:
        # What is not drawn yet takes no key.
        await self.pilot.pause()
        for key in keys:
            self.clock[0] += 1.0
            await self.pilot.press(key)
            await self.pilot.pause()
            if key == "v" and getattr(self.app.screen, "_volunteer_asked", False):
                # On a learner's page V has to be pressed twice.
                self.clock[0] += 1.0
                await self.pilot.press(key)
                await self.pilot.pause()

    async def click(self, text: str) -> None:
        """Click on the middle of a text that is seen."""
        self.clock[0] += 1.0
        for y, line in enumerate(self.lines()):
            x = line.find(text)
            if x >= 0:
                await self.pilot.click(Sheet, offset=(x + len(text) // 2, y))
                await self.pilot.pause()
                return
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text()}")

    async def resize(self, size: tuple[int, int]) -> None:
        """Give the window a size in cells."""
        await self.pilot.resize_terminal(*size)
        await self.take_size()
        assert self.sheet.size == size

    async def take_size(self) -> None:
        """Let the app take over a new size: Textual waits a 120th of a second for further ones."""
        await self.pilot.pause(1 / 60)

    @property
    def sheet(self) -> Sheet:
        return self.app.screen.query_one(Sheet)

    def cells(self) -> list[list[Segment]]:
        sheet = self.sheet
        return [list(sheet.render_line(y)) for y in range(self.app.size.height)]

    def lines(self) -> list[str]:
        return ["".join(segment.text for segment in row) for row in self.cells()]

    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.lines())

    @property
    def screen(self) -> str:
        return type(self.app.screen).__name__


@asynccontextmanager
async def staged(  # type: ignore[no-untyped-def]
    size: tuple[int, int] = (66, 17),
    *,
    language: str = "vi",
    theme: str = "paper",
    lesson: str | None = None,
    people: tuple[str, ...] = (),
    hold: bool = False,
    keeps: bool = True,
    guests_only: bool = False,
    volunteer: bool = True,
    laptop: LaptopFile | None = None,
    usual_step: int | None = None,
    home: Path | None = None,
    windows: tuple[str, ...] = (),
    own_window: OwnWindow | None = None,
    terminal: str = "test",
    library: Library = LIBRARY,
    wall: Callable[[], datetime] = lambda: NOW,
):
    """Run the app at a size, with these people on the laptop; what it keeps is kept in `home`."""
    speaker = TestSpeaker(hold=hold)
    records = None if home is None else home / "tutor.db"
    store = open_store(records, clock=wall, random=Random(7))
    for name in people:
        store.add_person(name=name, language=language)
    if laptop is None:
        laptop = LaptopFile(None if home is None else home / "laptop.json")
        if home is None:
            laptop.keep(KNOWN)
    clock = [0.0]
    ids: Iterator[int] = itertools.count(sum(1 for _ in store.events()) + 1)
    services = Services(
        store=store,
        library=library,
        speaker=speaker,
        wall=wall,
        monotonic=lambda: clock[0],
        new_id=lambda: f"run-{next(ids)}",
        keeps=keeps,
        guests_only=guests_only,
        volunteer=volunteer,
        laptop=laptop,
        terminal=terminal,
        windows=windows,
        own_window=own_window,
    )
    settings = Settings(language=language, theme=theme, usual_step=usual_step)
    app = TutorApp(services, settings, lesson)
    async with app.run_test(size=size) as pilot:
        stage = Stage(app, pilot, speaker, clock)
        await pilot.pause()
        assert lesson is None or stage.screen == "LessonScreen"
        yield stage
    store.close()
