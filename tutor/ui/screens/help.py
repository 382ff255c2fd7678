"""Screens: help, calling a helper, and the question before the program closes."""

from functools import partial

from typing_extensions import override

from tutor.i18n import N_
from tutor.languages import LANGUAGES
from tutor.lesson.view import Line
from tutor.ui.screens.menu import Item, Menu, MenuScreen
from tutor.ui.session import SIZE_NAMES, SPEED_NAMES

# The numbers of the speed and volume items.
SPEED, VOLUME = 3, 4
REST, STAY = 1, 2
_SEATS = {1: N_("One learns alone"), 2: N_("Two learn together"), 3: N_("Three learn together")}


class HelpScreen(MenuScreen):
    """Menu of help and settings."""

    repeatable = frozenset({SPEED, VOLUME})

    @override
    def make_menu(self) -> Menu:
        p, now, host = self.phrases, self.settings, self.host
        hint = p("A hint for this step") if host.lesson else p("Where do I begin?")
        items = (
            Item(hint, host.give_hint),
            Item(p("Call the helper over"), self._call_helper),
            Item(p("Reading speed"), self._next_speed, p(SPEED_NAMES[now.speed])),
            Item(p("Loudness"), self._louder, p("{volume} of 10", volume=now.volume)),
            Item(
                p("Letter size"),
                partial(host.letters.larger, self),
                p(SIZE_NAMES[self.host.letters.step]),
            ),
            Item(p("Set up letters, sound, colours"), self._set_up),
            Item(p("Language"), self._switch_language, LANGUAGES[now.language].name),
            Item(p("To the start"), host.go_home),
            Item(p("Rest, leave"), host.ask_to_leave, way_out=True),
        )
        calm = p("Everything stays as it is. Nothing is lost.")
        lines = (Line(f"{p('What do you need?')} {calm}", "lead"),)
        return Menu(p("Help"), lines, items, next_label=p("Back to the lesson"))

    def _call_helper(self) -> None:
        self.app.push_screen(CallHelperScreen())

    async def _next_speed(self) -> None:
        await self.session.next_speed()
        self._say_changed()

    async def _louder(self) -> None:
        await self.session.louder()
        self._say_changed()

    async def _switch_language(self) -> None:
        await self.host.switch_language()
        self._say_changed()

    def _set_up(self) -> None:
        from tutor.ui.screens.setup import SetupScreen

        self.app.push_screen(SetupScreen())

    def _say_changed(self) -> None:
        self.redraw()
        self.speak()


class CallHelperScreen(MenuScreen):
    """Call a helper in large words; the helper can set how many people learn together."""

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        lines = (
            Line(p("Please, a helper to this table."), "keep"),
            Line(p("The lesson waits. Press Enter when the helper is here.")),
        )
        seats = self.session.seats
        items = tuple(
            Item(
                p(name),
                partial(self._sit, number),
                number=number,
                mark="ticked" if number == seats else "",
            )
            for number, name in _SEATS.items()
            if number > 1 or seats > 1
        )
        return Menu(p("Help"), lines, items, next_label=p("Back to the lesson"))

    async def _sit(self, seats: int) -> None:
        await self.host.sit(seats)
        await self.go_on()

    @override
    async def go_on(self) -> None:
        # Pop this screen and the help screen below it.
        self.back()
        self.back()


class LeaveScreen(MenuScreen):
    """Ask before the program closes; Enter stays."""

    @override
    def initial_focus(self) -> int | None:
        return STAY

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        reassurance = (
            p("The lesson stays just as it is.")
            if self.services.keeps
            else p("This laptop cannot keep what was learned today.")
        )
        lines = (Line(p("Would you like to rest here?"), "lead"), Line(reassurance))
        items = (
            Item(p("Rest"), self.host.leave, number=REST),
            Item(p("Keep learning"), self.back, number=STAY),
        )
        return Menu(p("Leave"), lines, items)
