"""Turns what a terminal sends into events, whatever it is: what makes no sense is dropped."""

from collections.abc import Callable, Iterable, Iterator

from textual import events
from textual._parser import Parser
from textual._time import get_time
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message

from tutor.terminal.probe import screen_pixels

# A paste that pauses longer has lost its end; it would take every key after it for its text.
_LONGEST_PAUSE_SECONDS = 1.0


class ScreenPixels(events.Key):
    """The terminal reports width and height of its screen in pixels; it comes among the keys."""

    def __init__(self, pixels: tuple[int, int]) -> None:
        super().__init__("screen-pixels", None)
        self.pixels = pixels


class TerminalParser(XTermParser):
    """Textual's parser of input, which goes on after a sequence that it cannot read and a paste without end.

    It also knows the report of the screen and takes it for no keys. `clock` returns seconds.
    """

    def __init__(self, debug: bool = False, clock: Callable[[], float] = get_time) -> None:
        super().__init__(debug)
        self._clock = clock
        self._latest = ""
        self._pastes = False
        self._latest_at = 0.0

    def feed(self, data: str) -> Iterator[Message]:
        """Yield the events of what has arrived; "" ends the input."""
        if not data:
            yield from super().feed(data)
        self._latest_at = self._clock()
        for sign in data:
            self._latest = (self._latest + sign)[-len(BRACKETED_PASTE_START) :]
            if self._latest in (BRACKETED_PASTE_START, BRACKETED_PASTE_END):
                self._pastes = self._latest == BRACKETED_PASTE_START
            yield from self._read(super().feed(sign))

    def tick(self) -> Iterator[Message]:
        """Yield what is an event because nothing has followed for a while."""
        yield from self._read(super().tick())
        if self._pastes and self._clock() - self._latest_at > _LONGEST_PAUSE_SECONDS:
            yield from self.feed(BRACKETED_PASTE_END)

    def _read(self, found: Iterable[Message]) -> list[Message]:
        try:
            return list(found)
        except Exception:
            # Such as a key code beyond Unicode. What the parser knows of the terminal stays.
            Parser.__init__(self)
            self._pastes = False
            return []

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        pixels = screen_pixels(sequence)
        if pixels is not None:
            return (ScreenPixels(pixels),)
        return super()._sequence_to_key_events(sequence, alt)
