"""Starts `tutor` with a clock for which every key and click comes a second after the last.

A key that follows another within 0.7 s is dropped, because a trembling hand presses twice. Tests that press
keys on a real terminal or in a real browser would have to wait that long between them.

The environment variable CALM_CLOCK_AHEAD sets the wall clock: by so many seconds it is ahead of the real one.
"""

import os
import runpy
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from tutor.cli import wiring


class InputClock:
    """Counts the keys and clicks that the app has received; each is one second."""

    def __init__(self) -> None:
        self._seconds = 0.0
        self._counts = False

    def __call__(self) -> float:
        """Return the seconds so far."""
        if not self._counts:
            self._counts = True
            # Not earlier: the program sets the environment before it imports Textual.
            from textual import events

            for event in (events.Key, events.MouseDown):
                self._count(event)
        return self._seconds

    def _count(self, event: type[Any]) -> None:
        begin = event.__init__

        def count_and_begin(this: Any, *args: Any, **kwargs: Any) -> None:
            self._seconds += 1.0
            begin(this, *args, **kwargs)

        event.__init__ = count_and_begin


def shifted_now() -> datetime:
    """Return the time of the wall clock that the test has set."""
    ahead = timedelta(seconds=float(os.environ.get("CALM_CLOCK_AHEAD", "0")))
    return (datetime.now(UTC) + ahead).astimezone()


if __name__ == "__main__":
    wiring.now = shifted_now
    wiring.monotonic = InputClock()
    runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
