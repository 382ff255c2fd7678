"""Tests of the app take no real time: their event loop has a clock of its own, and hashing a PIN is cheap."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from turning_loop import TurningLoop, without_real_time

from tutor.classroom import pin
from tutor.classroom.roster import files


def pytest_asyncio_loop_factories() -> dict[str, type[asyncio.AbstractEventLoop]]:
    return {"turning": TurningLoop}


@pytest.fixture(autouse=True)
def _textual_without_real_time(monkeypatch: pytest.MonkeyPatch) -> None:
    without_real_time(monkeypatch.setattr)


@pytest.fixture(autouse=True, scope="session")
def _one_parse_of_the_styles() -> Iterator[None]:
    """Let all apps share the parsed style sheets: parsing them takes a sixth of a short test."""
    parse = Stylesheet._parse_rules
    parsed: dict[object, list[RuleSet]] = {}

    def parse_once(self: Stylesheet, css: str, *place: Any, **named: Any) -> list[RuleSet]:
        key = css, place, *sorted(named.items()), *self._variables.items()
        if key not in parsed:
            parsed[key] = parse(self, css, *place, **named)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


@pytest.fixture(autouse=True)
def _cheap_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pin, "HASHING", pin.Hashing(rounds=1, memory_kib=8))


@pytest.fixture(autouse=True)
def _own_stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let lists be found on a stick of the test alone."""
    stick = files.Folder("stick", tmp_path / "stick", "KINGSTON")
    monkeypatch.setattr(files, "usual_folders", lambda: (stick,))


@pytest.fixture(autouse=True)
def _voice_of_the_laptop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask no child process which voices this computer has."""
    rows = [
        {
            "language": language,
            "title": title,
            "engine": "espeak",
            "engine_voice": language,
            "reason": None,
        }
        for language, title in (("vi", "Giọng Bắc"), ("en", "English"))
    ]
    monkeypatch.setattr("tutor.speech.offers.voices_here", lambda: rows)
