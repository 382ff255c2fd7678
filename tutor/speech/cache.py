"""Clips kept on disk, for engines that are slower than it."""

import contextlib
import hashlib
import json
import logging
import os
import sys
from pathlib import Path

from tutor.speech.clip import Clip, Mark

_log = logging.getLogger(__name__)

_LARGEST = 200_000_000
# Pruning goes further than it must, so that not every new clip has to prune.
_PRUNED = 0.9
_SUFFIX = ".clip"


class ClipCache:
    """A folder of clips, each under a name made from all that its sound depends on.

    What was not asked for longest goes when the folder holds more than `largest` bytes. A file that is
    damaged is as good as none; a folder that cannot be written keeps nothing.
    """

    def __init__(self, folder: Path, largest: int = _LARGEST) -> None:
        self._folder = folder
        self._largest = largest
        self._size: int | None = None

    def get(self, *parts: str | int) -> Clip | None:
        """Return the clip that was kept under these parts."""
        file = self._file(parts)
        try:
            data = file.read_bytes()
        except OSError:
            return None
        clip = _read(data)
        with contextlib.suppress(OSError):
            if clip is None:
                file.unlink()
            else:
                os.utime(file)
        return clip

    def put(self, clip: Clip, *parts: str | int) -> None:
        """Keep a clip; written aside and renamed, so that a power cut leaves a whole file or none."""
        file = self._file(parts)
        aside = file.with_suffix(f".{os.getpid()}")
        data = _written(clip)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(data)
            aside.replace(file)
            self._make_room(len(data))
        except OSError as error:
            _log.warning("a clip cannot be kept: %s", error)
            with contextlib.suppress(OSError):
                aside.unlink()

    def _file(self, parts: tuple[str | int, ...]) -> Path:
        name = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
        return self._folder / (name + _SUFFIX)

    def _make_room(self, added: int) -> None:
        if self._size is not None:
            self._size += added
            if self._size <= self._largest:
                return
        found = sorted(
            (s.st_mtime, s.st_size, f) for f in self._folder.iterdir() if (s := f.stat())
        )
        self._size = sum(size for _, size, _ in found)
        if self._size <= self._largest:
            return
        for _, size, file in found:
            if self._size <= self._largest * _PRUNED:
                break
            file.unlink(missing_ok=True)
            self._size -= size


def _written(clip: Clip) -> bytes:
    head = {
        "rate": clip.rate,
        "order": sys.byteorder,
        "marks": [[m.frame, m.start, m.end] for m in clip.marks],
        "sha256": hashlib.sha256(clip.pcm).hexdigest(),
    }
    return json.dumps(head).encode() + b"\n" + clip.pcm


def _read(data: bytes) -> Clip | None:
    line, _, pcm = data.partition(b"\n")
    try:
        head = json.loads(line)
        if head["order"] != sys.byteorder or head["sha256"] != hashlib.sha256(pcm).hexdigest():
            return None
        return Clip(pcm, head["rate"], tuple(Mark(*mark) for mark in head["marks"]))
    except (ValueError, KeyError, TypeError):
        return None
