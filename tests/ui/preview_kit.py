"""The app in which an author tries a lesson, on a file of a test."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from recording_speaker import RecordingSpeaker
from ui_kit import LESSONS, NOW, Stage

from tutor.authoring.lesson_file import LessonFile
from tutor.i18n import Translator
from tutor.records.store import open_store
from tutor.ui.preview import PreviewApp
from tutor.ui.session import Services, Settings

LESSON = """format: 1
id: thu
language: vi
topic: lam-quen
title: Thử
objective: Thử được
minutes: 1
steps:
  - say: Chào {bac}.
  - say: Hai.
"""


@asynccontextmanager
async def previewing(
    path: Path,
    text: str = LESSON,
    language: str = "vi",
    size: tuple[int, int] = (66, 17),
    theme: str = "paper",
) -> AsyncIterator[tuple[PreviewApp, Stage]]:
    """Show a lesson that is written into a file; what its reading says is in a language."""
    path.write_text(text, encoding="utf-8")
    file = LessonFile(path, (LESSONS,), LESSONS, NOW.date)
    file.read()
    store = open_store(None, clock=lambda: NOW)
    speaker = RecordingSpeaker()
    services = Services(
        store=store,
        library=file.library,
        speaker=speaker,
        wall=lambda: NOW,
        monotonic=lambda: 0.0,
        new_id=lambda: "run",
        volunteer=False,
        guests_only=True,
    )
    app = PreviewApp(
        services, Settings("vi", theme=theme), file, Translator(language), watched=True
    )
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, Stage(app, pilot, speaker)
    store.close()
