"""Writes the words of a page: those of lessons and those of the program, filled for one reader."""

from typing import TypedDict

from tutor.content.placeholders import Filler
from tutor.content.text import one_line, split_emphasis, split_sentences, strip_emphasis
from tutor.i18n import Translator, fill


class Run(TypedDict):
    """Letters of one weight, as a template takes them."""

    text: str
    strong: bool


Runs = list[Run]


class Pen:
    """Fills texts for one reader; callable as `pen("English source", name=value)`."""

    def __init__(self, translate: Translator, filler: Filler) -> None:
        self.translate = translate
        self._filler = filler

    def __call__(self, message: str, **values: object) -> str:
        """Return the program's words in the reader's language, its {names} filled in."""
        text = self._filler.fill(self.translate(message))
        return fill(text, {name: one_line(str(value)) for name, value in values.items()})

    def text(self, text: str) -> str:
        """Return lesson text on one line, without marks of emphasis."""
        return one_line(strip_emphasis(self._filler.fill(text)))

    def runs(self, text: str) -> Runs:
        """Return lesson text on one line, split where it is emphasised."""
        filled = one_line(self._filler.fill(text))
        return [Run(text=span.text, strong=span.strong) for span in split_emphasis(filled)]

    def sentences(self, text: str) -> list[Runs]:
        """Return lesson text as its sentences."""
        return [self.runs(sentence) for sentence in split_sentences(text)]
