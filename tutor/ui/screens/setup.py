"""Screens: the menu of what can be set up, and the questions for form of address and name."""

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.screen import Screen
from typing_extensions import override

from tutor.languages import ADDRESSES, LANGUAGES
from tutor.lesson.view import Choice, Line, View
from tutor.records.people import looks_like_number
from tutor.ui.screens.base import PagedScreen, asking
from tutor.ui.screens.checks import KeysScreen, LettersScreen, SizeScreen, SoundScreen
from tutor.ui.screens.menu import Item, Menu, MenuScreen
from tutor.ui.session import SIZE_NAMES, THEME_NAMES
from tutor.vietnamese import capitalise_words

RIGHT, ANEW = 1, 2


class SetupScreen(MenuScreen):
    """Menu of the set-up checks; each check returns here."""

    @override
    def make_menu(self) -> Menu:
        p, colours = self.phrases, THEME_NAMES.get(self.settings.theme, "")
        items = [
            Item(p("Letter size"), self._opens(SizeScreen), p(SIZE_NAMES[self.host.letters.step])),
            Item(p("Is the voice heard well?"), self._opens(SoundScreen)),
            Item(p("Colours"), self._switch_colours, p(colours)),
            Item(p("Are the marks on letters whole?"), self._opens(LettersScreen)),
            Item(p("Try the keys"), self._opens(KeysScreen)),
        ]
        if self.session.person is not None and LANGUAGES[self.settings.language].asks_address:
            items.append(Item(p("Form of address"), self._opens(AddressScreen), p.fill("{bac}")))
        window = self._window_item()
        if window is not None:
            items.append(window)
        lines = (Line(p("What would you like to change?"), "lead"),)
        return Menu(p("Set up"), lines, items, next_label=p("Done"))

    def _window_item(self) -> Item | None:
        """Return the item for the window with large letters: open it, or in it, open it each time."""
        p, services = self.phrases, self.services
        if services.own_window is not None:
            chosen = services.laptop.now.own_window
            value = p("yes") if chosen else p("no")
            return Item(p("Open this window each time"), self._switch_window, value)
        if not services.windows:
            return None
        return Item(p("Open the window with large letters"), self.host.leave_for_window)

    def _switch_window(self) -> None:
        self.host.remember_window(chosen=not self.services.laptop.now.own_window)
        self.redraw()
        self.speak()

    def _opens(self, screen: Callable[[], Screen[Any]]) -> Callable[[], object]:
        return lambda: self.app.push_screen(screen())

    async def _switch_colours(self) -> None:
        await self.session.switch_colours()
        self.redraw()
        self.speak()


class AddressScreen(MenuScreen[str]):
    """Ask for the form of address and save it; dismiss with its id."""

    @override
    def initial_focus(self) -> int | None:
        now = self.settings.address
        return next((i for i, address in enumerate(ADDRESSES, 1) if address.id == now), None)

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = [Item(a.singular.capitalize(), partial(self._take, a.id)) for a in ADDRESSES]
        return Menu(p("Form of address"), (Line(p("How shall we address you?"), "lead"),), items)

    async def _take(self, address: str) -> None:
        await self.session.change_person(address=address)
        self.dismiss(address)


class NameScreen(PagedScreen):
    """Ask for an optional name and show it for confirmation before saving it.

    Where the language has several forms of address, a newcomer is asked for that first, on a screen above
    this one; who is `known` comes again.
    """

    _opened = False
    _written = ""

    def __init__(self, *, known: bool = False) -> None:
        super().__init__()
        self._known = known

    @override
    async def load(self) -> None:
        if not self._opened and self._asks_address:
            self._ask_address()
        self._opened = True

    @property
    def _asks_address(self) -> bool:
        return LANGUAGES[self.settings.language].asks_address and not self._known

    @asking
    async def _ask_address(self) -> None:
        if await self.ask(AddressScreen()) is None:
            self.host.ask_who()

    @override
    def make_view(self) -> View:
        p = self.phrases
        if self._written:
            written = Line(self._written, "keep", typed=True)
            question = (Line(p("Is the name written right?"), "lead"), written)
            answers = (Choice(RIGHT, p("It is right")), Choice(ANEW, p("Type it again")))
            return View(p("Your name"), question, answers)
        lines = (
            Line(p("What name shall we write?"), "lead"),
            Line(p("Please type it, or press Enter to go on without a name.")),
        )
        return View(p("Your name"), lines, entry=self.entry("telex"), next_label=p("Continue"))

    @override
    async def submit_text(self, text: str) -> None:
        # Never save an ID or phone number: ask for the name again.
        if looks_like_number(text) or not any(sign.isalpha() for sign in text):
            self._show("")
            self.note(self.phrases("A name is typed in letters."))
        else:
            # A number pressed twice on the page before is no part of the name.
            self._show(capitalise_words(text.lstrip("0123456789 ")))

    def _show(self, written: str) -> None:
        self._written = written
        self.show_view()

    @override
    def initial_focus(self) -> int | None:
        return RIGHT if self._written else None

    @override
    async def choose(self, number: int) -> None:
        if number == RIGHT:
            await self.session.change_person(name=self._written)
            await self.host.go_home()
        else:
            self._show("")

    @override
    async def go_on(self) -> None:
        await self.host.go_home()

    @override
    async def go_back(self) -> None:
        if self._written:
            self._show("")
        elif self._asks_address:
            self._ask_address()
        elif self._known:
            self.host.ask_who()
        else:
            self._show("")
