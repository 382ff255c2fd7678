"""Checks of how lessons are written: polite questions, which machine, comfort that wears off, long breath."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from tutor.authoring.script import Script
from tutor.authoring.voice_checks import REGION
from tutor.authoring.wording_checks import LONG_PLACEHOLDER
from tutor.content.model import Problem
from tutor.content.text import split_sentences, strip_emphasis
from tutor.languages import LANGUAGES
from tutor.lesson.duration import lesson_minutes
from tutor.speech.normalise import spoken_text
from tutor.speech.normalise.lexicon import shipped_lexicon

_compiled = cache(re.compile)

# The keys under which learners are asked something; `ask` is what the volunteer asks them.
_ASKED = frozenset({"choose", "sort", "pairs", "compare", "spot", "order", "ask"})
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def check_questions(script: Script) -> Iterator[Problem]:
    """Yield the questions to learners without the word of politeness; of several in a row one may have it."""
    end = LANGUAGES[script.lesson.language].wording.polite_end
    if not end:
        return
    polite = re.compile(rf"(?<!\w){end}\W*$")
    for passage in script.passages:
        if passage.keys[-1] not in _ASKED or "?" not in passage.text:
            continue
        text = _QUOTED.sub("…", strip_emphasis(passage.text))
        asked = [sentence for sentence in split_sentences(text) if sentence.endswith("?")]
        if asked and not any(map(polite.search, asked)):
            yield script.at(passage, "question-bare", text=asked[-1], end=end)


# A lesson of fewer steps may be unfinished.
_LEAST_STEPS = 5


def check_duration(script: Script) -> Iterator[Problem]:
    """Yield `minutes` that do not agree with what is heard and answered."""
    lesson = script.lesson
    minutes = lesson_minutes(lesson)
    too_few = minutes > max(1.5 * lesson.minutes, lesson.minutes + 1)
    too_many = len(lesson.steps) >= _LEAST_STEPS and minutes < lesson.minutes / 3
    if too_few or too_many:
        details = {"count": str(max(1, round(minutes))), "minutes": str(lesson.minutes)}
        place = script.document.place("minutes")
        yield Problem(place, "minutes-amount", details, warning=True)


def check_unwritten(script: Script) -> Iterator[Problem]:
    """Yield the sentences of a new lesson that its author has not written yet."""
    mark = LANGUAGES[script.lesson.language].wording.unwritten
    if mark in script.lower_text:
        for passage in script.passages:
            if mark in passage.text:
                yield replace(script.at(passage, "unwritten", text=mark), warning=True)


def check_machine(script: Script) -> Iterator[Problem]:
    """Yield the word for any machine where the learner cannot know which one is meant."""
    pattern = LANGUAGES[script.lesson.language].wording.machine
    if not pattern:
        return
    for passage in script.passages:
        if passage.voice == "lesson" or passage.keys[-1] == "ask":
            text = strip_emphasis(passage.text)
            for match in _compiled(pattern).finditer(_QUOTED.sub(_blank, text.lower())):
                at = len(text[: match.start()].split())
                around = " ".join(text.split()[max(0, at - _AROUND) : at + _AROUND + 1])
                yield script.at(passage, "machine-bare", text=around)


def _blank(quoted: re.Match[str]) -> str:
    return "…" * len(quoted.group())


# The words before and after a word that show where it stands.
_AROUND = 2
_REASONS = frozenset({"because", "because_again", "careful"})


def check_comforts(script: Script) -> Iterator[Problem]:
    """Yield formulas of comfort that a lesson says again."""
    reasons = [
        (passage, strip_emphasis(passage.text).lower())
        for passage in script.passages
        if not _REASONS.isdisjoint(passage.keys)
    ]
    for part, formula in LANGUAGES[script.lesson.language].wording.comforts.items():
        first = 0
        for passage, text in reasons:
            if part not in text:
                continue
            for match in _compiled(formula).finditer(text):
                again = script.at(passage, "comfort-again", text=match.group(), line=str(first))
                if first:
                    yield again
                else:
                    first = again.place.line


_NAMES = frozenset({"name", "number", "sender"})


def check_breath(script: Script) -> Iterator[Problem]:
    """Yield the sentences that are too long for one breath, as they are spoken."""
    language = script.lesson.language
    for passage in script.passages:
        if passage.voice == "guide" or passage.keys[-1] in _NAMES:
            continue
        # Few texts have a sentence that must be filled and said.
        if any(_long_sentences(passage.text, language)):
            for sentence, count in long_breaths(script.fill(passage.text), language):
                yield script.at(passage, "breath-long", **long_details(sentence, count, language))


# What may be spoken in more words than are written, besides words of the lexicon: hyphens and strokes, signs,
# abbreviations, a form of address in the plural, a fact or contact, and digits: each at most two words, those
# of a number alone fewer.
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d{1,4}")
_NUMBER_WORDS = (0, 1, 3, 5, 7)
_CAPITALS = re.compile(r"[A-ZĐ]{2,}")
_ONE_DIGIT = re.compile(r"[“(]?\d(?:[”)?!…].*|[.,]?)")
_THOUSANDS = re.compile(r"(?<=\d)[.,]000")
# An address is spelled, and no other words make it shorter: it counts as one word.
_ADDRESS = re.compile(r"(?:[\w-]+)?(?:\.[\w-]+)*\.(?:example|vn|com)\b")
_MARKS = '.,:;?!…“”"()*'
_TWO_WORDS = re.compile(r"[%+=&/@#°<>]+|\{[Cc]ac_bac\}")
_ANY_NUMBER = 1000


def long_breaths(text: str, language: str) -> Iterator[tuple[str, int]]:
    """Yield the sentences with too many spoken words, and their number; a colon ends a breath too."""
    most = LANGUAGES[language].most_spoken
    for sentence in _long_sentences(text, language):
        for breath in sentence.split(": "):
            if _may_be_long(breath, language):
                count = _count_spoken(breath, language)
                if count > most:
                    yield breath, count


def _long_sentences(text: str, language: str) -> Iterator[str]:
    """Yield the sentences that may be too long; most texts are short, and so need not be parted."""
    if _may_be_long(text, language):
        for sentence in split_sentences(text):
            if _may_be_long(sentence, language):
                yield sentence


def _count_spoken(sentence: str, language: str) -> int:
    plain = _ADDRESS.sub("a", strip_emphasis(sentence))
    return sum(any(c.isalnum() for c in w) for w in spoken_text(plain, language).split())


def _may_be_long(sentence: str, language: str) -> bool:
    """Return False where a sentence is surely short enough, because saying it takes long."""
    counts = map(_most_spoken(language).__getitem__, sentence.split())
    return sum(counts) > LANGUAGES[language].most_spoken


class _MostSpoken(dict[str, int]):
    """The number of words that a word between spaces is spoken in, at most; counted when first met."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, written: str) -> int:
        self[written] = count = _count_most_spoken(written, self._language)
        return count


