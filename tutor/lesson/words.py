"""The words of a moment that can be explained: which stand there, which are new, and what is said of one."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from tutor.content.steps import Lesson
from tutor.content.text import strip_emphasis
from tutor.content.words import Glossary, WordPlace
from tutor.lesson.phrases import LessonPhrases
from tutor.lesson.view import Line, View


def new_words(lesson: Lesson, step: int, glossary: Glossary) -> frozenset[str]:
    """Return the words that a lesson explains and that stand in it for the first time at a step."""
    first = glossary.first_places(lesson)
    return frozenset(word for word in lesson.explains if first.get(word) == step)


def with_marked_words(view: View, words: Collection[str], glossary: Glossary) -> View:
    """Return a view with the first place of each of these words marked."""
    left = set(words)
    if not left:
        return view
    lines: list[Line] = []
    for line in view.lines:
        terms: list[WordPlace] = []
        for found in glossary.find(line.plain):
            if found.word in left:
                left.remove(found.word)
                terms.append(found)
        lines.append(replace(line, terms=tuple(terms)) if terms else line)
    return replace(view, lines=tuple(lines))


def marked_words(view: View) -> tuple[str, ...]:
    """Return the words that are marked in a view."""
    return tuple(found.word for line in view.lines for found in line.terms)


def words_of(view: View, glossary: Glossary) -> tuple[str, ...]:
    """Return the words in a view that can be explained: the marked ones, then the others as they are read."""
    others = (found.word for text in _texts(view) for found in glossary.find(text))
    return tuple(dict.fromkeys((*marked_words(view), *others)))


def _texts(view: View) -> Iterator[str]:
    for line in view.lines:
        yield line.plain
    for choice in view.choices:
        yield strip_emphasis(choice.text)
    if view.phone is not None:
        yield view.phone.title
        yield from map(strip_emphasis, view.phone.lines)
        for choice in view.phone.choices:
            yield strip_emphasis(choice.text)


def name_of(word: str, phrases: LessonPhrases) -> str:
    """Return the name of a word, with a capital at its start."""
    name = phrases.glossary.words[word].name[phrases.language]
    return name[:1].upper() + name[1:]


def explanation(word: str, phrases: LessonPhrases) -> tuple[Line, ...]:
    """Return the lines that explain a word: its name, what it means, what it is like."""
    entry = phrases.glossary.words[word]
    means, like = (texts.get(phrases.language, "") for texts in (entry.means, entry.like))
    return (
        Line(name_of(word, phrases), "keep"),
        *phrases.lines(means),
        *phrases.lines(like, "note"),
    )
