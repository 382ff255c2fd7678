"""Finds the columns of a list that has several people in each row: husband and wife, two at a table."""

import re
from collections.abc import Sequence

from tutor.classroom.roster.headings import Kind, comparable
from tutor.classroom.roster.names import has_surname
from tutor.classroom.roster.rows import Row, column_cells

_NAMED = r"(?:(?:ho (?:va )?ten|ten) )?(?:cua )?(?:nguoi )?"
# Columns of a list of couples.
_HUSBAND = re.compile(rf"{_NAMED}(chong|ong|cu ong|bo|cha|chu ho|nam)( ho (va )?ten| chu ho)?")
_WIFE = re.compile(
    rf"{_NAMED}(vo|ba|cu ba|me|nu|vo (hoac )?chong|chong (hoac )?vo)( ho (va )?ten| chu ho)?"
)


def address_over(heading: str) -> str:
    """Return the form of address that a heading such as Họ tên bà gives, else ""."""
    word = comparable(heading).removeprefix("cu ").split()[-1]
    return {"ong": "Ông", "ba": "Bà"}.get(word, "")


def find_couple(
    headings: Sequence[str], kinds: Sequence[Kind], below: Sequence[Row]
) -> tuple[int, ...]:
    """Return the columns of several people of a home, where no other has the people of the list."""
    plain = [comparable(heading) for heading in headings]
    husbands, wives = (
        [
            at
            for at, text in enumerate(plain)
            if pattern.fullmatch(text) and kinds[at] != "address" and mostly_names(below, at)
        ]
        for pattern in (_HUSBAND, _WIFE)
    )
    couple = (*husbands, *wives)
    named = [at for at, kind in enumerate(kinds) if kind in ("name", "weak-name")]
    numbered = [at for at in named if re.fullmatch(r"\D+[1-9]", plain[at])]
    if len(numbered) > 1 and len({plain[at][:-1] for at in numbered}) == 1:
        # Họ tên người học 1, Họ tên người học 2.
        return tuple(numbered)
    if len(husbands) != 1 or len(wives) != 1 or not set(couple).issuperset(named):
        return ()
    return tuple(sorted(couple))


def mostly_names(below: Sequence[Row], at: int) -> bool:
    """Return True if most cells of a column that are not empty are names."""
    cells = column_cells(below, at)
    named = sum(map(has_surname, cells))
    return named > 0 and named * 2 >= len(cells)
