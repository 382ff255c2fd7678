"""`tutor figures`: figures of a month without names, for those who may not carry names."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import get_terminal_size
from typing import Any

import click

from tutor.cli import COMMANDS, DONE, USER_DATA, wiring
from tutor.cli.console import confirm, fail, print_note, report_refusals
from tutor.cli.group import current_translator
from tutor.cli.params import InFile, OutFile, ShortText
from tutor.cli.records_access import unlocked_records
from tutor.cli.signing import ask_signer
from tutor.content.text import one_line
from tutor.hub import signers
from tutor.hub.figures import Figures, FiguresError, put_together
from tutor.hub.figures_file import write_figures
from tutor.hub.figures_folder import last_day, make_figures, month_before, read_file
from tutor.hub.figures_report import figures_report
from tutor.hub.messages import (
    COMPARE,
    FIGURE_FAULTS,
    NOTHING_CHANGED,
    UNSIGNED,
    signer_lines,
)
from tutor.hub.signers import Signer, known_signers
from tutor.i18n import N_, Translator
from tutor.paths import home_folder, records_file, write_atomic
from tutor.reports.exports import as_text
from tutor.reports.subjects import subjects_of
from tutor.reports.targets import TargetsError

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
_sign = click.option(
    "--sign", is_flag=True, help=N_("Sign it with the key of this laptop: tutor pack key.")
)
_out = click.option("--out", required=True, type=OutFile(), help=N_("The file to write."))


@click.group(help=COMMANDS["figures"])
def command() -> None:
    """Group the commands about figures without names."""


@command.command("make", help=N_("Make the figures of a month from the records of this laptop."))
@click.option("--month", type=Month(), help=N_("The month, such as 12/2026; else the last one."))
@_by
@_sign
@_out
def make(month: date | None, by: str, sign: bool, out: Path) -> int:
    """Write the figures of this laptop and print them."""
    translate, today = current_translator(), wiring.now().date()
    first = month or month_before(today)
    subjects = subjects_of(wiring.library().catalogue, translate.language)
    signer = ask_signer(home_folder(), translate) if sign else None
    with unlocked_records() as store:
        try:
            figures = make_figures(
                store,
                subjects,
                records_file().parent,
                translate,
                first=first,
                today=today,
                by=by,
            )
        except TargetsError as error:
            for line in error.lines:
                click.echo(line, err=True)
            return USER_DATA
    if last_day(first) >= today:
        print_note(translate, N_("The month is not over yet: these are its figures so far."))
    return _write(figures, out, signer, translate)


@command.command("sum", help=N_("Put figures of several laptops or communes together."))
@click.argument("files", nargs=-1, required=True, type=InFile())
@_by
@_sign
@_out
def sum_(files: tuple[Path, ...], by: str, sign: bool, out: Path) -> int:
    """Write the figures of all files as one and print them."""
    translate = current_translator()
    read = [_read(file, translate) for file in files]
    known = known_signers(home_folder())
    for file, each in zip(files, read, strict=True):
        lines = [translate(UNSIGNED)]
        if each.signer:
            lines = [*signer_lines(each.signer, each.by, known, translate)]
        click.echo(f"{file.name}: {one_line(' '.join(lines))}", err=True)
    try:
        figures = put_together(read, by, wiring.now().date())
    except FiguresError as error:
        fail(USER_DATA, translate, FIGURE_FAULTS[error.fault])
    signer = ask_signer(home_folder(), translate) if sign else None
    return _write(figures, out, signer, translate)


@command.command("show", help=N_("Check a file of figures and print it."))
@click.argument("file", type=InFile())
def show(file: Path) -> int:
    """Print figures after their sums and digests were checked."""
    translate = current_translator()
    _print(_read(file, translate), translate)
    return DONE


@command.command(
    "trust", help=N_("Say that a file is signed by whom it names: compare the numbers.")
)
@click.argument("file", type=InFile())
def trust(file: Path) -> int:
    """Ask whether the number of a signer was compared, and know them from then on."""
    translate, home = current_translator(), home_folder()
    figures = _read(file, translate)
    if not figures.signer:
        fail(USER_DATA, translate, UNSIGNED)
    known = known_signers(home)
    for line in signer_lines(figures.signer, figures.by, known, translate):
        click.echo(one_line(line))
    if figures.signer not in known:
        if not confirm(translate(COMPARE, name=one_line(figures.by)), translate):
            fail(USER_DATA, translate, NOTHING_CHANGED)
        with report_refusals(translate):
            signers.trust(home, figures.signer, figures.by, "figures")
    return DONE


def _read(file: Path, translate: Translator) -> Figures:
    try:
        with report_refusals(translate):
            return read_file(file)
    except FiguresError as error:
        fail(USER_DATA, translate, FIGURE_FAULTS[error.fault], file=file.name)


def _write(figures: Figures, out: Path, signer: Signer | None, translate: Translator) -> int:
    with report_refusals(translate):
        click.echo(write_atomic(out, write_figures(figures, signer), durable=True))
    if signer is not None:
        figures = replace(figures, signer=signer.public)
    _print(figures, translate)
    return DONE


def _print(figures: Figures, translate: Translator) -> None:
    report = figures_report(figures, translate, known_signers(home_folder()))
    click.echo(as_text(report, translate, get_terminal_size().columns), nl=False)
