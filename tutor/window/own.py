"""Which windows with large letters can be opened here, and how the app learns that it runs in one."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tutor.window.browsers import find_browser
from tutor.window.recipes import COLUMNS, WITHOUT_FONT, Monitor, candidates, executable, points

BROWSER = "browser"
"""The name of a browser's app window among the windows."""

HERE = "--here"
"""The option of `tutor` that opens no window: alone, or with the present window of our own as its value."""

NEVER_SEEN_SECONDS = 3.0
"""A window that closes with a fault before this was never seen: the next one gets its turn."""

_DESCRIBED = re.compile(
    rf"{HERE}=(?P<name>[a-z-]+):(?P<step>[1-4]):(?P<points>(?:[1-9]\d{{0,2}}(?:,[1-9]\d{{0,2}}){{3}})?)"
)


@dataclass(frozen=True, slots=True)
class OwnWindow:
    """A window that the program opened: its terminal or BROWSER, and the size step that it was opened at.

    `points` is the font size of each step, () where it is not known.
    """

    name: str
    step: int = 2
    points: tuple[int, ...] = ()

    def option(self) -> str:
        """Return the option by which the app in this window knows it; see `parse_here`."""
        return f"{HERE}={self.name}:{self.step}:{','.join(map(str, self.points))}"


def own_window(name: str, step: int, monitor: Monitor) -> OwnWindow:
    """Return the window of a terminal, opened at a size step on this monitor."""
    return OwnWindow(name, step, tuple(points(step, monitor, name) for step in COLUMNS))


def parse_here(argument: str) -> OwnWindow | None:
    """Return the window that the option describes; None for HERE alone and for anything else."""
    described = _DESCRIBED.fullmatch(argument)
    if described is None:
        return None
    sizes = tuple(int(size) for size in described["points"].split(",") if size)
    return OwnWindow(described["name"], int(described["step"]), sizes)


def windows_here(
    platform: str, environ: Mapping[str, str], which: Callable[[str], str | None]
) -> tuple[str, ...]:
    """Return the windows with large letters that can be opened here, best first; `which` is `shutil.which`.

    Terminals start sooner than a browser and need less memory, but those that take no font come after it.
    """
    names = candidates(platform, environ)
    if not names:
        return ()
    installed = [name for name in names if which(executable(name))]
    browser = [BROWSER] if find_browser(platform, environ, which) else []
    with_font = [name for name in installed if name not in WITHOUT_FONT]
    return (*with_font, *browser, *(name for name in installed if name in WITHOUT_FONT))
