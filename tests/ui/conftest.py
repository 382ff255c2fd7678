"""Tests of the app take no real time: their event loop has a clock of its own, and hashing a PIN is cheap."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from laptop_kit import close_laptop
from parsed_styles import parse_styles_once
from turning_loop import TurningLoop, without_real_time


def pytest_asyncio_loop_factories() -> dict[str, type[asyncio.AbstractEventLoop]]:
    return {"turning": TurningLoop}


@pytest.fixture(autouse=True)
def _textual_without_real_time(monkeypatch: pytest.MonkeyPatch) -> None:
    without_real_time(monkeypatch.setattr)


@pytest.fixture(autouse=True, scope="session")
def _one_parse_of_the_styles() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        parse_styles_once(patch.setattr)
        yield


@pytest.fixture(autouse=True)
def _closed_laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    close_laptop(monkeypatch.setattr, tmp_path / "stick")
