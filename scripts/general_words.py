"""Write voices/lexicon/vi-general.txt: which words follow which in general Vietnamese, and how often.

    python scripts/general_words.py TEXTS [SPOKEN …] --dictionary WORDS

TEXTS is a folder of texts of laws and articles; each text of SPOKEN, folders of everyday sentences, counts
more. WORDS has a word of a dictionary on each line; those of two syllables and more count as pairs. None of
these is in the repository: docs/third-party.md names them. The places of `tutor/places.tsv` count too.
"""

import argparse
import heapq
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from corpus import LEXICON, ROOT, SILENT, lines, settle, word_of

from tutor.speech.normalise.vi.language_model import EDGE, OTHER
from tutor.vietnamese import is_spelled, is_syllable, unmarked

FILE = LEXICON / "vi-general.txt"
_TOKEN = re.compile(r"[^\W\d_]+|\d[\w.,/:%-]*|[^\w\s]")
_PLACE = re.compile(r"(?:[A-ZĐÀ-Ỹ][^\W\d_A-Z]*(?: |$))+")
# How often a word of the everyday sentences, a dictionary and the places counts.
_SPOKEN, _IN_DICTIONARY, _IN_PLACES = 15, 14, 8
_LEAST_SEEN, _LEAST_WORD = 3, 12
_PAIRS, _RARE = 130_000, 500


def token(written: str) -> str:
    """Return a word, with a capital if it has one, EDGE or OTHER; nothing for a sign within a phrase."""
    if written[0].isalpha():
        if not (word := word_of(written)):
            return OTHER
        is_name = written[0].isupper() and not (written.isupper() and len(written) > 1)
        return word.capitalize() if is_name else word
    return OTHER if written[0].isdigit() else "" if written in SILENT else EDGE


def rows(folder: Path) -> Iterator[list[str]]:
    """Yield the tokens of each line of the texts in a folder; the first of a phrase in small letters."""
    for line in lines(folder):
        row = [EDGE]
        for written in _TOKEN.findall(unicodedata.normalize("NFC", line)):
            word = token(written)
            if word and (word, row[-1]) != (EDGE, EDGE):
                row.append(word.lower() if row[-1] == EDGE else word)
        yield [*row, EDGE] if row[-1] != EDGE else row


def count(words: Counter[str], pairs: Counter[tuple[str, str]], folder: Path, weight: int) -> None:
    seen: Counter[tuple[str, str]] = Counter()
    for row in rows(folder):
        for word in row:
            words[word] += weight
        seen.update(pairwise(row))
    for pair, times in seen.items():
        if weight > 1 or times >= _LEAST_SEEN:
            pairs[pair] += times * weight


def likeliest_pairs(words: Counter[str], pairs: Counter[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs that tell most between words of the same letters."""
    rivals = Counter((unmarked(word), word[0].isupper()) for word in words)
    total = words.total()

    def gain(pair: tuple[str, str]) -> float:
        alone = _RARE * words[pair[1]] / total
        return pairs[pair] * math.log((pairs[pair] + alone) / alone)

    unclear = [
        pair
        for pair in pairs
        if pair[0] in words
        and pair[1] in words
        and any(rivals[unmarked(word), word[0].isupper()] > 1 for word in pair)
    ]
    return heapq.nlargest(_PAIRS, unclear, key=gain)


def two_digits(number: int) -> str:
    """Return a number with its first two digits: more tell nothing."""
    written = str(number)
    return written[:2] + "0" * (len(written) - 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("texts", type=Path)
    parser.add_argument("spoken", type=Path, nargs="*")
    parser.add_argument("--dictionary", type=Path, required=True)
    arguments = parser.parse_args()
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    count(words, pairs, arguments.texts, 1)
    for folder in arguments.spoken:
        count(words, pairs, folder, _SPOKEN)
    for name in _PLACE.findall((ROOT / "tutor/places.tsv").read_text(encoding="utf-8")):
        parts = [token(part) for part in name.split()]
        words.update(parts)
        for pair in pairwise(parts):
            pairs[pair] += _IN_PLACES
    for compound in arguments.dictionary.read_text(encoding="utf-8").splitlines():
        parts = [settle(part) for part in compound.split()]
        if compound.islower() and all(is_syllable(part) and is_spelled(part) for part in parts):
            words.update(parts)
            for pair in pairwise(parts):
                pairs[pair] += _IN_DICTIONARY
    words = Counter({word: times for word, times in words.items() if times >= _LEAST_WORD})
    following: defaultdict[str, list[str]] = defaultdict(list)
    for first, second in sorted(likeliest_pairs(words, pairs)):
        following[first].append(f"{second} {two_digits(pairs[first, second])}")
    lines = []
    for word in sorted(words):
        after = f": {', '.join(following[word])}" if word in following else ""
        # A space after the sign for a number would make it a comment.
        lines.append(f"{word}\t{two_digits(words[word])}{after}")
    head = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line.startswith("# ")]
    FILE.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
