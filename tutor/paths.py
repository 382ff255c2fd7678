"""Folders of the program and of its user, and files written whole or not at all."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from errno import EEXIST
from itertools import takewhile
from pathlib import Path

_PACKAGE = Path(__file__).parent
HOME_VARIABLE = "TUTOR_HOME"
LESSONS_VARIABLE = "TUTOR_LESSONS"
# Beside the versions of an installed pack: the folder of the one that is used, then of the one before it.
CURRENT_FILE = "current"
_LONGEST_NAME = 80


def shipped_folder(name: str) -> Path:
    """Return a data folder (`lessons`, `voices`) of the installed program or of its source tree."""
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def lessons_folder() -> Path:
    """Return the folder of the lessons that come with the program."""
    return shipped_folder("lessons")


def bundled_voices() -> Path:
    """Return the folder of the voice profiles that come with the program."""
    return shipped_folder("voices")


def home_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the user's folder of records, lessons and voices; it need not exist.

    TUTOR_HOME names it; without it it is the data folder of this account.
    """
    return _home(environ) or _user_data()


def records_file(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the database of records."""
    return home_folder(environ) / "tutor.db"


def own_lessons(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of the user's own lessons, which TUTOR_LESSONS may name; it need not exist."""
    named = environ.get(LESSONS_VARIABLE)
    return Path(named).expanduser() if named else home_folder(environ) / "lessons"


def packs_folder(home: Path) -> Path:
    """Return the folder of installed packs in a home folder; it need not exist."""
    return home / "packs"


def version_folders(pack: Path) -> list[Path]:
    """Return the folders of the version of an installed pack that is used and of the one before it, if any.

    The lines of its file `current` name them.
    """
    try:
        with (pack / CURRENT_FILE).open(encoding="ascii") as opened:
            names = [opened.readline(_LONGEST_NAME).strip() for _ in range(2)]
    except (OSError, UnicodeDecodeError):
        return []
    return [pack / name for name in takewhile(_is_version, names)]


def _is_version(name: str) -> bool:
    return name.replace("-", "").isalnum()


def pack_folders(home: Path) -> list[Path]:
    """Return the folder of each installed pack, of the version that is used, in the order of their names."""
    try:
        packs = sorted(packs_folder(home).iterdir())
    except OSError:
        return []
    return [folder for pack in packs for folder in version_folders(pack)[:1]]


def lesson_roots(environ: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """Return the lesson folders to read; a later one overrides an earlier one.

    They are the program's, those of installed packs, and the user's own.
    """
    packs = [folder / "lessons" for folder in pack_folders(home_folder(environ))]
    others = [folder for folder in (*packs, own_lessons(environ)) if folder.is_dir()]
    return (lessons_folder(), *others)


def own_voices(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder of the user's own voices; it need not exist."""
    return home_folder(environ) / "voices"


def voice_folders() -> tuple[Path, ...]:
    """Return the folders of voice profiles: the user's own, those of packs, and the program's."""
    packs = (folder / "voices" for folder in pack_folders(home_folder()))
    return (own_voices(), *packs, bundled_voices())


def prints_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder for pages to print: in TUTOR_HOME, else among the documents of this account."""
    home = _home(environ)
    if home is not None:
        return home / "prints"
    from platformdirs import user_documents_path

    return user_documents_path() / "tutor"


def _home(environ: Mapping[str, str]) -> Path | None:
    named = environ.get(HOME_VARIABLE)
    return Path(named).expanduser() if named else None


def _user_data() -> Path:
    if sys.platform != "linux":
        from platformdirs import user_data_path

        return user_data_path("tutor", appauthor=False)
    else:
        # As platformdirs has it, whose import takes a tenth of a short command.
        named = Path(os.environ.get("XDG_DATA_HOME", ""))
        return (named if named.is_absolute() else Path.home() / ".local" / "share") / "tutor"


def write_atomic(file: Path, data: bytes, *, durable: bool = False) -> Path:
    """Write a file, with its folders, and return it; a failure leaves the old file as it was.

    `durable` returns only after the data is on disk. Raises OSError, naming `file`.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f"{file.name}.{os.getpid()}")
    with _named(file), ExitStack() as failed:
        failed.callback(aside.unlink, missing_ok=True)
        with aside.open("wb") as opened:
            opened.write(data)
            if durable:
                opened.flush()
                os.fsync(opened.fileno())
        return aside.replace(file)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on disk, on systems that can tell; raise OSError."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def refuse_existing(files: Iterable[Path]) -> None:
    """Raise FileExistsError where one of these files exists, be it a link that leads nowhere."""
    for file in files:
        if os.path.lexists(file):
            raise FileExistsError(EEXIST, os.strerror(EEXIST), str(file))


def write_private(texts: Mapping[Path, str]) -> None:
    """Write new files, all or none of them, that this user alone can read.

    Raises OSError where one cannot be written, FileExistsError where one exists already.
    """
    with ExitStack() as failed:
        # mkstemp picks names that nobody else has, so that no existing file is written into.
        asides = {file: _private_aside(file, text, failed) for file, text in texts.items()}
        refuse_existing(texts)
        for file, aside in asides.items():
            aside.replace(file)


def _private_aside(file: Path, text: str, failed: ExitStack) -> Path:
    """Write a text beside its file; `failed` removes what is left of it."""
    import tempfile

    with _named(file):
        handle, name = tempfile.mkstemp(prefix=".tutor-", dir=file.parent)
        aside = Path(name)
        failed.callback(aside.unlink, missing_ok=True)
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.write(text)
        return aside


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """Let an error name the file that the caller asked for, not the temporary one beside it."""
    try:
        yield
    except OSError as error:
        error.filename = str(file)
        raise
