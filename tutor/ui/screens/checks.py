"""Screens: set-up checks: letter size, sound, and whether the font has all Vietnamese letters."""

import os
import shutil
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace

from typing_extensions import override

from tutor.lesson.view import Choice, Line, View
from tutor.speech.speaker import LOUDEST
from tutor.ui.laptop import FONT_LINE, GOOD_FONTS, LETTERS, TEST_SENTENCE
from tutor.ui.layout.pages import first_that_fits
from tutor.ui.layout.sizes import SIZE_STEPS
from tutor.ui.screens.base import PagedScreen
from tutor.ui.settings import SIZE_NAMES
from tutor.window.recipes import candidates, executable

LARGER, SMALLER = 1, 2
HEARD, LOUDER, NOTHING = 1, 2, 3
ALL_THERE, WRONG = 1, 2
OPEN_WINDOW = 1
_LOUDER_BY = 2
_NO_BREAK_SPACE = "\u00a0"


class CheckScreen(PagedScreen):
    """Base class of a check; Enter finishes it and awaits `after`, or goes back if there is none."""

    def __init__(self, after: Callable[[], Awaitable[None]] | None = None) -> None:
        super().__init__()
        self._after = after

    @override
    async def go_on(self) -> None:
        if self._after is None:
            self.back()
        else:
            await self._after()


class SizeScreen(CheckScreen):
    """Show a sentence and change the letter size; if the terminal cannot magnify, explain how to do it."""

    @override
    def make_view(self) -> View:
        p = self.phrases
        question = (Line(p("Is this sentence easy to read?"), "lead"),)
        larger: tuple[Line, ...] = ()
        choices = []
        if self.port.step < SIZE_STEPS[-1]:
            larger = (Line(p("For larger letters press 1.")),)
            choices.append(Choice(LARGER, p("Larger letters")))
        if self.port.step > SIZE_STEPS[0]:
            choices.append(Choice(SMALLER, p("Smaller letters")))
        suiting = (Line(p("When they suit you, press Enter.")),)
        name = p("Letter size: {size}.", size=p(SIZE_NAMES[self.port.step])).rstrip(".")
        # With few rows, omit the sentences that repeat what to press.
        views = [
            View(name, lines, tuple(choices), next_label=p("Just right"))
            for lines in (question + larger + suiting, question + suiting, question)
        ]
        return first_that_fits(views, self.port, default=views[-1], menu=True)

    @override
    def enter_goes_on(self) -> bool:
        return True

    @override
    async def choose(self, number: int) -> None:
        if number == LARGER:
            self.host.letters.grow(self)
        else:
            self.host.letters.shrink(self)

    @override
    async def go_on(self) -> None:
        # The user accepted the size on the screen.
        self.session.change(size_step=self.port.step)
        await super().go_on()


class SoundScreen(CheckScreen):
    """Ask whether the voice is heard; if not, explain what to check, and that sound is optional."""

    def __init__(self, after: Callable[[], Awaitable[None]] | None = None) -> None:
        super().__init__(after)
        self._silent = False
        self._volume_before = 0

    @override
    def make_view(self) -> View:
        p = self.phrases
        heard, louder = Choice(HEARD, p("I can hear it well")), Choice(LOUDER, p("Louder, please"))
        if self._silent:
            lines = (
                Line(p("Is the laptop's sound switched on?"), "lead"),
                Line(p("Look for the key with a loudspeaker on it, or ask a helper.")),
                Line(p("It goes without sound too: every word stands on the screen.")),
            )
            choices = (heard, Choice(LOUDER, p("Try once more")))
            return View(p("Sound"), lines, choices, next_label=p("Without sound"))
        nothing = Choice(NOTHING, p("I hear nothing"))
        question = (Line(p(TEST_SENTENCE), "lead"),)
        # Enter also means "heard", so with few rows only the other choices are listed.
        views = [
            View(p("Sound"), question, choices, next_label=p("I can hear it well"))
            for choices in ((heard, louder, nothing), (louder, nothing))
        ]
        return first_that_fits(views, self.port, default=views[-1], menu=True)

    @override
    def enter_goes_on(self) -> bool:
        return not self._silent

    @override
    async def choose(self, number: int) -> None:
        if number == HEARD:
            await super().go_on()
        elif number == NOTHING:
            self._silent = True
            self._volume_before = self.settings.volume
            self.session.change(speech_volume=LOUDEST)
            self.show_view()
        elif self._silent:
            self._silent = False
            self.show_view()
        else:
            self._ask_louder()

    def _ask_louder(self) -> None:
        volume = self.settings.volume
        self.session.change(speech_volume=min(LOUDEST, volume + _LOUDER_BY))
        self.show_view("again")
        if volume == LOUDEST:
            self.note(self.phrases("This is the loudest. Please turn up the laptop's own sound."))

    @override
    async def go_on(self) -> None:
        if self._silent:
            # Restore the volume, because the sound may work another day.
            self.session.change(speech_volume=self._volume_before)
        await super().go_on()

    @override
    async def go_back(self) -> None:
        if self._silent:
            self._silent = False
            self.show_view()
        else:
            await super().go_back()


class LettersScreen(CheckScreen):
    """Show letters that poor fonts draw wrongly, with their names; if one is wrong, offer our own window."""

    def __init__(self, after: Callable[[], Awaitable[None]] | None = None) -> None:
        super().__init__(after)
        self._wrong = False

    @override
    def make_view(self) -> View:
        return self._way_out() if self._wrong else self._question()

    def _question(self) -> View:
        p = self.phrases
        named = ", ".join(
            f"{letter} ({name})".replace(" ", _NO_BREAK_SPACE) for letter, name in LETTERS
        )
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

    @override
    async def choose(self, number: int) -> None:
        if self._wrong:
            self._note_seen()
            self.host.leave_for_window()
        elif number == WRONG:
            self._wrong = True
            self.show_view()
        else:
            await self.go_on()

    @override
    async def go_on(self) -> None:
        self._note_seen()
        await super().go_on()

    @override
    async def go_back(self) -> None:
        if self._wrong:
            self._wrong = False
            self.show_view()
        else:
            await super().go_back()

    def _note_seen(self) -> None:
        """Store that the letters of this terminal were checked."""
        laptop = self.services.laptop
        seen = laptop.now.letters_seen | {self.services.terminal}
        self.session.report_saved(laptop.keep(replace(laptop.now, letters_seen=seen)))


def _window_can_open() -> bool:
    names = candidates(sys.platform, os.environ)
    return any(shutil.which(executable(name)) for name in names)
