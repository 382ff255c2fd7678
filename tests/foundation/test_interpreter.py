"""Which pip adds packages to the running program."""

import sys
from pathlib import Path

import pytest

from tutor.interpreter import pip_command


def test_the_pip_that_is_there_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: object())
    assert pip_command() == [sys.executable, "-m", "pip"]
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "_base_executable", "/base/python")
    assert pip_command() == ["/base/python", "-m", "pip", "--python", sys.executable]
    wheel = tmp_path / "pip-26.3-py3-none-any.whl"
    wheel.touch()
    assert pip_command() == [sys.executable, str(wheel / "pip")]
