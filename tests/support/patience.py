"""How tests wait and measure on a machine that is busy with others."""

import time
from collections.abc import Callable

# What is surely long enough; only a test that fails waits so long.
PATIENCE_SECONDS = 120.0

# Frames and clocks are rounded.
_CLOCK_STEP = 0.02


def wait_until(come: Callable[[], object]) -> None:
    """Wait for something as long as a busy machine may need for it."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not come():
        assert time.monotonic() < end
        time.sleep(0.002)


def in_time(measure: Callable[[], float], seconds: float, late: float, tries: int = 6) -> None:
    """Measure something that takes so many seconds, and at most `late` more.

    A busy machine holds up what happens or the news of it, so one of some tries has to be in time.
    """
    taken: list[float] = []
    while not any(seconds - _CLOCK_STEP < one < seconds + late for one in taken):
        assert len(taken) < tries, f"{taken} instead of {seconds}"
        taken.append(measure())
