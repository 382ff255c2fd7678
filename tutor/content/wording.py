"""Forms of address, and the places in lesson text that are filled with them, with facts and contacts."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutor.content.model import clean

if TYPE_CHECKING:
    from tutor.content.facts import Facts

_PLACE = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True, slots=True)
class Address:
    """How learners are spoken to in Vietnamese: one of them, and a group."""

    id: str
    one: str
    many: str


# In the order in which the learner is asked; the first is used until then.
ADDRESSES = (
    Address("bac", "bác", "các bác"),
    Address("ong", "ông", "các ông"),
    Address("ba", "bà", "các bà"),
    Address("cu", "cụ", "các cụ"),
    Address("co", "cô", "các cô"),
    Address("chu", "chú", "các chú"),
)
DEFAULT_ADDRESS = ADDRESSES[0]
# A class, whoever they are: nobody chooses it.
CLASS_ADDRESS = Address("lop", "các bác", "các bác")
_OTHERS = {"en": Address("you", "you", "you"), "fr": Address("vous", "vous", "vous")}


def address_of(address_id: str) -> Address:
    """Return the form of address with this id, the default for an id that nobody knows."""
    known = (*ADDRESSES, CLASS_ADDRESS)
    return next((a for a in known if a.id == address_id), DEFAULT_ADDRESS)


def places(text: str) -> Iterator[str]:
    """Yield the names between braces in a text, such as `bac` or `fact:cong-an-113`."""
    if "{" in text:
        yield from _PLACE.findall(text)


class Filler:
    """Fills the places of lesson text for one learner; a name that it does not know stays as it is."""

    def __init__(
        self,
        language: str,
        address: Address = DEFAULT_ADDRESS,
        facts: "Callable[[], Facts] | None" = None,
    ) -> None:
        """Take the learner's form of address; only Vietnamese has more than one.

        Facts are asked for when the first place needs one: reading them takes longer than to say hello.
        """
        self.language = language
        self.address = _OTHERS.get(language, address)
        self._facts = facts
        one, many = self.address.one, self.address.many
        self._words = {
            "bac": one,
            "Bac": one.capitalize(),
            "cac_bac": many,
            "Cac_bac": many.capitalize(),
        }

    def fill(self, text: str) -> str:
        """Return text with its places filled, free of control and invisible characters."""
        return clean(_PLACE.sub(self._value, text) if "{" in text else text)

    def _value(self, match: re.Match[str]) -> str:
        name = match.group(1)
        kind, _, key = name.partition(":")
        found: str | None = None
        if kind == "fact" and self._facts is not None:
            found = self._facts().value(key, self.language)
        elif kind == "local" and self._facts is not None:
            found = self._facts().contact(key, self.language)
        else:
            found = self._words.get(name)
        return match.group() if found is None else found
