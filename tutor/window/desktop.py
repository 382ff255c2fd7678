"""Installs for the present user: the font, and an icon that opens the app in a window of its own.

The font is JetBrains Mono, which draws every Vietnamese letter inside its line.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tutor.window.recipes import FONT, WINDOWS_FONT

NAME = "tutor"
ICON = Path(__file__).with_name("icon.svg")
# Windows shows no SVG; `scripts/icon.py` draws this one from ours.
_WINDOWS_ICON = Path(__file__).with_name("icon.ico")
_RESERVED = frozenset(" \t\n\"'\\><~|&;$*?#()`")
_UPRIGHT = "JetBrainsMono[wght].ttf"
_REGISTRY = r"HKCU\Software\Microsoft\Windows NT\CurrentVersion\Fonts"


def font_files() -> tuple[Path, ...]:
    """Return the font files that come with the program's packages."""
    from fontpkg_jetbrains_mono import ROOT

    return tuple(sorted((ROOT / "files").glob("*.ttf")))


def font_folder(platform: str, environ: Mapping[str, str], home: Path) -> Path:
    """Return the folder of a user's own fonts."""
    if platform == "win32":
        local = environ.get("LOCALAPPDATA")
        base = Path(local) if local else home / "AppData" / "Local"
        return base / "Microsoft" / "Windows" / "Fonts"
    if platform == "darwin":
        return home / "Library" / "Fonts"
    data = environ.get("XDG_DATA_HOME")
    return (Path(data) if data else home / ".local" / "share") / "fonts" / "tutor"


def install_font(files: Iterable[Path], folder: Path) -> None:
    """Copy font files into a user's folder and register them; raise OSError where that fails."""
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
    """Return the font name for a terminal; on Windows one that is installed for certain."""
    if platform == "win32" and not (folder / _UPRIGHT).exists():
        return WINDOWS_FONT
    return FONT


def desktop_entry(program: Sequence[str], name: str, comment: str) -> str:
    """Return the desktop entry for the applications menu of Linux desktops."""
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        f"Name={name}",
        f"Comment={comment}",
        f"Exec={' '.join(_exec_quoted(part) for part in program)}",
        f"Icon={NAME}",
        "Terminal=false",
        "Categories=Education;",
    )
    return "\n".join(lines) + "\n"


def _exec_quoted(text: str) -> str:
    # A percent sign is a field code; a backslash is unescaped twice, by the file and by Exec.
    text = text.replace("%", "%%")
    if not _RESERVED.intersection(text):
        return text
    for sign in '\\"`$':
        text = text.replace(sign, "\\" + sign)
    return '"' + text.replace("\\", "\\\\") + '"'


def install_on_linux(
    program: Sequence[str], name: str, comment: str, environ: Mapping[str, str], home: Path
) -> Path:
    """Write the desktop entry and the icon for this user; return it. Raise OSError where that fails."""
    data = environ.get("XDG_DATA_HOME")
    base = Path(data) if data else home / ".local" / "share"
    icon = base / "icons" / "hicolor" / "scalable" / "apps" / f"{NAME}.svg"
    entry = base / "applications" / f"{NAME}.desktop"
    icon.parent.mkdir(parents=True, exist_ok=True)
    entry.parent.mkdir(parents=True, exist_ok=True)
    icon.write_bytes(ICON.read_bytes())
    entry.write_text(desktop_entry(program, name, comment), encoding="utf-8")
    if shutil.which("update-desktop-database") is not None:
        update = ["update-desktop-database", str(entry.parent)]
        subprocess.run(update, capture_output=True, timeout=60, check=False)
    return entry


def shortcut_script(program: Sequence[str], name: str, comment: str) -> str:
    """Return the PowerShell script that puts a shortcut on the desktop of Windows."""
    target, *arguments = program
    line = subprocess.list2cmdline(arguments)
    steps = (
        "$ErrorActionPreference = 'Stop'",
        "$desktop = [Environment]::GetFolderPath('Desktop')",
        f"$file = Join-Path $desktop {_powershell_quoted(name + '.lnk')}",
        "$link = (New-Object -ComObject WScript.Shell).CreateShortcut($file)",
        f"$link.TargetPath = {_powershell_quoted(target)}",
        f"$link.Arguments = {_powershell_quoted(line)}",
        f"$link.IconLocation = {_powershell_quoted(f'{_WINDOWS_ICON},0')}",
        f"$link.Description = {_powershell_quoted(comment)}",
        "$link.WindowStyle = 7",
        "$link.Save()",
    )
    return "; ".join(steps)


def _powershell_quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def install_on_windows(program: Sequence[str], name: str, comment: str) -> None:
    """Put a shortcut on the desktop; raise OSError where that fails."""
    script = shortcut_script(program, name, comment)
    command = ["powershell.exe", "-NoProfile", "-NonInteractive", "-Command", script]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    if done.returncode != 0:
        raise OSError(done.stderr.decode(errors="replace").strip())


def _run(*command: str) -> None:
    if shutil.which(command[0]) is not None:
        subprocess.run(command, capture_output=True, timeout=60, check=False)
