"""Installs JetBrains Mono, which draws every Vietnamese letter inside its line, for the present user."""

import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from tutor.display.window import FONT, WINDOWS_FONT

_UPRIGHT = "JetBrainsMono[wght].ttf"
_REGISTRY = r"HKCU\Software\Microsoft\Windows NT\CurrentVersion\Fonts"


def font_files() -> tuple[Path, ...]:
    """Return the font files that come with the program's packages."""
    from fontpkg_jetbrains_mono import ROOT

    return tuple(sorted((ROOT / "files").glob("*.ttf")))


def font_folder(platform: str, environ: Mapping[str, str], home: Path) -> Path:
    """Return where a user's own fonts are."""
    if platform == "win32":
        local = environ.get("LOCALAPPDATA")
        base = Path(local) if local else home / "AppData" / "Local"
        return base / "Microsoft" / "Windows" / "Fonts"
    if platform == "darwin":
        return home / "Library" / "Fonts"
    data = environ.get("XDG_DATA_HOME")
    return (Path(data) if data else home / ".local" / "share") / "fonts" / "tutor"


def install_font(files: Iterable[Path], folder: Path) -> None:
    """Copy font files into a user's folder and make them known; raises OSError where that is refused."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        shutil.copyfile(file, folder / file.name)
        if sys.platform == "win32":
            name = f"{file.stem} (TrueType)"
            at = str(folder / file.name)
            _run("reg.exe", "add", _REGISTRY, "/v", name, "/t", "REG_SZ", "/d", at, "/f")
    if sys.platform not in ("win32", "darwin"):
        _run("fc-cache", str(folder))


def font_to_use(platform: str, folder: Path) -> str:
    """Return the font to name to a terminal; on Windows only one that is surely there."""
    if platform == "win32" and not (folder / _UPRIGHT).exists():
        return WINDOWS_FONT
    return FONT


def _run(*command: str) -> None:
    if shutil.which(command[0]) is not None:
        subprocess.run(command, capture_output=True, timeout=60, check=False)
