"""The program's own sentences for one learner: translated, then filled with the form of address."""

from typing_extensions import override

from tutor.content.placeholders import Filler
from tutor.i18n import Translator


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
