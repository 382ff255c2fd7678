"""The packs of this laptop: added, taken back to the version before, and removed.

Each pack has a folder with its versions, and a file that names the one which is used and the one before it.
A version is unpacked beside them and gets its name when all of it was checked; then that one small file is
replaced. Whatever is interrupted, one version or the other is whole. Folders that the file does not name are
left over from an interruption, and go with the next change.
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory

from tutor.hub.signers import signer_of, trusted_signers
from tutor.packs.contents import (
    Contents,
    contents_of,
    examine,
    in_both,
    own_contents,
    shipped_contents,
)
from tutor.packs.faults import PackError
from tutor.packs.manifest import LARGEST_MANIFEST, PackedFile, is_name, read_manifest
from tutor.packs.pack import (
    MANIFEST_FILE,
    SIGNATURE_FILE,
    Pack,
    SignedPack,
    check_program,
    read_file,
)
from tutor.paths import CURRENT_FILE, packs_folder, sync_folder, version_folders, write_atomic
from tutor.speech.installing import Prove
from tutor.speech.proving import prove_model

_NEW = ".new-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed(SignedPack):
    """A version of a pack in its folder."""

    folder: Path


def installed(home: Path) -> list[Installed]:
    """Return the packs of a home folder in the version that is used; what is damaged is left out."""
    versions = (_used(pack) for pack in _folders(home))
    return [version for version in versions if version is not None]


def previous(home: Path, name: str) -> Installed | None:
    """Return the version of a pack before the one that is used, None where there is none."""
    before = version_folders(packs_folder(home) / name)[1:]
    return _version(before[0]) if before else None


def damaged_packs(home: Path) -> list[str]:
    """Return the names of packs whose files are not those that were signed; reads every file."""
    packs = (pack for pack in _folders(home) if version_folders(pack))
    return [pack.name for pack in packs if not _whole(_used(pack))]


@dataclass(frozen=True, slots=True)
class Preview:
    """What adding a pack would do: `before` is the version it comes after, None where there is none.

    `replaced` is what the program has under the same names, `hidden` what own lessons go before.
    """

    contents: Contents
    before: int | None
    replaced: list[str]
    hidden: list[str]


def look_at(pack: Pack, home: Path, today: date, prove: Prove = prove_model) -> Preview:
    """Say what adding a pack would do; raise PackError where it is refused, OSError.

    Voices of a signer who is not known are opened only when the pack is added.
    """
    before = _check_version(pack, home)
    with TemporaryDirectory() as place, unpack(pack, Path(place)) as folder:
        known = pack.signer in trusted_signers(home)
        contents = _judge(pack, folder, home, today, prove if known else None)
    own = own_contents()
    return Preview(
        contents,
        None if before is None else before.version,
        in_both(contents, shipped_contents()),
        [title for key, title in contents.lessons.items() if key in own.lessons],
    )


def install(
    pack: Pack, home: Path, today: date, *, replacing: bool = False, prove: Prove = prove_model
) -> Installed:
    """Add a pack that was read, or a later version of one that is there; return what is used now.

    Only with `replacing` may it hold what the program has under the same name. Raises PackError and OSError;
    then everything is as before.
    """
    _check_version(pack, home)
    if pack.signer not in trusted_signers(home):
        raise PackError("unknown-signer")
    with unpack(pack, packs_folder(home), durable=True) as folder:
        contents = _judge(pack, folder, home, today, prove)
        if not replacing and in_both(contents, shipped_contents()):
            raise PackError("replaces")
        used = _use(folder, packs_folder(home) / pack.name, pack.version)
    return Installed(manifest=pack.manifest, signer=pack.signer, folder=used)


def _check_version(pack: Pack, home: Path) -> Installed | None:
    """Return the version that a pack would follow; raise PackError where it must not follow it."""
    check_program(pack.manifest)
    before = _used(packs_folder(home) / pack.name)
    if before is not None:
        if before.signer != pack.signer:
            raise PackError("other-signer", name=pack.name)
        if pack.version < before.version:
            raise PackError("older", version=pack.version, here=before.version)
        # A version whose files were damaged is repaired by adding it once more.
        if pack.version == before.version and _whole(before):
            raise PackError("same", name=pack.name, version=pack.version)
    return before


def _judge(pack: Pack, folder: Path, home: Path, today: date, prove: Prove | None) -> Contents:
    """Return what an unpacked pack holds; raise PackError where that must not be added."""
    contents = examine(folder, pack.manifest.about.kind, today, prove)
    for other in installed(home):
        both = in_both(contents, contents_of(other.folder)) if other.name != pack.name else []
        if both:
            raise PackError("clash", what=both[0], name=other.name)
    return contents


@contextmanager
def unpack(pack: Pack, place: Path, *, durable: bool = False) -> Iterator[Path]:
    """Give a new folder in `place` with the files of a pack, checked once more as they are written.

    `durable` waits until each is on disk, which takes long for the many of a recorded voice.
    """
    place.mkdir(parents=True, exist_ok=True)
    for left in place.glob(f"{_NEW}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = place / f"{_NEW}{secrets.token_hex(8)}"
    folder.mkdir()
    try:
        for name, data in zip((MANIFEST_FILE, SIGNATURE_FILE), pack.head, strict=True):
            _write(folder / name, iter([data]), durable=durable)
        with pack.path.open("rb") as stream:
            for file in pack.manifest.files:
                _write(folder / file.path, read_file(stream, pack, file), durable=durable)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(path: Path, blocks: Iterator[bytes], *, durable: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as opened:
        for block in blocks:
            opened.write(block)
        if durable:
            opened.flush()
            os.fsync(opened.fileno())


def _use(folder: Path, pack: Path, number: int) -> Path:
    """Give an unpacked version a folder among those of its pack, and use it; return the folder."""
    pack.mkdir(exist_ok=True)
    name = f"{number}-{secrets.token_hex(4)}"
    folder.rename(pack / name)
    with suppress(OSError):
        sync_folder(pack)
    versions = [
        version for folder in version_folders(pack) if (version := _version(folder)) is not None
    ]
    before = [version.folder for version in versions if version.version < number][:1]
    try:
        _set_current(pack, [pack / name, *before])
    except OSError:
        # What failed may come after the change.
        if version_folders(pack)[:1] != [pack / name]:
            shutil.rmtree(pack / name, ignore_errors=True)
        raise
    return pack / name


def roll_back(home: Path, name: str) -> Installed:
    """Use the version before, and delete the one that was used; return it. Raises PackError and OSError."""
    pack = _pack(home, name)
    before = previous(home, name)
    if before is None:
        raise PackError("no-previous", name=name)
    if not _whole(before):
        raise PackError("damaged")
    _set_current(pack, [before.folder])
    return before


def remove(home: Path, name: str) -> None:
    """Remove a pack with all its versions. Raises PackError where there is none of this name, and OSError."""
    pack = _pack(home, name)
    (pack / CURRENT_FILE).unlink()
    shutil.rmtree(pack, ignore_errors=True)


def _pack(home: Path, name: str) -> Path:
    pack = packs_folder(home) / name
    if not is_name(name) or not version_folders(pack):
        raise PackError("not-installed", name=name)
    return pack


def _folders(home: Path) -> list[Path]:
    try:
        return sorted(pack for pack in packs_folder(home).iterdir() if is_name(pack.name))
    except OSError:
        return []


def _set_current(pack: Path, folders: list[Path]) -> None:
    names = [folder.name for folder in folders]
    write_atomic(pack / CURRENT_FILE, "".join(f"{name}\n" for name in names).encode(), durable=True)
    with suppress(OSError):
        sync_folder(pack)
    for left in pack.iterdir():
        if left.is_dir() and left.name not in names:
            shutil.rmtree(left, ignore_errors=True)


def _used(pack: Path) -> Installed | None:
    """Return the version of a pack that is used, None where there is none or its manifest is damaged."""
    used = version_folders(pack)[:1]
    return _version(used[0]) if used else None


def _version(folder: Path) -> Installed | None:
    """Return the version of a pack in a folder if its manifest is the one that was signed."""
    try:
        raw, signed = (_head(folder / name) for name in (MANIFEST_FILE, SIGNATURE_FILE))
        signer = signer_of(raw, signed)
        if signer is None:
            return None
        return Installed(manifest=read_manifest(raw), signer=signer, folder=folder)
    except (OSError, PackError):
        return None


def _head(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(LARGEST_MANIFEST + 1)


def _whole(version: Installed | None) -> bool:
    return version is not None and all(
        _same(version.folder, file) for file in version.manifest.files
    )


def _same(folder: Path, file: PackedFile) -> bool:
    try:
        with (folder / file.path).open("rb") as opened:
            return file_digest(opened, "sha256").hexdigest() == file.digest
    except OSError:
        return False
