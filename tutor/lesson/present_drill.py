"""Presenter of what is said before a drill."""

from tutor.content.catalogue import Catalogue
from tutor.engine.run import Script
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.view import Line, View


def present_drill(script: Script, catalogue: Catalogue, phrases: LessonPhrases) -> View:
    """Return how many tasks come and from which lessons."""
    language = script.lesson.language
    lessons = [catalogue.title(part.partition(":")[0], language) for part in script.parts]
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
    return View(phrases.fill(script.lesson.title), lines, next_label=phrases("Begin"))
