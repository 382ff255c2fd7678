"""`tutor window`: the app full screen in a window of its own, with the letters of a size step."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click

from tutor.cli import DONE, MISSING
from tutor.cli.console import report_refusals
from tutor.cli.group import translator_of
from tutor.i18n import N_, Translator
from tutor.window.recipes import (
    TERMINALS,
    TITLE,
    Monitor,
    candidates,
    command_line,
    conhost_settings,
    environment,
    executable,
    windows_terminal_profile,
)

# A window that closes with a fault before this was never seen: the next terminal gets its turn.
_NEVER_SEEN_SECONDS = 3.0
_NAME, _COMMENT = N_("Learning the smartphone"), N_("Lessons in large letters, read aloud")


@click.command(help=N_("Open the app in a window of its own, with large letters."))
@click.option("--terminal", type=click.Choice(TERMINALS), help=N_("The terminal to use."))
@click.option("--size", type=click.IntRange(1, 4), default=2, help=N_("Letter size, 1 to 4."))
@click.option("--install-font", is_flag=True, help=N_("Only install the font, for this user."))
@click.option(
    "--install-shortcut", is_flag=True, help=N_("Only install an icon that opens this window.")
)
@click.pass_context
def command(
    ctx: click.Context, terminal: str | None, size: int, install_font: bool, install_shortcut: bool
) -> int:
    """Open the window, and return once it is closed; or install what was asked for."""
    translate = translator_of(ctx)
    program = [sys.executable, "-m", "tutor", "--lang", translate.language]
    if not (install_font or install_shortcut):
        return _open(terminal, size, program, translate)
    done = True
    if install_font:
        _install_font(translate)
    if install_shortcut:
        asked = ["--terminal", terminal] if terminal else []
        window = [*program, "window", "--size", str(size), *asked]
        done = _install_shortcut(window, translate) and done
    return DONE if done else MISSING


def _open(terminal: str | None, size: int, program: Sequence[str], translate: Translator) -> int:
    from tutor.window.desktop import font_folder, font_to_use
    from tutor.window.monitor import find_monitor

    names = (terminal,) if terminal else candidates(sys.platform, os.environ)
    found = [name for name in names if shutil.which(executable(name))]
    monitor = find_monitor()
    folder = font_folder(sys.platform, os.environ, Path.home())
    font = font_to_use(sys.platform, folder)
    for name in found:
        _prepare(name, size, monitor, program, font)
        begun = time.monotonic()
        done = subprocess.run(
            command_line(name, size, monitor, program, font),
            env=environment(os.environ),
            check=False,
        )
        if done.returncode == 0 or time.monotonic() - begun > _NEVER_SEEN_SECONDS:
            return DONE
    if terminal:
        said = N_("{name} could not open a window. Without --terminal the best one here is taken.")
    else:
        said = N_(
            "No terminal here can open a window. Please start `tutor` in a window that is open."
        )
    click.echo(translate(said, name=terminal or ""), err=True)
    return MISSING


def _prepare(terminal: str, size: int, monitor: Monitor, program: Sequence[str], font: str) -> None:
    """Keep font and size where a terminal of Windows looks for them."""
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


def _install_font(translate: Translator) -> None:
    from tutor.window.desktop import font_files, font_folder, install_font
    from tutor.window.recipes import FONT

    folder = font_folder(sys.platform, os.environ, Path.home())
    with report_refusals(translate):
        install_font(font_files(), folder)
    click.echo(
        translate(N_("{font} is installed in {folder}."), font=FONT, folder=folder), err=True
    )


def _install_shortcut(program: Sequence[str], translate: Translator) -> bool:
    from tutor.window.desktop import install_on_linux, install_on_windows

    name, comment = translate(_NAME), translate(_COMMENT)
    with report_refusals(translate):
        if sys.platform == "win32":
            install_on_windows(program, name, comment)
        elif sys.platform == "darwin":
            click.echo(
                translate(N_("On macOS there is no icon yet: start `tutor window`.")), err=True
            )
            return False
        else:
            install_on_linux(program, name, comment, os.environ, Path.home())
    click.echo(translate(N_("The icon is installed. Its name is: {name}"), name=name), err=True)
    return True
