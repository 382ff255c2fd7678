"""`View`: the lines, choices and phone of one moment, for screens, plain mode and the voice alike.

Texts are final: in the learner's language and form of address, clean, with emphasis as *stars*.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from tutor.content.text import strip_emphasis, with_stop

if TYPE_CHECKING:
    from pathlib import Path

    from tutor.content.model import Picture
    from tutor.content.words import WordPlace

# lead: the first sentence; quote: words of a message or a caller; note: the program's own word;
# caption: what a picture shows; shown: names the number to press, once the hint ladder shows the answer;
# press: which press comes next, on the page of what it names; again: a task that was read before;
# heard: a line of a talk that is looked back on; gain: what a learner did not lose to a scam;
# reply: what is said of the answer before; sender: who speaks or writes; ring: what a ringing phone shows;
# pressure: the signs of a scam met so far, seen and not said: said every time, it would only be noise;
# its `spoken` is for plain mode.
Role = Literal[
    "lead",
    "again",
    "body",
    "quote",
    "because",
    "hint",
    "shown",
    "note",
    "press",
    "keep",
    "banner",
    "caption",
    "heard",
    "gain",
    "reply",
    "sender",
    "ring",
    "pressure",
]
Mark = Literal["", "shown", "ticked", "found", "placed"]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence. `spoken` is said instead of the text where it is set; `caller` is a second voice.

    `brief` stands for the text where a row has no room for more.
    What was `typed` by a learner is shown as it stands: stars are stars. `terms` are the words in its plain
    text that are marked, because they can be explained. What was `heard` on an earlier page of the same step
    is read aloud only when the learner asks to hear the page again. The file of a `sound` is heard after the
    line, which says what it is.
    """

    text: str
    role: Role = "body"
    spoken: str = ""
    caller: bool = False
    typed: bool = False
    brief: str = ""
    terms: "tuple[WordPlace, ...]" = ()
    heard: bool = False
    sound: "Path | None" = None

    @property
    def said(self) -> str:
        """What the voice says for this line."""
        if self.role == "pressure":
            return ""
        return self.spoken or self.plain

    @property
    def plain(self) -> str:
        """The text without the stars of emphasis."""
        return self.text if self.typed else strip_emphasis(self.text)


def as_heard(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return lines that were read aloud on an earlier page of the same step."""
    return tuple(replace(line, heard=True) for line in lines)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something with a number on it. `detail` is its second line, `value` its state (on, off, 7 of 10).

    `field` marks one that takes typed text; `way_out` the one that is always on the same number, and
    `short` is what that is called in the key bar where the whole text is too long. One `within` is a part of
    a running text; one `in_bar` stands in the key bar on every page. An `own` one is what the learner writes.
    """

    number: int
    text: str
    detail: str = ""
    value: str = ""
    mark: Mark = ""
    field: bool = False
    way_out: bool = False
    short: str = ""
    within: bool = False
    in_bar: bool = False
    own: bool = False

    @property
    def said(self) -> str:
        """What the voice says for this choice: its number, then all it shows."""
        parts = (
            f"{self.number}",
            strip_emphasis(self.text),
            self.value,
            strip_emphasis(self.detail),
        )
        return " ".join(with_stop(part) for part in parts if part)


@dataclass(frozen=True, slots=True)
class PhoneFrame:
    """The practice phone: its screen's title, what can be read on it and what can be pressed.

    The numbers of `together` have to be seen at once, the first of them before all others. `status` is what
    the upper edge of a phone shows, the time and the network; it is not read.
    """

    label: str
    title: str
    lines: tuple[str, ...]
    choices: tuple[Choice, ...]
    dark: bool = False
    live: bool = True
    together: tuple[int, ...] = ()
    status: str = ""


# Signs of caps that type nothing: they erase the last letter, or turn to the other face of the keyboard.
ERASE, TURN = "\b", "\t"


@dataclass(frozen=True, slots=True)
class Cap:
    """One key of a drawn keyboard: what stands on it, what it types, and how many keys wide it is."""

    text: str
    types: str
    columns: int = 1


Board = tuple[tuple[Cap, ...], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place to type; `keyboard` tells what is typed there, `boards` the shapes it can be drawn in.

    `means` is how the phone reads what stands there, as an amount in groups of digits.
    """

    keyboard: str = "any"
    boards: tuple[Board, ...] = ()
    means: str = ""


@dataclass(frozen=True, slots=True)
class MarkedKey:
    """A drawing of the laptop's keyboard with one key marked: a digit, a letter, "enter" or "left"."""

    key: str


@dataclass(frozen=True, slots=True)
class PhotoFrame:
    """Room for a photograph, in cells."""

    file: "Path"
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """What was written before in a chat, by the other side or as the learner's `own` answer."""

    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class View:
    """All that one moment shows. An empty `next_label` means that Enter has nothing to do but read again.

    The file of a `photo` is shown where that is possible; its caption is among the lines.
    The `history` of a chat, the oldest first, is for the eye, as far as there is room: nobody reads it aloud.
    """

    title: str
    lines: tuple[Line, ...]
    choices: tuple[Choice, ...] = ()
    phone: PhoneFrame | None = None
    picture: "Picture | MarkedKey | PhotoFrame | None" = None
    photo: "Path | None" = None
    entry: Entry | None = None
    history: tuple[ChatMessage, ...] = ()
    next_label: str = ""
    step: int = 0
    steps: int = 0

    def choice(self, number: int) -> Choice | None:
        """Return what carries this number, on the page or on the phone, None when nothing does."""
        for choice in self.numbered():
            if choice.number == number:
                return choice
        return None

    def numbered(self) -> Iterator[Choice]:
        """Yield everything that can be picked by its number; of a watched phone, what it presses next."""
        yield from self.choices
        if self.phone is not None:
            yield from (c for c in self.phone.choices if self.phone.live or c.mark == "shown")
