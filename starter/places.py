"""Where things are: the user's own folders, the tree or stick with this starter, and its kind of Python."""

import json
import os
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from starter.words import Refusal

MANIFEST = "stick.json"
ROOT = Path(__file__).resolve().parent.parent
# Pythons that the packages of a stick fit; `scripts/stick.py` fetches them.
VERSIONS = ("3.11", "3.12", "3.13", "3.14")


def user_data(platform: str, environ: Mapping[str, str], home: Path) -> Path:
    """Return the folder of this account's data, as platformdirs does."""
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if platform == "darwin":
        return home / "Library" / "Application Support"
    return Path(environ.get("XDG_DATA_HOME", "").strip() or home / ".local" / "share")


def program_folder(data: Path, environ: Mapping[str, str]) -> Path:
    """Return the folder of the installed editions, which TUTOR_PROGRAM may name."""
    return Path(environ.get("TUTOR_PROGRAM") or data / "tutor-program")


def records_file(data: Path, environ: Mapping[str, str]) -> Path:
    """Return the database of records, as `tutor.paths` does."""
    named = environ.get("TUTOR_HOME")
    return (Path(named).expanduser() if named else data / "tutor") / "tutor.db"


def this_target() -> str:
    """Return the kind of this Python, like "3.11 win-amd64"."""
    return f"{sys.version_info.major}.{sys.version_info.minor} {sysconfig.get_platform()}"


@dataclass(frozen=True, slots=True)
class Stick:
    """What a stick holds: the manifest that `make stick` writes.

    `key` names its edition, of which `made` is the time in UTC. `targets` are the kinds of Python that it has
    packages for. `files` maps the files of the program to their SHA-256.
    """

    root: Path
    key: str
    made: str
    targets: tuple[str, ...]
    files: Mapping[str, str]

    @property
    def wheels(self) -> Path:
        """The folder of packages."""
        return self.root / "wheels"

    def program(self) -> Path:
        """Return the wheel of the program, checked; raise Refusal where it or the lock is damaged."""
        for name, digest in self.files.items():
            file = self.root / name
            try:
                right = sha256(file.read_bytes()).hexdigest() == digest
            except OSError:
                right = False
            if not right:
                raise Refusal("damaged", file=file)
        return next(self.root / name for name in self.files if name.endswith(".whl"))


def read_stick(root: Path) -> Stick | None:
    """Return the stick that this folder is, None for a tree; raise Refusal for a damaged one."""
    file = root / MANIFEST
    if not file.exists():
        return None
    try:
        fields = json.loads(file.read_text(encoding="utf-8"))
        return Stick(
            root,
            str(fields["key"]),
            str(fields["made"]),
            tuple(map(str, fields["targets"])),
            {str(name): str(digest) for name, digest in fields["files"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refusal("damaged", file=file) from error


def tree_environment(root: Path, program: Path) -> Path:
    """Return the folder for the environment of a tree: in it, or the user's own where it is read-only."""
    inside = root / ".venv"
    if os.access(inside if inside.is_dir() else root, os.W_OK):
        return inside
    return program / "trees" / sha256(str(root).encode()).hexdigest()[:12]
