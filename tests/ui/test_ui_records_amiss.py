"""Records that cannot be opened, or were mended: what learners and those who lead the class are told."""

from pathlib import Path

import pytest
from test_ui_screens import answer, lesson_of, play_right
from ui_kit import SIZES, Stage, staged
from volunteer_kit import opened, type_text

from tutor.authoring.right_way import right_response
from tutor.records.database import StoreUnavailable
from tutor.records.store import Store

NOT_KEPT = "cannot keep what is learned today"
NO_SOUND = "No sound today."
ON_PAPER = "note it on paper"
NOT_WRITTEN = "The laptop cannot write just now."
NOT_KEPT_LEAVING = "This laptop cannot keep what was learned today."


def seen(stage: Stage) -> str:
    return " ".join(stage.text().split())


async def test_a_silent_laptop_does_not_cover_that_nothing_is_kept() -> None:
    async with staged((100, 26), language="en", people=("Vinh",), keeps=False) as stage:
        assert NOT_KEPT in stage.text()
        stage.app.session.voice_degraded("no-device")
        await stage.pilot.pause()
        assert NOT_KEPT in stage.text()
        assert NO_SOUND not in stage.text()
        await stage.press("down")
        assert NO_SOUND in stage.text()
        await stage.press("1")
        assert stage.screen == "HomeScreen"
        assert NO_SOUND not in stage.text()


async def test_what_waits_is_told_on_the_page_that_a_press_leads_to() -> None:
    async with staged((100, 26), language="en", people=("Vinh",), keeps=False) as stage:
        stage.app.session.voice_degraded("no-device")
        await stage.press("1")
        assert stage.screen == "HomeScreen"
        assert NO_SOUND in stage.text()


async def test_that_nothing_is_kept_comes_before_the_sound() -> None:
    async with staged((100, 26), language="en", people=("Vinh",)) as stage:
        stage.app.session.voice_degraded("no-device")
        stage.app.session.report_saved(False)
        assert "cannot write just now" in stage.text()
        await stage.press("down")
        assert NO_SOUND in stage.text()


@pytest.mark.parametrize("size", SIZES)
async def test_volunteers_are_told_first_that_nothing_is_kept(size: tuple[int, int]) -> None:
    async with staged(size, language="en", people=("Vinh",), keeps=False) as stage:
        await stage.press("v")
        stage.assert_on("VolunteerHomeScreen")
        shown = " ".join(stage.text().split())
        assert "nothing is kept" in shown
        # It stays, and no PIN is asked for later either.
        stage.clock[0] += 1000
        await stage.press("down")
        stage.app.volunteers.guard()
        await stage.press("f1", "left")
        assert stage.screen == "VolunteerHomeScreen"
        assert "nothing is kept" in " ".join(stage.text().split())


async def test_a_name_that_is_added_is_said_not_to_be_kept() -> None:
    async with staged((100, 26), language="en", keeps=False) as stage:
        await stage.press("v")
        stage.assert_on("VolunteerHomeScreen")
        await stage.press("3", "1")
        await type_text(stage, "hoa")
        await stage.press("enter")
        stage.assert_on("PersonScreen")
        assert ON_PAPER in stage.text()
        await stage.press("6")
        assert ON_PAPER in stage.text()


async def test_help_of_the_volunteers_does_not_say_that_all_is_kept() -> None:
    async with staged((100, 26), language="en", keeps=False) as stage:
        await stage.press("v", "f1")
        assert "Everything is kept" not in stage.text()
        assert "nothing is kept" in stage.text()


async def test_mended_records_are_told_to_the_learner_softly_and_to_volunteers_in_full(
    tmp_path: Path,
) -> None:
    (tmp_path / "tutor.db").write_bytes(b"rubbish" * 5000)
    async with staged((100, 26), language="en", home=tmp_path) as stage:
        assert "call a helper to look at the records" in stage.text()
        assert "harmed" not in stage.text()
        await opened(stage)
        shown = " ".join(stage.text().split())
        assert "they begin anew, empty. Please keep the harmed file" in shown
    async with staged((100, 26), language="en", home=tmp_path) as stage:
        assert "look at the records" not in stage.text()


def fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreUnavailable("disk-full", "")

    for name in ("append", "mark_seen", "add_person", "change_person"):
        monkeypatch.setattr(Store, name, full)


async def test_a_disk_that_fills_up_in_a_lesson_is_told_on_the_page_after_the_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with staged(language="en", lesson="lam-quen-phim") as stage:
        fill_the_disk(monkeypatch)
        await stage.press("enter")
        assert lesson_of(stage).run_now.state.moment.index == 1
        assert NOT_WRITTEN in seen(stage)
        await stage.press("ctrl+q")
        assert NOT_KEPT_LEAVING in seen(stage)
        assert "stays just as it is" not in seen(stage)


async def test_it_is_told_on_the_page_that_ends_a_lesson(monkeypatch: pytest.MonkeyPatch) -> None:
    async with staged(language="en", lesson="lam-quen-phim") as stage:
        run = lesson_of(stage).run_now
        while run.state.moment.index < len(run.script.lesson.steps) - 1:
            await answer(stage, lesson_of(stage), right_response(run.script, run.state))
        fill_the_disk(monkeypatch)
        await play_right(stage)
        stage.assert_on("DoneScreen")
        assert NOT_WRITTEN in seen(stage)


async def test_it_is_told_where_a_lesson_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    async with staged(language="en", people=("Vinh",)) as stage:
        fill_the_disk(monkeypatch)
        await stage.press("1")
        stage.assert_on("HomeScreen")
        assert NOT_WRITTEN in seen(stage)


async def test_it_is_told_to_a_newcomer(monkeypatch: pytest.MonkeyPatch) -> None:
    async with staged(language="en") as stage:
        fill_the_disk(monkeypatch)
        while stage.screen != "LessonScreen":
            await stage.press("enter")
        assert NOT_WRITTEN in seen(stage)
