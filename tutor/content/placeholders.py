"""Placeholders in lesson text and in the program's own sentences: forms of address, facts and contacts."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tutor.content.text import clean
from tutor.languages import DEFAULT_ADDRESS, LANGUAGES, Address

if TYPE_CHECKING:
    from tutor.content.facts import Facts
from typing_extensions import override

from tutor.i18n import Translator

# A brace after a backslash is a brace.
_PLACE = re.compile(r"(?<!\\)\{([^{}\n]*)(?<!\\)\}")
_BRACE = re.compile(r"\\([{}])")


def find_placeholders(text: str) -> Iterator[str]:
    """Yield the names between braces in a text, such as `bac` or `fact:cong-an-113`."""
    if "{" in text:
        yield from _PLACE.findall(text)


def has_open_brace(text: str) -> bool:
    """Return whether a brace in a text lacks the other one; those after a backslash need none."""
    plain = _BRACE.sub("", text)
    return plain.count("{") != plain.count("}")


class Filler:
    """Fills the placeholders of lesson text for one learner; unknown ones stay as they are."""

    def __init__(
        self,
        language: str,
        address: Address = DEFAULT_ADDRESS,
        facts: "Callable[[], Facts] | None" = None,
    ) -> None:
        """Take the learner's form of address; only Vietnamese has more than one.

        `facts` is called for the first placeholder that needs it, because reading the facts takes long.
        """
        self.language = language
        own = LANGUAGES.get(language)
        self.address = address if own is None or own.asks_address else own.addresses[0]
        self._facts = facts
        one, many = self.address.singular, self.address.plural
        self._words = {
            "bac": one,
            "Bac": one.capitalize(),
            "cac_bac": many,
            "Cac_bac": many.capitalize(),
        }

    def fill(self, text: str) -> str:
        """Return text with its placeholders filled, without unsafe characters."""
        if "{" in text or "}" in text:
            text = _BRACE.sub(r"\1", _PLACE.sub(self._value, text))
        return clean(text)

    def _value(self, match: re.Match[str]) -> str:
        name = match.group(1)
        kind, _, key = name.partition(":")
        value: str | None = None
        if kind == "fact" and self._facts is not None:
            value = self._facts().value(key, self.language)
        elif kind == "local" and self._facts is not None:
            value = self._facts().contact(key, self.language)
        else:
            value = self._words.get(name)
        return match.group() if value is None else value


class Phrases(Translator):
    """Translator that also fills forms of address, facts and contacts, as lesson text is filled."""

    def __init__(self, filler: Filler) -> None:
        super().__init__(filler.language)
        self.filler = filler

    @override
    def __call__(self, message: str, **values: object) -> str:
        return self.fill(super().__call__(message, **values))

    @override
    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        return self.fill(super().plural(one, many, count, **values))

    def fill(self, text: str) -> str:
        """Return lesson text with forms of address, facts and contacts in place, cleaned."""
        return self.filler.fill(text)

    def quoted(self, text: str) -> str:
        """Return somebody's words in quotation marks, unless they stand in some already."""
        filled = self.fill(text).strip()
        return filled if filled[:1] in '“"«' else f"“{filled}”"
