"""A disk cache of rendered clips, for engines that render more slowly than a disk reads.

One file holds one clip: a line of JSON (rate, byte order, word marks, SHA-256), then the samples. The file
name is a hash of everything that the sound depends on. Files are evicted by time of last use.
"""

import contextlib
import hashlib
import json
import logging
import os
import sys
from pathlib import Path

from tutor.speech.clip import Clip, Mark

_log = logging.getLogger(__name__)

_MAX_BYTES = 200_000_000
# Eviction frees a tenth of the space, so that not every new clip has to evict.
_TARGET_SHARE = 0.9
_SUFFIX = ".clip"


class ClipCache:
    """A folder of clips, looked up by the parts that their sound depends on.

    When the folder holds more than `largest` bytes, the least recently used clips are deleted. A damaged
    file counts as missing. In a folder that cannot be written nothing is stored, and no error is raised.
    """

    def __init__(self, folder: Path, largest: int = _MAX_BYTES) -> None:
        self._folder = folder
        self._largest = largest
        self._size: int | None = None

    def get(self, *parts: str | int) -> Clip | None:
        """Return the clip stored under these parts; None when there is none."""
        file = self._file(parts)
        try:
            data = file.read_bytes()
        except OSError:
            return None
        clip = _decode(data)
        with contextlib.suppress(OSError):
            if clip is None:
                file.unlink()
            else:
                os.utime(file)
        return clip

    def put(self, clip: Clip, *parts: str | int) -> None:
        """Store a clip: written to another name, then renamed, so that a power cut leaves no partial file."""
        file = self._file(parts)
        temporary = file.with_suffix(f".{os.getpid()}")
        data = _encode(clip)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(data)
            temporary.replace(file)
            self._make_room(len(data))
        except OSError as error:
            _log.warning("a clip cannot be kept: %s", error)
            with contextlib.suppress(OSError):
                temporary.unlink()

    def _file(self, parts: tuple[str | int, ...]) -> Path:
        name = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
        return self._folder / (name + _SUFFIX)

    def _make_room(self, added: int) -> None:
        if self._size is not None:
            self._size += added
            if self._size <= self._largest:
                return
        files = sorted(
            (s.st_mtime, s.st_size, f) for f in self._folder.iterdir() if (s := f.stat())
        )
        self._size = sum(size for _, size, _ in files)
        if self._size <= self._largest:
            return
        for _, size, file in files:
            if self._size <= self._largest * _TARGET_SHARE:
                break
            file.unlink(missing_ok=True)
            self._size -= size


def _encode(clip: Clip) -> bytes:
    head = {
        "rate": clip.rate,
        "order": sys.byteorder,
        "marks": [[m.frame, m.start, m.end] for m in clip.marks],
        "sha256": hashlib.sha256(clip.pcm).hexdigest(),
    }
    return json.dumps(head).encode() + b"\n" + clip.pcm


def _decode(data: bytes) -> Clip | None:
    line, _, pcm = data.partition(b"\n")
    try:
        head = json.loads(line)
        if head["order"] != sys.byteorder or head["sha256"] != hashlib.sha256(pcm).hexdigest():
            return None
        return Clip(pcm, head["rate"], tuple(Mark(*mark) for mark in head["marks"]))
    except (ValueError, KeyError, TypeError):
        return None
