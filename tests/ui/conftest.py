"""Tests of the app take no real time: their event loop has a clock of its own, and hashing a PIN is cheap."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from laptop_kit import close_laptop
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from turning_loop import TurningLoop, without_real_time


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
def _closed_laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    close_laptop(monkeypatch.setattr, tmp_path / "stick")
