"""Where people live and classes are held: the same hamlet under one name, however it was written down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tutor.content.text import fold_case, one_line
from tutor.i18n import N_, Translator
from tutor.reports import places
from tutor.reports.kept import Scope
from tutor.reports.targets import Targets
from tutor.vietnamese import unmarked


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A hamlet: the code of its commune, or what was written that names none, and its name as compared."""

    commune: str
    hamlet: str


class Whereabouts:
    """Finds the spot of what was written down.

    A commune of before 2025 is the one that it became. Where no commune was written, it is that of the only
    hamlet of this name in the volunteers' file; what may be several communes stays as it was written.
    """

    def __init__(self, targets: Targets, translate: Translator) -> None:
        self._translate = translate
        self._spellings: dict[Spot, str] = {}
        self._unclear: dict[str, str] = {}
        self._listed: dict[str, list[str]] = {}
        for one in targets.hamlets:
            self._listed.setdefault(fold_case(one.hamlet), []).append(one.commune)
            self.spot(one.commune, one.hamlet)

    def spot(self, commune: str, hamlet: str) -> Spot:
        """Return the spot of a commune and a hamlet as they were written, and note its spelling."""
        name = fold_case(one_line(hamlet))
        code = self._code(one_line(commune)) if commune else self._only(name)
        found = Spot(code, name)
        self._spellings.setdefault(found, one_line(hamlet))
        return found

    def _only(self, hamlet: str) -> str:
        listed = self._listed.get(hamlet, []) if hamlet else []
        return listed[0] if len(listed) == 1 else ""

    def _code(self, written: str) -> str:
        found = places.find(written)
        if len(found) == 1:
            return found[0].code
        self._unclear[written] = "; ".join(map(str, found[:6]))
        return written

    def inside(self, spot: Spot, scope: Scope) -> bool:
        """Tell whether a spot lies in what a report is of."""
        return (not scope.commune or spot.commune == scope.commune) and (
            not scope.hamlet or spot.hamlet == fold_case(scope.hamlet)
        )

    def hamlet(self, spot: Spot) -> str:
        """Return what a hamlet is called."""
        return self._spellings.get(spot, "") or self._translate(N_("(hamlet not noted)"))

    def commune(self, code: str) -> str:
        """Return what a commune is called, its province with it."""
        if not code:
            return self._translate(N_("(commune not noted)"))
        found = places.commune(code)
        return code if found is None else str(found)

    def notes(self) -> tuple[str, ...]:
        """Say which communes were written so that none, or several, may be meant."""
        said = {
            True: N_("“{written}” may be several communes, and counts apart: {several}."),
            False: N_("“{written}” is no commune of the list of 2025, and counts apart."),
        }
        return tuple(
            self._translate(said[bool(several)], written=written, several=several)
            for written, several in self._unclear.items()
        )


def by_commune(spots: Iterable[Spot]) -> Mapping[str, tuple[Spot, ...]]:
    """Return hamlets by their communes, both in order; what was not noted is last."""
    found: dict[str, list[Spot]] = {}
    for spot in sorted(set(spots), key=_order):
        found.setdefault(spot.commune, []).append(spot)
    return {commune: tuple(those) for commune, those in found.items()}


def _order(spot: Spot) -> tuple[bool, str, bool, str, str]:
    hamlet = unmarked(spot.hamlet)
    return not spot.commune, spot.commune, not spot.hamlet, hamlet, spot.hamlet
