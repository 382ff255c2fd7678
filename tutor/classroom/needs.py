"""What a group of learners was taught, what of it is due again, and which lessons come next."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tutor.classroom.plan import lesson_of, run_of_show
from tutor.content.catalogue import Catalogue, LessonEntry
from tutor.learning.refresh import class_days, due_lessons
from tutor.learning.skills import skill_record
from tutor.records.class_views import ClassSnapshot, ItemRecord, ItemState, Session
from tutor.records.people import Person
from tutor.records.store import Store

REFRESH_AFTER = timedelta(days=14)
"""A warning wears off between the second and the fourth week: from then on a class hears it again."""

# A topic for the team, not for learners.
_FOR_VOLUNTEERS = "tinh-nguyen-vien"


@dataclass(frozen=True, slots=True)
class LearnerProgress:
    """The lessons that one person finished, alone or in a class, and those of them that are due again."""

    finished: frozenset[str]
    due: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """A lesson, and how many people of the group need it."""

    lesson: str
    people: int


@dataclass(frozen=True, slots=True)
class Needs:
    """The lessons to refresh and those that come next, each with the most people first.

    `path` is a sequence of lessons: each is the next one for most people, once those before it are learnt.
    """

    refresh: tuple[Need, ...]
    following: tuple[Need, ...]
    path: tuple[str, ...] = ()

    def lessons(
        self, minutes: int, people: int, lesson_minutes: Mapping[str, int]
    ) -> tuple[str, ...]:
        """Return the lessons that fill a class of this many minutes, the most needed first.

        `lesson_minutes` are those of each lesson for one person.
        """
        due = [need.lesson for need in self.refresh]
        chosen: dict[str, int] = {}
        for lesson in dict.fromkeys((*due[:1], *self.path, *due[1:])):
            more = {**chosen, lesson: lesson_minutes[lesson]}
            if chosen and not run_of_show(minutes, people, more).easy:
                break
            chosen = more
        return tuple(chosen)


def needs_of_learners(
    learners: Iterable[LearnerProgress], curriculum: Sequence[LessonEntry]
) -> Needs:
    """Return the needs of these people; `curriculum` are the lessons in their order.

    The next lesson of somebody is the first unfinished one whose prerequisites are finished.
    """
    lessons = [entry for entry in curriculum if entry.topic != _FOR_VOLUNTEERS]
    known = {entry.id for entry in lessons}
    due: Counter[str] = Counter()
    reached: list[frozenset[str]] = []
    for learner in learners:
        due.update(lesson for lesson in dict.fromkeys(learner.due) if lesson in known)
        reached.append(learner.finished)
    place = {entry.id: i for i, entry in enumerate(lessons)}

    def next_lessons() -> Counter[str]:
        return Counter(filter(None, (_next(finished, lessons, known) for finished in reached)))

    def ranked(counted: Counter[str]) -> tuple[Need, ...]:
        order = sorted(counted, key=lambda lesson: (-counted[lesson], place[lesson]))
        return tuple(Need(lesson, counted[lesson]) for lesson in order)

    following = next_lessons()
    path: list[str] = []
    coming = following
    while coming:
        path.append(ranked(coming)[0].lesson)
        reached = [finished | {path[-1]} for finished in reached]
        coming = next_lessons()
    return Needs(ranked(due), ranked(following), tuple(path))


def _next(finished: frozenset[str], lessons: Sequence[LessonEntry], known: set[str]) -> str | None:
    for entry in lessons:
        missing = (set(entry.after) & known) - finished
        if entry.id not in finished and not missing:
            return entry.id
    return None


def learner_progress(
    finished: Iterable[str], due: Iterable[str], in_class: Mapping[str, date], day: date
) -> LearnerProgress:
    """Return the progress of somebody on a day.

    `finished` are lessons finished alone, `due` those due again by their skills, and `in_class` the last day
    on which a class they were at had each lesson.
    """
    again = [
        lesson
        for lesson, met in sorted(in_class.items(), key=lambda item: (item[1], item[0]))
        if day - met >= REFRESH_AFTER
    ]
    return LearnerProgress(frozenset((*finished, *in_class)), tuple(dict.fromkeys((*due, *again))))


def taught_lessons(session: Session, items: Sequence[ItemRecord]) -> tuple[str, ...]:
    """Return the lessons that a class finished; if the panel recorded no items, the planned ones.

    A visit has none: there a lesson is opened for one learner, and is in that learner's history.
    """
    if session.form == "visit" or session.started_at is None:
        return ()
    return _in_state(items, "finished") if items else session.lessons


def missed_lessons(session: Session, items: Sequence[ItemRecord]) -> tuple[str, ...]:
    """Return the lessons that absent learners missed: those begun or finished.

    If there are none, the planned lessons without those that were left out.
    """
    left_out = _in_state(items, "dropped")
    return _in_state(items, "started", "finished") or tuple(
        lesson for lesson in session.lessons if lesson not in left_out
    )


def _in_state(items: Iterable[ItemRecord], *states: ItemState) -> tuple[str, ...]:
    return tuple(filter(None, (lesson_of(item.key) for item in items if item.state in states)))


def needs_of_group(
    store: Store, catalogue: Catalogue, people: Iterable[Person], day: date, language: str
) -> Needs:
    """Return what these people need on a day; for an empty group, what a newcomer needs.

    Makes three reads, however many people there are. Raises StoreUnavailable.
    """
    learners = [person.id for person in people]
    classes = store.classes.snapshot()
    alone = _finished_alone(store, learners)
    events = store.events_by_learner(learners)
    in_class = _met_in_class(classes, learners, day)
    days = class_days(classes.sessions, day)
    group: list[LearnerProgress] = []
    for learner in learners:
        due = due_lessons(skill_record(events.get(learner, ())), days, catalogue, day, language)
        group.append(
            learner_progress(alone[learner], (entry.id for entry in due), in_class[learner], day)
        )
    newcomer = LearnerProgress(frozenset())
    return needs_of_learners(group or [newcomer], catalogue.lessons(language))


def finished_lessons(
    store: Store, learners: Collection[str], day: date, classes: ClassSnapshot | None = None
) -> dict[str, frozenset[str]]:
    """Return by learner the lessons that they finished by a day, alone or in a class.

    Makes one read, and another where no snapshot is given.
    """
    alone = _finished_alone(store, learners)
    in_class = _met_in_class(classes or store.classes.snapshot(), learners, day)
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
        session.id: (session.day, taught_lessons(session, classes.items.get(session.id, ())))
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
