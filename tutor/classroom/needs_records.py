"""What the people of a hamlet have learnt so far, read from the records."""

from collections.abc import Iterable, Mapping
from datetime import date

from tutor.classroom.led import lessons_finished
from tutor.classroom.needs import Learnt, Needs, learnt, needs_of
from tutor.content.catalogue import Catalogue
from tutor.play.refresh.today import Today
from tutor.records import Person, Store


def needs_of_group(
    store: Store, catalogue: Catalogue, people: Iterable[Person], day: date, language: str
) -> Needs:
    """Return what these people need on a day; where there is nobody yet, what somebody new needs.

    Raises StoreUnavailable where the records can't be read.
    """
    held = _held(store)
    found: list[Learnt] = []
    for person in people:
        in_class = _in_class(store, held, person.id, day)
        due = Today(store, person.id, catalogue, day).lessons(language)
        alone = _alone(store, person.id)
        found.append(learnt(alone, (entry.id for entry in due), in_class, day))
    newcomer = Learnt(frozenset())
    return needs_of(found or [newcomer], catalogue.lessons(language))


def finished_lessons(store: Store, person: str, day: date) -> frozenset[str]:
    """Return the lessons that somebody finished by a day, alone or in a class."""
    return frozenset((*_alone(store, person), *_in_class(store, _held(store), person, day)))


_Held = Mapping[str, tuple[date, tuple[str, ...]]]


def _held(store: Store) -> _Held:
    """Return of each session its day and the lessons that were led there to their end."""
    items = store.classes.items
    return {
        one.id: (one.day, lessons_finished(one, items(one.id))) for one in store.classes.sessions()
    }


def _alone(store: Store, person: str) -> list[str]:
    return [one.lesson for one in store.history(person) if one.times_finished]


def _in_class(store: Store, held: _Held, person: str, day: date) -> dict[str, date]:
    """Return the lessons of the sessions where somebody was, each with the last day of it."""
    found: dict[str, date] = {}
    for one in store.classes.attended_by(person):
        on, lessons = held.get(one.session, (day, ()))
        if one.state != "absent" and on <= day:
            found |= {lesson: max(on, found.get(lesson, date.min)) for lesson in lessons}
    return found
