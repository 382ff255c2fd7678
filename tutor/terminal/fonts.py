"""The font size of a window that the program opened: kitty by its socket, xterm by an escape sequence.

Both show letters of every size step; the app gets a Resize when the window has them.
"""

import json
import socket
import sys
from collections.abc import Callable, Mapping, Sequence

from tutor.terminal.letters import SteppingLetters

_SOCKET_VARIABLE = "KITTY_LISTEN_ON"
_SOCKET_KIND = "unix:"
_SOCKET_SECONDS = 1.0
# The oldest kitty whose remote control is spoken here; a newer one understands it.
_KITTY_VERSION = (0, 26, 0)


class KittyFont:
    """Sets the font size by kitty's remote control; `points` has the size of each step."""

    least_step = 1

    def __init__(self, path: str, points: Sequence[int]) -> None:
        self._path = path
        self._points = points

    def show_step(self, step: int) -> bool:
        """Show letters of a size step, 1 to 4; return False if kitty cannot be reached."""
        command = {
            "cmd": "set-font-size",
            "version": _KITTY_VERSION,
            "no_response": True,
            "payload": {"size": self._points[step - 1]},
        }
        if sys.platform == "win32":
            # kitty is not there.
            return False
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as control:
                control.settimeout(_SOCKET_SECONDS)
                control.connect(self._path)
                control.sendall(f"\x1bP@kitty-cmd{json.dumps(command)}\x1b\\".encode())
        except OSError:
            return False
        return True


class XtermFont:
    """Names the font with the size of a step; `write` writes to the terminal, which must allow it."""

    least_step = 1

    def __init__(self, family: str, points: Sequence[int], write: Callable[[str], None]) -> None:
        self._family = family
        self._points = points
        self._write = write

    def show_step(self, step: int) -> bool:
        """Show letters of a size step, 1 to 4."""
        self._write(f"\x1b]50;{self._family}:size={self._points[step - 1]}\x1b\\")
        return True


def font_control(
    terminal: str,
    family: str,
    points: Sequence[int],
    environ: Mapping[str, str],
    write: Callable[[str], None],
) -> SteppingLetters | None:
    """Return what sets the font of a window that the program opened, None where nothing can."""
    if not points:
        return None
    if terminal == "xterm":
        return XtermFont(family, points, write)
    address = environ.get(_SOCKET_VARIABLE, "")
    if terminal == "kitty" and address.startswith(_SOCKET_KIND):
        return KittyFont(address.removeprefix(_SOCKET_KIND), points)
    return None
