"""Screen: the menu of set-up checks; also the list of checks for a first run."""

from collections.abc import Callable

from typing_extensions import override

from tutor.languages import LANGUAGES
from tutor.lesson.view import Line
from tutor.ui.screens.base import PagedScreen
from tutor.ui.screens.checks import CheckScreen, LettersScreen, SizeScreen, SoundScreen
from tutor.ui.screens.introduction import AddressScreen
from tutor.ui.screens.key_check import KeysScreen
from tutor.ui.screens.menu import Item, Menu, MenuScreen
from tutor.ui.session import Session
from tutor.ui.settings import SIZE_NAMES, THEME_NAMES


def first_checks(session: Session) -> tuple[type[CheckScreen], ...]:
    """Return the checks before the first lesson; letters once per terminal, keys once per laptop."""
    laptop = session.services.laptop.now
    checks: list[type[CheckScreen]] = [SizeScreen]
    if session.voice_works:
        checks.append(SoundScreen)
    if session.services.terminal not in laptop.letters_seen:
        checks.append(LettersScreen)
    if not laptop.keys_tried:
        checks.append(KeysScreen)
    return tuple(checks)


class SetupScreen(MenuScreen):
    """Menu of the set-up checks; each check returns here."""

    @override
    def make_menu(self) -> Menu:
        p, colours = self.phrases, THEME_NAMES.get(self.settings.theme, "")
        items = [
            Item(p("Letter size"), self._opens(SizeScreen), p(SIZE_NAMES[self.port.step])),
            Item(p("Is the voice heard well?"), self._opens(SoundScreen)),
            Item(p("Colours"), self._switch_colours, p(colours)),
            Item(p("Are the marks on letters whole?"), self._opens(LettersScreen)),
            Item(p("Try the keys"), self._opens(KeysScreen)),
        ]
        if self.session.person is not None and LANGUAGES[self.settings.language].asks_address:
            items.append(Item(p("Form of address"), self._opens(AddressScreen), p.fill("{bac}")))
        lines = (Line(p("What would you like to change?"), "lead"),)
        return Menu(p("Set up"), lines, items, next_label=p("Done"))

    def _opens(self, screen: type[PagedScreen]) -> Callable[[], object]:
        return lambda: self.app.push_screen(screen())

    def _switch_colours(self) -> None:
        self.session.switch_colours()
        self.redraw()
        self.speak()
