"""What only the volunteers know: how many people and homes a hamlet has, and which targets were set by when.

It stands in `targets.yaml` beside the records; docs/reports.md says how to write it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from tutor.content.source import Document, read_path
from tutor.content.text import fold_case, one_line
from tutor.dates import parse_day
from tutor.i18n import N_, Translator
from tutor.reports import places

Measure = Literal["residents", "households", "access", "classes"]
Sure = Literal["counted", "estimated"]

PROFICIENT_SKILLS = 5
"""How many skills somebody has to have mastered to count as proficient, where the file does not say."""

_MEASURES: tuple[Measure, ...] = get_args(Measure)
_MOST = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is to be reached by a day: a share from 0 to 1; of classes, how many."""

    measure: Measure
    value: float
    by: date
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HamletTotals:
    """How many people of 60 and older, and how many homes, a hamlet has; who said so, and when."""

    commune: str
    hamlet: str
    residents: int | None = None
    households: int | None = None
    sure: Sure = "estimated"
    source: str = ""
    as_of: date | None = None
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """All that the file says; nothing where there is none."""

    proficient_skills: int = PROFICIENT_SKILLS
    targets: tuple[Target, ...] = ()
    hamlets: tuple[HamletTotals, ...] = ()


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong in the file: a message of the catalogue with its values."""

    line: int
    message: str
    values: Mapping[str, str] = field(default_factory=dict)

    def said(self, file: str, translate: Translator) -> str:
        """Return where it is and what is wrong, on one line."""
        return one_line(f"{file}:{self.line}: {translate(self.message, **self.values)}")


class TargetsError(Exception):
    """The file cannot be used; `lines` say why in the language of the reader."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def load_targets(file: Path, translate: Translator) -> Targets:
    """Read the file, which need not be there; raises TargetsError with all that is wrong in it."""
    if not file.exists():
        return Targets()
    document, problems = read_path(file, file.name)
    if document is None or problems:
        from tutor.content.problems import line_of

        raise TargetsError(tuple(line_of(one, translate) for one in problems))
    reader = _Reader(document)
    found = reader.whole()
    if reader.flaws:
        raise TargetsError(tuple(one.said(file.name, translate) for one in reader.flaws))
    return found


