"""Rules: a pattern and what is said for what it finds; earlier rules of a table win."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tutor.speech.normalise.shown import CLAIMED
from tutor.speech.normalise.tokens import Kind, Piece
from tutor.speech.normalise.voice import Voice

Say = Callable[[re.Match[str], Voice], str | None]

DIGIT = "0123456789"


@dataclass(frozen=True, slots=True)
class Rule:
    """`say` returns words for a match, "" for silence, "," for a break, None to leave it to later rules.

    Where the pattern has a group `x`, that alone is taken and the rest is what must stand around it.
    The rule is tried on texts that hold one of the characters of `needs`, on every text without any.
    """

    pattern: re.Pattern[str]
    say: Say
    needs: str = DIGIT


def rule(pattern: str, say: Say, needs: str = DIGIT, *, any_case: bool = True) -> Rule:
    """Return a rule whose pattern is written with white space for the eye."""
    flags = re.VERBOSE | (re.IGNORECASE if any_case else re.NOFLAG)
    return Rule(re.compile(pattern, flags), say, needs)


def claim(table: Sequence[Rule], text: str, voice: Voice) -> list[Piece]:
    """Return what the rules say, in order of place."""
    found: list[Piece] = []
    for entry in table:
        if entry.needs and not any(c in text for c in entry.needs):
            continue
        before = len(found)
        for match in entry.pattern.finditer(text):
            said = entry.say(match, voice)
            if said is not None:
                start, end = match.span("x" if "x" in match.re.groupindex else 0)
                if start < end:
                    found.append(Piece(start, end, said, _kind(said)))
        for piece in found[before:]:
            cover = CLAIMED * (piece.end - piece.start)
            text = text[: piece.start] + cover + text[piece.end :]
    found.sort(key=lambda piece: piece.start)
    return found


def _kind(said: str) -> Kind:
    if not said:
        return Kind.SILENT
    return Kind.BREAK if said == "," else Kind.SAID
