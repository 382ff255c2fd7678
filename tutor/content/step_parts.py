"""The parts that steps are made of: options, cards, parts of messages, lines of a conversation."""

from dataclasses import dataclass, field
from typing import Literal, get_args

from tutor.content.model import written

Tactic = Literal[
    "authority",
    "fear",
    "urgency",
    "secrecy",
    "payment",
    "affection",
    "greed",
    "link",
    "install",
    "photo",
]
# What a text can be searched for that is no sign of a scam.
Detail = Literal["date", "who", "place", "amount", "dose"]
Flag = Literal[Tactic, "code", "sender", "spelling", Detail]
TACTICS: tuple[Tactic, ...] = get_args(Tactic)
DETAILS: tuple[Detail, ...] = get_args(Detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """Notes for the volunteer: what to ask, seconds to wait, what to avoid, work on own phones."""

    ask: str = ""
    wait: int = 0
    avoid: str = ""
    own_phone: str = field(default="", metadata=written(key="own-phone"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An answer to choose; `because` says why it is right, or what would have happened.

    `because_again` is said in its place where it is the second wrong answer.
    """

    text: str
    because: str
    right: bool = False
    because_again: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card to put on one of two sides; `side` names the right one.

    `because_again` is said in the place of `because` after a second wrong answer. `careful` thanks those who
    were careful with a genuine card, and stands before the first reason.
    """

    text: str
    side: str
    because: str
    because_again: str = ""
    careful: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Something to know again and what it means; `picture` shows it where there is room.

    `text` says what it looks like, or its name. `because` says more after the answer, `because_again` in its
    place after a second wrong one.
    """

    text: str
    means: str
    because: str
    because_again: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortMessage:
    """A message that stands beside another one."""

    sender: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a message; a part with a `flag` is suspicious, or a detail to find; `because` says why."""

    text: str
    flag: Flag | Literal[""] = ""
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message on a phone."""

    sender: str
    parts: tuple[Part, ...] = field(metadata=written(text_as="text"))

    @property
    def has_details(self) -> bool:
        """Whether details are looked for in it, such as a date on a label, and no signs of a scam."""
        return any(part.flag in DETAILS for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """The name and masked number of a caller or sender, as the phone shows them."""

    name: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer that the learner can give; `to` is a node or one of ENDINGS.

    `because_again` is said in the place of `because` where the scam was believed before. `stops`: ending the
    contact at this line counts as this answer, as where a genuine caller asks to be
    called back.
    """

    text: str
    to: str
    because: str = ""
    stops: bool = False
    because_again: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A line of the caller with its possible answers; `tactic` holds the tactics that the line uses."""

    says: str
    answers: tuple[Answer, ...]
    tactic: tuple[Tactic, ...] = field(default=(), metadata=written(one_or_more=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderItem:
    """An item to put in order; `because` says why it comes later, where it is chosen too early.

    `anytime`: it is right whenever it is chosen, as asking for help or hanging up is.
    """

    text: str
    because: str = ""
    anytime: bool = False
