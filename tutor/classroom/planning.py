"""Planning a class: which days it may have, what its group needs, and the plan of a stored session."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tutor.classroom.needs import Needs, needs_of_group
from tutor.classroom.people import learners_of_hamlet
from tutor.classroom.plan import LEAST_MINUTES, Copies, Plan, papers_to_print, run_of_show
from tutor.content.catalogue import Catalogue, LessonError
from tutor.content.steps import Recap
from tutor.content.text import fold_case
from tutor.i18n import N_
from tutor.records.class_views import ClassSnapshot, Session
from tutor.records.journal import BUILD_DATE
from tutor.records.people import Person
from tutor.records.store import Store

OTHER_DAY = N_(
    "A class is planned for a day from today on, within a year. Please type another day."
)
_AHEAD = timedelta(days=366)


def can_be_planned(day: date, *possible_todays: date) -> bool:
    """Return True if a day is not past and at most a year ahead of one of the possible todays.

    A laptop that lost its date shows one long before the day that people mean.
    """
    return any(today <= day <= max(today, BUILD_DATE.date()) + _AHEAD for today in possible_todays)


def day_passed(known_time: datetime, now: datetime) -> date | None:
    """Return the day of a time that is known to have passed, if the clock shows an earlier day, else None."""
    known = known_time.astimezone(now.tzinfo).date()
    return known if now.date() < known else None


def current_class(
    sessions: Iterable[Session], today: date, passed: date | None = None
) -> Session | None:
    """Return today's running or planned class, else an earlier class that was not ended.

    A running class with a later day means that the clock is behind. If the clock is known to be behind, as
    `passed` is a later day, and no class matches, return the next planned class: the user decides.
    """
    classes = [session for session in sessions if session.form == "class"]
    running = [session for session in classes if session.state == "running"]
    now = [session for session in running if session.day >= today]
    planned = [session for session in classes if session.state == "planned"]
    of_today = [session for session in planned if session.day == today]
    # An earlier class that was not ended must not hide today's class.
    left = [session for session in running if session.day < today]
    current = next(iter([*reversed(now), *of_today, *reversed(left)]), None)
    if current is None and passed is not None:
        return next((session for session in planned if session.day >= passed), None)
    return current


def following_class(records: ClassSnapshot, session: str, today: date) -> Session | None:
    """Return the next other class in the hamlet of a session; in any hamlet for an id that is not there."""
    now = records.session(session)
    return next(
        (
            other
            for other in records.upcoming(today)
            if other.id != session
            and (now is None or fold_case(other.hamlet) == fold_case(now.hamlet))
        ),
        None,
    )


@dataclass(frozen=True, slots=True)
class PlannedClass:
    """A class that was stored, its run-of-show, the learners of its hamlet and what they need."""

    session: Session
    plan: Plan
    learners: tuple[Person, ...]
    needs: Needs


def plan_class(
    store: Store,
    catalogue: Catalogue,
    language: str,
    *,
    day: date,
    hamlet: str,
    commune: str,
    minutes: int,
    expected: int | None = None,
    lessons: Sequence[str] = (),
) -> PlannedClass:
    """Store a new class.

    Without `lessons` it gets those that its learners need and that there is time for; without `expected`
    as many people as learn in the hamlet. Raises StoreUnavailable.
    """
    learners = learners_of_hamlet(store.people(), hamlet)
    needs = needs_of_group(store, catalogue, learners, day, language)
    people = len(learners) if expected is None else expected
    lessons = lessons or lessons_that_fill(needs, minutes, people, catalogue, language)
    timed = _lesson_minutes(lessons, catalogue, language)
    session = store.classes.plan_session(
        day=day,
        hamlet=hamlet,
        commune=commune,
        minutes=minutes,
        expected=people,
        lessons=tuple(timed),
    )
    return PlannedClass(session, run_of_show(minutes, people, timed), tuple(learners), needs)


def needed_lessons(
    store: Store,
    catalogue: Catalogue,
    language: str,
    *,
    day: date,
    hamlet: str,
    minutes: int,
    expected: int,
) -> tuple[str, ...]:
    """Return the lessons that a hamlet's learners need on a day, as many as there is time for."""
    learners = learners_of_hamlet(store.people(), hamlet)
    needs = needs_of_group(store, catalogue, learners, day, language)
    return lessons_that_fill(needs, minutes, expected, catalogue, language)


def lessons_that_fill(
    needs: Needs, minutes: int, people: int, catalogue: Catalogue, language: str
) -> tuple[str, ...]:
    """Return the lessons that a group needs and that there is time for in this many minutes."""
    lesson_minutes = {entry.id: entry.minutes for entry in catalogue.lessons(language)}
    return needs.lessons(max(LEAST_MINUTES, minutes), people, lesson_minutes)


def plan_of(session: Session, catalogue: Catalogue, language: str) -> Plan:
    """Return the run-of-show of a stored session, of at least the shortest class there is."""
    lessons = _lesson_minutes(session.lessons, catalogue, language)
    return run_of_show(max(LEAST_MINUTES, session.minutes), session.expected, lessons)


def papers_of(plan: Plan, catalogue: Catalogue, language: str) -> tuple[Copies, ...]:
    """Return what to print for a class; a lesson that cannot be read has no card."""
    cards = [lesson for lesson in plan.lessons if _has_card(lesson, catalogue, language)]
    return papers_to_print(plan, cards)


def _lesson_minutes(lessons: Iterable[str], catalogue: Catalogue, language: str) -> dict[str, int]:
    """Return the minutes of lessons in their order; lessons missing in this language are left out."""
    entries = (catalogue.entry(lesson, language) for lesson in lessons)
    return {entry.id: entry.minutes for entry in entries if entry is not None}


def _has_card(lesson: str, catalogue: Catalogue, language: str) -> bool:
    try:
        steps = catalogue.load(lesson, language).lesson.steps
    except LessonError:
        return False
    return any(isinstance(step, Recap) and step.card for step in steps)
