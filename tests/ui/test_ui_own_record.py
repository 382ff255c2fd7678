"""What a learner can look back on, from home and back: for themselves alone, at every letter size."""

import pytest
from syrupy.assertion import SnapshotAssertion
from test_ui_cells import check_cells
from test_ui_refresh import learned
from test_ui_screens import play_right
from ui_kit import LIBRARY, SIZES, Stage, staged

from tutor.content.text import strip_emphasis
from tutor.lesson.present_record import TITLE
from tutor.records.database import StoreUnavailable
from tutor.ui.screens.base import PagedScreen

LESSON = "ld-gia-cong-an"


def on_home(stage: Stage) -> int | None:
    """Return the number of the own record on home, None where home does not offer it."""
    screen = stage.app.screen
    assert isinstance(screen, PagedScreen)
    found = (
        c.number for c in screen._view.choices if c.text == LIBRARY.phrases("vi", "bac")(TITLE)
    )
    return next(found, None)


async def pages(stage: Stage) -> list[str]:
    """Return every page of the present screen, and stay on the last."""
    screen = stage.app.screen
    assert isinstance(screen, PagedScreen)
    found = [stage.text()]
    for _ in range(len(screen._pages) - 1):
        await stage.press("enter")
        found.append(stage.text())
    return found


async def test_home_offers_it_after_all_else_of_ones_own_and_only_once_something_is_finished() -> (
    None
):
    async with staged(people=("Vinh",)) as stage:
        await stage.press("1")
        assert on_home(stage) is None
        learned(stage, days_ago=4)
        await stage.app.go_home()
        await stage.pilot.pause()
        choices = stage.app.screen._view.choices
        assert on_home(stage) == choices[-2].number
        assert choices[-1].way_out
        assert stage.app.screen.focus_number == 1


@pytest.mark.parametrize("size", SIZES)
async def test_there_and_back(size: tuple[int, int]) -> None:
    async with staged(size, people=("Vinh",)) as stage:
        learned(stage, days_ago=4)
        await stage.press("1", "8")
        assert stage.screen == "OwnRecordScreen"
        lines = [strip_emphasis(line.text) for line in stage.app.screen._view.lines]
        assert LIBRARY.script(LESSON, "vi").lesson.title in lines
        shown = "".join("".join(await pages(stage)).split())
        assert all("".join(line.split()) in shown for line in lines)
        await stage.press("enter")
        assert stage.screen == "HomeScreen"
        await stage.press("8", "backspace")
        assert stage.screen == "HomeScreen"


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_legible_and_read_aloud_word_for_word(size: tuple[int, int]) -> None:
    async with staged(size, people=("Vinh",), hold=True) as stage:
        learned(stage, days_ago=4)
        await stage.press("1", "8")
        check_cells(stage)
        screen = stage.app.screen
        assert isinstance(screen, PagedScreen)
        shown = [screen._view.lines[at].text for at in screen._pages[0].sentences]
        assert [one.text for one in stage.speaker.said[-1]] == [
            strip_emphasis(text) for text in shown
        ]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_what_it_looks_like(size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    async with staged(size, language="en", people=("Vinh",)) as stage:
        learned(stage, days_ago=4)
        (person,) = stage.app.session.people()
        observe = stage.app.session.services.store.classes.note_skill
        observe(person.id, "goi-so-sau-the", lesson="ld-tin-ngan-hang", alone=True)
        await stage.press("1", "8")
        assert "\n~~~\n".join(await pages(stage)) == snapshot


async def test_it_speaks_the_other_language_after_help() -> None:
    async with staged((100, 26), people=("Vinh",)) as stage:
        learned(stage, days_ago=4)
        await stage.press("1", "8", "h", "7", "2", "backspace")
        assert stage.screen == "OwnRecordScreen"
        assert "You have finished these lessons:" in stage.text()


async def test_guests_have_none() -> None:
    async with staged(guests_only=True, keeps=False, people=("Sen",)) as stage:
        await stage.press("1", "1")
        assert stage.screen == "LessonScreen"
        await play_right(stage)
        await stage.press("h", "8")
        assert stage.screen == "TopicsScreen"
        assert on_home(stage) is None


async def test_one_person_sees_nothing_of_another() -> None:
    async with staged(people=("Vinh",)) as stage:
        learned(stage, days_ago=4)
        stage.app.session.services.store.add_person(name="Sen", language="vi")
        stage.app.ask_who()
        await stage.pilot.pause()
        sen = next(c.number for c in stage.app.screen._view.choices if "Sen" in c.text)
        await stage.press(str(sen))
        assert stage.screen == "HomeScreen"
        assert on_home(stage) is None


async def test_records_that_cannot_be_read_are_told_softly(monkeypatch: pytest.MonkeyPatch) -> None:
    async with staged((100, 26), people=("Vinh",)) as stage:
        learned(stage, days_ago=4)
        await stage.press("1")

        def unreadable(_: str) -> None:
            raise StoreUnavailable("disk-fault", "")

        monkeypatch.setattr(stage.app.session.services.store, "events", unreadable)
        await stage.press("8")
        assert stage.screen == "OwnRecordScreen"
        assert (
            LIBRARY.phrases("vi", "bac")("The laptop cannot look this up just now.") in stage.text()
        )
        monkeypatch.undo()
        await stage.press("h", "backspace")
        assert LIBRARY.script(LESSON, "vi").lesson.title in stage.text()
