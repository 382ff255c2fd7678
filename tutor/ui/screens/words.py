"""Screens that explain words: those above a lesson, and the base class of the lesson below them."""

from collections.abc import Sequence
from functools import partial

from typing_extensions import override

from tutor.content.steps import Lesson
from tutor.lesson.view import Line, View
from tutor.lesson.words import (
    explanation,
    marked_words,
    name_of,
    new_words,
    with_marked_words,
    words_of,
)
from tutor.ui.keys import Meaning
from tutor.ui.layout.bars import Key
from tutor.ui.screens.base import PagedScreen
from tutor.ui.screens.menu import Item, Menu, MenuScreen

# These keys act as everywhere; any other leads back to the lesson.
_USUAL = ("again", "pause", "size", "leave")


class WordScreen(PagedScreen):
    """Explain one word in large letters; any key leads back to the page of the lesson."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word

    @override
    def make_view(self) -> View:
        p = self.phrases
        return View(p("What is this word?"), explanation(self._word, p), next_label=p("Read on"))

    @override
    async def perform(self, meant: Meaning) -> None:
        turns = meant in ("next", "on") and self._more()
        if turns or meant in _USUAL:
            await super().perform(meant)
        elif self.is_active and self.host.filter.accepts(meant, self._now()):
            self.session.speaker.stop()
            self.back()


class WordsScreen(MenuScreen):
    """Ask which of several words is to be explained."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self._words = words

    @override
    def make_menu(self) -> Menu:
        p = self.phrases
        items = [Item(name_of(word, p), partial(self._explain, word)) for word in self._words]
        lines = (Line(p("Which word shall we look at?"), "lead"),)
        return Menu(
            p("What is this word?"), lines, items, next_label=p("Read on"), more=p("More words")
        )

    def _explain(self, word: str) -> None:
        self.app.switch_screen(WordScreen(word))


class ExplainingScreen(PagedScreen):
    """A screen that marks new words; a click on one explains it, T any word of the page."""

    # Whether new words are marked, and T explains them.
    marks_words = True

    def __init__(self) -> None:
        super().__init__()
        # Whether a word of this page is being explained above it.
        self._explaining = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words of this moment that can be explained, the new ones first."""
        return words_of(self._view, self.phrases.glossary)

    def takes_letters(self) -> bool:
        """Tell whether letters are typed on this page, though no place to type is open."""
        return False

    def with_words(self, view: View, lesson: Lesson, step: int) -> View:
        """Return the view of a step with the words marked that are new in it."""
        if not (self.marks_words and lesson.explains) or view.entry is not None:
            return view
        glossary = self.phrases.glossary
        return with_marked_words(view, new_words(lesson, step, glossary), glossary)

    def explain_words(self) -> None:
        """Explain the word of this page; where there are several, ask which."""
        words = self.words
        if not words:
            self.note(self.phrases("No word on this page has an explanation."))
        elif len(words) == 1:
            self.explain(words[0])
        else:
            self._explaining = True
            self.app.push_screen(WordsScreen(words))

    @override
    def explain(self, word: str) -> None:
        self._explaining = True
        self.app.push_screen(WordScreen(word))

    @override
    def come_back(self) -> None:
        if self._explaining:
            self._explaining = False
            self.read_on()
        else:
            super().come_back()

    @override
    async def _do(self, meant: Meaning) -> None:
        if meant == "extra":
            self.explain_words()
        else:
            await super()._do(meant)

    @override
    def _keys(self) -> tuple[Key, ...]:
        keys = super()._keys()
        if not marked_words(self._view) or self.takes_letters():
            return keys
        p = self.phrases
        word = Key("extra", "T", (p("What is this word?"), p("This word"), p("Word")), spare=True)
        return tuple(word if key.action == "size" else key for key in keys)
