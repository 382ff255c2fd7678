"""What a command says where the computer does not let it read or write a file."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from tutor.cli import MISSING
from tutor.i18n import N_, Words


@contextmanager
def refusal_said(words: Words) -> Iterator[None]:
    """Say in one sentence what the computer refused, and end the program with 3."""
    try:
        yield
    except OSError as error:
        said = words(N_("This computer did not allow it: {reason}"))
        click.echo(said.replace("{reason}", error.strerror or str(error)), err=True)
        raise click.exceptions.Exit(MISSING) from error
