"""Lessons as data: the model, the YAML reader, the catalogue, facts and forms of address."""

from pathlib import Path

# The largest file that is read, in bytes.
MAX_BYTES = 1 << 20
# Most files are smaller. Python sets aside all the memory that a reader asks for.
_USUAL = 1 << 16


def read_limited(path: Path) -> bytes:
    """Return the bytes of a file, at most one more than MAX_BYTES. Raises OSError."""
    with path.open("rb") as stream:
        raw = stream.read(_USUAL)
        return raw if len(raw) < _USUAL else raw + stream.read(MAX_BYTES + 1 - _USUAL)
