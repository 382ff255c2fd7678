"""The learners of a hamlet: the same hamlet however its name was typed, and the commune it belongs to."""

from collections import Counter
from collections.abc import Iterable

from tutor.content.text import fold_case
from tutor.records.people import Person


def learners_of_hamlet(people: Iterable[Person], hamlet: str) -> list[Person]:
    """Return the learners on the roster who live in a hamlet; those without a hamlet belong to every one."""
    name = fold_case(hamlet)
    learners = [person for person in people if person.on_roster and person.role == "learner"]
    return [person for person in learners if not name or fold_case(person.hamlet) in ("", name)]


def usual_spelling(people: Iterable[Person], hamlet: str) -> str:
    """Return the most frequent spelling of a hamlet on the roster, else the one given."""
    name = fold_case(hamlet)
    spellings = Counter(
        person.hamlet for person in people if person.on_roster and fold_case(person.hamlet) == name
    )
    return max(spellings, key=lambda spelling: spellings[spelling], default=hamlet)


def only_commune_of(people: Iterable[Person], hamlet: str) -> str:
    """Return the commune of the learners of a hamlet, "" if none or several are noted."""
    communes = communes_of(people, hamlet)
    return communes[0] if len(communes) == 1 else ""


def communes_of(people: Iterable[Person], hamlet: str) -> tuple[str, ...]:
    """Return the communes of those who live in a hamlet, sorted; of all learners if it is ""."""
    name = fold_case(hamlet)
    communes = {
        fold_case(person.commune): person.commune
        for person in learners_of_hamlet(people, hamlet)
        if person.commune and (fold_case(person.hamlet) == name or not name)
    }
    return tuple(communes[commune] for commune in sorted(communes))
