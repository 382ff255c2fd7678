"""Vietnamese without marks, as banks send it: the marks are put back before a rule reads the text.

A sentence is restored wholly or not at all, from the phrases in
`voices/lexicon/vi-messages.txt` and the pairs of words in the lessons, `vi-pairs.txt`. Between words of the
same letters their neighbours decide (a bigram model and the Viterbi search).
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tutor.paths import bundled_voices
from tutor.speech.normalise.lexicon import Lexicon, look_up
from tutor.vietnamese import CAPITALS, is_syllable, unmarked

# Stand for a number, an address or an abbreviation, and for the start or the end of a phrase.
OTHER, EDGE = "#", "|"
# A word that cannot be Vietnamese; the words around it are restored as around a number.
FOREIGN = "~"

_SENTENCE = re.compile(r"(?:[^.!?…]|[.!?…]+(?=\w))+")
# A name among words with marks, as banks write it.
_NAME = re.compile(
    rf"(?<![\w.@/-])(?<![{CAPITALS}]\s)[A-Z]{{2,}}(?: [A-Z]{{2,}})+(?!\s?[{CAPITALS}](?!\d)|[\w@-]|[./]\w)"
)
_QUOTED = re.compile(r"(?<=[“\"«])[^“”\"«»{}]+(?=[”\"»])")
_MARKED = re.compile(r"[À-ÖØ-öø-ƿǍ-ɏ\u0300-\u036fḀ-ỿ]")
# Addresses, numbers with what adheres to them, words, and marks between phrases.
_PART = re.compile(r"[\w*@][\w*@./:+&=%#-]*[\w*#]|\w|\*|[,;:()“”\"]")
_WORD = re.compile(r"[A-Za-z]+(?:[-/][A-Za-z]+)*")
_BETWEEN = re.compile(r"[-/]")
_LONGEST_SENT = 16
_SENT = re.compile(r"\bsoan(?: tin)?(?: nhan)?:? $", re.IGNORECASE)

# A phrase of messages counts as much as so many of the lessons, which speak of other things.
_MESSAGE_WEIGHT = 20
# The fewer times a word was seen, the less it says of what follows it; after so many times, as much as the
# counts of single words.
_RARE = 200
# Such a share of the words of a sentence must stand beside a word as they do in a phrase.
_LEAST_KNOWN = 0.75
# A word that stands without a mark less than once in so many times is one that is always marked.
_SELDOM = 20
# So many words that are always written with a mark show that a text has lost its marks. Three or more words
# that all stand in phrases count as one more, and so do two that stand together in one.
_LEAST_EVIDENCE = 2
# A sentence in which fewer words can be Vietnamese is in another language.
_LEAST_VIETNAMESE = 0.75
# "Ngay" before a date is the day, whatever stands before it.
_DAY_WORD = "ngày"
_DAY = re.compile(r"ngay(?=:? ?\d{1,2}[/.-]\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Counts of words and of words that follow one another; `forms` has the words by their letters alone."""

    words: Counter[str]
    pairs: Counter[tuple[str, str]]
    forms: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without marks: the places of its words, and the words with their marks, if they are likely.

    It is `guessed` when a word of it stands beside words that it stands beside in no phrase.
    """

    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    evidence: int
    restored: tuple[str, ...] | None
    guessed: bool = False


@cache
def shipped_phrases() -> Phrases:
    """Return the counts of the phrases of messages and of the pairs of the lessons."""
    pairs: Counter[tuple[str, str]] = Counter()
    for phrase in ",".join(_lines("vi-messages.txt")).split(","):
        if found := phrase.split():
            for pair in pairwise([EDGE, *found, EDGE]):
                pairs[pair] += _MESSAGE_WEIGHT
    for line in _lines("vi-pairs.txt"):
        first, _, rest = line.partition(": ")
        for entry in rest.split(", "):
            second, _, times = entry.partition(" ")
            pairs[first, second] += int(times or 1)
    words: Counter[str] = Counter()
    for (first, _), count in pairs.items():
        words[first] += count
    forms: dict[str, tuple[str, ...]] = {}
    for word in sorted(words):
        if word not in (EDGE, OTHER):
            forms[unmarked(word)] = (*forms.get(unmarked(word), ()), word)
    return Phrases(words, pairs, forms)


def _lines(name: str) -> list[str]:
    file = bundled_voices() / "lexicon" / name
    lines = file.read_text(encoding="utf-8").splitlines()
    # A comment has a space after its sign, a phrase that begins with a number has a word.
    return [line for line in lines if line and not line.startswith("# ")]


def restore_marks(text: str, lexicon: Lexicon) -> str:
    """Return a text of the same length, with the marks of the sentences that have lost them."""
    return _restored(text, _lost_sentences(text, lexicon))


def _restored(text: str, sentences: Iterable[Sentence]) -> str:
    for sentence in sentences:
        for (start, end), word in zip(sentence.spans, sentence.restored or (), strict=False):
            text = text[:start] + _in_case_of(text[start:end], word) + text[end:]
    return text


def restore_words(words: Sequence[str]) -> Sequence[str] | None:
    """Return words that follow one another with their marks; None where they do so in no phrase."""
    phrases = shipped_phrases()
    path = _best_path(words, phrases) if len(words) > 1 else None
    return path if path and phrases.pairs.keys() >= set(pairwise(path)) else None


def flat_sentences(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield the sentences that have lost their marks and are not restored; a voice says them flat."""
    for sentence in _lost_sentences(text, lexicon):
        words = [text[start:end] for start, end in sentence.spans]
        sure = sentence.restored or " " not in text[sentence.start : sentence.end].strip()
        small = [word for word in words if word.isalpha() and word.islower()]
        vietnamese = sum(map(is_syllable, small)) >= _LEAST_VIETNAMESE * len(small)
        if not sure and vietnamese:
            yield text[sentence.start : sentence.end].strip()


