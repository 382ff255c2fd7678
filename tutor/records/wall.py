"""The sentence at the top of the page that a class reads, so that a second window can turn to it.

It is no record of anybody: the file holds only words of a lesson and is written anew with each page.
"""

from contextlib import suppress
from pathlib import Path

from tutor.paths import write_atomic

_NAME = "class-view.txt"


class WallPlace:
    """The file beside the records; without records on disk there is no second window to tell."""

    def __init__(self, records: Path | None) -> None:
        self._file = None if records is None else records.with_name(_NAME)

    def write(self, sentence: str) -> None:
        """Store the first sentence of the page; if it cannot be written, the second window stays."""
        if self._file is not None:
            with suppress(OSError):
                write_atomic(self._file, sentence.encode())

    def read(self) -> str:
        """Return the sentence, "" if there is none."""
        if self._file is not None:
            with suppress(OSError, UnicodeDecodeError):
                return self._file.read_text(encoding="utf-8")
        return ""
