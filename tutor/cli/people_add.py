"""`tutor people add`: adds one person to the list, unless somebody there may be the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import get_args

import click

from tutor.classroom.roster.entries import Entry, may_be_same
from tutor.cli import DONE, USER_DATA
from tutor.cli.group import translator_of
from tutor.cli.params import CommuneCode
from tutor.cli.people_import import NAME, NO_NUMBER, Same
from tutor.cli.records_access import unlocked_records
from tutor.i18n import N_, Translator
from tutor.records.people import LooksLikeNumber, Need, Person, PersonChanges, Phone

_NO_LETTERS = N_("A name needs letters; nothing was kept.")
_HERE = N_("{name} may be on the list already: {known}.")
_HOW_ANOTHER = N_("Nothing was kept. If this is another person: --same new adds them.")


@click.command("add", help=N_("Put somebody on the list."))
@click.argument("name", type=NAME)
@click.option("--hamlet", default="", type=NAME, help=N_("Hamlet."))
@click.option(
    "--commune", default="", type=CommuneCode(), help=N_("Commune: its code, or its name.")
)
@click.option(
    "--household", default="", type=NAME, help=N_("A word that those of one home have in common.")
)
@click.option(
    "--need",
    "needs",
    multiple=True,
    type=click.Choice(get_args(Need)),
    help=N_("What makes learning harder; may be given several times."),
)
@click.option(
    "--phone",
    default=None,
    type=click.Choice([kind for kind in get_args(Phone) if kind]),
    help=N_("Which phone they have."),
)
@click.option("--staff", is_flag=True, help=N_("One of the team, not a learner."))
@click.option(
    "--same",
    type=click.Choice(get_args(Same)),
    help=N_("For somebody who may be on the list already: skip, or add as another person."),
)
@click.pass_context
def add(
    ctx: click.Context,
    name: str,
    hamlet: str,
    commune: str,
    household: str,
    needs: tuple[Need, ...],
    phone: Phone | None,
    staff: bool,
    same: Same | None,
) -> int:
    """Add a person to the roster and print the id."""
    translate = translator_of(ctx)
    need_name(ctx, name)
    given: PersonChanges = {
        "name": name,
        "hamlet": hamlet,
        "commune": commune,
        "household": household,
        "needs": frozenset(needs),
        "phone": phone or "",
        "role": "staff" if staff else "learner",
        "on_roster": True,
    }
    with unlocked_records(translate) as store, no_numbers(ctx):
        asked = Entry(line=0, name=name, hamlet=hamlet)
        alike = [person for person in store.people() if may_be_same(asked, person)]
        if alike and same != "new":
            return _report_same(asked, alike, translate, same)
        person = store.add_person(**given)
    click.echo(person.id)
    if not staff:
        click.echo(
            translate(
                N_("Please read to {name} what is noted, and ask: tutor people consent {id}"),
                name=person.name,
                id=person.id[:8],
            ),
            err=True,
        )
    return DONE


def _report_same(
    asked: Entry, alike: list[Person], translate: Translator, same: Same | None
) -> int:
    """Print who may be the same person; return the exit code."""
    known = "; ".join(
        f"{person.id[:8]} {', '.join(filter(None, (person.name, person.hamlet)))}"
        for person in alike
    )
    click.echo(translate(_HERE, name=asked.name, known=known), err=True)
    if same == "skip":
        return DONE
    click.echo(translate(_HOW_ANOTHER), err=True)
    return USER_DATA


def need_name(ctx: click.Context, name: str) -> None:
    """Raise a usage error for a name without a visible letter."""
    if not any(map(str.isalpha, name)):
        raise click.UsageError(translator_of(ctx)(_NO_LETTERS), ctx)


@contextmanager
def no_numbers(ctx: click.Context) -> Iterator[None]:
    """Raise a usage error for text that looks like an ID or phone number."""
    try:
        yield
    except LooksLikeNumber as error:
        raise click.UsageError(translator_of(ctx)(NO_NUMBER), ctx) from error
