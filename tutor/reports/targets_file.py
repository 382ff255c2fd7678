"""Writes `targets.yaml`, so that nobody has to write it by hand; a file from before stays beside it."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from tutor.content.text import fold_case
from tutor.i18n import Translator
from tutor.languages import DEFAULT_LANGUAGE
from tutor.paths import write_atomic
from tutor.reports.targets import (
    HamletTotals,
    Measure,
    Target,
    Targets,
    TargetsError,
    load_targets,
)

_BACKUP = ".before"


def with_target(targets: Targets, measure: Measure, size: int, by: date, today: date) -> Targets:
    """Return the targets with the next common one of a measure replaced; a size of 0 takes it away."""
    old = next_target(targets, measure, today)
    unit = "count" if measure == "classes" else "percent"
    new = [Target.model_validate({"measure": measure, unit: size, "by": by})] if size else []
    kept = [target for target in targets.targets if target is not old]
    return targets.model_copy(update={"targets": (*kept, *new)})


def next_target(targets: Targets, measure: Measure, today: date) -> Target | None:
    """Return the common target of a measure that is due next, else the last one, None if there is none."""
    own = sorted((t for t in targets.targets if t.measure == measure), key=lambda t: t.by)
    coming = [target for target in own if target.by >= today]
    return next(iter([*coming, *own[-1:]]), None)


def organisation_in(file: Path) -> str:
    """Return the name of the organisation that holds the classes, "" if none is stated or readable."""
    try:
        return load_targets(file, Translator(DEFAULT_LANGUAGE)).organisation
    except (TargetsError, OSError):
        return ""


def totals_of(targets: Targets, commune: str, hamlet: str) -> HamletTotals:
    """Return the totals of a hamlet, empty ones if it is not in the file."""
    for totals in targets.hamlets:
        same = fold_case(totals.hamlet) == fold_case(hamlet)
        if same and totals.commune in ("", commune):
            return totals
    return HamletTotals(commune=commune, hamlet=hamlet)


def with_totals(targets: Targets, totals: HamletTotals) -> Targets:
    """Return the targets with the totals of one hamlet replaced or added."""
    old = totals_of(targets, totals.commune, totals.hamlet)
    kept = [other for other in targets.hamlets if other is not old]
    return targets.model_copy(update={"hamlets": (*kept, totals)})


def save_targets(file: Path, targets: Targets) -> None:
    """Write the file; one that was there before gets a second name. Raises OSError."""
    text = _as_yaml(targets)
    if file.exists():
        write_atomic(file.with_name(file.name + _BACKUP), file.read_bytes())
    write_atomic(file, text.encode())


def _as_yaml(targets: Targets) -> str:
    head = {
        "format": targets.format,
        "proficient_skills": targets.proficient_skills,
        "proficient_of": targets.proficient_of,
        "organisation": targets.organisation,
    }
    lines = [f"{name}: {_value(value)}" for name, value in head.items() if value != ""]
    lines += _list("targets", map(_target, targets.targets))
    lines += _list("hamlets", map(_totals, targets.hamlets))
    return "\n".join(lines) + "\n"


def _list(name: str, rows: Iterable[str]) -> list[str]:
    entries = [f"  - {row}" for row in rows]
    return [f"{name}:", *entries] if entries else []


def _target(target: Target) -> str:
    return _mapping(target.model_dump())


def _totals(totals: HamletTotals) -> str:
    values = totals.model_dump(exclude={"targets"})
    own = ", ".join(map(_target, totals.targets))
    row = _mapping(values)
    return f"{row[:-1]}, targets: [{own}]}}" if own else row


def _mapping(values: Mapping[str, object]) -> str:
    given = {name: value for name, value in values.items() if value not in (None, "")}
    needed = {name: values[name] for name in ("commune", "hamlet") if name in values}
    return "{" + ", ".join(f"{n}: {_value(v)}" for n, v in (needed | given).items()) + "}"


def _value(value: object) -> str:
    """Return a number or day as it is, a text in quotation marks."""
    if isinstance(value, int | date):
        return str(value)
    return json.dumps(value, ensure_ascii=False)
