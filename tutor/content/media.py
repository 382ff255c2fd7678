"""Photographs and sounds of authors' own: files of the folder `media` beside the lessons."""

import re
from collections.abc import Iterable
from pathlib import Path

MEDIA_FOLDER = "media"
LARGEST_BYTES = 2_000_000
# A file of a few bytes may state a size that fills the memory of whatever shows it.
MOST_PIXELS = 50_000_000
# Plain names: no folder can be left by them.
PHOTO_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.(?:png|jpg|jpeg)")
SOUND_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.wav")

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
# The parts of a JPEG that begin with its height and width, and those that stand alone.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))


def find_photo(roots: Iterable[Path], name: str) -> Path | None:
    """Return the file of a photograph, of the last of these folders that has it; None where none has."""
    return _find(roots, name, PHOTO_NAME)


def find_sound(roots: Iterable[Path], name: str) -> Path | None:
    """Return the file of a sound, of the last of these folders that has it; None where none has."""
    return _find(roots, name, SOUND_NAME)


def _find(roots: Iterable[Path], name: str, names: re.Pattern[str]) -> Path | None:
    if not names.fullmatch(name):
        return None
    files = [root / MEDIA_FOLDER / name for root in roots]
    return next((file for file in reversed(files) if file.is_file()), None)


def read_photo(file: Path) -> tuple[bytes, tuple[int, int]] | None:
    """Return the bytes of a photograph with its width and height, None for what is none or is too large."""
    try:
        if file.stat().st_size > LARGEST_BYTES:
            return None
        data = file.read_bytes()
    except OSError:
        return None
    size = _png_size(data) if data.startswith(_PNG) else _jpeg_size(data)
    if size is None or not 0 < size[0] * size[1] <= MOST_PIXELS:
        return None
    return data, size


def _png_size(data: bytes) -> tuple[int, int] | None:
    if len(data) < 24 or data[12:16] != b"IHDR":
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(_JPEG):
        return None
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        if kind in _ALONE or kind == 0xFF:
            at += 1 if kind == 0xFF else 2
        elif kind in _FRAMES:
            height, width = data[at + 5 : at + 7], data[at + 7 : at + 9]
            return int.from_bytes(width, "big"), int.from_bytes(height, "big")
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
