"""Open the app in this terminal: for `tutor` alone, `tutor play`, the browser and the class view."""

import gc
import os
import shutil
import sys
from typing import TYPE_CHECKING

from tutor.cli import MISSING
from tutor.i18n import N_, Translator
from tutor.terminal.probe import colour_system

if TYPE_CHECKING:
    from tutor.authoring.lesson_file import LessonFile
    from tutor.ui.app import TutorApp

# The size step until a learner chooses one, where the terminal can magnify and was not opened for another.
USUAL_STEP = 2


_NOT_OPENED = N_("The window with large letters could not be opened. The lessons go on here.")


def open_app(
    language: str,
    lesson: str | None = None,
    size: int | None = None,
    *,
    speech: bool = True,
    here: str = "",
) -> None:
    """Run the app until it is closed; exit with 3 without a terminal.

    Where that was chosen on this laptop, it opens in a window of its own; with `here`, an argument that
    begins with HERE, it does not. If no window opens, the app goes on in this terminal.
    """
    _need_terminal(language)
    notice = ""
    if lesson is None and not here and _opens_window():
        if _open_window(language):
            return
        notice = _NOT_OPENED
    while _run(language, lesson, size, speech=speech, here=here, notice=notice):
        if _open_window(language):
            return
        notice = _NOT_OPENED


def _opens_window() -> bool:
    """Tell whether a window of our own was chosen on this laptop."""
    from tutor.cli import wiring
    from tutor.ui.laptop import LaptopFile

    return LaptopFile(wiring.laptop_path()).now.own_window


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


def open_app_in_own_browser(language: str, step: int) -> None:
    """Run the app for the browser window that the laptop has opened at a size step, volunteers' side too."""
    from tutor.window.own import BROWSER, OwnWindow

    _run(language, here=OwnWindow(BROWSER, step).option())


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
    here: str = "",
    notice: str = "",
) -> bool:
    """Run the app to its end; return True if it shall go on in a window of its own.

    With a `session` it is what the class of that session sees. `notice` is shown on the first page. The error
    that ended the app is raised again.
    """
    # Imported objects stay for good; collecting garbage among them would only delay the start.
    gc.disable()
    from tutor.cli import wiring
    from tutor.ui.app import TutorApp
    from tutor.ui.laptop import LaptopFile, terminal_name
    from tutor.ui.session import Services, Settings
    from tutor.window.own import parse_here, windows_here

    # The records come first: they create their folder, private to this user, where the voice logs.
    records = wiring.guest_records() if guests_only else wiring.open_records()
    speaker = wiring.speaker(speech)
    windows = windows_here(sys.platform, os.environ, shutil.which) if volunteer else ()

    def open_view(session: str) -> bool:
        from tutor.cli.own_window import start_class_view

        return start_class_view(windows, app.session.settings.language, session)

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
        windows=windows,
        open_view=open_view if records.keeps and volunteer else None,
        own_window=parse_here(here),
    )
    gc.freeze()
    gc.enable()
    # A single lesson is shown in the letters of the window.
    usual = services.own_window.step if services.own_window else USUAL_STEP
    settings = Settings(language, size_step=size, usual_step=usual if lesson is None else None)
    app = TutorApp(services, settings, lesson)
    if session:
        from tutor.ui.class_view import ClassViewApp

        app = ClassViewApp(services, settings, session)
    if notice:
        app.session.tell_next(app.session.phrases(notice))
    _run_to_end(app)
    if sys.stdout.isatty() and not (app.wants_window or session or services.own_window):
        sys.stdout.write(app.session.phrases("See you again.") + "\n")
    return app.wants_window


def _run_to_end(app: "TutorApp") -> None:
    """Run an app until it is closed; the error that ended it is raised again."""
    services = app.session.services
    try:
        app.run()
    finally:
        services.speaker.close()
        services.store.close()
    if app.failure is not None:
        raise app.failure
    if app.return_code:
        raise SystemExit(app.return_code)


def open_file(
    file: "LessonFile",
    translate: Translator,
    size: int | None,
    *,
    speech: bool,
    watched: bool,
    step: int = 0,
) -> None:
    """Play a lesson file from a step and record nothing; exit with 3 without a terminal."""
    _need_terminal(translate.language)
    from tutor.cli import wiring
    from tutor.ui.preview import PreviewApp
    from tutor.ui.session import Services, Settings

    services = Services(
        store=wiring.guest_records().store,
        library=file.library,
        speaker=wiring.speaker(speech),
        wall=wiring.now,
        monotonic=wiring.monotonic,
        new_id=wiring.new_id,
        volunteer=False,
        guests_only=True,
    )
    language = translate.language if file.script is None else file.script.lesson.language
    settings = Settings(language, size_step=size)
    _run_to_end(PreviewApp(services, settings, file, translate, watched=watched, step=step))


def _open_window(language: str) -> bool:
    """Install our font, and open the app in a window with large letters; return False if none opens."""
    from tutor.cli.own_window import install_missing_font, open_window
    from tutor.window.own import windows_here

    install_missing_font()
    return open_window(windows_here(sys.platform, os.environ, shutil.which), language)
