"""Screens: ask a newcomer for their form of address and name, after the first lesson."""

from collections.abc import Callable
from functools import partial

from typing_extensions import override

from tutor.languages import ADDRESSES
from tutor.lesson.view import Choice, Entry, Line, View
from tutor.records.people import looks_like_number
from tutor.ui.screens.base import PagedScreen
from tutor.ui.screens.menu import Item, Menu, MenuScreen
from tutor.vietnamese import capitalise_words

RIGHT, ANEW = 1, 2


class AddressScreen(MenuScreen):
    """Ask for the form of address, then call `after`, or go back if there is none."""

    def __init__(self, after: Callable[[], None] | None = None) -> None:
        super().__init__()
        self._after = after

    @override
    def initial_focus(self) -> int | None:
        now = self.settings.address
        return next((i for i, address in enumerate(ADDRESSES, 1) if address.id == now), None)

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = [Item(a.singular.capitalize(), partial(self._take, a.id)) for a in ADDRESSES]
        return Menu(p("Form of address"), (Line(p("How shall we address you?"), "lead"),), items)

    def _take(self, address: str) -> None:
        self.session.change_person(address=address)
        (self._after or self.back)()


class NameScreen(PagedScreen):
    """Ask for an optional name and show it for confirmation before saving it."""

    def __init__(self) -> None:
        super().__init__()
        self._written = ""

    @override
    def make_view(self) -> View:
        p = self.phrases
        if self._written:
            question = (Line(p("Is the name written right?"), "lead"), Line(self._written, "keep"))
            answers = (Choice(RIGHT, p("It is right")), Choice(ANEW, p("Type it again")))
            return View(p("Your name"), question, answers)
        lines = (
            Line(p("What name shall we write?"), "lead"),
            Line(p("Please type it, or press Enter to go on without a name.")),
        )
        return View(p("Your name"), lines, entry=Entry(), next_label=p("Continue"))

    @override
    async def submit_text(self, text: str) -> None:
        # Never save an ID or phone number: ask for the name again.
        self._show("" if looks_like_number(text) else capitalise_words(text))

    def _show(self, written: str) -> None:
        self._written = written
        self.show_view()

    @override
    def initial_focus(self) -> int | None:
        return RIGHT if self._written else None

    @override
    async def choose(self, number: int) -> None:
        if number == RIGHT:
            self.session.change_person(name=self._written)
            self.host.go_home()
        else:
            self._show("")

    @override
    async def go_on(self) -> None:
        self.host.go_home()

    @override
    async def go_back(self) -> None:
        if self._written:
            self._show("")
        else:
            self.host.ask_address()
