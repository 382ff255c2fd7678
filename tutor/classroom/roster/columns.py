"""Finds the headings of a list, in one line or several, and which column of it means what."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from tutor.classroom.roster.couples import address_over, find_couple, mostly_names
from tutor.classroom.roster.headings import (
    Kind,
    comparable,
    is_bare_heading,
    kind_of,
    need_of,
    place_word,
    printable_heading,
)
from tutor.classroom.roster.names import (
    hamlet_in,
    hamlet_of_line,
    has_surname,
    is_address,
    people_in,
    read_name,
)
from tutor.classroom.roster.rows import Row, column_cells
from tutor.classroom.roster.sentences import people_of_line
from tutor.records.people import Need

# Lists have titles above their headings.
_HEADINGS_WITHIN = 25
_MOST_HEADING_ROWS = 3
# A name in two columns: so many of its second cells are one word.
_MOSTLY = 0.8
_NAME_KINDS: tuple[Kind, ...] = ("surname", "middle", "given")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that are read, from row `first` on; `ignored` are the headings of the others.

    `name` has the index of each column that makes up a name, `by_kind` that of the other columns. `spouses`
    are columns with the names of further people of the same row; `addressed` has the form of address that is
    written over a column of names. `ticked` are columns whose heading is a need. `place` is the heading of
    the hamlets, such as Xóm, put before a bare number. `headings` are all headings. `headed` is False
    for a list without headings, where one column is taken for the names. `blocks` are the first columns of
    tables that stand beside each other. `hamlets` are columns that are ticked, below the hamlet.
    """

    first: int
    name: tuple[int, ...]
    by_kind: Mapping[Kind, int] = field(default_factory=dict)
    headed: bool = True
    ticked: Mapping[int, Need] = field(default_factory=dict)
    place: str = ""
    ignored: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    blocks: tuple[int, ...] = (0,)
    spouses: tuple[int, ...] = ()
    addressed: Mapping[int, str] = field(default_factory=dict)
    hamlets: Mapping[int, str] = field(default_factory=dict)

    def heading(self, kind: Kind) -> str:
        """Return the heading of a column that is read, "" if there is none."""
        at = self.name[0] if kind == "name" else self.by_kind.get(kind)
        return printable_heading(self.headings[at]) if self.headings and at is not None else ""


def find_columns(rows: Sequence[Row]) -> Columns | None:
    """Return the columns by their headings, else a column of names; None if no column is known.

    Of several rows of headings the one with most is taken: a title may consist of one of their words.
    """
    # A second line that divides the headings belongs to them, whatever it adds.
    depth_and_columns = max(
        _headed(rows),
        key=lambda found: (_is_named(found[1]), _heading_count(found[1]), found[0]),
        default=None,
    )
    columns = depth_and_columns and depth_and_columns[1]
    return _name_column(rows) if columns is None else columns


def _is_named(columns: Columns) -> bool:
    """Return True if the column of names is known by its heading, and not by its cells alone."""
    kind = kind_of(columns.headings[columns.name[0]])
    return kind == "name" or kind in _NAME_KINDS or bool(columns.spouses)


def _headed(rows: Sequence[Row]) -> Iterator[tuple[int, Columns]]:
    """Yield the columns by each row that may be of headings, with the number of its lines."""
    for start in range(min(_HEADINGS_WITHIN, len(rows))):
        most = _MOST_HEADING_ROWS if _is_first_line(rows[start]) else 1
        for depth in range(1, most + 1):
            lines = rows[start : start + depth]
            if len(lines) < depth or not all(map(_is_second_line, lines[1:])):
                break
            columns = _columns(lines, rows[start + depth :], start + depth)
            if columns is not None:
                yield depth, columns


def _heading_count(columns: Columns) -> int:
    kinds = columns.by_kind.keys() - {"index"}
    return len(kinds) + len(columns.name) + len(columns.ignored)


def _is_first_line(row: Row) -> bool:
    """Return True if a row has headings that the next row may divide; a title has not."""
    own = dict.fromkeys(cell for cell in row.cells if cell.strip())
    known = sum(bool(kind_of(cell)) for cell in own)
    return len(own) > 1 and known * 2 >= len(own)


