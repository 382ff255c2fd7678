"""Hamlets in reports: one however its name was written, and shown apart only if it is large enough.

Disclosure control protects what people can do and how they met scams. Small hamlets are merged into "other
hamlets"; small communes are treated as one. Every group that is shown, and every difference of two of them,
is about nobody or about at least `SMALLEST_GROUP` people.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from tutor import places
from tutor.content.text import fold_case, one_line
from tutor.i18n import N_, Translator
from tutor.reports.targets import Targets
from tutor.vietnamese import unmarked

_SEVERAL = N_("“{written}” may be several communes, and counts apart: {several}.")
_UNKNOWN = N_("“{written}” is no commune of the list of 2025, and counts apart.")
SMALLEST_GROUP = 5

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True, order=True)
class Hamlet:
    """A hamlet: the code of its commune (or the text that names none), and its own name, case-folded."""

    commune: str
    name: str


class HamletIndex:
    """Finds the hamlet that a written commune and hamlet name mean.

    A commune from before 2025 is the one that it became. Without a commune, it is that of the only hamlet
    of this name in the volunteers' file. A name of several communes stays as it was written.
    """

    def __init__(self, targets: Targets, translate: Translator) -> None:
        self._translate = translate
        self._spellings: dict[Hamlet, str] = {}
        self._unclear: dict[str, str] = {}
        self._listed: dict[str, list[str]] = {}
        self._hamlets: dict[tuple[str, str], Hamlet] = {}
        for totals in targets.hamlets:
            self._listed.setdefault(fold_case(totals.hamlet), []).append(totals.commune)
            self.find(totals.commune, totals.hamlet)
        # A hamlet without a commune may have been listed alone until another was read.
        self._hamlets.clear()

    def find(self, commune: str, hamlet: str) -> Hamlet:
        """Return the hamlet of two written names, and remember the first spelling of it."""
        known = self._hamlets.get((commune, hamlet))
        if known is not None:
            return known
        name = fold_case(one_line(hamlet))
        code = self._code(one_line(commune)) if commune else self._listed_commune(name)
        meant = self._hamlets[commune, hamlet] = Hamlet(code, name)
        self._spellings.setdefault(meant, one_line(hamlet))
        return meant

    def _listed_commune(self, hamlet: str) -> str:
        listed = self._listed.get(hamlet, []) if hamlet else []
        return listed[0] if len(listed) == 1 else ""

    def _code(self, written: str) -> str:
        communes = places.find(written)
        if len(communes) == 1:
            return communes[0].code
        self._unclear[written] = "; ".join(map(str, communes[:6]))
        return written

    def names(self, hamlet: Hamlet) -> tuple[str, str]:
        """Return the names of the commune of a hamlet and of the hamlet itself."""
        return self.commune_name(hamlet.commune), self.hamlet_name(hamlet)

    def hamlet_name(self, hamlet: Hamlet) -> str:
        """Return the name of a hamlet as it was written."""
        return self._spellings.get(hamlet, "") or self._translate(N_("(hamlet not noted)"))

    def commune_name(self, code: str) -> str:
        """Return the name of a commune with its province; a text that is no code stays."""
        if not code:
            return self._translate(N_("(commune not noted)"))
        commune = places.commune(code)
        return code if commune is None else str(commune)

    def notes(self) -> tuple[str, ...]:
        """Return a sentence for each written commune that means none, or several."""
        return tuple(
            self._translate(_SEVERAL if several else _UNKNOWN, written=written, several=several)
            for written, several in self._unclear.items()
        )


def hamlets_by_commune(hamlets: Iterable[Hamlet]) -> Mapping[str, tuple[Hamlet, ...]]:
    """Return hamlets by the code of their commune, both sorted, those without a name last."""
    communes: dict[str, list[Hamlet]] = {}
    for hamlet in sorted(set(hamlets), key=_sort_key):
        communes.setdefault(hamlet.commune, []).append(hamlet)
    return {commune: tuple(members) for commune, members in communes.items()}


def _sort_key(hamlet: Hamlet) -> tuple[bool, str, bool, str, str]:
    name = hamlet.name
    return not hamlet.commune, hamlet.commune, not name, unmarked(name), name


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


def merge_small(people: Mapping[_Key, int]) -> tuple[tuple[_Key, ...], tuple[_Key, ...]]:
    """Return the places to show apart and those to merge, both in the order given.

    Places below 5 people are merged. While the merged places together have fewer than 5, the next smallest
    place joins them; they stay below 5 only where all places together are. A place without people is shown.
    """
    by_size = sorted((key for key in people if people[key]), key=lambda key: people[key])
    merged: set[_Key] = set()
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
    separate, merged = merge_small(
        {code: sum(people[hamlet] for hamlet in hamlets) for code, hamlets in communes.items()}
    )
    if len(merged) == 1:
        # One small commune and no other: it keeps its name.
        separate, merged = (*separate, *merged), ()
    groups = [group for code in separate for group in _of_commune(code, communes[code], people)]
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

    separate, merged = merge_small({hamlet: people[hamlet] for hamlet in hamlets})
    if len(hamlets) == 1:
        separate, merged = tuple(hamlets), ()
    for hamlet in separate:
        yield group(hamlet, [hamlet])
    is_total = all(not people[hamlet] for hamlet in separate)
    if merged and not is_total:
        yield group("others", merged)
    # Without a noted commune the total means little: it is shown where nothing else is.
    if commune or (merged and is_total):
        yield group("all", hamlets)
