"""The lessons that a class had, by the items of its run-of-show."""

from collections.abc import Iterable, Sequence

from tutor.classroom.plan import lesson_of
from tutor.records.class_views import ItemRecord, ItemState, Session


def lessons_finished(session: Session, items: Sequence[ItemRecord]) -> tuple[str, ...]:
    """Return the lessons that were led to their end; of a class led without the panel the planned ones.

    A visit has none of its own: there a lesson is opened for one learner, and stands in their history.
    """
    if session.form == "visit" or session.started_at is None:
        return ()
    return _in_state(items, "finished") if items else session.lessons


def lessons_for_absent(session: Session, items: Sequence[ItemRecord]) -> tuple[str, ...]:
    """Return the lessons that those who were not there missed: the ones led, or begun.

    Where the panel led none, they are the planned ones without those that were left out.
    """
    left_out = _in_state(items, "dropped")
    return _in_state(items, "started", "finished") or tuple(
        one for one in session.lessons if one not in left_out
    )


def _in_state(items: Iterable[ItemRecord], *states: ItemState) -> tuple[str, ...]:
    return tuple(filter(None, (lesson_of(one.key) for one in items if one.state in states)))
