"""The generated list of lessons is that of the lessons as they are."""

import runpy
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "curriculum.py"


def test_the_curriculum_document_is_current() -> None:
    """`make curriculum` writes it anew."""
    script = runpy.run_path(str(SCRIPT))
    assert script["TARGET"].read_text(encoding="utf-8") == script["written"]()
