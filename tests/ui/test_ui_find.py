"""Home with the whole course: each lesson is at most two pages away, by its number or a word of it."""

import pytest
from cells_kit import faults
from ui_kit import SIZES, Stage, staged
from whole_course import write_whole_course

from tutor.lesson.library import Library
from tutor.ui.lesson_lists import all_lessons, find_lessons


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library of every lesson that the curriculum names."""
    return Library((write_whole_course(tmp_path_factory.mktemp("course") / "lessons"),))


async def type_text(stage: Stage, text: str) -> None:
    for sign in text:
        await stage.press("space" if sign == " " else sign)


async def test_every_lesson_is_two_pages_from_home(course: Library) -> None:
    async with staged((66, 17), people=("Mai",), library=course) as stage:
        await stage.press("1")
        stage.assert_on("HomeScreen")
        assert "Tìm bài" in stage.text()
        lessons = all_lessons(stage.app.session)
        assert len(lessons) >= 62
        for number, entry in enumerate(lessons, 1):
            assert find_lessons(stage.app.session, str(number)) == (entry,)
        for number in (1, 9, 23, len(lessons)):
            await stage.press("6")
            stage.assert_on("FindScreen")
            await type_text(stage, str(number))
            await stage.press("enter")
            stage.assert_on("LessonScreen")
            assert f"Đây là bài số {number}." in stage.text()
            await stage.press("backspace")
            stage.assert_on("HomeScreen")


async def test_a_word_leads_to_the_lessons_that_have_it(course: Library) -> None:
    async with staged((66, 17), people=("Mai",), library=course) as stage:
        await stage.press("1", "6")
        # By Telex and without marks alike.
        await type_text(stage, "lua dao")
        await stage.press("enter")
        stage.assert_on("LessonsScreen")
        assert "bài số" in stage.text()
        await stage.press("1")
        stage.assert_on("LessonScreen")
        assert "Nhận diện lừa đảo" in stage.text()


async def test_a_word_that_is_nowhere_is_told_and_typed_anew(course: Library) -> None:
    async with staged((66, 17), people=("Mai",), library=course) as stage:
        await stage.press("1", "6")
        await type_text(stage, "zzz")
        await stage.press("enter")
        stage.assert_on("FindScreen")
        assert "Không có bài nào như thế" in stage.text()
        await stage.press("backspace")
        stage.assert_on("HomeScreen")


@pytest.mark.parametrize("size", SIZES)
async def test_home_and_the_lists_are_whole_at_every_size(
    size: tuple[int, int], course: Library
) -> None:
    async with staged(size, people=("Mai",), library=course) as stage:
        await stage.press("1")
        assert list(faults(stage)) == []
        for keys, screen in (
            (("6",), "FindScreen"),
            (("2",), "FindScreen"),
            (("backspace", "left"), "HomeScreen"),
            (("7",), "TopicsScreen"),
            (("2",), "LessonsScreen"),
        ):
            await stage.press(*keys)
            stage.assert_on(screen)
            assert list(faults(stage)) == []


async def test_home_offers_the_next_lesson_of_the_path(course: Library) -> None:
    async with staged((66, 17), people=("Mai",), library=course) as stage:
        first, second = all_lessons(stage.app.session)[:2]
        await stage.press("1")
        assert f"Bài mới: {first.title}" in " ".join(stage.text().split())
        await stage.press("1")
        stage.assert_on("LessonScreen")
        await stage.press("backspace")
        stage.assert_on("HomeScreen")
        # All the others come after the one that is begun.
        text = " ".join(stage.text().split())
        assert f"Học tiếp: {first.title}" in text
        assert second.title not in text


@pytest.mark.parametrize(
    ("typed", "count"), [("0", 0), ("999", 0), ("", 0), ("bài số", 0), ("VIỆC SỐ 62", 1)]
)
async def test_what_is_typed_is_looked_for_in_titles_topics_and_objectives(
    typed: str, count: int, course: Library
) -> None:
    async with staged((66, 17), library=course) as stage:
        found = find_lessons(stage.app.session, typed)
        assert len(found) == count
