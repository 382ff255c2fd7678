"""The font of the Windows console, against stand-ins for its libraries; no Windows was at hand."""

import atexit
import ctypes
from collections.abc import Callable
from typing import Any

import pytest

from tutor.terminal.windows_console import Console, ConsoleFont, Coord, Font, FontInfo, find_console
from tutor.window.recipes import console_heights

BITMAP, TRUETYPE = 0x30, 0x36
SCREEN = (1366, 768)


class Function:
    """A function of a library: a result type can be set on it."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def __call__(self, *arguments: Any) -> Any:
        return self._call(*arguments)


class Libraries:
    """kernel32 and user32 in one: a console whose window has as many cells as its font allows."""

    def __init__(self, face: str = "Terminal", family: int = BITMAP, height: int = 12) -> None:
        self.face, self.family, self.height = face, family, height
        self.buffer = (80, 300)
        self.window = (80, 25)
        self.shown: list[int] = []
        self.seen = True
        self.refuses = False
        for name in dir(self):
            if name[0].isupper():
                setattr(self, name, Function(getattr(self, name)))

    def GetStdHandle(self, number: int) -> int:
        assert number == -11
        return 7

    def GetConsoleWindow(self) -> int:
        return 9

    def IsWindowVisible(self, window: ctypes.c_void_p) -> int:
        return int(self.seen and window.value == 9)

    def GetSystemMetrics(self, index: int) -> int:
        return SCREEN[index]

    def ShowWindow(self, window: ctypes.c_void_p, command: int) -> None:
        assert window.value == 9
        self.shown.append(command)

    def GetCurrentConsoleFontEx(self, output: ctypes.c_void_p, _: int, info: Any) -> int:
        found = info._obj
        assert (output.value, found.cbSize) == (7, ctypes.sizeof(FontInfo))
        found.FaceName, found.FontFamily, found.FontWeight = self.face, self.family, 400
        found.dwFontSize = Coord(0, self.height)
        return int(not self.refuses)

    def SetCurrentConsoleFontEx(self, output: ctypes.c_void_p, _: int, info: Any) -> int:
        wanted = info._obj
        assert (output.value, wanted.cbSize) == (7, ctypes.sizeof(FontInfo))
        self.face, self.family = wanted.FaceName, wanted.FontFamily
        self.height = wanted.dwFontSize.Y
        return 1

    def GetLargestConsoleWindowSize(self, _: ctypes.c_void_p) -> Coord:
        return Coord(int(SCREEN[0] / self.height * 2.1), SCREEN[1] // self.height)

    def SetConsoleScreenBufferSize(self, _: ctypes.c_void_p, size: Coord) -> int:
        # Windows refuses a buffer that is smaller than its window.
        fits = self.window[0] <= size.X and self.window[1] <= size.Y
        if fits:
            self.buffer = (size.X, size.Y)
        return int(fits)

    def SetConsoleWindowInfo(self, _: ctypes.c_void_p, absolute: int, area: Any) -> int:
        assert absolute == 1
        wanted = (area._obj.Right + 1, area._obj.Bottom + 1)
        fits = wanted[0] <= self.buffer[0] and wanted[1] <= self.buffer[1]
        if fits:
            self.window = wanted
        return int(fits)


@pytest.fixture(autouse=True)
def at_exit(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """What would happen at the end of the program."""
    calls: list[Callable[[], None]] = []
    monkeypatch.setattr(atexit, "register", calls.append)
    return calls


def font_of(libraries: Libraries) -> ConsoleFont:
    console = Console(libraries, libraries)
    return ConsoleFont(console, console_heights(*console.screen))


@pytest.mark.parametrize(("step", "columns"), [(1, 100), (2, 66), (3, 50), (4, 34)])
def test_the_window_fills_the_screen_with_the_columns_of_a_step(step: int, columns: int) -> None:
    libraries = Libraries("Consolas", TRUETYPE)
    assert font_of(libraries).show_step(step)
    assert libraries.window == libraries.buffer
    assert columns <= libraries.window[0] <= columns * 1.2
    assert libraries.shown == [3]


def test_letters_can_become_smaller_again() -> None:
    libraries = Libraries("Consolas", TRUETYPE)
    font = font_of(libraries)
    assert font.show_step(4)
    narrow = libraries.window
    assert font.show_step(1)
    assert libraries.window == libraries.buffer
    assert libraries.window > narrow


def test_a_bitmap_font_gives_way_and_another_one_stays() -> None:
    bitmap, chosen = Libraries(), Libraries("Cascadia Mono", TRUETYPE)
    for libraries in (bitmap, chosen):
        assert font_of(libraries).show_step(2)
    assert (bitmap.face, chosen.face) == ("Consolas", "Cascadia Mono")


def test_the_font_of_before_is_restored_at_the_end(at_exit: list[Callable[[], None]]) -> None:
    libraries = Libraries()
    font = font_of(libraries)
    assert font.show_step(2)
    assert font.show_step(4)
    (restore,) = at_exit
    restore()
    assert (libraries.face, libraries.family, libraries.height) == ("Terminal", BITMAP, 12)
    assert libraries.shown[-1] == 1


def test_a_console_that_refuses_says_no(at_exit: list[Callable[[], None]]) -> None:
    libraries = Libraries()
    libraries.refuses = True
    assert not font_of(libraries).show_step(2)
    assert at_exit == []


def test_only_a_console_that_is_seen_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    libraries = Libraries()
    monkeypatch.setattr(ctypes, "WinDLL", lambda _: libraries, raising=False)
    console = find_console({})
    assert console is not None
    assert console.font() == Font("Terminal", 12, BITMAP)
    assert find_console({"WT_SESSION": "1"}) is None
    libraries.seen = False
    assert find_console({}) is None
