"""Letter size: magnify the letters, set the font of our own window, or explain how to do it by hand."""

import os
import sys
from collections.abc import Callable
from typing import Protocol

from textual.driver import Driver

from tutor.i18n import N_
from tutor.terminal.fonts import font_control
from tutor.terminal.letters import Magnifying, SteppingLetters
from tutor.ui.layout.bars import filled_bar
from tutor.ui.layout.sizes import (
    SIZE_STEPS,
    nearness,
    scale_for,
    size_step,
    step_on_screen,
    usable_scales,
)
from tutor.ui.session import SIZE_NAMES, Session
from tutor.ui.themes import colours
from tutor.window.own import OwnWindow
from tutor.window.recipes import COLUMNS, FONT, WITHOUT_FONT, console_heights

# Terminals without a key for larger letters: nobody is told to press Ctrl and + there.
_NO_ZOOM_KEY = frozenset({"linux", "xterm"})
# The key that makes a window fill the screen.
_FULL_SCREEN_KEYS = {
    "konsole": "F11",
    "vte": "F11",
    "windows-terminal": "F11",
    "xterm": "Alt ENTER",
}
# A maximised window has a title bar, and the desktop may have a panel.
_FULL = 0.8
# The least step that counts as large letters.
_LARGE = 2
_BY_HAND = N_("Hold Ctrl and press + until this bar is full.")
# How large letters of a console are at each step, relative to each other.
_CONSOLE_SIZES = tuple(1 / columns for columns in COLUMNS.values())
_LARGEST_HERE = N_("Letters cannot be larger in this window.")
_SMALLEST_HERE = N_("Letters cannot be smaller in this window.")


def window_font(window: OwnWindow | None, write: Callable[[str], None]) -> SteppingLetters | None:
    """Return what sets the font of the window that the app runs in, None where nothing can."""
    if sys.platform == "win32":
        from tutor.terminal.windows_console import ConsoleFont, find_console

        console = find_console(os.environ)
        return ConsoleFont(console, console_heights(*console.screen)) if console else None
    if window is None:
        return None
    return font_control(window.name, FONT, window.points, os.environ, write)


class Announcer(Protocol):
    """A screen that shows and reads notices about the letter size."""

    def note(self, text: str | Callable[[], str], *, drawn: bool = True) -> None:
        """Show a notice; without `drawn` it appears with the next layout."""

    def say(self, text: str) -> None:
        """Read a sentence aloud."""


