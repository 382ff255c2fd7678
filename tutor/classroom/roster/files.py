"""Where a file that is brought may lie: on a stick, or in the usual folders of this account."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Literal

from tutor.paths import prints_folder

Place = Literal["stick", "downloads", "desktop", "documents"]

_LISTS = (
    ".xlsx", ".csv", ".tsv", ".txt", ".xls", ".docx", ".ods", ".odt", ".vcf", ".html", ".htm",
)  # fmt: skip
_MOST_FILES = 30
# A stick may hold many folders of photos: reading goes no further.
_MOST_ENTRIES = 2_000
_REMOVABLE_DRIVE = 2


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder in which it may lie; `name` is that of a stick, "" for the folders of this account."""

    place: Place
    path: Path
    name: str = ""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may be meant, the folder in which it was found, and when it was written."""

    path: Path
    folder: Folder
    written_at: datetime


def usual_folders(environ: Mapping[str, str] = os.environ) -> tuple[Folder, ...]:
    """Return the sticks that are plugged in, then the folders of this account."""
    import platformdirs

    sticks = [Folder("stick", path, path.name or str(path)) for path in _sticks(environ)]
    own = (
        Folder("downloads", platformdirs.user_downloads_path()),
        Folder("desktop", platformdirs.user_desktop_path()),
        Folder("documents", platformdirs.user_documents_path()),
        Folder("documents", prints_folder(environ)),
    )
    return (*sticks, *own)


def _sticks(environ: Mapping[str, str]) -> Iterator[Path]:
    if sys.platform == "win32":
        import ctypes

        drives = (f"{letter}:\\" for letter in "DEFGHIJKLMNOPQRSTUVWXYZ")
        kind = ctypes.windll.kernel32.GetDriveTypeW
        yield from (Path(drive) for drive in drives if kind(drive) == _REMOVABLE_DRIVE)
        return
    user = environ.get("USER", "")
    roots = [Path("/media") / user, Path("/run/media") / user] if user else []
    for root in (*roots, Path("/Volumes")):
        with suppress(OSError):
            yield from sorted(path for path in root.iterdir() if os.path.ismount(path))


def find_lists(folders: Sequence[Folder]) -> list[FoundFile]:
    """Return the files that may be lists of people."""
    return find_files(folders, _LISTS)


def find_files(
    folders: Sequence[Folder], suffixes: tuple[str, ...], *, everywhere: bool = False
) -> list[FoundFile]:
    """Return the files with these endings, folder by folder, the newest first.

    Sticks are read one folder deep, and with `everywhere` the folders of this account too.
    """
    found: list[FoundFile] = []
    for folder in folders:
        depth = 1 if everywhere or folder.place == "stick" else 0
        files = [
            FoundFile(path, folder, datetime.fromtimestamp(seconds).astimezone())
            for path, seconds in islice(_files(folder.path, depth, suffixes), _MOST_ENTRIES)
        ]
        files.sort(key=lambda file: (file.written_at, file.path.name), reverse=True)
        found += files[:_MOST_FILES]
    return found


def _files(folder: Path, depth: int, suffixes: tuple[str, ...]) -> Iterator[tuple[Path, float]]:
    """Yield the files with these endings, with the seconds at which they were written."""
    try:
        with os.scandir(folder) as entries:
            listed = list(islice(entries, _MOST_ENTRIES))
    except OSError:
        return
    for entry in listed:
        # Excel leaves a file that begins so beside one that is open.
        if entry.name.startswith((".", "~$")):
            continue
        with suppress(OSError):
            if entry.is_dir(follow_symlinks=False):
                if depth:
                    yield from _files(Path(entry.path), depth - 1, suffixes)
            elif entry.name.lower().endswith(suffixes) and entry.is_file():
                yield Path(entry.path), entry.stat().st_mtime
