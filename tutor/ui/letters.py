"""Letter size: magnify the letters by the terminal or browser, or explain how to do it by hand."""

from collections.abc import Callable
from typing import Protocol

from textual.driver import Driver

from tutor.terminal.letters import Magnifying, SteppingLetters
from tutor.ui.layout.bars import filled_bar
from tutor.ui.layout.sizes import SIZE_STEPS, nearness, next_step, scale_for, size_step
from tutor.ui.session import SIZE_NAMES, Session
from tutor.ui.themes import colours


class Announcer(Protocol):
    """A screen that shows and reads notices about the letter size."""

    def note(self, text: str | Callable[[], str], *, drawn: bool = True) -> None:
        """Show a notice; without `drawn` it appears with the next layout."""

    def say(self, text: str) -> None:
        """Read a sentence aloud."""


class Letters:
    """Fits the letters of a window to the size step of the session.

    `driver` returns Textual's driver, None before the app runs; `size` returns columns and rows of the app.
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

    async def larger(self, screen: Announcer) -> None:
        """Change to the next size step; after the largest one to that of the window itself."""
        await self._resize(next_step(self._asked_step), screen)

    async def grow(self, screen: Announcer) -> None:
        """Enlarge the letters by one step; if the terminal cannot magnify, show how to do it."""
        asked = self._asked_step
        growing = (s for s in SIZE_STEPS if s > asked and self.scale_at(s) > self._scale)
        await self._resize(next(growing, min(asked + 1, SIZE_STEPS[-1])), screen)

    async def shrink(self, screen: Announcer) -> None:
        """Shrink the letters by one step; if the terminal cannot magnify, show how to do it."""
        asked = self._asked_step
        scales = (self.scale_at(step) for step in reversed(SIZE_STEPS) if step < asked)
        smaller = next((scale for scale in scales if scale < self._scale), None)
        if self._browser is not None:
            await self._resize(max(asked - 1, SIZE_STEPS[0]), screen)
        elif smaller is not None:
            columns, rows = self.window
            await self._resize(size_step(columns // smaller, rows // smaller), screen)
        else:
            screen.note(self._session.phrases("Please hold Ctrl and press - once."))

    def fit(self, kept: int = 1) -> bool:
        """Magnify the letters to the size step (see `scale_for`); return True if the scale changes.

        After a change the app gets a Resize event.
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
        """Give the margin of the window the background colour of the pages."""
        if self._terminal is not None:
            self._terminal.show_ground(colours(self._session.settings.theme)["text"][1])

    def fit_window(self) -> None:
        """Fit the letters after a change of the window size or of the terminal's abilities."""
        self.fit(self._scale)

    @property
    def window(self) -> tuple[int, int]:
        """The columns and rows of the terminal at its own letter size."""
        return self._size() if self._terminal is None else self._terminal.window

    def scale_at(self, step: int) -> int:
        """Return the magnification for a size step."""
        terminal = self._terminal
        return 1 if terminal is None else scale_for(*terminal.window, step, terminal.scales)

    @property
    def _asked_step(self) -> int:
        """The visible size step, or the requested one if it is larger."""
        if self._browser is not None:
            return size_step(*self._size())
        asked = self._session.settings.size_step or 1
        return max(size_step(*self.window), size_step(*self._size()), asked)

    async def _resize(self, step: int, screen: Announcer) -> None:
        """Change to a size step; if the terminal cannot magnify, tell how to reach it."""
        browser = self._browser
        if browser is not None:
            # The browser stores the step; the records do not.
            browser.show_step(step)
            words = self._name(step)
            screen.note(words)
            screen.say(words)
            return
        wanted = max(size_step(*self.window), step)
        await self._session.change(size_step=wanted)
        magnified = self.fit()
        guided = nearness(*self._coming_size, wanted) < 1
        # The notice is a function, so that its bar follows every resize of the window.
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
        """The current magnification."""
        return 1 if self._terminal is None else self._terminal.scale

    @property
    def _coming_size(self) -> tuple[int, int]:
        """The columns and rows at the current magnification; the app's own size follows with its Resize."""
        columns, rows = self.window
        return columns // self._scale, rows // self._scale

    @property
    def _terminal(self) -> Magnifying | None:
        """The driver, if its terminal can magnify letters."""
        driver = self._driver()
        return driver if isinstance(driver, Magnifying) else None

    @property
    def _browser(self) -> SteppingLetters | None:
        """The driver, if the app runs in a browser."""
        driver = self._driver()
        return driver if isinstance(driver, SteppingLetters) else None