class Letters:
    """Fits the letters of a window to the size step of the session.

    `driver` returns Textual's driver, None before the app runs; `size` returns columns and rows of the app;
    `offer_window` offers a window with large letters, which is better than what this one can do. `font` sets
    the font of a window that the program opened.
    """

    def __init__(
        self,
        session: Session,
        driver: Callable[[], Driver | None],
        size: Callable[[], tuple[int, int]],
        offer_window: Callable[[], None],
        font: SteppingLetters | None = None,
    ) -> None:
        self._session = session
        self._driver = driver
        self._size = size
        self._offer_window = offer_window
        self._font = font
        own = session.services.own_window
        self._font_step = 0 if own is None else own.step

    async def larger(self, screen: Announcer) -> None:
        """Change to the next larger letters that can be had here; after the largest come the smallest.

        Where another window has larger ones, that is offered after the largest.
        """
        larger, smaller = self._larger(), self._smaller()
        if larger:
            await self._change(larger[0], screen)
        elif smaller and not self.needs_window:
            await self._change(smaller[0], screen)
        else:
            await self._explain(screen)

    async def grow(self, screen: Announcer) -> None:
        """Enlarge the letters by one step that can be had here, or explain what else can be done."""
        larger = self._larger()
        if larger:
            await self._change(larger[0], screen)
        elif self._offers_larger:
            self._offer_window()
        else:
            await self._explain(screen)

    async def shrink(self, screen: Announcer) -> None:
        """Shrink the letters by one step that can be had here, or explain what else can be done."""
        smaller = self._smaller()
        if smaller:
            await self._change(smaller[-1], screen)
        elif self._has_zoom_key:
            screen.note(self._session.phrases("Please hold Ctrl and press - once."))
        else:
            screen.note(self._session.phrases(_SMALLEST_HERE))

    def fit(self, kept: int = 1) -> None:
        """Give the letters the size step of the settings; the app gets a Resize event after a change.

        Magnified letters are not made smaller than `kept` times (see `scale_for`).
        """
        settings = self._session.settings
        wanted = settings.size_step or settings.usual_step
        terminal = self._terminal
        if self._stores_step and self._stepping is not None:
            if wanted is not None and wanted != self._font_step:
                self._show_step(wanted)
        elif terminal is not None:
            # In a small window the usual step counts its columns, one that was chosen its letters.
            fills = (1.0, 1.0) if settings.size_step is None else terminal.fills
            terminal.magnify(scale_for(*terminal.window, wanted, terminal.scales, kept, fills))
        self.fit_ground()

    def fit_ground(self) -> None:
        """Give the margin of the window the background colour of the pages."""
        if self._terminal is not None:
            self._terminal.show_ground(colours(self._session.settings.theme)["text"][1])

    def fit_window(self) -> None:
        """Fit the letters after a change of the window size or of the terminal's abilities."""
        if self._font is not None:
            # A window that was opened for a step has it; a console gets it now.
            (self.fit_ground if self._font_step else self.fit)()
        elif self._terminal is not None:
            self.fit(self._terminal.scale)

    @property
    def needs_window(self) -> bool:
        """Whether only another window has large letters, and one can be opened.

        This one cannot magnify, or takes so small a part of the screen that magnified letters are small.
        """
        services, terminal = self._session.services, self._terminal
        if not services.windows or services.own_window is not None or self._stepping is not None:
            return False
        if terminal is None:
            return True
        scales = usable_scales(*terminal.window, terminal.scales)
        poor = terminal.scales == (1,) or all(self._step_at(k, terminal) < _LARGE for k in scales)
        return terminal.probed and poor

    @property
    def can_grow(self) -> bool:
        """Whether `grow` leads to larger letters, here or in another window, or tells how to get them."""
        if self.step == SIZE_STEPS[-1]:
            return False
        ways = self._larger() or self._offers_larger or self._full_screen_advice
        return bool(ways or self._has_zoom_key)

    @property
    def can_shrink(self) -> bool:
        """Whether `shrink` leads to smaller letters, or tells how to get them."""
        return self.step > SIZE_STEPS[0] and bool(self._smaller() or self._has_zoom_key)

    @property
    def step(self) -> int:
        """The size step that the letters amount to: as in a window that fills the screen."""
        return step_on_screen(*self._size(), self._fills)

    def size_at(self, step: int) -> tuple[int, int]:
        """Return the columns and rows of the window at a size step, as far as it can be had."""
        own, terminal = self._session.services.own_window, self._terminal
        if self._font is not None and self._font_step:
            columns, rows = self._size()
            sizes = own.points if own is not None else _CONSOLE_SIZES
            larger = sizes[step - 1] / sizes[self._font_step - 1]
            return int(columns / larger), int(rows / larger)
        if terminal is None:
            return self._size()
        columns, rows = terminal.window
        scale = self._scale_for(step, terminal)
        return columns // scale, rows // scale

    # What can be had here.

    @property
    def _choices(self) -> dict[int, int]:
        """The size steps that the letters can have without anybody's help, each with its magnification.

        Where letters are magnified, each scale has one step: that of its letters, if that step leads to it.
        """
        stepping, terminal = self._stepping, self._terminal
        if stepping is not None:
            return {step: 1 for step in SIZE_STEPS if step >= stepping.least_step}
        if terminal is None:
            return {size_step(*self._size()): 1}
        choices: dict[int, int] = {}
        for step in SIZE_STEPS:
            scale = self._scale_for(step, terminal)
            if scale not in choices.values() or step == self._step_at(scale, terminal):
                choices = {known: k for known, k in choices.items() if k != scale} | {step: scale}
        return choices

    @property
    def _offers_larger(self) -> bool:
        """Whether another window here has larger letters than the largest of this one."""
        services = self._session.services
        known = any(name not in WITHOUT_FONT for name in services.windows)
        elsewhere = known and services.own_window is None and self._stepping is None
        return self.needs_window or (elsewhere and self._now < SIZE_STEPS[-1])

    def _larger(self) -> list[int]:
        """Return the steps with larger letters than now, smallest first."""
        if self._stepping is not None or self._terminal is None:
            return [step for step in self._choices if step > self._now]
        return [step for step, scale in self._choices.items() if scale > self._terminal.scale]

    def _smaller(self) -> list[int]:
        """Return the steps with smaller letters than now, smallest first."""
        if self._stepping is not None or self._terminal is None:
            return [step for step in self._choices if step < self._now]
        return [step for step, scale in self._choices.items() if scale < self._terminal.scale]

    @property
    def _now(self) -> int:
        """The size step of the letters; where the step is set by its number, that number."""
        if self._stepping is not None and self._stores_step:
            return self._font_step
        terminal = self._terminal
        if self._stepping is not None or terminal is None:
            return size_step(*self._size())
        # The app's own size follows with its Resize.
        return self._step_at(terminal.scale, terminal)

    @staticmethod
    def _step_at(scale: int, terminal: Magnifying) -> int:
        columns, rows = terminal.window
        return step_on_screen(columns // scale, rows // scale, terminal.fills)

    @staticmethod
    def _scale_for(step: int, terminal: Magnifying) -> int:
        return scale_for(*terminal.window, step, terminal.scales, fills=terminal.fills)

    async def _change(self, step: int, screen: Announcer) -> None:
        """Change to a size step that can be had here, and announce it."""
        if self._stepping is not None and not self._show_step(step):
            await self._explain(screen)
            return
        if self._stepping is None or self._stores_step:
            await self._session.change(size_step=step)
        words = self._name(step)
        terminal = self._terminal
        if terminal is not None and self._stepping is None:
            scale = terminal.scale
            self.fit()
            words = self._full_screen_advice or self._name(self._now)
            screen.note(words, drawn=terminal.scale == scale)
        else:
            screen.note(words)
        screen.say(words)

    def _show_step(self, step: int) -> bool:
        """Have the window or its page show letters of a size step; return False if it cannot any more."""
        stepping = self._stepping
        if stepping is None or not stepping.show_step(step):
            self._font = None
            return False
        self._font_step = step
        return True

    # What somebody can do by hand.

    async def _explain(self, screen: Announcer) -> None:
        """Offer a window with large letters, or tell by which keys this one gets them."""
        advice = self._full_screen_advice
        if self.needs_window:
            self._offer_window()
        elif advice:
            screen.note(advice)
            screen.say(advice)
        elif self._has_zoom_key and self._now < SIZE_STEPS[-1]:
            await self._guide_to(self._now + 1, screen)
        else:
            words = self._session.phrases(_LARGEST_HERE)
            screen.note(words)
            screen.say(words)

    async def _guide_to(self, wanted: int, screen: Announcer) -> None:
        """Tell how to reach a size step by hand; a bar shows how near the window is."""
        await self._session.change(size_step=wanted)
        name, words = self._name(wanted), self._session.phrases(_BY_HAND)

        def guide() -> str:
            near = nearness(*self._size(), wanted)
            return (
                f"{name} {words} {filled_bar(near)}" if near < 1 else f"{name} {filled_bar(near)}"
            )

        # The notice is a function, so that its bar follows every resize of the window.
        screen.note(guide)
        screen.say(f"{name} {words}")

    @property
    def _full_screen_advice(self) -> str:
        """What to press in a window that takes a part of the screen; empty in any other."""
        key = _FULL_SCREEN_KEYS.get(self._session.services.terminal, "")
        if not key or min(self._fills) >= _FULL:
            return ""
        return self._session.phrases(
            "Please press {key}: the window then fills the screen.", key=key
        )

    @property
    def _has_zoom_key(self) -> bool:
        return self._session.services.terminal not in _NO_ZOOM_KEY

    def _name(self, step: int) -> str:
        phrases = self._session.phrases
        return phrases("Letter size: {size}.", size=phrases(SIZE_NAMES[step]))

    @property
    def _fills(self) -> tuple[float, float]:
        """The part of the screen's width and height that the window takes; 1 where that is not known."""
        return (1.0, 1.0) if self._terminal is None else self._terminal.fills

    @property
    def _stores_step(self) -> bool:
        """Whether the records store a size step that is set by its number; other browsers store their own."""
        return self._font is not None or self._session.services.own_window is not None

    @property
    def _terminal(self) -> Magnifying | None:
        """The driver, if its terminal can magnify letters."""
        driver = self._driver()
        return driver if isinstance(driver, Magnifying) else None

    @property
    def _stepping(self) -> SteppingLetters | None:
        """The font of our own window, or the driver of a browser: they show letters of any step."""
        driver = self._driver()
        return self._font or (driver if isinstance(driver, SteppingLetters) else None)