class _Reader:
    """Takes values out of the file, and notes what does not fit."""

    def __init__(self, document: Document) -> None:
        self.flaws: list[Flaw] = []
        self._document = document

    def whole(self) -> Targets:
        data = self._mapping(self._document.data, (), _TOP)
        if data.get("format") != 1:
            self._flaw((), N_("the first line has to say `format: 1`."))
        skills = self._whole_number(data, "proficient_skills", (), 1)
        hamlets = tuple(self._hamlets(data))
        return Targets(
            proficient_skills=PROFICIENT_SKILLS if skills is None else skills,
            targets=tuple(self._targets(data, ())),
            hamlets=hamlets,
        )

    def _hamlets(self, data: Mapping[str, Any]) -> Iterator[HamletTotals]:
        seen: set[tuple[str, str]] = set()
        for at, given in enumerate(self._list(data, "hamlets", ())):
            path = ("hamlets", at)
            one = self._hamlet(self._mapping(given, path, _HAMLET), path)
            key = (one.commune, fold_case(one.hamlet))
            if key in seen and one.hamlet:
                said = N_("{hamlet} stands here twice; please keep one of them.")
                self._flaw((*path, "hamlet"), said, hamlet=one.hamlet)
            seen.add(key)
            yield one

    def _hamlet(self, data: Mapping[str, Any], path: tuple[str | int, ...]) -> HamletTotals:
        sure = data.get("sure", "estimated")
        if sure not in get_args(Sure):
            self._flaw((*path, "sure"), N_("`sure` is `counted` or `estimated`."))
        return HamletTotals(
            commune=self._commune(data, path),
            hamlet=self._text(data, "hamlet", path, needed=True),
            residents=self._whole_number(data, "residents", path),
            households=self._whole_number(data, "households", path),
            sure=sure,
            source=self._text(data, "source", path),
            as_of=self._day(data, "as_of", path),
            targets=tuple(self._targets(data, path)),
        )

    def _commune(self, data: Mapping[str, Any], path: tuple[str | int, ...]) -> str:
        asked = self._text(data, "commune", path, needed=True)
        if not asked:
            return ""
        try:
            return places.only(asked).code
        except places.UnclearCommuneError as error:
            self._flaw((*path, "commune"), error.message, **error.values)
            return ""

    def _targets(self, data: Mapping[str, Any], path: tuple[str | int, ...]) -> Iterator[Target]:
        for at, given in enumerate(self._list(data, "targets", path)):
            here = (*path, "targets", at)
            found = self._target(self._mapping(given, here, _TARGET), here)
            if found is not None:
                yield found

    def _target(self, data: Mapping[str, Any], path: tuple[str | int, ...]) -> Target | None:
        by = self._day(data, "by", path, needed=True)
        measure = next((one for one in _MEASURES if one == data.get("measure")), None)
        if measure is None:
            said = N_("`measure` is one of {names}.")
            self._flaw((*path, "measure"), said, names=", ".join(_MEASURES))
            return None
        unit = "count" if measure == "classes" else "percent"
        if unit not in data:
            said = N_("a target of `{measure}` needs `{unit}`, and nothing else as its size.")
            self._flaw(path, said, measure=measure, unit=unit)
        value = self._whole_number(data, unit, path, most=100 if unit == "percent" else _MOST)
        if value is None or by is None:
            return None
        size = float(value) if unit == "count" else value / 100
        return Target(measure=measure, value=size, by=by, source=self._text(data, "source", path))

    # Single values.

    def _flaw(self, path: tuple[str | int, ...], message: str, **values: str) -> None:
        self.flaws.append(Flaw(self._document.place(*path).line or 1, message, values))

    def _mapping(
        self, value: object, path: tuple[str | int, ...], known: frozenset[str]
    ) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            self._flaw(path, N_("here have to be lines such as `{name}: …`."), name=min(known))
            return {}
        for name in value.keys() - known:
            said = N_("`{name}` is not known here; known are {names}.")
            self._flaw((*path, name), said, name=name, names=", ".join(sorted(known)))
        return value

    def _list(
        self, data: Mapping[str, Any], name: str, path: tuple[str | int, ...]
    ) -> list[object]:
        value = data.get(name, [])
        if isinstance(value, list):
            return value
        self._flaw(
            (*path, name), N_("`{name}` needs a list: lines that begin with `- `."), name=name
        )
        return []

    def _text(
        self,
        data: Mapping[str, Any],
        name: str,
        path: tuple[str | int, ...],
        *,
        needed: bool = False,
    ) -> str:
        value = data.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool):
            return one_line(str(value))
        if value is not None or needed:
            self._flaw((*path, name), N_("`{name}` needs a text."), name=name)
        return ""

    def _whole_number(
        self,
        data: Mapping[str, Any],
        name: str,
        path: tuple[str | int, ...],
        least: int = 0,
        most: int = _MOST,
    ) -> int | None:
        value = data.get(name)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        said = N_("`{name}` needs a whole number from {least} to {most}.")
        self._flaw((*path, name), said, name=name, least=str(least), most=str(most))
        return None

    def _day(
        self,
        data: Mapping[str, Any],
        name: str,
        path: tuple[str | int, ...],
        *,
        needed: bool = False,
    ) -> date | None:
        value = data.get(name)
        day = parse_day(str(value))
        if day is None and (value is not None or needed):
            self._flaw((*path, name), N_("`{name}` needs a day such as 31/12/2026."), name=name)
        return day


_TOP = frozenset({"format", "proficient_skills", "targets", "hamlets"})
_HAMLET = frozenset(
    {"commune", "hamlet", "residents", "households", "sure", "source", "as_of", "targets"}
)
_TARGET = frozenset({"measure", "percent", "count", "by", "source"})
