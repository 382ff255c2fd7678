"""The generated list of lessons is that of the lessons as they are."""

import runpy
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "curriculum.py"


def test_every_scam_is_met_and_every_subject_is_taught() -> None:
    text = runpy.run_path(str(SCRIPT))["written"]()
    tables = text.partition("## Scams and where they are met")[2].partition("## The path")[0]
    rows = [line for line in tables.splitlines() if line.startswith("| ")]
    assert len(rows) > 2
    assert [row for row in rows if row.endswith("| – |")] == []


def test_the_curriculum_document_is_current() -> None:
    """`make curriculum` writes it anew."""
    script = runpy.run_path(str(SCRIPT))
    assert script["TARGET"].read_text(encoding="utf-8") == script["written"]()
