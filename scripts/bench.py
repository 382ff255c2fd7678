"""Measure what people wait for, each beside a baseline in the same run; asserts nothing. Linux only."""

import tempfile
from pathlib import Path

from measures.commands import commands, textual_imported
from measures.figures import Figure, machine, table
from measures.lessons import checking
from measures.letters import magnifying
from measures.screens import screens
from measures.voice import beginning, stopping


def main() -> None:
    print(
        f"Some three minutes; {machine()}. Other work on the machine spoils the figures.",
        flush=True,
    )
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="tutor-bench-") as name:
        folder = Path(name)
        for part in ("home", "letters", "lessons", "voice"):
            (folder / part).mkdir()
        figures += screens(folder / "home")
        figures += magnifying(folder / "letters")
        figures += commands()
        figures.append(checking(folder / "lessons"))
        figures.append(beginning(folder / "voice"))
        figures.append(stopping(folder / "voice"))
    print(table(figures))
    loaded = textual_imported()
    print("Textual is loaded by: " + (", ".join(loaded) or "none of the commands without a screen"))
    print(f"Afterwards: {machine()}")


if __name__ == "__main__":
    main()
