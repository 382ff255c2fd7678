"""Asks a terminal whether it can magnify letters, and reads its answers.

What a terminal calls itself says little (tmux, old versions, other front ends), so it is made to write
something and tell where its cursor stands then. The question is written into the app's own screen before
anything is drawn on it; the answers arrive among the keys.
"""

from collections.abc import Sequence

from tutor.display.magnifier import Way

_DOUBLE_WIDE, _NORMAL = "\x1b#6", "\x1b#5"
_WHERE = "\x1b[6n"
_SIZED_ROW = 3
ANSWERS = 2


def question(columns: int) -> str:
    """Return what to write into an empty screen of so many columns; it leaves the screen empty.

    The first report comes from a line of double width that was filled by two letters more than it holds;
    the second from one letter of double size. Wrapping is off afterwards, as Textual wants it.
    """
    overfull = " " * (columns // 2 + 2)
    return (
        f"\x1b[0m\x1b[?7h\x1b[1;1H{_DOUBLE_WIDE}{overfull}{_WHERE}"
        f"\x1b[{_SIZED_ROW + 1};1H\x1b]66;s=2; \x1b\\{_WHERE}"
        f"\x1b[1;1H{_NORMAL}\x1b[2J\x1b[H\x1b[?7l"
    )


def way_of(reports: Sequence[tuple[int, int]]) -> Way | None:
    """Return how the terminal magnifies by its two reports (column and row from 0), None if it can't."""
    if len(reports) != ANSWERS:
        return None
    (_, wrapped_to), (moved_to, sized_on) = reports
    if sized_on == _SIZED_ROW and moved_to == 2:
        return "text"
    return "lines" if wrapped_to == 1 else None


def scales_of(way: Way | None) -> tuple[int, ...]:
    """Return how many times a way can enlarge letters; 1 is always among them."""
    match way:
        case "text":
            return (1, 2, 3)
        case "lines":
            return (1, 2)
        case None:
            return (1,)