def guessed_sentences(text: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Yield the sentences whose marks are put back by a guess, each with what is spoken for it.

    Of a hundred such sentences, some eighty have a word that is not the writer's.
    """
    sentences = _lost_sentences(text, lexicon)
    restored = _restored(text, sentences)
    if restored == text:
        return
    for sentence in sentences:
        place = slice(sentence.start, sentence.end)
        if sentence.restored and sentence.guessed and " " in text[place].strip():
            yield text[place].strip(), restored[place].strip()


def _lost_sentences(text: str, lexicon: Lexicon) -> Sequence[Sentence]:
    """Return the sentences without marks of a text that has surely lost some, none of another text."""
    sentences = tuple(_read_sentences(text, lexicon))
    lost = sum(sentence.evidence for sentence in sentences) >= _LEAST_EVIDENCE
    return sentences if lost else ()


def _read_sentences(text: str, lexicon: Lexicon) -> Iterator[Sentence]:
    """Yield the sentences of a text without marks, and such quoted parts and names of the others."""
    for match in _unmarked_parts(text):
        # Read for the first text without marks alone: the files are long.
        phrases = shipped_phrases()
        words: list[str] = []
        spans: list[tuple[int, int]] = []
        for word, start, end in _words(match, phrases, lexicon):
            words.append(word)
            spans.append((start, end))
        foreign = words.count(FOREIGN)
        words = [OTHER if word == FOREIGN else word for word in words]
        letters = [word for word in words if word not in (OTHER, EDGE)]
        if not letters:
            continue
        evidence = sum(_is_always_marked(word, phrases) for word in letters)
        in_vietnamese = len(letters) >= _LEAST_VIETNAMESE * (len(letters) + foreign)
        path = _best_path(words, phrases) if in_vietnamese else None
        known = _known_share(path, phrases) if path else 0
        if path and len(letters) <= 2 and not phrases.pairs.keys() >= set(pairwise(path)):
            known = 0
        if path and known == 1 and len(letters) > 1:
            evidence += 1
        restored = tuple(path) if path and known >= _LEAST_KNOWN else None
        yield Sentence(
            match.start(), match.end(), tuple(spans), evidence, restored, guessed=known < 1
        )


def _unmarked_parts(text: str) -> Iterator[re.Match[str]]:
    for sentence in _SENTENCE.finditer(text):
        if not _MARKED.search(sentence[0]):
            yield sentence
            continue
        place = sentence.start()
        for quoted in _QUOTED.finditer(text, *sentence.span()):
            if not _MARKED.search(quoted[0]):
                yield from _NAME.finditer(text, place, quoted.start())
                yield quoted
                place = quoted.end()
        yield from _NAME.finditer(text, place, sentence.end())


def _words(
    sentence: re.Match[str], phrases: Phrases, lexicon: Lexicon
) -> Iterator[tuple[str, int, int]]:
    for part in _PART.finditer(sentence[0]):
        start = sentence.start() + part.start()
        pieces = _BETWEEN.split(part[0]) if _WORD.fullmatch(part[0]) else [part[0]]
        for piece in pieces:
            word = _DAY_WORD if _DAY.match(sentence.string, start) else piece.lower()
            # What is sent to a short number is no word, but the one that ends a service.
            sent = (
                piece.isupper()
                and piece != "HUY"
                and _SENT.search(sentence.string[max(0, start - _LONGEST_SENT) : start])
            )
            if not piece.isalnum() and len(piece) == 1:
                kind = EDGE
            elif not piece.isalpha() or sent:
                kind = OTHER
            elif word in phrases.forms:
                kind = word
            elif look_up(lexicon.words, piece) is not None or not _is_read_as_word(piece):
                kind = OTHER
            elif not is_syllable(word):
                kind = FOREIGN
            else:
                # A capital within a sentence begins a name that no phrase has.
                named = piece.istitle() and sentence.string[:start].rstrip()[-1:].isalnum()
                kind = OTHER if named else word
            yield kind, start, start + len(piece)
            start += len(piece) + 1


def _is_read_as_word(piece: str) -> bool:
    # A word in capitals that is no syllable is spelt; a capital inside a word begins a name.
    return is_syllable(piece) if piece.isupper() else piece[1:].islower() or len(piece) == 1


def _is_always_marked(word: str, phrases: Phrases) -> bool:
    forms = phrases.forms.get(word, ())
    return bool(forms) and _SELDOM * phrases.words[word] < sum(
        phrases.words[form] for form in forms
    )


def _best_path(words: Sequence[str], phrases: Phrases) -> list[str] | None:
    """Return the likeliest words with marks; None where a word is in no phrase."""
    total = phrases.words.total()
    ways: dict[str, tuple[float, list[str]]] = {EDGE: (0.0, [])}
    for word in words:
        certain = word in (OTHER, EDGE, _DAY_WORD)
        forms = (word,) if certain else phrases.forms.get(word)
        if forms is None:
            return None
        following: dict[str, tuple[float, list[str]]] = {}
        for form in forms:
            alone = _RARE * phrases.words[form] / total
            following[form] = max(
                (
                    score
                    + math.log(
                        (phrases.pairs[before, form] + alone) / (phrases.words[before] + _RARE)
                    ),
                    [*way, form],
                )
                for before, (score, way) in ways.items()
            )
        ways = following
    return max(ways.values())[1]


def _known_share(path: Sequence[str], phrases: Phrases) -> float:
    """Return the share of the words that stand beside a word as in a phrase."""
    ends = (EDGE, *path, EDGE)
    known = [
        (before, word) in phrases.pairs or (word, after) in phrases.pairs
        for before, word, after in zip(ends, path, ends[2:], strict=False)
        if word not in (OTHER, EDGE)
    ]
    return sum(known) / len(known)


def _in_case_of(written: str, word: str) -> str:
    if word in (OTHER, EDGE):
        return written
    if written.isupper() and len(written) > 1:
        return word.upper()
    return word.capitalize() if written[0].isupper() else word
