"""Which Vietnamese words follow which, and the likeliest words of a row.

Three tables in `voices/lexicon/` are mixed: the phrases of messages (`vi-messages.txt`, with two words
before a word), the pairs of words in the lessons (`vi-pairs.txt`) and those of general Vietnamese
(`vi-general.txt`). The search is Viterbi's, with a beam.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tutor.paths import bundled_voices
from tutor.vietnamese import unmarked

# Stand for a number, an address or an abbreviation, and for the start or the end of a phrase.
OTHER, EDGE = "#", "|"

# A phrase of messages counts as much as so many of the lessons, which speak of other things.
_MESSAGE_WEIGHT = 20
# The shares of the words of phrases, of the lessons and of general texts where the phrases have not seen what
# stands before; within a name they say little.
_SHARES = (0.3, 0.25, 0.45)
_NAME_SHARES = (0.05, 0.0, 0.95)
# The fewer times a word, or two words, were seen, the less they say of what follows: after so many times, as
# much as the shorter context.
_RARE, _RARE_PAIR, _RARE_LESSONS, _RARE_GENERAL = 60, 2, 200, 400
_RARE_NAME = 500
# Of each word that follows another so much is left to those that were not seen there.
_DISCOUNT = 0.6
# So many ways are followed at once.
_BEAM = 20
# Each word is possible.
_LEAST = 1e-7


class Following:
    """A table of a file: each line has a word and those that follow it. A line is read when it is needed."""

    def __init__(self, name: str) -> None:
        self.times: dict[str, int] = {}
        self._lines: dict[str, str] = {}
        self._read: dict[str, Mapping[str, int]] = {}
        for line in _lines(name):
            head, _, rest = line.partition(": ")
            word, _, times = head.partition("\t")
            self._lines[word] = rest
            self.times[word] = int(times) if times else sum(self.after(word).values())
        self.total = sum(self.times.values())

    def after(self, word: str) -> Mapping[str, int]:
        """Return how often each word follows a word."""
        if (counts := self._read.get(word)) is None:
            counts = {}
            for entry in self._lines.get(word, "").split(", "):
                second, _, times = entry.partition(" ")
                if second:
                    counts[second] = int(times or 1)
            self._read[word] = counts
        return counts

    def share(self, before: str, word: str, rare: int) -> float:
        """Return how likely a word follows another."""
        alone = rare * self.times.get(word, 0) / self.total
        return (self.after(before).get(word, 0) + alone) / (self.times.get(before, 0) + rare)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Counts of words and of pairs, of the lessons too; `forms` has the words by their letters alone."""

    words: Counter[str]
    pairs: Counter[tuple[str, str]]
    forms: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rows:
    """Counts of the phrases of messages alone: of words, and of those that follow one or two words."""

    seen: dict[str, int]
    total: int
    after: dict[str, dict[str, int]]
    after_two: dict[tuple[str, str], dict[str, int]]


@cache
def shipped_phrases() -> Phrases:
    """Return the counts of the phrases of messages and of the pairs of the lessons."""
    pairs: Counter[tuple[str, str]] = Counter()
    for row in _rows():
        for pair in pairwise(row):
            pairs[pair] += _MESSAGE_WEIGHT
    lessons = lesson_words()
    for first in lessons.times:
        for second, times in lessons.after(first).items():
            pairs[first, second] += times
    words: Counter[str] = Counter()
    for (first, _), count in pairs.items():
        words[first] += count
    forms: dict[str, tuple[str, ...]] = {}
    for word in sorted(words):
        if word not in (EDGE, OTHER):
            forms[unmarked(word)] = (*forms.get(unmarked(word), ()), word)
    return Phrases(words, pairs, forms)


@cache
def message_rows() -> Rows:
    """Return the counts of the phrases of messages alone."""
    seen: Counter[str] = Counter()
    after: defaultdict[str, Counter[str]] = defaultdict(Counter)
    after_two: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in _rows():
        seen.update(row)
        for first, second in pairwise(row):
            after[first][second] += 1
        for first, second, third in zip(row, row[1:], row[2:], strict=False):
            counts = after_two[first, second]
            counts[third] = counts.get(third, 0) + 1
    # A plain dictionary answers faster.
    plain = {first: dict(counts) for first, counts in after.items()}
    return Rows(dict(seen), seen.total(), plain, dict(after_two))


