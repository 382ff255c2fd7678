from datetime import date
from pathlib import Path

import pytest

from tutor.i18n import Translator
from tutor.reports.targets import HamletTotals, Target, Targets, TargetsError, load_targets

EN = Translator("en")
GOOD = """\
format: 1
proficient_skills: 3
targets:
  - {measure: residents, percent: 80, by: 2026-12-31, source: Kế hoạch}
  - {measure: classes, count: 12, by: 31/12/2026}
hamlets:
  - commune: Quỳnh Hồng, Thái Bình
    hamlet: Thôn Đông
    residents: 230
    households: 140
    sure: counted
    source: Trưởng thôn
    as_of: 2026-03-01
  - {commune: 12472, hamlet: Thôn Tây}
"""


def loaded(tmp_path: Path, text: str) -> Targets:
    file = tmp_path / "targets.yaml"
    file.write_text(text, encoding="utf-8")
    return load_targets(file, EN)


def test_the_file_gives_totals_and_targets(tmp_path: Path) -> None:
    targets = loaded(tmp_path, GOOD)
    last = date(2026, 12, 31)
    assert targets.targets == (
        Target(measure="residents", percent=80, by=last, source="Kế hoạch"),
        Target(measure="classes", count=12, by=last),
    )
    assert targets.proficient_skills == 3
    assert targets.hamlets == (
        HamletTotals(
            commune="12472",
            hamlet="Thôn Đông",
            residents=230,
            households=140,
            sure="counted",
            source="Trưởng thôn",
            as_of=date(2026, 3, 1),
        ),
        HamletTotals(commune="12472", hamlet="Thôn Tây"),
    )


def test_a_missing_file_gives_empty_targets(tmp_path: Path) -> None:
    assert load_targets(tmp_path / "targets.yaml", EN) == Targets()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("format: 1", "format: 2", "targets.yaml:1: the first line has to say `format: 1`."),
        (
            "residents: 230",
            "residents: nhiều",
            "targets.yaml:9: `residents` needs a whole number from 0 to 10000000.",
        ),
        ("residents: 230", "residents: -5", "targets.yaml:9: `residents` needs a whole number"),
        ("households: 140", "household: 140", "targets.yaml:10: `household` is not known here"),
        ("sure: counted", "sure: yes", "targets.yaml:11: `sure` is `counted` or `estimated`."),
        ("2026-03-01", "31/2/2026", "targets.yaml:13: `as_of` needs a day such as 31/12/2026."),
        ("hamlet: Thôn Tây", "hamlet: thôn đông", "thôn đông stands here twice"),
        ("12472", "Tân Tiến", "Tân Tiến may be Xã Tân Tiến, Tỉnh Tuyên Quang (1051);"),
        ("12472", "Không Có", "no commune of the list of 2025 is called Không Có."),
        (", hamlet: Thôn Tây", "", "targets.yaml:14: `hamlet` needs a text."),
        (
            "residents: 230",
            "residents: 230\n    over_60: 240",
            "targets.yaml:7: `over_60` is larger than `residents`, which counts everybody.",
        ),
        ("percent: 80", "percent: 180", "`percent` needs a whole number from 0 to 100."),
        ("percent: 80", "count: 80", "a target of `residents` needs `percent`"),
        ("measure: classes", "measure: people", "`measure` is one of residents, households,"),
        ("hamlets:\n", "hamlets: none\nrest:\n", "`hamlets` needs a list"),
    ],
)
def test_each_fault_is_reported_with_its_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in GOOD
    with pytest.raises(TargetsError) as caught:
        loaded(tmp_path, GOOD.replace(old, new, 1))
    assert any(message in line for line in caught.value.lines), caught.value.lines
    assert all("\n" not in line for line in caught.value.lines)


@pytest.mark.parametrize("text", ["format: 1\nhamlets: [", "&a [*a]", "- 1", "", "hamlets: 7"])
def test_a_file_of_another_kind_raises_targets_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(TargetsError) as caught:
        loaded(tmp_path, text)
    assert caught.value.lines
