"""`tutor hub`: the store of a commune or a province in PostgreSQL."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from tutor.cli import COMMANDS, DONE, MISSING, USER_DATA, wiring
from tutor.cli.bundle import PASSPHRASE, check_folder, pack_content, print_new
from tutor.cli.console import confirm, fail, print_note, report_refusals, usage_error
from tutor.cli.group import current_translator
from tutor.cli.params import CommuneCode, InPath
from tutor.cli.people import ERASE, NOTHING_ERASED, find_person
from tutor.cli.records_access import prompt_hidden
from tutor.cli.report import (
    check_time,
    commune_option,
    form_options,
    give_out,
    time_options,
)
from tutor.content.text import one_line
from tutor.hub import messages, postgres, stick
from tutor.hub.postgres import Connection, HubError
from tutor.i18n import N_, Translator
from tutor.paths import records_file
from tutor.records.journal import random_id
from tutor.reports.build import KINDS, make_request
from tutor.reports.report import Report, ReportKind, ReportRequest, Scope
from tutor.reports.subjects import Subjects, subjects_of
from tutor.reports.targets import TargetsError

_db = click.option(
    "--db",
    default="",
    envvar="TUTOR_HUB",
    help=N_("The database, such as “host=db.example dbname=tutor”; else that of $TUTOR_HUB."),
)


_one_commune = click.option(
    "--commune",
    required=True,
    type=CommuneCode(),
    metavar="NAME",
    help=N_("One commune alone: its code, or its name with its province."),
)
_OF_ALL = ("attendance", "coverage")
_NOBODY = N_("No one in this commune is called {asked}.")


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
    from tutor.hub import loading

    translate = current_translator()
    with report_refusals(translate):
        files = [file for place in places for file in stick.bundles_at(place)]
    if not files:
        fail(USER_DATA, translate, messages.NO_BUNDLE, folder=places[0])
    events = people = differing = 0
    whole = True
    with _store(db) as connection, report_refusals(translate):
        passphrase = prompt_hidden(translate(PASSPHRASE))
        with postgres.commit_later(connection):
            processes = os.cpu_count() or 1
            joined = loading.load_files(connection, db, files, passphrase, commune, processes)
            for file, merged in zip(files, joined, strict=True):
                if isinstance(merged, str):
                    print_note(translate, messages.FAULTS[merged], file=file.name)
                    whole = False
                    continue
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

    about = settling.Settling(db, _subjects(translate).skills_of, wiring.now())
    settling.settle_all(connection, about, os.cpu_count() or 1)


def _subjects(translate: Translator) -> Subjects:
    return subjects_of(wiring.library().catalogue, translate.language)


@command.command("report", help=N_("Show the figures of a commune, or those of all communes."))
@click.argument("kind", type=click.Choice(KINDS))
@commune_option
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
    if not commune and kind not in _OF_ALL:
        raise usage_error(
            N_("Of all communes together there are {kinds}; for the others name one: --commune."),
            kinds=", ".join(_OF_ALL),
        )
    if not commune and kind == "coverage" and (since or until):
        raise usage_error(
            N_("The coverage of all communes is as of the last loading: without --from and --to.")
        )
    try:
        request = make_request(
            _subjects(translate),
            records_file().parent,
            translate=translate,
            today=wiring.now().date(),
            scope=Scope(since=since, until=until),
        )
    except TargetsError as error:
        for line in error.lines:
            click.echo(line, err=True)
        return USER_DATA
    with _store(db) as connection:
        if commune:
            made = _of_commune(connection, kind, commune, request)
        else:
            made = _of_all(connection, kind, request)
    give_out(made, kind, form, out, translate)
    return DONE


def _of_commune(
    connection: Connection, kind: ReportKind, commune: str, request: ReportRequest
) -> Report:
    from tutor.hub.areas import OF_REPORTS, report_data_of

    kinds = () if kind == "attendance" else OF_REPORTS
    data = report_data_of(connection, commune, wiring.now(), kinds)
    return KINDS[kind](data, request)


def _of_all(connection: Connection, kind: ReportKind, request: ReportRequest) -> Report:
    from tutor.hub.province import REPORTS

    [(stale,)] = connection.execute("SELECT count(*) FROM stale")
    if stale:
        message = N_(
            "Communes whose figures are older than their records: {count}. Load once more."
        )
        print_note(request.translate, message, count=stale)
    return REPORTS[kind](connection, request)


@command.command("erase", help=N_("Erase somebody from the store; laptops follow with `pack`."))
@click.argument("person")
@_one_commune
@click.option("--yes", is_flag=True, help=N_("Do not ask."))
@_db
def erase(person: str, commune: str, yes: bool, db: str) -> int:
    """Erase a person after a question."""
    from random import SystemRandom

    from tutor.classroom.rights import display_name
    from tutor.hub import erasing
    from tutor.hub.areas import laptop_with
    from tutor.records.journal import EventIds

    translate = current_translator()
    with _store(db) as connection:
        with laptop_with(connection, commune, wiring.now()) as laptop:
            whom = find_person(laptop, person, _NOBODY)
            entries = laptop.exchange.entries()
        name = display_name(whom, translate)
        if not (yes or confirm(translate(ERASE, name=name), translate)):
            print_note(translate, NOTHING_ERASED)
            return USER_DATA
        erasing.erase(
            connection,
            entries.of(whom.id),
            staff=whom.role == "staff",
            now=wiring.now(),
            new_id=EventIds(wiring.now, SystemRandom()),
        )
        with postgres.commit_later(connection):
            _settle(connection, db, translate)
    click.echo(translate(N_("Erased. Please load onto the laptops too: tutor hub pack")))
    return DONE


@command.command("pack", help=N_("Put the records of a commune onto a stick, for its laptops."))
@click.argument("place", type=InPath())
@_one_commune
@_db
def pack(place: Path, commune: str, db: str) -> int:
    """Write one bundle with what was on the stick and what the store has of a commune."""
    from tutor.hub.areas import content_of

    check_folder(place)
    with _store(db) as connection:
        content = content_of(connection, commune)
    return pack_content(place, content, new=False)


@command.command("allow", help=N_("Let an account of the database load, or read figures."))
@click.argument("account")
@click.option("--load", "loads", is_flag=True, help=N_("It may load, erase and pack."))
@click.option("--province", is_flag=True, help=N_("It may read the figures of all communes."))
@click.option(
    "--commune",
    "communes",
    multiple=True,
    type=CommuneCode(),
    metavar="NAME",
    help=N_("It may read the records of this commune."),
)
@_db
def allow(account: str, loads: bool, province: bool, communes: tuple[str, ...], db: str) -> int:
    """Give an account rights; one that is not there is made, without a password."""
    with _store(db) as connection:
        postgres.allow(connection, account, loads=loads, province=province, areas=communes)
    click.echo(current_translator()(N_("{account} may do that now."), account=one_line(account)))
    return DONE
