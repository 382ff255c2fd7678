"""The zip file of a pack: files stored one after the other, in the one way in which this module writes them.

Every zip program can open it. Reading accepts nothing else: no compression, so that nothing grows when it is
unpacked; no links, folders, comments or further entries; each byte of the file follows from the names and
contents of its members, so that a change anywhere is found.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from tutor.packs.faults import PackError

# Mark, version, flags, method, time, date (1/1/1980), CRC-32, two sizes, lengths of name and extra field.
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_LOCAL_FIXED = (b"PK\x03\x04", 10, 0, 0, 0, 0x21)
# Mark, made by, version needed, … as above, …, comment, disk, two kinds of attributes, place of the member.
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_NAME = 200
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the archive; `start` is the place of its first byte."""

    name: str
    crc: int
    size: int
    start: int


def header_of(member: Member) -> bytes:
    """Return what stands before the content of a member."""
    name = member.name.encode("ascii")
    sizes = member.size, member.size, len(name), 0
    return _LOCAL.pack(*_LOCAL_FIXED, member.crc, *sizes) + name


def place_members(files: Sequence[tuple[str, int, int]]) -> list[Member]:
    """Return files, given as name, CRC-32 and size, as the members of an archive in this order."""
    members: list[Member] = []
    end = 0
    for name, crc, size in files:
        start = end + _LOCAL.size + len(name)
        members.append(Member(name, crc, size, start))
        end = start + size
    return members


def directory_of(members: Sequence[Member]) -> bytes:
    """Return what stands after the members: the list of them, and the end of the archive."""
    rows = b"".join(map(_directory_row, members))
    last = members[-1]
    end = _END.pack(
        b"PK\x05\x06", 0, 0, len(members), len(members), len(rows), last.start + last.size, 0
    )
    return rows + end


def _directory_row(member: Member) -> bytes:
    name = member.name.encode("ascii")
    sizes = member.size, member.size, len(name), 0, 0
    place = member.start - len(name) - _LOCAL.size
    _, *fixed = _LOCAL_FIXED
    return _CENTRAL.pack(b"PK\x01\x02", 20, *fixed, member.crc, *sizes, 0, 0, 0, place) + name


def read_members(stream: BinaryIO, size: int, most: int) -> list[Member]:
    """Return at most so many members of an archive of `size` bytes; raise PackError where it is none.

    The contents are not read: `read_content` does so, and finds out whether they were changed.
    """
    members: list[Member] = []
    stream.seek(0)
    while (fixed := stream.read(_LOCAL.size)).startswith(_LOCAL_FIXED[0]):
        if len(fixed) < _LOCAL.size or len(members) == most:
            raise PackError("damaged")
        *_, crc, _, length, name_length, _ = _LOCAL.unpack(fixed)
        name = stream.read(name_length) if name_length <= _NAME else b""
        member = Member(name.decode("ascii", "replace"), crc, length, stream.tell())
        if not name.isascii() or fixed + name != header_of(member):
            raise PackError("damaged")
        if member.start + length > size:
            raise PackError("damaged")
        members.append(member)
        stream.seek(length, 1)
    if not members:
        raise PackError("foreign")
    directory = directory_of(members)
    # One byte more is read than there may be.
    if fixed + stream.read(len(directory) + 1 - len(fixed)) != directory:
        raise PackError("damaged")
    return members


def read_content(stream: BinaryIO, member: Member) -> Iterator[bytes]:
    """Yield the content of a member in blocks; raise PackError at its end where it was changed."""
    stream.seek(member.start)
    crc, left = 0, member.size
    while left and (block := stream.read(min(_BLOCK, left))):
        left -= len(block)
        crc = zlib.crc32(block, crc)
        yield block
    if left or crc != member.crc:
        raise PackError("damaged")
