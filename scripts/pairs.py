"""Write voices/lexicon/vi-pairs.txt: which words follow which in the Vietnamese lessons, and how often.

The voice restores lost marks by it. It need not follow each change of a lesson; `make pairs` writes it anew.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import yaml

from tutor.speech.normalise.vi.language_model import EDGE, OTHER
from tutor.vietnamese import is_spelled, is_syllable

ROOT = Path(__file__).parent.parent
FILES = ("lessons/vi/*/*.yaml", "lessons/*.yaml", "lessons/phone/*.yaml")
HEAD = """\
# Which words follow which in the lessons, and how often: the first word, then those that follow it. Written
# by `make pairs`. | stands for the start or the end of a phrase, # for a number.
"""
_MARKED = re.compile(r"[à-ỹăđĩũơư]")
_BETWEEN = re.compile(r"[^\w\s#-]| - ")
_WORD = re.compile(r"[^\W\d_]+|\d+|#")


def texts(value: object) -> Iterator[str]:
    """Yield the texts with Vietnamese marks in the values of a YAML file."""
    if isinstance(value, str):
        if _MARKED.search(value):
            yield value.lower()
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def main() -> None:
    pairs: Counter[tuple[str, str]] = Counter()
    for file in sorted(path for pattern in FILES for path in ROOT.glob(pattern)):
        for text in texts(yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)):
            for phrase in _BETWEEN.split(text):
                words = [OTHER if w.isdigit() else w for w in _WORD.findall(phrase)]
                path = [EDGE, *words, EDGE] if words else []
                pairs.update(
                    pair
                    for pair in pairwise(path)
                    if all(w in (EDGE, OTHER) or (is_spelled(w) and is_syllable(w)) for w in pair)
                )
    following: dict[str, list[str]] = defaultdict(list)
    for (first, second), count in sorted(pairs.items()):
        following[first].append(second if count == 1 else f"{second} {count}")
    lines = [f"{first}: {', '.join(words)}" for first, words in sorted(following.items())]
    (ROOT / "voices/lexicon/vi-pairs.txt").write_text(
        HEAD + "\n".join(lines) + "\n", encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    main()
