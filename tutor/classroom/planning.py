"""Planning a class: what its group was taught and needs next, and which class is meant today."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tutor.classroom.plan import lesson_of, run_of_show
from tutor.content.bulletins import fresh_bulletins
from tutor.content.catalogue import Catalogue, LessonEntry
from tutor.content.path import next_on_path
from tutor.content.text import fold_case
from tutor.i18n import N_
from tutor.learning.refresh import class_days, due_lessons
from tutor.learning.skills import skill_record
from tutor.records.class_views import ClassSnapshot, ItemRecord, ItemState, Session
from tutor.records.journal import BUILD_DATE
from tutor.records.people import Person
from tutor.records.store import Store

REFRESH_AFTER = timedelta(days=14)
"""A warning wears off between the second and the fourth week: from then on a class hears it again."""

OVERTIME = timedelta(hours=4)
"""A class that runs so much longer than planned was not ended by mistake."""

OTHER_DAY = N_(
    "A class is planned for a day from today on, within a year. Please type another day."
)
_AHEAD = timedelta(days=366)


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
    `bulletin` is a new scam bulletin that most have not met, "" where there is none.
    """

    refresh: tuple[Need, ...]
    following: tuple[Need, ...]
    path: tuple[str, ...] = ()
    bulletin: str = ""

    def lessons(
        self,
        minutes: int,
        people: int,
        lesson_minutes: Mapping[str, int],
        before: Sequence[str] = (),
    ) -> tuple[str, ...]:
        """Return the lessons that fill a class of this many minutes, the most needed first.

        A scam bulletin stands before them, as it does in the class. `lesson_minutes` are those of each lesson
        for one person, `before` the lessons of the last class.
        """
        due = [need.lesson for need in self.refresh]
        new = (self.bulletin,) if self.bulletin else ()
        chosen = {lesson: lesson_minutes[lesson] for lesson in new}
        for lesson in dict.fromkeys((*due[:1], *self.path, *due[1:])):
            more = {**chosen, lesson: lesson_minutes[lesson]}
            plan = run_of_show(minutes, people, more, before, new)
            if len(chosen) > len(new) and not plan.easy:
                break
            chosen = more
        return tuple(chosen)


def needs_of_learners(
    learners: Iterable[LearnerProgress], curriculum: Sequence[LessonEntry], day: date
) -> Needs:
    """Return the needs of these people on a day; `curriculum` are the lessons in their order.

    The next lesson of somebody is the first unfinished one, or what that one still needs.
    """
    known = {entry.id for entry in curriculum}
    due: Counter[str] = Counter()
    reached: list[frozenset[str]] = []
    for learner in learners:
        due.update(lesson for lesson in dict.fromkeys(learner.due) if lesson in known)
        reached.append(learner.finished)
    place = {entry.id: i for i, entry in enumerate(curriculum)}
    bulletin = next(
        (
            entry.id
            for entry in fresh_bulletins(curriculum, day)
            if 2 * sum(entry.id in finished for finished in reached) < len(reached)
        ),
        "",
    )
    # Another day it comes along the path like any lesson.
    lessons = [entry for entry in curriculum if entry.id != bulletin]

    def next_lessons() -> Counter[str]:
        following = (next_on_path(lessons, finished) for finished in reached)
        return Counter(entry.id for entry in following if entry is not None)

    def rank(counted: Counter[str]) -> tuple[Need, ...]:
        order = sorted(counted, key=lambda lesson: (-counted[lesson], place[lesson]))
        return tuple(Need(lesson, counted[lesson]) for lesson in order)

    following = next_lessons()
    path: list[str] = []
    coming = following
    while coming:
        path.append(rank(coming)[0].lesson)
        reached = [finished | {path[-1]} for finished in reached]
        coming = next_lessons()
    return Needs(rank(due), rank(following), tuple(path), bulletin)


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
    if session.form == "visit" or not session.held:
        return ()
    return _in_state(items, "finished") if items else session.lessons


def lessons_of_class(session: Session, items: Sequence[ItemRecord]) -> tuple[str, ...]:
    """Return the lessons that were on in a class, and absent learners missed: those begun or finished.

    If there are none, the planned lessons without those that were left out.
    """
    left_out = _in_state(items, "dropped")
    return _in_state(items, "started", "finished") or tuple(
        lesson for lesson in session.lessons if lesson not in left_out
    )


def _in_state(items: Iterable[ItemRecord], *states: ItemState) -> tuple[str, ...]:
    return tuple(filter(None, (lesson_of(item.key) for item in items if item.state in states)))


