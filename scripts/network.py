"""Train voices/lexicon/vi-network.bin, by which a voice puts lost marks back.

    python scripts/network.py --articles FOLDER --laws FOLDER --programs FOLDER --talk FOLDER --minutes 10

The folders hold Vietnamese texts with marks, a paragraph, a text of a program or a sentence a line; none of
them is in the repository: docs/third-party.md names them. The messages of `scripts/messages/`, the phrases
of `vi-messages.txt` and the lessons are learned too. With `--test` one message in ten is kept back, and the
share of its wrong words is printed. Needs JAX, which the program does not: `pip install jax`.
"""

import argparse
import functools
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from corpus import LEXICON, Row, lesson_texts, lines, messages, paragraphs, phrases, row_of

from tutor.speech.normalise.vi import network
from tutor.speech.normalise.vi.network import ELSE, FAR, NEAR, NUMBER, SIGNS
from tutor.vietnamese import unmarked

# Of a hundred words of a step so many are of each kind of text, and words of it count so much among all.
_SHARES = {
    "messages": 16,
    "phrases": 2,
    "lessons": 5,
    "programs": 20,
    "talk": 5,
    "laws": 10,
    "articles": 42,
}
_WEIGHTS = {
    "messages": 20,
    "phrases": 20,
    "lessons": 3,
    "programs": 1,
    "talk": 3,
    "laws": 1,
    "articles": 1,
}
_BATCH, _HIDDEN, _RATE, _DROPPED = 4096, 128, 2e-3, 0.25
# So often a word's capital is hidden, and so often a neighbour: messages are written in any way.
_SMALL, _BLURRED = 0.2, 0.1
# A form that was seen less often is no form; a word has at most so many.
_LEAST, _FORMS = 12, 18
_KEPT_BACK = 10


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts in a row as numbers: signs, forms (or -1) and names; `words` are the places to learn."""

    signs: Any
    forms: Any
    named: Any
    words: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The signs, the forms of words, and for each sign its forms; a place without one has their number."""

    signs: Mapping[str, int]
    forms: Mapping[str, int]
    choices: Any

    @classmethod
    def of(cls, rows: Mapping[str, list[Row]]) -> "Vocabulary":
        counts: Counter[str] = Counter()
        for kind, weight in _WEIGHTS.items():
            for row in rows[kind]:
                for _, word, _ in row:
                    counts[word] += weight
        words = sorted(word for word, times in counts.items() if word and times >= _LEAST)
        forms = {word: place for place, word in enumerate(words)}
        signs = {
            sign: place for place, sign in enumerate((*SIGNS, *sorted(set(map(unmarked, words)))))
        }
        choices = np.full((len(signs), _FORMS), len(forms), np.int32)
        filled: Counter[int] = Counter()
        for word in sorted(words, key=lambda word: -counts[word]):
            sign = signs[unmarked(word)]
            if filled[sign] < _FORMS:
                choices[sign, filled[sign]] = forms[word]
                filled[sign] += 1
        return cls(signs, forms, choices)

    def texts(self, rows: Mapping[str, list[Row]]) -> Texts:
        """Return the texts as numbers."""
        # The first sign is what is outside a text.
        numbers: list[tuple[int, int, bool]] = [(0, -1, False)] * FAR
        ends = {}
        for kind, of_kind in rows.items():
            start = len(numbers)
            for row in of_kind:
                for sign, word, named in row:
                    number = self.signs.get(sign, self.signs[ELSE])
                    numbers.append((number, self.forms.get(word, -1), named))
                numbers += [(0, -1, False)] * FAR
            ends[kind] = (start, len(numbers))
        signs, forms, named = (np.array(column, np.int32) for column in zip(*numbers, strict=True))
        several = (self.choices[signs] < len(self.forms)).sum(1) > 1
        chosen = (forms >= 0) & several & (self.choices[signs] == forms[:, None]).any(1)
        learned = {
            kind: start + np.nonzero(chosen[start:end])[0] for kind, (start, end) in ends.items()
        }
        return Texts(signs, forms, named, learned)


