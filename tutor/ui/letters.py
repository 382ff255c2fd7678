"""The size of letters: magnified by the terminal or browser where it can, else shown how to by hand."""

from collections.abc import Callable
from typing import Protocol

from textual.driver import Driver

from tutor.terminal.letters import Magnifying, SteppingLetters
from tutor.ui.layout.bars import filled_bar
from tutor.ui.layout.sizes import SIZE_STEPS, nearness, next_step, scale_for, size_step
from tutor.ui.session import Session
from tutor.ui.settings import SIZE_NAMES
from tutor.ui.themes import colours


class Announcer(Protocol):
    """A screen that shows and says what happens to the letters."""

    def note(self, text: str | Callable[[], str], *, drawn: bool = True) -> None:
        """Show a notice; one that is not `drawn` now appears with the next layout."""

    def say(self, text: str) -> None:
        """Say a sentence."""


class Letters:
    """Fits the letters of a window to the size step of the session.

    `driver` is Textual's, None before the app runs; `size` is the columns and rows that the app has now.
    """

    def __init__(
        self,
        session: Session,
        driver: Callable[[], Driver | None],
        size: Callable[[], tuple[int, int]],
    ) -> None:
        self._session = session
        self._driver = driver
        self._size = size

    def larger(self, screen: Announcer) -> None:
        """Go to the next size step; after the largest comes the window's own."""
        self._resize(next_step(self._asked_step), screen)

    def grow(self, screen: Announcer) -> None:
        """Let the letters grow by one press; where the terminal cannot, show how to."""
        asked = self._asked_step
        growing = (s for s in SIZE_STEPS if s > asked and self.scale_at(s) > self._scale)
        self._resize(next(growing, min(asked + 1, SIZE_STEPS[-1])), screen)

    def shrink(self, screen: Announcer) -> None:
        """Let the letters shrink by one press; where the terminal cannot, say how to."""
        asked = self._asked_step
        scales = (self.scale_at(step) for step in reversed(SIZE_STEPS) if step < asked)
        smaller = next((scale for scale in scales if scale < self._scale), None)
        if self._browser is not None:
            self._resize(max(asked - 1, SIZE_STEPS[0]), screen)
        elif smaller is not None:
            columns, rows = self.window
            self._resize(size_step(columns // smaller, rows // smaller), screen)
        else:
            screen.note(self._session.phrases("Please hold Ctrl and press - once."))

    def fit(self, kept: int = 1) -> bool:
        """Magnify the letters as far as the size step asks for (see `scale_for`); tell whether they change.

        If they do, the app gets a Resize event.
        """
        terminal = self._terminal
        if terminal is None:
            return False
        settings = self._session.settings
        wanted = settings.size_step or settings.usual_step
        scale = scale_for(*terminal.window, wanted, terminal.scales, kept)
        changes = scale != terminal.scale
        terminal.magnify(scale)
        self.fit_ground()
        return changes

    def fit_ground(self) -> None:
        """Make the edge of the window, which no letter fills, as light or dark as the pages."""
        if self._terminal is not None:
            self._terminal.show_ground(colours(self._session.settings.theme)["text"][1])

    def fit_window(self) -> None:
        """Fit the letters to a new size of the window, and to what the terminal turns out to be able to."""
        self.fit(self._scale)

    @property
    def window(self) -> tuple[int, int]:
        """The columns and rows of the terminal in letters of its own size."""
        return self._size() if self._terminal is None else self._terminal.window

    def scale_at(self, step: int) -> int:
        """Return how many times letters would be magnified for a size step."""
        terminal = self._terminal
        return 1 if terminal is None else scale_for(*terminal.window, step, terminal.scales)

    @property
    def _asked_step(self) -> int:
        """The size step that is seen, or the larger one that was asked for."""
        if self._browser is not None:
            return size_step(*self._size())
        asked = self._session.settings.size_step or 1
        return max(size_step(*self.window), size_step(*self._size()), asked)

    def _resize(self, step: int, screen: Announcer) -> None:
        """Go to a size step; in a terminal that cannot magnify, say how the letters follow."""
        browser = self._browser
        if browser is not None:
            # The browser remembers the step, not the records.
            browser.show_step(step)
            words = self._name(step)
            screen.note(words)
            screen.say(words)
            return
        wanted = max(size_step(*self.window), step)
        self._session.change(size_step=wanted)
        magnified = self.fit()
        guided = nearness(*self._coming_size, wanted) < 1
        # The notice is made anew with every size of the window, so that its bar grows.
        screen.note(lambda: self._guide(wanted, guided=guided), drawn=not magnified)
        screen.say(self._words(wanted))

    def _guide(self, wanted: int, *, guided: bool) -> str:
        words = self._words(wanted)
        return f"{words} {filled_bar(nearness(*self._coming_size, wanted))}" if guided else words

    def _words(self, wanted: int) -> str:
        words = self._name(wanted)
        if nearness(*self._coming_size, wanted) < 1:
            words += " " + self._session.phrases("Hold Ctrl and press + until this bar is full.")
        return words

    def _name(self, step: int) -> str:
        phrases = self._session.phrases
        return phrases("Letter size: {size}.", size=phrases(SIZE_NAMES[step]))

    @property
    def _scale(self) -> int:
        """How many times letters are magnified from now on."""
        return 1 if self._terminal is None else self._terminal.scale

    @property
    def _coming_size(self) -> tuple[int, int]:
        """The columns and rows in letters as large as they are from now on; the app's size follows soon."""
        columns, rows = self.window
        return columns // self._scale, rows // self._scale

    @property
    def _terminal(self) -> Magnifying | None:
        """The driver, if its terminal may have letters of several sizes."""
        driver = self._driver()
        return driver if isinstance(driver, Magnifying) else None

    @property
    def _browser(self) -> SteppingLetters | None:
        """The driver, if the app is shown on the page of a browser."""
        driver = self._driver()
        return driver if isinstance(driver, SteppingLetters) else None
