"""Which voices are here; an engine reads the folders anew when this changes."""

import contextlib
from collections.abc import Iterable
from pathlib import Path

# Profiles, models and recorded voices; what is being installed lies in folders with a dot.
_VOICE_FILES = ("*.yaml", "piper/*.onnx", "recorded/[!.]*/manifest.yaml")


def voice_files(folders: Iterable[Path]) -> frozenset[tuple[Path, int]]:
    """Return the files by which engines know the voices in the folders, with the times of their changes."""
    found = set()
    for file in (f for folder in folders for each in _VOICE_FILES for f in folder.glob(each)):
        with contextlib.suppress(OSError):
            found.add((file, file.stat().st_mtime_ns))
    return frozenset(found)
