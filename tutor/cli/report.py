"""`tutor report`: progress, attendance, coverage and scams, on the screen or as files."""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from shutil import get_terminal_size

import click

from tutor.cli import COMMANDS, DONE, USER_DATA, wiring
from tutor.cli.console import print_note, report_refusals, usage_error
from tutor.cli.group import current_translator
from tutor.cli.params import CommuneCode, Day, OutFile
from tutor.cli.records_access import unlocked_records
from tutor.content.text import one_line
from tutor.i18n import N_, Translator
from tutor.paths import records_file, write_atomic
from tutor.reports.build import KINDS, build_report, is_hamlet
from tutor.reports.exports import as_csv, as_json, as_text
from tutor.reports.paper import as_pdf
from tutor.reports.report import Report, ReportKind, Scope
from tutor.reports.subjects import subjects_of
from tutor.reports.targets import TargetsError
from tutor.reports.workbook import as_xlsx

_FORMATS = ("text", "csv", "xlsx", "pdf", "json")
_FILES = ("xlsx", "pdf")

_Command = Callable[..., int]

commune_option = click.option(
    "--commune",
    default="",
    type=CommuneCode(),
    metavar="NAME",
    help=N_("One commune alone: its code, or its name with its province."),
)


def time_options(command: _Command) -> _Command:
    """Add the options for the first and the last day of a report."""
    for option in (
        click.option("--to", "until", type=Day(), help=N_("Up to this day.")),
        click.option("--from", "since", type=Day(), help=N_("From this day on.")),
    ):
        command = option(command)
    return command


def form_options(command: _Command) -> _Command:
    """Add the options for the format of a report and its file."""
    for option in (
        click.option(
            "--out",
            type=OutFile(),
            help=N_(
                "The file to write; with CSV, each table goes into a file of its own beside it."
            ),
        ),
        click.option("--json", "form", flag_value="json", help=N_("The same as --format json.")),
        click.option(
            "--format",
            "form",
            type=click.Choice(_FORMATS),
            default="text",
            show_default=True,
            help=N_("The format of the report."),
        ),
    ):
        command = option(command)
    return command


@click.command(help=COMMANDS["report"])
@click.argument("kind", type=click.Choice(KINDS))
@time_options
@click.option("--hamlet", default="", metavar="NAME", help=N_("One hamlet alone."))
@commune_option
@form_options
def command(
    kind: ReportKind,
    since: date | None,
    until: date | None,
    hamlet: str,
    commune: str,
    form: str,
    out: Path | None,
) -> int:
    """Print a report, or write it into files and print their names."""
    translate = current_translator()
    check_time(since, until)
    scope = Scope(hamlet=hamlet, commune=commune, since=since, until=until)
    home = records_file().parent
    with unlocked_records() as store:
        try:
            report = build_report(
                kind,
                store,
                subjects_of(wiring.library().catalogue, translate.language),
                home,
                translate=translate,
                today=wiring.now().date(),
                scope=scope,
            )
            if hamlet and not is_hamlet(hamlet, store, home, translate):
                message = N_("Nothing is kept of a hamlet called {hamlet}.")
                print_note(translate, message, hamlet=one_line(hamlet))
        except TargetsError as error:
            for line in error.lines:
                click.echo(line, err=True)
            return USER_DATA
    give_out(report, kind, form, out, translate)
    return DONE


def check_time(since: date | None, until: date | None) -> None:
    """Raise a usage error where no day lies between the first and the last one."""
    if since is not None and until is not None and until < since:
        raise usage_error(N_("--from lies after --to: no day is between them."))


def give_out(report: Report, kind: str, form: str, out: Path | None, translate: Translator) -> None:
    """Print a report, or write it into files and print their names; exit with 3 if that is refused."""
    if out is None and form in _FILES:
        out = Path(f"{kind}-{report.made_on.isoformat()}.{form}")
    with report_refusals(translate):
        if out is None:
            _print(report, form, translate)
        else:
            for file, data in _files(report, form, out, translate):
                click.echo(write_atomic(file, data))


def _print(report: Report, form: str, translate: Translator) -> None:
    if form == "csv":
        # The tables stand one after the other, with an empty line between.
        tables = (as_csv(table, translate).removeprefix("\ufeff") for table in report.tables)
        sys.stdout.write("\r\n".join(tables))
    elif form == "json":
        click.echo(as_json(report), nl=False)
    else:
        click.echo(as_text(report, translate, get_terminal_size().columns), nl=False)


def _files(
    report: Report, form: str, out: Path, translate: Translator
) -> Iterator[tuple[Path, bytes]]:
    """Yield the files of a report with their contents."""
    match form:
        case "csv":
            for table in report.tables:
                file = out.with_name(f"{out.stem}-{table.key}{out.suffix or '.csv'}")
                yield file, as_csv(table, translate).encode()
        case "xlsx":
            yield out, as_xlsx(report, translate)
        case "pdf":
            yield out, as_pdf(report, translate)
        case "json":
            yield out, as_json(report).encode()
        case _:
            yield out, as_text(report, translate).encode()
