from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from speech_kit import ENGINES, write_profile

from tutor.speech.client import WorkerSpeaker
from tutor.speech.process import OnExit, OnMessage, WorkerProcess

MakeSpeaker = Callable[..., WorkerSpeaker]


@pytest.fixture
def processes() -> list[WorkerProcess]:
    """The worker processes that were started, the latest last."""
    return []


@pytest.fixture
def watchdog() -> list[float]:
    """The seconds that the speakers' watchdog has counted: it fires only when a test says so."""
    return [0.0]


@pytest.fixture
def make_speaker(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    processes: list[WorkerProcess],
    watchdog: list[float],
) -> Iterator[MakeSpeaker]:
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

    def start(
        command: Sequence[str], state: Path, on_message: OnMessage, on_exit: OnExit
    ) -> WorkerProcess:
        processes.append(WorkerProcess(command, state, on_message, on_exit))
        return processes[-1]

    def make(*engines: str, language: str = "vi") -> WorkerSpeaker:
        profiles = write_profile(tmp_path / "profiles", *engines, language=language)
        options = [f"--profiles={profiles}"]
        options += [
            f"--engine=voices_of_tests:{classes[name]}" for name in engines if name in classes
        ]
        made.append(
            WorkerSpeaker(tmp_path / "state", options, start=start, clock=lambda: watchdog[0])
        )
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
