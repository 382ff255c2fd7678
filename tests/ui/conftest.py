"""A Textual pilot that waits for the app's tasks instead of for real time."""

import asyncio

import pytest
import textual.app
import textual.pilot

# One key takes a few turns of the event loop: the driver's event, the screen's message, its repaint.
TURNS = 12


async def drain(*_: object) -> None:
    """Let every task that is ready run; replaces Textual's wait, which polls the processor's clock."""
    for _turn in range(TURNS):
        await asyncio.sleep(0)


_pause = textual.pilot.Pilot.pause


async def pause(pilot: textual.pilot.Pilot[object], delay: float | None = None) -> None:
    """Wait until the screen has handled its messages and is painted."""
    if delay is not None:
        await _pause(pilot, delay)
        return
    await pilot._wait_for_screen()
    await drain()
    await pilot._wait_for_screen()
    pilot.app.screen._on_timer_update()


@pytest.fixture(autouse=True)
def _deterministic_pilot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textual.app, "wait_for_idle", drain)
    monkeypatch.setattr(textual.pilot, "wait_for_idle", drain)
    monkeypatch.setattr(textual.pilot.Pilot, "pause", pause)
