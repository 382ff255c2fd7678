"""An app whose letters grow: by the terminal itself where it can, else by showing how to."""

import os

from textual.app import App

from tutor.display.letters import Magnifying, magnifying_driver
from tutor.play.phrases import Phrases
from tutor.ui.draw.bars import filled_bar
from tutor.ui.draw.sizes import nearness, next_step, scale_for, size_step
from tutor.ui.screens.help import SIZE_NAMES
from tutor.ui.screens.paged import PagedScreen
from tutor.ui.settings import Settings


class MagnifiedApp(App[None]):
    """Fits the letters to the size step of its settings; subclasses know for whom, and keep the choice."""

    settings: Settings

    def __init__(self) -> None:
        super().__init__(driver_class=magnifying_driver(os.environ))

    @property
    def phrases(self) -> Phrases:
        """The program's words for the one who learns now."""
        raise NotImplementedError

    def keep_size(self, step: int | None) -> None:
        """Keep a size step for the one who learns now; None is the size that the window has."""
        raise NotImplementedError

    def larger(self) -> None:
        """Go to the next size step, and say how the letters follow in a terminal that can't."""
        here = size_step(*self._window)
        shown = max(here, size_step(*self.size), self.settings.size_step or here)
        wanted = max(here, next_step(shown))
        self.keep_size(None if wanted == here else wanted)
        magnified = self.fit_letters()
        if isinstance(self.screen, PagedScreen):
            guided = nearness(*self._seen_size, wanted) < 1
            # The note is made anew with every size of the window, so that its bar grows.
            self.screen.note(lambda: self._size_note(wanted, guided), drawn=not magnified)
            self.screen.say(self._size_words(wanted))

    def _size_note(self, wanted: int, guided: bool) -> str:
        words = self._size_words(wanted)
        return f"{words} {filled_bar(nearness(*self._seen_size, wanted))}" if guided else words

    def _size_words(self, wanted: int) -> str:
        words = self.phrases("Letter size: {size}.", size=self.phrases(SIZE_NAMES[wanted]))
        if nearness(*self._seen_size, wanted) < 1:
            words += " " + self.phrases("Hold Ctrl and press + until this bar is full.")
        return words

    @property
    def _magnifying(self) -> Magnifying | None:
        """The driver, where the terminal may have letters of several sizes."""
        return self._driver if isinstance(self._driver, Magnifying) else None

    @property
    def _window(self) -> tuple[int, int]:
        """The columns and rows of the terminal in letters of its own size."""
        return self.size if self._magnifying is None else self._magnifying.window

    @property
    def _seen_size(self) -> tuple[int, int]:
        """The columns and rows in letters as large as they are from now on; `size` follows soon after."""
        scale = 1 if self._magnifying is None else self._magnifying.scale
        columns, rows = self._window
        return columns // scale, rows // scale

    def fit_letters(self, kept: int = 1) -> bool:
        """Magnify letters as far as the size step asks for (see `scale_for`).

        Returns whether they change; the app then gets a new size, for which all is laid out anew.
        """
        driver = self._magnifying
        if driver is None:
            return False
        scale = scale_for(*driver.window, self.settings.size_step, driver.scales, kept)
        changes = scale != driver.scale
        driver.magnify(scale)
        return changes

    def on_resize(self) -> None:
        """Fit the letters to the window, and to what the terminal has turned out to be able to."""
        self.fit_letters(1 if self._magnifying is None else self._magnifying.scale)
