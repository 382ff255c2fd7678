"""What a group needs next: first what is due again, then what follows in the order of the curriculum."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tutor.classroom.plan import run_of_show
from tutor.content.catalogue import LessonEntry

REFRESH_AFTER = timedelta(days=14)
"""A warning wears off between the second and the fourth week: from then on a class hears it again."""

# Lessons for those who lead, not for those who come to learn.
_FOR_VOLUNTEERS = "tinh-nguyen-vien"


@dataclass(frozen=True, slots=True)
class Learnt:
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


def needs_of(learners: Iterable[Learnt], curriculum: Sequence[LessonEntry]) -> Needs:
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


def learnt(
    finished: Iterable[str], due: Iterable[str], in_class: Mapping[str, date], day: date
) -> Learnt:
    """Return what somebody learnt who finished lessons alone and was at classes that had others.

    `in_class` says on which day each lesson was last met in a class.
    """
    again = [
        lesson
        for lesson, met in sorted(in_class.items(), key=lambda one: (one[1], one[0]))
        if day - met >= REFRESH_AFTER
    ]
    return Learnt(frozenset((*finished, *in_class)), tuple(dict.fromkeys((*due, *again))))
