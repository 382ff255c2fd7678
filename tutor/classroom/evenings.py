"""The plan of a stored class, and of a row of evenings along the path: each refreshes the one before it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from tutor.classroom.people import learners_of_hamlet
from tutor.classroom.plan import LEAST_MINUTES, Copies, Plan, papers_to_print, run_of_show
from tutor.classroom.plan_text import CardQuestion
from tutor.classroom.planning import Needs, needs_of_group, taught_lessons
from tutor.content.bulletins import bulletins_of, fresh_bulletins
from tutor.content.catalogue import Catalogue, LessonEntry, LessonError
from tutor.content.steps import Choose, Do, Recap, Step
from tutor.content.text import fold_case, split_sentences, strip_emphasis
from tutor.records.class_views import ClassSnapshot, ItemRecord, Session
from tutor.records.people import Person
from tutor.records.store import Store

ON_THE_LAPTOP = frozenset({"lam-quen-phim"})
"""Lessons on the laptop's own keys: in a class one volunteer presses them, so no plan proposes them."""

# Everybody has the cards 1 to 4.
_CARDS = 4

ItemsOf = Callable[[str], Sequence[ItemRecord]]
"""Returns the items that were recorded of a session."""


@dataclass(frozen=True, slots=True)
class PlannedClass:
    """A class that was stored, its run-of-show, the learners of its hamlet and what they need."""

    session: Session
    plan: Plan
    learners: tuple[Person, ...]
    needs: Needs


@dataclass(frozen=True, slots=True)
class Evening:
    """One of a row of evenings: its new lessons, and those of the evening before, which it refreshes."""

    day: date
    lessons: tuple[str, ...]
    again: tuple[str, ...] = ()


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
    needs, again = _needs_on(store, catalogue, language, learners, hamlet, day)
    people = len(learners) if expected is None else expected
    if not lessons:
        lesson_minutes = _all_minutes(catalogue, language)
        lessons = needs.lessons(max(LEAST_MINUTES, minutes), people, lesson_minutes, again)
    timed = _lesson_minutes(lessons, catalogue, language)
    session = store.classes.plan_session(
        day=day,
        hamlet=hamlet,
        commune=commune,
        minutes=minutes,
        expected=people,
        lessons=tuple(timed),
    )
    plan = run_of_show(minutes, people, timed, again, _bulletins(catalogue, language))
    return PlannedClass(session, plan, tuple(learners), needs)


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
    needs, again = _needs_on(store, catalogue, language, learners, hamlet, day)
    lesson_minutes = _all_minutes(catalogue, language)
    return needs.lessons(max(LEAST_MINUTES, minutes), expected, lesson_minutes, again)


def plan_evenings(
    store: Store,
    catalogue: Catalogue,
    language: str,
    *,
    days: Sequence[date],
    hamlet: str,
    minutes: int,
    expected: int,
) -> tuple[Evening, ...]:
    """Return what a hamlet's learners do on these days in order, until the path ends; nothing is stored.

    Raises StoreUnavailable.
    """
    learners = learners_of_hamlet(store.people(), hamlet)
    needs, again = _needs_on(store, catalogue, language, learners, hamlet, days[0])
    lesson_minutes = _all_minutes(catalogue, language)
    evenings: list[Evening] = []
    for day in days:
        lessons = needs.lessons(max(LEAST_MINUTES, minutes), expected, lesson_minutes, again)
        if not lessons:
            break
        evenings.append(Evening(day, lessons, again))
        left = tuple(lesson for lesson in needs.path if lesson not in lessons)
        due = tuple(need for need in needs.refresh if need.lesson not in lessons)
        needs, again = replace(needs, refresh=due, path=left, bulletin=""), lessons
    return tuple(evenings)


def days_of(first: date, weeks: int, weekdays: Iterable[int]) -> tuple[date, ...]:
    """Return the days on these weekdays (0 is Monday) in a number of weeks from a day on."""
    wanted = set(weekdays)
    days = (first + timedelta(days=n) for n in range(7 * weeks))
    return tuple(day for day in days if day.weekday() in wanted)


def _needs_on(
    store: Store,
    catalogue: Catalogue,
    language: str,
    learners: Iterable[Person],
    hamlet: str,
    day: date,
) -> tuple[Needs, tuple[str, ...]]:
    """Return what learners need on a day, after the classes that are planned, and what they had last."""
    earlier = _earlier(store.classes.sessions(), hamlet, day)
    coming = {
        lesson for session in earlier if session.state == "planned" for lesson in session.lessons
    }
    coming |= ON_THE_LAPTOP
    needs = needs_of_group(store, catalogue, learners, day, language, coming)
    return needs, _lessons_of_last(earlier, store.classes.items)


def lessons_before(
    session: Session, sessions: Iterable[Session], items_of: ItemsOf
) -> tuple[str, ...]:
    """Return the lessons of the last class in the same hamlet before a session: taught, or still planned."""
    return _lessons_of_last(_earlier(sessions, session.hamlet, session.day), items_of)