class Trainer:
    """Trains the weights; `random` blurs what it sees."""

    def __init__(self, vocabulary: Vocabulary, texts: Texts) -> None:
        self._vocabulary, self._texts = vocabulary, texts
        self._random = np.random.default_rng(0)
        self._offsets = np.array(
            sorted(range(-FAR, FAR + 1), key=lambda place: (abs(place) > NEAR, place)), np.int32
        )
        count, forms = len(vocabulary.signs), len(vocabulary.forms)
        keys = jax.random.split(jax.random.PRNGKey(0), 3)
        normal = jax.random.normal
        self.weights: dict[str, Any] = {
            "near": normal(keys[0], (2 * NEAR + 1, count, _HIDDEN)) * 0.08,
            "far": normal(keys[1], (count, _HIDDEN)) * 0.03,
            "names": jnp.zeros((3, 2, _HIDDEN)),
            "bias": jnp.full(_HIDDEN, 0.05),
            "forms": normal(keys[2], (forms + 1, _HIDDEN)) * 0.08,
            "biases": jnp.zeros(forms + 1),
        }
        self._choices = jnp.asarray(vocabulary.choices)

    def train(self, minutes: float) -> None:
        """Train for some minutes: the rate falls to nothing."""
        steps = self._steps()
        first, second = (jax.tree.map(jnp.zeros_like, self.weights) for _ in range(2))
        orders = {kind: np.array([], np.int64) for kind in _SHARES}
        started, last, number = time.monotonic(), 0, 0
        while (done := (time.monotonic() - started) / 60 / minutes) < 1:
            number += 1
            places = []
            for kind, share in _SHARES.items():
                wanted = _BATCH * share // 100
                while len(orders[kind]) < wanted:
                    more = self._random.permutation(self._texts.words[kind])
                    orders[kind] = np.concatenate([orders[kind], more])
                places.append(orders[kind][:wanted])
                orders[kind] = orders[kind][wanted:]
            rate = _RATE * max(0.02, 1 - done)
            seen = self._seen(np.concatenate(places), blurred=True)
            self.weights, first, second = steps(self.weights, first, second, number, rate, seen)
            if int(done * 10) > last:
                last = int(done * 10)
                print(f"{done:.0%}, {number} steps{self._wrong()}", flush=True)

    def _wrong(self) -> str:
        """Return the share of the words kept back whose likeliest form is wrong, as a report."""
        places = self._texts.words["kept back"]
        if not len(places):
            return ""
        scores, right = self._scores(self.weights, self._seen(places, blurred=False))
        return f"; wrong of those kept back: {(scores.argmax(1) != right).mean():.2%}"

    def _seen(self, places: Any, *, blurred: bool) -> tuple[Any, ...]:
        """Return the signs around the places, the names, the signs at them, and the forms by their places."""
        signs = self._texts.signs[places[:, None] + self._offsets]
        named = self._texts.named[places[:, None] + np.array([-1, 0, 1])]
        if blurred:
            named = np.where(self._random.random((len(places), 1)) < _SMALL, 0, named)
            hidden = self._random.random(signs.shape) < _BLURRED
            hidden[:, NEAR] = False
            number, other, words = SIGNS.index(NUMBER), SIGNS.index(ELSE), len(SIGNS)
            is_number = (signs > other) & (signs < words)
            signs = np.where(
                hidden & is_number, number, np.where(hidden & (signs >= words), other, signs)
            )
        here = self._texts.signs[places]
        right = (self._vocabulary.choices[here] == self._texts.forms[places][:, None]).argmax(1)
        return signs, named, here, right

    def _scores(self, weights: Any, seen: tuple[Any, ...], key: Any = None) -> tuple[Any, Any]:
        signs, named, here, right = seen
        layer = weights["bias"] + weights["far"][signs[:, 2 * NEAR + 1 :]].sum(1)
        for place in range(2 * NEAR + 1):
            layer = layer + weights["near"][place][signs[:, place]]
        for place in range(3):
            layer = layer + weights["names"][place][named[:, place]]
        layer = jax.nn.relu(layer)
        if key is not None:
            kept = jax.random.bernoulli(key, 1 - _DROPPED, layer.shape)
            layer = jnp.where(kept, layer / (1 - _DROPPED), 0)
        choices = self._choices[here]
        scores = (
            jnp.einsum("bkh,bh->bk", weights["forms"][choices], layer) + weights["biases"][choices]
        )
        return jnp.where(choices < len(self._vocabulary.forms), scores, -1e9), right

    def _steps(self) -> Any:
        """Return the step of Adam with a small decay."""

        def loss(weights: Any, seen: tuple[Any, ...], key: Any) -> Any:
            scores, right = self._scores(weights, seen, key)
            likely = jax.nn.log_softmax(scores)
            return -likely[jnp.arange(len(right)), right].mean()

        @functools.partial(jax.jit, donate_argnums=(0, 1, 2))
        def step(
            weights: Any, first: Any, second: Any, number: int, rate: float, seen: tuple[Any, ...]
        ) -> tuple[Any, ...]:
            slopes = jax.grad(loss)(weights, seen, jax.random.PRNGKey(number))
            first = jax.tree.map(lambda old, new: 0.9 * old + 0.1 * new, first, slopes)
            second = jax.tree.map(lambda old, new: 0.99 * old + 0.01 * new * new, second, slopes)

            def moved(weight: Any, mean: Any, square: Any) -> Any:
                mean, square = mean / (1 - 0.9**number), square / (1 - 0.99**number)
                return weight - rate * (mean / (jnp.sqrt(square) + 1e-6) + 1e-4 * weight)

            return jax.tree.map(moved, weights, first, second), first, second

        return step


