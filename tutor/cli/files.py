"""Names of files and folders, as options and arguments take them: refused before anything is done."""

from pathlib import Path
from typing import Any, NoReturn

import click

from tutor.cli import MISSING
from tutor.cli.group import translator_of, typed
from tutor.cli.refused import refusal_said
from tutor.i18n import N_

_NO_FILE = N_("{name} needs the name of a file.")
_NO_FOLDER = N_("{name} needs the name of a folder.")
_IS_FOLDER = N_("{file} is a folder; {name} needs the name of a file.")
_IS_FILE = N_("{file} is a file; {name} needs the name of a folder.")
_NOT_THERE = N_("There is no file or folder {file}.")
_NO_SUCH_FOLDER = N_("There is no folder {folder}. Please make it first, or choose another one.")


class _PathType(click.ParamType[Path]):
    """A path that is looked at; what it cannot be is said in one sentence."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path; ends the command where it does not fit."""
        ctx = ctx or click.get_current_context()
        path = Path(value)
        with refusal_said(translator_of(ctx)):
            wrong = self._wrong(str(value).strip(), path)
        if wrong:
            values = {"name": typed(param), "file": value}
            raise click.UsageError(translator_of(ctx)(wrong, **values), ctx)
        return path

    def _wrong(self, written: str, path: Path) -> str:
        """Return what is wrong with a path, "" where nothing is."""
        raise NotImplementedError


class OutFile(_PathType):
    """A file to write, in a folder that is there: whoever misspells one does not look for a new one."""

    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path; without its folder the command ends with 3."""
        path = super().convert(value, param, ctx)
        ctx = ctx or click.get_current_context()
        with refusal_said(translator_of(ctx)):
            there = path.parent.is_dir()
        if not there:
            _end(ctx, translator_of(ctx)(_NO_SUCH_FOLDER, folder=path.parent))
        return path

    def _wrong(self, written: str, path: Path) -> str:
        if not written:
            return _NO_FILE
        return _IS_FOLDER if path.is_dir() else ""


class OutFolder(_PathType):
    """A folder to write into, which is made where it is not there."""

    name = "folder"

    def _wrong(self, written: str, path: Path) -> str:
        if not written:
            return _NO_FOLDER
        return _IS_FILE if path.exists() and not path.is_dir() else ""


class InFile(_PathType):
    """A file that is there."""

    name = "file"

    def _wrong(self, written: str, path: Path) -> str:
        if not written:
            return _NO_FILE
        if path.is_dir():
            return _IS_FOLDER
        return "" if path.exists() else _NOT_THERE


class InPath(_PathType):
    """A file or folder that is there."""

    name = "path"

    def _wrong(self, written: str, path: Path) -> str:
        return "" if written and path.exists() else _NOT_THERE


def _end(ctx: click.Context, sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    ctx.exit(MISSING)
