"""Screens: the reports in large letters: menu, one report, one table as sentences and bars."""

import asyncio
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from typing_extensions import override

from tutor.i18n import N_, Translator
from tutor.lesson.view import Line, View
from tutor.paths import prints_folder, records_file
from tutor.records.database import StoreUnavailable
from tutor.reports.build import build_report
from tutor.reports.report import (
    TITLES,
    Hidden,
    Report,
    ReportKind,
    Table,
    format_cell,
    label_columns,
    plotted,
)
from tutor.reports.subjects import subjects_of
from tutor.reports.targets import TargetsError
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.base import NOT_READ, VolunteerScreen
from tutor.ui.screens.volunteer.dialogs import VolunteerMenu
from tutor.ui.screens.volunteer.our_people import TITLE as OUR_PEOPLE
from tutor.ui.screens.volunteer.our_people import OurPeopleScreen
from tutor.ui.screens.volunteer.printing import REPORT, in_file_name
from tutor.ui.screens.volunteer.targets import TargetsScreen

READ, SHEET, PAPER = 6, 7, 8
_BAR_CELLS = 12
_MARK = "┃"
_MARKED = N_("{figure}; ┃: {what}")
_FIGURE_CELLS = 7
# No-break space: keeps a label and its figure on one line.
_JOINED = "\u00a0"


class ReportsScreen(VolunteerMenu):
    """Menu of the reports."""

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = [Item(p(title), partial(self._open, kind)) for kind, title in TITLES.items()]
        items.append(Item(p(OUR_PEOPLE), lambda: self.app.push_screen(OurPeopleScreen())))
        items.append(Item(p("Targets"), lambda: self.app.push_screen(TargetsScreen())))
        lead = p("Reports have no names; skills and scams are of five people or more.")
        return Menu(p("Reports"), (Line(lead, "lead"),), items)

    async def _open(self, kind: ReportKind) -> None:
        self.note(self.phrases("One moment, this is being counted."))
        translate, today = Translator(self.phrases.language), self.today
        subjects = subjects_of(self.catalogue, translate.language)
        home = records_file().parent
        try:
            report = await asyncio.to_thread(
                lambda: build_report(
                    kind,
                    self.store,
                    subjects,
                    home,
                    translate=translate,
                    today=today,
                )
            )
        except StoreUnavailable:
            self.note(self.phrases(NOT_READ))
        except TargetsError as error:
            self.note(error.lines[0])
        else:
            self.app.push_screen(ReportScreen(report))