def _rows() -> Iterator[list[str]]:
    for phrase in ",".join(_lines("vi-messages.txt")).split(","):
        if found := phrase.split():
            yield [EDGE, *found, EDGE]


@cache
def lesson_words() -> Following:
    """Return the table of the lessons."""
    return Following("vi-pairs.txt")


@cache
def general_words() -> Following:
    """Return the table of general Vietnamese; a word with a capital is one within a phrase."""
    return Following("vi-general.txt")


@cache
def _general_forms() -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    """Return the words of general texts by their letters: the words in small letters, and the names."""
    words: defaultdict[str, list[str]] = defaultdict(list)
    names: defaultdict[str, list[str]] = defaultdict(list)
    for word in general_words().times:
        if word not in (EDGE, OTHER):
            (names if word[0].isupper() else words)[unmarked(word)].append(word.lower())
    return words, names


def _lines(name: str) -> list[str]:
    file = bundled_voices() / "lexicon" / name
    lines = file.read_text(encoding="utf-8").splitlines()
    # A comment has a space after its sign, a phrase that begins with a number has a word.
    return [line for line in lines if line and not line.startswith("# ")]


@cache
def forms_of(letters: str, *, name: bool = False) -> tuple[str, ...]:
    """Return the words that the letters can stand for."""
    words, names = _general_forms()
    found = {*shipped_phrases().forms.get(letters, ()), *words.get(letters, ())}
    if name:
        found.update(names.get(letters, ()))
    return tuple(sorted(found))


def in_phrases(before: str, word: str) -> bool:
    """Return whether a word follows another in a phrase of messages or in a lesson."""
    return (before, word) in shipped_phrases().pairs


def is_known(before: str, word: str) -> bool:
    """Return whether a word follows another in a phrase, a lesson or a general text."""
    return in_phrases(before, word) or word in general_words().after(before)


def likeliest(choices: Sequence[Sequence[str]], named: Sequence[bool] = ()) -> list[str]:
    """Return the likeliest row of words, one of each choice.

    A choice has the words that letters can stand for, or the one that is certain, OTHER or EDGE. `named`
    tells which words begin with a capital within a phrase, as names do.
    """
    ways: list[tuple[float, tuple[str, ...]]] = [(0.0, (EDGE, EDGE))]
    was_name = False
    rows = message_rows()
    for place, forms in enumerate((*choices, (EDGE,))):
        name = place < len(named) and named[place]
        scores: dict[str, dict[str, float]] = {}
        best: dict[tuple[str, str], tuple[float, tuple[str, ...]]] = {}
        for score, way in ways:
            before = way[-1]
            if (after_one := scores.get(before)) is None:
                after_one = scores[before] = {
                    form: _likelihood(before, form, name=name, was_name=was_name) for form in forms
                }
            after_two = rows.after_two.get((way[-2], before))
            seen_two = sum(after_two.values()) if after_two else 0
            for form, by_one in after_one.items():
                likely = by_one
                if after_two:
                    likely = _smoothed(after_two, seen_two, form, by_one, _RARE_PAIR)
                total = score + math.log(likely + _LEAST)
                if (old := best.get((before, form))) is None or old[0] < total:
                    best[before, form] = (total, (*way, form))
        ways = sorted(best.values(), reverse=True)[:_BEAM]
        was_name = name
    return list(ways[0][1][2:-1])


def _likelihood(before: str, form: str, *, name: bool, was_name: bool) -> float:
    """Return how likely a word follows another: by the phrases as far as they have seen the other."""
    rows = message_rows()
    alone, lessons, general = _NAME_SHARES if name else _SHARES
    elsewhere = alone * rows.seen.get(form, 0) / rows.total
    elsewhere += general * general_words().share(
        before.capitalize() if was_name else before,
        form.capitalize() if name else form,
        _RARE_GENERAL,
    )
    if lessons:
        elsewhere += lessons * lesson_words().share(before, form, _RARE_LESSONS)
    rare = _RARE_NAME if name else _RARE
    return _smoothed(rows.after.get(before, {}), rows.seen.get(before, 0), form, elsewhere, rare)


def _smoothed(
    after: Mapping[str, int], seen: int, form: str, elsewhere: float, rare: float
) -> float:
    """Return the share of a word among those that follow; of each a part is left to others."""
    left = _DISCOUNT * len(after) + rare
    return (max(after.get(form, 0) - _DISCOUNT, 0) + left * elsewhere) / (seen + rare)
