"""An author tries a lesson: what is saved is shown at the same step, with its problems."""

from pathlib import Path

from preview_kit import LESSON, previewing
from textual.widgets import Static


async def test_what_is_saved_is_shown_at_the_same_step_with_its_problems(tmp_path: Path) -> None:
    path = tmp_path / "thu.yaml"
    async with previewing(path) as (app, stage):
        await stage.press("f7")
        assert "Hai." in stage.text()

        text = LESSON.replace("steps:\n", "steps:\n  - say: Không.\n").replace(
            "Hai.", "Hai <b>ba</b>."
        )
        path.write_text(text, encoding="utf-8")
        await app.look()
        await stage.pilot.pause()
        assert "Hai <b>ba</b>." in stage.text()
        assert "1 chỗ cần sửa: bấm F4" in stage.text()
        assert "Bước 3 / 3" in stage.text()

        await stage.press("f4")
        assert "Dòng 11: “<b>”" in stage.text()

        await stage.press("f4")
        await stage.pilot.resize_terminal(100, 26)
        await stage.take_size()
        beside = app.screen.query_one("#problems", Static)
        assert beside.display
        assert "Dòng 11" in str(beside.render())
        assert tuple(app.session.services.store.events()) == ()
