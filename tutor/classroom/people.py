"""Who of the roster belongs to a hamlet, however its name was typed, and of which commune it is."""

from collections import Counter
from collections.abc import Iterable

from tutor.content.text import folded
from tutor.records.people import Person


def learners_of_hamlet(people: Iterable[Person], hamlet: str) -> list[Person]:
    """Return who of the roster learns in a hamlet; who has none said belongs to every one."""
    name = folded(hamlet)
    learners = [one for one in people if one.on_roster and one.role == "learner"]
    return [one for one in learners if not name or folded(one.hamlet) in ("", name)]


def usual_spelling(people: Iterable[Person], hamlet: str) -> str:
    """Return the name of a hamlet as it is written most often on the roster, else as it was typed."""
    name = folded(hamlet)
    known = Counter(one.hamlet for one in people if one.on_roster and folded(one.hamlet) == name)
    return max(known, key=lambda written: known[written], default=hamlet)


def only_commune_of(people: Iterable[Person], hamlet: str) -> str:
    """Return the commune of those who learn in a hamlet, "" where none is noted or several are."""
    found = communes_of(people, hamlet)
    return found[0] if len(found) == 1 else ""


def communes_of(people: Iterable[Person], hamlet: str) -> tuple[str, ...]:
    """Return in order the communes noted of those who learn in a hamlet, without one of all learners."""
    name = folded(hamlet)
    there = [
        one for one in learners_of_hamlet(people, hamlet) if folded(one.hamlet) == name or not name
    ]
    found = {folded(one.commune): one.commune for one in there if one.commune}
    return tuple(found[commune] for commune in sorted(found))
