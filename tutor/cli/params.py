"""Click parameter types, and an option that several commands have.

A value that does not fit is refused in one sentence before the command does anything.
"""

import re
from datetime import date
from pathlib import Path
from typing import Any

import click

from tutor.cli import MISSING
from tutor.cli.console import NO_SUCH_FILE, fail, report_refusals, usage_error
from tutor.cli.group import current_translator, option_name
from tutor.content.text import one_line
from tutor.dates import parse_day
from tutor.i18n import N_
from tutor.languages import LANGUAGES

_TOO_LONG = N_("{name} has more than {letters} letters: please write it shorter.")
_NO_TIME = N_("{name} needs a time of the day, such as 19:30.")
# An hour, perhaps with minutes, as people write it: 19:30, 7h30, 7 giờ 30.
_HOURS = re.compile(r"(\d+)(?:\s*(?:giờ|[:.h])\s*(\d+))?", re.IGNORECASE)
_NO_FILE = N_("{name} needs the name of a file.")
_NO_FOLDER = N_("{name} needs the name of a folder.")
_IS_FOLDER = N_("{file} is a folder; {name} needs the name of a file.")
_IS_FILE = N_("{file} is a file; {name} needs the name of a folder.")
_NO_SUCH_FOLDER = N_("There is no folder {folder}. Please make it first, or choose another one.")


class Day(click.ParamType[date]):
    """A day as 31/12/2026 or 2026-12-31."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day."""
        day = parse_day(value)
        if day is None:
            self.fail(N_("write a day such as 31/12/2026"), param, ctx)
        return day


class ShortText(click.ParamType[str]):
    """One line of text of a maximum length."""

    name = "text"

    def __init__(self, letters: int) -> None:
        self._letters = letters

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,  # noqa: ARG002 - click's interface
    ) -> str:
        """Return the text as one line."""
        text = one_line(value)
        if len(text) > self._letters:
            raise usage_error(_TOO_LONG, name=option_name(param), letters=self._letters)
        return text


class ClockText(ShortText):
    """A free text about a time of day; hours and minutes in it must exist."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text as one line."""
        text = super().convert(value, param, ctx)
        if any(int(hour) > 23 or int(minute or 0) > 59 for hour, minute in _HOURS.findall(text)):
            raise usage_error(_NO_TIME, name=option_name(param))
        return text


class CommuneCode(click.ParamType[str]):
    """A commune, by its code or its name; "" stays ""."""

    name = "commune"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the code of the one commune that the value names."""
        if not value:
            return ""
        # The list of communes takes long to load.
        from tutor import places

        try:
            return places.find_one(value).code
        except places.UnclearCommuneError as error:
            self.fail(error.message.translated(current_translator()), param, ctx)


class _PathType(click.ParamType[Path]):
    """A path that is checked when the command line is read."""

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,  # noqa: ARG002 - click's interface
    ) -> Path:
        """Return the path."""
        path = Path(value)
        with report_refusals(current_translator()):
            wrong = self._wrong(str(value).strip(), path)
        if wrong:
            raise usage_error(wrong, name=option_name(param), file=value)
        return path

    def _wrong(self, written: str, path: Path) -> str:
        """Return what is wrong with a path, "" where nothing is."""
        raise NotImplementedError


class OutFile(_PathType):
    """A file to write in an existing folder; a missing folder is more often a misspelling than a wish."""

    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path; exit with 3 where its folder does not exist."""
        path = super().convert(value, param, ctx)
        with report_refusals(current_translator()):
            exists = path.parent.is_dir()
        if not exists:
            fail(MISSING, current_translator(), _NO_SUCH_FOLDER, folder=path.parent)
        return path

    def _wrong(self, written: str, path: Path) -> str:
        if not written:
            return _NO_FILE
        return _IS_FOLDER if path.is_dir() else ""


class OutFolder(_PathType):
    """A folder to write into, which need not exist."""

    name = "folder"

    def _wrong(self, written: str, path: Path) -> str:
        if not written:
            return _NO_FOLDER
        return _IS_FILE if path.exists() and not path.is_dir() else ""


class InFile(_PathType):
    """An existing file."""

    name = "file"

    def _wrong(self, written: str, path: Path) -> str:
        if not written:
            return _NO_FILE
        if path.is_dir():
            return _IS_FOLDER
        return "" if path.exists() else NO_SUCH_FILE


class InPath(_PathType):
    """An existing file or folder."""

    name = "path"

    def _wrong(self, written: str, path: Path) -> str:
        return "" if written and path.exists() else NO_SUCH_FILE


lesson_language_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), help=N_("The language of the lesson.")
)
