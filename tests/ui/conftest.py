"""Tests of the app take no real time: their event loop has a clock of its own, and hashing a PIN is cheap."""

import asyncio

import pytest
from turning_loop import TurningLoop, without_real_time

from tutor.classroom import pin


def pytest_asyncio_loop_factories() -> dict[str, type[asyncio.AbstractEventLoop]]:
    return {"turning": TurningLoop}


@pytest.fixture(autouse=True)
def _textual_without_real_time(monkeypatch: pytest.MonkeyPatch) -> None:
    without_real_time(monkeypatch.setattr)


@pytest.fixture(autouse=True)
def _cheap_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pin, "HASHING", pin.Hashing(rounds=1, memory_kib=8))
