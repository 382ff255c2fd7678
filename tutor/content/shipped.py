"""Where lessons and voices are: those that come with the program, and a folder of the user's own."""

import os
from collections.abc import Mapping
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
OVERLAY_VARIABLE = "TUTOR_LESSONS"
HOME_VARIABLE = "TUTOR_HOME"


def shipped_folder(name: str) -> Path:
    """Return a data folder (`lessons`, `voices`) of the installed program or of its source tree."""
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def lessons_folder() -> Path:
    """Return the folder of the lessons that come with the program."""
    return shipped_folder("lessons")


def overlay_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of the user's own lessons; it need not exist.

    It lies beside the records, wherever those are, unless it is named.
    """
    stated = environ.get(OVERLAY_VARIABLE)
    if stated:
        return Path(stated).expanduser()
    home = environ.get(HOME_VARIABLE)
    if home:
        return Path(home).expanduser() / "lessons"
    from platformdirs import user_data_path

    return user_data_path("tutor", appauthor=False) / "lessons"


def lesson_roots(environ: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """Return the lessons folders to read; what a later one holds goes before an earlier one."""
    overlay = overlay_folder(environ)
    return (lessons_folder(), overlay) if overlay.is_dir() else (lessons_folder(),)
