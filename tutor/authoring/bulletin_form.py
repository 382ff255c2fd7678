"""The form of a scam bulletin: what a volunteer says of a trick that is going round, cleaned and measured."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from tutor.content.decoding import Decoder, Refused
from tutor.content.model import Problem
from tutor.content.text import one_line
from tutor.content.yaml_reader import Document, Value

Want = Literal["money", "code", "link", "install", "photo"]
"""What they are after."""
Pretence = Literal["bank", "office", "power", "delivery", "family", "clinic", "shop", "other"]
"""Whom they claim to be."""
Way = Literal["call", "message"]
Tell = Literal["urgency", "fear", "secrecy"]
"""A sign of a scam in the words of a disguise, besides what they ask for."""

DISGUISES = (2, 3)
# The most letters of a text.
TITLE, SAYS, SENDER, INSTEAD, SOURCE = 40, 160, 24, 60, 50


def _text(most: int, *, optional: bool = False) -> Callable[[Value, str], str]:
    """Return a reader of texts: in one line, without unsafe characters.

    It raises Refused where a text has no words or more than so many letters.
    """

    def read(value: Value, _language: str) -> str:
        if optional and value == "":
            return ""
        text = one_line(value) if isinstance(value, str) else ""
        if not any(map(str.isalnum, text)) or len(text) > most:
            raise Refused("bulletin-text", count=str(most))
        return text

    return read


@dataclass(frozen=True, slots=True, kw_only=True)
class Disguise:
    """The words in which the trick comes; without `sender` nobody knows who it is.

    `tells` None are those that are found in the words.
    """

    says: Annotated[str, _text(SAYS)]
    sender: Annotated[str, _text(SENDER, optional=True)] = ""
    way: Way | None = None
    tells: tuple[Tell, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinForm:
    """A trick that is going round: how it comes, what they are after, what to do instead, who says so.

    `day` is the day on which the source said so.
    """

    title: Annotated[str, _text(TITLE)]
    way: Way
    pretends: Pretence
    wants: Want
    disguises: tuple[Disguise, ...]
    instead: Annotated[str, _text(INSTEAD)]
    source: Annotated[str, _text(SOURCE)]
    day: date

    def __post_init__(self) -> None:
        least, most = DISGUISES
        if not least <= len(self.disguises) <= most:
            raise Refused("bulletin-disguises", count=str(len(self.disguises)))


def read_form(document: Document) -> tuple[BulletinForm | None, list[Problem]]:
    """Return the form of a document, or None and all its problems."""
    decoder = Decoder(document)
    form: Any = decoder.decode(BulletinForm, document.data)
    return (None if decoder.problems else form), decoder.problems
