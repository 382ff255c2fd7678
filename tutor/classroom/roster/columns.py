"""Detects which column of a list means what; columns that are not recognised are not read."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Literal

from tutor.content.text import one_line
from tutor.records.people import Need, looks_like_number
from tutor.vietnamese import unmarked

# Lists have titles above their headings.
_HEADINGS_WITHIN = 15
_SHOWN = 40

Kind = Literal[
    "name", "surname", "given", "address", "hamlet", "commune", "household", "needs", "index", ""
]

# Headings of data that must not be stored take precedence over all others.
_PRIVATE = re.compile(
    r"\b(cccd|cmnd|cmt|can cuoc|chung minh|dinh danh|giay to|ho chieu|passport|id|identity|ssn"
    r"|sdt|s dt|dt|dien thoai|so may|di dong|lien he|zalo|facebook|phone|mobile|tel|email|mail"
    r"|sinh|tuoi|born|birth|birthday|birthdate|dob|age|year|nam|nu"
    r"|bhyt|bhxh|bao hiem|so the|insurance|suc khoe|benh|khuyet tat|tan tat|health|disability|illness"
    r"|tai khoan|stk|bank|account|dan toc|ton giao|ethnicity|religion|gioi|gioi tinh|gender|sex"
    r"|dia chi|address|so nha|mat khau|password)\b"
)
# The first kind whose pattern matches the whole heading is taken.
_KINDS: Mapping[Kind, str] = {
    "address": r"(cach )?xung ho|danh xung|goi la|form of address|how to address",
    "index": r"stt|tt|so tt|so thu tu|thu tu|no|number|index|",
    "surname": r"ho (va )?(ten |chu )?(dem|lot)|surname|last name|family name",
    "given": r"ten|ten goi|given name|first name",
    "name": (
        r"(ho (va )?ten|ten)( day du| cua)?"
        r"( (hoc vien|nguoi hoc|nguoi tham gia|nguoi dan|cong dan|ba con|thanh vien))?"
        r"|hoc vien|nguoi hoc|(full )?name|names|learner|participant"
    ),
    "household": r"(ho (va )?ten |ten )?(chu ho|ho gia dinh)|gia dinh|household|family",
    "commune": r"((ten|ma) )?(xa|phuong)( phuong| xa)?( thi tran| dac khu)?|commune|ward",
    "needs": r"ghi chu|luu y|nhu cau|(can )?(giup|giup do|ho tro)|notes?|remarks?|needs?|support",
}
_NEEDS: Mapping[Need, str] = {
    "large-letters": r"chu (that )?(to|lon)|mat (kem|yeu|mo)|kem mat|large letters?|large print",
    "hearing": (
        r"nghe kem|kem nghe|kho nghe|nang tai|lang tai|nghenh ngang|tai kem|hears? little|hearing"
    ),
    "hands": r"run tay|tay run|tay yeu|tay cham|unsteady|hands?",
    "reading": (
        r"(khong|chua|it) (biet |doc )(chu|duoc)?|doc (cham|kem|kho)|reads? little|reading"
    ),
}
_PLACE_WORDS = frozenset(
    "thon xom ban ap lang buon phum soc to khu tdp hamlet village".split()  # noqa: SIM905
)
_BESIDE_PLACES = frozenset(("dan", "cu", "pho", "ten"))


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that are read, from row `first` on; `ignored` are the headings of the others.

    `by_kind` has the index of each column; a name is in one column, or in those of surname and given name.
    `ticked` are columns whose heading is a need. `place` is the heading of the hamlets, such as Xóm, which
    is put before a bare number. `headed` is False for a list without headings, where one column is taken
    for the names.
    """

    first: int
    by_kind: Mapping[Kind, int]
    headed: bool = True
    ticked: Mapping[int, Need] = field(default_factory=dict)
    place: str = ""
    ignored: tuple[str, ...] = ()

    @property
    def name(self) -> tuple[int, ...]:
        """The columns that make up a name, in their order."""
        kinds: tuple[Kind, ...] = ("name", "surname", "given")
        return tuple(self.by_kind[kind] for kind in kinds if kind in self.by_kind)


