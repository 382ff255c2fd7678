"""A pack as one file: the manifest, the signature over it, and the files that the manifest names."""

import os
import shutil
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from tutor import DISTRIBUTION
from tutor.content.yaml_reader import read_path
from tutor.hub.signers import PUBLIC_BYTES, SIGNATURE_BYTES, Signer, signer_of
from tutor.packs.archive import (
    Member,
    directory_of,
    header_of,
    place_members,
    read_content,
    read_members,
)
from tutor.packs.faults import PackError
from tutor.packs.manifest import (
    LARGEST_MANIFEST,
    LARGEST_PACK,
    MOST_FILES,
    About,
    Manifest,
    PackedFile,
    check_files,
    is_newer_than,
    largest,
    may_hold,
    read_about,
    read_manifest,
    write_manifest,
)
from tutor.paths import refuse_existing, sync_folder

SUFFIX = ".tutorpack"
ABOUT_FILE = "pack.yaml"
# The first two files in the archive. The number is the format: a later one has another first file.
MANIFEST_FILE, SIGNATURE_FILE = "tutor-pack-1.json", "tutor-pack-1.sig"
_ANY_MANIFEST = "tutor-pack-"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedPack:
    """A manifest whose signature was checked; `signer` is the public key that signed it."""

    manifest: Manifest
    signer: bytes

    @property
    def name(self) -> str:
        """The name of the pack, under which its versions follow each other."""
        return self.manifest.about.name

    @property
    def version(self) -> int:
        """The number of this version."""
        return self.manifest.about.version


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack(SignedPack):
    """A pack in its file; `head` are the bytes of the manifest and of the signature as they stand there."""

    path: Path
    head: tuple[bytes, bytes]
    members: Mapping[str, Member]


def read_pack(path: Path) -> Pack:
    """Return a pack after every byte of it was checked; who signed it is not judged here.

    Raises PackError, and OSError where the file cannot be read.
    """
    with path.open("rb") as stream:
        size = os.fstat(stream.fileno()).st_size
        if size > LARGEST_PACK + 2 * LARGEST_MANIFEST:
            raise PackError("too-large")
        pack = _opened(path, stream, size)
        for file in pack.manifest.files:
            for _ in read_file(stream, pack, file):
                pass
    return pack


def peek(path: Path) -> Pack:
    """Return a pack of which only manifest and signature were checked; raise PackError and OSError."""
    with path.open("rb") as stream:
        return _opened(path, stream, os.fstat(stream.fileno()).st_size)


def _opened(path: Path, stream: BinaryIO, size: int) -> Pack:
    members = read_members(stream, size, MOST_FILES + 2)
    first, *rest = members
    if first.name != MANIFEST_FILE:
        raise PackError("newer" if first.name.startswith(_ANY_MANIFEST) else "foreign")
    if not rest or rest[0].name != SIGNATURE_FILE:
        raise PackError("damaged")
    if first.size > LARGEST_MANIFEST or rest[0].size != PUBLIC_BYTES + SIGNATURE_BYTES:
        raise PackError("damaged")
    raw, signed = (b"".join(read_content(stream, member)) for member in (first, rest[0]))
    signer = signer_of(raw, signed)
    if signer is None:
        raise PackError("damaged")
    manifest = read_manifest(raw)
    found = [(member.name, member.size) for member in rest[1:]]
    if found != [(file.path, file.size) for file in manifest.files]:
        raise PackError("damaged")
    by_name = {member.name: member for member in members}
    return Pack(manifest=manifest, signer=signer, path=path, head=(raw, signed), members=by_name)


def read_file(stream: BinaryIO, pack: Pack, file: PackedFile) -> Iterator[bytes]:
    """Yield the content of a file of a pack; raise PackError at its end where it was changed."""
    digest = sha256()
    for block in read_content(stream, pack.members[file.path]):
        digest.update(block)
        yield block
    if digest.hexdigest() != file.digest:
        raise PackError("damaged")


def check_program(manifest: Manifest) -> None:
    """Raise PackError where a pack needs a later version of the program."""
    needed = manifest.about.program
    if needed and is_newer_than(needed, version(DISTRIBUTION)):
        raise PackError("program", version=needed)


def about_of(folder: Path) -> About:
    """Return what the file pack.yaml in a folder says of a pack; raise PackError."""
    document, problems = read_path(folder / ABOUT_FILE, ABOUT_FILE)
    data = None if document is None else document.data
    try:
        if problems or not isinstance(data, dict):
            raise PackError("about", problems=problems, path=ABOUT_FILE)
        return read_about(data)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise PackError("about", path=ABOUT_FILE) from error


def write_pack(folder: Path, signer: Signer, about: About, made_on: date, out: Path) -> Path:
    """Write the lessons and voices of a folder as a pack, signed, and return its path.

    The folder has `lessons` and `voices` as TUTOR_HOME has them; a file that a pack of this kind must not
    have is refused. What is in them is not judged here: `examine` does. Raises PackError, OSError, and
    FileExistsError where `out` exists.
    """
    files = files_of(folder, about)
    measured = [_measure(path, name) for name, path in files.items()]
    packed = tuple(file for file, _ in measured)
    check_files(about.kind, packed)
    raw = write_manifest(Manifest(about=about, by=signer.name, made_on=made_on, files=packed))
    signed = signer.sign(raw)
    heads = [(MANIFEST_FILE, raw), (SIGNATURE_FILE, signed)]
    members = place_members(
        [
            *((name, zlib.crc32(data), len(data)) for name, data in heads),
            *((file.path, crc, file.size) for file, crc in measured),
        ]
    )
    refuse_existing([out])
    aside = out.with_name(f"{out.name}.{os.getpid()}")
    try:
        with aside.open("xb") as opened:
            for member in members:
                opened.write(header_of(member))
                if member.name in files:
                    with files[member.name].open("rb") as source:
                        shutil.copyfileobj(source, opened)
                else:
                    opened.write(dict(heads)[member.name])
            opened.write(directory_of(members))
            opened.flush()
            os.fsync(opened.fileno())
        # A file that changed while it was copied, or a stick that lies, is found out here.
        read_pack(aside)
        refuse_existing([out])
        aside.replace(out)
        # Not every stick can say that the name is on it.
        with suppress(OSError):
            sync_folder(out.parent)
    finally:
        aside.unlink(missing_ok=True)
    return out


def files_of(folder: Path, about: About) -> dict[str, Path]:
    """Return the files of a folder by their path in the pack, unread; raise PackError and OSError."""
    files: dict[str, Path] = {}
    for part in ("lessons", "voices"):
        for path in sorted((folder / part).rglob("*")):
            name = path.relative_to(folder).as_posix()
            # Systems leave hidden files of their own in folders that somebody looks at.
            hidden = any(step.startswith(".") for step in name.split("/"))
            if hidden or (path.is_dir() and not path.is_symlink()):
                continue
            if path.is_symlink() or not may_hold(about.kind, name):
                raise PackError("not-allowed", path=name)
            if path.stat().st_size > largest(name) or len(files) == MOST_FILES:
                raise PackError("too-large")
            files[name] = path
    return dict(sorted(files.items()))


def _measure(path: Path, name: str) -> tuple[PackedFile, int]:
    """Return a file as it stands in the manifest under a name, and its CRC-32."""
    crc, size, digest = 0, 0, sha256()
    with path.open("rb") as opened:
        while block := opened.read(_BLOCK):
            crc, size = zlib.crc32(block, crc), size + len(block)
            digest.update(block)
    return PackedFile(name, size, digest.hexdigest()), crc
