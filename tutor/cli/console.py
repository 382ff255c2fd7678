"""Talk with the user of a command: output, notes, yes or no questions, wrong usage, and refused files."""

import errno
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import click

from tutor.cli import MISSING
from tutor.cli.group import current_translator
from tutor.content.text import clean
from tutor.i18n import N_, Translator

if TYPE_CHECKING:
    from tutor.content.model import Problem

NO_SUCH_FILE = N_("There is no file or folder {file}.")
_NOT_ALLOWED = N_("This computer does not allow that: {file}")
_FULL = N_("The disk is full, so nothing was written. Please make room, or choose another disk.")
_FAULT = N_("The disk or stick has a fault: {file}")
_REFUSALS: dict[int, str] = {
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: N_("Nothing can be written on this disk or stick: {file}"),
    errno.ENOENT: NO_SUCH_FILE,
    errno.ENOTDIR: N_("A part of this name is a file, not a folder: {file}"),
    errno.EISDIR: N_("This is a folder, not a file: {file}"),
    errno.EEXIST: N_("There is such a file already: {file}"),
    errno.ENAMETOOLONG: N_("This name is too long for a file: {file}"),
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EIO: _FAULT,
    errno.EBUSY: N_("Another program uses this just now: {file}"),
}

NOTHING_KEPT = N_("Nothing was kept.")
NO_VOICE = N_("No voice on this computer speaks this language; `tutor voices` says why.")

# People who are used to other programs answer in English.
_YES, _NO = ("y", "yes", "c", "co", "có"), ("n", "no", "k", "khong", "không")


def print_json(value: object) -> None:
    """Print a value as one line of JSON."""
    click.echo(json.dumps(value, ensure_ascii=False))


def print_note(translate: Translator, message: str, **values: object) -> None:
    """Print a message on stderr, apart from the output of the command."""
    click.echo(clean(translate(message, **values)), err=True)


def fail(status: int, translate: Translator, message: str, **values: object) -> NoReturn:
    """Print a message on stderr and end the command with an exit status."""
    print_note(translate, message, **values)
    raise click.exceptions.Exit(status)


def print_all(problems: "Iterable[Problem]", translate: Translator, *, err: bool = False) -> None:
    """Print problems of files, one a line."""
    from tutor.content.messages import line_of

    for problem in problems:
        click.echo(line_of(problem, translate), err=err)


def usage_error(message: str, **values: object) -> click.UsageError:
    """Return a usage error of the command that runs, with a message in the language of the program."""
    return click.UsageError(current_translator()(message, **values), click.get_current_context())


@contextmanager
def report_refusals(translate: Translator) -> Iterator[None]:
    """Print an OSError of the block in one sentence, and exit with 3."""
    try:
        yield
    except BrokenPipeError:
        # It is our own output that nobody reads any more.
        raise
    except OSError as error:
        click.echo(clean(describe_refusal(error, translate)), err=True)
        raise click.exceptions.Exit(MISSING) from error


def describe_refusal(error: OSError, translate: Translator) -> str:
    """Return an OSError as a sentence; rare errors keep the words of the system."""
    known = _REFUSALS.get(error.errno or 0)
    if known is not None and (error.filename is not None or "{file}" not in known):
        return translate(known, file=error.filename)
    return translate(
        N_("This computer did not allow it: {reason}"), reason=error.strerror or str(error)
    )


def confirm(question: str, translate: Translator, *, needed: bool = False) -> bool:
    """Ask until the answer is yes or no; Enter alone means no, unless an answer is `needed`."""
    answers = translate(N_("y/n")) if needed else translate(N_("y/N"))
    while True:
        prompt = f"{question} [{answers}]"
        answer = click.prompt(prompt, default="", show_default=False, err=True).strip().casefold()
        if answer in _YES:
            return True
        if answer in _NO or not (answer or needed):
            return False
        click.echo(translate(N_("Please answer y for yes or n for no.")), err=True)