def comparable(text: str) -> str:
    """Return a text for comparison: words in small letters without marks, with single spaces."""
    return " ".join(re.findall(r"[a-z0-9]+", unmarked(text)))


def find_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Return the columns by their headings, else a column of names; None if no column is known.

    Of several rows of headings the one with most is taken: a title may consist of one of their words.
    """
    headed = (_columns(cells, at + 1) for at, cells in enumerate(rows[:_HEADINGS_WITHIN]))
    columns = max(filter(None, headed), key=_heading_count, default=None)
    return _name_column(rows) if columns is None else columns


def _heading_count(columns: Columns) -> int:
    return len(columns.by_kind.keys() - {"index"}) + len(columns.ignored)


def _name_column(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Return the first column that mostly holds names, for a list without headings."""
    for column, cells in enumerate(zip_longest(*rows, fillvalue="")):
        filled = [cell for cell in cells if cell.strip()]
        named = [cell for cell in filled if _can_be_name(cell)]
        if named and len(named) * 2 > len(filled):
            return Columns(first=0, by_kind={"name": column}, headed=False)
    return None


def _can_be_name(cell: str) -> bool:
    return len(cell.split()) > 1 and not re.search(r"[0-9@=]", cell)


def _columns(headings: Sequence[str], first: int) -> Columns | None:
    plain = [comparable(heading) for heading in headings]
    by_kind: dict[Kind, int] = {}
    ticked: dict[int, Need] = {}
    others: list[int] = []
    for at, heading in enumerate(plain):
        kind, need = _kind(heading), need_of(heading)
        if not kind and need and not _PRIVATE.search(heading):
            ticked[at] = need
        elif kind and kind not in by_kind:
            by_kind[kind] = at
        else:
            others.append(at)
    # Without marks, Họ (surname) and Hộ (household) are the same: beside a given name it is the surname.
    if "ho" in plain:
        ho = plain.index("ho")
        kind = _kind_of_ho(headings[ho], beside_given="given" in by_kind and "name" not in by_kind)
        if kind not in by_kind:
            by_kind[kind] = ho
            others.remove(ho)
    if "name" in by_kind:
        parts: tuple[Kind, ...] = ("surname", "given")
        others += [by_kind.pop(part) for part in parts if part in by_kind]
    columns = Columns(
        first=first,
        by_kind=by_kind,
        ticked=ticked,
        place=_place(headings[by_kind["hamlet"]]) if "hamlet" in by_kind else "",
        ignored=tuple(
            printable_heading(headings[at]) for at in sorted(others) if headings[at].strip()
        ),
    )
    return columns if columns.name else None


def _kind(plain_heading: str) -> Kind:
    kind: Kind = next(
        (kind for kind, pattern in _KINDS.items() if re.fullmatch(pattern, plain_heading)), ""
    )
    if kind not in ("address", "index") and _PRIVATE.search(plain_heading):
        return ""
    places = [word for word in plain_heading.split() if word not in _BESIDE_PLACES]
    return "hamlet" if not kind and places and _PLACE_WORDS.issuperset(places) else kind


def _kind_of_ho(heading: str, *, beside_given: bool) -> Kind:
    match unicodedata.normalize("NFC", heading).casefold().strip():
        case "họ":
            return "surname"
        case "hộ":
            return "household"
        case _:
            return "surname" if beside_given else "household"


def _place(heading: str) -> str:
    word = one_line(heading)
    return word.capitalize() if comparable(word) in _PLACE_WORDS else ""


def printable_heading(heading: str) -> str:
    """Return a heading that is safe to show, "…" for one that looks like somebody's number."""
    text = one_line(heading)[:_SHOWN]
    return "…" if looks_like_number(text) else text


def needs_in(plain_text: str) -> frozenset[Need]:
    """Return the needs that a note mentions; it is given as `comparable` returns it."""
    return frozenset(
        need for need, pattern in _NEEDS.items() if re.search(rf"\b({pattern})\b", plain_text)
    )


def need_of(plain_heading: str) -> Need | None:
    """Return the one need that a heading names; the cells of such a column are ticked."""
    needs = needs_in(plain_heading)
    return next(iter(needs)) if len(needs) == 1 else None
