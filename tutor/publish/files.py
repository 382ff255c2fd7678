"""Writes what is published, whole or not at all: a file cut short would be used in front of people."""

from pathlib import Path


def write_whole(file: Path, data: bytes) -> Path:
    """Write a file, with the folders that it needs, and return it; raises OSError where it cannot be."""
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(file.name + ".new")
    aside.write_bytes(data)
    return aside.replace(file)
