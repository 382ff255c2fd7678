"""Checks of words: each is explained before it is used, and explained well in `words.yaml`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tutor.authoring.context import CheckContext
from tutor.authoring.script import Script
from tutor.authoring.step_checks import reach
from tutor.authoring.style_checks import long_breaths, long_details
from tutor.content.catalogue import LEARNERS
from tutor.content.decoding import nearest
from tutor.content.model import Place, Problem
from tutor.content.step_texts import Passage
from tutor.content.text import split_sentences, strip_emphasis
from tutor.languages import LANGUAGES


@dataclass(frozen=True, slots=True)
class UsedWords:
    """The words that a lesson explains, and those that its sentences use, with their places."""

    lesson: str
    after: Sequence[str]
    explains: Mapping[str, Place]
    places: Mapping[str, Place]


def used_words(script: Script) -> UsedWords:
    """Return the words of a lesson; what callers and messages say is not counted.

    Volunteers know all words: in a lesson for them only those that it explains itself are counted.
    """
    lesson = script.lesson
    places: dict[str, Place] = {}
    for word, passage in _spoken_words(script):
        counted = lesson.audience == LEARNERS or word in lesson.explains
        if counted and word not in places:
            places[word] = script.document.place(*passage.keys)
    known = script.context.words.words
    explains = {
        word: script.document.place("explains", index)
        for index, word in enumerate(lesson.explains)
        if word in known
    }
    return UsedWords(lesson.id, lesson.after, explains, places)


def _spoken_words(script: Script) -> Iterator[tuple[str, Passage]]:
    glossary = script.context.glossary(script.lesson.language)
    for passage in script.passages:
        if passage.voice == "lesson":
            text = strip_emphasis(passage.text)
            for found in glossary.find(text):
                # A text of this word alone is the name of a side or an answer, such as “Bỏ qua”.
                if found.end - found.start < len(text.rstrip()):
                    yield found.word, passage


def check_explains(script: Script) -> Iterator[Problem]:
    """Yield the words of `explains` that there are not."""
    known = script.context.words.words
    for index, word in enumerate(script.lesson.explains):
        if word not in known:
            place = script.document.place("explains", index)
            yield Problem(place, "word-unknown", {"key": word, "near": nearest(word, known) or "…"})


def check_absent(translations: Sequence[UsedWords]) -> Iterator[Problem]:
    """Yield the words that a lesson explains although no translation of it uses them."""
    used = {word for lesson in translations for word in lesson.places}
    for lesson in translations[:1]:
        for word, place in lesson.explains.items():
            if word not in used:
                yield Problem(place, "word-absent", {"key": word})


def check_explained(
    lessons: Sequence[UsedWords], others: Mapping[str, tuple[Sequence[str], Sequence[str]]]
) -> Iterator[Problem]:
    """Yield the words that are used before a lesson has explained them, along `after`.

    `others` are lessons outside the folder: what each comes after, and what it explains.
    """
    after = {name: tuple(before) for name, (before, _) in others.items()}
    explains = {name: tuple(words) for name, (_, words) in others.items()}
    after |= {lesson.lesson: tuple(lesson.after) for lesson in lessons}
    explains |= {lesson.lesson: tuple(lesson.explains) for lesson in lessons}
    for lesson in lessons:
        before = reach(lesson.after, lambda name: after.get(name, ()))
        known = {word for name in (lesson.lesson, *before) for word in explains.get(name, ())}
        for word, place in lesson.places.items():
            if word not in known:
                teachers = sorted(name for name, words in explains.items() if word in words)
                details = {"key": word, "where": ", ".join(teachers) or "…"}
                yield Problem(place, "word-early", details, warning=True)


def check_word_list(context: CheckContext) -> Iterator[Problem]:
    """Yield the faults of `words.yaml`: a missing language, a shared spelling, a long sentence."""
    listed = context.words
    owners: dict[tuple[str, str], str] = {}
    for key, word in listed.words.items():
        for language in LANGUAGES:
            name, means = word.name.get(language), word.means.get(language)
            for part, text in (("name", name), ("means", means)):
                if not text:
                    place = next(at for (of, *_), at in listed.places.items() if of == key)
                    details = {"key": key, "language": language, "part": part}
                    yield Problem(place, "word-language", details)
            for spelling in word.spellings(language):
                owner = owners.setdefault((language, spelling.lower()), key)
                if owner != key:
                    place = listed.places[key, "name", language]
                    yield Problem(place, "word-twice", {"text": spelling, "key": owner})
        for part, texts in (("means", word.means), ("like", word.like)):
            for language, text in texts.items():
                if language in LANGUAGES:
                    place = listed.places[key, part, language]
                    if len(split_sentences(text)) > 1:
                        yield Problem(place, "word-sentences", {"key": key, "part": part})
                    filled = context.filler(language).fill(text)
                    for sentence, count in long_breaths(filled, language):
                        details = long_details(sentence, count, language)
                        yield Problem(place, "breath-long", details)
