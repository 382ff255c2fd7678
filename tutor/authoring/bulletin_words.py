"""The words around those of the form: what a scam bulletin says besides, from `bulletins/<language>.yaml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from tutor.authoring.bulletin_form import Pretence, Tell, Want
from tutor.content.decoding import Decoder
from tutor.content.step_parts import Tactic
from tutor.content.yaml_reader import read_document

LANGUAGE = "vi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """An answer or a card of a genuine call or message, and what is said of it."""

    because: str
    text: str = ""
    because_again: str = ""
    careful: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScamAnswers:
    """The two answers to a disguise, and the reason of the right one."""

    refuse: str
    refused: str
    consent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongWay:
    """Something that is better not done first, in several lengths, with two reasons."""

    text: tuple[str, ...]
    because: str
    because_again: str

    def option(self, beside: str) -> dict[str, str]:
        """Return it as an option about as long as the right one beside it."""
        nearest = min(self.text, key=lambda text: abs(len(text) - len(beside)))
        return {"text": nearest, "because": self.because, "because_again": self.because_again}


@dataclass(frozen=True, slots=True, kw_only=True)
class WantWords:
    """What is said about one thing that they are after; `name` is how the form asks for it."""

    name: str
    wants: str
    objective: str
    tactic: Tactic
    skills: tuple[str, ...]
    picture: str
    answers: tuple[ScamAnswers, ...]
    lost: str
    lost_again: tuple[str, ...]
    card: str
    card_again: str
    follow: WrongWay
    keep: str
    sentence: str
    repair: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PretenceWords:
    """How the form asks for somebody whom callers claim to be, and what the genuine ones say."""

    name: str
    genuine: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinWords:
    """All that a bulletin says besides the words of its form; of three texts each disguise has its own."""

    opening: Mapping[Literal["call", "chat"], str]
    unknown: str
    hint: str
    intro: tuple[str, ...]
    day: str
    intro_ask: str
    intro_avoid: str
    talk_ask: str
    talk_avoid: str
    sort: str
    sides: Mapping[Literal["safe", "scam"], str]
    sort_ask: str
    sort_avoid: str
    choose: str
    choose_hint: str
    choose_ask: str
    instead: str
    ring_back: WrongWay
    aloud: str
    urged: str
    aloud_ask: str
    aloud_avoid: str
    recap: str
    recap_ask: str
    heard: tuple[Reason, ...]
    asked: tuple[Reason, ...]
    genuine_cards: tuple[Reason, ...]
    tells: Mapping[Tell, str]
    wants: Mapping[Want, WantWords]
    pretends: Mapping[Pretence, PretenceWords]

    def tells_in(self, says: str) -> tuple[Tell, ...]:
        """Return the signs that words show by themselves."""
        return tuple(tell for tell, told in self.tells.items() if re.search(told, says.lower()))


@cache
def bulletin_words() -> BulletinWords:
    """Return the words that come with the program."""
    name = f"{LANGUAGE}.yaml"
    raw = files("tutor.authoring").joinpath("bulletins", name).read_bytes()
    document, _ = read_document(raw, name)
    words = None if document is None else Decoder(document).decode(BulletinWords, document.data)
    if words is None:
        raise ValueError(name)
    return words
