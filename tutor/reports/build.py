"""Builds a report of each kind from the records."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from tutor.content.text import fold_case, one_line
from tutor.i18n import Translator
from tutor.records.store import Store
from tutor.reports.attendance import attendance
from tutor.reports.before_after import before_after
from tutor.reports.coverage import coverage
from tutor.reports.hamlets import HamletIndex
from tutor.reports.progress import progress
from tutor.reports.report import (
    Report,
    ReportData,
    ReportKind,
    ReportRequest,
    Scope,
    load_report_data,
)
from tutor.reports.scam import scam
from tutor.reports.subjects import Subjects
from tutor.reports.summary import summary
from tutor.reports.targets import load_targets

KINDS: Mapping[ReportKind, Callable[[ReportData, ReportRequest], Report]] = {
    "progress": progress,
    "attendance": attendance,
    "coverage": coverage,
    "scam": scam,
    "summary": summary,
    "check": before_after,
}
TARGETS = "targets.yaml"


def build_report(
    kind: ReportKind,
    store: Store,
    subjects: Subjects,
    home: Path,
    *,
    translate: Translator,
    today: date,
    scope: Scope | None = None,
) -> Report:
    """Return a report; `home` is the folder of the volunteers' file of totals and targets.

    Raises StoreUnavailable, and TargetsError where the file cannot be used.
    """
    request = make_request(subjects, home, translate=translate, today=today, scope=scope or Scope())
    return KINDS[kind](load_report_data(store, with_events=kind != "attendance"), request)


def make_request(
    subjects: Subjects, home: Path, *, translate: Translator, today: date, scope: Scope
) -> ReportRequest:
    """Return what a report needs besides the records; raise TargetsError."""
    targets = load_targets(home / TARGETS, translate, subjects.topics)
    return ReportRequest(
        translate=translate,
        today=today,
        hamlets=HamletIndex(targets, translate),
        scope=scope,
        targets=targets,
        subjects=subjects,
    )


def is_hamlet(hamlet: str, store: Store, home: Path, translate: Translator) -> bool:
    """Return whether a person, a class or the volunteers' file in `home` names this hamlet."""
    names = [person.hamlet for person in store.people()]
    names += [session.hamlet for session in store.classes.sessions()]
    names += [totals.hamlet for totals in load_targets(home / TARGETS, translate).hamlets]
    return fold_case(hamlet) in {fold_case(one_line(name)) for name in names}
