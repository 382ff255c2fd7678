"""How far an installation has come: one line in a terminal, a line for each part elsewhere."""

import re
import sys
from typing import TextIO

from starter.words import sentence

_WIDTH = 24


class Progress:
    """Counts the packages that pip names, and draws a bar."""

    def __init__(self, language: str, stream: TextIO = sys.stderr) -> None:
        self._language = language
        self._stream = stream
        self._moving = stream.isatty()
        self._collected = 0
        self._total = 0
        self._line = ""

    def say(self, key: str, **values: object) -> None:
        """Write a sentence on a line of its own."""
        self.write(sentence(key, self._language, **values))

    def write(self, text: str) -> None:
        """Write a text on a line of its own."""
        self._end()
        self._stream.write(text + "\n")
        self._stream.flush()

    def begin(self) -> None:
        """Draw that pip has begun, which prints nothing for some seconds."""
        self._draw(sentence("collecting", self._language), str(self._collected))

    def read(self, line: str) -> None:
        """Take a line that pip has printed."""
        if re.match(r"(Collecting|Requirement already satisfied|Processing|Obtaining) ?", line):
            self._collected += 1
            self.begin()
        elif line.startswith("Installing collected packages:"):
            self._total = line.count(",") + 1
            self.installed(0)

    def installed(self, packages: int) -> None:
        """Draw how many of the collected packages have been unpacked."""
        if self._total:
            done = min(packages, self._total)
            bar = ("#" * (_WIDTH * done // self._total)).ljust(_WIDTH, ".")
            text = f"[{bar}] {done}/{self._total}"
            self._draw(sentence("unpacking", self._language), text)

    def finish(self) -> None:
        """End the line of a part."""
        self._end()
        self._collected = self._total = 0

    def _draw(self, what: str, count: str) -> None:
        if self._moving:
            self._line = f"  {what} {count}"
            self._stream.write("\r" + self._line.ljust(60))
            self._stream.flush()
        elif self._line != what:
            self._line = what
            self._stream.write(f"  {what}...\n")
            self._stream.flush()

    def _end(self) -> None:
        if self._moving and self._line:
            self._stream.write("\n")
        self._line = ""
