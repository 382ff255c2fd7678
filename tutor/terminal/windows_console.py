"""The font of the Windows console, set by its own functions; written from their documentation, not yet tried.

Windows Terminal and VS Code draw their windows themselves: there the console behind them is not seen.
"""

import atexit
import ctypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_OUTPUT = -11
_TRUETYPE = 0x04
_MODERN_TRUETYPE = 0x36
_REGULAR = 400
# It comes with every Windows and has all letters of Vietnamese.
_FACE = "Consolas"
_SCREEN_WIDTH, _SCREEN_HEIGHT = 0, 1
_SHOW_NORMAL, _SHOW_MAXIMIZED = 1, 3


class Coord(ctypes.Structure):
    """COORD: columns and rows, or width and height in pixels."""

    _fields_ = (("X", ctypes.c_short), ("Y", ctypes.c_short))


class SmallRect(ctypes.Structure):
    """SMALL_RECT: the first and last column and row of a window in its buffer."""

    _fields_ = (
        ("Left", ctypes.c_short),
        ("Top", ctypes.c_short),
        ("Right", ctypes.c_short),
        ("Bottom", ctypes.c_short),
    )


class FontInfo(ctypes.Structure):
    """CONSOLE_FONT_INFOEX."""

    _fields_ = (
        ("cbSize", ctypes.c_uint32),
        ("nFont", ctypes.c_uint32),
        ("dwFontSize", Coord),
        ("FontFamily", ctypes.c_uint32),
        ("FontWeight", ctypes.c_uint32),
        ("FaceName", ctypes.c_wchar * 32),
    )


@dataclass(frozen=True, slots=True)
class Font:
    """A font of the console: its name, the height of a row in pixels, and what kind it is."""

    face: str
    height: int
    family: int = _MODERN_TRUETYPE
    weight: int = _REGULAR


class Console:
    """The console that this process writes to; `kernel32` and `user32` are the libraries of Windows."""

    def __init__(self, kernel32: Any, user32: Any) -> None:
        kernel32.GetStdHandle.restype = ctypes.c_void_p
        kernel32.GetConsoleWindow.restype = ctypes.c_void_p
        kernel32.GetLargestConsoleWindowSize.restype = Coord
        self._kernel32 = kernel32
        self._user32 = user32
        self._output = ctypes.c_void_p(kernel32.GetStdHandle(_OUTPUT))
        self._window = ctypes.c_void_p(kernel32.GetConsoleWindow())

    @property
    def is_seen(self) -> bool:
        """Whether the console has a window of its own, and no other program draws for it."""
        return bool(self._window.value) and bool(self._user32.IsWindowVisible(self._window))

    @property
    def screen(self) -> tuple[int, int]:
        """Width and height of the screen, in the pixels that fonts are measured in."""
        metrics = self._user32.GetSystemMetrics
        return int(metrics(_SCREEN_WIDTH)), int(metrics(_SCREEN_HEIGHT))

    def font(self) -> Font | None:
        """Return the present font, None if the console does not tell."""
        info = FontInfo(cbSize=ctypes.sizeof(FontInfo))
        if not self._kernel32.GetCurrentConsoleFontEx(self._output, 0, ctypes.byref(info)):
            return None
        return Font(info.FaceName, info.dwFontSize.Y, info.FontFamily, info.FontWeight)

    def set_font(self, font: Font) -> bool:
        """Set the font; return False if the console refuses it. It finds the width to the height."""
        info = FontInfo(
            cbSize=ctypes.sizeof(FontInfo),
            dwFontSize=Coord(0, font.height),
            FontFamily=font.family,
            FontWeight=font.weight,
            FaceName=font.face,
        )
        return bool(self._kernel32.SetCurrentConsoleFontEx(self._output, 0, ctypes.byref(info)))

    def show(self, *, full: bool) -> None:
        """Let the window fill the screen, or have its usual place."""
        self._user32.ShowWindow(self._window, _SHOW_MAXIMIZED if full else _SHOW_NORMAL)
        if full:
            largest = self._kernel32.GetLargestConsoleWindowSize(self._output)
            self._resize(largest)

    def _resize(self, size: Coord) -> None:
        """Give window and buffer this many columns and rows; the window never exceeds its buffer."""
        if size.X <= 0 or size.Y <= 0:
            return
        for right, bottom in ((0, 0), (size.X - 1, size.Y - 1)):
            area = SmallRect(0, 0, right, bottom)
            self._kernel32.SetConsoleWindowInfo(self._output, 1, ctypes.byref(area))
            self._kernel32.SetConsoleScreenBufferSize(self._output, size)


class ConsoleFont:
    """Sets the font of a console; `heights` are the pixels of a row at each size step.

    The first time the font of before is remembered; it is restored when the program ends.
    """

    least_step = 1

    def __init__(self, console: Console, heights: Sequence[int]) -> None:
        self._console = console
        self._heights = heights
        self._before: Font | None = None

    def show_step(self, step: int) -> bool:
        """Show letters of a size step, 1 to 4, full screen; return False if the console refuses."""
        before = self._console.font()
        if before is None:
            return False
        # A bitmap font has few sizes, and lacks letters.
        face = before.face if before.family & _TRUETYPE else _FACE
        if not self._console.set_font(Font(face, self._heights[step - 1])):
            return False
        if self._before is None:
            self._before = before
            atexit.register(self.restore)
        self._console.show(full=True)
        return True

    def restore(self) -> None:
        """Restore the font of before."""
        if self._before is not None:
            self._console.set_font(self._before)
            self._console.show(full=False)


def find_console(environ: Mapping[str, str]) -> Console | None:
    """Return the console in whose own window this process runs, on Windows; None in any other window."""
    if environ.get("WT_SESSION"):
        return None
    libraries = (ctypes.WinDLL("kernel32"), ctypes.WinDLL("user32"))  # type: ignore[attr-defined]
    console = Console(*libraries)
    return console if console.is_seen else None
