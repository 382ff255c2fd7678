"""Communes, as people write them after an option."""

import click

from tutor.cli.group import words_of
from tutor.i18n import filled


def commune_code(ctx: click.Context, commune: str) -> str:
    """Return the code of the one commune that was meant."""
    if not commune:
        return ""
    from tutor.reports import places

    try:
        return places.only(commune).code
    except places.UnclearCommuneError as error:
        raise click.UsageError(filled(words_of(ctx)(error.message), error.values), ctx) from None
