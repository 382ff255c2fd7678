"""`Bat-dau-Windows.cmd` in the command interpreter of wine, with stand-ins for Python where it looks."""

import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from starter.environment import base_python

ROOT = Path(__file__).parents[2]
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(shutil.which("wine") is None, reason="there is no wine here"),
]


def _program(script: str) -> bytes:
    """Return a program for Windows that has the command interpreter run a script with its arguments."""
    # The environment of the tests has no pip; that of its Python does, with the launchers of Windows.
    ask = [str(base_python()), "-c", "import pip; print(pip.__file__)"]
    where = subprocess.run(ask, capture_output=True, text=True, check=False).stdout.strip()
    launcher = Path(where).parent / "_vendor" / "distlib" / "t64.exe"
    if not launcher.exists():
        pytest.skip("pip has no launcher for Windows here")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("__main__.py", "")
    line = f'#!"C:\\windows\\system32\\cmd.exe" /c {script}\r\n'
    return launcher.read_bytes() + line.encode() + packed.getvalue()


class Windows:
    """A drive of wine, and a stick on it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.stick = folder / "USB của bác Tư & lớp"
        program = self.stick / "chuong-trinh"
        (program / "starter").mkdir(parents=True)
        (self.stick / "python").mkdir()
        shutil.copy(ROOT / "Bat-dau-Windows.cmd", self.stick)
        shutil.copy(ROOT / "start.py", program)
        for file in (ROOT / "starter").glob("*.txt"):
            shutil.copy(file, program / "starter")
        self.run("cmd", "/c", "exit")
        self.drive = folder / "wine" / "drive_c"
        (self.drive / "say.bat").write_bytes(b"@echo off\r\necho ran %*\r\n")
        self.python = _program("C:\\say.bat")

    def run(self, *command: str) -> str:
        """Return what a command prints in the folder of the stick."""
        own = {"WINEPREFIX": str(self._folder / "wine"), "WINEDEBUG": "-all", "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            ["wine", *command],
            cwd=self.stick,
            env=os.environ | own | {"XDG_RUNTIME_DIR": str(self._folder), "DISPLAY": ""},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        return done.stdout.decode(errors="replace")

    def start(self) -> str:
        """Return what the start file prints."""
        return self.run("cmd", "/c", "Bat-dau-Windows.cmd", "--lang", "vi")

    def tool(self, name: str, *lines: str) -> None:
        """Put a script on the search path."""
        text = "\r\n".join(["@echo off", *lines, ""])
        (self.drive / "windows" / f"{name}.bat").write_bytes(text.encode())


def test_a_python_is_found_wherever_it_is(tmp_path: Path) -> None:
    windows = Windows(tmp_path)
    sentence = (ROOT / "starter" / "missing-python.txt").read_text(encoding="utf-8").strip()
    assert sentence in windows.start()

    # The zip as it was downloaded: it is unpacked into the user's own folder.
    zipped = windows.stick / "python" / "python-3.13.1-embed-amd64.zip"
    zipped.touch()
    (windows.drive / "python.exe").write_bytes(windows.python)
    windows.tool("tar", "copy C:\\python.exe %4 >nul")
    shown = windows.start()
    assert "tutor-program\\python-3.13.1-embed-amd64\\python.exe" in shown
    assert 'chuong-trinh\\start.py" --lang vi' in shown
    zipped.unlink()
    assert "tutor-program\\python-3.13.1-embed-amd64\\python.exe" in windows.start()

    # The zip as `make stick` unpacks it.
    unpacked = windows.stick / "python" / "python-3.12.8-embed-amd64" / "python.exe"
    unpacked.parent.mkdir()
    unpacked.write_bytes(windows.python)
    assert "python\\python-3.12.8-embed-amd64\\python.exe" in windows.start()

    # One that is installed comes first.
    (local,) = (windows.drive / "users").glob("*/AppData/Local")
    installed = local / "Programs" / "Python" / "Python313" / "python.exe"
    installed.parent.mkdir(parents=True)
    installed.write_bytes(windows.python)
    assert "Programs\\Python\\Python313\\python.exe" in windows.start()


def test_an_installer_on_the_stick_is_run_when_there_is_no_python(tmp_path: Path) -> None:
    windows = Windows(tmp_path)
    (windows.drive / "python.exe").write_bytes(windows.python)
    (windows.drive / "install.bat").write_bytes(
        b"@echo off\r\nmkdir %LOCALAPPDATA%\\Programs\\Python\\Python313\r\n"
        b"copy C:\\python.exe %LOCALAPPDATA%\\Programs\\Python\\Python313 >nul\r\n"
        b"echo %* >C:\\asked.txt\r\n"
    )
    installer = windows.stick / "python" / "python-3.13.1-amd64.exe"
    installer.write_bytes(_program("C:\\install.bat"))
    assert "Programs\\Python\\Python313\\python.exe" in windows.start()
    asked = (windows.drive / "asked.txt").read_text(errors="replace")
    assert "/passive InstallAllUsers=0" in asked