def _is_second_line(row: Row) -> bool:
    """Return True if a row below headings divides them: họ đệm | tên below họ và tên."""
    own = [cell for at, cell in enumerate(row.cells) if cell.strip() and at not in row.filled]
    return bool(own) and all(map(is_bare_heading, own))


def _is_data(heading: str) -> bool:
    """Return True for a cell that no heading is: a number, an address of e-mail, a hamlet, a person."""
    if re.fullmatch(r"[\s\d./:,+-]*\d[\s\d./:,+-]*", heading) or "@" in heading:
        return True
    read = read_name(heading)
    is_person = read.address or {"thị", "văn"}.intersection(heading.casefold().split())
    if is_person and has_surname(heading) and not kind_of(heading):
        return True
    return _is_hamlet(heading)


def _is_hamlet(heading: str) -> bool:
    """Return True for the name of a hamlet, and no heading above such names."""
    if "?" in heading:
        return False
    if heading.isupper():
        return bool(re.search(r"\d", heading)) and bool(hamlet_of_line(heading))
    named = hamlet_of_line(heading) or hamlet_in(heading)
    name = named.partition(" ")[2]
    return bool(name) and not name[0].islower() and not kind_of(name)


def _names_hamlets(row: Row) -> bool:
    """Return True for a row with the hamlets of several tables, such as Thôn Đông and Thôn Đoài."""
    named = {comparable(cell) for cell in row.cells if hamlet_of_line(cell)}
    return len({name for name in named if kind_of(name.split(" ", 1)[1]) == ""}) > 1


def _columns(lines: Sequence[Row], below: Sequence[Row], first: int) -> Columns | None:
    headings = _joined(lines)
    kinds = [_kind_in(lines, at, heading) for at, heading in enumerate(headings)]
    several = _names_hamlets(lines[0])
    ticked = several and "name" in map(kind_of, lines[0].cells)
    if any(_is_data(heading) and not (ticked and _is_hamlet(heading)) for heading in headings):
        return None
    if several and not ticked:
        return None
    named = [at for at, heading in enumerate(headings) if several and hamlet_of_line(heading)]
    for at in named:
        kinds[at] = ""
    blocks = _blocks(headings, kinds)
    if len(blocks) > 1:
        headings, kinds = headings[: blocks[1]], kinds[: blocks[1]]
    _tell_ho(headings, kinds)
    if "hamlet" not in kinds and "locality" not in kinds:
        _find_column(kinds, "locality", below, lambda cell: bool(hamlet_in(cell)))
    if "address" not in kinds:
        # A heading Ông/Bà may stand over names, too.
        among: tuple[Kind, ...] = ("", "weak-name") if "name" in kinds else ("",)
        _find_column(kinds, "address", below, is_address, among=among)
    name = _name(headings, kinds, below)
    couple = find_couple(headings, kinds, below)
    if couple:
        name = couple[:1]
    if not name or not _is_enough(kinds, name, below):
        return None
    by_kind: dict[Kind, int] = {}
    needs: dict[int, Need] = {}
    others: list[int] = []
    unread: set[Kind] = {"", "private", "name", "weak-name", *_NAME_KINDS}
    if "hamlet" in kinds:
        # An address is read only for the hamlet in it.
        unread.add("locality")
    for at, kind in enumerate(kinds):
        need = need_of(headings[at])
        if at in name or at in couple or at in named:
            continue
        if not kind and need:
            needs[at] = need
        elif kind == "hamlet" and kind in by_kind and _is_part(headings[by_kind[kind]]):
            by_kind[kind] = at
        elif kind in unread or kind in by_kind:
            others.append(at)
        else:
            by_kind[kind] = at
    return Columns(
        first=first,
        name=name,
        by_kind=by_kind,
        ticked=needs,
        place=_place_word(lines, by_kind.get("hamlet")),
        ignored=tuple(
            dict.fromkeys(printable_heading(headings[at]) for at in others if headings[at].strip())
        ),
        headings=tuple(headings),
        blocks=blocks,
        spouses=couple[1:],
        hamlets={at: hamlet_of_line(headings[at]) for at in named},
        addressed={at: word for at in couple if (word := address_over(headings[at]))},
    )


