"""What stops a roster from being read, and what leaves one line of it out; both as messages to show."""

from dataclasses import dataclass

from tutor.i18n import Translator


@dataclass(frozen=True, slots=True)
class Said:
    """A message of the catalogue and what its places are filled with."""

    message: str
    fills: tuple[tuple[str, str], ...] = ()

    def in_words(self, translate: Translator) -> str:
        """Return it in the program's language."""
        return translate(self.message, **dict(self.fills))


class RosterError(Exception):
    """A file cannot be read as a roster; nothing of it was kept."""

    def __init__(self, message: str, **fills: str | int) -> None:
        super().__init__(message)
        self.said = Said(message, tuple((place, str(value)) for place, value in fills.items()))
