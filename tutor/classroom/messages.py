"""Messages to the people of a class, as by Zalo: an invitation, a reminder, a word to who was away."""

from collections.abc import Iterator
from datetime import date, timedelta

from tutor.classroom.plan_text import where
from tutor.content.placeholders import Phrases
from tutor.dates import written_day
from tutor.i18n import N_
from tutor.records.class_views import Session

_BRING = N_("If you have a phone and glasses, please bring them.")


def invitation(session: Session, titles: str, phrases: Phrases) -> str:
    """Return the invitation to a class; `titles` are those of its lessons."""
    first = phrases(N_("The class invites you: {day}."), day=written_day(session.day, phrases))
    learnt = phrases(N_("We will learn: {what}"), what=titles) if titles else ""
    return _lines(first, *_when_and_where(session, phrases), learnt, phrases(_BRING))


def reminder(session: Session, phrases: Phrases, today: date) -> str:
    """Return what is sent the day before a class."""
    day = written_day(session.day, phrases)
    tomorrow = session.day == today + timedelta(days=1)
    message = N_("A reminder: our class is tomorrow, {day}.")
    if not tomorrow:
        message = N_("A reminder: our class is on {day}.")
    come = N_("Please come. Nobody needs to remember anything from before.")
    first = phrases(message, day=day)
    return _lines(
        first, *_when_and_where(session, phrases), f"{phrases(come)} {phrases(_BRING)}".strip()
    )


def word_to_absent(session: Session, phrases: Phrases) -> str:
    """Return what is sent to somebody who was away more than once."""
    first = phrases(N_("We have missed you in class, and we ask after you often."))
    day = phrases(N_("The next class is on {day}."), day=written_day(session.day, phrases))
    help_ = N_(
        "What you missed we will go over with you. If you cannot come, a word is enough: we can also "
        "call on you at home."
    )
    return _lines(first, day, *_when_and_where(session, phrases), phrases(help_))


def shorter(text: str, session: Session, phrases: Phrases) -> Iterator[str]:
    """Yield a message and, after it, shorter ones that say when and where the class is.

    A code that a phone reads has room for few letters where the window is small.
    """
    yield text
    lines, needed = text.split("\n"), set(_when_and_where(session, phrases))
    for end in range(len(lines) - 1, 0, -1):
        if needed <= set(lines[:end]):
            yield "\n".join(lines[:end])
    when = f"{session.day.day}/{session.day.month} {session.time}".strip()
    place = where(session)
    if place:
        yield phrases(N_("Class: {when}, {place}"), when=when, place=place)
    yield phrases(N_("Class: {when}"), when=when)


def _when_and_where(session: Session, phrases: Phrases) -> Iterator[str]:
    if session.time:
        yield phrases(N_("Time: {what}"), what=session.time)
    place = where(session)
    if place:
        yield phrases(N_("Place: {what}"), what=place)


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))
