"""`tutor` alone and `tutor play`: open the app in this terminal."""

import gc
import os
import sys

from tutor.i18n import Words
from tutor.ui.terminal import colour_system

MISSING = 3


def open_app(
    language: str, lesson: str | None = None, size: int | None = None, *, speech: bool = True
) -> None:
    """Open the app, and return once it is closed; exits with 3 where there is no terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        _ = Words(language)
        said = _(
            "The app needs a terminal window, and there is none here. "
            "In one line each: tutor play LESSON --plain, for example: {example}"
        )
        sys.stderr.write(said.replace("{example}", "tutor play lam-quen-phim --plain") + "\n")
        raise SystemExit(MISSING)
    # Textual reads both when it is imported.
    os.environ["TEXTUAL_COLOR_SYSTEM"] = colour_system(os.environ)
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    # An exported size would stand for the window's own, which changes with its letters.
    for stale in ("COLUMNS", "LINES"):
        os.environ.pop(stale, None)
    # What is imported stays: to look through it for garbage again and again would only delay the start.
    gc.disable()
    from tutor.cli import wiring
    from tutor.ui.app import TutorApp
    from tutor.ui.services import Services
    from tutor.ui.settings import Settings

    # The records come first: they make their folder, where the voice keeps its log, for this user alone.
    records = wiring.open_records()
    speaker = wiring.speaker(speech)
    services = Services(
        store=records.store,
        library=wiring.library(),
        speaker=speaker,
        wall=wiring.now,
        monotonic=wiring.monotonic,
        new_id=wiring.new_id,
        keeps=records.keeps,
    )
    gc.freeze()
    gc.enable()
    try:
        TutorApp(services, Settings(language=language, size_step=size), lesson).run()
    finally:
        speaker.close()
        records.store.close()
