"""Detects which column of a list means what; columns that are not recognised are not read."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tutor.classroom.roster.table import Row
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
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("address", re.compile(r"(cach )?xung ho|danh xung|goi la|form of address|how to address")),
    ("index", re.compile(r"stt|tt|so tt|so thu tu|thu tu|no|number|index|")),
    ("surname", re.compile(r"ho (va )?(ten |chu )?(dem|lot)|surname|last name|family name")),
    ("given", re.compile(r"ten|ten goi|given name|first name")),
    (
        "name",
        re.compile(
            r"(ho (va )?ten|ten)( day du| cua)?( (hoc vien|nguoi hoc|nguoi tham gia"
            r"|nguoi dan|cong dan|ba con|thanh vien))?|hoc vien|nguoi hoc"
            r"|(full )?name|names|learner|participant"
        ),
    ),
    (
        "household",
        re.compile(r"(ho (va )?ten |ten )?(chu ho|ho gia dinh)|gia dinh|household|family"),
    ),
    (
        "commune",
        re.compile(r"((ten|ma) )?(xa|phuong)( phuong| xa)?( thi tran| dac khu)?|commune|ward"),
    ),
    (
        "needs",
        re.compile(
            r"ghi chu|luu y|nhu cau|(can )?(giup|giup do|ho tro)|notes?|remarks?|needs?|support"
        ),
    ),
)
_NEEDS: tuple[tuple[Need, re.Pattern[str]], ...] = (
    (
        "large-letters",
        re.compile(
            r"\b(chu (that )?(to|lon)|mat (kem|yeu|mo)|kem mat|large letters?|large print)\b"
        ),
    ),
    (
        "hearing",
        re.compile(
            r"\b(nghe kem|kem nghe|kho nghe|nang tai|lang tai|nghenh ngang|tai kem|hears? little|hearing)\b"
        ),
    ),
    ("hands", re.compile(r"\b(run tay|tay run|tay yeu|tay cham|unsteady|hands?)\b")),
    (
        "reading",
        re.compile(
            r"\b((khong|chua|it) (biet |doc )(chu|duoc)?|doc (cham|kem|kho)|reads? little|reading)\b"
        ),
    ),
)
_PLACE_WORDS = frozenset(
    "thon xom ban ap lang buon phum soc to khu tdp hamlet village".split()  # noqa: SIM905
)
_BESIDE_PLACES = frozenset(("dan", "cu", "pho", "ten"))


@dataclass(frozen=True, slots=True)
class Columns:
    """The numbers of the columns that are read, from row `first` on; `passed_over` names the others.

    `name` has several columns if surname and given name are apart. `place` is the heading of the hamlets,
    such as Xóm, which is put before a bare number. `headed` is False for a list without headings, where
    one column is taken for the names.
    """

    name: tuple[int, ...]
    first: int
    headed: bool = True
    address: int | None = None
    hamlet: int | None = None
    commune: int | None = None
    place: str = ""
    household: int | None = None
    needs: int | None = None
    single_needs: tuple[tuple[int, Need], ...] = ()
    passed_over: tuple[str, ...] = ()


def comparable(text: str) -> str:
    """Return a text for comparison: words in small letters without marks, with single spaces."""
    return " ".join(re.findall(r"[a-z0-9]+", unmarked(text)))


def find_columns(rows: Sequence[Row]) -> Columns | None:
    """Return the columns by their headings; None if no line near the top has a heading for names.

    Of several such lines the one with most headings is taken: a title may consist of one of their words.
    """
    lines = (_columns(row.cells, at + 1) for at, row in enumerate(rows[:_HEADINGS_WITHIN]))
    return max(filter(None, lines), key=_heading_count, default=None)


def _heading_count(columns: Columns) -> int:
    places = (columns.hamlet, columns.commune, columns.household)
    single = (columns.address, *places, columns.needs)
    return (
        sum(column is not None for column in single) + len(columns.name) + len(columns.passed_over)
    )


def unheaded(rows: Sequence[Row]) -> Columns | None:
    """Return the first column that mostly holds names, for a list without headings."""
    for column in range(max((len(row.cells) for row in rows), default=0)):
        cells = [row.cells[column] for row in rows if column < len(row.cells)]
        filled = [cell for cell in cells if cell.strip()]
        named = [cell for cell in filled if _can_be_name(cell)]
        if named and len(named) * 2 > len(filled):
            return Columns(name=(column,), first=0, headed=False)
    return None


def _can_be_name(cell: str) -> bool:
    return len(cell.split()) > 1 and not re.search(r"[0-9@=]", cell)


def _columns(cells: Sequence[str], first: int) -> Columns | None:
    kinds: dict[Kind, int] = {}
    single: list[tuple[int, Need]] = []
    over: list[int] = []
    for at, heading in enumerate(cells):
        kind, need = _kind(heading), need_of(comparable(heading))
        if kind == "" and need is not None and not _is_private(comparable(heading)):
            single.append((at, need))
        elif kind in ("", *kinds):
            over.append(at)
        else:
            kinds[kind] = at
    # Without marks, Họ (surname) and Hộ (household) are the same: beside a given name it is the surname.
    bare_ho = next((at for at, heading in enumerate(cells) if comparable(heading) == "ho"), None)
    if bare_ho is not None and bare_ho in over:
        meant = _ho(cells[bare_ho], beside_given="given" in kinds and "name" not in kinds)
        if meant not in kinds:
            kinds[meant] = bare_ho
            over.remove(bare_ho)
    name = _name_columns(kinds, over)
    if not name:
        return None
    headings = (printable_heading(cells[at]) for at in sorted(over) if cells[at].strip())
    return Columns(
        name=name,
        first=first,
        address=kinds.get("address"),
        hamlet=kinds.get("hamlet"),
        commune=kinds.get("commune"),
        place=_place(cells[kinds["hamlet"]]) if "hamlet" in kinds else "",
        household=kinds.get("household"),
        needs=kinds.get("needs"),
        single_needs=tuple(single),
        passed_over=tuple(headings),
    )


def _name_columns(kinds: dict[Kind, int], over: list[int]) -> tuple[int, ...]:
    if "name" in kinds:
        over += [kinds[kind] for kind in ("surname", "given") if kind in kinds]
        return (kinds["name"],)
    return tuple(kinds[kind] for kind in ("surname", "given") if kind in kinds)


def _is_private(heading: str) -> bool:
    return _PRIVATE.search(heading) is not None


def _kind(heading: str) -> Kind:
    bare = comparable(heading)
    fitting: list[Kind] = [kind for kind, pattern in _KINDS if pattern.fullmatch(bare)]
    kind: Kind = fitting[0] if fitting else ""
    if kind in ("address", "index"):
        return kind
    if _is_private(bare):
        return ""
    words = bare.split()
    places = [word for word in words if word not in _BESIDE_PLACES]
    if not kind and places and _PLACE_WORDS.issuperset(places):
        return "hamlet"
    return kind


def _ho(heading: str, *, beside_given: bool) -> Kind:
    written = unicodedata.normalize("NFC", heading).casefold().strip()
    if written in ("họ", "hộ"):
        return "surname" if written == "họ" else "household"
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
    return frozenset(need for need, pattern in _NEEDS if pattern.search(plain_text))


def need_of(plain_heading: str) -> Need | None:
    """Return the one need that a heading names; the cells of such a column are ticked."""
    found = needs_in(plain_heading)
    return next(iter(found)) if len(found) == 1 else None
