"""Writes what is published, whole or not at all: a file cut short would be used in front of people."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from errno import EEXIST
from pathlib import Path


def write_whole(file: Path, data: bytes) -> Path:
    """Write a file, with the folders that it needs, and return it; raises OSError where it cannot be."""
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(file.name + ".new")
    with _blamed(file), ExitStack() as failed:
        failed.callback(aside.unlink, missing_ok=True)
        aside.write_bytes(data)
        return aside.replace(file)


def write_private(texts: Mapping[Path, str]) -> None:
    """Write new files, all or none of them, that this user alone can read.

    Raises OSError where one cannot be written, FileExistsError where one is there already.
    """
    with ExitStack() as left:
        # A name that nobody else has, so that nothing that is there is written into.
        asides = {file: _aside(file, text, left) for file, text in texts.items()}
        for file in texts:
            if os.path.lexists(file):
                raise FileExistsError(EEXIST, os.strerror(EEXIST), str(file))
        for file, aside in asides.items():
            aside.replace(file)


def _aside(file: Path, text: str, left: ExitStack) -> Path:
    """Write a text beside its file; what is left of it is taken away with `left`."""
    with _blamed(file):
        handle, name = tempfile.mkstemp(prefix=".tutor-", dir=file.parent)
        aside = Path(name)
        left.callback(aside.unlink, missing_ok=True)
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.write(text)
        return aside


@contextmanager
def _blamed(file: Path) -> Iterator[None]:
    """Let an error name the file that was asked for, and not the one beside it."""
    try:
        yield
    except OSError as error:
        error.filename = str(file)
        raise
