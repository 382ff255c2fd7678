"""How much a step asks of its reader: syllables of a step, lines of a sentence."""

from collections.abc import Iterator

from tutor.authoring.script import Script
from tutor.content.model import Problem
from tutor.content.placeholders import Filler
from tutor.content.text import split_sentences, strip_emphasis
from tutor.languages import LANGUAGES

COLUMNS = 34
LINES = 4
# Two lines that follow each other are together longer than one: shorter sentences always have room.
_SURE = (LINES + 1) // 2 * COLUMNS

# No fact, contact or form of address has more words than this.
_FILLED = 12


def check_reading(script: Script, filler: Filler) -> Iterator[Problem]:
    """Yield steps that say too much at once, sentences that are too long, and `spoken` without need."""
    most = LANGUAGES[script.lesson.language].most_words
    for at, step in script.played():
        if not any(script.says_itself(at, key) for key in (step.kind, "say")):
            continue
        said = f"{step.text}\n{step.say}"
        if _at_most(said) > most:
            count = _words(filler.fill(strip_emphasis(said)))
            if count > most:
                at_once, allowed = str(count), str(most)
                yield script.problem("too-much", *at, step.kind, count=at_once, most=allowed)
        if step.spoken and step.spoken.strip() in (step.text.strip(), said.strip()):
            yield script.problem("spoken-unneeded", *at, "spoken")
    for passage in script.passages:
        if passage.voice == "guide" or len(passage.text) <= _SURE:
            continue
        for sentence in split_sentences(passage.text):
            shown = filler.fill(strip_emphasis(sentence))
            if len(shown) > _SURE and _lines(shown) > LINES:
                yield script.at(passage, "sentence-long", text=shown[:COLUMNS] + "…")


def _at_most(text: str) -> int:
    """Return a bound on the words of a text whose places are not filled: cheap, and mostly enough."""
    return len(text.split()) + _FILLED * text.count("{")


def _lines(sentence: str) -> int:
    """Return how many lines a sentence takes, broken between words as the screen breaks it."""
    lines, used = 1, 0
    for word in sentence.split():
        width = len(word)
        if used and used + 1 + width > COLUMNS:
            lines += 1
            used = 0
        used += width + bool(used)
        lines += (used - 1) // COLUMNS
        used = (used - 1) % COLUMNS + 1
    return lines


def _words(text: str) -> int:
    return sum(1 for word in text.split() if any(c.isalnum() for c in word))
