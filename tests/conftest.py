"""What all tests share: where the support modules are, and records that never touch the user's own."""

import os
import sys
from pathlib import Path

import hypothesis
import pytest

# A busy machine takes its time; where nobody can look at a new counter-example, the same are tried.
hypothesis.settings.register_profile("tutor", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("tutor")

for folder in ("support", "engine"):
    sys.path.insert(0, str(Path(__file__).parent / folder))


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path / "tutor-home"))
    monkeypatch.setenv("TUTOR_LESSONS", str(tmp_path / "no-lessons"))
