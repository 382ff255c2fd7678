"""Presenter of what is said before a drill."""

from collections.abc import Sequence

from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.view import Line, View


def present_drill(title: str, lessons: Sequence[str], phrases: LessonPhrases) -> View:
    """Return how many tasks come and from which lessons; `lessons` has a title for each task."""
    count = phrases.plural(
        "We refresh {count} task, in about five minutes.",
        "We refresh {count} tasks, in about five minutes.",
        len(lessons),
    )
    lines = (
        Line(count, "lead"),
        Line(phrases("They come from what you have learned:")),
        *(Line(phrases.fill(lesson)) for lesson in dict.fromkeys(lessons)),
    )
    return View(phrases.fill(title), lines, next_label=phrases("Begin"))
