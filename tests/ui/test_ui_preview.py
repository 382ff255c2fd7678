"""An author tries a lesson: what is saved is shown at the same step, with its problems."""

from pathlib import Path

from recording_speaker import RecordingSpeaker
from textual.widgets import Static
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


async def test_what_is_saved_is_shown_at_the_same_step_with_its_problems(tmp_path: Path) -> None:
    path = tmp_path / "thu.yaml"
    path.write_text(LESSON, encoding="utf-8")
    file = LessonFile(path, (LESSONS,), LESSONS, NOW.date)
    file.read()
    store = open_store(None, clock=lambda: NOW)
    services = Services(
        store=store,
        library=file.library,
        speaker=RecordingSpeaker(),
        wall=lambda: NOW,
        monotonic=lambda: 0.0,
        new_id=lambda: "run",
        volunteer=False,
        guests_only=True,
    )
    app = PreviewApp(services, Settings("vi"), file, Translator("vi"), watched=True)
    async with app.run_test(size=(66, 17)) as pilot:
        stage = Stage(app, pilot, RecordingSpeaker())
        await pilot.pause()
        await pilot.press("f7")
        await pilot.pause()
        assert "Hai." in stage.text()

        text = LESSON.replace("steps:\n", "steps:\n  - say: Không.\n").replace(
            "Hai.", "Hai <b>ba</b>."
        )
        path.write_text(text, encoding="utf-8")
        await app.look()
        await pilot.pause()
        assert "Hai <b>ba</b>." in stage.text()
        assert "1 chỗ cần sửa: bấm F4" in stage.text()
        assert "Bước 3 / 3" in stage.text()

        await pilot.press("f4")
        await pilot.pause()
        assert "Dòng 11: “<b>”" in stage.text()

        await pilot.press("f4")
        await pilot.pause()
        await pilot.resize_terminal(100, 26)
        await stage.take_size()
        beside = app.screen.query_one("#problems", Static)
        assert beside.display
        assert "Dòng 11" in str(beside.render())
    assert tuple(store.events()) == ()
    store.close()