def _earlier(sessions: Iterable[Session], hamlet: str, day: date) -> list[Session]:
    """Return the classes of a hamlet before a day, in order."""
    classes = (
        session
        for session in sessions
        if session.form == "class" and session.state != "cancelled" and session.day < day
    )
    return sorted(
        (session for session in classes if fold_case(session.hamlet) == fold_case(hamlet)),
        key=lambda session: (session.day, session.id),
    )


def _lessons_of_last(earlier: Sequence[Session], items_of: ItemsOf) -> tuple[str, ...]:
    for session in reversed(earlier):
        planned = session.lessons if session.state == "planned" else ()
        lessons = taught_lessons(session, items_of(session.id)) or planned
        if lessons:
            return lessons
    return ()


def plan_of(session: Session, classes: ClassSnapshot, catalogue: Catalogue, language: str) -> Plan:
    """Return the run-of-show of a stored session, of at least the shortest class there is."""
    before = lessons_before(session, classes.sessions, lambda name: classes.items.get(name, ()))
    return plan_after(session, before, catalogue, language)


def plan_after(
    session: Session, before: Iterable[str], catalogue: Catalogue, language: str
) -> Plan:
    """Return the run-of-show of a stored session that refreshes the lessons of the class before it."""
    lessons = _lesson_minutes(session.lessons, catalogue, language)
    again = tuple(_lesson_minutes(before, catalogue, language))
    minutes = max(LEAST_MINUTES, session.minutes)
    bulletins = _bulletins(catalogue, language)
    return run_of_show(minutes, session.expected, lessons, again, bulletins)


def bulletin_to_add(
    session: Session, sessions: Iterable[Session], catalogue: Catalogue, language: str
) -> LessonEntry | None:
    """Return a new scam bulletin for a class that was planned before it came out.

    None where the class has one, or where another class of its hamlet has this one.
    """
    if session.state != "planned" or not _bulletins(catalogue, language).isdisjoint(
        session.lessons
    ):
        return None
    hamlet = fold_case(session.hamlet)
    taken = {
        lesson
        for other in sessions
        if other.state != "cancelled" and fold_case(other.hamlet) == hamlet
        for lesson in other.lessons
    }
    fresh = fresh_bulletins(catalogue.lessons(language), session.day)
    return next((entry for entry in fresh if entry.id not in taken), None)


def papers_of(plan: Plan, catalogue: Catalogue, language: str) -> tuple[Copies, ...]:
    """Return what to print for a class; a lesson that cannot be read has no card."""
    cards = [lesson for lesson in plan.lessons if _has_card(lesson, catalogue, language)]
    return papers_to_print(plan, cards)


def card_questions(lesson: str, catalogue: Catalogue, language: str) -> tuple[CardQuestion, ...]:
    """Return the one or two questions of a lesson to raise cards at, as the lesson asks them.

    A vote takes three to four minutes: the first and the last question for everybody are enough.
    """
    asked = [
        CardQuestion(number, strip_emphasis(split_sentences(step.text)[-1]))
        for number, step in _numbered_steps(lesson, catalogue, language)
        # One that follows an answer is not for everybody.
        if isinstance(step, Choose) and len(step.options) <= _CARDS and step.text and not step.when
    ]
    return tuple(dict.fromkeys((*asked[:1], *asked[-1:])))


@lru_cache(maxsize=32)
def own_phone_tasks(lesson: str, catalogue: Catalogue, language: str) -> tuple[str, ...]:
    """Return what a lesson has learners do on their own phones, in its words before they are filled in."""
    steps = (step for _, step in _numbered_steps(lesson, catalogue, language))
    return tuple(task for step in steps if isinstance(step, Do) for task in step.checklist)


def _bulletins(catalogue: Catalogue, language: str) -> frozenset[str]:
    """Return the scam bulletins, new or not."""
    return frozenset(entry.id for entry in bulletins_of(catalogue.lessons(language)))


def _all_minutes(catalogue: Catalogue, language: str) -> dict[str, int]:
    return {entry.id: entry.minutes for entry in catalogue.lessons(language)}


def _lesson_minutes(lessons: Iterable[str], catalogue: Catalogue, language: str) -> dict[str, int]:
    """Return the minutes of lessons in their order; lessons missing in this language are left out."""
    entries = (catalogue.entry(lesson, language) for lesson in lessons)
    return {entry.id: entry.minutes for entry in entries if entry is not None}


def _has_card(lesson: str, catalogue: Catalogue, language: str) -> bool:
    steps = (step for _, step in _numbered_steps(lesson, catalogue, language))
    return any(isinstance(step, Recap) and step.card for step in steps)


def _numbered_steps(lesson: str, catalogue: Catalogue, language: str) -> Sequence[tuple[int, Step]]:
    """Return the steps of a lesson with their numbers, none of one that cannot be read."""
    try:
        read = catalogue.load(lesson, language).lesson
    except LessonError:
        return ()
    return tuple(zip(read.step_numbers, read.steps, strict=True))