def _is_part(heading: str) -> bool:
    """Return True for a heading of teams, which a hamlet has several of."""
    return comparable(heading).split()[0] in ("to", "doi", "cum") and "dan pho" not in comparable(
        heading
    )


def _joined(lines: Sequence[Row]) -> list[str]:
    """Return the headings, those of several lines joined."""
    columns = zip_longest(*(row.cells for row in lines), fillvalue="")
    return [" ".join(dict.fromkeys(filter(str.strip, cells))) for cells in columns]


def _place_word(lines: Sequence[Row], at: int | None) -> str:
    if at is None:
        return ""
    cells = [row.cells[at] for row in lines if at < len(row.cells) and row.cells[at].strip()]
    return place_word(cells[-1])


def _kind_in(lines: Sequence[Row], at: int, joined: str) -> Kind:
    """Return the kind of a column by its lowest heading, unless the one above it is private."""
    cells = [row.cells[at] for row in lines if at < len(row.cells) and row.cells[at].strip()]
    kinds = [kind_of(cell) for cell in cells]
    if "private" in kinds:
        return "private"
    known = [kind for kind in reversed(kinds) if kind]
    return known[0] if known else kind_of(joined)


def _blocks(headings: Sequence[str], kinds: Sequence[Kind]) -> tuple[int, ...]:
    """Return the first column of each table, where the same headings stand beside each other."""
    plain = [comparable(heading) for heading in headings]
    named = [
        at
        for at, kind in enumerate(kinds)
        if kind in ("name", "given") and (at == 0 or plain[at] != plain[at - 1])
    ]
    start = next((at for at, text in enumerate(plain) if text), 0)
    for again in named[1:]:
        period = again - named[0]
        width = len([text for text in plain[start : start + period] if text])
        if width > 1 and plain[start : start + width] == plain[start + period :][:width]:
            return tuple(range(start, len(headings), period)) if start == 0 else (0, start + period)
    return (0,)


def _find_column(
    kinds: list[Kind],
    kind: Kind,
    below: Sequence[Row],
    fits: Callable[[str], bool],
    *,
    among: Sequence[Kind] = ("",),
) -> None:
    """Mark the column whose cells mostly fit a kind, `among` those of kinds that say little."""
    for at, known in enumerate(kinds):
        cells = column_cells(below, at)
        if known in among and len(cells) > 1 and sum(map(fits, cells)) >= _MOSTLY * len(cells):
            kinds[at] = kind
            return


def _tell_ho(headings: Sequence[str], kinds: list[Kind]) -> None:
    """Tell Họ (surname) from Hộ (household), the same without marks; beside a given name it is the first."""
    for at, heading in enumerate(headings):
        if comparable(heading) != "ho":
            continue
        written = unicodedata.normalize("NFC", heading).casefold().strip()
        beside_given = "given" in kinds and "name" not in kinds
        is_surname = written == "họ" or (written != "hộ" and beside_given)
        kinds[at] = "surname" if is_surname else "household"


def _name(headings: Sequence[str], kinds: Sequence[Kind], below: Sequence[Row]) -> tuple[int, ...]:
    """Return the columns that make up a name."""
    parts = tuple(kinds.index(kind) for kind in _NAME_KINDS if kind in kinds)
    if len(parts) > 1 and "weak-name" in kinds and mostly_names(below, kinds.index("weak-name")):
        # Contacts have the whole name beside its parts.
        return (kinds.index("weak-name"),)
    if "name" in kinds:
        at = kinds.index("name")
        same = [
            other
            for other in range(at, len(kinds))
            if kinds[other] == "name" and headings[other] == headings[at]
        ]
        if len(same) > 1 and same == list(range(at, at + len(same))):
            return tuple(same)
        return (at, at + 1) if _has_given_names(headings, at + 1, below) else (at,)
    if len(parts) == 1 and "surname" in kinds and _has_given_names(headings, parts[0] + 1, below):
        return (parts[0], parts[0] + 1)
    if parts:
        return parts
    for kind in ("weak-name", "address"):
        if kind in kinds and (kind == "weak-name" or _mostly_names(below, kinds.index(kind))):
            return (kinds.index(kind),)
    written = {comparable(heading) for heading in headings if heading.strip()}
    if len(written) < 2 or not any(kind not in ("", "index") for kind in kinds):
        return ()
    # Whatever the heading is: Người nộp, or Họ tên chủ hộ where only the heads of households are listed.
    found: list[Kind] = ["" if kind == "household" else kind for kind in kinds]
    _find_column(found, "name", below, _has_people)
    by_content = found.index("name") if "name" in found else None
    if by_content is None:
        # Helpers are no learners, but a list of nobody else has no other names.
        helpers = [
            at for at, kind in enumerate(kinds) if kind == "private" and mostly_names(below, at)
        ]
        by_content = helpers[0] if len(helpers) == 1 else None
    return () if by_content is None or has_surname(headings[by_content]) else (by_content,)


