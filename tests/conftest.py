"""What all tests share: where the support modules are, and records that never touch the user's own."""

import os
import shutil
import sys
from pathlib import Path

import hypothesis
import pytest

# A busy machine takes its time; what passed once passes again, because the same examples are tried each time.
hypothesis.settings.register_profile("tutor", deadline=None, derandomize=True)
hypothesis.settings.load_profile("tutor")

# Records wait for the disk after every event; a file system in memory does not make tests wait.
_MEMORY = Path("/dev/shm")
_MEMORY_BYTES = 1_000_000_000
if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _MEMORY_BYTES:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

for folder in ("support", "engine"):
    sys.path.insert(0, str(Path(__file__).parent / folder))


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path / "tutor-home"))
    monkeypatch.setenv("TUTOR_LESSONS", str(tmp_path / "no-lessons"))
