"""A driver of Textual that magnifies letters: it rewrites output for the terminal and input for the app."""

import fcntl
import os
import select
import signal
import struct
import sys
import termios
from codecs import getincrementaldecoder
from collections.abc import Mapping
from pathlib import Path
from threading import Event, Thread, Timer
from typing import Any

from textual import events
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from tutor.terminal.magnifier import Magnifier
from tutor.terminal.parser import ScreenPixels, TerminalParser
from tutor.terminal.photos import PhotoPlace, kitty_commands
from tutor.terminal.probe import PATIENCE_SECONDS, Probe, Way, scales_of

# Windows has neither these signals nor these calls; there Textual's own driver runs.
assert sys.platform != "win32"

_POLL_MILLISECONDS = 1000
_TICK_SECONDS = 0.1
_BLOCK_BYTES = 4096
# No window has more columns or rows; a report of more would have the app draw until the memory is full.
_MOST_CELLS = 1000
_EXIT_SECONDS = 3.0
# Width and height in pixels of a letter of xterm's font `fixed`.
_DEFAULT_CELL = (6, 13)
_GROUND, _DEFAULT_GROUND = "\x1b]11;{}\x1b\\", "\x1b]111\x1b\\"
# Kitty draws the first ring itself, as a hairline that weak eyes do not see; the other comes from the font.
_HAIRLINE_RING, _RING = "○", "◯"


def seen_rings(data: str, way: Way | None) -> str:
    """Return output with rings that are seen in the terminal, known by how it magnifies."""
    return data.replace(_HAIRLINE_RING, _RING) if way == "text" else data


def counts_seen_columns(environ: Mapping[str, str]) -> bool:
    """Return True if the terminal reports the mouse in visible columns on lines of double width.

    Konsole does; others report columns of the window. An xterm started in Konsole inherits its variables.
    """
    return "KONSOLE_VERSION" in environ and "XTERM_VERSION" not in environ


def gives_ground_back(way: Way | None, environ: Mapping[str, str]) -> bool:
    """Return True if the terminal, known by how it magnifies, restores the colour of its window.

    Kitty and xterm do, Konsole does not; a Konsole started in xterm inherits its variables.
    """
    xterm = "XTERM_VERSION" in environ and "KONSOLE_VERSION" not in environ
    return way == "text" or (way == "lines" and xterm)


