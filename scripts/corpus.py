"""Vietnamese texts as rows of words, for the tables and the network by which a voice puts lost marks back."""

import functools
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import yaml

from tutor.speech.normalise.vi.language_model import EDGE
from tutor.speech.normalise.vi.network import ELSE, sign_of
from tutor.vietnamese import is_spelled, is_syllable, unmarked

ROOT = Path(__file__).parent.parent
LEXICON = ROOT / "voices/lexicon"
_LESSONS = ("lessons/vi/*/*.yaml", "lessons/*.yaml", "lessons/phone/*.yaml")
_MESSAGES = ROOT / "scripts/messages"
_TOKEN = re.compile(r"[^\W\d_]+(?:\d\w*)?|\d[\w.,/:%-]*[\w%]|\d|[^\w\s]")
_SENTENCE = re.compile(r"(?<=[.!?…]) ")
_MARK = re.compile(r"[À-ÖØ-öø-ƿǍ-ɏḀ-ỿ]")
# A sentence of Vietnamese has a mark at least in so many letters.
_OFTEN = 14
_MOST_SENTENCES = 4
# What stands between words and ends no phrase.
SILENT = "-–/&+"
_SHORTEST_ABBREVIATION, _LONGEST_ABBREVIATION = 2, 4
# The two places of a tone mark: the one of the lessons.
_OTHER_PLACES = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ"
_PLACES = "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy"
_PLACES_OF_TONES = dict(zip(_OTHER_PLACES.split(), _PLACES.split(), strict=True))

# The sign of a word, the word where it is one, and whether it has a capital within a phrase.
Row = list[tuple[str, str, bool]]


def settle(word: str) -> str:
    """Return a word with its tone mark where the lessons have it."""
    ending = None if word.startswith("q") else _PLACES_OF_TONES.get(word[-2:])
    return word[:-2] + ending if ending else word


@functools.cache
def word_of(written: str) -> str:
    """Return a word in small letters as the lessons spell it; nothing for what is no Vietnamese word."""
    word = settle(written.lower())
    is_short = written.isupper() and _SHORTEST_ABBREVIATION <= len(word) <= _LONGEST_ABBREVIATION
    is_word = is_syllable(word) and is_spelled(word) and not (is_short and word.isascii())
    return word if is_word else ""


def row_of(text: str, hidden: str = ELSE) -> Row:
    """Return the words, numbers and edges of phrases of a text; `hidden` is the sign for a # in it."""
    row: Row = [(EDGE, "", False)]
    for written in _TOKEN.findall(unicodedata.normalize("NFC", text)):
        begins = row[-1][0] == EDGE
        if written[0].isalpha():
            word = word_of(written)
            sign = unmarked(word) or ELSE
            if sign != ELSE or row[-1][0] != ELSE:
                row.append((sign, word, bool(word) and written.istitle() and not begins))
        elif written[0].isdigit():
            row.append((sign_of(written), "", False))
        elif written == "#":
            row.append((hidden, "", False))
        elif written not in SILENT and not begins:
            row.append((EDGE, "", False))
    return row if row[-1][0] == EDGE else [*row, (EDGE, "", False)]


def lines(folder: Path) -> Iterator[str]:
    """Yield the lines of the texts in a folder."""
    for file in sorted(folder.rglob("*.txt")):
        yield from file.read_text(encoding="utf-8", errors="replace").splitlines()


def paragraphs(folder: Path) -> Iterator[str]:
    """Yield the Vietnamese sentences of the texts in a folder, a few at a time."""
    for line in lines(folder):
        sentences = [
            sentence
            for sentence in _SENTENCE.split(line)
            if _OFTEN * len(_MARK.findall(sentence)) > len(sentence)
        ]
        for start in range(0, len(sentences), _MOST_SENTENCES):
            yield " ".join(sentences[start : start + _MOST_SENTENCES])


def messages() -> Iterator[str]:
    """Return the messages that were written to be learned from."""
    return lines(_MESSAGES)


def phrases() -> Iterator[str]:
    """Yield the phrases of messages; they have no capitals."""
    for line in (LEXICON / "vi-messages.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("# "):
            yield from line.split(",")


def lesson_texts() -> Iterator[str]:
    """Yield the Vietnamese texts of the lessons."""
    for file in sorted(path for pattern in _LESSONS for path in ROOT.glob(pattern)):
        yield from _texts(yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if _MARK.search(value):
            yield value.replace("*", "")
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