@cache
def _most_spoken(language: str) -> _MostSpoken:
    return _MostSpoken(language)


def _count_most_spoken(written: str, language: str) -> int:
    if LONG_PLACEHOLDER.search(written):
        return _ANY_NUMBER
    word = written.strip(_MARKS)
    longer = _longer_words(language)
    more = longer.get(word) or longer.get(word.lower(), 0)
    known = shipped_lexicon(language, REGION).words
    if word in known or (word.isalpha() and word[1:].islower()):
        return 1 + more
    number = _THOUSANDS.sub("", word)
    if _NUMBER.fullmatch(number):
        return _NUMBER_WORDS[len(number)] + (number != word)
    if _TWO_WORDS.fullmatch(word):
        return 2
    count = 1 + more + written.count("-") + 2 * written.count("/")
    if not _ONE_DIGIT.fullmatch(written):
        count += 2 * len(_DIGIT.findall(number))
    return count + sum(len(part) - 1 for part in _CAPITALS.findall(written) if part not in known)


@cache
def _longer_words(language: str) -> Mapping[str, int]:
    """Return the words of the lexicon that are spoken as several, and how many more."""
    words = shipped_lexicon(language, REGION).words
    return {word: spoken.count(" ") for word, spoken in words.items() if " " in spoken}


# The characters by which a sentence is found again.
_SHOWN = 40


def long_details(sentence: str, count: int, language: str) -> dict[str, str]:
    """Return the details of a sentence that is too long."""
    return {
        "text": sentence if len(sentence) <= _SHOWN else f"{sentence[:_SHOWN]}…",
        "count": str(count),
        "most": str(LANGUAGES[language].most_spoken),
    }
