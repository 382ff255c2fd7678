"""The folder on a stick that carries records: its bundles are read together and written as one.

A bundle that is written holds all that was on the stick and all of this laptop, without what was erased
since. It gets a name of its own, is read back, and only then do the bundles go that it contains: whenever
the stick is pulled out, what was on it is on it still.
"""

import os
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tutor.hub.bundle import LARGEST_FILE, read_bundle, write_bundle
from tutor.hub.sealing import Fault, SealError, new_salt, salt_of
from tutor.paths import sync_folder
from tutor.records.exchange import ID, Content, united

SUFFIX = ".goi"
_NAME = re.compile(r"tutor-(\d{1,9})\.goi")
_DRAFT = "tutor-dang-ghi-"


@dataclass(frozen=True, slots=True)
class Read:
    """A bundle that was read, or why it could not be."""

    file: Path
    content: Content | None
    fault: Fault | None = None
    salt: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A bundle that was written, None if the stick had all of it; how much of it was new to the stick."""

    file: Path | None
    content: Content
    new_events: int
    new_people: int


def bundles_at(place: Path) -> list[Path]:
    """Return the bundles in a folder in the order of their numbers, or the given file; raise OSError."""
    if not place.is_dir():
        return [place]
    files = [file for file in place.iterdir() if file.suffix == SUFFIX and file.is_file()]
    return sorted(files, key=lambda file: (_number(file), file.name))


def _number(file: Path) -> int:
    match = _NAME.fullmatch(file.name)
    return int(match[1]) if match else 0


def read_bundles(place: Path, passphrase: str) -> list[Read]:
    """Read all bundles at a place; raise OSError for a file that the disk does not give out."""
    return [_read(file, passphrase) for file in bundles_at(place)]


def sealed_data(file: Path) -> bytes:
    """Return what is in the file of a bundle; raise OSError, and SealError for more than a bundle has."""
    if file.stat().st_size > LARGEST_FILE:
        raise SealError("too-large")
    return file.read_bytes()


def _read(file: Path, passphrase: str) -> Read:
    try:
        sealed = sealed_data(file)
        return Read(file, read_bundle(sealed, passphrase), salt=salt_of(sealed))
    except SealError as error:
        return Read(file, None, error.fault)


def contents_of(bundles: Iterable[Read]) -> list[Content]:
    """Return the records of those bundles that could be read."""
    return [bundle.content for bundle in bundles if bundle.content is not None]


def is_of_others(bundles: Sequence[Read]) -> bool:
    """Return True if there are bundles that do not open with the passphrase, and none that does."""
    return not contents_of(bundles) and any(bundle.fault == "passphrase" for bundle in bundles)


def pack_onto(
    folder: Path,
    own: Content,
    bundles: Sequence[Read],
    passphrase: str,
) -> Packed:
    """Write the records of this laptop and of the bundles that were read into one bundle of the folder.

    Bundles that could not be read stay as they are. Raises OSError, and SealError if what was written
    cannot be read back; then the stick is as before.
    """
    carried = contents_of(bundles)
    content = united([own, *carried])
    events = {row[ID] for known in carried for row in known.events}
    people = {row["id"] for known in carried for row in known.people}
    new_events = sum(row[ID] not in events for row in content.events)
    new_people = sum(row["id"] not in people for row in content.people)
    file = None
    if len(carried) != 1 or not _same(content, carried[0]):
        file = _write(folder, content, bundles, passphrase)
        for bundle in bundles:
            if bundle.content is not None and bundle.file != file:
                bundle.file.unlink()
        _sync_folder(folder)
    return Packed(file=file, content=content, new_events=new_events, new_people=new_people)


def _same(content: Content, other: Content) -> bool:
    people, others = ({row["id"]: row for row in each.people} for each in (content, other))
    return set(content.events) == set(other.events) and people == others


def _write(folder: Path, content: Content, bundles: Sequence[Read], passphrase: str) -> Path:
    salts = [bundle.salt for bundle in bundles if bundle.salt]
    sealed = write_bundle(content, passphrase, salts[-1] if salts else new_salt())
    # A stick that was pulled out may have left a draft.
    for draft in folder.glob(f"{_DRAFT}*"):
        with suppress(OSError):
            draft.unlink()
    number = max(map(_number, bundles_at(folder)), default=0) + 1
    draft, file = folder / f"{_DRAFT}{os.getpid()}", folder / f"tutor-{number:04d}{SUFFIX}"
    try:
        with draft.open("xb") as opened:
            opened.write(sealed)
            opened.flush()
            os.fsync(opened.fileno())
        draft.rename(file)
        _sync_folder(folder)
        if _read_back(file) != sealed:
            file.unlink()
            raise SealError("damaged")
    finally:
        draft.unlink(missing_ok=True)
    return file


def _read_back(file: Path) -> bytes:
    """Return a file from the disk rather than from memory, where the system allows it."""
    with file.open("rb") as opened:
        if sys.platform == "linux":
            with suppress(OSError):
                os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return opened.read()


def _sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; not every stick can say so."""
    with suppress(OSError):
        sync_folder(folder)
