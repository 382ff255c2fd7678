"""Matches hamlets and communes as people wrote them, so that one hamlet is counted as one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tutor import places
from tutor.content.text import fold_case, one_line
from tutor.i18n import N_, Translator
from tutor.reports.data import Scope
from tutor.reports.targets import Targets
from tutor.vietnamese import unmarked

_SEVERAL = N_("“{written}” may be several communes, and counts apart: {several}.")
_UNKNOWN = N_("“{written}” is no commune of the list of 2025, and counts apart.")


@dataclass(frozen=True, slots=True, order=True)
class Hamlet:
    """A hamlet: the code of its commune (or the text that names none), and its own name, case-fold_case."""

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
        for totals in targets.hamlets:
            self._listed.setdefault(fold_case(totals.hamlet), []).append(totals.commune)
            self.find(totals.commune, totals.hamlet)

    def find(self, commune: str, hamlet: str) -> Hamlet:
        """Return the hamlet of two written names, and remember the first spelling of it."""
        name = fold_case(one_line(hamlet))
        code = self._code(one_line(commune)) if commune else self._listed_commune(name)
        found = Hamlet(code, name)
        self._spellings.setdefault(found, one_line(hamlet))
        return found

    def _listed_commune(self, hamlet: str) -> str:
        listed = self._listed.get(hamlet, []) if hamlet else []
        return listed[0] if len(listed) == 1 else ""

    def _code(self, written: str) -> str:
        found = places.find(written)
        if len(found) == 1:
            return found[0].code
        self._unclear[written] = "; ".join(map(str, found[:6]))
        return written

    def is_inside(self, hamlet: Hamlet, scope: Scope) -> bool:
        """Return whether a hamlet lies in the place of a report."""
        return (not scope.commune or hamlet.commune == scope.commune) and (
            not scope.hamlet or hamlet.name == fold_case(scope.hamlet)
        )

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
    found: dict[str, list[Hamlet]] = {}
    for hamlet in sorted(set(hamlets), key=_sort_key):
        found.setdefault(hamlet.commune, []).append(hamlet)
    return {commune: tuple(members) for commune, members in found.items()}


def _sort_key(hamlet: Hamlet) -> tuple[bool, str, bool, str, str]:
    name = hamlet.name
    return not hamlet.commune, hamlet.commune, not name, unmarked(name), name
