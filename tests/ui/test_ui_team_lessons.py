"""Lessons for volunteers: they stand on the volunteers' side alone, and nothing of them is recorded."""

from pathlib import Path

from ui_kit import LESSONS, Stage, staged
from volunteer_kit import enrol, opened

from tutor.lesson.library import Library
from tutor.records.people import GUEST
from tutor.ui.lesson_lists import all_lessons
from tutor.ui.screens.base import PagedScreen

TEAM = """format: 1
id: tnv-thu
language: vi
topic: tinh-nguyen-vien
title: Ngồi cạnh người học
objective: Chờ được mười giây
minutes: 3
audience: volunteers
steps:
  - say: Mời {bac} ngồi xuống cạnh người học.
  - choose: Người học đang nghĩ, {bac} làm gì ạ?
    id: lam-gi
    options:
      - text: Ngồi yên chờ mười giây
        right: true
        because: Người học đang nghĩ.
      - text: Bấm hộ luôn cho nhanh
        because: Bấm hộ thì người học không nhớ.
"""


def library(folder: Path) -> Library:
    """Return the shipped lessons with one for volunteers."""
    file = folder / "vi" / "tinh-nguyen-vien" / "tnv-thu.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(TEAM, encoding="utf-8")
    return Library((LESSONS, folder))


def number_of(stage: Stage, text: str) -> str:
    """Return the key of the choice that begins with a text."""
    assert isinstance(stage.app.screen, PagedScreen)
    choices = stage.app.screen._view.choices
    return str(next(choice.number for choice in choices if choice.text.startswith(text)))


async def test_it_is_played_on_the_volunteers_side_and_not_recorded(tmp_path: Path) -> None:
    async with staged((66, 17), library=library(tmp_path)) as stage:
        enrol(stage.app, 3)
        store = stage.app.session.services.store
        await opened(stage)
        await stage.press("2", "6")
        stage.assert_on("TeamLessonsScreen")
        assert "Ngồi cạnh người học" in stage.text()
        await stage.press(number_of(stage, "Ngồi cạnh người học"))
        stage.assert_on("LessonScreen")
        assert "Mời bạn ngồi xuống" in stage.text()
        await stage.press("enter")
        await stage.press(number_of(stage, "Ngồi yên"), "enter")
        stage.assert_on("TeamLessonsScreen")
        assert store.history(GUEST) == ()


async def test_its_end_speaks_to_volunteers_as_the_lesson_does(tmp_path: Path) -> None:
    with_team = library(tmp_path)
    async with staged((66, 17), people=("Vinh",), library=with_team, lesson="tnv-thu") as stage:
        await stage.press("enter")
        await stage.press(number_of(stage, "Ngồi yên"), "enter")
        stage.assert_on("DoneScreen")
        assert "từ nay bạn làm" in stage.text()


async def test_learners_and_classes_are_not_offered_it(tmp_path: Path) -> None:
    with_team = library(tmp_path)
    async with staged((66, 17), people=("Vinh",), library=with_team) as stage:
        assert "tnv-thu" not in {entry.id for entry in all_lessons(stage.app.session)}
    assert "tnv-thu" not in {entry.id for entry in with_team.catalogue.lessons("vi")}
