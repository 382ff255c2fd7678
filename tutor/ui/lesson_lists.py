"""Which lessons there are for the person who is learning: by topic, begun, finished, next, due again."""

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tutor.content.bulletins import unread_bulletin
from tutor.content.catalogue import LessonEntry, Topic
from tutor.content.path import next_on_path
from tutor.records.database import StoreUnavailable
from tutor.records.projections import LessonProgress
from tutor.ui.session import Session
from tutor.vietnamese import unmarked

if TYPE_CHECKING:
    from tutor.learning.refresh import RefreshPlan

MOST_IN_A_LIST = 14
"""As many lessons as two parts of a list show."""


def all_lessons(session: Session) -> tuple[LessonEntry, ...]:
    """Return the lessons in the present language in the order of the curriculum."""
    return tuple(session.services.library.catalogue.lessons(session.settings.language))


def topics(session: Session) -> tuple[Topic, ...]:
    """Return the topics that have lessons in the present language."""
    used = {entry.topic for entry in all_lessons(session)}
    catalogue = session.services.library.catalogue
    return tuple(t for t in catalogue.topics(session.settings.language) if t.id in used)


def lessons_of(session: Session, topic: str) -> tuple[LessonEntry, ...]:
    """Return the lessons of a topic in the order of the curriculum."""
    return tuple(entry for entry in all_lessons(session) if entry.topic == topic)


def many_lessons(session: Session) -> bool:
    """Tell whether there are more lessons than one list holds: then they are found by a number or a word."""
    return len(all_lessons(session)) > MOST_IN_A_LIST


def numbers(session: Session) -> dict[str, int]:
    """Return the number of each lesson, as lists show it and as it is typed to find the lesson."""
    return {entry.id: number for number, entry in enumerate(all_lessons(session), 1)}


def find_lessons(session: Session, typed: str) -> tuple[LessonEntry, ...]:
    """Return the lessons that somebody means who typed a number or words; marks and case do not matter.

    Lessons whose titles have the words come before those whose topics or objectives have them.
    """
    entries = all_lessons(session)
    text = unmarked(typed).strip()
    if text.isdigit():
        return entries[int(text) - 1 : int(text)] if 0 < int(text) <= len(entries) else ()
    names = {topic.id: topic.name for topic in topics(session)}
    wanted = text.split()
    in_titles, elsewhere = [], []
    for entry in entries if wanted else ():
        title = unmarked(entry.title)
        if all(word in title for word in wanted):
            in_titles.append(entry)
        elif text in unmarked(f"{names.get(entry.topic, '')} {entry.objective}"):
            elsewhere.append(entry)
    return (*in_titles, *elsewhere)


async def read_history(session: Session, learner: str = "") -> tuple[LessonProgress, ...]:
    """Return how far a person (default: the present one) is in each lesson; nothing if it cannot be read."""
    try:
        return await asyncio.to_thread(session.services.store.history, learner or session.learner)
    except StoreUnavailable:
        return ()


def finished_lessons(history: Iterable[LessonProgress]) -> frozenset[str]:
    """Return the ids of the lessons that were finished at least once."""
    return frozenset(p.lesson for p in history if p.times_finished)


def unfinished_lesson(
    session: Session, history: Iterable[LessonProgress]
) -> tuple[LessonEntry, LessonProgress] | None:
    """Return the lesson or drill that was left last, with how far it went."""
    from tutor.learning.refresh import drill_entry

    drill = drill_entry(session.settings.language)
    entries = {entry.id: entry for entry in (*all_lessons(session), drill)}
    left = [p for p in history if p.open_run is not None and p.lesson in entries]
    if not left:
        return None
    newest = max(left, key=lambda p: p.last_at)
    return entries[newest.lesson], newest


def new_bulletin(session: Session, history: Iterable[LessonProgress]) -> LessonEntry | None:
    """Return the newest scam bulletin that is still new and that the person has not finished."""
    day = session.services.wall().date()
    return unread_bulletin(all_lessons(session), finished_lessons(history), day)


def next_lesson(
    session: Session, history: Iterable[LessonProgress], besides: LessonEntry | None = None
) -> LessonEntry | None:
    """Return the first lesson of the path that was neither finished nor begun, other than `besides`."""
    known = tuple(history)
    begun = {p.lesson for p in known if p.open_run is not None}
    lessons = tuple(entry for entry in all_lessons(session) if entry != besides)
    return next_on_path(lessons, finished_lessons(known), begun)


def due_today(session: Session) -> "RefreshPlan":
    """Return what is due for the present person today."""
    from tutor.learning.refresh import RefreshPlan

    services = session.services
    day = services.wall().date()
    return RefreshPlan(services.store, session.learner, services.library.catalogue, day)
