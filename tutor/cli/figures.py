"""`tutor figures`: figures of a month without names, for those who may not carry names."""

import re
from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path
from shutil import get_terminal_size
from typing import Any

import click

from tutor.cli import COMMANDS, DONE, USER_DATA, wiring
from tutor.cli.console import fail, print_note, report_refusals
from tutor.cli.group import current_translator
from tutor.cli.params import InFile, OutFile, ShortText
from tutor.cli.records_access import unlocked_records
from tutor.hub.figures import Fault, Figures, FiguresError, figures_of, put_together
from tutor.hub.figures_file import LARGEST_FILE, read_figures, write_figures
from tutor.hub.figures_report import figures_report
from tutor.i18n import N_, Translator
from tutor.paths import records_file, write_atomic
from tutor.reports.build import make_request
from tutor.reports.exports import as_text
from tutor.reports.report import Scope, load_report_data
from tutor.reports.subjects import subjects_of
from tutor.reports.targets import TargetsError

_FAULTS: dict[Fault, str] = {
    "foreign": N_("{file} is no file of figures of this program."),
    "newer": N_(
        "{file} was made by a newer version of this program. Please update this laptop first."
    ),
    "damaged": N_(
        "{file} was changed or cut off: its check number does not fit. Please ask for it again."
    ),
    "months": N_("These files are of different months. Please sum those of one month."),
}
_MONTH = re.compile(r"(\d{1,2})/(\d{4})|(\d{4})-(\d{1,2})")


class Month(click.ParamType[date]):
    """A month as 12/2026 or 2026-12; its first day."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the first day of the month."""
        if isinstance(value, date):
            return value
        match = _MONTH.fullmatch(value.strip())
        if match is not None:
            month, year = match[1] or match[4], match[2] or match[3]
            if 1 <= int(month) <= 12 and int(year) >= 2000:
                return date(int(year), int(month), 1)
        self.fail(N_("write a month such as 12/2026"), param, ctx)


_by = click.option(
    "--by",
    required=True,
    type=ShortText(80),
    help=N_("Who makes it: the team, the commune, the province."),
)
_out = click.option("--out", required=True, type=OutFile(), help=N_("The file to write."))


@click.group(help=COMMANDS["figures"])
def command() -> None:
    """Group the commands about figures without names."""


@command.command("make", help=N_("Make the figures of a month from the records of this laptop."))
@click.option("--month", type=Month(), help=N_("The month, such as 12/2026; else the last one."))
@_by
@_out
def make(month: date | None, by: str, out: Path) -> int:
    """Write the figures of this laptop and print them."""
    translate, today = current_translator(), wiring.now().date()
    first = month or (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    subjects = subjects_of(wiring.library().catalogue, translate.language)
    with unlocked_records() as store:
        try:
            request = make_request(
                subjects,
                records_file().parent,
                translate=translate,
                today=today,
                scope=Scope(since=first, until=last),
            )
        except TargetsError as error:
            for line in error.lines:
                click.echo(line, err=True)
            return USER_DATA
        laptop, number = store.exchange.device()
        data = load_report_data(store, with_events=True)
        figures = figures_of(data, request, laptop=laptop, number=number, by=by, made_on=today)
    if last >= today:
        print_note(translate, N_("The month is not over yet: these are its figures so far."))
    return _write(figures, out, translate)


@command.command("sum", help=N_("Put figures of several laptops or communes together."))
@click.argument("files", nargs=-1, required=True, type=InFile())
@_by
@_out
def sum_(files: tuple[Path, ...], by: str, out: Path) -> int:
    """Write the figures of all files as one and print them."""
    translate = current_translator()
    read = [_read(file, translate) for file in files]
    try:
        figures = put_together(read, by, wiring.now().date())
    except FiguresError as error:
        fail(USER_DATA, translate, _FAULTS[error.fault])
    return _write(figures, out, translate)


@command.command("show", help=N_("Check a file of figures and print it."))
@click.argument("file", type=InFile())
def show(file: Path) -> int:
    """Print figures after their sums and digests were checked."""
    translate = current_translator()
    _print(_read(file, translate), translate)
    return DONE


def _read(file: Path, translate: Translator) -> Figures:
    with report_refusals(translate), file.open("rb") as opened:
        # One byte more than may be read, so that the reader knows that it is too much.
        data = opened.read(LARGEST_FILE + 1)
    try:
        return read_figures(data)
    except FiguresError as error:
        fail(USER_DATA, translate, _FAULTS[error.fault], file=file.name)


def _write(figures: Figures, out: Path, translate: Translator) -> int:
    with report_refusals(translate):
        click.echo(write_atomic(out, write_figures(figures), durable=True))
    _print(figures, translate)
    return DONE


def _print(figures: Figures, translate: Translator) -> None:
    report = figures_report(figures, translate)
    click.echo(as_text(report, translate, get_terminal_size().columns), nl=False)
