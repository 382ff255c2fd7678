"""Figures without names as a report: a row for each commune, and one of all."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from tutor import places
from tutor.content.text import one_line
from tutor.dates import parse_day
from tutor.hub.figures import Counted, Figures, Sums, sums_of
from tutor.hub.messages import UNSIGNED, signer_lines
from tutor.i18n import N_, Translator
from tutor.reports.hamlets import is_too_small
from tutor.reports.report import WITHHELD, Cell, Column, Report, Table, safe_cells

_COUNTED: tuple[Counted, ...] = ("came", "finished", "homes")
_COLUMNS = (
    Column("commune", N_("Commune"), "text"),
    Column("classes", N_("Classes held")),
    Column("there", N_("Present, all classes together")),
    Column("unnamed", N_("Of these, not written down")),
    Column("people", N_("Different people who came")),
    Column("finished", N_("People who finished a lesson")),
    Column("homes", N_("Homes reached")),
    Column("proficient", N_("People proficient by then")),
)
_FROM_COLUMNS = (
    Column("by", N_("Made by"), "text"),
    Column("laptop", N_("Laptop"), "text"),
    Column("classes", N_("Classes held")),
    Column("made", N_("Made on"), "date"),
    Column("check", N_("Check number"), "text"),
)
_NOTES = (
    N_(
        "A class counts once however many files have it, and so does a person whom several laptops know by "
        "one entry. Two entries of one person count as two until somebody says that they are one."
    ),
    N_(
        "The latest figures of each laptop count. Whoever has them on paper too compares the check number."
    ),
)


def figures_report(
    figures: Figures, translate: Translator, known: Mapping[bytes, str] = MappingProxyType({})
) -> Report:
    """Return the figures of each commune and of all, who signed them, and the laptops that they are from.

    `known` are the names of signers whose numbers were compared here.
    """
    signed: tuple[str, ...] = (translate(UNSIGNED),)
    if figures.signer:
        signed = signer_lines(figures.signer, figures.by, known, translate)
    year, month = figures.month.split("-")
    rows = tuple(_row(sums, translate) for sums in sums_of(figures))
    sources = tuple(
        (part.by, part.laptop[:4], len(part.classes), parse_day(part.made_on), part.digest[:8])
        for part in figures.parts
    )
    return Report(
        key="figures",
        title=translate(N_("Figures of month {month}"), month=f"{month}/{year}"),
        about=one_line(figures.by),
        made_on=parse_day(figures.made_on) or date.min,
        tables=(
            _table("sums", translate(N_("By commune")), _COLUMNS, rows, translate),
            _table(
                "laptops", translate(N_("Put together from")), _FROM_COLUMNS, sources, translate
            ),
        ),
        notes=(*map(one_line, signed), *map(translate, _NOTES)),
    )


def _row(sums: Sums, translate: Translator) -> tuple[Cell, ...]:
    people = sums.people
    proficient = WITHHELD if is_too_small(people["known"]) else people["proficient"]
    return (
        _name(sums.commune, translate),
        *(sums.classes, sums.present, sums.unnamed),
        *(people[counted] for counted in _COUNTED),
        proficient,
    )


def _name(commune: str | None, translate: Translator) -> str:
    if commune is None:
        return translate(N_("all communes"))
    known = places.commune(commune) if commune else None
    return str(known) if known else commune or translate(N_("(commune not noted)"))


def _table(
    key: str,
    title: str,
    columns: tuple[Column, ...],
    rows: tuple[tuple[Cell, ...], ...],
    translate: Translator,
) -> Table:
    named = tuple(Column(column.key, translate(column.title), column.kind) for column in columns)
    totals = frozenset({len(rows) - 1}) if key == "sums" else frozenset()
    # Whoever made the file wrote its texts.
    return Table(key, title, named, safe_cells(rows), totals=totals)
