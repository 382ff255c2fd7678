"""What tells scams from genuine contacts, or can be guessed, over all lessons of a language together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from tutor.authoring.encounters import Encounter, encounters, one_sided_openings
from tutor.authoring.guessing import Decision, decisions, guessable
from tutor.authoring.script import Script
from tutor.content.model import Place, Problem

# A mark of so many contacts, all scams or all genuine, is no chance.
_LEAST_MARKED = 4
# So many lessons in which scams and genuine ones meet show whether their order differs.
_LEAST_LESSONS = 4
_MOST_ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class CourseLesson:
    """What the checks of a course need of a lesson."""

    id: str
    language: str
    decisions: Sequence[Decision]
    encounters: Sequence[Encounter]


def course_lesson(script: Script) -> CourseLesson:
    """Return what the checks of a course need of a lesson."""
    lesson = script.lesson
    return CourseLesson(
        lesson.id, lesson.language, script.read_once(decisions), script.read_once(encounters)
    )


def check_course_guessing(lessons: Sequence[CourseLesson], place: Place) -> Iterator[Problem]:
    """Yield the strategies that get too much right over all lessons."""
    made = [replace(d, where=lesson.id) for lesson in lessons for d in lesson.decisions]
    for problem in guessable(made):
        yield replace(problem, place=place)


def check_course_openings(lessons: Sequence[CourseLesson], _: Place) -> Iterator[Problem]:
    """Yield the sentences before scams alone or genuine ones alone which a single lesson does not show.

    These are those of lessons that have only scams or only genuine ones of a kind.
    """
    shown = {
        problem for lesson in lessons for problem in map(str, one_sided_openings(lesson.encounters))
    }
    every = [encounter for lesson in lessons for encounter in lesson.encounters]
    yield from (problem for problem in one_sided_openings(every) if str(problem) not in shown)


def check_course_marks(lessons: Sequence[CourseLesson], _: Place) -> Iterator[Problem]:
    """Yield the names, numbers and forms of address that only scams have, or only genuine ones."""
    every = [encounter for lesson in lessons for encounter in lesson.encounters]
    if len({encounter.genuine for encounter in every}) < 2:
        return
    for mark in dict.fromkeys(mark for encounter in every for mark in sorted(encounter.marks)):
        marked = [encounter for encounter in every if mark in encounter.marks]
        if len(marked) >= _LEAST_MARKED and len({e.genuine for e in marked}) == 1:
            code = "mark-genuine" if marked[0].genuine else "mark-scam"
            details = {
                "text": mark,
                "count": str(len(marked)),
                "where": ", ".join(dict.fromkeys(e.lesson for e in marked)),
            }
            yield Problem(marked[0].place, code, details)


def check_course_order(lessons: Sequence[CourseLesson], place: Place) -> Iterator[Problem]:
    """Yield the side that comes first in nearly all lessons which have both."""
    first = {
        lesson.id: lesson.encounters[0].genuine
        for lesson in lessons
        if len({encounter.genuine for encounter in lesson.encounters}) == 2
    }
    for genuine, code in ((False, "order-scam"), (True, "order-genuine")):
        alike = [name for name, side in first.items() if side == genuine]
        if len(first) >= _LEAST_LESSONS and len(alike) > _MOST_ALIKE * len(first):
            details = {"count": str(len(alike)), "most": str(len(first)), "where": ", ".join(alike)}
            yield Problem(place, code, details)


# Every check of all lessons of one language; the place is that of the language's folder.
COURSE_CHECKS: tuple[Callable[[Sequence[CourseLesson], Place], Iterator[Problem]], ...] = (
    check_course_guessing,
    check_course_openings,
    check_course_marks,
    check_course_order,
)
