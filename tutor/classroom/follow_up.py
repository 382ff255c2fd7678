"""The return rate of a class: how many of those who came to the class before came again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tutor.content.text import fold_case
from tutor.records.class_views import Attendance, Session


@dataclass(frozen=True, slots=True)
class ReturnRate:
    """Of the `of` people at the last class but one, `came` came to the last."""

    came: int
    of: int


def classes_held(sessions: Iterable[Session]) -> list[Session]:
    """Return the classes that took place, in the given order."""
    return [
        session
        for session in sessions
        if session.form == "class" and session.started_at is not None
    ]


def return_rate(
    sessions: Sequence[Session], attendance: Iterable[Attendance], learners: Iterable[str]
) -> ReturnRate | None:
    """Return how many learners came back to the last class of the hamlet where one was last held.

    `sessions` are in the order of their days. Only `learners` count: neither the team nor those who were
    erased do. A class that is going on does not count, since people are still being called. Returns None
    for fewer than two classes, or if the roll of one of them was not called.
    """
    classes = _finished(classes_held(sessions))
    if not classes:
        return None
    last = classes[-1]
    here = [session for session in classes if _place(session) == _place(last)]
    if len(here) < 2:
        return None
    counted = frozenset(learners)
    present: dict[str, set[str]] = {}
    called = set()
    for mark in attendance:
        called.add(mark.session)
        if mark.state != "absent" and mark.learner in counted:
            present.setdefault(mark.session, set()).add(mark.learner)
    before = present.get(here[-2].id, set())
    if not before or last.id not in called:
        return None
    return ReturnRate(came=len(before & present.get(last.id, set())), of=len(before))


def _place(session: Session) -> tuple[str, str]:
    return fold_case(session.commune), fold_case(session.hamlet)


def _finished(classes: Sequence[Session]) -> list[Session]:
    """Return the classes that are over: ended, or followed by another class in the same place."""
    last = {_place(session): session.id for session in classes}
    return [
        session
        for session in classes
        if session.state == "ended" or last[_place(session)] != session.id
    ]
