"""Figures of a month without names, by commune: made on a laptop, summed, and checked.

Nobody and no class is counted twice, however often and in whatever order files are summed. A class is
counted by its id, which was drawn by lot. A person is a digest of the month, of what is counted and of the
id drawn for their entry: the same on each laptop that has the entry, and leading to nobody without the
records. Of one laptop the latest figures hold.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Literal, get_args

from tutor.content.text import fold_case
from tutor.reports.attendance import held_classes
from tutor.reports.coverage import Coverage
from tutor.reports.hamlets import Hamlet
from tutor.reports.proficiency import mastered_counts, proficiency
from tutor.reports.report import ReportData, ReportRequest, day_of

Counted = Literal["came", "finished", "homes", "known", "proficient"]
"""Different people who came to a class and who finished a lesson in the month, homes reached in it; up to
its end the people of whose skills anything is known, and those of them who are proficient."""

CLASS_COUNTS = ("present", "late", "absent", "unnamed")

Fault = Literal["foreign", "newer", "damaged", "months"]


class FiguresError(Exception):
    """A file of figures cannot be used for `fault`."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault: Fault = fault


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldClass:
    """How many people were at a class; `unnamed` did not want to be written down."""

    id: str
    commune: str
    present: int
    late: int
    absent: int
    unnamed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The figures of one laptop; of two parts of one laptop the one with the greater number is later."""

    laptop: str
    number: int
    by: str
    made_on: str
    classes: tuple[HeldClass, ...]
    people: Mapping[str, Mapping[Counted, frozenset[str]]]
    """By commune, the digests of the people that each figure counts."""

    @property
    def digest(self) -> str:
        """The digest of everything in this part."""
        return digest_of(part_values(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Figures of a month (such as "2026-12") of one or more laptops, and who put them together when."""

    month: str
    by: str
    made_on: str
    parts: tuple[Part, ...]
    signer: bytes = b""
    """The public key that signed the file which they were read from, empty without a signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """The figures of a commune, or of all with the commune None."""

    commune: str | None
    classes: int
    present: int
    unnamed: int
    people: Mapping[Counted, int]


def figures_of(
    data: ReportData, month: ReportRequest, *, laptop: str, number: int, by: str, made_on: date
) -> Figures:
    """Return the figures of one laptop; the scope of the request is a month."""
    since = month.scope.since
    assert since is not None
    name = f"{since:%Y-%m}"
    held = held_classes(data, month)
    came = {learner for each in held for learner in each.present}
    finished = {
        learner
        for learner, events in data.events.items()
        for event in events
        if event.kind == "run-finished" and (day := day_of(event)) and month.scope.includes(day)
    }
    reached = Coverage(data, month).people_reached()
    needed, _ = proficiency(month)
    homes: dict[tuple[Hamlet, str], list[str]] = {}
    for person in data.learners:
        if person.household:
            home = month.residence(person), fold_case(person.household)
            homes.setdefault(home, []).append(person.id)
    # A home has the digest of the one of it whose id is the least.
    heads = {member: min(home) for home in homes.values() for member in home}
    people: dict[str, dict[Counted, set[str]]] = {}
    for person in data.learners:
        mastered = mastered_counts([person], data, month)
        counts: dict[Counted, str] = {}
        if person.id in came:
            counts["came"] = person.id
        if person.id in finished:
            counts["finished"] = person.id
        if person.id in reached and person.id in heads:
            counts["homes"] = heads[person.id]
        if mastered:
            counts["known"] = person.id
        if mastered and mastered[0] >= needed:
            counts["proficient"] = person.id
        of_commune = people.setdefault(month.residence(person).commune, {})
        for counted, who in counts.items():
            of_commune.setdefault(counted, set()).add(_mark(name, counted, who))
    part = Part(
        laptop=laptop,
        number=number,
        by=by,
        made_on=made_on.isoformat(),
        classes=tuple(
            HeldClass(
                id=each.session.id,
                commune=each.hamlet.commune,
                present=each.count("present"),
                late=each.count("late"),
                absent=each.count("absent"),
                unnamed=each.session.unnamed,
            )
            for each in sorted(held, key=lambda each: each.session.id)
        ),
        people={
            commune: {counted: frozenset(marks) for counted, marks in counts.items()}
            for commune, counts in people.items()
            if counts
        },
    )
    return Figures(month=name, by=by, made_on=made_on.isoformat(), parts=(part,))


def _mark(month: str, counted: Counted, who: str) -> str:
    return sha256(f"{month} {counted} {who}".encode()).hexdigest()[:16]


def put_together(files: Sequence[Figures], by: str, made_on: date) -> Figures:
    """Return the figures of several files as one; raise FiguresError for those of different months."""
    months = {file.month for file in files}
    if len(months) != 1:
        raise FiguresError("months")
    latest: dict[str, Part] = {}
    for part in (part for file in files for part in file.parts):
        known = latest.setdefault(part.laptop, part)
        if (part.number, part.digest) > (known.number, known.digest):
            latest[part.laptop] = part
    parts = tuple(latest[laptop] for laptop in sorted(latest))
    return Figures(month=months.pop(), by=by, made_on=made_on.isoformat(), parts=parts)


def sums_of(figures: Figures) -> list[Sums]:
    """Return the figures of each commune by its code, then those of all."""
    classes: dict[str, HeldClass] = {}
    for each in (each for part in figures.parts for each in part.classes):
        known = classes.setdefault(each.id, each)
        if _fullness(each) > _fullness(known):
            classes[each.id] = each
    marks: dict[str, dict[Counted, set[str]]] = {}
    for part in figures.parts:
        for commune, counts in part.people.items():
            for counted, people in counts.items():
                marks.setdefault(commune, {}).setdefault(counted, set()).update(people)
    communes = sorted({*marks, *(each.commune for each in classes.values())})
    rows = [
        _sums(
            commune, [c for c in classes.values() if c.commune == commune], [marks.get(commune, {})]
        )
        for commune in communes
    ]
    return [*rows, _sums(None, classes.values(), marks.values())]


def _fullness(each: HeldClass) -> tuple[int, tuple[int, ...], str]:
    """Return what decides between two files about one class: who called more people knows more."""
    counts = (each.present, each.late, each.absent, each.unnamed)
    return sum(counts), counts, each.commune


def _sums(
    commune: str | None,
    classes: Iterable[HeldClass],
    marks: Iterable[Mapping[Counted, set[str]]],
) -> Sums:
    held, known = list(classes), list(marks)
    unnamed = sum(each.unnamed for each in held)
    return Sums(
        commune=commune,
        classes=len(held),
        present=sum(each.present + each.late for each in held) + unnamed,
        unnamed=unnamed,
        people={
            counted: len(set().union(*(counts.get(counted, ()) for counts in known)))
            for counted in get_args(Counted)
        },
    )


def digest_of(values: object) -> str:
    """Return the digest of plain values, whatever the order of their keys."""
    text = json.dumps(values, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def part_values(part: Part) -> dict[str, Any]:
    """Return a part as plain values."""
    return {
        "laptop": part.laptop,
        "number": part.number,
        "by": part.by,
        "made_on": part.made_on,
        "classes": [
            {"id": each.id, "commune": each.commune}
            | {name: getattr(each, name) for name in CLASS_COUNTS}
            for each in part.classes
        ],
        "people": {
            commune: {counted: sorted(marks) for counted, marks in counts.items()}
            for commune, counts in part.people.items()
        },
    }
