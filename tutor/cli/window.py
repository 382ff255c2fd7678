"""`tutor window`: the app full screen in a window of its own, with the letters of a size step."""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from tutor.cli import DONE, MISSING
from tutor.cli.console import report_refusals
from tutor.cli.group import translator_of
from tutor.cli.own_window import open_window
from tutor.i18n import N_, Translator
from tutor.window.own import BROWSER, windows_here
from tutor.window.recipes import TERMINALS

_NAME, _COMMENT = N_("Learning the smartphone"), N_("Lessons in large letters, read aloud")


@click.command(help=N_("Open the app in a window of its own, with large letters."))
@click.option(
    "--terminal", type=click.Choice((*TERMINALS, BROWSER)), help=N_("The terminal to use.")
)
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
        return _open(terminal, size, translate)
    done = True
    if install_font:
        _install_font(translate)
    if install_shortcut:
        asked = ["--terminal", terminal] if terminal else []
        window = [*program, "window", "--size", str(size), *asked]
        done = _install_shortcut(window, translate) and done
    return DONE if done else MISSING


def _open(terminal: str | None, size: int, translate: Translator) -> int:
    """Open the window of this name, or the best one here; return the exit status."""
    names = (terminal,) if terminal else windows_here(sys.platform, os.environ, shutil.which)
    if open_window(names, translate.language, size):
        return DONE
    if terminal:
        message = N_(
            "{name} could not open a window. Without --terminal the best one here is taken."
        )
    else:
        message = N_(
            "No terminal here can open a window. Please start `tutor` in a window that is open."
        )
    click.echo(translate(message, name=terminal or ""), err=True)
    return MISSING


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
