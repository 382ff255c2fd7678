"""Packs on the sticks that are plugged in and in the folders of this account."""

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.classroom.roster.files import Folder, FoundFile, find_files
from tutor.packs.faults import PackError
from tutor.packs.pack import SUFFIX, Pack, peek


@dataclass(frozen=True, slots=True)
class FoundPack:
    """A file that is named like a pack, and the pack, None where it is none or damaged."""

    file: FoundFile
    pack: Pack | None


def find_packs(folders: Sequence[Folder]) -> list[FoundPack]:
    """Return the packs in folders; one that lies in several is named once."""
    found: list[FoundPack] = []
    signatures: set[bytes] = set()
    # What comes in a chat lies in a folder of the chat, among the downloads or the documents.
    for file in find_files(folders, (SUFFIX,), everywhere=True):
        try:
            pack = peek(file.path)
        except (PackError, OSError):
            found.append(FoundPack(file, None))
            continue
        if pack.head[1] not in signatures:
            signatures.add(pack.head[1])
            found.append(FoundPack(file, pack))
    return found
