"""Pictures of the practice phone as data: what is on the screen, and what is pressed or looks wrong there."""

from collections.abc import Iterable
from dataclasses import dataclass

from tutor.content.steps import Call, Chat, Lesson, Spot
from tutor.i18n import N_
from tutor.phone import Line, Target
from tutor.publish.pen import Pen
from tutor.publish.walk import Press

# At letters this large no more fit beside each other.
MOST_PICTURES = 2
_MOST_ROWS = 6
# The way out of a call or a chat has this number in every lesson.
_WAY_OUT = "9"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a screen; `number` is what is pressed for it, empty where nothing is.

    `marked` is what to press; `odd` is a part of a message that gives a scam away.
    """

    text: str
    number: str = ""
    marked: bool = False
    odd: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A practice phone; `above` and `below` tell that its screen has more rows than the picture.

    `caption` stands over it: of a scam it says so, for on paper nobody else does.
    """

    title: str
    rows: tuple[Row, ...]
    above: bool = False
    below: bool = False
    caption: str = ""


def pictures(lesson: Lesson, walks: Iterable[tuple[Press, ...]], pen: Pen) -> tuple[Picture, ...]:
    """Return up to two pictures of a lesson: the way on the phone, else a message, else a call to refuse."""
    for presses in walks:
        if presses:
            return _screens(presses, pen)
    for step in lesson.steps:
        if isinstance(step, Spot) and any(part.flag for part in step.message.parts):
            return (_message(step, pen),)
    for step in lesson.steps:
        if isinstance(step, Call | Chat) and not step.genuine:
            return (_refused(step, pen),)
    return ()


def _screens(presses: tuple[Press, ...], pen: Pen) -> tuple[Picture, ...]:
    """Return the first screens of a way, each with the first press on it."""
    firsts: dict[str, Press] = {}
    for made in presses:
        firsts.setdefault(made.seen.screen, made)
    return tuple(_screen(made, pen) for made in list(firsts.values())[:MOST_PICTURES])


def _screen(made: Press, pen: Pen) -> Picture:
    # Keys on the phone's edge and moves of the hand are not on its screen; what is pressed is always shown.
    items = [item for item in made.seen.rows if item.kind != "key" or item == made.target]
    if made.target not in items:
        items.append(made.target)
    at = items.index(made.target)
    first = max(0, min(at - 1, len(items) - _MOST_ROWS))
    kept = items[first : first + _MOST_ROWS]
    return Picture(
        pen.text(made.seen.title),
        tuple(_row(item, made.target, pen) for item in kept),
        above=first > 0,
        below=first + len(kept) < len(items),
    )


def _row(item: Line | Target, pressed: Target, pen: Pen) -> Row:
    text = pen.text(item.label)
    if isinstance(item.value, bool):
        text = f"{text}: {pen(N_('on') if item.value else N_('off'))}"
    if isinstance(item, Line):
        return Row(text)
    return Row(text, str(item.number), marked=item == pressed)


def _message(step: Spot, pen: Pen) -> Picture:
    rows = (Row(pen.text(part.text), odd=bool(part.flag)) for part in step.message.parts)
    caption = pen(N_("A scam. Its signs are underlined."))
    return Picture(pen.text(step.message.sender), tuple(rows), caption=caption)


def _refused(step: Call | Chat, pen: Pen) -> Picture:
    call = isinstance(step, Call)
    out = pen(N_("Hang up") if call else N_("Block the sender"))
    said = next(iter(step.nodes.values())).says
    caller = " ".join(filter(None, (pen.text(step.caller.name), pen.text(step.caller.number))))
    rows = (
        Row(caller),
        Row(f"“{pen.text(said)}”"),
        Row(out, _WAY_OUT, marked=True),
    )
    title = pen(N_("Practice call") if call else N_("Practice messages"))
    caption = pen(N_("A scam call. Please hang up.") if call else N_("A scam. Please block it."))
    return Picture(title, rows, caption=caption)
