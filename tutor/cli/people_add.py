"""`tutor people add`: one person on the list, with a name that is one and that nobody there has."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import get_args

import click

from tutor.classroom.roster.entries import Entry
from tutor.classroom.roster.matching import may_be_same
from tutor.cli import DONE, USER_DATA
from tutor.cli.group import translator_of
from tutor.cli.kept import guarded_records
from tutor.cli.params import CommuneCode
from tutor.cli.people_import import NAME, NO_NUMBER, Same
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
    "--household",
    default="",
    type=NAME,
    help=N_("A word that those of one home have in common."),
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
    with guarded_records(translate) as store, no_numbers(ctx):
        asked = Entry(line=0, name=name, hamlet=hamlet)
        alike = [one for one in store.people() if may_be_same(asked, one)]
        if alike and same != "new":
            return _kept_none(asked, alike, translate, same)
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


def _kept_none(asked: Entry, alike: list[Person], translate: Translator, same: Same | None) -> int:
    """Say who may be the same; that is no fault where it was to be skipped."""
    known = "; ".join(
        f"{one.id[:8]} {', '.join(filter(None, (one.name, one.hamlet)))}" for one in alike
    )
    click.echo(translate(_HERE, name=asked.name, known=known), err=True)
    if same == "skip":
        return DONE
    click.echo(translate(_HOW_ANOTHER), err=True)
    return USER_DATA


def need_name(ctx: click.Context, name: str) -> None:
    """Refuse a name in which there is none; what cannot be seen is no letter."""
    if not any(map(str.isalpha, name)):
        raise click.UsageError(translator_of(ctx)(_NO_LETTERS), ctx)


@contextmanager
def no_numbers(ctx: click.Context) -> Iterator[None]:
    """Say that no number of a paper or phone is kept, where one was written."""
    try:
        yield
    except LooksLikeNumber as error:
        raise click.UsageError(translator_of(ctx)(NO_NUMBER), ctx) from error
