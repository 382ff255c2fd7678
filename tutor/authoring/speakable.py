"""Words that a voice could only spell, and what is said of a lesson, sentence by sentence."""

import re
from collections.abc import Iterator

from tutor.authoring.script import Script
from tutor.content.model import Problem
from tutor.content.placeholders import Filler
from tutor.content.text import split_sentences, strip_emphasis
from tutor.speech.normalise import normalise, shipped_lexicon, spoken

REGION = "bac"
# Two capitals or more, with the digits that belong to them: an abbreviation, or a word written too large.
_ABBREVIATION = re.compile(r"(?<![\w.@/-])[A-ZĐ][A-ZĐ0-9]*[A-ZĐ][A-ZĐ0-9]*(?![\w@]|[./-]\w)")

# A first look that costs next to nothing: most texts have none.
_CAPITALS = re.compile(r"[A-ZĐ][0-9]*[A-ZĐ]")


def check_speakable(script: Script) -> Iterator[Problem]:
    """Yield abbreviations that the lexicon does not know: listeners would hear letters that mean nothing."""
    language = script.lesson.language
    told = {("steps", i, s.kind) for i, s in enumerate(script.lesson.steps) if s.spoken}
    for passage in script.passages:
        if passage.voice == "guide" or passage.keys in told:
            continue
        if _CAPITALS.search(passage.text) is None:
            continue
        lexicon = shipped_lexicon(language, REGION)
        for found in _ABBREVIATION.findall(strip_emphasis(passage.text)):
            if not any(form in lexicon.words for form in (found, found.lower())):
                yield script.at(passage, "voice-spells", text=found)


def said(script: Script, filler: Filler) -> Iterator[tuple[str, str]]:
    """Yield each sentence that a lesson shows with the words that are spoken for it."""
    for passage in script.passages:
        if passage.voice == "guide":
            continue
        for sentence in split_sentences(filler.fill(passage.text)):
            shown = strip_emphasis(sentence)
            yield shown, spoken(normalise(shown, script.lesson.language, REGION))
