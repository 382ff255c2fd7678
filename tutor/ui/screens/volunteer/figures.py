"""Screen: the monthly figures without names go onto a stick, are checked and put together."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from typing_extensions import override

from tutor.content.text import one_line
from tutor.hub import messages, signers
from tutor.hub.figures import Figures, put_together
from tutor.hub.figures_folder import (
    FoundFigures,
    figures_in,
    make_figures,
    month_before,
    put_into,
)
from tutor.hub.figures_report import figures_report
from tutor.hub.signers import Signer
from tutor.i18n import N_, Translator
from tutor.lesson.view import Line
from tutor.paths import home_folder, records_file
from tutor.records.database import StoreUnavailable
from tutor.reports.subjects import subjects_of
from tutor.reports.targets import TargetsError
from tutor.ui.screens.base import asking
from tutor.ui.screens.menu import Item, Menu
from tutor.ui.screens.volunteer.base import NOT_READ
from tutor.ui.screens.volunteer.dialogs import Option, PickScreen
from tutor.ui.screens.volunteer.reports import ReportScreen
from tutor.ui.screens.volunteer.sticks import SigningMenu, sticks

TITLE = N_("Monthly figures without names")
_NO_FILE = N_("There are no figures on the stick yet.")
_WRITTEN = N_("The figures are on the stick: {file}. You can pull it out now.")
_UNSIGNED, _KNOWN, _UNKNOWN = (
    N_("not signed"),
    N_("signed by {name}"),
    N_("the number of the signer is not compared yet"),
)


class FiguresScreen(SigningMenu):
    """Menu: make the figures of a month, put together those on the stick, look at one file."""

    def __init__(self) -> None:
        super().__init__(TITLE)
        self._found: list[FoundFigures] = []
        # The names of the signers whose numbers were compared, by their keys.
        self._known: Mapping[bytes, str] = {}

    @override
    def read_more(self) -> None:
        self._found = [found for folder in sticks() for found in figures_in(folder.path)]
        self._known = signers.known_signers(home_folder())

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = [
            Item(p("Put our figures onto the stick"), self._make),
            Item(p("Put together those on the stick"), self._sum),
            Item(p("Look for files again"), self._look_again),
            *(
                Item(self._about(found), partial(self._open, found), self._state(found))
                for found in self._found
            ),
        ]
        lead = N_("They have no names: only numbers, a check number and who made them.")
        return Menu(p(TITLE), (Line(p(lead), "lead"),), items, next_label=p("Go back"))

    def _about(self, found: FoundFigures) -> str:
        if found.figures is None:
            return found.file.name
        return f"{one_line(found.figures.by)}, {self._month_text(found.figures.month)}"

    def _state(self, found: FoundFigures) -> str:
        p, figures = self.phrases, found.figures
        if figures is None:
            return p(N_("damaged"))
        if not figures.signer:
            return p(_UNSIGNED)
        name = self._known.get(figures.signer)
        return p(_UNKNOWN) if name is None else p(_KNOWN, name=name)

    def _month_text(self, month: str) -> str:
        return self.phrases(N_("month {month}"), month="/".join(reversed(month.split("-"))))

    async def _look_again(self) -> None:
        await self.reload()
        self.redraw()

    # Making and putting together.

    @asking
    async def _make(self) -> None:
        p, today = self.phrases, self.today
        this = today.replace(day=1)
        last = month_before(this)
        months = (last, this, month_before(last))
        options = [
            Option(
                p(N_("{month}, so far"), month=self._month_text(f"{first:%Y-%m}"))
                if first == this
                else self._month_text(f"{first:%Y-%m}"),
                first,
            )
            for first in months
        ]
        first = await self.ask(PickScreen(p(TITLE), p(N_("Which month?")), options))
        if first is not None:
            await self._put(partial(self._figures_of, first))

    def _figures_of(self, first: date, by: str) -> Figures:
        """Return the figures of this laptop. Runs in a worker thread."""
        translate = Translator(self.phrases.language)
        return make_figures(
            self.store,
            subjects_of(self.catalogue, translate.language),
            records_file().parent,
            translate,
            first=first,
            today=self.today,
            by=by,
        )

    @asking
    async def _sum(self) -> None:
        p = self.phrases
        sound = [found.figures for found in self._found if found.figures is not None]
        months = sorted({figures.month for figures in sound}, reverse=True)
        if not months:
            self.tell(p(_NO_FILE))
            return
        month: str | None = months[0]
        if len(months) > 1:
            options = [Option(self._month_text(each), each) for each in months]
            month = await self.ask(PickScreen(p(TITLE), p(N_("Which month?")), options))
        if month is not None:
            of_month = [figures for figures in sound if figures.month == month]
            await self._put(lambda by: put_together(of_month, by, self.today))

    async def _put(self, make: Callable[[str], Figures]) -> None:
        """Ask who makes the figures and whether to sign them, write them onto a stick and show them."""
        p = self.phrases
        folder = await self.pick_stick()
        if folder is None:
            return
        by = await self.ask_name(N_("Who makes them: the team, the commune?"))
        if not by:
            return
        signed, signer = await self._ask_signer(by)
        if not signed:
            return
        try:
            figures = await self.attempt(partial(make, by))
        except StoreUnavailable:
            self.tell(p(NOT_READ))
            return
        except TargetsError as error:
            self.tell(error.lines[0])
            return
        if figures is None:
            return
        file = await self.attempt(partial(put_into, folder, figures, signer))
        if file is not None:
            await self._look_again()
            self.tell(p(_WRITTEN, file=file.name))
            self._show(figures if signer is None else replace(figures, signer=signer.public))

    async def _ask_signer(self, by: str) -> tuple[bool, Signer | None]:
        """Return whether to go on, and who signs, None for nobody."""
        p = self.phrases
        own = signers.own_key(home_folder())
        question = N_(
            "A signature says who made the figures. The others compare its number once, on the telephone."
        )
        label = p(N_("Make a key and sign them")) if own is None else p(N_("Sign them"))
        options = [Option(label, 1), Option(p(N_("Without a signature")), 0)]
        answer = await self.ask(PickScreen(p(TITLE), p(question), options))
        if not answer:
            return answer is not None, None
        signer = await self.open_signer(by)
        return signer is not None, signer

    # Looking.

    @asking
    async def _open(self, found: FoundFigures) -> None:
        p, figures = self.phrases, found.figures
        if figures is None:
            self.tell(p(messages.FIGURE_FAULTS[found.fault or "damaged"], file=found.file.name))
            return
        if figures.signer and figures.signer not in self._known:
            options = [
                Option(p(N_("The numbers are the same")), 1),
                Option(p(N_("Look at it without comparing")), 0),
            ]
            question = p(messages.COMPARE, name=one_line(figures.by))
            number = signers.number_of(figures.signer)
            same = await self.ask(PickScreen(p(TITLE), f"{question} {number}", options))
            if same is None:
                return
            if same:
                know = partial(signers.trust, home_folder(), figures.signer, figures.by, "figures")
                await self.attempt(know)
                await self._look_again()
        self._show(figures)

    def _show(self, figures: Figures) -> None:
        report = figures_report(figures, Translator(self.phrases.language), self._known)
        self.app.push_screen(ReportScreen(report))