def packed(vocabulary: Vocabulary, weights: Mapping[str, Any]) -> bytes:
    """Return the file of a network: `tutor.speech.normalise.vi.network` tells its form."""
    count = len(vocabulary.forms)
    # The file's rows of any place count for near places too, which is faster to add up.
    near = np.asarray(weights["near"]) - np.asarray(weights["far"])
    layers = [
        near.reshape(-1),
        *(np.asarray(weights[n]).reshape(-1) for n in ("far", "names", "bias")),
    ]
    forms = np.asarray(weights["forms"])[:count].reshape(-1)

    def scale(numbers: Any) -> float:
        return float(np.quantile(np.abs(numbers), 0.9995)) / 127

    def small(numbers: Any, unit: float) -> bytes:
        return bytes(np.clip(np.rint(numbers / unit), -127, 127).astype(np.int8).tobytes())

    unit, unit_of_forms = scale(np.concatenate(layers)), scale(forms)
    scales = f"{_HIDDEN} {unit:.9g} {unit_of_forms:.9g}"
    head = "\n".join([scales, " ".join(vocabulary.signs), " ".join(vocabulary.forms), ""])
    biases = np.asarray(weights["biases"])[:count].astype("<f4").tobytes()
    rows = [small(layer, unit) for layer in layers]
    return b"".join([head.encode(), biases, *rows, small(forms, unit_of_forms)])


def is_kept_back(message: str) -> bool:
    return zlib.crc32(message.encode()) % _KEPT_BACK == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for kind in ("articles", "laws", "programs", "talk"):
        parser.add_argument(f"--{kind}", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--test", action="store_true", help="keep one message in ten back")
    parser.add_argument("--out", type=Path, default=LEXICON / network.FILE)
    arguments = parser.parse_args()
    own = list(messages())
    kept_back = {message for message in own if arguments.test and is_kept_back(message)}
    texts: dict[str, Iterable[str]] = {
        "messages": [message for message in own if message not in kept_back],
        "phrases": phrases(),
        "lessons": lesson_texts(),
        "programs": lines(arguments.programs),
        "talk": lines(arguments.talk),
        "laws": paragraphs(arguments.laws),
        "articles": paragraphs(arguments.articles),
        "kept back": sorted(kept_back),
    }
    # In a phrase a # stands for a number mostly, in a message for a brand or a link.
    rows = {
        kind: [row_of(text, NUMBER if kind == "phrases" else ELSE) for text in of_kind]
        for kind, of_kind in texts.items()
    }
    vocabulary = Vocabulary.of(rows)
    trainer = Trainer(vocabulary, vocabulary.texts(rows))
    trainer.train(arguments.minutes)
    arguments.out.write_bytes(packed(vocabulary, trainer.weights))


if __name__ == "__main__":
    main()
