"""The glossary: finds the words of `words.yaml` in texts of one language."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from tutor.content.model import Word
from tutor.content.step_texts import step_passages
from tutor.content.steps import Lesson
from tutor.content.text import strip_emphasis
from tutor.vietnamese import unmarked

_TOKEN = re.compile(r"\w+")
# What may stand between the parts of one word: “Wi-Fi”, “VNeID mức 2” over two lines.
_ENDS = ".!?…:"
_BETWEEN = re.compile(r"[\s-]*")


class WordPlace(NamedTuple):
    """A place of a word in a text: from its first character to after its last."""

    word: str
    start: int
    end: int


class _Spelling(NamedTuple):
    """A spelling in its parts; with a capital in it, it is found only as it is written.

    One whose only capital is the first letter is a label on a screen, such as “Hủy”: at the start of a
    sentence it may be an everyday word.
    """

    word: str
    parts: list[str]
    exact: bool
    label: bool


class Glossary:
    """The words of one language, and their places in texts; the longest spelling goes first."""

    def __init__(self, words: Mapping[str, Word], language: str) -> None:
        self.language = language
        self.words = {key: word for key, word in words.items() if word.spellings(language)}
        # The lesson that was looked through last.
        self._last: tuple[Lesson, dict[str, int]] | None = None
        self._by_first: dict[str, list[_Spelling]] = {}
        for key, word in self.words.items():
            for text in word.spellings(language):
                parts = _TOKEN.findall(text)
                rest = text[1:]
                label = text != text.lower() and rest == rest.lower()
                spelling = _Spelling(key, parts, exact=text != text.lower(), label=label)
                if parts:
                    self._by_first.setdefault(parts[0].lower(), []).append(spelling)
        # The second parts of the spellings with this first part; none where one has no other part.
        self._seconds: dict[str, frozenset[str]] = {}
        for first, spellings in self._by_first.items():
            spellings.sort(key=lambda spelling: -len(spelling.parts))
            alone = len(spellings[-1].parts) == 1
            seconds = () if alone else (spelling.parts[1].lower() for spelling in spellings)
            self._seconds[first] = frozenset(seconds)
        self._firsts = frozenset(self._seconds)

    def find(self, text: str) -> Iterator[WordPlace]:
        """Yield every place of a word in a text without marks of emphasis, from left to right."""
        if not self._may_have_words(text):
            return
        tokens = _TOKEN.findall(text)
        lower = [token.lower() for token in tokens]
        matches: list[re.Match[str]] = []
        end = 0
        for at, first in enumerate(lower):
            if at < end or first not in self._by_first:
                continue
            for spelling in self._by_first[first]:
                end = at + len(spelling.parts)
                written = tokens[at:end] if spelling.exact else lower[at:end]
                if written != spelling.parts:
                    continue
                # Few tokens open a word, so most texts need no places.
                matches = matches or list(_TOKEN.finditer(text))
                if _stands(text, matches[at:end], spelling):
                    yield WordPlace(spelling.word, matches[at].start(), matches[end - 1].end())
                    break
            else:
                end = at

    def _may_have_words(self, text: str) -> bool:
        """Return False where a quick look shows that a text has no word, as most texts have none."""
        tokens = _TOKEN.findall(text.lower())
        for first in self._firsts.intersection(tokens):
            seconds = self._seconds[first]
            if not seconds or not seconds.isdisjoint(tokens):
                return True
        return False

    def find_word(self, text: str) -> str:
        """Return the word of which a text is a spelling, marks and case apart, "" where there is none."""
        plain = unmarked(text)
        spellings = ((key, word.spellings(self.language)) for key, word in self.words.items())
        return next((key for key, known in spellings if plain in map(unmarked, known)), "")

    def first_places(self, lesson: Lesson) -> Mapping[str, int]:
        """Return by word the first step of a lesson in whose texts for learners it stands."""
        if self._last is None or self._last[0] is not lesson:
            self._last = lesson, self._look_through(lesson)
        return self._last[1]

    def _look_through(self, lesson: Lesson) -> dict[str, int]:
        first: dict[str, int] = {}
        for index, step in enumerate(lesson.steps):
            for passage in step_passages(step):
                if passage.voice != "guide":
                    for found in self.find(strip_emphasis(passage.text)):
                        first.setdefault(found.word, index)
        return first


def _stands(text: str, tokens: list[re.Match[str]], spelling: _Spelling) -> bool:
    """Tell whether tokens that are the parts of a spelling stand together, and for this word."""
    return _together(text, tokens) and not (spelling.label and _opens_sentence(text, tokens))


def _opens_sentence(text: str, tokens: list[re.Match[str]]) -> bool:
    """Tell whether words open a sentence of several words."""
    alone = not _TOKEN.search(text, tokens[-1].end())
    before = text[: tokens[0].start()].rstrip()
    return not alone and (not before or before[-1] in _ENDS)


def _together(text: str, tokens: list[re.Match[str]]) -> bool:
    pairs = pairwise(tokens)
    return all(_BETWEEN.fullmatch(text, a.end(), b.start()) for a, b in pairs)
