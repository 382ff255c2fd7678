"""Measure what people wait for, each beside a baseline of the same run. Linux only.

Prints a table; `bar` is the most that a figure may be. Nothing is asserted: other work on the machine
spoils the figures, so they are read on a quiet one.
"""

import tempfile
from pathlib import Path

from measures.commands import commands, textual_imported
from measures.figures import Figure, machine, table
from measures.installing import installing
from measures.lessons import checking, refusing
from measures.letters import magnifying
from measures.screens import screens
from measures.voice import beginning, reading, stopping


def main() -> None:
    print(
        f"Takes three to four minutes; {machine()}.",
        flush=True,
    )
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="tutor-bench-") as name:
        folder = Path(name)
        for part in ("home", "letters", "lessons", "voice", "program"):
            (folder / part).mkdir()
        figures += screens(folder / "home")
        figures += magnifying(folder / "letters")
        figures += commands()
        figures.append(checking(folder / "lessons"))
        figures.append(refusing())
        figures.append(reading())
        figures.append(beginning(folder / "voice"))
        figures.append(stopping(folder / "voice"))
        figures += installing(folder / "program")
    print(table(figures))
    loaded = textual_imported()
    print("Commands without a screen that load Textual: " + (", ".join(loaded) or "none"))
    print(f"Afterwards: {machine()}")


if __name__ == "__main__":
    main()
