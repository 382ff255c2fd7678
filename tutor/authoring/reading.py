"""How much a step asks of its reader: syllables of a step, lines of a sentence."""

import textwrap
from collections.abc import Iterator

from tutor.authoring.script import Script
from tutor.content.model import Problem, plain, sentences
from tutor.content.wording import Filler

# Syllables in Vietnamese, words elsewhere, that a step says at most before it asks for an answer.
LOAD = {"vi": 45, "en": 35, "fr": 40}
COLUMNS = 34
LINES = 4
# Two lines that follow each other are together longer than one: shorter sentences always have room.
_SURE = (LINES + 1) // 2 * COLUMNS


def check_reading(script: Script, filler: Filler) -> Iterator[Problem]:
    """Yield steps that say too much at once, sentences that are too long, and `spoken` without need."""
    most = LOAD[script.lesson.language]
    for index, step in enumerate(script.lesson.steps):
        said = f"{step.text}\n{step.say}"
        count = _words(filler.fill(plain(said)))
        if count > most:
            yield script.problem("too-much", index, step.kind, count=str(count), most=str(most))
        if step.spoken and step.spoken.strip() in (step.text.strip(), said.strip()):
            yield script.problem("spoken-unneeded", index, "spoken")
    for passage in script.passages:
        if passage.voice == "guide" or len(passage.text) <= _SURE:
            continue
        for sentence in sentences(passage.text):
            shown = filler.fill(plain(sentence))
            if len(shown) > _SURE and len(textwrap.wrap(shown, COLUMNS)) > LINES:
                yield script.at(passage, "sentence-long", text=shown[:COLUMNS] + "…")


def _words(text: str) -> int:
    return sum(1 for word in text.split() if any(c.isalnum() for c in word))
