"""Scam bulletins: short lessons about a trick that is going round, which are new for two weeks."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from tutor.content.catalogue import LessonEntry

FRESH = timedelta(days=14)
"""So long a bulletin stands before other lessons; after that it is one of the lessons of its topic."""


def bulletins_of(lessons: Iterable[LessonEntry]) -> tuple[LessonEntry, ...]:
    """Return the bulletins among lessons, the newest first."""
    found = (entry for entry in lessons if entry.bulletin)
    return tuple(sorted(found, key=lambda entry: (entry.bulletin, entry.id), reverse=True))


def fresh_bulletins(lessons: Iterable[LessonEntry], day: date) -> tuple[LessonEntry, ...]:
    """Return the bulletins that are new on a day, the newest first.

    One of a later day is new too: then the clock of the laptop is behind.
    """
    since = (day - FRESH).isoformat()
    return tuple(entry for entry in bulletins_of(lessons) if entry.bulletin > since)


def unread_bulletin(
    lessons: Iterable[LessonEntry], finished: Collection[str], day: date
) -> LessonEntry | None:
    """Return the newest bulletin that is new on a day and that somebody has not finished.

    Who has not finished what it comes after, such as the keys of the laptop, learns that first.
    """
    for entry in fresh_bulletins(lessons, day):
        if entry.id not in finished and all(name in finished for name in entry.after):
            return entry
    return None
