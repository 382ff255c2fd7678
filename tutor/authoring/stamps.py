"""Tells whether files have changed on disk, by the time of their last change and their size."""

import contextlib
from collections.abc import Iterable, Mapping
from pathlib import Path

Stamps = Mapping[Path, tuple[int, int]]
"""The time of the last change, in nanoseconds, and the size of each file that is there."""


def read_stamps(files: Iterable[Path]) -> Stamps:
    """Return the stamps of files; those that are not there have none."""
    stamps: dict[Path, tuple[int, int]] = {}
    for file in files:
        with contextlib.suppress(OSError):
            found = file.stat()
            stamps[file] = found.st_mtime_ns, found.st_size
    return stamps
