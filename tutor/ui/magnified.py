"""An app whose letters grow: by the terminal itself where it can, else by showing how to."""

import os

from textual.app import App
from textual.worker import WorkerFailed

from tutor.display.letters import Magnifying, SteppingLetters, magnifying_driver
from tutor.play.phrases import Phrases
from tutor.ui.draw.bars import filled_bar
from tutor.ui.draw.sizes import SIZE_STEPS, nearness, next_step, scale_for, size_step
from tutor.ui.screens.help import SIZE_NAMES
from tutor.ui.screens.paged import PagedScreen
from tutor.ui.settings import Settings
from tutor.ui.themes import colours


class MagnifiedApp(App[None]):
    """Fits the letters to the size step of its settings; subclasses know for whom, and keep the choice."""

    settings: Settings

    def __init__(self) -> None:
        super().__init__(driver_class=magnifying_driver(os.environ))
        self.failure: Exception | None = None

    @property
    def phrases(self) -> Phrases:
        """The program's words for the one who learns now."""
        raise NotImplementedError

    def keep_size(self, step: int) -> None:
        """Keep a size step for the one who learns now."""
        raise NotImplementedError

    def _handle_exception(self, error: Exception) -> None:
        """Keep what made the app fail, for the one who opened it to tell."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        self.failure = self.failure or (cause if isinstance(cause, Exception) else error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Close; Textual's own page of an error shows what stands in variables: names and typed text."""
        self._close_messages_no_wait()

    def larger(self) -> None:
        """Go to the next size step; after the largest comes the window's own."""
        self.resize_letters(next_step(self.asked_step))

    @property
    def asked_step(self) -> int:
        """The size step that is seen, or the larger one that was asked for."""
        if self._page is not None:
            return size_step(*self.size)
        return max(size_step(*self._window), size_step(*self.size), self.settings.size_step or 1)

    def resize_letters(self, step: int) -> None:
        """Go to a size step, and say how the letters follow in a terminal that can't."""
        page = self._page
        if page is not None:
            self._have_stepped(page, step)
            return
        wanted = max(size_step(*self._window), step)
        self.keep_size(wanted)
        magnified = self.fit_letters()
        if isinstance(self.screen, PagedScreen):
            guided = nearness(*self._seen_size, wanted) < 1
            # The note is made anew with every size of the window, so that its bar grows.
            self.screen.note(lambda: self._size_note(wanted, guided), drawn=not magnified)
            self.screen.say(self._size_words(wanted))

    def grow(self) -> None:
        """Let the letters grow by one press; where the terminal can't, show how to."""
        asked = self.asked_step
        growing = (
            step for step in SIZE_STEPS if step > asked and self._scale_at(step) > self._scale
        )
        self.resize_letters(next(growing, min(asked + 1, SIZE_STEPS[-1])))

    def shrink(self) -> None:
        """Let the letters shrink by one press; where the terminal can't, say how to."""
        asked = self.asked_step
        scales = (self._scale_at(step) for step in reversed(SIZE_STEPS) if step < asked)
        smaller = next((scale for scale in scales if scale < self._scale), None)
        if self._page is not None:
            self.resize_letters(max(asked - 1, SIZE_STEPS[0]))
        elif smaller is not None:
            columns, rows = self._window
            self.resize_letters(size_step(columns // smaller, rows // smaller))
        elif isinstance(self.screen, PagedScreen):
            self.screen.note(self.phrases("Please hold Ctrl and press - once."))

    def _scale_at(self, step: int) -> int:
        """How many times letters would be magnified for a size step."""
        driver = self._magnifying
        return 1 if driver is None else scale_for(*driver.window, step, driver.scales)

    @property
    def _scale(self) -> int:
        """How many times letters are magnified from now on."""
        return 1 if self._magnifying is None else self._magnifying.scale

    def _have_stepped(self, page: SteppingLetters, wanted: int) -> None:
        """Have the page show a size step; the browser keeps it, not the one who learns."""
        page.show_step(wanted)
        if isinstance(self.screen, PagedScreen):
            words = self.phrases("Letter size: {size}.", size=self.phrases(SIZE_NAMES[wanted]))
            self.screen.note(words)
            self.screen.say(words)

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
    def _page(self) -> SteppingLetters | None:
        """The driver, where the app is shown in the page of a browser."""
        return self._driver if isinstance(self._driver, SteppingLetters) else None

    @property
    def _window(self) -> tuple[int, int]:
        """The columns and rows of the terminal in letters of its own size."""
        return self.size if self._magnifying is None else self._magnifying.window

    @property
    def _seen_size(self) -> tuple[int, int]:
        """The columns and rows in letters as large as they are from now on; `size` follows soon after."""
        columns, rows = self._window
        return columns // self._scale, rows // self._scale

    def fit_letters(self, kept: int = 1) -> bool:
        """Magnify letters as far as the size step asks for (see `scale_for`).

        Returns whether they change; the app then gets a new size, for which all is laid out anew.
        """
        driver = self._magnifying
        if driver is None:
            return False
        wanted = self.settings.size_step or self.settings.usual_step
        scale = scale_for(*driver.window, wanted, driver.scales, kept)
        changes = scale != driver.scale
        driver.magnify(scale)
        self.fit_ground()
        return changes

    def fit_ground(self) -> None:
        """Have the edge of the window as light or dark as the pages are."""
        if self._magnifying is not None:
            self._magnifying.show_ground(colours(self.settings.theme)["text"][1])

    def on_resize(self) -> None:
        """Fit the letters to the window, and to what the terminal has turned out to be able to."""
        self.fit_letters(self._scale)
