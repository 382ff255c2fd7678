"""The path of the lessons: none comes before what it needs, and none waits for ever."""

from pathlib import Path

import pytest

from tutor.content.catalogue import Catalogue, LessonEntry
from tutor.content.path import next_on_path, path
from tutor.paths import lessons_folder

SHIPPED = Catalogue((lessons_folder(),))


def entry(name: str, *after: str) -> LessonEntry:
    return LessonEntry(
        id=name,
        language="vi",
        topic="t",
        title=name,
        objective="",
        minutes=5,
        step_count=3,
        after=after,
        skills=(),
        languages=("vi",),
        path=Path(),
    )


LESSONS = (entry("c", "a"), entry("a"), entry("b", "c", "elsewhere"), entry("d"))


def test_the_path_keeps_the_order_of_the_curriculum_where_nothing_is_needed() -> None:
    assert [lesson.id for lesson in path(LESSONS)] == ["a", "c", "b", "d"]


def test_what_a_lesson_needs_is_taken_just_before_it() -> None:
    lessons = (entry("a"), entry("b", "z"), entry("c"), entry("y"), entry("z", "y"))
    assert [lesson.id for lesson in path(lessons)] == ["a", "y", "z", "b", "c"]


def test_lessons_in_a_circle_come_last() -> None:
    circle = (entry("x", "y"), entry("y", "x"), entry("z"))
    assert [lesson.id for lesson in path(circle)] == ["z", "x", "y"]


def test_a_long_row_of_lessons_is_followed_to_its_beginning_once() -> None:
    lessons = [entry(f"l{i}", f"l{i + 1}", f"l{i + 2}") for i in range(2_000)]
    first = next_on_path(lessons, ())
    assert first is not None
    assert first.id == "l1999"
    # Nothing but what is begun is left to wait for.
    assert next_on_path(lessons, (), ("l1999",)) is None


@pytest.mark.parametrize(
    ("finished", "begun", "following"),
    [
        ((), (), "a"),
        (("a",), (), "c"),
        # What waits for a lesson that is begun is not offered.
        ((), ("a",), "d"),
        (("a", "d"), ("c",), None),
        (("a", "b", "c", "d"), (), None),
    ],
)
def test_the_next_lesson_is_one_whose_prerequisites_are_finished(
    finished: tuple[str, ...], begun: tuple[str, ...], following: str | None
) -> None:
    lesson = next_on_path(LESSONS, finished, begun)
    assert (lesson and lesson.id) == following


@pytest.mark.parametrize("language", SHIPPED.languages())
def test_no_shipped_lesson_comes_before_what_it_needs(language: str) -> None:
    walked: set[str] = set()
    lessons = SHIPPED.lessons(language)
    for lesson in path(lessons):
        assert set(lesson.after) <= walked, lesson.id
        walked.add(lesson.id)
    assert len(walked) == len(lessons)
