"""Statistical disclosure control: which places a report shows apart, so that no group is below 5 people.

It protects what people can do and how they met scams. Small hamlets are merged into "other hamlets"; small
communes are treated as one. Every group that is shown, and every difference of two of them, is about nobody
or about at least `SMALLEST_GROUP` people.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from tutor.reports.locations import Hamlet, hamlets_by_commune

SMALLEST_GROUP = 5

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Group:
    """Hamlets whose people are reported together.

    `commune` is None for small communes that are treated as one. `part` is the only hamlet of the group,
    "others" for the small ones of the commune, "all" for the total of the commune.
    """

    commune: str | None
    part: Hamlet | Literal["others", "all"]
    hamlets: tuple[Hamlet, ...]
    people: int

    @property
    def hidden(self) -> bool:
        """Whether the group is too small to be shown: all of its people together are fewer than 5."""
        return is_too_small(self.people)


def is_too_small(people: int) -> bool:
    """Return whether nothing may be shown about so many people; about nobody there is nothing to hide."""
    return 0 < people < SMALLEST_GROUP


def merge_small(people: Mapping[Key, int]) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
    """Return the places to show apart and those to merge, both in the order given.

    Places below 5 people are merged. While the merged places together have fewer than 5, the next smallest
    place joins them; they stay below 5 only where all places together are. A place without people is shown.
    """
    by_size = sorted((key for key in people if people[key]), key=lambda key: people[key])
    merged: set[Key] = set()
    total = 0
    for key in by_size:
        if not is_too_small(people[key]) and not is_too_small(total):
            break
        merged.add(key)
        total += people[key]
    return (
        tuple(key for key in people if key not in merged),
        tuple(key for key in people if key in merged),
    )


def disclosed_groups(people: Mapping[Hamlet, int]) -> tuple[Group, ...]:
    """Return the groups to show of hamlets with so many people each, by commune, the total of each last.

    Where a total has fewer than 5 people, its group is `hidden`. Hamlets without people are shown apart.
    """
    communes = hamlets_by_commune(people)
    shown, merged = merge_small(
        {code: sum(people[hamlet] for hamlet in hamlets) for code, hamlets in communes.items()}
    )
    if len(merged) == 1:
        # One small commune and no other: it keeps its name.
        shown, merged = (*shown, *merged), ()
    groups = [group for code in shown for group in _of_commune(code, communes[code], people)]
    if merged:
        pooled = [hamlet for code in merged for hamlet in communes[code]]
        groups += _of_commune(None, pooled, people)
    return tuple(groups)


def _of_commune(
    commune: str | None, hamlets: Sequence[Hamlet], people: Mapping[Hamlet, int]
) -> Iterator[Group]:
    """Yield the hamlets to show, the others, and the total."""

    def group(part: Hamlet | Literal["others", "all"], members: Sequence[Hamlet]) -> Group:
        return Group(commune, part, tuple(members), sum(people[hamlet] for hamlet in members))

    shown, merged = merge_small({hamlet: people[hamlet] for hamlet in hamlets})
    if len(hamlets) == 1:
        shown, merged = tuple(hamlets), ()
    for hamlet in shown:
        yield group(hamlet, [hamlet])
    is_total = all(not people[hamlet] for hamlet in shown)
    if merged and not is_total:
        yield group("others", merged)
    # Without a noted commune the total means little: it is shown where nothing else is.
    if commune or (merged and is_total):
        yield group("all", hamlets)
