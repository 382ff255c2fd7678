"""Which Vietnamese words follow which, and the likeliest words of a row.

Tables in `voices/lexicon/` are mixed: phrases of messages (`vi-messages.txt`) and counts of whole messages
(`vi-rows.txt`, `vi-rows-of-two.txt`), both with two words before a word, the pairs of words in the lessons
(`vi-pairs.txt`) and those of general Vietnamese (`vi-general.txt`). The search is Viterbi's, with a beam.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, pairwise

from tutor.paths import bundled_voices
from tutor.vietnamese import unmarked

# Stand for a number, an address or an abbreviation, and for the start or the end of a phrase.
OTHER, EDGE = "#", "|"
# Stands between two words of a table.
BETWEEN = "_"

# A phrase by hand counts as much as so many words of messages: who adds one wants it heard.
_PHRASE_WEIGHT = 3
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
# What follows what counts so much beside what the network knows.
_FOLLOWING = 1.1
# Of a form that is less likely around it (a natural logarithm) the network says nothing.
_UNLIKELY = -5.0
# So many ways are followed at once.
_BEAM = 12
# Each word is possible.
_LEAST = 1e-7


class Following:
    """A table of a file: each line has a word and those that follow it. A line is read when it is needed."""

    def __init__(self, name: str) -> None:
        self._lines = dict(line.split("\t", 1) for line in _lines(name))
        self._read: dict[str, Mapping[str, int]] = {}
        self._left: dict[str, int] = {}

    @cached_property
    def times(self) -> Mapping[str, int]:
        """How often each word is there."""
        return {word: int(line.partition(":")[0]) for word, line in self._lines.items()}

    @cached_property
    def total(self) -> int:
        """How many words are there."""
        return sum(self.times.values())

    def after(self, word: str) -> Mapping[str, int]:
        """Return how often each word follows a word."""
        if (counts := self._read.get(word)) is None:
            counts = {}
            for entry in self._lines.get(word, "").partition(": ")[2].split(", "):
                second, _, times = entry.partition(" ")
                if second:
                    counts[second] = int(times or 1)
            self._read[word] = counts
        return counts

    def share(self, before: str, word: str, rare: int) -> float:
        """Return how likely a word follows another; what a line leaves out is shared by all words."""
        times = self.times.get(before, 0)
        alone = (self._left_out(before) + rare) * self.times.get(word, 0) / self.total
        return (self.after(before).get(word, 0) + alone) / (times + rare)

    def _left_out(self, before: str) -> int:
        if (left := self._left.get(before)) is None:
            left = max(0, self.times.get(before, 0) - sum(self.after(before).values()))
            self._left[before] = left
        return left


class Messages:
    """Counts of the words of messages, and of those that follow one or two words: of all tables."""

    def __init__(self) -> None:
        self._table = Following("vi-rows.txt")
        self._rows = list(_phrases())
        self._both: dict[str, Mapping[str, int]] = {}
        alone = Counter(chain.from_iterable(self._rows))
        self.times = Counter(self._table.times)
        self.times.update({word: _PHRASE_WEIGHT * times for word, times in alone.items()})
        self.total = self.times.total()

    # What follows is asked of texts without marks alone.
    @cached_property
    def _table_of_two(self) -> Following:
        return Following("vi-rows-of-two.txt")

    @cached_property
    def _after(self) -> Mapping[str, Mapping[str, int]]:
        """What follows one or two words in the phrases."""
        pairs = Counter(chain.from_iterable(map(pairwise, self._rows)))
        threes = Counter(
            chain.from_iterable(zip(row, row[1:], row[2:], strict=False) for row in self._rows)
        )
        found: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for (*before, last), times in chain(pairs.items(), threes.items()):
            found[BETWEEN.join(before)][last] = _PHRASE_WEIGHT * times
        return found

    def is_phrase(self, before: str, word: str) -> bool:
        """Return whether a word follows another in a phrase by hand."""
        return word in self._after.get(before, ())

    def after(self, *words: str) -> Mapping[str, int]:
        """Return how often each word follows one or two words."""
        key = BETWEEN.join(words)
        if (both := self._both.get(key)) is None:
            table = self._table if len(words) == 1 else self._table_of_two
            both, of_phrases = table.after(key), self._after.get(key)
            if of_phrases:
                both = {**both, **{word: n + both.get(word, 0) for word, n in of_phrases.items()}}
            self._both[key] = both
        return both


@dataclass(frozen=True, slots=True)
class Phrases:
    """Counts of the words of messages and lessons; `forms` has the words by their letters alone."""

    words: Counter[str]
    forms: dict[str, tuple[str, ...]]


@cache
def shipped_phrases() -> Phrases:
    """Return the counts of the words of messages and lessons."""
    words = Counter(
        {word: _MESSAGE_WEIGHT * times for word, times in message_words().times.items()}
    )
    words.update(lesson_words().times)
    forms: dict[str, tuple[str, ...]] = {}
    for word in sorted(words):
        if word not in (EDGE, OTHER):
            forms[unmarked(word)] = (*forms.get(unmarked(word), ()), word)
    return Phrases(words, forms)


@cache
def message_words() -> Messages:
    """Return the counts of messages."""
    return Messages()


def _phrases() -> Iterator[list[str]]:
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
    return message_words().is_phrase(before, word) or word in lesson_words().after(before)


def is_known(before: str, word: str) -> bool:
    """Return whether a word follows another in a message, a lesson or a general text."""
    tables = (message_words(), lesson_words(), general_words())
    return any(word in table.after(before) for table in tables)


def likeliest(
    choices: Sequence[Sequence[str]],
    named: Sequence[bool],
    around: Sequence[Mapping[str, float]],
) -> list[str]:
    """Return the likeliest row of words, one of each choice.

    A choice has the words that letters can stand for, or the one that is certain, OTHER or EDGE. `named`
    tells which words begin with a capital within a phrase, as names do. `around` tells how likely each word
    is by all that stands around it, as a natural logarithm.
    """
    ways: list[tuple[float, tuple[str, ...]]] = [(0.0, (EDGE, EDGE))]
    was_name = False
    messages = message_words()
    for place, choice in enumerate((*choices, (EDGE,))):
        inside = place < len(choices)
        name = inside and named[place]
        by_network = around[place] if inside else {}
        # What messages have behind the last two words is likely whatever the network says.
        forms = [
            form
            for form in choice
            if by_network.get(form, 0) > _UNLIKELY
            or any(form in messages.after(*way[-2:]) for _, way in ways)
        ]
        scores: dict[str, dict[str, float]] = {}
        best: dict[tuple[str, str], tuple[float, tuple[str, ...]]] = {}
        for score, way in ways:
            before = way[-1]
            if (after_one := scores.get(before)) is None:
                after_one = scores[before] = {
                    form: _likelihood(before, form, name=name, was_name=was_name) for form in forms
                }
            after_two = messages.after(way[-2], before)
            seen_two = sum(after_two.values()) if after_two else 0
            for form, by_one in after_one.items():
                likely = by_one
                if after_two:
                    likely = _smoothed(after_two, seen_two, form, by_one, _RARE_PAIR)
                total = (
                    score
                    + _FOLLOWING * math.log(likely + _LEAST)
                    + max(by_network.get(form, 0), _UNLIKELY)
                )
                if (old := best.get((before, form))) is None or old[0] < total:
                    best[before, form] = (total, (*way, form))
        ways = sorted(best.values(), reverse=True)[:_BEAM]
        was_name = name
    return list(ways[0][1][2:-1])


def _likelihood(before: str, form: str, *, name: bool, was_name: bool) -> float:
    """Return how likely a word follows another: by the phrases as far as they have seen the other."""
    messages = message_words()
    alone, lessons, general = _NAME_SHARES if name else _SHARES
    elsewhere = alone * messages.times.get(form, 0) / messages.total
    elsewhere += general * general_words().share(
        before.capitalize() if was_name else before,
        form.capitalize() if name else form,
        _RARE_GENERAL,
    )
    if lessons:
        elsewhere += lessons * lesson_words().share(before, form, _RARE_LESSONS)
    rare = _RARE_NAME if name else _RARE
    return _smoothed(messages.after(before), messages.times.get(before, 0), form, elsewhere, rare)


def _smoothed(
    after: Mapping[str, int], seen: int, form: str, elsewhere: float, rare: float
) -> float:
    """Return the share of a word among those that follow; of each a part is left to others."""
    left = _DISCOUNT * len(after) + rare
    return (max(after.get(form, 0) - _DISCOUNT, 0) + left * elsewhere) / (seen + rare)
