"""How likely each word of a text without marks is, by the words around it: a small neural network.

All words within ten of a word add up to one hidden layer, those within three also by their places; each form
of the word has weights for that layer. `voices/lexicon/vi-network.bin` holds the weights as small integers,
and `scripts/network.py` trains them.
"""

import math
import re
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from operator import add, mul, sub

from tutor.paths import bundled_voices
from tutor.speech.normalise.vi.language_model import EDGE

FILE = "vi-network.bin"
# So many neighbours on either side count by their places, and so many in all.
NEAR, FAR = 3, 10
# The signs of what is no word: outside the text, the edge of a phrase, numbers by their kind, and all else.
OUTSIDE, NUMBER, ELSE = "<", "#?", "#x"
_KINDS = {
    "#t": r"(?i:\d{1,2}(?:h|g|gio|:)(?:\d\d)?(?:p|:\d\d)?(?:-.*)?)",
    "#m": r"(?i:[\d.,]+(?:d|đ|k|tr|vnd|vnđ|ty|trieu)\b.*)",
    "#p": r"[\d.,]+%.*",
    "#d": r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?(?:-.*)?",
    "#1": r"\d{1,2}",
    "#n": r"\d[\d.,]*",
}
_KIND = re.compile("|".join(f"(?P<k{place}>{form})" for place, form in enumerate(_KINDS.values())))
SIGNS = (OUTSIDE, EDGE, ELSE, *_KINDS, NUMBER)
# Of a form that the network has never seen so little is likely (a natural logarithm).
_UNSEEN = -6.0


@dataclass(frozen=True, slots=True)
class Token:
    """The letters of a word or another sign, the forms that it may be, and whether it stands as a name."""

    sign: str
    forms: tuple[str, ...] = ()
    named: bool = False


def sign_of(piece: str) -> str:
    """Return the sign of a number, an amount, a time or a date; ELSE for what is none of them."""
    match = _KIND.fullmatch(piece)
    return list(_KINDS)[int(str(match.lastgroup)[1:])] if match else ELSE


class Network:
    """The network of a file.

    The file has a line with the size of the hidden layer and two scales, one with the signs and one with the
    forms of words. Behind them are the biases of forms as 4-byte floats, the low byte first, and rows of a
    byte for each number of the hidden layer: those of each sign for each near place, of each sign for any
    place, of names before, at and behind a word, of the bias, and of each form.
    """

    def __init__(self, data: bytes) -> None:
        sizes, signs, forms, rest = data.split(b"\n", 3)
        size, scale, scale_of_scores = sizes.decode().split()
        self._size = int(size)
        # What a unit of the hidden layer times a unit of a form's weights is worth.
        self._scale = float(scale) * float(scale_of_scores)
        self._signs = {sign: place for place, sign in enumerate(signs.decode().split())}
        names = forms.decode().split()
        self._forms = {form: place for place, form in enumerate(names)}
        self._biases = array("f", rest[: 4 * len(names)])
        if sys.byteorder == "big":
            self._biases.byteswap()
        self._rows = memoryview(rest)[4 * len(names) :].cast("b")
        near = (2 * NEAR + 1) * len(self._signs)
        self._anywhere, self._names = near, near + len(self._signs)
        self._bias = self._names + 6
        self._weights = self._bias + 1

    def likelihoods(self, tokens: Sequence[Token]) -> list[Mapping[str, float]]:
        """Return for each token how likely each of its forms is, as natural logarithms.

        A token of one form has none.
        """
        places = _without_repeats(tokens)
        signs = [self._signs.get(tokens[place].sign, self._signs[ELSE]) for place in places]
        outside = [self._signs[OUTSIDE]] * FAR
        signs = [*outside, *signs, *outside]
        # The rows of all signs before each place: what stands between two places is the difference.
        sums = list(
            accumulate(map(self._row, self._rows_anywhere(signs)), _add, initial=[0] * self._size)
        )
        named = [False, *(tokens[place].named for place in places), False]
        found: list[Mapping[str, float]] = [{} for _ in tokens]
        for at, place in enumerate(places):
            if len(tokens[place].forms) > 1:
                before, here, behind = named[at : at + 3]
                near = signs[at + FAR - NEAR : at + FAR + NEAR + 1]
                rows = [
                    self._frame(before, here, behind),
                    sums[at + 2 * FAR + 1],
                    *self._near(near),
                ]
                totals = map(sub, map(sum, zip(*rows, strict=True)), sums[at])
                hidden = [total if total > 0 else 0 for total in totals]
                found[place] = self._scores(hidden, tokens[place].forms)
        return found

    def _row(self, place: int) -> Sequence[int]:
        return self._rows[place * self._size : (place + 1) * self._size]

    def _rows_anywhere(self, signs: Sequence[int]) -> Iterator[int]:
        return (self._anywhere + sign for sign in signs)

    def _near(self, signs: Sequence[int]) -> Iterator[Sequence[int]]:
        count = len(self._signs)
        return (self._row(place * count + sign) for place, sign in enumerate(signs))

    @cache  # noqa: B019 - there is one network
    def _frame(self, *named: bool) -> list[int]:
        """Return what the bias and the names before, at and behind a word add up to."""
        rows = [self._row(self._names + 2 * place + is_name) for place, is_name in enumerate(named)]
        return [sum(column) for column in zip(self._row(self._bias), *rows, strict=True)]

    def _scores(self, hidden: Sequence[int], forms: Sequence[str]) -> Mapping[str, float]:
        scores = {
            form: self._biases[place]
            + self._scale * sum(map(mul, hidden, self._row(self._weights + place)))
            for form in forms
            if (place := self._forms.get(form)) is not None
        }
        if not scores:
            return {}
        most = max(scores.values())
        total = most + math.log(sum(math.exp(score - most) for score in scores.values()))
        return {form: scores[form] - total if form in scores else _UNSEEN for form in forms}


def _add(first: Sequence[int], second: Sequence[int]) -> list[int]:
    return list(map(add, first, second))


def _without_repeats(tokens: Sequence[Token]) -> list[int]:
    """Return the places of the tokens but of an edge or ELSE behind its like."""
    return [
        place
        for place, token in enumerate(tokens)
        if token.sign not in (EDGE, ELSE) or not place or tokens[place - 1].sign != token.sign
    ]


@cache
def shipped_network() -> Network:
    """Return the network that comes with the program."""
    return Network((bundled_voices() / "lexicon" / FILE).read_bytes())
