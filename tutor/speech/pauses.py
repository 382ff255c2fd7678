"""Pauses in and between sentences: slow speech pauses longer, it is not stretched."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A mark that ends a clause; what an engine is given has single spaces and no closing quotes.
_CLAUSE_END = re.compile(r"[,;:….!?](?=\s)")
# What is no longer than a number in words belongs to what comes: "hai. Cúp máy".
_LABEL_WORDS = 2
_CLOSING = " \t\n\"'”’»)]*"


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds of silence at a comma, after a sentence, and before a sentence that is a question."""

    comma: float
    sentence: float
    question: float

    def before(self, text: str) -> float:
        """Return the silence between the sentence before and this one."""
        return self.question if is_question(text) else self.sentence

    def within(self, clause: str) -> float:
        """Return the silence after a clause with more of its sentence to come."""
        ends = clause[-1:] in (".", "!", "?") and clause.count(" ") >= _LABEL_WORDS
        return self.sentence if ends else self.comma


def is_question(text: str) -> bool:
    """Tell whether a sentence ends by asking."""
    return text.rstrip(_CLOSING).endswith("?")


def clauses(spoken: str) -> Iterator[tuple[int, str]]:
    """Yield the clauses of a sentence with their places; marks stay with the clause before them."""
    start = 0
    for match in _CLAUSE_END.finditer(spoken):
        yield start, spoken[start : match.end()]
        start = match.end() + 1
    if start < len(spoken):
        yield start, spoken[start:]
