"""Screen: the offer of a window with large letters, where the present one cannot have them."""

from typing_extensions import override

from tutor.lesson.view import Line
from tutor.ui.screens.menu import Item, Menu, MenuScreen

OPEN = 1


class WindowScreen(MenuScreen):
    """Offer a window with large letters; Enter opens it."""

    @override
    def initial_focus(self) -> int | None:
        return OPEN

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        lines = (
            Line(p("Letters cannot be larger in this window."), "lead"),
            Line(p("A window of our own has large ones. Everything stays as it is.")),
        )
        items = (
            Item(p("Open the window with large letters"), self.host.leave_for_window),
            Item(p("Learn here"), self.back),
        )
        return Menu(p("Letter size"), lines, items)
