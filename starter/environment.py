"""An environment of Python with packages: made, filled by pip, and made anew after an interruption."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from starter.packages import NEEDED_MB, Pip, run_pip
from starter.progress import Progress
from starter.words import Refusal

_UNFINISHED = ".unfinished"


def base_python() -> Path:
    """Return the Python outside of any environment."""
    return Path(getattr(sys, "_base_executable", None) or sys.executable)


class Environment:
    """The environment in a folder. A stamp in it says what has been installed completely."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def python(self) -> Path:
        """The Python of this environment."""
        if os.name == "posix":
            return self.folder / "bin" / "python"
        # A copy of the Python of Windows' zip stands in the folder itself.
        copied = self.folder / "python.exe"
        return copied if copied.exists() else self.folder / "Scripts" / "python.exe"

    def works(self) -> bool:
        """Return True if its Python is there, as well as the one that it was made from."""
        if (self.folder / _UNFINISHED).exists() or not self.python.exists():
            return False
        settings = self.folder / "pyvenv.cfg"
        if not settings.exists():
            return True
        lines = (line.partition("=") for line in settings.read_text("utf-8").splitlines())
        known = {key.strip(): value.strip() for key, _, value in lines}
        needed = (known.get("home"), known.get("executable"))
        return all(Path(place).exists() for place in needed if place)

    def stamp(self, name: str) -> str:
        """Return what a stamp says, "" where there is none."""
        try:
            return (self.folder / name).read_text(encoding="utf-8").strip()
        except OSError:
            return ""

    def has(self, name: str, content: str) -> bool:
        """Return True if it works and this has been installed completely."""
        return self.works() and self.stamp(name) == content

    def make(self) -> None:
        """Make it, unless it is there and whole; raise Refusal where that cannot be."""
        if self.works():
            return
        self.remove()
        self.folder.mkdir(parents=True)
        free = shutil.disk_usage(self.folder).free // 1_000_000
        if free < NEEDED_MB:
            self.folder.rmdir()
            raise Refusal("no-space", need=NEEDED_MB, folder=self.folder)
        (self.folder / _UNFINISHED).touch()
        listing = _path_file()
        if listing is not None:
            self.copy_python(listing)
            return
        command = [str(base_python()), "-m", "venv", "--without-pip", str(self.folder)]
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode != 0 or not self.python.exists():
            raise Refusal("no-venv")

    def copy_python(self, listing: Path) -> None:
        """Copy the Python of Windows' zip, which has this listing, and let it look for packages."""
        shutil.copytree(listing.parent, self.folder, dirs_exist_ok=True)
        (self.folder / listing.name).write_text(_path_listing(listing.name), encoding="utf-8")
        (self.folder / "Lib" / "site-packages").mkdir(parents=True, exist_ok=True)

    def remove(self) -> None:
        """Delete the folder, if it is an environment."""
        ours = (_UNFINISHED, "pyvenv.cfg", "python.exe")
        if any((self.folder / name).exists() for name in ours):
            shutil.rmtree(self.folder)
        elif self.folder.is_dir() and not any(self.folder.iterdir()):
            self.folder.rmdir()

    def install(
        self,
        pip: Pip,
        requests: Sequence[Sequence[str]],
        stamp: tuple[str, str],
        progress: Progress,
        log: Path,
    ) -> None:
        """Have pip install each request, then write the stamp of this name and content.

        An interruption leaves a mark by which `works` is False. Raises Refusal.
        """
        name, content = stamp
        (self.folder / _UNFINISHED).touch()
        (self.folder / name).unlink(missing_ok=True)
        if pip.wheel is not None and pip.wheel.is_file():
            # For packages that are added later; the program finds it here.
            shutil.copy(pip.wheel, self.folder)
        for request in requests:
            run_pip(pip.command(self.python), request, self.folder, progress, log)
        if sys.platform != "win32":
            # The stamp must not outlive a power cut that the packages do not.
            os.sync()
        write_through(self.folder / name, content + "\n")
        (self.folder / _UNFINISHED).unlink()


def _path_file() -> Path | None:
    """Return the file by which the Python of Windows' zip lists where it looks, None for other Pythons."""
    return next(iter(sorted(base_python().parent.glob("python3*._pth"))), None)


def _path_listing(name: str) -> str:
    """Return the listing for a copy of that Python: its library, itself, and installed packages."""
    return f"{name.removesuffix('._pth')}.zip\n.\nLib\\site-packages\nimport site\n"


def write_through(file: Path, text: str) -> None:
    """Write a file, and return after it is on disk."""
    with file.open("w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
