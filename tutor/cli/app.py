"""Open the app in this terminal: for `tutor` alone, `tutor play`, the browser and the class view."""

import gc
import os
import subprocess
import sys

from tutor.cli import MISSING
from tutor.i18n import N_, Translator
from tutor.terminal.probe import colour_system

# The size step until a learner chooses one, where the terminal can magnify.
USUAL_STEP = 2


def open_app(
    language: str, lesson: str | None = None, size: int | None = None, *, speech: bool = True
) -> None:
    """Run the app until it is closed; exit with 3 without a terminal."""
    _need_terminal(language)
    if _run(language, lesson, size, speech=speech):
        raise SystemExit(_open_window(language))


def _need_terminal(language: str) -> None:
    """Prepare the environment for Textual; exit with 3 without a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        message = N_(
            "The app needs a terminal window, and there is none here. "
            "In one line each: tutor play LESSON --plain, for example: {example}"
        )
        example = "tutor play lam-quen-phim --plain"
        sys.stderr.write(Translator(language)(message, example=example) + "\n")
        raise SystemExit(MISSING)
    # Textual reads both variables when it is imported.
    os.environ["TEXTUAL_COLOR_SYSTEM"] = colour_system(os.environ)
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    # An exported size would override the size of the window.
    for stale in ("COLUMNS", "LINES"):
        os.environ.pop(stale, None)


def open_app_for_browser(language: str, *, guests_only: bool) -> None:
    """Run the app for a browser: without the volunteers' side, and without a window on the laptop."""
    _run(language, volunteer=False, guests_only=guests_only)


def open_class_view(language: str, session: str) -> None:
    """Run the class view of a session in this window; exit with 3 without a terminal."""
    _need_terminal(language)
    _run(language, speech=False, volunteer=False, session=session)


def _run(
    language: str,
    lesson: str | None = None,
    size: int | None = None,
    *,
    speech: bool = True,
    volunteer: bool = True,
    guests_only: bool = False,
    session: str = "",
) -> bool:
    """Run the app to its end; return True if it shall go on in a window of its own.

    With a `session` it is what the class of that session sees. The error that ended the app is raised again.
    """
    # Imported objects stay for good; collecting garbage among them would only delay the start.
    gc.disable()
    from tutor.cli import wiring
    from tutor.ui.app import TutorApp
    from tutor.ui.laptop import LaptopFile, terminal_name
    from tutor.ui.session import Services, Settings

    # The records come first: they create their folder, private to this user, where the voice logs.
    records = wiring.guest_records() if guests_only else wiring.open_records()
    speaker = wiring.speaker(speech)
    services = Services(
        store=records.store,
        library=wiring.library(),
        speaker=speaker,
        wall=wiring.now,
        monotonic=wiring.monotonic,
        new_id=wiring.new_id,
        keeps=records.keeps,
        fault=records.reason,
        laptop=LaptopFile(None if guests_only else wiring.laptop_path()),
        terminal=terminal_name(os.environ),
        volunteer=volunteer,
        guests_only=guests_only,
    )
    gc.freeze()
    gc.enable()
    # A single lesson is shown in the letters of the window.
    settings = Settings(language, size_step=size, usual_step=USUAL_STEP if lesson is None else None)
    app = TutorApp(services, settings, lesson)
    if session:
        from tutor.ui.app import ClassViewApp

        app = ClassViewApp(services, settings, session)
    try:
        app.run()
    finally:
        speaker.close()
        records.store.close()
    if app.failure is not None:
        raise app.failure
    if app.return_code:
        raise SystemExit(app.return_code)
    return app.wants_window


def _open_window(language: str) -> int:
    """Install our font, and open the app in a window with it; return the exit status."""
    window = [sys.executable, "-m", "tutor", "--lang", language, "window"]
    subprocess.run([*window, "--install-font"], check=False)
    return subprocess.run(window, check=False).returncode
