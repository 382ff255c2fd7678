"""Words under the voice: from what an engine tells, over the spoken text, to the shown one."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from tutor.speech.clip import Mark
from tutor.speech.normalise import Token, placed

_WORD = re.compile(r"\S+")


def word_marks(spoken: str, told: Iterable[tuple[int, int]]) -> tuple[Mark, ...]:
    """Return the marks of a spoken text for frames with a character in the word that begins there.

    Engines tell a number of several words as one place again and again, or come back to a place before:
    each word is marked once, and never one before the last.
    """
    words = [match.span() for match in _WORD.finditer(spoken)]
    starts = [start for start, _ in words]
    marks: list[Mark] = []
    last = -1
    for frame, place in told:
        index = bisect_right(starts, place) - 1
        if index > last:
            marks.append(Mark(frame, *words[index]))
            last = index
    return tuple(marks)


def shown_marks(marks: Iterable[Mark], tokens: Sequence[Token]) -> tuple[Mark, ...]:
    """Return marks over the spoken words of tokens as marks over the shown text; each token once."""
    places = [
        (place, token) for place, token in placed(tokens) if any(map(str.isalnum, token.spoken))
    ]
    starts = [place for place, _ in places]
    found: list[Mark] = []
    last = -1
    for mark in marks:
        index = bisect_right(starts, mark.start) - 1
        if index > last:
            token = places[index][1]
            found.append(Mark(mark.frame, token.start, token.end))
            last = index
    return tuple(found)
