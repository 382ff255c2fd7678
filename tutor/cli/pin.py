"""`tutor pin`: the PIN of the volunteers' side, for whoever owns the account of this machine."""

import click

from tutor.cli import DONE, USER_DATA
from tutor.cli.group import Context, translator_of
from tutor.i18n import N_


@click.group(help=N_("Take away a forgotten PIN of the volunteers' side."))
def command() -> None:
    """Group the commands about the PIN."""


@command.command("reset", help=N_("Take the PIN away; records are kept, and a new PIN can be set."))
@click.pass_context
def reset(ctx: click.Context) -> int:
    """Remove the PIN after the user has typed a word, so that nobody does it by mistake."""
    from tutor.cli.records_access import open_records

    translate = translator_of(ctx)
    word = translate(N_("RESET"))
    with open_records(translate) as store:
        if store.pins.find() is None:
            click.echo(translate(N_("There is no PIN. The volunteers' side asks for a new one.")))
            return DONE
        asked = translate(N_("To take the PIN away, type {word}"), word=word)
        if click.prompt(asked, err=True, default="", show_default=False).strip().upper() != word:
            click.echo(translate(N_("The PIN stays as it was.")), err=True)
            return USER_DATA
        store.pins.clear()
    click.echo(translate(N_("The PIN is taken away. All records are as they were.")))
    return DONE


reset.context_class = Context
