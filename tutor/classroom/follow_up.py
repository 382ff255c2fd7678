"""Who comes back: the figure that tells whether a class is worth people's while."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tutor.content.text import folded
from tutor.records.class_views import Attendance, Session


@dataclass(frozen=True, slots=True)
class ReturnRate:
    """Of the people of the last class but one, how many came to the last."""

    came: int
    of: int


def classes_held(sessions: Iterable[Session]) -> list[Session]:
    """Return the classes that took place, by day."""
    return [one for one in sessions if one.form == "class" and one.started_at is not None]


def _place(session: Session) -> tuple[str, str]:
    return folded(session.commune), folded(session.hamlet)


def _over(classes: Sequence[Session]) -> list[Session]:
    """Return the classes that ended; one that nobody ended is over when the next began in its place."""
    last = {_place(one): one.id for one in classes}
    return [one for one in classes if one.state == "ended" or last[_place(one)] != one.id]


def return_rate(
    sessions: Sequence[Session], attendances: Iterable[Attendance], learners: Iterable[str]
) -> ReturnRate | None:
    """Return how many came back to the last class of the hamlet where one was last held.

    None where there were not two classes yet, or nobody was called at one of them. Those who help, and those
    who were erased, do not count. A class that goes on does not either: people are still being called.
    """
    classes = _over(classes_held(sessions))
    if not classes:
        return None
    last = classes[-1]
    here = [one for one in classes if _place(one) == _place(last)]
    if len(here) < 2:
        return None
    counted = frozenset(learners)
    there: dict[str, set[str]] = {}
    called = set()
    for one in attendances:
        called.add(one.session)
        if one.state != "absent" and one.learner in counted:
            there.setdefault(one.session, set()).add(one.learner)
    before = there.get(here[-2].id, set())
    if not before or last.id not in called:
        return None
    return ReturnRate(came=len(before & there.get(last.id, set())), of=len(before))
