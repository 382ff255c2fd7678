"""What a command says where the computer does not let it read or write a file."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import click

from tutor.cli import MISSING
from tutor.i18n import N_, Translator

_NOT_ALLOWED = N_("This computer does not allow that: {file}")
_FULL = N_("The disk is full, so nothing was written. Please make room, or choose another disk.")
_FAULT = N_("The disk or stick has a fault: {file}")
_REFUSALS: dict[int, str] = {
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: N_("Nothing can be written on this disk or stick: {file}"),
    errno.ENOENT: N_("There is no file or folder {file}."),
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


@contextmanager
def refusal_said(translate: Translator) -> Iterator[None]:
    """Say in one sentence what the computer refused, and end the program with 3."""
    try:
        yield
    except OSError as error:
        click.echo(said_of(error, translate), err=True)
        raise click.exceptions.Exit(MISSING) from error


def said_of(error: OSError, translate: Translator) -> str:
    """Return what the computer refused as a sentence; of rare refusals in the words of the system."""
    known = _REFUSALS.get(error.errno or 0)
    if known is not None and (error.filename is not None or "{file}" not in known):
        return translate(known, file=error.filename)
    return translate(
        N_("This computer did not allow it: {reason}"), reason=error.strerror or str(error)
    )
