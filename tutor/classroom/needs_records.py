"""What the people of a hamlet have learnt so far, read from the records."""

from collections.abc import Iterable
from datetime import date

from tutor.classroom.needs import Learnt, Needs, learnt, needs_of
from tutor.classroom.plan import lesson_of
from tutor.content.catalogue import Catalogue
from tutor.play.refresh.today import Today
from tutor.records import Person, Store
from tutor.records.class_records import Session


def needs_of_group(
    store: Store, catalogue: Catalogue, people: Iterable[Person], day: date, language: str
) -> Needs:
    """Return what these people need on a day; where there is nobody yet, what somebody new needs.

    Raises StoreUnavailable where the records can't be read.
    """
    sessions = store.classes.sessions()
    lessons = {one.id: _lessons_of(store, one) for one in sessions}
    days = {one.id: one.day for one in sessions}
    found: list[Learnt] = []
    for person in people:
        in_class: dict[str, date] = {}
        for one in store.classes.attended_by(person.id):
            if one.state == "absent" or one.session not in days or days[one.session] > day:
                continue
            for lesson in lessons[one.session]:
                in_class[lesson] = max(days[one.session], in_class.get(lesson, date.min))
        finished = (one.lesson for one in store.history(person.id) if one.times_finished)
        due = Today(store, person.id, catalogue, day).lessons(language)
        found.append(learnt(finished, (entry.id for entry in due), in_class, day))
    newcomer = Learnt(frozenset())
    return needs_of(found or [newcomer], catalogue.lessons(language))


def _lessons_of(store: Store, session: Session) -> tuple[str, ...]:
    """Return the lessons that a class had: those led to their end, or planned ones if none was led."""
    if session.started_at is None:
        return ()
    items = store.classes.items(session.id)
    if not items:
        return session.lessons
    led = (lesson_of(one.key) for one in items if one.state == "finished")
    return tuple(filter(None, led))
