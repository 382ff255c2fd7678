"""Finds the size of the monitor by the means of each system."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tutor.window.recipes import USUAL_MONITOR, Monitor

_DRM = Path("/sys/class/drm")
_DEFAULT_DPI = 96
_Ask = Callable[[Sequence[str]], str]


def find_monitor() -> Monitor:
    """Return the monitor in use, or a cheap laptop's where the system does not tell."""
    if sys.platform == "win32":
        return _of_windows()
    if sys.platform == "darwin":
        return of_profiler(_output_of(["system_profiler", "SPDisplaysDataType"])) or USUAL_MONITOR
    return of_x11(_output_of) or of_kernel(_DRM) or USUAL_MONITOR


def of_x11(ask: _Ask) -> Monitor | None:
    """Return the monitor as xrandr or xdpyinfo report it."""
    found = re.search(r" connected (?:primary )?(\d+)x(\d+)\+", ask(["xrandr", "--current"]))
    if found is None:
        found = re.search(r"dimensions:\s+(\d+)x(\d+) pixels", ask(["xdpyinfo"]))
    if found is None:
        return None
    dpi = re.search(r"Xft\.dpi:\s*(\d+)", ask(["xrdb", "-query"]))
    scale = int(dpi[1]) / _DEFAULT_DPI if dpi else 1.0
    return Monitor(int(found[1]), int(found[2]), scale)


def of_kernel(folder: Path) -> Monitor | None:
    """Return the first monitor for which the Linux kernel lists modes; the best mode comes first."""
    for modes in sorted(folder.glob("*/modes")):
        found = re.match(r"(\d+)x(\d+)", modes.read_text())
        if found is not None:
            return Monitor(int(found[1]), int(found[2]))
    return None


def of_profiler(report: str) -> Monitor | None:
    """Return the monitor in a report of macOS system_profiler, in the points that windows are measured in."""
    found = re.search(r"UI Looks like: (\d+) x (\d+)|Resolution: (\d+) x (\d+)", report)
    if found is None:
        return None
    width, height = (int(number) for number in found.groups() if number)
    # In Terminal a point is a pixel; elsewhere a pixel is three quarters of a point.
    return Monitor(width, height, 0.75)


def _of_windows() -> Monitor:
    import ctypes

    user = ctypes.windll.user32  # type: ignore[attr-defined]
    user.SetProcessDPIAware()
    width, height = user.GetSystemMetrics(0), user.GetSystemMetrics(1)
    return Monitor(width, height, user.GetDpiForSystem() / _DEFAULT_DPI)


def _output_of(command: Sequence[str]) -> str:
    """Return the output of a program; empty if it is missing, slow or fails."""
    if shutil.which(command[0]) is None:
        return ""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=5, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout if done.returncode == 0 else ""
