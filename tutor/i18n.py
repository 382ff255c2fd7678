"""Translation of the program's own sentences by gettext catalogues, and the filling of their places.

Messages are English in the source; the Vietnamese catalogue is in `tutor/locale/vi`. Lessons carry
their own language.
"""

import gettext
import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tutor.languages import DEFAULT_LANGUAGE, LANGUAGES

DOMAIN = "tutor"
HELP_DOMAIN = "help"
"""The messages of `tutor.cli` alone, which `tutor --help` and `tutor list` read instead of all."""

_LOCALE_DIR = Path(__file__).parent / "locale"


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Mark a message for translation where it is written; it is translated where it is shown."""
    return message


@cache
def _catalogue(language: str, domain: str = DOMAIN) -> gettext.NullTranslations:
    # gettext.translation() would find the file as well, and import modules that take longer than reading it.
    try:
        with (_LOCALE_DIR / language / "LC_MESSAGES" / f"{domain}.mo").open("rb") as file:
            return gettext.GNUTranslations(file)
    except FileNotFoundError:
        return gettext.NullTranslations()


class _WholeCatalogue(gettext.NullTranslations):
    """The catalogue of all messages, read when the first of them is asked for."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def gettext(self, message: str) -> str:
        return _catalogue(self._language).gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _catalogue(self._language).ngettext(msgid1, msgid2, n)


@cache
def _help_first(language: str) -> gettext.NullTranslations:
    """Return the messages of the help page, behind which those of the whole catalogue stand."""
    first = _catalogue(language, HELP_DOMAIN)
    first.add_fallback(_WholeCatalogue(language))
    return first


class Translator:
    """Translates the program's own sentences into one language: `translate("Hello {name}", name=n)`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = _help_first(language)

    def __call__(self, message: str, **values: object) -> str:
        """Return the message in this language, its `{name}` places filled with the values."""
        return fill(self._catalogue.gettext(message), values) if message else ""

    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        """Return the form of the message for this count, with `{count}` and the values filled in."""
        return fill(self._catalogue.ngettext(one, many, count), {"count": count, **values})

    def number(self, number: int) -> str:
        """Return a number with its thousands grouped."""
        return f"{number:,}".replace(",", LANGUAGES[self.language].thousands_mark)

    def decimal(self, figure: str) -> str:
        """Return a figure, written with a decimal point, with the decimal mark of this language."""
        return figure.replace(".", LANGUAGES[self.language].decimal_mark)


class Message:
    """A message of the catalogue with its values, translated where it is shown."""

    __slots__ = ("text", "values")

    # Written out, because `dataclasses` takes longer to import than `tutor --help` may take.
    def __init__(self, text: str, values: Mapping[str, object] | None = None) -> None:
        self.text = text
        self.values = values or {}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Message):
            return NotImplemented
        return (self.text, self.values) == (other.text, other.values)

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Message({self.text!r}, {self.values!r})"

    def translated(self, translate: Translator) -> str:
        """Return the message in the translator's language, filled."""
        return translate(self.text, **self.values)


class UserError(Exception):
    """An error that the user can mend, with a message of the catalogue that says what to do."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text)
        self.message = Message(text, values)


_PLACE = re.compile(r"(“?)\{([a-z_]+)\}(”?)")


def fill(text: str, values: Mapping[str, object]) -> str:
    """Return a text with each `{name}` replaced by its value; unknown names and other braces stay.

    A value inside quotation marks has its own quotation marks made single. Values are not filled again.
    """

    def replace(match: re.Match[str]) -> str:
        left, name, right = match.groups()
        if name not in values:
            return match.group()
        value = str(values[name])
        if left and right:
            value = value.replace("“", "‘").replace("”", "’")
        return f"{left}{value}{right}"

    return _PLACE.sub(replace, text) if values else text


def pick_language(wanted: str | None, environ: Mapping[str, str] = os.environ) -> str:
    """Return the wanted language, else the locale's if it is one of ours, else Vietnamese."""
    if wanted:
        return wanted if wanted in LANGUAGES else DEFAULT_LANGUAGE
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name, "")
        if value:
            code = value.split(":")[0].split(".")[0].split("_")[0].lower()
            return code if code in LANGUAGES else DEFAULT_LANGUAGE
    return DEFAULT_LANGUAGE