class ReportScreen(VolunteerMenu):
    """Menu of one report: its tables, its notes, and saving it as a file."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report

    @override
    def make_menu(self) -> Menu:
        p, report, translate = self.phrases, self.report, Translator(self.phrases.language)
        items = [
            Item(table.title, partial(self._show, table.title, tuple(lines_of(table, translate))))
            for table in report.tables
        ]
        how = p("How to read it")
        items += [
            Item(how, partial(self._show, how, tuple(map(Line, report.notes))), number=READ),
            Item(p("Save as a spreadsheet"), partial(self._save, SHEET), number=SHEET),
            Item(p("Save as a page to print"), partial(self._save, PAPER), number=PAPER),
        ]
        return Menu(report.title, (Line(report.about, "lead"),), items)

    def _show(self, part: str, lines: tuple[Line, ...]) -> None:
        self.app.push_screen(ReportPartScreen(self.report.title, part, lines))

    async def _save(self, number: int) -> None:
        translate = Translator(self.phrases.language)
        await self.write_file(partial(save_report, self.report, number, translate))


class ReportPartScreen(VolunteerScreen):
    """One table with each row as a sentence, readable at any letter size."""

    # The title of the table is repeated on every page.
    menu = False

    def __init__(self, title: str, part: str, lines: tuple[Line, ...]) -> None:
        super().__init__()
        self._title_of_report = title
        self._lines = (Line(part, "banner"), *lines)

    @override
    def make_view(self) -> View:
        return View(self._title_of_report, self._lines, next_label=self.phrases("Go back"))


def lines_of(table: Table, translate: Translator) -> Iterator[Line]:
    """Yield the lines of a table: bars, rows, notes."""
    bar_rows = tuple(bars(table, translate))
    if table.plot is not None and bar_rows:
        title = table.columns[table.plot.value].title
        if table.plot.mark is not None and any(mark is not None for *_, mark in plotted(table)):
            title = translate(_MARKED, figure=title, what=table.columns[table.plot.mark].title)
        yield Line(title, "lead")
    yield from (Line(text, "quote", spoken=spoken) for text, spoken in bar_rows)
    yield from map(Line, rows_in_words(table, translate))
    yield from (Line(note, "note") for note in table.notes)


def save_report(report: Report, number: int, translate: Translator) -> Path:
    """Write a report as a spreadsheet or a PDF, by the picked number. Raise OSError."""
    from tutor.paths import write_atomic
    from tutor.reports.paper import as_pdf
    from tutor.reports.workbook import as_xlsx

    word, title = in_file_name(translate(REPORT)), in_file_name(report.title.partition(":")[0])
    # The title of the month's page begins with the word itself.
    what = title if title.startswith(word) else f"{word}-{title}"
    name = f"{what}-{report.made_on}"
    if number == SHEET:
        return write_atomic(prints_folder() / f"{name}.xlsx", as_xlsx(report, translate))
    return write_atomic(prints_folder() / f"{name}.pdf", as_pdf(report, translate))


def rows_in_words(table: Table, translate: Translator) -> Iterator[str]:
    """Yield each row as one sentence: its labels, then its figures with their column titles."""
    for row in table.rows:
        cells = [
            (column, format_cell(cell, column.kind, translate))
            for column, cell in zip(table.columns, row, strict=True)
        ]
        about = label_columns(table)
        head = ", ".join(_literal(text) for _, text in reversed(cells[:about]))
        figures = "; ".join(
            f"{column.title}:{_JOINED}{_literal(text)}" for column, text in cells[about:] if text
        )
        yield f"*{head}* — {figures}"


def _literal(text: str) -> str:
    """Return the text with its asterisks replaced, so that they do not mark emphasis."""
    return text.replace("*", "∗")


def bars(table: Table, translate: Translator) -> Iterator[tuple[str, str]]:
    """Yield for each share of the plot its bar of half blocks and the text to read aloud."""
    if table.plot is None:
        return
    kind = table.columns[table.plot.value].kind
    for row in table.rows:
        value, label = row[table.plot.value], row[table.plot.label]
        if isinstance(value, float | Hidden) and isinstance(label, str | date):
            figure = format_cell(value, kind, translate)
            name = _literal(format_cell(label, table.columns[table.plot.label].kind, translate))
            known = None if table.plot.mark is None else row[table.plot.mark]
            mark = known if isinstance(known, float) else None
            drawn = bar(value, mark) if isinstance(value, float) else "·" * _BAR_CELLS
            yield (
                f"{drawn}{_JOINED}{figure.rjust(_FIGURE_CELLS, _JOINED)} {name}",
                f"{name}: {figure}.",
            )


def bar(share: float, mark: float | None = None) -> str:
    """Return a share from 0 to 1 as a bar with half-cell resolution, and a sign at the mark."""
    halves = round(min(max(share, 0.0), 1.0) * _BAR_CELLS * 2)
    full, half = divmod(halves, 2)
    drawn = ("█" * full + "▌" * half).ljust(_BAR_CELLS, "─")
    if mark is None:
        return drawn
    at = min(int(min(max(mark, 0.0), 1.0) * _BAR_CELLS), _BAR_CELLS - 1)
    return f"{drawn[:at]}{_MARK}{drawn[at + 1 :]}"
