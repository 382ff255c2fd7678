"""What a terminal can show: how it magnifies letters, and with how many colours.

What a terminal calls itself says little about magnifying (tmux, old versions, other front ends). So the
probe makes it write something and report where its cursor is then. It writes into the app's own screen
before anything is drawn there; the reports arrive among the keys.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

Way = Literal["lines", "text"]
"""Double-size lines of DEC terminals, or kitty's text sizing."""

ANSWERS = 2
# What the app cannot do without an answer is offered after this; an answer is taken whenever it comes.
PATIENCE_SECONDS = 2.0
# F3 pressed with Shift, Alt or Ctrl looks like a report from the beginning of the first row.
_MODIFIERS = 16

_DOUBLE_WIDE, _NORMAL = "\x1b#6", "\x1b#5"
_WHERE = "\x1b[6n"
_SCREEN_PIXELS = "\x1b[15t"
_SIZED_ROW = 3
_SCREEN_REPORT = re.compile(r"\x1b\[5;(\d{1,5});(\d{1,5})t")

# These understand 256 colours under any name; told of 16, they would show our dark letters as grey.
_SHOW_256 = ("xterm", "screen", "tmux", "rxvt", "konsole", "vte", "alacritty", "foot", "kitty")


class Probe:
    """The answers of one terminal, as they come in. `clock` returns seconds.

    A slow laptop may read them long after they were written. They are right all the same, because the
    terminal answers before it shows what is drawn after the question.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._asked_at: float | None = None
        self._reports: list[tuple[int, int]] = []

    @property
    def is_asked(self) -> bool:
        """Whether the terminal has been asked."""
        return self._asked_at is not None

    @property
    def is_answered(self) -> bool:
        """Whether every answer has come."""
        return len(self._reports) == ANSWERS

    @property
    def way(self) -> Way | None:
        """How the terminal magnifies, as far as it has answered."""
        return way_of(self._reports)

    def ask(self, columns: int) -> str:
        """Return what to write into an empty screen of so many columns."""
        self._asked_at = self._clock()
        return question(columns)

    def take(self, report: tuple[int, int]) -> bool:
        """Take a report of the cursor; return True if it is the last one that was asked for."""
        if self._asked_at is None or self.is_answered:
            return False
        column, row = report
        is_late = self._clock() - self._asked_at > PATIENCE_SECONDS
        if is_late and row == 0 and column < _MODIFIERS:
            return False
        self._reports.append(report)
        return self.is_answered


def question(columns: int) -> str:
    """Return what to write into an empty screen of so many columns; it leaves the screen empty.

    The first report comes from a line of double width with two letters more than it holds, the second
    from one letter of double size. Some terminals report the pixels of their screen before both. Wrapping is
    off afterwards, as Textual wants it.
    """
    overfull = " " * (columns // 2 + 2)
    return (
        f"\x1b[0m\x1b[?7h{_SCREEN_PIXELS}\x1b[1;1H{_DOUBLE_WIDE}{overfull}{_WHERE}"
        f"\x1b[{_SIZED_ROW + 1};1H\x1b]66;s=2; \x1b\\{_WHERE}"
        f"\x1b[1;1H{_NORMAL}\x1b[2J\x1b[H\x1b[?7l"
    )


def way_of(reports: Sequence[tuple[int, int]]) -> Way | None:
    """Return how the terminal magnifies, None if it cannot; a report is column and row, from 0."""
    if len(reports) != ANSWERS:
        return None
    (_, wrapped_to), (moved_to, sized_on) = reports
    if sized_on == _SIZED_ROW and moved_to == 2:
        return "text"
    return "lines" if wrapped_to == 1 else None


def screen_pixels(sequence: str) -> tuple[int, int] | None:
    """Return width and height of the screen in a report of its pixels, None for any other sequence."""
    found = _SCREEN_REPORT.fullmatch(sequence)
    return (int(found[2]), int(found[1])) if found else None


def scales_of(way: Way | None) -> tuple[int, ...]:
    """Return the factors by which a way can enlarge letters; 1 is always among them."""
    match way:
        case "text":
            return (1, 2, 3)
        case "lines":
            return (1, 2)
        case None:
            return (1,)


def colour_system(environ: Mapping[str, str]) -> str:
    """Return the value for TEXTUAL_COLOR_SYSTEM: `256` where the terminal says too little of itself."""
    explicit = environ.get("TEXTUAL_COLOR_SYSTEM")
    if explicit:
        return explicit
    term = environ.get("TERM", "")
    vague = not environ.get("COLORTERM") and "256color" not in term and "direct" not in term
    return "256" if vague and term.startswith(_SHOW_256) else "auto"
