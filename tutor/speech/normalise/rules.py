"""`Rule`, a pattern with a function that returns the spoken words of a match, and `Voice`.

In a table of rules the earlier ones win. A `Voice` has what differs between languages: number words, names
of digits, the lexicon.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tutor.speech.normalise.lexicon import Lexicon
from tutor.speech.normalise.text import CLAIMED, Kind, Piece

# Longer numbers are spoken digit by digit.
_LONGEST_CARDINAL = 18

_ONE_GROUP = 5


@dataclass(frozen=True, slots=True)
class Voice:
    """How a language speaks numbers and letters.

    `number` returns a quantity below 10^18 in words; `names` are the ten digits. `capitals` returns the words
    for an unknown word in capitals, `letter` those for a single letter. `over` is the word between the two
    numbers of a fraction. `respell` changes the spelling of a word that engines mispronounce.
    """

    lexicon: Lexicon
    number: Callable[[int], str]
    names: tuple[str, ...]
    capitals: Callable[[str, "Voice"], str]
    letter: Callable[[str, "Voice"], str]
    over: str
    respell: Callable[[str], str] = str

    def cardinal(self, digits: str | int) -> str:
        """Return a quantity in words; digit by digit when it is too long."""
        text = str(digits)
        value = text.lstrip("0") or "0"
        return self.grouped(text) if len(value) > _LONGEST_CARDINAL else self.number(int(value))

    def plain(self, digits: str) -> str:
        """Return a quantity in words; digit by digit when it begins with 0."""
        return (
            self.grouped(digits) if len(digits) > 1 and digits[0] == "0" else self.cardinal(digits)
        )

    def digits(self, digits: str) -> str:
        """Return digits one by one."""
        return " ".join(self.names[int(d)] for d in digits)

    def grouped(self, digits: str) -> str:
        """Return digits one by one in short groups with pauses; other characters separate groups."""
        groups = re.findall(r"\d+", digits)
        if len(groups) == 1:
            groups = split_digits(groups[0])
        return ", ".join(self.digits(part) for group in groups for part in split_digits(group))

    def spell(self, word: str) -> str:
        """Return the names of letters and digits; omit other characters."""
        names: list[str] = []
        for character in word.lower():
            if character.isdecimal():
                names.append(self.names[int(character)])
            elif name := self.lexicon.letters.get(character):
                names.append(name)
            elif character.isalpha() and not character.isupper():
                names.append(character)
        return " ".join(names)


def split_digits(digits: str) -> list[str]:
    """Split digits evenly into groups of three or four, which are easy to remember; longer ones first."""
    length = len(digits)
    if length <= _ONE_GROUP:
        return [digits]
    count = length // 3 if length in (6, 9, 12) else -(-length // 4)
    size, longer = divmod(length, count)
    sizes: Sequence[int] = [size + 1] * longer + [size] * (count - longer)
    groups: list[str] = []
    place = 0
    for size in sizes:
        groups.append(digits[place : place + size])
        place += size
    return groups


Say = Callable[[re.Match[str], Voice], str | None]

DIGIT = "0123456789"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and a function that returns the spoken words of a match.

    `say` returns "" for silence, "," for a break, None to leave the text to later rules. If the pattern has a
    group `x`, only that group is replaced; the rest is context. If `needs` is not empty, the rule is tried
    only on texts with one of its characters.
    """

    pattern: re.Pattern[str]
    say: Say
    needs: str = DIGIT


def rule(pattern: str, say: Say, needs: str = DIGIT, *, any_case: bool = True) -> Rule:
    """Return a rule; white space in its pattern is ignored (`re.VERBOSE`)."""
    flags = re.VERBOSE | (re.IGNORECASE if any_case else re.NOFLAG)
    return Rule(re.compile(pattern, flags), say, needs)


def claim(table: Sequence[Rule], text: str, voice: Voice) -> list[Piece]:
    """Return the pieces that the rules match in a text, in order; matched text is hidden from later rules."""
    pieces: list[Piece] = []
    for entry in table:
        if entry.needs and not any(c in text for c in entry.needs):
            continue
        before = len(pieces)
        for match in entry.pattern.finditer(text):
            spoken = entry.say(match, voice)
            if spoken is not None:
                start, end = match.span("x" if "x" in match.re.groupindex else 0)
                if start < end:
                    pieces.append(Piece(start, end, spoken, _kind(spoken)))
        for piece in pieces[before:]:
            cover = CLAIMED * (piece.end - piece.start)
            text = text[: piece.start] + cover + text[piece.end :]
    pieces.sort(key=lambda piece: piece.start)
    return pieces


def _kind(spoken: str) -> Kind:
    if not spoken:
        return Kind.SILENT
    return Kind.BREAK if spoken == "," else Kind.SAID