def needs_of_group(
    store: Store,
    catalogue: Catalogue,
    people: Iterable[Person],
    day: date,
    language: str,
    coming: Collection[str] = (),
) -> Needs:
    """Return what these people need on a day; for an empty group, what a newcomer needs.

    `coming` are the lessons of classes that are planned before that day: they will have been learnt.

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
            learner_progress(
                (*alone[learner], *coming), (entry.id for entry in due), in_class[learner], day
            )
        )
    newcomer = LearnerProgress(frozenset(coming))
    return needs_of_learners(group or [newcomer], catalogue.lessons(language), day)


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


def can_be_planned(day: date, *possible_todays: date) -> bool:
    """Return True if a day is not past and at most a year ahead of one of the possible todays.

    A laptop that lost its date shows one long before the day that people mean.
    """
    return any(today <= day <= max(today, BUILD_DATE.date()) + _AHEAD for today in possible_todays)


def day_passed(known_time: datetime, now: datetime) -> date | None:
    """Return the day of a time that is known to have passed, if the clock shows an earlier day, else None."""
    known = known_time.astimezone(now.tzinfo).date()
    return known if now.date() < known else None


def next_class_day(sessions: Iterable[Session], hamlet: str, first_day: date) -> date:
    """Return the day to propose for a hamlet's next class, from `first_day` on.

    It is the weekday of the hamlet's last class, after that one; tomorrow if there is none.
    """
    last = last_class(sessions, hamlet)
    if last is None:
        return first_day + timedelta(days=1)
    weeks = max(1, -((last.day - first_day).days // 7))
    return last.day + timedelta(weeks=weeks)


def last_class(sessions: Iterable[Session], hamlet: str) -> Session | None:
    """Return the latest class of a hamlet that is planned or was held, None if there is none."""
    return next(iter(_classes_of(sessions, hamlet)), None)


def usual_time_and_place(sessions: Iterable[Session], hamlet: str) -> tuple[str, str]:
    """Return when and where a hamlet last had a class whose time or place is known, each "" otherwise."""
    known = (
        (session.time, session.place)
        for session in _classes_of(sessions, hamlet)
        if session.time or session.place
    )
    return next(known, ("", ""))


def _classes_of(sessions: Iterable[Session], hamlet: str) -> list[Session]:
    """Return the classes of a hamlet that are planned or were held, the latest first."""
    name = fold_case(hamlet)
    classes = [
        session
        for session in sessions
        if session.form == "class"
        and session.state != "cancelled"
        and fold_case(session.hamlet) == name
    ]
    return sorted(classes, key=lambda session: session.day, reverse=True)


def past_classes(sessions: Iterable[Session], today: date) -> list[Session]:
    """Return the classes to look back on, the latest first: those that ended, and those of earlier days.

    A class that was taken out of the plan before it began is none.
    """
    classes = [
        session
        for session in sessions
        if session.form == "class"
        and (session.state != "cancelled" or session.started_at is not None or session.on_paper)
        and (session.state == "ended" or (session.day < today and session.day != date.min))
    ]
    return sorted(classes, key=lambda session: session.day, reverse=True)


def end_forgotten(session: Session, now: datetime) -> bool:
    """Return True if a class is running for so long that nobody can have ended it when it was over."""
    begun = session.started_at
    longest = timedelta(minutes=session.minutes) + OVERTIME
    return session.state == "running" and begun is not None and now - begun > longest


def current_class(
    sessions: Iterable[Session], today: date, passed: date | None = None
) -> Session | None:
    """Return today's running or planned class, else an earlier class that was not ended.

    A running class with a later day means that the clock is behind. If the clock is known to be behind, as
    `passed` is a later day, and no class matches, return the next planned class: the user decides.
    """
    classes = [session for session in sessions if session.form == "class"]
    running = [session for session in classes if session.state == "running"]
    now = [session for session in running if session.day >= today]
    planned = [session for session in classes if session.state == "planned"]
    of_today = [session for session in planned if session.day == today]
    # An earlier class that was not ended must not hide today's class.
    left = [session for session in running if session.day < today]
    current = next(iter([*reversed(now), *of_today, *reversed(left)]), None)
    if current is None and passed is not None:
        return next((session for session in planned if session.day >= passed), None)
    return current


def following_class(records: ClassSnapshot, session: str, today: date) -> Session | None:
    """Return the next other class in the hamlet of a session; in any hamlet for an id that is not there."""
    now = records.session(session)
    return next(
        (
            other
            for other in records.upcoming(today)
            if other.id != session
            and (now is None or fold_case(other.hamlet) == fold_case(now.hamlet))
        ),
        None,
    )
