"""Checks of how lessons are written: polite questions, which machine, comfort that wears off, long breath."""

import re
from collections.abc import Iterator
from functools import cache

from tutor.authoring.script import Script
from tutor.authoring.wording_checks import REGION
from tutor.content.model import Problem
from tutor.content.text import split_sentences, strip_emphasis
from tutor.languages import LANGUAGES
from tutor.speech.normalise import spoken_text
from tutor.speech.normalise.lexicon import shipped_lexicon

_compiled = cache(re.compile)

# The keys under which learners are asked something; `ask` is what the volunteer asks them.
_ASKED = frozenset({"choose", "sort", "spot", "order", "ask"})
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def check_questions(script: Script) -> Iterator[Problem]:
    """Yield the questions to learners that end without the word of politeness."""
    end = LANGUAGES[script.lesson.language].wording.polite_end
    if not end:
        return
    polite = re.compile(rf"(?<!\w){end}\W*$")
    for passage in script.passages:
        if passage.keys[-1] not in _ASKED or "?" not in passage.text:
            continue
        for sentence in split_sentences(_QUOTED.sub("…", strip_emphasis(passage.text))):
            if sentence.endswith("?") and not polite.search(sentence):
                yield script.at(passage, "question-bare", text=sentence, end=end)


def check_machine(script: Script) -> Iterator[Problem]:
    """Yield the word for any machine where the learner cannot know which one is meant."""
    pattern = LANGUAGES[script.lesson.language].wording.machine
    if not pattern:
        return
    for passage in script.passages:
        if passage.voice == "lesson" or passage.keys[-1] == "ask":
            text = _QUOTED.sub("…", strip_emphasis(passage.text))
            for match in _compiled(pattern, re.IGNORECASE).finditer(text):
                at = len(text[: match.start()].split())
                around = " ".join(text.split()[max(0, at - _AROUND) : at + _AROUND + 1])
                yield script.at(passage, "machine-bare", text=around)


# The words before and after a word that show where it stands.
_AROUND = 2
_REASONS = frozenset({"because", "because_again"})


def check_comforts(script: Script) -> Iterator[Problem]:
    """Yield formulas of comfort that a lesson says again."""
    for formula in LANGUAGES[script.lesson.language].wording.comforts:
        pattern = _compiled(formula, re.IGNORECASE)
        if pattern.search(script.lower_text) is None:
            continue
        first: int | None = None
        for passage in script.passages:
            if not _REASONS.intersection(passage.keys):
                continue
            for match in pattern.finditer(strip_emphasis(passage.text)):
                problem = script.at(
                    passage, "comfort-again", text=match.group(), line=str(first or 0)
                )
                if first is None:
                    first = problem.place.line
                else:
                    yield problem


_NAMES = frozenset({"name", "number", "sender"})


def check_breath(script: Script) -> Iterator[Problem]:
    """Yield the sentences that are too long for one breath, as they are spoken."""
    language = script.lesson.language
    for passage in script.passages:
        if passage.voice == "guide" or passage.keys[-1] in _NAMES:
            continue
        for sentence in split_sentences(passage.text):
            text = script.fill(sentence) if "{" in sentence or "*" in sentence else sentence
            if count := too_long(text, language):
                yield script.at(passage, "breath-long", **long_details(sentence, count, language))


# What is spoken in more words than are written, besides words of the lexicon.
_DIGIT = re.compile(r"\d")
_CAPITAL = re.compile(r"[A-ZĐ](?=[A-ZĐ])")
# An address is spelled, and no other words make it shorter: it counts as one word.
_ADDRESS = re.compile(r"(?:[\w-]+)?(?:\.[\w-]+)*\.(?:example|vn|com)\b")
_MARKS = '.,:;?!…“”"()'


def too_long(sentence: str, language: str) -> int:
    """Return the spoken words of a sentence, or 0 where they are not too many."""
    most = LANGUAGES[language].most_spoken
    if _most_spoken(sentence, language) <= most:
        return 0
    plain = _ADDRESS.sub("a", sentence)
    count = sum(any(c.isalnum() for c in w) for w in spoken_text(plain, language).split())
    return count if count > most else 0


def _most_spoken(sentence: str, language: str) -> int:
    """Return an upper bound of the spoken words of a sentence, because counting them takes long."""
    known = shipped_lexicon(language, REGION).words
    words = sentence.split()
    count = len(words) + sentence.count("-") + len(_CAPITAL.findall(sentence))
    count += 2 * len(_DIGIT.findall(sentence))
    for word in words:
        spoken = known.get(word.strip(_MARKS).lower())
        if spoken is not None:
            count += spoken.count(" ")
    return count


# The characters by which a sentence is found again.
_SHOWN = 40


def long_details(sentence: str, count: int, language: str) -> dict[str, str]:
    """Return the details of a sentence that is too long."""
    return {
        "text": sentence if len(sentence) <= _SHOWN else f"{sentence[:_SHOWN]}…",
        "count": str(count),
        "most": str(LANGUAGES[language].most_spoken),
    }
