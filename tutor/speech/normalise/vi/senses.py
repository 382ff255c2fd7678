"""Vietnamese abbreviations of several senses: the words beside one decide, then what the text is about.

The senses stand in `voices/lexicon/vi-senses.tsv`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tutor.paths import bundled_voices
from tutor.speech.normalise.rules import Rule, Voice, rule
from tutor.speech.normalise.text import MATCHED
from tutor.vietnamese import CAPITALS

_NAME = rf"(?-i:[{CAPITALS}][^\W\d_{CAPITALS}]+)"
_TITLES = ("HT", "TT", "ĐĐ", "TL", "TM", "TUQ")
_LONGEST_BEFORE = 32
# The sense that the lexicon has; the rules of codes look at the letters before a number.
_AS_USUAL = "="
_COLUMNS = 5


@dataclass(frozen=True, slots=True)
class Sense:
    """What an abbreviation stands for, and the words before it, after it, and of the text that tell so.

    Words are alternatives, parted by `|`.
    """

    spoken: str
    before: str
    after: str
    about: str


@cache
def _senses() -> Mapping[str, Sequence[Sense]]:
    """Return the senses by abbreviation."""
    senses: dict[str, list[Sense]] = {}
    file = bundled_voices() / "lexicon" / "vi-senses.tsv"
    rows = (line for line in file.read_text("utf-8").splitlines() if not line.startswith("#"))
    next(rows)
    for row in rows:
        written, *columns = row.split("\t")
        columns += [""] * (_COLUMNS - 1 - len(columns))
        senses.setdefault(written, []).append(Sense(*columns))
    # Messages without marks have no bar.
    for written in [written for written in senses if "Đ" in written]:
        senses.setdefault(written.replace("Đ", "D"), []).extend(senses[written])
    return senses


@cache
def _pattern(words: str, *, before: bool = False) -> re.Pattern[str]:
    """Return the pattern of alternatives that begin a text, or with `before` end it."""
    alternatives = "|".join(_alternative(word) for word in words.split("|"))
    any_of = rf"(?<!\w)(?:{alternatives})\s\Z" if before else rf"\s?:?\s?(?:{alternatives})(?!\w)"
    return re.compile(any_of, re.IGNORECASE)


@cache
def _about(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _alternative(word: str) -> str:
    escaped = re.escape(word).replace(r"\ ", r"\s")
    return escaped.replace("NUMBER", rf"[\d{MATCHED}]+").replace("NAME", _NAME)


def _by_neighbours(match: re.Match[str], _: Voice) -> str | None:
    """Return the words for an abbreviation where those before or after it tell its sense."""
    start, end = match.span("x")
    before = match.string[max(0, start - _LONGEST_BEFORE) : start]
    fits: dict[bool, str] = {}
    for sense in _senses().get(match["x"].rstrip(". "), ()):
        follows = bool(sense.after and _pattern(sense.after).match(match.string, end))
        precedes = bool(sense.before and _pattern(sense.before, before=True).search(before))
        if follows and precedes:
            return None if sense.spoken == _AS_USUAL else sense.spoken
        if follows or precedes:
            fits.setdefault(follows, sense.spoken)
    # What follows an abbreviation tells more than what stands before it.
    spoken = fits.get(True) or fits.get(False)
    return None if spoken == _AS_USUAL else spoken


def _title(match: re.Match[str], _: Voice) -> str | None:
    """Return the words for an abbreviation with a dot where those after it tell its sense."""
    for sense in _senses().get(match["x"].rstrip(". "), ()):
        if sense.after and _pattern(sense.after).match(match.string, match.end("x")):
            return sense.spoken
    return None


def _by_topic(match: re.Match[str], _: Voice) -> str | None:
    """Return the words for an abbreviation where the text tells its sense."""
    for sense in _senses().get(match["x"], ()):
        if sense.about and _about(sense.about).search(match.string):
            return sense.spoken
    return None


_ABBREVIATION = r"(?<![\w.&/-])(?P<x>[A-ZĐ]{2,3}"

BY_NEIGHBOURS: tuple[Rule, ...] = (
    # The dot of a title before a name or an office: HT. Thích, TL. Giám đốc.
    rule(
        rf"(?<![\w.])(?P<x>(?:{'|'.join(_TITLES)})\.\s?)(?=[{CAPITALS}])",
        _title,
        ".",
        any_case=False,
    ),
    rule(rf"{_ABBREVIATION})(?![\w]|[-/&][\w])", _by_neighbours, "", any_case=False),
)

BY_TOPIC: tuple[Rule, ...] = (
    rule(rf"{_ABBREVIATION})(?![\w]|[-/&][\w])", _by_topic, "", any_case=False),
)
