"""What a group needs next: first what is due again, then what follows in the order of the curriculum."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
    """What to take up again, and what comes next; what serves most stands first."""

    refresh: tuple[Need, ...]
    following: tuple[Need, ...]

    @property
    def lessons(self) -> tuple[str, ...]:
        """The lessons of a class that fits this group, the most needed first."""
        both = (*self.refresh[:1], *self.following[:2])
        return tuple(dict.fromkeys(need.lesson for need in both))


def needs_of(learners: Iterable[Learnt], curriculum: Sequence[LessonEntry]) -> Needs:
    """Return what these people need of the lessons there are, in the order of the curriculum.

    What comes next for somebody is the first lesson not finished yet whose lessons before it are.
    """
    lessons = [entry for entry in curriculum if entry.topic != _FOR_VOLUNTEERS]
    known = {entry.id for entry in lessons}
    due: Counter[str] = Counter()
    following: Counter[str] = Counter()
    for one in learners:
        due.update(lesson for lesson in dict.fromkeys(one.due) if lesson in known)
        ahead = _next(one.finished, lessons, known)
        if ahead is not None:
            following[ahead] += 1
    place = {entry.id: i for i, entry in enumerate(lessons)}

    def ranked(counted: Counter[str]) -> tuple[Need, ...]:
        order = sorted(counted, key=lambda lesson: (-counted[lesson], place[lesson]))
        return tuple(Need(lesson, counted[lesson]) for lesson in order)

    return Needs(ranked(due), ranked(following))


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
