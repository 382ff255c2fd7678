"""Tests of the commands: what is typed where a command asks."""

from collections.abc import Callable

import click
import pytest

Typing = Callable[..., None]


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Typing:
    """Return what lets the next questions be answered."""

    def answer(*typed: str) -> None:
        answers = iter(typed)
        monkeypatch.setattr(click, "prompt", lambda *_, **__: next(answers))

    return answer
