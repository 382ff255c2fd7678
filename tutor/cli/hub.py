"""`tutor hub`: the store of a commune or a province in PostgreSQL."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tutor.cli import COMMANDS, DONE, MISSING, USER_DATA, wiring
from tutor.cli.bundle import PASSPHRASE, print_new
from tutor.cli.console import fail, print_note, report_refusals
from tutor.cli.group import current_translator
from tutor.cli.params import CommuneCode, InPath
from tutor.cli.records_access import prompt_hidden
from tutor.cli.report import check_time, form_options, give_out, time_options
from tutor.hub import messages, postgres, stick
from tutor.hub.postgres import Connection, HubError
from tutor.i18n import N_, Translator
from tutor.paths import records_file
from tutor.records.journal import random_id
from tutor.reports.build import KINDS, make_request
from tutor.reports.report import Report, ReportKind, Scope
from tutor.reports.subjects import Subjects, subjects_of
from tutor.reports.targets import TargetsError

if TYPE_CHECKING:
    from tutor.hub.settling import Settling

_db = click.option(
    "--db",
    default="",
    envvar="TUTOR_HUB",
    help=N_("The database, such as “host=db.example dbname=tutor”; else that of $TUTOR_HUB."),
)


@click.group(help=COMMANDS["hub"])
def command() -> None:
    """Group the commands about the store."""


@contextmanager
def _store(db: str, *, checked: bool = True) -> Iterator[Connection]:
    """Connect to the store; end the program with 3 if it cannot be used."""
    try:
        with postgres.connected(db) as connection:
            if checked:
                postgres.check_version(connection)
            yield connection
    except HubError as error:
        fail(MISSING, current_translator(), error.message.text, **error.message.values)


@command.command("init", help=N_("Make the tables in a database, or bring them up to date."))
@_db
def init(db: str) -> int:
    """Apply the migrations that are missing."""
    from random import SystemRandom

    translate = current_translator()
    with _store(db, checked=False) as connection:
        applied = postgres.migrate(connection, postgres.scripts(), random_id(SystemRandom()))
    done = N_("The store is ready.") if applied else N_("The store was ready already.")
    click.echo(translate(done))
    return DONE


@command.command("load", help=N_("Join the bundles of sticks with what is in the store."))
@click.argument("places", nargs=-1, required=True, type=InPath())
@click.option(
    "--commune",
    default="",
    type=CommuneCode(),
    metavar="NAME",
    help=N_("The commune of these laptops, for what they noted without one."),
)
@_db
def load(places: tuple[Path, ...], commune: str, db: str) -> int:
    """Join each bundle all or nothing, and make the figures of the communes concerned anew."""
    from tutor.hub import decoding, loading

    translate = current_translator()
    with report_refusals(translate):
        files = [file for place in places for file in stick.bundles_at(place)]
    if not files:
        fail(USER_DATA, translate, messages.NO_BUNDLE, folder=places[0])
    events = people = differing = 0
    whole = True
    with _store(db) as connection, report_refusals(translate):
        passphrase = prompt_hidden(translate(PASSPHRASE))
        known = loading.loaded_digests(connection)
        for file, bundle in decoding.decode_files(files, passphrase, known, os.cpu_count() or 1):
            if isinstance(bundle, str):
                print_note(translate, messages.FAULTS[bundle], file=file.name)
                whole = False
                continue
            merged = loading.merge(connection, bundle, commune)
            events += merged.new_events
            people += merged.new_people
            differing += merged.differing
        _settle(connection, db, translate)
    print_new(events, people, translate)
    if differing:
        print_note(translate, messages.DIFFERING, count=differing)
    return DONE if whole else USER_DATA


def _settle(connection: Connection, db: str, translate: Translator) -> None:
    from tutor.hub import settling

    about: Settling = settling.Settling(db, _subjects(translate).skills_of, wiring.now())
    areas = settling.stale_areas(connection, about.skills_of)
    for _ in settling.settle_all(connection, areas, about, os.cpu_count() or 1):
        pass


def _subjects(translate: Translator) -> Subjects:
    return subjects_of(wiring.library().catalogue, translate.language)


@command.command("report", help=N_("Show the figures of a commune, or those of all communes."))
@click.argument("kind", type=click.Choice(KINDS))
@click.option(
    "--commune",
    default="",
    type=CommuneCode(),
    metavar="NAME",
    help=N_("One commune alone: its code, or its name with its province."),
)
@time_options
@form_options
@_db
def report(
    kind: ReportKind,
    commune: str,
    since: date | None,
    until: date | None,
    form: str,
    out: Path | None,
    db: str,
) -> int:
    """Print a report, or write it into files and print their names."""
    translate = current_translator()
    check_time(since, until)
    scope = Scope(since=since, until=until)
    with _store(db) as connection:
        try:
            made = _of_commune(connection, kind, commune, scope, translate)
        except TargetsError as error:
            for line in error.lines:
                click.echo(line, err=True)
            return USER_DATA
    give_out(made, kind, form, out, translate)
    return DONE


def _of_commune(
    connection: Connection, kind: ReportKind, commune: str, scope: Scope, translate: Translator
) -> Report:
    from tutor.hub.areas import report_data_of

    now = wiring.now()
    request = make_request(
        _subjects(translate),
        records_file().parent,
        translate=translate,
        today=now.date(),
        scope=scope,
    )
    data = report_data_of(connection, commune, now, with_events=kind != "attendance")
    return KINDS[kind](data, request)
