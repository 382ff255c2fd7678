"""The communes of Vietnam as they are since 1 July 2025, and what became of those before.

A name that may mean several is never guessed at.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import combining, normalize

from tutor.content.text import fold_case
from tutor.i18n import N_
from tutor.vietnamese import unmarked

_SEVERAL = N_("{asked} may be {several}; please write the code or the province too.")
_UNKNOWN = N_("no commune of the list of 2025 is called {asked}.")
# Of those that may be meant, a line names no more.
_MOST_NAMED = 6

_TABLE = Path(__file__).with_name("places.tsv")
_SORTS = ("xa", "phuong", "dac khu", "thi tran", "thanh pho", "tinh", "huyen", "quan", "thi xa")
_SORTED = re.compile(rf"(?:({'|'.join(_SORTS)}) )?(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune that there is now; `str` of it says which province it belongs to."""

    code: str
    name: str
    province: str

    def __str__(self) -> str:
        return f"{self.name}, {self.province}"


@dataclass(frozen=True, slots=True)
class _Named:
    """One name of the list, with what it lies in and which communes of now it stands for."""

    name: str
    within: tuple[str, ...]
    codes: tuple[str, ...]
    current: bool


@dataclass(frozen=True, slots=True)
class _Places:
    communes: Mapping[str, Commune]
    became: Mapping[str, tuple[str, ...]]
    names: tuple[_Named, ...]


class UnclearCommuneError(ValueError):
    """What was written is not one commune; `message` says why in English, its {places} filled by `values`."""

    def __init__(self, asked: str, found: Sequence[Commune]) -> None:
        message = _SEVERAL if found else _UNKNOWN
        super().__init__(message)
        self.message = message
        several = "; ".join(f"{one} ({one.code})" for one in found[:_MOST_NAMED])
        self.values = {"asked": asked, "several": several}


def commune(code: str) -> Commune | None:
    """Return the commune of a code that is in force, None for any other text."""
    return _places().communes.get(code)


def find(asked: str) -> tuple[Commune, ...]:
    """Return the communes that a code or a name may mean; several, or none, where that is not certain.

    A name may be followed by what it lies in, as in "Quỳnh Hồng, huyện Quỳnh Phụ, Thái Bình". A code or a
    name from before 2025 gives what the commune became: several where it was parted.
    """
    places = _places()
    asked = " ".join(asked.split())
    if asked.isdecimal():
        code = str(int(asked))
        codes = (code,) if code in places.communes else places.became.get(code, ())
        return tuple(places.communes[one] for one in codes)
    name, *within = (part.strip() for part in asked.split(","))
    found = _meant(name, [part for part in within if part])
    return tuple(
        places.communes[code] for code in dict.fromkeys(c for one in found for c in one.codes)
    )


def only(asked: str) -> Commune:
    """Return the one commune that a code or a name means; raises UnclearCommuneError where that is unsure."""
    found = find(asked)
    if len(found) != 1:
        raise UnclearCommuneError(asked, found)
    return found[0]


def _meant(name: str, within: list[str]) -> list[_Named]:
    """Return what bears a name; a name without any marks stands for all that differ in them alone."""
    sort, bare = _parts(name)
    found = [
        one
        for one in _by_name().get(bare, ())
        if sort in ("", _parts(one.name)[0]) and all(_lies_in(one, upper) for upper in within)
    ]
    if _marks(name, bare) != _marks(bare, bare):
        found = [one for one in found if _marks(one.name, bare) == _marks(name, bare)]
    # What lies in a province of now by its own name is meant as it is now.
    current = [one for one in found if one.current]
    return current if within and current else found


def _lies_in(one: _Named, upper: str) -> bool:
    sort, bare = _parts(upper)
    return any(bare == name and sort in ("", is_a) for is_a, name in map(_parts, one.within))


def _parts(name: str) -> tuple[str, str]:
    """Return what kind of place a name says that it is, perhaps none, and the rest, both without marks."""
    match = _SORTED.fullmatch(unmarked(name))
    return (match[1] or "", match[2]) if match else ("", "")


def _marks(name: str, bare: str) -> list[list[str]]:
    """Return the marks of each word of a name, so that the old and the new place of a tone are alike."""
    words = normalize("NFD", fold_case(name)).split()[-len(bare.split()) :]
    return [sorted(sign for sign in word if combining(sign) or sign == "đ") for word in words]


@cache
def _places() -> _Places:
    communes: dict[str, Commune] = {}
    read = tuple(_read(communes))
    became = {code: named.codes for named, code in read if not named.current}
    return _Places(communes, became, tuple(named for named, _ in read))


@cache
def _by_name() -> Mapping[str, tuple[_Named, ...]]:
    found: dict[str, list[_Named]] = {}
    for named in _places().names:
        found.setdefault(_parts(named.name)[1], []).append(named)
    return {name: tuple(same) for name, same in found.items()}


def _read(communes: dict[str, Commune]) -> Iterator[tuple[_Named, str]]:
    """Yield each name of the table with its code, and note the communes of now."""
    within: tuple[str, ...] = ()
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        match line.split("\t"):
            case ["province", _, name]:
                within = (name,)
            case ["before", province, district]:
                within = (province, district)
            case ["commune", code, name]:
                communes[code] = Commune(code, name, within[0])
                yield _Named(name, within, (code,), current=True), code
            case ["old", code, name, codes]:
                yield _Named(name, within, tuple(codes.split(",")), current=False), code
