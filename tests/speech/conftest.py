from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from speech_kit import ENGINES, write_profile

from tutor.speech.client import WorkerSpeaker

MakeSpeaker = Callable[..., WorkerSpeaker]


@pytest.fixture
def make_speaker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeSpeaker]:
    """Make speakers whose worker has test engines, in the order of their names."""
    home = tmp_path / "engines"
    home.mkdir()
    (home / "voices_of_tests.py").write_text(ENGINES, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(home))
    made: list[WorkerSpeaker] = []
    classes = {
        "tone": "Engine",
        "hanging": "Hanging",
        "hanging-later": "HangingLater",
        "crashing": "Crashing",
        "crashing-once": "CrashingOnce",
        "chattering": "Chattering",
    }

    def make(*engines: str, language: str = "vi") -> WorkerSpeaker:
        profiles = write_profile(tmp_path / "profiles", *engines, language=language)
        options = [f"--profiles={profiles}"]
        options += [
            f"--engine=voices_of_tests:{classes[name]}" for name in engines if name in classes
        ]
        made.append(WorkerSpeaker(tmp_path / "state", options))
        return made[-1]

    yield make
    for speaker in made:
        speaker.close()


@pytest.fixture
def asked(tmp_path: Path) -> Callable[[], list[str]]:
    """Read which engine was asked for which words."""

    def read() -> list[str]:
        file = tmp_path / "engines" / "asked"
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []

    return read