def has_default_font(
    window: tuple[int, int], pixels: tuple[int, int], environ: Mapping[str, str]
) -> bool:
    """Return True for an xterm with its default bitmap font, by the columns, rows and pixels of its window.

    That font lacks most bold Vietnamese letters of double size.
    """
    cell = (pixels[0] // window[0], pixels[1] // window[1])
    return "XTERM_VERSION" in environ and cell == _DEFAULT_CELL


class MagnifyingDriver(LinuxDriver):
    """Reports a smaller window to the app and writes what it draws in larger letters.

    The terminal is asked once, at the start, what it can do. Until it answers, however late, `scales` is (1,)
    and the driver behaves like Textual's own. See `tutor.terminal.letters` for what the app reads.
    """

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.window = _in_bounds(super()._get_terminal_size())
        self.scale = 1
        self.scales: tuple[int, ...] = (1,)
        self.probed = False
        self.fills = (1.0, 1.0)
        self._screen: tuple[int, int] | None = None
        self._magnifier = Magnifier(xterm="XTERM_VERSION" in os.environ)
        self._way: Way | None = None
        self._probe = Probe(self._loop.time)
        self._watching = Event()
        self._has_terminal = False
        self._suspended = False
        self._ground = ""
        self._photo: tuple[PhotoPlace | None, int] = (None, 1)
        self._counts_seen_columns = counts_seen_columns(os.environ)

    # For the app.

    def magnify(self, scale: int) -> None:
        """Show letters `scale` times as large; raises ValueError for one that is not of `scales`."""
        if scale not in self.scales:
            raise ValueError(f"cannot magnify {scale} times")
        if scale == self.scale:
            return
        self.scale = scale
        self._prepare_terminal()
        self._tell_size()

    def show_ground(self, colour: str) -> None:
        """Colour the edge of the window too, where no whole letter fits.

        Only where the terminal restores the colour.
        """
        if colour != self._ground:
            self._ground = colour
            self._paint_edge()

    def can_show(self, file: Path, /) -> bool:
        """Tell whether this photograph can be shown: in kitty, which alone has text sizing, a PNG."""
        return self._way == "text" and file.suffix == ".png"

    def show_photo(self, place: PhotoPlace | None) -> None:
        """Show a photograph in place of the one shown before, or none."""
        wanted = (place, self.scale)
        if self._way == "text" and wanted != self._photo:
            self._photo = wanted
            super().write(kitty_commands(place, self.scale))

    # Output.

    def write(self, data: str) -> None:
        """Write what Textual draws, magnified."""
        super().write(self._magnifier.translate(seen_rings(data, self._way)))

    def _prepare_terminal(self) -> None:
        """Clear the terminal and set its lines to the present scale."""
        if self._way is None or self.scale == 1:
            super().write(self._magnifier.end())
        else:
            super().write(self._magnifier.begin(self._way, self.scale, *self.window))

    def _paint_edge(self) -> None:
        if self._has_terminal and self._has_edge:
            super().write(_GROUND.format(self._ground))

    @property
    def _has_edge(self) -> bool:
        """Whether the edge of the window is coloured, and restored at the end."""
        return gives_ground_back(self._way, os.environ) and bool(self._ground)

    def start_application_mode(self) -> None:
        """Take over the terminal; the first time, ask it what it can do."""
        self.window = _in_bounds(super()._get_terminal_size())
        before = self._writer_thread
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._writer_thread is before:
            # In the background the terminal is not available yet.
            return
        signal.signal(signal.SIGWINCH, self._on_window_change)
        # Without this, Python would end at once and leave a terminal with large lines behind.
        for end in (signal.SIGTERM, signal.SIGHUP):
            self._loop.add_signal_handler(end, self._app.exit)
        self._has_terminal = True
        self._watching = Event()
        Thread(target=self._end_with_terminal, args=(self._watching,), daemon=True).start()
        if not self._probe.is_asked:
            super().write(self._probe.ask(self.window[0]))
            self._loop.call_later(PATIENCE_SECONDS, self._end_probe)
        else:
            # Back from a suspension: the screen is empty, and Textual thinks that it is drawn.
            if self.scale > 1:
                self._prepare_terminal()
            self._paint_edge()
            self._draw_again()

    def _end_with_terminal(self, ended: Event) -> None:
        """End the app once its terminal is gone: not every way of closing a window sends a signal.

        Reading from such a terminal returns at once, so a remaining app would keep a processor busy.
        """
        while not ended.is_set():
            if _is_closed(self.fileno, _POLL_MILLISECONDS) and not ended.is_set():
                self._loop.call_soon_threadsafe(self._app.exit)
                _end_soon()
                return

    def stop_application_mode(self) -> None:
        """Give a normal terminal back, for a while or for good."""
        if not self._suspended:
            # The app is ending: on a normal terminal, Ctrl C and Ctrl Z would be signals to it.
            for key in (signal.SIGINT, signal.SIGTSTP):
                signal.signal(key, signal.SIG_IGN)
            signal.signal(signal.SIGCONT, signal.SIG_DFL)
        self._has_terminal = False
        self._watching.set()
        if _is_closed(self.fileno):
            _end_soon()
        if self.scale > 1:
            super().write(self._magnifier.end())
        if self._has_edge:
            super().write(_DEFAULT_GROUND)
        super().stop_application_mode()

    def suspend_application_mode(self) -> None:
        """Give a normal terminal back for a while."""
        self._suspended = True
        super().suspend_application_mode()

    def resume_application_mode(self) -> None:
        """Take the terminal over again."""
        super().resume_application_mode()
        self._suspended = False

    def _sigcont_application(self, *_: object) -> None:
        """Go on where the process was stopped.

        A process stopped by SIGSTOP still has the terminal: it is released first, or two threads would read
        the keys. A process that is ending needs no terminal. If the terminal is gone, the kernel continues
        the process, and there is nothing to take over.
        """
        if _is_closed(self.fileno):
            return
        if self._has_terminal and not self._suspended:
            self.suspend_application_mode()
        if self._suspended:
            super()._sigcont_application()

    # Input.

    def run_input_thread(self) -> None:
        """Read the terminal until the app ends or the terminal is gone."""
        parser = TerminalParser(self._debug)
        decode = getincrementaldecoder("utf-8")("ignore").decode
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno], [], [], _TICK_SECONDS)
            try:
                block = os.read(self.fileno, _BLOCK_BYTES) if ready else b""
            except OSError:
                return
            if ready and not block:
                return
            text = decode(block)
            for event in (*(parser.feed(text) if text else ()), *parser.tick()):
                self.process_message(event)

    def _get_terminal_size(self) -> tuple[int, int]:
        width, height = _in_bounds(super()._get_terminal_size())
        return width // self.scale, height // self.scale

    def _on_window_change(self, *_: object) -> None:
        # A signal may come in the middle of a translation.
        self._loop.call_soon_threadsafe(self._window_changed, None)

    def process_message(self, message: Message) -> None:
        """Handle what the terminal sent; called in the thread that reads it."""
        match message:
            case events.Resize():
                self._loop.call_soon_threadsafe(self._window_changed, message.pixel_size)
                return
            case ScreenPixels():
                self._loop.call_soon_threadsafe(self._measure_screen, message.pixels)
                return
            case events.CursorPosition() if not self._probe.is_answered:
                self._loop.call_soon_threadsafe(self._answered, (message.x, message.y))
                return
            case events.MouseEvent() if self.scale > 1:
                self._shrink(message)
        super().process_message(message)

    def _shrink(self, event: events.MouseEvent) -> None:
        across = 1 if self._counts_seen_columns else self.scale
        event._x = event._screen_x = event._screen_x / across
        event._y = event._screen_y = event._screen_y / self.scale
        event._delta_x = int(event._delta_x / across)
        event._delta_y = int(event._delta_y / self.scale)

    def _answered(self, report: tuple[int, int]) -> None:
        if self._probe.take(report):
            default = has_default_font(self.window, _window_pixels(self.fileno), os.environ)
            self._way = None if default else self._probe.way
            self.scales = scales_of(self._way)
            self._paint_edge()
            self.probed = True
            self._tell_size()

    def _end_probe(self) -> None:
        """Tell the app that it must do with what is known of the terminal so far."""
        if not self.probed:
            self.probed = True
            self._tell_size()

    def _measure_screen(self, screen: tuple[int, int]) -> None:
        self._screen = screen
        self._measure_window()
        self._tell_size()

    def _measure_window(self) -> None:
        """Compare the pixels of window and screen, where the terminal tells both."""
        window = _window_pixels(self.fileno)
        if self._screen is not None and all(self._screen) and all(window):
            across, down = (
                min(1.0, part / whole) for part, whole in zip(window, self._screen, strict=True)
            )
            self.fills = (across, down)

    def _window_changed(self, pixels: Size | None) -> None:
        # The kernel knows the size; what is reported among the keys may be no report of this terminal.
        self.window = _in_bounds(super()._get_terminal_size())
        self._measure_window()
        if self.scale > 1:
            self._prepare_terminal()
            self._draw_again()
        self._tell_size(pixels)

    def _tell_size(self, pixels: Size | None = None) -> None:
        size = Size(self.window[0] // self.scale, self.window[1] // self.scale)
        self.send_message(events.Resize(size, size, size, pixels))

    def _draw_again(self) -> None:
        """Draw everything again; Textual itself does so only when the size changes."""
        self._app.refresh(layout=True)


def _in_bounds(size: tuple[int, int]) -> tuple[int, int]:
    """Return a size in columns and rows that a window can have."""
    columns, rows = size
    return max(1, min(columns, _MOST_CELLS)), max(1, min(rows, _MOST_CELLS))


def _end_soon() -> None:
    """End the process within seconds, whatever it waits for.

    Writing into a terminal that is gone may block for ever. All answers are on disk.
    """
    exit_timer = Timer(_EXIT_SECONDS, os._exit, (0,))
    exit_timer.daemon = True
    exit_timer.start()


def _window_pixels(terminal: int) -> tuple[int, int]:
    """Return width and height of a terminal's window in pixels, zeros where it does not tell."""
    try:
        size = fcntl.ioctl(terminal, termios.TIOCGWINSZ, bytes(8))
    except OSError:
        return 0, 0
    _, _, width, height = struct.unpack("4H", size)
    return width, height


def _is_closed(terminal: int, milliseconds: int = 0) -> bool:
    """Return True if a terminal is closed, now or within this time."""
    look = select.poll()
    look.register(terminal, 0)
    return bool(look.poll(milliseconds))
