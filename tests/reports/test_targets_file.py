"""The file of the targets as the screens write it: it reads back as it was meant."""

from datetime import date
from pathlib import Path

from tutor.i18n import Translator
from tutor.reports.targets import HamletTotals, Targets, load_targets
from tutor.reports.targets_file import (
    next_target,
    save_targets,
    totals_of,
    with_target,
    with_totals,
)

TODAY = date(2026, 11, 25)
BY = date(2026, 12, 31)
EN = Translator("en")


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    file = tmp_path / "targets.yaml"
    targets = Targets(organisation='Đoàn xã "Quỳnh Phụ": thôn', proficient_skills=4)
    targets = with_target(targets, "residents", 80, BY, TODAY)
    targets = with_target(targets, "classes", 12, BY, TODAY)
    totals = HamletTotals(
        commune="12472", hamlet="Thôn Đông", residents=230, over_60=60, as_of=TODAY, source="Ông An"
    )
    targets = with_totals(with_totals(targets, totals), HamletTotals(commune="", hamlet="no: 1"))
    save_targets(file, targets)
    assert load_targets(file, EN) == targets
    save_targets(file, with_target(targets, "classes", 0, BY, TODAY))
    assert [target.measure for target in load_targets(file, EN).targets] == ["residents"]
    assert load_targets(tmp_path / "targets.yaml.before", EN) == targets


def test_the_target_that_is_due_next_is_replaced() -> None:
    targets = with_target(Targets(), "residents", 30, date(2026, 6, 30), TODAY)
    targets = with_target(targets, "residents", 40, date(2026, 6, 30), TODAY)
    assert [target.percent for target in targets.targets] == [40]
    later = targets.model_copy(
        update={
            "targets": (
                *targets.targets,
                *with_target(Targets(), "residents", 80, BY, TODAY).targets,
            )
        }
    )
    changed = with_target(later, "residents", 90, BY, TODAY)
    assert [target.percent for target in changed.targets] == [40, 90]
    found = next_target(changed, "residents", TODAY)
    assert found is not None
    assert found.percent == 90


def test_a_hamlet_is_found_however_it_is_written() -> None:
    totals = HamletTotals(commune="12472", hamlet="Thôn Đông", residents=9)
    targets = with_totals(Targets(), totals)
    assert totals_of(targets, "12472", "thôn đông") is totals
    changed = with_totals(targets, totals.model_copy(update={"residents": 10}))
    assert [hamlet.residents for hamlet in changed.hamlets] == [10]
    assert totals_of(targets, "12475", "Thôn Đông").residents is None