def _has_people(cell: str) -> bool:
    return all(map(has_surname, people_in(cell)))


def _has_given_names(headings: Sequence[str], at: int, below: Sequence[Row]) -> bool:
    """Return True if a column without a heading holds mostly single words: the ends of names before it."""
    if at < len(headings) and headings[at].strip():
        return False
    cells = [row.cells[at].strip() for row in below if at < len(row.cells) and at not in row.filled]
    filled = [cell for cell in cells if cell]
    words = [cell for cell in filled if len(cell) > 1 and re.fullmatch(r"[^\W\d_]+", cell)]
    return len(filled) * 2 > len(below) and len(words) >= _MOSTLY * len(filled)


def _mostly_names(below: Sequence[Row], at: int) -> bool:
    cells = column_cells(below, at)
    return sum(map(_can_be_name, cells)) * 2 > len(cells)


def _is_enough(kinds: Sequence[Kind], name: tuple[int, ...], below: Sequence[Row]) -> bool:
    """Return True if a row is one of headings, not one of words that happen to be such."""
    if kinds[name[0]] in ("name", "household", "") or len(name) > 1:
        return True
    known = sum(bool(kind) and kind != "index" for kind in kinds)
    others = sum(not kind for kind in kinds)
    return known > 1 or others <= 1 or _mostly_names(below, name[0])


def _name_column(rows: Sequence[Row]) -> Columns | None:
    """Return the column that has most names, for a list without headings."""
    width = max((len(row.cells) for row in rows), default=0)
    columns = [column_cells(rows, at) for at in range(width)]
    named = [sum(map(_can_be_name, cells)) for cells in columns]
    mostly = [at for at, cells in enumerate(columns) if named[at] * 2 > len(cells)]
    if not mostly and width == 1 and sum(bool(people_of_line(cell)) for cell in columns[0]) > 1:
        # In a chat more is said than who comes.
        mostly = [0]
    if not mostly:
        return None
    sure = [sum(map(has_surname, cells)) for cells in columns]
    column = max(mostly, key=lambda at: (sure[at], named[at]))
    kinds: list[Kind] = [""] * width
    kinds[column] = "name"
    _find_column(kinds, "locality", rows, lambda cell: bool(hamlet_in(cell)))
    by_kind: dict[Kind, int] = {}
    if "locality" in kinds:
        by_kind["locality"] = kinds.index("locality")
    return Columns(first=0, name=(column,), by_kind=by_kind, headed=False)


def _can_be_name(cell: str) -> bool:
    words = read_name(cell)
    return len(f"{words.address} {words.name}".split()) > 1 and not re.search(
        r"[0-9@=]", words.name
    )


def unstacked(rows: Sequence[Row], columns: Columns) -> list[Row]:
    """Return the rows below the headings, those of tables beside each other one table after the other."""
    below = list(rows[columns.first :])
    if len(columns.blocks) < 2:
        return below
    ends = (*columns.blocks[1:], None)
    # The hamlet of a table may stand over its headings.
    above = [row for row in rows[: columns.first] if _names_hamlets(row)]
    return [
        row.part(start, end)
        for start, end in zip(columns.blocks, ends, strict=True)
        for row in (*above, *below)
    ]
