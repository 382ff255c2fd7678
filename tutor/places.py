"""The communes of Vietnam in force since 1 July 2025, and what the communes before them became.

`places.tsv` is written by scripts/places.py. A name that may mean several communes is never guessed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import combining, normalize

from tutor.content.text import fold_case
from tutor.i18n import N_, UserError
from tutor.vietnamese import unmarked

_SEVERAL = N_("{asked} may be {several}; please write the code or the province too.")
_UNKNOWN = N_("no commune of the list of 2025 is called {asked}.")
_MOST_NAMED = 6

_TABLE = Path(__file__).with_name("places.tsv")
_LEVELS = ("xa", "phuong", "dac khu", "thi tran", "thanh pho", "tinh", "huyen", "quan", "thi xa")
_LEVEL_AND_NAME = re.compile(rf"(?:({'|'.join(_LEVELS)}) )?(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune in force; its `str` names the province too."""

    code: str
    name: str
    province: str

    def __str__(self) -> str:
        return f"{self.name}, {self.province}"


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of the list, old or current, the places around it, and the current communes it stands for."""

    name: str
    within: tuple[str, ...]
    codes: tuple[str, ...]
    current: bool


@dataclass(frozen=True, slots=True)
class _Places:
    """The table: current communes by code, the current codes of each old code, and all names."""

    communes: Mapping[str, Commune]
    became: Mapping[str, tuple[str, ...]]
    names: tuple[_Name, ...]


class UnclearCommuneError(UserError):
    """A text means no commune, or several; the message names up to six of them."""

    def __init__(self, asked: str, possible: Sequence[Commune]) -> None:
        several = "; ".join(f"{commune} ({commune.code})" for commune in possible[:_MOST_NAMED])
        super().__init__(_SEVERAL if possible else _UNKNOWN, asked=asked, several=several)


def commune(code: str) -> Commune | None:
    """Return the commune in force with this code, None for any other text."""
    return _places().communes.get(code)


def find(asked: str) -> tuple[Commune, ...]:
    """Return the communes that a code or a name may mean.

    A name may be followed by the places around it, as in "Quỳnh Hồng, huyện Quỳnh Phụ, Thái Bình". A code or
    a name from before 2025 gives what the commune became: several if it was divided.
    """
    places = _places()
    asked = " ".join(asked.split())
    if asked.isdecimal():
        code = str(int(asked))
        codes = (code,) if code in places.communes else places.became.get(code, ())
    else:
        name, *within = (part.strip() for part in asked.split(","))
        entries = _matching_names(name, [part for part in within if part])
        codes = tuple(dict.fromkeys(code for entry in entries for code in entry.codes))
    return tuple(places.communes[code] for code in codes)


def only_code(asked: str) -> str:
    """Return the code of the one commune that a code or a name means, "" if there are none or several."""
    communes = find(asked)
    return communes[0].code if len(communes) == 1 else ""


def name_of(code: str) -> str:
    """Return the name of a commune with its province, or the code if it is unknown."""
    return str(commune(code) or code)


def former_districts(code: str) -> tuple[tuple[str, str], ...]:
    """Return the province and district of before 2025 of each part of a commune in force."""
    return _former().get(code, ())


@cache
def _former() -> Mapping[str, tuple[tuple[str, str], ...]]:
    districts: dict[str, dict[tuple[str, str], None]] = {}
    for name in _places().names:
        for code in () if name.current else name.codes:
            province, district = name.within
            districts.setdefault(code, {})[province, district] = None
    return {code: tuple(parts) for code, parts in districts.items()}


def find_one(asked: str) -> Commune:
    """Return the only commune that a code or a name may mean. Raises UnclearCommuneError otherwise."""
    communes = find(asked)
    if len(communes) != 1:
        raise UnclearCommuneError(asked, communes)
    return communes[0]


def _matching_names(name: str, within: Sequence[str]) -> list[_Name]:
    """Return the entries of a name; without diacritics it matches names with any."""
    level, bare = _split_level(name)
    entries = [
        entry
        for entry in _by_bare_name().get(bare, ())
        if level in ("", _split_level(entry.name)[0])
        and all(_lies_in(entry, upper) for upper in within)
    ]
    if _marks(name, bare) != _marks(bare, bare):
        entries = [entry for entry in entries if _marks(entry.name, bare) == _marks(name, bare)]
    # A current name in a current province means the current commune.
    current = [entry for entry in entries if entry.current]
    return current if within and current else entries


def _lies_in(entry: _Name, upper: str) -> bool:
    level, bare = _split_level(upper)
    around = map(_split_level, entry.within)
    return any(bare == name and level in ("", its_level) for its_level, name in around)


def _split_level(name: str) -> tuple[str, str]:
    """Return the administrative level before a name, perhaps "", and the name, both without diacritics."""
    match = _LEVEL_AND_NAME.fullmatch(unmarked(name))
    return (match[1] or "", match[2]) if match else ("", "")


def _marks(name: str, bare: str) -> list[list[str]]:
    """Return the sorted diacritics of each word, so that both placements of a tone mark are equal."""
    words = normalize("NFD", fold_case(name)).split()[-len(bare.split()) :]
    return [sorted(sign for sign in word if combining(sign) or sign == "đ") for word in words]


@cache
def _places() -> _Places:
    communes: dict[str, Commune] = {}
    entries = tuple(_read_table(communes))
    became = {code: entry.codes for entry, code in entries if not entry.current}
    return _Places(communes, became, tuple(entry for entry, _ in entries))


@cache
def _by_bare_name() -> Mapping[str, tuple[_Name, ...]]:
    by_name: dict[str, list[_Name]] = {}
    for entry in _places().names:
        by_name.setdefault(_split_level(entry.name)[1], []).append(entry)
    return {name: tuple(entries) for name, entries in by_name.items()}


def _read_table(communes: dict[str, Commune]) -> Iterator[tuple[_Name, str]]:
    """Yield each name of the table with its code, and add the current communes to `communes`."""
    within: tuple[str, ...] = ()
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        match line.split("\t"):
            case ["province", _, name]:
                within = (name,)
            case ["before", province, district]:
                within = (province, district)
            case ["commune", code, name]:
                communes[code] = Commune(code, name, within[0])
                yield _Name(name, within, (code,), current=True), code
            case ["old", code, name, codes]:
                yield _Name(name, within, tuple(codes.split(",")), current=False), code
