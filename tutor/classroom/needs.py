"""What a group needs next: first what is due again, then what follows in the order of the curriculum."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tutor.classroom.plan import lesson_of, run_of_show
from tutor.content.catalogue import Catalogue, LessonEntry
from tutor.play.refresh.today import class_days, due_lessons
from tutor.play.skills import skill_record
from tutor.records.class_views import ClassSnapshot, ItemRecord, ItemState, Session
from tutor.records.people import Person
from tutor.records.store import Store

REFRESH_AFTER = timedelta(days=14)
"""A warning wears off between the second and the fourth week: from then on a class hears it again."""

# Lessons for those who lead, not for those who come to learn.
_FOR_VOLUNTEERS = "tinh-nguyen-vien"


@dataclass(frozen=True, slots=True)
class LearnerProgress:
    """What one person finished, alone or in a class, and what of it is due again."""

    finished: frozenset[str]
    due: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """A lesson, and how many of the group it would serve."""

    lesson: str
    people: int


@dataclass(frozen=True, slots=True)
class Needs:
    """What to take up again, and what comes next; what serves most stands first.

    `path` goes on from there: at each place of it what comes next for most, had they learnt all before it.
    """

    refresh: tuple[Need, ...]
    following: tuple[Need, ...]
    path: tuple[str, ...] = ()

    def lessons(self, minutes: int, people: int, took: Mapping[str, int]) -> tuple[str, ...]:
        """Return the lessons that fill a class of so many minutes, the most needed first.

        `took` are the minutes of each lesson for one person.
        """
        due = [need.lesson for need in self.refresh]
        chosen: dict[str, int] = {}
        for lesson in dict.fromkeys((*due[:1], *self.path, *due[1:])):
            more = {**chosen, lesson: took[lesson]}
            if chosen and not run_of_show(minutes, people, more).easy:
                break
            chosen = more
        return tuple(chosen)


def needs_of_learners(
    learners: Iterable[LearnerProgress], curriculum: Sequence[LessonEntry]
) -> Needs:
    """Return what these people need of the lessons there are, in the order of the curriculum.

    What comes next for somebody is the first lesson not finished yet whose lessons before it are.
    """
    lessons = [entry for entry in curriculum if entry.topic != _FOR_VOLUNTEERS]
    known = {entry.id for entry in lessons}
    due: Counter[str] = Counter()
    reached: list[frozenset[str]] = []
    for one in learners:
        due.update(lesson for lesson in dict.fromkeys(one.due) if lesson in known)
        reached.append(one.finished)
    place = {entry.id: i for i, entry in enumerate(lessons)}

    def ahead() -> Counter[str]:
        return Counter(filter(None, (_next(finished, lessons, known) for finished in reached)))

    def ranked(counted: Counter[str]) -> tuple[Need, ...]:
        order = sorted(counted, key=lambda lesson: (-counted[lesson], place[lesson]))
        return tuple(Need(lesson, counted[lesson]) for lesson in order)

    following = ahead()
    path: list[str] = []
    coming = following
    while coming:
        path.append(ranked(coming)[0].lesson)
        reached = [finished | {path[-1]} for finished in reached]
        coming = ahead()
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
    """Return what somebody learnt who finished lessons alone and was at classes that had others.

    `in_class` says on which day each lesson was last met in a class.
    """
    again = [
        lesson
        for lesson, met in sorted(in_class.items(), key=lambda one: (one[1], one[0]))
        if day - met >= REFRESH_AFTER
    ]
    return LearnerProgress(frozenset((*finished, *in_class)), tuple(dict.fromkeys((*due, *again))))


def taught_lessons(session: Session, items: Sequence[ItemRecord]) -> tuple[str, ...]:
    """Return the lessons that were led to their end; of a class led without the panel the planned ones.

    A visit has none of its own: there a lesson is opened for one learner, and stands in their history.
    """
    if session.form == "visit" or session.started_at is None:
        return ()
    return _in_state(items, "finished") if items else session.lessons


def missed_lessons(session: Session, items: Sequence[ItemRecord]) -> tuple[str, ...]:
    """Return the lessons that those who were not there missed: the ones led, or begun.

    Where the panel led none, they are the planned ones without those that were left out.
    """
    left_out = _in_state(items, "dropped")
    return _in_state(items, "started", "finished") or tuple(
        one for one in session.lessons if one not in left_out
    )


def _in_state(items: Iterable[ItemRecord], *states: ItemState) -> tuple[str, ...]:
    return tuple(filter(None, (lesson_of(one.key) for one in items if one.state in states)))


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
    found: list[LearnerProgress] = []
    for learner in learners:
        due = due_lessons(skill_record(events.get(learner, ())), days, catalogue, day, language)
        found.append(
            learner_progress(alone[learner], (entry.id for entry in due), in_class[learner], day)
        )
    newcomer = LearnerProgress(frozenset())
    return needs_of_learners(found or [newcomer], catalogue.lessons(language))


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
