"""Write the tables of which words follow which in messages and lessons, and how often.

`vi-rows.txt` and `vi-rows-of-two.txt` in voices/lexicon/ count the messages of `scripts/messages/`,
`vi-pairs.txt` the lessons. A voice puts lost marks back by them. They need not follow each change of a
lesson; `make words` writes them anew.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from corpus import LEXICON, lesson_texts, messages, row_of

from tutor.speech.normalise.vi.language_model import BETWEEN, EDGE, OTHER

_HEAD = """\
# {what}, how often it is there, and the words that follow it, each with its number if more than 1.
# Written by `make words`. | stands for the start or the end of a phrase, # for a number or a foreign word.
"""
# Two words that were seen together less often tell nothing of what follows them.
_LEAST = 2


def words_of(texts: Iterable[str]) -> Iterator[list[str]]:
    """Yield the words of each phrase between its edges."""
    for text in texts:
        row = [EDGE]
        for sign, word, _ in row_of(text):
            row.append(word or (EDGE if sign == EDGE else OTHER))
            if row[-1] == EDGE and len(row) > 2:
                yield row
            if row[-1] == EDGE:
                row = [EDGE]


def followers(rows: Iterable[list[str]]) -> dict[str, Counter[str]]:
    """Return the words that follow each word, and how often."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for first, second in pairwise(row):
            found[first][second] += 1
    return found


def followers_of_two(rows: Iterable[list[str]]) -> dict[str, Counter[str]]:
    """Return the words that follow each two words that were seen together often enough, and how often."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for first, second, third in zip(row, row[1:], row[2:], strict=False):
            found[first + BETWEEN + second][third] += 1
    return {two: after for two, after in found.items() if after.total() >= _LEAST}


def write(name: str, what: str, table: Mapping[str, Counter[str]]) -> None:
    out = []
    for first, after in sorted(table.items()):
        entries = [word if n == 1 else f"{word} {n}" for word, n in sorted(after.items())]
        out.append(f"{first}\t{after.total()}: {', '.join(entries)}\n")
    text = _HEAD.format(what=what) + "".join(out)
    (LEXICON / name).write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    rows = list(words_of(messages()))
    write("vi-rows.txt", "A word of messages", followers(rows))
    write("vi-rows-of-two.txt", "Two words of messages", followers_of_two(rows))
    write("vi-pairs.txt", "A word of the lessons", followers(words_of(lesson_texts())))


if __name__ == "__main__":
    main()
