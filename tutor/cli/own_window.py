"""Open the app in a window of its own, with large letters: in a terminal, or in a browser."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tutor.window.own import BROWSER, NEVER_SEEN_SECONDS, OwnWindow, own_window
from tutor.window.recipes import (
    TITLE,
    Monitor,
    command_line,
    conhost_settings,
    environment,
    executable,
    windows_terminal_profile,
)

_VIEW_STEP = 2
"""The size step of the letters in the class view's window."""


def open_window(names: Sequence[str], language: str, size: int = 2) -> bool:
    """Open the app in the first of these windows that opens, and return once it is closed.

    Return False if none could be opened.
    """
    from tutor.window.desktop import font_folder, font_to_use
    from tutor.window.monitor import find_monitor

    monitor = find_monitor()
    font = font_to_use(sys.platform, font_folder(sys.platform, os.environ, Path.home()))
    for name in names:
        if name == BROWSER:
            from tutor.cli.web_window import open_in_browser

            opened = open_in_browser(language, size, monitor)
        else:
            opened = _open_terminal(own_window(name, size, monitor), language, monitor, font)
        if opened:
            return True
    return False


def start_class_view(names: Sequence[str], language: str, session: str) -> bool:
    """Start the class view of a session in the first of these terminals that is here; do not wait for it.

    Return False if there is none.
    """
    from tutor.window.desktop import font_folder, font_to_use
    from tutor.window.monitor import find_monitor

    monitor = find_monitor()
    font = font_to_use(sys.platform, font_folder(sys.platform, os.environ, Path.home()))
    program = [sys.executable, "-m", "tutor", "--lang", language, "class", "view", session]
    for name in names:
        if name == BROWSER or shutil.which(executable(name)) is None:
            continue
        _store_settings(name, _VIEW_STEP, monitor, program, font)
        try:
            subprocess.Popen(
                command_line(name, _VIEW_STEP, monitor, program, font),
                env=environment(os.environ),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            continue
        return True
    return False


def install_missing_font() -> None:
    """Install our font for this user unless it is there already; without it another one is used."""
    from tutor.window.desktop import font_files, font_folder, install_font

    folder = font_folder(sys.platform, os.environ, Path.home())
    try:
        missing = [file for file in font_files() if not (folder / file.name).exists()]
        if missing:
            install_font(missing, folder)
    except OSError:
        # The window opens all the same.
        return


def _open_terminal(window: OwnWindow, language: str, monitor: Monitor, font: str) -> bool:
    if shutil.which(executable(window.name)) is None:
        return False
    program = [sys.executable, "-m", "tutor", "--lang", language, window.option()]
    _store_settings(window.name, window.step, monitor, program, font)
    # Only this user may reach the socket by which the app sets its letters.
    with tempfile.TemporaryDirectory(prefix="tutor-", ignore_cleanup_errors=True) as private:
        command = command_line(window.name, window.step, monitor, program, font, private)
        begun = time.monotonic()
        try:
            # What terminals complain of would frighten whoever looks at the old window afterwards.
            done = subprocess.run(
                command, env=environment(os.environ), stderr=subprocess.DEVNULL, check=False
            )
        except OSError:
            return False
    return done.returncode == 0 or time.monotonic() - begun > NEVER_SEEN_SECONDS


def _store_settings(
    terminal: str, size: int, monitor: Monitor, program: Sequence[str], font: str
) -> None:
    """Store font and size where a terminal of Windows looks for them."""
    if terminal == "conhost":
        for setting in conhost_settings(size, monitor, font):
            subprocess.run(setting, capture_output=True, check=False)
    elif terminal == "windows-terminal":
        profile = windows_terminal_profile(size, monitor, program, font)
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        folder = base / "Microsoft" / "Windows Terminal" / "Fragments" / TITLE
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(profile, ensure_ascii=False, indent=2)
        (folder / "tutor.json").write_text(text, encoding="utf-8")
