"""The reports that there are, each made from the records at once."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tutor.content.text import fold_case, one_line
from tutor.i18n import Translator
from tutor.learning.skills import SkillsOf
from tutor.records.store import Store
from tutor.reports.about import TITLES, Asked, ReportKind
from tutor.reports.kept import Scope, kept
from tutor.reports.table import Report
from tutor.reports.targets import load_targets
from tutor.reports.where import Whereabouts

KINDS: tuple[ReportKind, ...] = tuple(TITLES)

TARGETS = "targets.yaml"


def is_hamlet(hamlet: str, store: Store, home: Path, translate: Translator) -> bool:
    """Tell whether anybody, a class or the volunteers' file in the folder `home` is of a hamlet."""
    named = [one.hamlet for one in store.people()]
    named += [one.hamlet for one in store.classes.sessions()]
    named += [one.hamlet for one in load_targets(home / TARGETS, translate).hamlets]
    return fold_case(hamlet) in {fold_case(one_line(one)) for one in named}


def made(
    kind: ReportKind,
    store: Store,
    skills_of: SkillsOf,
    home: Path,
    *,
    skill_name: Callable[[str], str],
    translate: Translator,
    today: date,
    scope: Scope | None = None,
) -> Report:
    """Return a report; `home` is the folder of the volunteers' file of totals and targets.

    Raises StoreUnavailable, and TargetsError where the file cannot be used.
    """
    asked = Asked(translate=translate, today=today, scope=scope or Scope())
    targets = load_targets(home / TARGETS, translate)
    where = Whereabouts(targets, translate)
    found = kept(store, played=kind != "attendance")
    match kind:
        case "progress":
            from tutor.reports.progress import progress

            return progress(found, skills_of, skill_name, where, asked)
        case "attendance":
            from tutor.reports.attendance import attendance

            return attendance(found, where, asked)
        case "coverage":
            from tutor.reports.coverage import coverage

            return coverage(found, skills_of, targets, where, asked)
        case "scam":
            from tutor.reports.scam import scam

            return scam(found, where, asked)
