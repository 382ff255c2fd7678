"""Checks of how the voice reads a lesson: abbreviations that it would spell, words without their marks."""

import re
from collections.abc import Collection, Iterator

from tutor.authoring.script import Script
from tutor.authoring.wording_checks import ANY_PLACEHOLDER
from tutor.content.model import Place, Problem
from tutor.content.text import split_sentences, strip_emphasis
from tutor.languages import LANGUAGES
from tutor.speech.normalise import normalise
from tutor.speech.normalise.lexicon import shipped_lexicon
from tutor.speech.normalise.text import join_spoken
from tutor.speech.normalise.vi.marks import (
    bare_words,
    flat_sentences,
    guessed_sentences,
    restore_marks,
)

REGION = "bac"
# Two or more capitals, with their digits: an abbreviation, or a word in capitals.
_ABBREVIATION = re.compile(r"(?<![\w.@/-])[A-ZĐ][A-ZĐ0-9]*[A-ZĐ][A-ZĐ0-9]*(?![\w@]|[./-]\w)")
# A substring of every abbreviation.
_CAPITALS = re.compile(r"[A-ZĐ][0-9]*[A-ZĐ]")


def check_abbreviations(script: Script) -> Iterator[Problem]:
    """Yield abbreviations that are not in the lexicon, which a voice would spell, and words without marks."""
    language = script.lesson.language
    replaced = {("steps", i, s.kind) for i, s in enumerate(script.lesson.steps) if s.spoken}
    signs = signs_of_lost_marks(script.lower_text, language)
    for passage in script.passages:
        if passage.voice == "guide" or passage.keys in replaced:
            continue
        if has_sign(passage.text, signs):
            place = script.document.place(*passage.keys)
            yield from mark_problems(passage.text, language, place)
        if _CAPITALS.search(passage.text) is None:
            continue
        text = strip_emphasis(passage.text)
        lexicon = shipped_lexicon(language, REGION)
        for run in _CAPITAL_RUN.findall(text):
            telex = LANGUAGES[language].telex
            if run in lexicon.compounds or (telex and restore_marks(run, lexicon) != run):
                text = text.replace(run, "")
        for run in capitals_without_marks(text, language):
            text = text.replace(run, "")
            yield script.at(passage, "marks-missing", text=run)
        for word in _ABBREVIATION.findall(text):
            if not any(form in lexicon.words for form in (word, word.lower())):
                yield script.at(passage, "voice-spells", text=word)


# Two or more words in capitals without marks, as names stand in bank messages.
_CAPITAL_RUN = re.compile(r"(?<![\w.@/-])[A-Z]{2,}(?: [A-Z]{2,})+(?![\w@]|[./-]\w)")


def signs_of_lost_marks(text: str, language: str) -> set[str]:
    """Return words and rows of words of a text, in small letters; what has none of them has its marks."""
    if not LANGUAGES[language].telex:
        return set()
    # What stands before a placeholder and what stands behind it make no row.
    text = ANY_PLACEHOLDER.sub("\n", _plain(text))
    rows = {row for row in _PLAIN_ROW.findall(text) if row.count(" ") >= _PLAIN_SPACES}
    return bare_words(text) | rows


def has_sign(text: str, signs: Collection[str]) -> bool:
    """Return whether a text has one of these signs of lost marks."""
    return bool(signs) and any(map(_plain(text).__contains__, signs))


def _plain(text: str) -> str:
    return text.lower().replace("*", "")


def mark_problems(text: str, language: str, place: Place) -> Iterator[Problem]:
    """Yield the sentences that have lost their marks, and those whose marks the voice guesses."""
    for sentence in _sentences_without_marks(text, language):
        yield Problem(place, "marks-missing", {"text": sentence})
    for sentence, said in _sentences_by_guess(text, language):
        yield Problem(place, "marks-guessed", {"text": sentence, "said": said}, warning=True)


def _sentences_without_marks(text: str, language: str) -> Iterator[str]:
    """Yield sentences that have lost their marks and that the voice cannot restore."""
    if not LANGUAGES[language].telex:
        return
    text = strip_emphasis(text)
    flat = set(flat_sentences(text, shipped_lexicon(language, REGION)))
    yield from sorted(flat)
    if _PLAIN_WORDS.search(text):
        for sentence in split_sentences(text):
            bare = sentence.isascii() and _PLAIN_WORDS.search(sentence)
            if not bare or sentence.rstrip(".!?…") in flat:
                continue
            if join_spoken(normalise(sentence, language, REGION)).isascii():
                yield sentence


def _sentences_by_guess(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield sentences whose marks the voice guesses, each with what it says."""
    if LANGUAGES[language].telex:
        lexicon = shipped_lexicon(language, REGION)
        yield from guessed_sentences(strip_emphasis(text), lexicon)


# So many words without a mark stand in no sentence of Vietnamese that is written with marks.
_PLAIN_SPACES = 4
_PLAIN_WORDS = re.compile(
    rf"(?<![\w.@/-])(?:[A-Za-z][a-z]*,? ){{{_PLAIN_SPACES}}}[a-z]+(?![\w@-]|[./]\w)", re.ASCII
)
# A substring of every such row of words in small letters is found faster.
_PLAIN_ROW = re.compile(rf"[a-z, ]{{{2 * _PLAIN_SPACES + 1},}}")


def capitals_without_marks(text: str, language: str) -> Iterator[str]:
    """Yield words in capitals that have lost their marks, unless the lexicon says how they are spoken."""
    if LANGUAGES[language].telex and _CAPITALS.search(text):
        for run in _CAPITAL_RUN.findall(text):
            if join_spoken(normalise(run, language, REGION)) == run.lower():
                yield run


def spoken_sentences(script: Script) -> Iterator[tuple[str, str]]:
    """Yield each sentence that a lesson shows with the words that a voice speaks for it."""
    language = script.lesson.language
    filler = script.context.filler(language)
    for passage in script.passages:
        if passage.voice == "guide":
            continue
        for sentence in split_sentences(filler.fill(passage.text)):
            text = strip_emphasis(sentence)
            yield text, join_spoken(normalise(text, language, REGION))
