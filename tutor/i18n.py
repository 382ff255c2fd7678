"""The program's own words in the learner's language, by gettext catalogues.

The sources are English; Vietnamese stands in `tutor/locale/vi`. Lessons carry their own language.
"""

import gettext
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

DOMAIN = "tutor"
DEFAULT_LANGUAGE = "vi"
LANGUAGES = ("vi", "en")
_LOCALE_DIR = Path(__file__).parent / "locale"


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Mark a message for translation where it is written; it is translated where it is shown."""
    return message


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, _LOCALE_DIR, languages=[language], fallback=True)


class Words:
    """The program's words in one language, callable as `_("English source")`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = _catalogue(language)

    def __call__(self, message: str) -> str:
        """Return the message in this language."""
        return self._catalogue.gettext(message) if message else ""

    def plural(self, one: str, many: str, count: int) -> str:
        """Return the form of the message for this count, with `{count}` filled in."""
        return self._catalogue.ngettext(one, many, count).replace("{count}", str(count))

    def number(self, number: int) -> str:
        """Return a number with its thousands apart."""
        return f"{number:,}".replace(",", "." if self.language == "vi" else ",")


def filled(text: str, values: Mapping[str, object]) -> str:
    """Return a sentence with each `{name}` replaced by its value; other braces stay as they are.

    Quotation marks in a value that stands in quotation marks itself become single ones.
    """
    for name, value in values.items():
        place, said = "{" + name + "}", str(value)
        inner = said.replace("“", "‘").replace("”", "’")
        text = text.replace(f"“{place}”", f"“{inner}”").replace(place, said)
    return text


def pick_language(asked: str | None, environ: Mapping[str, str] = os.environ) -> str:
    """Return the language asked for, else the locale's if it is one of ours, else Vietnamese."""
    if asked:
        return asked if asked in LANGUAGES else DEFAULT_LANGUAGE
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name, "")
        if value:
            code = value.split(":")[0].split(".")[0].split("_")[0].lower()
            return code if code in LANGUAGES else DEFAULT_LANGUAGE
    return DEFAULT_LANGUAGE
