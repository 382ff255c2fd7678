"""Mends in lesson files what needs no judgement: letters of loose marks, missing quotes, no-break spaces."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tutor.content import MAX_BYTES
from tutor.content.mending import mend_text
from tutor.content.yaml_reader import read_bytes
from tutor.paths import write_atomic


def fix_files(paths: Sequence[Path]) -> Iterator[Path]:
    """Mend files, and all YAML files of folders; yield those that have changed. Raises OSError."""
    for path in paths:
        for file in sorted(path.rglob("*.yaml")) if path.is_dir() else [path]:
            # A file that is unreadable or too large is left to the check.
            raw, _ = read_bytes(file, str(file))
            if raw is None or len(raw) > MAX_BYTES:
                continue
            mended = mend_text(raw, str(file))
            if mended != raw:
                write_atomic(file.resolve(), mended)
                yield file
