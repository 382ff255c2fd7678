"""What the people of a hamlet have learnt so far, read from the records."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from tutor.classroom.led import lessons_finished
from tutor.classroom.needs import Learnt, Needs, learnt, needs_of
from tutor.content.catalogue import Catalogue
from tutor.play.refresh.today import class_days, due_lessons
from tutor.play.skills import skill_record
from tutor.records.class_views import ClassSnapshot
from tutor.records.people import Person
from tutor.records.store import Store


def needs_of_group(
    store: Store, catalogue: Catalogue, people: Iterable[Person], day: date, language: str
) -> Needs:
    """Return what these people need on a day; where there is nobody yet, what somebody new needs.

    It makes three reads, however many people there are. Raises StoreUnavailable where one fails.
    """
    learners = [person.id for person in people]
    classes = store.classes.snapshot()
    alone = _finished_alone(store, learners)
    events = store.events_by_learner(learners)
    in_class = _met_in_class(classes, learners, day)
    days = class_days(classes.sessions, day)
    found: list[Learnt] = []
    for learner in learners:
        due = due_lessons(skill_record(events.get(learner, ())), days, catalogue, day, language)
        found.append(learnt(alone[learner], (entry.id for entry in due), in_class[learner], day))
    newcomer = Learnt(frozenset())
    return needs_of(found or [newcomer], catalogue.lessons(language))


def finished_lessons(
    store: Store, learners: Collection[str], day: date
) -> dict[str, frozenset[str]]:
    """Return by learner the lessons that they finished by a day, alone or in a class, in two reads."""
    alone = _finished_alone(store, learners)
    in_class = _met_in_class(store.classes.snapshot(), learners, day)
    return {learner: frozenset((*alone[learner], *in_class[learner])) for learner in learners}


def _finished_alone(store: Store, learners: Iterable[str]) -> dict[str, list[str]]:
    histories = store.histories()
    return {
        learner: [lesson.lesson for lesson in histories.get(learner, ()) if lesson.times_finished]
        for learner in learners
    }


def _met_in_class(
    classes: ClassSnapshot, learners: Iterable[str], day: date
) -> dict[str, dict[str, date]]:
    """Return by learner the lessons of the sessions they were at by a day, each with its last day."""
    taught: Mapping[str, tuple[date, tuple[str, ...]]] = {
        session.id: (session.day, lessons_finished(session, classes.items.get(session.id, ())))
        for session in classes.sessions
    }
    met: dict[str, dict[str, date]] = {learner: {} for learner in learners}
    for mark in classes.attendance:
        on, lessons = taught.get(mark.session, (day, ()))
        if mark.learner in met and mark.state != "absent" and on <= day:
            of_learner = met[mark.learner]
            for lesson in lessons:
                of_learner[lesson] = max(on, of_learner.get(lesson, date.min))
    return met
