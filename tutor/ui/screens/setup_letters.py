"""Are all marks on the letters there? Only eyes can tell; where one is missing, another window helps."""

import os
import shutil
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace

from tutor.display.window import candidates, executable
from tutor.play.view import Choice, Line, View
from tutor.ui.screens.setup_check import CheckScreen
from tutor.ui.trials import FONT_LINE, GOOD_FONTS, LETTERS

ALL_THERE, WRONG = 1, 2
OPEN_WINDOW = 1
_TIED = "\u00a0"


class LettersScreen(CheckScreen):
    """Shows letters that poor fonts spoil beside their plain names."""

    def __init__(self, after: Callable[[], Awaitable[None]]) -> None:
        super().__init__(after)
        self._wrong = False

    def make_view(self) -> View:
        """Ask, or offer the way out."""
        return self._way_out() if self._wrong else self._question()

    def _question(self) -> View:
        p = self.phrases
        # A letter and its name are never parted by the end of a row.
        named = ", ".join(f"{letter} ({name})".replace(" ", _TIED) for letter, name in LETTERS)
        lines = (
            Line(p("Do these letters look right?"), "lead"),
            Line(FONT_LINE, "quote", spoken=" "),
            Line(f"{named}.", "quote"),
        )
        choices = (
            Choice(ALL_THERE, p("They look right")),
            Choice(WRONG, p("A letter looks wrong")),
        )
        return View(p("Letters"), lines, choices, next_label=p("They look right"))

    def _way_out(self) -> View:
        p = self.phrases
        lines = [Line(p("This window has no letters for Vietnamese."), "lead")]
        choices: tuple[Choice, ...] = ()
        if not self.app.is_web and _window_can_open():
            lines += [
                Line(p("A window of our own has them; its font is installed with it.")),
                Line(p("Everything stays as it is.")),
            ]
            choices = (Choice(OPEN_WINDOW, p("Open that window")),)
        else:
            lines += [
                Line(p("A helper can choose another font in the settings of the window.")),
                Line(p("Good ones: {fonts}.", fonts=GOOD_FONTS)),
            ]
        return View(p("Letters"), tuple(lines), choices, next_label=p("Go on like this"))

    async def chosen(self, number: int) -> None:
        """Go on, or offer the way out; from there, take it."""
        if self._wrong:
            self._seen_here()
            self.tutor.leave_for_window()
        elif number == WRONG:
            self._wrong = True
            self.opened()
        else:
            await self.went_on()

    async def went_on(self) -> None:
        """Go on; this terminal is not asked about again."""
        self._seen_here()
        await super().went_on()

    async def went_back(self) -> None:
        """Go back to the question, or to what came before it."""
        if self._wrong:
            self._wrong = False
            self.opened()
        else:
            await super().went_back()

    def _seen_here(self) -> None:
        services = self.tutor.services
        laptop = services.laptop.now
        seen = laptop.letters_seen | {services.terminal}
        self.tutor.kept(services.laptop.keep(replace(laptop, letters_seen=seen)))


def _window_can_open() -> bool:
    names = candidates(sys.platform, os.environ)
    return any(shutil.which(executable(name)) for name in names)
