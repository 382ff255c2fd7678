"""What the app may ask of a driver that can show larger letters."""

import sys
from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from textual.driver import Driver


@runtime_checkable
class Magnifying(Protocol):
    """A driver of Textual that can show the whole app in letters some times as large.

    Whenever `window` (columns and rows of the terminal itself), `scales`, `probed` or `fills` changes, the
    app gets a Resize event, even when its own size stays the same. `probed` tells whether the terminal has
    said what it can do, or had its time to do so. `fills` is the part of the screen's width and height that
    the window takes, 1 where that is not known.
    """

    window: tuple[int, int]
    scales: tuple[int, ...]
    scale: int
    probed: bool
    fills: tuple[float, float]

    def magnify(self, scale: int) -> None:
        """Show letters `scale` times as large; it is one of `scales`."""

    def show_ground(self, colour: str) -> None:
        """Colour the edge of the window, which no letter fills; a colour is such as #fffdf5."""


@runtime_checkable
class SteppingLetters(Protocol):
    """What can show letters of every size step from `least_step` on; a Resize follows a change."""

    least_step: int

    def show_step(self, step: int) -> bool:
        """Show letters of a size step, 1 to 4; return False if that fails."""


def magnifying_driver(environ: Mapping[str, str]) -> type[Driver] | None:
    """Return the driver for the app, None where Textual chooses its own."""
    if sys.platform != "win32" and not environ.get("TEXTUAL_DRIVER"):
        from tutor.terminal.driver import MagnifyingDriver

        return MagnifyingDriver
    return None
