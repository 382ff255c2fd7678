"""The plan of a session as it stands in the records."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from tutor.classroom.needs import Needs
from tutor.classroom.plan import LEAST_MINUTES, Copies, Plan, papers_to_print, run_of_show
from tutor.content.catalogue import Catalogue, LessonError
from tutor.content.steps import Recap
from tutor.i18n import N_
from tutor.records.class_views import Session
from tutor.records.journal import BUILD_DATE
from tutor.records.store import Store

OTHER_DAY = N_(
    "A class is planned for a day from today on, within a year. Please type another day."
)
_AHEAD = timedelta(days=366)


def can_be_planned(day: date, today: date) -> bool:
    """Tell whether a day is no slip of the hand: not past, and at most a year ahead.

    A laptop that lost its date believes it long before the day that people mean.
    """
    return today <= day <= max(today, BUILD_DATE.date()) + _AHEAD


def day_passed(store: Store, now: datetime) -> date | None:
    """Return the last day that is known to have been, where the clock shows an earlier one; else None."""
    known = store.known_time().astimezone(now.tzinfo).date()
    return known if now.date() < known else None


def lesson_minutes(lessons: Iterable[str], catalogue: Catalogue, language: str) -> dict[str, int]:
    """Return the minutes of lessons in their order; those that this language has not are left out."""
    entries = (catalogue.entry(lesson, language) for lesson in lessons)
    return {entry.id: entry.minutes for entry in entries if entry is not None}


def lessons_that_fill(
    needs: Needs, minutes: int, people: int, catalogue: Catalogue, language: str
) -> tuple[str, ...]:
    """Return the lessons that a group needs and that there is time for in so many minutes."""
    took = {entry.id: entry.minutes for entry in catalogue.lessons(language)}
    return needs.lessons(max(LEAST_MINUTES, minutes), people, took)


def papers_of(plan: Plan, catalogue: Catalogue, language: str) -> tuple[Copies, ...]:
    """Return what to print for a class; a lesson that cannot be read has no card."""
    return papers_to_print(
        plan, [one for one in plan.lessons if _has_card(one, catalogue, language)]
    )


def _has_card(lesson: str, catalogue: Catalogue, language: str) -> bool:
    try:
        steps = catalogue.load(lesson, language).lesson.steps
    except LessonError:
        return False
    return any(isinstance(step, Recap) and step.card for step in steps)


def plan_of(session: Session, catalogue: Catalogue, language: str) -> Plan:
    """Return the run-of-show of a session, of the shortest class there is if it is planned shorter."""
    lessons = lesson_minutes(session.lessons, catalogue, language)
    return run_of_show(max(LEAST_MINUTES, session.minutes), session.expected, lessons)
