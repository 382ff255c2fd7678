import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from speech_kit import ENGINES, write_profile

from tutor.paths import HOME_VARIABLE, own_voices
from tutor.speech.client import WorkerSpeaker
from tutor.speech.process import OnExit, OnMessage, WorkerProcess

MakeSpeaker = Callable[..., WorkerSpeaker]


@pytest.fixture
def processes() -> list[WorkerProcess]:
    """Return the worker processes, in order of their start."""
    return []


@pytest.fixture
def watchdog() -> list[float]:
    """Return the clock of the speakers' watchdog, in seconds; only tests advance it."""
    return [0.0]


@pytest.fixture
def make_speaker(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    processes: list[WorkerProcess],
    watchdog: list[float],
) -> Iterator[MakeSpeaker]:
    """Return a function that makes speakers with test engines, in the order given."""
    home = tmp_path / "engines"
    home.mkdir()
    (home / "voices_of_tests.py").write_text(ENGINES, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(home))
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    speakers: list[WorkerSpeaker] = []

    def start(
        command: Sequence[str], state: Path, on_message: OnMessage, on_exit: OnExit
    ) -> WorkerProcess:
        command = [re.sub(r"^tutor\.speech\.worker$", "voices_of_tests", part) for part in command]
        processes.append(WorkerProcess(command, state, on_message, on_exit))
        return processes[-1]

    def make(*engines: str, language: str = "vi") -> WorkerSpeaker:
        write_profile(own_voices(), *engines, language=language)
        speakers.append(WorkerSpeaker(tmp_path / "state", start=start, clock=lambda: watchdog[0]))
        return speakers[-1]

    yield make
    for speaker in speakers:
        speaker.close()


@pytest.fixture
def asked(tmp_path: Path) -> Callable[[], list[str]]:
    """Return a function that reads the render calls: one line "engine words" each."""

    def read() -> list[str]:
        file = tmp_path / "engines" / "asked"
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []

    return read
